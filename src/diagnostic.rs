//! What was found wrong or worth knowing in the user's data: positions, counts, words.
//!
//! A phase returns its product and its diagnostics together ([`Checked`]); nothing here stops a run. A
//! diagnostic speaks of many rows at once, so that a million bad dates are one sentence and five examples.

use serde::{Deserialize, Serialize};
use std::fmt;

/// How many example rows a diagnostic names; enough to find the pattern in a spreadsheet.
const MAX_EXAMPLES: usize = 5;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// A whole file could not be used.
    Error,
    /// Rows were set aside or may be misread.
    Warning,
    /// Worth knowing; nothing is wrong.
    Note,
}

/// Where in the user's files a diagnostic applies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Location {
    /// The file's name as the user knows it; none when it concerns all files together.
    pub file: Option<String>,
    /// The column's header as it stands in the file.
    pub column: Option<String>,
    /// The first few rows concerned, as a spreadsheet numbers them (the header is row 1).
    #[cfg_attr(test, ts(type = "number[]"))]
    pub rows: Vec<u64>,
}

/// One finding about the user's data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A stable kebab-case code, `<area>-<what>`.
    pub code: &'static str,
    /// The official SSDA903 validation rule that this corresponds to, if one does: `564`, `INT04`.
    pub rule: Option<&'static str>,
    /// Where.
    pub location: Location,
    /// How many rows it concerns; 0 when it concerns a file as a whole.
    #[cfg_attr(test, ts(type = "number"))]
    pub n_rows: u64,
    /// Whether those rows were set aside, that is, are counted nowhere.
    pub sets_aside: bool,
    /// What was found, in one sentence.
    pub message: String,
    /// What to do about it, in one sentence.
    pub hint: String,
}

impl Diagnostic {
    /// A finding about a whole file, with no rows.
    pub(crate) fn of_file(
        severity: Severity,
        code: &'static str,
        file: &str,
        message: String,
        hint: &str,
    ) -> Self {
        Diagnostic {
            severity,
            code,
            rule: None,
            location: Location { file: Some(file.to_owned()), ..Location::default() },
            n_rows: 0,
            sets_aside: false,
            message,
            hint: hint.to_owned(),
        }
    }
}

impl fmt::Display for Diagnostic {
    /// `file, row 17 and 3 more, column X: message hint [code, SSDA903 rule 564]`, as the command line prints it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut place = Vec::new();
        if let Some(file) = &self.location.file {
            place.push(file.clone());
        }
        if let Some(first) = self.location.rows.first() {
            let more = self.n_rows.saturating_sub(1);
            place.push(match more {
                0 => format!("row {first}"),
                _ => format!("row {first} and {more} more"),
            });
        }
        if let Some(column) = &self.location.column {
            place.push(format!("column {column}"));
        }
        if !place.is_empty() {
            write!(f, "{}: ", place.join(", "))?;
        }
        write!(f, "{} {} [{}", self.message, self.hint, self.code)?;
        if let Some(rule) = self.rule {
            write!(f, ", SSDA903 rule {rule}")?;
        }
        f.write_str("]")
    }
}

/// A phase's product with what it found on the way.
#[derive(Clone, Debug)]
pub struct Checked<T> {
    /// The product; whole, but for the rows that the diagnostics say were set aside.
    pub output: T,
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
}

/// A whole number with a comma before each group of three digits.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A figure with commas between thousands and so many decimal places, a minus sign before it if it is negative.
pub(crate) fn figure(value: f64, decimals: u8) -> String {
    let text = format!("{:.*}", usize::from(decimals), value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), grouped);
    let point = if fraction.is_empty() { "" } else { "." };
    let sign = if value < 0.0 { "\u{2212}" } else { "" };
    format!("{sign}{whole}{point}{fraction}")
}

/// "a, b and c", where `last` is " and ".
pub(crate) fn joined(words: &[&str], last: &str) -> String {
    match words {
        [] => String::new(),
        [word] => (*word).to_owned(),
        [first @ .., end] => format!("{}{last}{end}", first.join(", ")),
    }
}

/// Words as they stand at the beginning of a sentence or a line.
pub(crate) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Counts the rows of one kind of finding and remembers the first few.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Tally {
    n_rows: u64,
    examples: Vec<u64>,
}

impl Tally {
    /// Adds a row, by its number. Rows may come in any order: the lowest numbers are remembered.
    pub(crate) fn add(&mut self, row: u64) {
        self.n_rows += 1;
        let is_full = self.examples.len() == MAX_EXAMPLES;
        if !(is_full && self.examples.last().is_some_and(|last| row >= *last)) {
            self.examples.truncate(MAX_EXAMPLES - 1);
            self.examples.insert(self.examples.partition_point(|known| *known <= row), row);
        }
    }

    /// Adds what was counted in another part of the same file, whose first row is behind `n_before` others.
    pub(crate) fn append(&mut self, later: &Tally, n_before: u64) {
        self.n_rows += later.n_rows;
        self.examples.extend(later.examples.iter().map(|row| row + n_before));
        self.examples.sort_unstable();
        self.examples.truncate(MAX_EXAMPLES);
    }

    /// Adds so many rows, none of which is an example.
    pub(crate) fn add_all(&mut self, n_rows: u64) {
        self.n_rows += n_rows;
    }

    /// The number of rows added.
    pub(crate) fn n_rows(&self) -> u64 {
        self.n_rows
    }

    /// The first few rows added.
    pub(crate) fn examples(&self) -> &[u64] {
        &self.examples
    }
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn figures_are_written_as_people_read_them() {
        assert_eq!(figure(1_234_567.0, 0), "1,234,567");
        assert_eq!(figure(-1234.56, 1), "\u{2212}1,234.6");
        assert_eq!(figure(0.0, 1), "0.0");
    }
}
