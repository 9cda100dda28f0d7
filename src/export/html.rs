//! A release as a table in HTML, for a report and for the clipboard.

use super::pivot::{Pivot, capitalised, letter};
use crate::diagnostic::grouped;
use crate::disclosure::{Cell, Release};

/// How the elements of a table look where there is no style sheet, as in a word processor; nothing where there is one.
pub(super) struct Looks {
    pub(super) table: &'static str,
    pub(super) caption: &'static str,
    pub(super) head: &'static str,
    pub(super) name: &'static str,
    pub(super) figure: &'static str,
}

/// Text as it stands between tags and in attributes.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// The table, with what it is as its caption. Where two dimensions stand down the side, the categories of the second are grouped under
/// those of the first.
pub(super) fn table(release: &Release, pivot: &Pivot<'_>, looks: &Looks) -> String {
    let (title, subtitle) = (escape(release.title()), escape(release.subtitle()));
    let mut html = format!(
        "<table{}>\n<caption{}><strong>{title}</strong><br>{subtitle}</caption>\n<thead>\n<tr>",
        looks.table, looks.caption
    );
    let corner: Vec<String> = pivot.headings.iter().map(|heading| escape(heading)).collect();
    html.push_str(&format!("<th scope=\"col\"{}>{}</th>", looks.name, capitalised(&corner.join(" and "))));
    for name in &pivot.columns {
        html.push_str(&format!("<th scope=\"col\"{}>{}</th>", looks.head, escape(name)));
    }
    html.push_str("</tr>\n</thead>\n<tbody>\n");
    let mut group: &[&str] = &[];
    for line in &pivot.lines {
        let Some((name, outer)) = line.names.split_last() else { continue };
        if outer != group {
            html.push_str(if group.is_empty() { "" } else { "</tbody>\n<tbody>\n" });
            group = outer;
            let n_columns = pivot.columns.len() + 1;
            html.push_str(&format!(
                "<tr><th scope=\"rowgroup\" colspan=\"{n_columns}\"{}>{}</th></tr>\n",
                looks.name,
                escape(&outer.join(", "))
            ));
        }
        html.push_str(&format!("<tr><th scope=\"row\"{}>{}</th>", looks.name, escape(name)));
        for cell in line.cells {
            html.push_str(&format!("<td{}>{}</td>", looks.figure, shown(cell, release.decimals())));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody>\n</table>\n");
    html
}

/// A cell as people read it: the figure, its letter, its limits.
pub(super) fn shown(cell: &Cell, decimals: u8) -> String {
    let mut parts = Vec::new();
    parts.extend(cell.figure().map(|figure| for_readers(figure, decimals)));
    parts.extend(letter(cell.status()).map(str::to_owned));
    let limits = cell.limits();
    parts.extend(limits.map(|(lower, upper)| {
        format!("({} to {})", for_readers(lower, decimals), for_readers(upper, decimals))
    }));
    parts.join(" ")
}

/// A figure with commas between thousands, and a minus sign before it if it is negative.
fn for_readers(figure: f64, decimals: u8) -> String {
    let text = format!("{:.*}", usize::from(decimals), figure.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), grouped);
    let point = if fraction.is_empty() { "" } else { "." };
    let sign = if figure < 0.0 { "\u{2212}" } else { "" };
    format!("{sign}{whole}{point}{fraction}")
}
