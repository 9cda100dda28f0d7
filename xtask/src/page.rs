//! The page: the engine, the bundle and `www/index.html` in, one HTML text out.
//!
//! Nothing else is ever loaded. The page's own policy says so to the browser, which refuses every request.

use std::fs;
use std::io::Write;
use std::num::NonZeroU64;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};
use zopfli::{Format, Options};

use crate::bundle::Bundle;
use crate::project;

/// Puts the page together.
///
/// `is_small`: whether it is worth half a minute to make it a few per cent smaller.
pub fn assemble(wasm: &Path, bundle: &Bundle, is_small: bool) -> Result<String> {
    let template = project::read_text("www/index.html")?;
    let engine = BASE64.encode(compress(wasm, is_small)?);
    let parts = [
        ("<!-- build:policy -->", policy_element(bundle)),
        ("<!-- build:style -->", format!("<style>{}</style>", bundle.style)),
        (
            "<!-- build:engine -->",
            format!("<script type=\"application/octet-stream\" id=\"engine-wasm\">{engine}</script>"),
        ),
        (
            "<!-- build:worker -->",
            format!("<script type=\"text/plain\" id=\"engine-worker\">{}</script>", bundle.worker),
        ),
        ("<!-- build:script -->", format!("<script>{}</script>", bundle.script)),
    ];
    fill(&template, &parts).context("www/index.html")
}

/// How often the smallest form is looked for: more finds hardly anything.
const N_ITERATIONS: u64 = 5;

/// Gzip without a time or a file name in it, so that the same wasm always gives the same bytes.
fn compress(wasm: &Path, is_small: bool) -> Result<Vec<u8>> {
    let wasm = fs::read(wasm).with_context(|| format!("{} can't be read", wasm.display()))?;
    if is_small {
        let iteration_count = NonZeroU64::new(N_ITERATIONS).context("it is looked for once at the least")?;
        let options = Options { iteration_count, ..Options::default() };
        let mut packed = Vec::new();
        zopfli::compress(options, Format::Gzip, wasm.as_slice(), &mut packed)?;
        return Ok(packed);
    }
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::fast());
    encoder.write_all(&wasm)?;
    Ok(encoder.finish()?)
}

/// The policy: this script and this style by their hashes, WebAssembly, workers made from the page itself, and no
/// address that anything could be sent to.
fn policy(script: &str, style: &str) -> String {
    [
        "default-src 'none'",
        &format!("script-src '{}' 'wasm-unsafe-eval'", hash_source(script)),
        &format!("style-src '{}'", hash_source(style)),
        "worker-src blob:",
        "img-src blob: data:",
        "connect-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types whereabouts",
    ]
    .join("; ")
}

fn policy_element(bundle: &Bundle) -> String {
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">",
        policy(&bundle.script, &bundle.style)
    )
}

fn hash_source(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(text)))
}

/// Puts each part in its place. The places are found before anything is put in: a part may hold another's mark.
fn fill(template: &str, parts: &[(&str, String)]) -> Result<String> {
    let mut places = Vec::new();
    for (mark, part) in parts {
        let mut found = template.match_indices(mark);
        match (found.next(), found.next()) {
            (Some((start, _)), None) => places.push((start, *mark, part)),
            (None, _) => bail!("the place for `{mark}` is missing"),
            (Some(_), Some(_)) => bail!("`{mark}` is there more than once"),
        }
    }
    places.sort();
    let mut page = String::new();
    let mut rest = 0;
    for (start, mark, part) in places {
        page.push_str(&template[rest..start]);
        page.push_str(part);
        rest = start + mark.len();
    }
    page.push_str(&template[rest..]);
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> [(&'static str, String); 2] {
        [("<!-- b -->", "B".to_owned()), ("<!-- a -->", "A<!-- b -->".to_owned())]
    }

    #[test]
    fn each_part_is_put_in_its_own_place_only() {
        let page = fill("1<!-- a -->2<!-- b -->3", &parts()).unwrap();
        assert_eq!(page, "1A<!-- b -->2B3");
    }

    #[test]
    fn a_missing_place_and_a_second_one_are_refused() {
        let missing = fill("<!-- a -->", &parts()).unwrap_err();
        assert_eq!(missing.to_string(), "the place for `<!-- b -->` is missing");
        let twice = fill("<!-- a --><!-- b --><!-- b -->", &parts()).unwrap_err();
        assert_eq!(twice.to_string(), "`<!-- b -->` is there more than once");
    }

    #[test]
    fn the_policy_names_script_and_style_by_hash_and_no_address() {
        // The hash of "alert('Hello, world.');" as the Content Security Policy specification gives it.
        let policy = policy("alert('Hello, world.');", "");
        let expected = "default-src 'none'; \
            script-src 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=' 'wasm-unsafe-eval'; \
            style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; \
            worker-src blob:; img-src blob: data:; connect-src 'none'; base-uri 'none'; form-action 'none'; \
            require-trusted-types-for 'script'; trusted-types whereabouts";
        assert_eq!(policy, expected);
    }
}
