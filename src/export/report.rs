//! A release as a report: one HTML file that stands by itself, on a screen and on paper.
//!
//! It runs no script and loads nothing: its own policy forbids both, and allows its one style sheet by its hash.

use super::date::Date;
use super::html::{Looks, escape, table};
use super::pivot::{Pivot, key, warnings};
use crate::disclosure::{Release, SourceFile, Status};
use crate::recipe::{Policy, Recipe};

const STYLE: &str = include_str!("report.css");

/// SHA-256 of [`STYLE`] in base64, as policies name it.
const STYLE_HASH: &str = "LeJ7sUDY5LGo1O47TDhgwm6j3E/2H4eydIU1hTFwiCY=";

/// Elements look as the style sheet says.
const LOOKS: Looks = Looks {
    table: "",
    caption: " id=\"figures-caption\"",
    corner: "",
    head: " class=\"figure\"",
    name: "",
    figure: " class=\"figure\"",
    limits: " class=\"limits\"",
};

/// Writes the report. `svg` is the picture if there is one, `saved` the recipe as it is passed on.
pub fn report(
    release: &Release,
    recipe: &Recipe,
    svg: Option<&str>,
    saved: &str,
    date: Option<Date>,
) -> String {
    let (title, subtitle) = (escape(release.title()), escape(release.subtitle()));
    // What the figures say, or where no sentence can be made of them what they are.
    let (headline, lead) = match release.headline() {
        Some(headline) => (escape(headline), format!("{title}. {subtitle}")),
        None => (title, subtitle),
    };
    let mut html = format!(
        "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; \
         form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{headline}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header>\n"
    );
    for warning in warnings(release) {
        html.push_str(&format!("<p class=\"warning\">{}</p>\n", escape(warning)));
    }
    html.push_str(&format!("<h1>{headline}</h1>\n<p class=\"lead\">{lead}</p>\n</header>\n<main>\n"));
    if let Some(svg) = svg {
        // The picture is drawn by the core, which escapes what it writes; it bears its own title and description.
        html.push_str(&format!("<figure aria-label=\"Picture\" tabindex=\"0\">\n{svg}</figure>\n"));
    }
    html.push_str("<section aria-labelledby=\"figures\">\n<h2 id=\"figures\">Figures</h2>\n");
    html.push_str(
        "<div class=\"table\" role=\"region\" aria-labelledby=\"figures-caption\" tabindex=\"0\">\n",
    );
    html.push_str(&table(release, &Pivot::for_paper(release, recipe), &LOOKS));
    html.push_str("</div>\n");
    html.extend(key(release).map(|key| paragraph(&key)));
    html.push_str("</section>\n");
    html.push_str(&words(release));
    html.push_str("</main>\n<footer>\n");
    html.push_str(&provenance(release));
    let on = date.map_or_else(String::new, |date| format!(" on {}", date.in_words()));
    html.push_str(&paragraph(&format!("Made with Whereabouts {}{on}.", release.version())));
    html.push_str("<section aria-labelledby=\"recipe\">\n<h2 id=\"recipe\">Recipe</h2>\n");
    html.push_str("<p>With the same files and the same version this makes the same figures again.</p>\n");
    html.push_str(&format!("<pre>{}</pre>\n</section>\n</footer>\n</body>\n</html>\n", escape(saved)));
    html
}

/// What the figures mean and what they do not.
fn words(release: &Release) -> String {
    let mut html = section("counted", "What is counted", &paragraph(release.definition()));
    let definitions: String = release
        .axes()
        .iter()
        .map(|axis| format!("<dt>By {}</dt>\n<dd>{}</dd>\n", escape(axis.label), escape(axis.definition)))
        .collect();
    html.push_str(&section("terms", "Definitions", &format!("<dl>\n{definitions}</dl>\n")));
    let lists = [
        ("words", "In words", release.trends()),
        ("care", "Read with care", release.caveats()),
        ("differ", "What could explain how the sources differ", release.checklist()),
    ];
    for (id, heading, points) in lists {
        if !points.is_empty() {
            html.push_str(&section(id, heading, &list(points)));
        }
    }
    let breaks: Vec<String> = release
        .breaks()
        .iter()
        .map(|one| format!("{}: {}. {} ({})", one.when, one.title, one.note, one.source))
        .collect();
    if !breaks.is_empty() {
        html.push_str(&section("breaks", "Breaks in series", &list(&breaks)));
    }
    html.push_str(&section("disclosure", "How small figures are protected", &disclosure(release)));
    html
}

/// The policy, how many figures are suppressed by it, and what that protects from and what not.
fn disclosure(release: &Release) -> String {
    let mut html = paragraph(release.policy_label());
    if release.policy() == Policy::Unprotected {
        return html;
    }
    let n_cells = release.cells().len();
    let n_suppressed = release.cells().iter().filter(|cell| cell.status() == Status::Suppressed).count();
    html.push_str(&paragraph(&match n_suppressed {
        0 => format!("None of the {n_cells} figures is suppressed."),
        1 => format!("1 of the {n_cells} figures is suppressed."),
        _ => format!("{n_suppressed} of the {n_cells} figures are suppressed."),
    }));
    html.push_str(&paragraph(
        "This protects each child from being told by a small figure, and small figures from being worked out from the others here or in \
         tables that were taken away before with the same ledger. It does not protect from what a reader knows otherwise, nor from tables \
         of the same children that were made elsewhere.",
    ));
    html
}

fn provenance(release: &Release) -> String {
    let row = |file: &SourceFile| {
        let sha256 = file.sha256.as_deref().unwrap_or("not yet taken");
        let rows = match &file.rows {
            None => "not told, where figures are suppressed".to_owned(),
            Some(rows) => {
                let aside = rows.set_aside.iter();
                let aside: Vec<String> =
                    aside.map(|aside| format!("{}: {}", aside.reason, aside.n_rows)).collect();
                let n_aside: u64 = rows.set_aside.iter().map(|aside| aside.n_rows).sum();
                let why = if aside.is_empty() { String::new() } else { format!(" ({})", aside.join("; ")) };
                format!("{} = {} used + {n_aside} set aside{why}", rows.n_rows, rows.n_used)
            }
        };
        format!(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"hash\">{}</td></tr>\n",
            escape(&file.name),
            escape(&rows),
            escape(sha256)
        )
    };
    let rows: String = release.sources().iter().map(row).collect();
    let table = format!(
        "<div class=\"table\" role=\"region\" aria-labelledby=\"sources-caption\" tabindex=\"0\">\n<table>\n\
         <caption id=\"sources-caption\">The files behind the figures</caption>\n\
         <thead>\n<tr><th scope=\"col\">File</th><th scope=\"col\">Rows</th><th scope=\"col\">SHA-256</th></tr>\n</thead>\n\
         <tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    );
    section("sources", "Sources", &table)
}

fn section(id: &str, heading: &str, content: &str) -> String {
    format!("<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{heading}</h2>\n{content}</section>\n")
}

fn paragraph(text: &str) -> String {
    format!("<p>{}</p>\n", escape(text))
}

fn list(points: &[String]) -> String {
    let points: String = points.iter().map(|point| format!("<li>{}</li>\n", escape(point))).collect();
    format!("<ul>\n{points}</ul>\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    fn base64(bytes: &[u8]) -> String {
        let mut text = String::new();
        for group in bytes.chunks(3) {
            let at = |place: usize| u32::from(group.get(place).copied().unwrap_or(0));
            let bits = at(0) << 16 | at(1) << 8 | at(2);
            for place in 0..4 {
                let letter = char::from(LETTERS[(bits >> (18 - 6 * place)) as usize & 63]);
                text.push(if place <= group.len() { letter } else { '=' });
            }
        }
        text
    }

    #[test]
    fn the_policy_allows_the_style_sheet_that_is_there() {
        assert_eq!(STYLE_HASH, base64(&Sha256::digest(STYLE)));
    }
}
