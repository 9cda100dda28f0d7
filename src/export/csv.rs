//! A release as CSV: the dimensions under their names, then `value`, its confidence limits if there are any, then `status`; one row for
//! each cell.

use crate::disclosure::Release;

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
            push_field(&mut text, &axis.categories[category]);
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
