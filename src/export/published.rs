//! Published figures as CSV: one row for each figure, with its measure, unit, place, year and status.

use super::csv::{push_field, push_text};
use crate::published::PublishedTable;

/// Writes a table of published figures. `value` is empty where the file gives none. Lines end in a line feed.
pub fn published_csv(table: &PublishedTable) -> String {
    let mut text = "measure,breakdown,place,region,is_total,year,unit,value,status\n".to_owned();
    for row in &table.rows {
        for (year, figure) in table.years.iter().zip(&row.cells) {
            let is_total = if row.is_total { "true" } else { "false" };
            let value = figure.value.map(|value| value.to_string()).unwrap_or_default();
            let region = row.region.unwrap_or_default();
            // The words are the file's own.
            let words =
                [&row.measure, &row.breakdown, &row.place, region, is_total, &year.label, table.unit_label];
            for field in words {
                push_text(&mut text, field);
                text.push(',');
            }
            push_field(&mut text, &value);
            text.push(',');
            text.push_str(figure.status.name());
            text.push('\n');
        }
    }
    text
}
