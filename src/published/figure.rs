//! One published cell: text in, a figure or the reason why there is none out. Knows nothing of rows and columns.

use crate::reference::is_blank;
use serde::Serialize;

/// The longest text that is taken for a figure or a symbol, in bytes; anything longer is prose.
const MAX_BYTES: usize = 40;

/// The most digits that a number may have: all whole numbers so long are exact as `f64`.
const MAX_DIGITS: usize = 15;

/// The largest upper end of a range, such as "1 to 5", that stands for a figure too small to be given.
const MAX_SMALL: f64 = 20.0;

/// Why a published figure is there, or not: the meanings of `disclosure::Status`, which is about figures that this program
/// protects and cannot be named here. The published letters (z, x, c, low, u, k) are read into these and never kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PublishedStatus {
    /// A figure other than zero.
    Value,
    /// A true zero.
    Zero,
    /// There is a figure, which is not given because it is small.
    Suppressed,
    /// A figure that is not zero but rounds to it.
    RoundedToZero,
    /// Nobody says.
    NotAvailable,
    /// There can be no figure.
    NotApplicable,
    /// A figure too unreliable to be used by itself; the file may give it all the same.
    LowReliability,
}

impl PublishedStatus {
    /// Its name in exports.
    pub fn name(self) -> &'static str {
        match self {
            PublishedStatus::Value => "value",
            PublishedStatus::Zero => "zero",
            PublishedStatus::Suppressed => "suppressed",
            PublishedStatus::RoundedToZero => "rounded_to_zero",
            PublishedStatus::NotAvailable => "not_available",
            PublishedStatus::NotApplicable => "not_applicable",
            PublishedStatus::LowReliability => "low_reliability",
        }
    }
}

/// A published figure with its status.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Figure {
    /// The figure in its unit; always finite.
    pub value: Option<f64>,
    /// Why it is there, or not.
    pub status: PublishedStatus,
}

impl Figure {
    /// There is no cell, or one that cannot be read.
    pub(super) const NOT_AVAILABLE: Figure = Figure { value: None, status: PublishedStatus::NotAvailable };

    /// A number that the file gives.
    pub(super) fn number(value: f64) -> Self {
        let status = if value == 0.0 { PublishedStatus::Zero } else { PublishedStatus::Value };
        // A negative zero would be shown with its sign.
        Figure { value: Some(value + 0.0), status }
    }

    /// No number.
    pub(super) fn without(status: PublishedStatus) -> Self {
        Figure { value: None, status }
    }
}

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reading {
    /// The figure.
    pub(super) figure: Figure,
    /// Whether a percent sign stands after it.
    pub(super) is_percent: bool,
}

/// Reads a cell; none if it is neither a number nor a known way to say that there is none. A blank is not available.
///
/// The letters are those of the Department for Education (explore education statistics, open data standards: z, x, c, low, u,
/// and formerly `:` and `~`; k in the releases on looked-after children) and, in square brackets, of the Government
/// Statistical Service; `<5` and the like are how answers to requests for information protect small numbers.
pub(super) fn read(text: &str) -> Option<Reading> {
    let text = text.trim();
    if text.len() > MAX_BYTES {
        return None;
    }
    let plain = |figure| Reading { figure, is_percent: false };
    if let Some(status) = status(text) {
        return Some(plain(Figure::without(status)));
    }
    if matches!(text.to_lowercase().as_str(), "nil" | "zero") {
        return Some(plain(Figure::number(0.0)));
    }
    let (body, mark) = without_mark(text);
    let (body, is_percent) = match body.strip_suffix('%') {
        Some(rest) => (rest.trim_end(), true),
        None => (body, false),
    };
    let mut figure = Figure::number(number(body)?);
    if mark.eq_ignore_ascii_case("u") {
        figure.status = PublishedStatus::LowReliability;
    }
    Some(Reading { figure, is_percent })
}

/// Whether the cell holds a number, rather than a blank, a symbol or words.
pub(super) fn is_number(text: &str) -> bool {
    read(text).is_some_and(|reading| reading.figure.value.is_some())
}

/// Whether the cell is a mere dash, which some tables write for zero and others for unknown.
pub(super) fn is_dash(text: &str) -> bool {
    matches!(text.trim(), "-" | "–" | "—")
}

fn status(text: &str) -> Option<PublishedStatus> {
    let words = text.to_lowercase();
    let bare = words.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(&words);
    Some(match bare {
        ""
        | "x"
        | ":"
        | "."
        | ".."
        | "..."
        | "-"
        | "–"
        | "—"
        | "not available"
        | "not held"
        | "no data"
        | "no information held" => PublishedStatus::NotAvailable,
        "z" | "not applicable" => PublishedStatus::NotApplicable,
        "c" | "*" | "**" | "suppressed" | "redacted" | "withheld" => PublishedStatus::Suppressed,
        "low" | "k" | "~" => PublishedStatus::RoundedToZero,
        "u" => PublishedStatus::LowReliability,
        _ if is_small(bare) => PublishedStatus::Suppressed,
        // Any other punctuation would count as blank too.
        _ if bare.contains(char::is_alphanumeric) && is_blank(bare) => PublishedStatus::NotAvailable,
        _ => return None,
    })
}

/// Whether the text says that a figure is below some number or in a range of small ones.
fn is_small(words: &str) -> bool {
    const BEFORE: [&str; 8] = ["<=", "<", "≤", "fewer than", "less than", "under", "below", "up to"];
    const AFTER: [&str; 3] = ["or fewer", "or less", "or under"];
    let below = BEFORE.iter().find_map(|start| words.strip_prefix(start));
    let below = below.or_else(|| AFTER.iter().find_map(|end| words.strip_suffix(end)));
    if let Some(limit) = below {
        return number(limit.trim()).is_some();
    }
    let range = ["-", "–", " to "].into_iter().find_map(|between| words.split_once(between));
    range.is_some_and(|(from, to)| match (number(from.trim()), number(to.trim())) {
        (Some(from), Some(to)) => 0.0 <= from && from < to && to <= MAX_SMALL,
        _ => false,
    })
}

/// Splits off what points to a footnote: asterisks and daggers, or a short mark in brackets.
fn without_mark(text: &str) -> (&str, &str) {
    let text = text.trim_end_matches(['*', '†', '‡']).trim_end();
    for (open, close) in [('[', ']'), ('(', ')')] {
        let Some((body, mark)) = text.strip_suffix(close).and_then(|rest| rest.rsplit_once(open)) else {
            continue;
        };
        if !body.trim().is_empty() {
            return (body.trim_end(), mark.trim());
        }
    }
    (text, "")
}

/// Reads a decimal number, with commas or spaces between thousands or without; never an exponent, `NaN` or infinity.
fn number(text: &str) -> Option<f64> {
    let (negative, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let separator = whole.chars().find(|c| !c.is_ascii_digit());
    let digits: String = match separator {
        None => whole.to_owned(),
        Some(separator @ (',' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')) => {
            let groups: Vec<&str> = whole.split(separator).collect();
            let fits = |at: usize, group: &&str| match at {
                0 => (1..=3).contains(&group.len()),
                _ => group.len() == 3,
            };
            if !groups.iter().enumerate().all(|(at, group)| fits(at, group)) {
                return None;
            }
            groups.concat()
        }
        Some(_) => return None,
    };
    let fraction_digits = fraction.unwrap_or("0");
    let is_decimal = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_decimal(&digits) || !is_decimal(fraction_digits) || digits.len() > MAX_DIGITS {
        return None;
    }
    let value: f64 = format!("{digits}.{fraction_digits}").parse().ok()?;
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use PublishedStatus::{
        LowReliability, NotApplicable, NotAvailable, RoundedToZero, Suppressed, Value, Zero,
    };

    #[test]
    fn a_cell_is_a_number_or_says_why_there_is_none_and_nothing_else_is_guessed() {
        let check = |text: &str, expected: Option<(Option<f64>, PublishedStatus)>| {
            let found = read(text).map(|reading| (reading.figure.value, reading.figure.status));
            assert_eq!(found, expected, "{text:?}");
        };
        let number = |value| Some((Some(value), Value));
        let none = |status| Some((None, status));
        check("5156", number(5156.0));
        check("5,156", number(5156.0));
        check("1 234 567", number(1_234_567.0));
        check("5\u{a0}156.5", number(5156.5));
        check("12.5%", number(12.5));
        check("-3", number(-3.0));
        check("123*", number(123.0));
        check("123 [note 1]", number(123.0));
        check("123 (r)", number(123.0));
        check("12.3 [u]", Some((Some(12.3), LowReliability)));
        check("0", Some((Some(0.0), Zero)));
        check("0.0", Some((Some(0.0), Zero)));
        check("nil", Some((Some(0.0), Zero)));
        for text in ["c", "[c]", "*", "<5", "< 5", "≤5", "fewer than 5", "5 or fewer", "1-5", "1 to 5"] {
            check(text, none(Suppressed));
        }
        for text in ["", "x", "[x]", ":", "..", "-", "–", "n/a", "N/A", "not held", "unknown", "NaN"] {
            check(text, none(NotAvailable));
        }
        for text in ["low", "[low]", "k", "~"] {
            check(text, none(RoundedToZero));
        }
        check("z", none(NotApplicable));
        check("u", none(LowReliability));
        for text in
            ["1,5", "5,1567", "12,34,567", "1e5", "inf", "-inf", "High", "!!", "5.", "1.2.3", "£5", ">5"]
        {
            check(text, None);
        }
        check("9999999999999999", None);
        check(&"9".repeat(1_000_000), None);
    }

    #[test]
    fn zero_has_no_sign() {
        let value = read("-0").and_then(|reading| reading.figure.value).map(f64::is_sign_negative);
        assert_eq!(value, Some(false));
    }
}
