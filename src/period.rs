//! Civil dates as day numbers, and the years that figures are given for.
//!
//! No clock is read here or anywhere in the core: "today" is always somebody's parameter.

use serde::{Deserialize, Serialize};
use time::{Date, Month};

/// The Julian day number of 1 January 1970, day 0 of a [`Day`].
const JULIAN_DAY_OF_EPOCH: i32 = 2_440_588;

/// The years in which a date in an extract is taken at its word. Outside them it is a typing slip: a child in any
/// series that this project knows (the earliest is of 2001) was born after 1970, and 2100 catches a slipped digit.
const PLAUSIBLE_YEARS: std::ops::RangeInclusive<i32> = 1970..=2100;

/// A civil date, as days since 1 January 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i32);

impl Day {
    /// The day of a calendar date, or none if there is no such date or its year is not plausible.
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Day> {
        if !PLAUSIBLE_YEARS.contains(&year) {
            return None;
        }
        let date = Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()?;
        Some(Day(date.to_julian_day() - JULIAN_DAY_OF_EPOCH))
    }

    /// The calendar date: year, month 1 to 12, day of the month.
    pub fn ymd(self) -> (i32, u8, u8) {
        let date = Date::from_julian_day(self.0.saturating_add(JULIAN_DAY_OF_EPOCH)).unwrap_or(Date::MIN);
        (date.year(), date.month() as u8, date.day())
    }

    /// The year that this day belongs to.
    pub fn year(self, year_type: YearType) -> i32 {
        let (year, month, _) = self.ymd();
        match year_type {
            YearType::Calendar => year,
            YearType::Reporting if month >= 4 => year + 1,
            YearType::Reporting => year,
        }
    }

    /// Whole years of age on this day of somebody born on `birth`; none if not yet born.
    pub fn age_years(self, birth: Day) -> Option<u8> {
        if birth > self {
            return None;
        }
        let (birth_year, birth_month, birth_day) = birth.ymd();
        let (year, month, day) = self.ymd();
        let had_birthday = (month, day) >= (birth_month, birth_day);
        u8::try_from(year - birth_year - i32::from(!had_birthday)).ok()
    }
}

/// Which years figures are given for. A year is named by the calendar year in which it ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum YearType {
    /// 1 April to 31 March, as the Department for Education reports looked-after children; 2015 is the
    /// year ending 31 March 2015.
    #[default]
    Reporting,
    /// 1 January to 31 December.
    Calendar,
}

/// A date with, where the text had one, a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// The date.
    pub(crate) day: Day,
    /// Minutes after midnight.
    pub(crate) minute: Option<u16>,
}

/// Reads `dd/mm/yyyy`, `d-m-yyyy`, `dd.mm.yyyy` or ISO `yyyy-mm-dd` (`/` allowed too), each with an optional time
/// after a space or `T`. Day comes before month, as everywhere in England; there is no guessing.
pub(crate) fn parse_moment(text: &[u8]) -> Option<Moment> {
    let end_of_date = text.iter().position(|byte| matches!(byte, b' ' | b'T')).unwrap_or(text.len());
    let (date, rest) = text.split_at(end_of_date);
    let minute = match rest.trim_ascii_start() {
        [] => None,
        [b'T', time @ ..] | time => Some(parse_time(time)?),
    };
    let separator = *date.iter().find(|byte| !byte.is_ascii_digit())?;
    if !matches!(separator, b'/' | b'-' | b'.') {
        return None;
    }
    let mut parts = date.split(|byte| *byte == separator);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let day = if first.len() == 4 {
        Day::from_ymd(number(first, 4)?.into(), short(second)?, short(third)?)?
    } else if third.len() == 4 {
        Day::from_ymd(number(third, 4)?.into(), short(second)?, short(first)?)?
    } else {
        return None;
    };
    Some(Moment { day, minute })
}

/// Reads `hh:mm` or `hhmm`, with seconds, fractions of them, a `Z`, or `am` or `pm` after it; minutes after midnight.
pub(crate) fn parse_time(text: &[u8]) -> Option<u16> {
    let (hour, rest) = match text.iter().position(|byte| *byte == b':') {
        Some(at) => (&text[..at], &text[at + 1..]),
        None if text.len() == 4 => text.split_at(2),
        None => return None,
    };
    let (minute, rest) = rest.split_at_checked(2)?;
    let n_of_seconds = rest.iter().take_while(|byte| matches!(byte, b':' | b'.' | b'0'..=b'9')).count();
    let (hour, minute) = (number(hour, 2)?, number(minute, 2)?);
    let hour = match rest[n_of_seconds..].trim_ascii().to_ascii_lowercase().as_slice() {
        b"" | b"z" => hour,
        b"am" if (1..=12).contains(&hour) => hour % 12,
        b"pm" if (1..=12).contains(&hour) => hour % 12 + 12,
        _ => return None,
    };
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// A one- or two-digit number.
fn short(digits: &[u8]) -> Option<u8> {
    u8::try_from(number(digits, 2)?).ok()
}

/// A number of one to `max_digits` (at most 4) ASCII digits.
fn number(digits: &[u8], max_digits: usize) -> Option<u16> {
    if digits.is_empty() || digits.len() > max_digits || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(digits.iter().fold(0, |value, digit| value * 10 + u16::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(i32, u8, u8, Option<u16>)>) {
        let found = parse_moment(text.as_bytes());
        assert_eq!(
            found.map(|moment| {
                let (y, m, d) = moment.day.ymd();
                (y, m, d, moment.minute)
            }),
            expected,
            "{text:?}"
        );
    }

    #[test]
    fn dates_are_read_as_england_writes_them_and_never_guessed() {
        check("13/11/2017", Some((2017, 11, 13, None)));
        check("1/4/2017", Some((2017, 4, 1, None)));
        check("2017-11-13", Some((2017, 11, 13, None)));
        check("13-11-2017 23:59", Some((2017, 11, 13, Some(1439))));
        check("2017-11-13T07:05:00Z", Some((2017, 11, 13, Some(425))));
        check("13/11/2017 1:30 PM", Some((2017, 11, 13, Some(810))));
        check("13/11/2017 12:05 am", Some((2017, 11, 13, Some(5))));
        check("13/11/2017 13:05:59.123", Some((2017, 11, 13, Some(785))));
        check("13/11/2017 13:05 or so", None);
        check("29/02/2020", Some((2020, 2, 29, None)));
        check("29/02/2019", None);
        check("11/13/2017", None);
        check("13/11/17", None);
        check("13/11/2017 25:00", None);
        check("01/01/0017", None);
        check("20171113", None);
        check("", None);
        check("/", None);
        check("1/2/2017/4", None);
    }

    #[test]
    fn a_reporting_year_runs_from_april_and_is_named_by_its_end() {
        let year = |y, m, d, year_type| Day::from_ymd(y, m, d).map(|day| day.year(year_type));
        assert_eq!(year(2015, 3, 31, YearType::Reporting), Some(2015));
        assert_eq!(year(2015, 4, 1, YearType::Reporting), Some(2016));
        assert_eq!(year(2015, 4, 1, YearType::Calendar), Some(2015));
    }

    #[test]
    fn a_birthday_on_29_february_comes_on_1_march_in_other_years() {
        let day = |y, m, d| Day::from_ymd(y, m, d).expect("a real date");
        let birth = day(2004, 2, 29);
        assert_eq!(day(2018, 2, 28).age_years(birth), Some(13));
        assert_eq!(day(2018, 3, 1).age_years(birth), Some(14));
        assert_eq!(day(2003, 1, 1).age_years(birth), None);
    }
}
