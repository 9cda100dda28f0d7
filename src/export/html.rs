//! A release as a table in HTML, for a report and for the clipboard.

use super::pivot::{Pivot, letter};
use crate::diagnostic::{capitalised, figure};
use crate::disclosure::{Cell, Release};

/// How the elements of a table look where there is no style sheet, as in a word processor; nothing where there is one.
pub(super) struct Looks {
    pub(super) table: &'static str,
    pub(super) caption: &'static str,
    /// The heading of what names the rows.
    pub(super) corner: &'static str,
    pub(super) head: &'static str,
    pub(super) name: &'static str,
    pub(super) figure: &'static str,
    pub(super) limits: &'static str,
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
    html.push_str(&format!("<th scope=\"col\"{}>{}</th>", looks.corner, capitalised(&corner.join(" and "))));
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
        for cell in &line.cells {
            let limits = limits(cell, release.decimals());
            let limits =
                limits.map_or_else(String::new, |limits| format!(" <span{}>{limits}</span>", looks.limits));
            let figure = marked(cell, release.decimals());
            html.push_str(&format!("<td{}>{figure}{limits}</td>", looks.figure));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody>\n</table>\n");
    html
}

/// A cell as people read it: the figure, its letter, its limits.
pub(super) fn shown(cell: &Cell, decimals: u8) -> String {
    let limits = limits(cell, decimals);
    marked(cell, decimals) + &limits.map_or_else(String::new, |limits| format!(" {limits}"))
}

fn marked(cell: &Cell, decimals: u8) -> String {
    let written = cell.figure().map(|value| figure(value, decimals));
    let letter = letter(cell.status()).map(str::to_owned);
    written.into_iter().chain(letter).collect::<Vec<_>>().join(" ")
}

fn limits(cell: &Cell, decimals: u8) -> Option<String> {
    let (lower, upper) = cell.limits()?;
    Some(format!("({} to {})", figure(lower, decimals), figure(upper, decimals)))
}
