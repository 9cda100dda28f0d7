//! The page's scripts and styles: `www/` in, one text each for the page, its worker and its styles out.

use std::ffi::OsStr;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::setup::npm;

/// Everything of `www/` that goes into the page, besides the page's own markup.
pub struct Bundle {
    /// The page's script.
    pub script: String,
    /// The script that the page starts workers from.
    pub worker: String,
    /// The page's styles.
    pub style: String,
}

/// Bundles and minifies `www/`. The engine's module must have been written before.
pub fn build() -> Result<Bundle> {
    Ok(Bundle {
        script: script("www/main.js")?,
        worker: script("www/engine.worker.js")?,
        style: style("www/css/main.css")?,
    })
}

fn script(entry: &str) -> Result<String> {
    let text = esbuild(entry, &["--format=iife"])?;
    inlinable(entry, text, &["</script", "<script", "<!--"])
}

fn style(entry: &str) -> Result<String> {
    let text = esbuild(entry, &[])?;
    inlinable(entry, text, &["</style", "<!--"])
}

fn esbuild(entry: &str, options: &[&str]) -> Result<String> {
    let mut command = npm::esbuild();
    command
        .arg(entry)
        .args(["--bundle", "--minify", "--charset=utf8", "--target=es2022"])
        .args(["--log-level=warning", "--log-override:import-is-undefined=error"])
        .args(options.iter().map(OsStr::new));
    process::read_and_show(&mut command).with_context(|| format!("{entry} can't be bundled"))
}

/// Checks that a text means the same inside a page as in a file of its own.
fn inlinable(entry: &str, text: String, markup: &[&str]) -> Result<String> {
    let lower = text.to_ascii_lowercase();
    for words in markup {
        if lower.contains(words) {
            bail!("{entry} bundles to a text with `{words}` in it, which would end it early in a page");
        }
    }
    // A browser changes both of these as it reads the page, and the policy's hash would not match.
    if text.contains(['\r', '\0']) {
        bail!("{entry} bundles to a text with a raw carriage return or null in it; write it as an escape");
    }
    Ok(text.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_would_end_its_element_is_refused() {
        let check = |text: &str| inlinable("a.js", text.to_owned(), &["</script", "<!--"]);
        assert_eq!(check("f(\"<\\/script>\")\n").unwrap(), "f(\"<\\/script>\")");
        assert!(check("f(\"</SCRIPT >\")").is_err());
        assert!(check("`<!-- x`").is_err());
        assert!(check("`a\r\nb`").is_err());
    }
}
