//! A column of texts as small codes, with a dictionary of its distinct values.

use super::csv::Record;
use super::text::printable;
use crate::diagnostic::Tally;
use hashbrown::HashMap;

/// The code of a value that is blank.
pub(super) const BLANK: u16 = 0;

/// The code of values past what a dictionary holds; no column of places or categories has so many or so long ones.
pub(super) const OTHER: u16 = 1;

/// Longer values are not names of places or categories.
const MAX_VALUE_BYTES: usize = 100;

/// How many distinct values a column of places or categories may have before the rest is lumped as [`OTHER`].
const MAX_VALUES: usize = 4096;

/// The distinct values of one column.
#[derive(Default)]
pub(super) struct Dictionary {
    codes: HashMap<Box<[u8]>, u16>,
    values: Vec<String>,
}

impl Dictionary {
    /// The code of a value, given anew if it was not seen before.
    pub(super) fn code(&mut self, value: &[u8]) -> u16 {
        if value.is_empty() {
            return BLANK;
        }
        if let Some(code) = self.codes.get(value) {
            return *code;
        }
        if value.len() > MAX_VALUE_BYTES || self.values.len() >= MAX_VALUES {
            return OTHER;
        }
        self.values.push(printable(&String::from_utf8_lossy(value)));
        let code = self.values.len() as u16 + OTHER;
        self.codes.insert(value.into(), code);
        code
    }

    /// For each code, in order, what `read` makes of its value; blank and other values are read as empty text.
    pub(super) fn read<T>(&self, read: impl Fn(&str) -> T) -> Vec<T> {
        let fixed = ["", ""].into_iter();
        fixed.chain(self.values.iter().map(String::as_str)).map(read).collect()
    }

    /// The value of a code, as it stands in the file.
    pub(super) fn value(&self, code: u16) -> &str {
        match code {
            BLANK => "",
            OTHER => "other values",
            _ => &self.values[usize::from(code - OTHER) - 1],
        }
    }
}

/// A column of texts as codes of its dictionary; no codes at all where the file has no such column.
pub(super) struct Coded {
    pub(super) column: Option<usize>,
    pub(super) dictionary: Dictionary,
    pub(super) codes: Vec<u16>,
}

impl Coded {
    /// The codes of a column, none yet.
    pub(super) fn new(column: Option<usize>) -> Self {
        Coded { column, dictionary: Dictionary::default(), codes: Vec::new() }
    }

    /// Takes the next record's value.
    pub(super) fn push(&mut self, record: Record<'_>) {
        if let Some(column) = self.column {
            self.codes.push(self.dictionary.code(record.field(column)));
        }
    }

    /// What `read` makes of each row's value.
    pub(super) fn values<'a, T: Copy + 'a>(
        &'a self,
        read: impl Fn(&str) -> T,
    ) -> impl Iterator<Item = T> + 'a {
        let by_code = self.dictionary.read(read);
        self.codes.iter().map(move |code| by_code[usize::from(*code)])
    }

    /// What in the column `understands` does not hold for.
    pub(super) fn not_understood(&self, rows: &[u32], understands: impl Fn(&str) -> bool) -> NotUnderstood {
        let understood = self.dictionary.read(understands);
        let mut tally = Tally::default();
        let mut n_rows_by_code = vec![0_u64; understood.len()];
        for (code, row) in self.codes.iter().zip(rows) {
            let at = usize::from(*code);
            if *code != BLANK && !understood[at] {
                tally.add(u64::from(*row));
                n_rows_by_code[at] += 1;
            }
        }
        let by_code = n_rows_by_code.into_iter().enumerate().filter(|(_, n_rows)| *n_rows > 0);
        let values =
            by_code.map(|(code, n_rows)| (self.dictionary.value(code as u16).to_owned(), n_rows)).collect();
        NotUnderstood { tally, values }
    }
}

/// The values of a column that are not understood.
pub(super) struct NotUnderstood {
    /// Their rows.
    pub(super) tally: Tally,
    /// Each value with its number of rows, in the order in which they first stood in the file.
    pub(super) values: Vec<(String, u64)>,
}
