//! Text -> year, month and day, in the forms in which people and databases write dates. Knows nothing of times, and not
//! whether there is such a date.

use super::day::{Day, is_real};
use super::number;
use serde::{Deserialize, Serialize};

/// Which comes first in a date written in numbers with its year at the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// `31/12/2015`, as everywhere in England.
    #[default]
    DayFirst,
    /// `12/31/2015`, as software set to American English writes it.
    MonthFirst,
}

/// Two-digit years up to this one are of the 2000s, later ones of the 1900s: the rule of `%y` in `strptime` of POSIX (The
/// Open Group Base Specifications).
const LAST_SHORT_YEAR_OF_2000S: u32 = 68;

/// The months' names, in the form in which words are compared.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A calendar date as it was written. There need be no such date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// The year, in full.
    pub(super) year: i32,
    /// Day or month, whichever stood first.
    first: u8,
    /// The other.
    second: u8,
    /// Whether the month is the first of the two for sure: the year stood before it, or the month was named.
    pub(super) is_settled: bool,
}

impl Written {
    /// The day it means, if there is such a date in a plausible year.
    pub(super) fn day(&self, order: DateOrder) -> Option<Day> {
        match order {
            DateOrder::DayFirst if !self.is_settled => Day::from_ymd(self.year, self.second, self.first),
            _ => Day::from_ymd(self.year, self.first, self.second),
        }
    }

    /// Whether there is such a date, in any year and in one order of day and month or the other.
    pub(super) fn is_real(&self) -> bool {
        let is_day_first = !self.is_settled && is_real(self.year, self.second, self.first);
        is_day_first || is_real(self.year, self.first, self.second)
    }
}

/// The date at the beginning of a text, and what follows it.
#[inline]
pub(super) fn read_date(text: &[u8]) -> Option<(Written, &[u8])> {
    read_full(text).or_else(|| read_any(text))
}

/// A date as nearly every extract writes all of its dates, in a few nanoseconds: day and month in two digits, the year in
/// four, one sign between them. [`read_any`] reads the same and more.
#[inline]
fn read_full(text: &[u8]) -> Option<(Written, &[u8])> {
    let (date, rest) = text.split_first_chunk::<10>()?;
    // The ten bytes as one number, the first byte lowest, and the eight digits picked out of it with the signs left out.
    let [start @ .., ninth, tenth] = *date;
    let (start, end) = (u64::from_le_bytes(start), u64::from(u16::from_le_bytes([ninth, tenth])) << 48);
    match (date[2], date[4], date[5], date[7]) {
        (sign @ (b'/' | b'-' | b'.'), _, other, _) if sign == other => {
            let digits =
                (start & 0xFFFF) | (start >> 8 & 0xFFFF_0000) | (start >> 16 & 0xFFFF_0000_0000) | end;
            let pairs = Pairs::of(digits)?;
            let year = i32::from(pairs.at(2)) * 100 + i32::from(pairs.at(3));
            Some((Written { year, first: pairs.at(0), second: pairs.at(1), is_settled: false }, rest))
        }
        (_, sign @ (b'/' | b'-' | b'.'), _, other) if sign == other => {
            let digits = (start & 0xFFFF_FFFF) | (start >> 8 & 0xFFFF_0000_0000) | end;
            let pairs = Pairs::of(digits)?;
            let year = i32::from(pairs.at(0)) * 100 + i32::from(pairs.at(1));
            Some((Written { year, first: pairs.at(2), second: pairs.at(3), is_settled: true }, rest))
        }
        _ => None,
    }
}

/// Four pairs of digits as numbers below 100.
pub(super) struct Pairs(u64);

impl Pairs {
    /// The values of eight ASCII digits, which are the bytes of one number, the lowest first; none if one of them is something
    /// else.
    #[inline]
    pub(super) fn of(digits: u64) -> Option<Pairs> {
        // A digit is 0x30 to 0x39; six more than what is over nine has a bit among the upper four.
        let values = digits ^ u64::from_le_bytes([b'0'; 8]);
        let six_more = values.wrapping_add(u64::from_le_bytes([6; 8]));
        if (values | six_more) & u64::from_le_bytes([0xF0; 8]) != 0 {
            return None;
        }
        // Each byte becomes ten times itself and the next one. None comes to more than 99, so that none runs over.
        Some(Pairs(values.wrapping_mul(10).wrapping_add(values >> 8)))
    }

    /// The pair in a place from 0 to 3.
    #[inline]
    pub(super) fn at(&self, place: u32) -> u8 {
        (self.0 >> (16 * place)) as u8
    }
}

/// A date in any form.
#[inline(never)]
fn read_any(text: &[u8]) -> Option<(Written, &[u8])> {
    let (first, rest) = match run(text.trim_ascii())? {
        (word, rest) if place(&WEEKDAYS, word).is_some() => run(signs(rest).1)?,
        found => found,
    };
    if let ([b'0'..=b'9', ..], Some((year, [m1, m2, d1, d2]))) = (first, first.split_first_chunk::<4>()) {
        let (month, day) = (short(&[*m1, *m2])?, short(&[*d1, *d2])?);
        let written = Written { year: long(year)?, first: month, second: day, is_settled: true };
        return Some((written, rest.strip_prefix(b".0").unwrap_or(rest)));
    }
    let (first_sign, rest) = signs(rest);
    let (second, rest) = run(rest)?;
    let (second_sign, rest) = signs(rest);
    let (third, rest) = run(rest)?;
    let is_year_first = first.len() == 4 && first[0].is_ascii_digit();
    let (year, first, second, is_settled) = match (place(&MONTHS, first), place(&MONTHS, second)) {
        (None, None) => {
            if first_sign != second_sign || !matches!(first_sign, b"/" | b"-" | b".") {
                return None;
            }
            match is_year_first {
                true => (first, short(second)?, short(third)?, true),
                false => (third, short(first)?, short(second)?, false),
            }
        }
        (None, Some(month)) if is_year_first => (first, month, short(third)?, true),
        (None, Some(month)) => (third, month, short(first)?, true),
        (Some(month), _) => (third, month, short(second)?, true),
    };
    Some((Written { year: long(year)?, first, second, is_settled }, rest))
}

/// The digits or the letters with which a text begins, and what follows them and the `rd` of `3rd`.
fn run(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let is_number = text.first()?.is_ascii_digit();
    let is_part = |byte: &&u8| if is_number { byte.is_ascii_digit() } else { byte.is_ascii_alphabetic() };
    let (run, rest) = text.split_at(text.iter().take_while(is_part).count());
    if run.is_empty() {
        return None;
    }
    let rest = match rest {
        [a, b, after @ ..] if is_number && !after.first().is_some_and(u8::is_ascii_alphabetic) => {
            let is_ordinal =
                [b"st", b"nd", b"rd", b"th"].iter().any(|end| end.eq_ignore_ascii_case(&[*a, *b]));
            if is_ordinal { after } else { rest }
        }
        _ => rest,
    };
    Some((run, rest))
}

/// The signs and spaces with which a text begins, and what follows them.
fn signs(text: &[u8]) -> (&[u8], &[u8]) {
    let is_sign = |byte: &&u8| matches!(byte, b' ' | b'/' | b'-' | b'.' | b',');
    text.split_at(text.iter().take_while(is_sign).count())
}

/// Where a word or its first three or more letters stand in a list, from 1.
fn place(names: &[&str], word: &[u8]) -> Option<u8> {
    let begins_so = |name: &&str| {
        name.as_bytes().get(..word.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(word))
    };
    if word.len() < 3 || word[0].is_ascii_digit() {
        return None;
    }
    Some(names.iter().position(begins_so)? as u8 + 1)
}

/// A year of four digits, or of two.
fn long(digits: &[u8]) -> Option<i32> {
    let year = number(digits, 4)?;
    match digits.len() {
        4 => Some(year as i32),
        2 if year <= LAST_SHORT_YEAR_OF_2000S => Some(year as i32 + 2000),
        2 => Some(year as i32 + 1900),
        _ => None,
    }
}

/// A one- or two-digit number.
fn short(digits: &[u8]) -> Option<u8> {
    number(digits, 2).map(|value| value as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_way_reads_what_the_general_way_reads() {
        // Some of all dates, and all days and months of one year.
        let numbers = (0..=99_999_999_u32).step_by(991).chain((0..10_000).map(|start| start * 10_000 + 2017));
        for number in numbers {
            let digits = format!("{number:08}");
            let sign = ["/", "-", "."][number as usize % 3];
            let rest = ["", " 13:05", "T", "x"][number as usize % 4];
            for places in [[0..2, 2..4, 4..8], [4..8, 2..4, 0..2]] {
                let text = places.map(|place| &digits[place]).join(sign) + rest;
                let quick = read_full(text.as_bytes());
                assert!(quick.is_some(), "{text:?}");
                assert_eq!(quick, read_any(text.as_bytes()), "{text:?}");
            }
        }
        for text in [
            "13/11/201",
            "13/11-2017",
            "1a/11/2017",
            "13/11/2O17",
            "2017-1113",
            "/3/11/2017",
            "١٣/١١/٢٠١٧",
            "",
            "13:11:2017",
        ] {
            assert_eq!(read_full(text.as_bytes()), None, "{text:?}");
        }
    }
}
