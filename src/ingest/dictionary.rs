//! Distinct texts of a column with small codes in their place.

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
        self.values.push(String::from_utf8_lossy(value).into_owned());
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
