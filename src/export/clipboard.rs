//! A release for the clipboard: a table that a word processor takes as one, and the same as text.

use super::html::{Looks, escape, shown, table};
use super::pivot::{Pivot, key, warnings};
use crate::disclosure::Release;
use crate::recipe::Recipe;

/// A word processor takes the styles that stand on the elements themselves and no others.
const LOOKS: Looks = Looks {
    table: " style=\"border-collapse:collapse;width:100%;font-family:Arial,Helvetica,sans-serif;font-size:9pt\"",
    caption: " style=\"text-align:left;padding:4pt 0;font:10pt Arial,Helvetica,sans-serif\"",
    corner: " style=\"text-align:left;vertical-align:bottom;border-bottom:1.5pt solid #1A1A1A;padding:1pt 4pt 1pt 0;font:bold 9pt Arial,Helvetica,sans-serif\"",
    head: " style=\"text-align:right;vertical-align:bottom;border-bottom:1.5pt solid #1A1A1A;padding:1pt 3pt;font:bold 9pt Arial,Helvetica,sans-serif\"",
    name: " style=\"text-align:left;border-bottom:0.5pt solid #D9D9D9;padding:1pt 4pt 1pt 0;font:9pt Arial,Helvetica,sans-serif\"",
    figure: " style=\"text-align:right;border-bottom:0.5pt solid #D9D9D9;padding:1pt 3pt;font:9pt Arial,Helvetica,sans-serif\"",
    limits: " style=\"white-space:nowrap;color:#595959\"",
};

/// The table as HTML, with what belongs with it in a paragraph below.
pub fn table_html(release: &Release, recipe: &Recipe) -> String {
    let mut html = String::new();
    for warning in warnings(release) {
        html.push_str(&format!("<p><strong>{}</strong></p>\n", escape(warning)));
    }
    html.push_str(&table(release, &Pivot::of(release, recipe), &LOOKS));
    let below: Vec<String> = below(release).iter().map(|line| escape(line)).collect();
    html.push_str(&format!(
        "<p style=\"font-family:Arial,Helvetica,sans-serif;font-size:8pt\">{}</p>\n",
        below.join(" ")
    ));
    html
}

/// The table as text with tabs between its columns.
pub fn table_text(release: &Release, recipe: &Recipe) -> String {
    let pivot = Pivot::of(release, recipe);
    let mut lines: Vec<String> = warnings(release).into_iter().map(str::to_owned).collect();
    lines.push(release.title().to_owned());
    lines.push(release.subtitle().to_owned());
    let headings = pivot.headings.iter().map(String::as_str).chain(pivot.columns.iter().copied());
    lines.push(headings.collect::<Vec<_>>().join("\t"));
    for line in &pivot.lines {
        let names = line.names.iter().map(|name| (*name).to_owned());
        let figures = line.cells.iter().map(|cell| shown(cell, release.decimals()));
        lines.push(names.chain(figures).collect::<Vec<_>>().join("\t"));
    }
    lines.extend(below(release));
    lines.push(String::new());
    lines.join("\n")
}

/// What a table must not be parted from, in a few sentences.
fn below(release: &Release) -> Vec<String> {
    let source = |file: &crate::disclosure::SourceFile| {
        let sha256 = file.sha256.as_deref().and_then(|sha256| sha256.get(..8));
        match sha256 {
            Some(sha256) => format!("{} (SHA-256 {sha256}\u{2026})", file.name),
            None => file.name.clone(),
        }
    };
    let sources: Vec<String> = release.sources().iter().map(source).collect();
    let mut lines: Vec<String> = key(release).into_iter().collect();
    lines.push(release.definition().to_owned());
    lines.push(release.policy_label().to_owned());
    lines.extend(release.caveats().iter().cloned());
    lines.push(format!("Source: {}. Made with Whereabouts {}.", sources.join("; "), release.version()));
    lines
}
