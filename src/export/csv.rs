//! A release as CSV: the dimensions under their names, then `value`, its confidence limits if there are any, then `status`; one row for
//! each cell.

use crate::disclosure::{ReadCell, ReadTable, Release};

/// The category that sums all others.
pub(super) const TOTAL: &str = "Total";

/// Writes the release. Every combination of categories is a row, totals bear `Total`, `value` is empty where nothing may be
/// shown, and nothing but figures is in it. Lines end in a line feed.
pub fn csv(release: &Release) -> String {
    let mut text = String::new();
    for axis in release.axes() {
        text.push_str(axis.dimension.name());
        text.push(',');
    }
    let has_limits = release.cells().iter().any(|cell| cell.limits().is_some());
    text.push_str(if has_limits { "value,lower_95,upper_95,status\n" } else { "value,status\n" });
    for (categories, cell) in release.rows() {
        for (axis, category) in release.axes().iter().zip(categories) {
            push_text(&mut text, &axis.categories[category]);
            text.push(',');
        }
        if let Some(value) = cell.figure() {
            text.push_str(&release.written(value));
        }
        text.push(',');
        if has_limits {
            let (lower, upper) = cell.limits().unzip();
            for limit in [lower, upper] {
                text.push_str(&limit.map(|limit| release.written(limit)).unwrap_or_default());
                text.push(',');
            }
        }
        text.push_str(cell.status().name());
        text.push('\n');
    }
    text
}

/// Writes a field of words. A spreadsheet would take some for a formula and carry it out: an apostrophe before these makes them words
/// again (OWASP, CSV Injection). Numbers must not come this way: a minus sign begins a formula too.
pub(super) fn push_text(text: &mut String, field: &str) {
    match is_like_formula(field) {
        true => push_field(text, &format!("'{field}")),
        false => push_field(text, field),
    }
}

/// Whether a spreadsheet takes words for a formula.
pub(super) fn is_like_formula(words: &str) -> bool {
    words.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Quotes a field where it must be.
pub(super) fn push_field(text: &mut String, field: &str) {
    if field.contains([',', '"', '\n', '\r']) {
        text.push('"');
        text.push_str(&field.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(field);
    }
}

/// Reads a release of whole numbers that [`csv`] wrote.
///
/// # Errors
/// What is wrong with the text, and where.
pub fn read_csv(text: &str) -> Result<ReadTable, String> {
    let mut rows = text.lines().enumerate().map(|(at, line)| (at + 1, fields(line)));
    let (_, header) = rows.next().ok_or("it is empty")?;
    let column = |name: &str| {
        header
            .iter()
            .position(|known| known == name)
            .ok_or(format!("it has no column {name}, as a release has"))
    };
    let (value, status) = (column("value")?, column("status")?);
    let mut axes: Vec<(String, Vec<String>)> =
        header[..value].iter().map(|name| (name.clone(), Vec::new())).collect();
    let mut cells = Vec::new();
    for (row, fields) in rows {
        if fields.len() != header.len() {
            return Err(format!("row {row} has {} fields and the header {}", fields.len(), header.len()));
        }
        for ((_, categories), name) in axes.iter_mut().zip(&fields) {
            if !categories.contains(name) {
                categories.push(name.clone());
            }
        }
        cells.push(match (fields[status].as_str(), fields[value].as_str()) {
            ("suppressed", "") => ReadCell::Blank,
            ("not_available" | "not_applicable", "") => ReadCell::Nothing,
            (_, figure) => ReadCell::Figure(
                figure
                    .parse()
                    .map_err(|_| format!("row {row} has \"{figure}\", which is no whole number"))?,
            ),
        });
    }
    let n_cells: usize = axes.iter().map(|(_, categories)| categories.len()).product();
    if n_cells != cells.len() || axes.iter().any(|(_, names)| names.last().is_none_or(|last| last != TOTAL)) {
        return Err(
            "it is not a whole release: a row for each combination, each dimension's Total last".to_owned()
        );
    }
    Ok(ReadTable { axes, cells })
}

/// The fields of a line; one in quotation marks may have commas in it.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut is_quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let last = fields.len() - 1;
        match letter {
            '"' if is_quoted && letters.next_if_eq(&'"').is_some() => fields[last].push('"'),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => fields.push(String::new()),
            _ => fields[last].push(letter),
        }
    }
    fields
}
