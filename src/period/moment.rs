//! Text -> a date with its time of day, in the forms in which people, databases and spreadsheets write them.
//!
//! In: the bytes of one cell, and the order in which its column writes days and months. Out: a [`Moment`], or nothing where
//! the text is no date. Knows nothing of columns: [`order_evidence`] says what one cell tells of the order, and the caller
//! decides for all of them.

use super::day::Day;
use super::number;
use super::time_of_day::{parse_time, quick_time};
use super::written::{DateOrder, read_date};

/// A date with, where the text had one, a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The date.
    pub day: Day,
    /// Minutes after midnight.
    pub minute: Option<u16>,
}

/// What one date tells of the order in which its column writes days and months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderEvidence {
    /// It is a date only if the day comes first.
    DayFirst,
    /// It is a date only if the month comes first.
    MonthFirst,
    /// It is one date if the day comes first and another if the month does.
    Either,
    /// Nothing: it is the same date in both orders, or none in either.
    None,
}

/// The first year of dates that stand for "not ended": databases that want a date in every field write 31 December 9999,
/// the last that they can hold, or one of the years 2999 and 3000.
const FIRST_OPEN_YEAR: i32 = 2999;

/// The day that a spreadsheet numbers 0 in its 1900 date system, in days from 1 January 1970, which is 25569. (1 January
/// 1900 is 1, but a 29 February that 1900 did not have counts too.)
const SERIAL_OF_EPOCH: u32 = 25_569;

/// The serial numbers that are taken for dates: 1 January 1970 to 31 December 2099.
const SERIALS: std::ops::RangeInclusive<u32> = SERIAL_OF_EPOCH..=73_050;

const SECONDS_PER_DAY: u64 = 86_400;

const LAST_MINUTE_OF_DAY: u64 = 1439;

/// Reads a date with or without a time after it:
///
/// - in numbers: `dd/mm/yyyy` and `dd/mm/yy` in the order given, ISO `yyyy-mm-dd`, each with `/`, `-` or `.`, and `yyyymmdd`;
/// - with the month's name: `3 April 2015`, `03-Apr-15`, `03APR2015`, `Apr 3, 2015`, `2015-Apr-03`;
/// - as a spreadsheet's serial number of five digits, whose fraction is the time: `42098.5`.
///
/// A day of the week in front is passed over. The time follows a space, a `T`, a comma or a colon.
pub fn read_moment(text: &[u8], order: DateOrder) -> Option<Moment> {
    let Some((written, rest)) = read_date(text) else {
        return read_serial(text.trim_ascii());
    };
    Some(Moment { day: written.day(order)?, minute: time_after(rest)? })
}

/// Whether a text is a date that stands for "not ended".
pub fn is_open_end(text: &[u8]) -> bool {
    read_date(text).is_some_and(|(written, rest)| {
        written.year >= FIRST_OPEN_YEAR && written.is_real() && time_after(rest).is_some()
    })
}

/// What a date tells of the order in which its column writes days and months.
pub fn order_evidence(text: &[u8]) -> OrderEvidence {
    let Some((written, rest)) = read_date(text) else {
        return OrderEvidence::None;
    };
    if written.is_settled || time_after(rest).is_none() {
        return OrderEvidence::None;
    }
    match (written.day(DateOrder::DayFirst), written.day(DateOrder::MonthFirst)) {
        (Some(_), None) => OrderEvidence::DayFirst,
        (None, Some(_)) => OrderEvidence::MonthFirst,
        (Some(day_first), Some(month_first)) if day_first != month_first => OrderEvidence::Either,
        _ => OrderEvidence::None,
    }
}

/// The time in what follows a date: an inner none if nothing follows, an outer none if it is no time.
#[inline]
fn time_after(rest: &[u8]) -> Option<Option<u16>> {
    match rest {
        [] => Some(None),
        [b' ' | b'T', time @ ..] if let Some(minute) = quick_time(time) => Some(Some(minute)),
        _ => any_time_after(rest),
    }
}

#[inline(never)]
fn any_time_after(rest: &[u8]) -> Option<Option<u16>> {
    match rest.trim_ascii_end() {
        [] => Some(None),
        [b' ' | b'T' | b',' | b':', time @ ..] => Some(Some(parse_time(time.trim_ascii_start())?)),
        _ => None,
    }
}

/// A serial number of the 1900 date system.
#[inline(never)]
fn read_serial(text: &[u8]) -> Option<Moment> {
    let (serial, fraction) = text.split_at_checked(5)?;
    let serial = number(serial, 5).filter(|serial| SERIALS.contains(serial))?;
    let fraction = match fraction {
        [] => fraction,
        [b'.', digits @ ..] if digits.iter().all(u8::is_ascii_digit) => digits,
        _ => return None,
    };
    // Nine digits are finer than a millisecond; 23:00 is written 0.9583333333, so whole seconds are rounded to.
    let (mut part, mut whole) = (0, 1);
    for digit in fraction.iter().take(9) {
        (part, whole) = (part * 10 + u64::from(digit - b'0'), whole * 10);
    }
    let seconds = (part * SECONDS_PER_DAY + whole / 2) / whole;
    let minute = (seconds > 0).then_some((seconds / 60).min(LAST_MINUTE_OF_DAY) as u16);
    Some(Moment { day: Day((serial - SERIAL_OF_EPOCH) as i32), minute })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A moment as year, month, day and minute.
    fn read(text: &str, order: DateOrder) -> Option<(i32, u8, u8, Option<u16>)> {
        read_moment(text.as_bytes(), order).map(|moment| {
            let (year, month, day) = moment.day.ymd();
            (year, month, day, moment.minute)
        })
    }

    #[track_caller]
    fn check(text: &str, expected: Option<(i32, u8, u8, Option<u16>)>) {
        assert_eq!(read(text, DateOrder::DayFirst), expected, "{text:?}");
    }

    #[test]
    fn dates_in_numbers_are_read() {
        check("13/11/2017", Some((2017, 11, 13, None)));
        check("1/4/2017", Some((2017, 4, 1, None)));
        check("1.4.2017", Some((2017, 4, 1, None)));
        check("2017-11-13", Some((2017, 11, 13, None)));
        check("2017/11/13", Some((2017, 11, 13, None)));
        check("2017.1.3", Some((2017, 1, 3, None)));
        check("20171113", Some((2017, 11, 13, None)));
        check("20171113.0", Some((2017, 11, 13, None)));
        check("13/11/17", Some((2017, 11, 13, None)));
        check("1-4-68", Some((2068, 4, 1, None)));
        check("1-4-69", None);
        check("1-4-70", Some((1970, 4, 1, None)));
        check("Mon 13/11/2017", Some((2017, 11, 13, None)));
        check("Thurs, 13/11/2017", Some((2017, 11, 13, None)));
        check(" 13/11/2017 ", Some((2017, 11, 13, None)));
        check("29/02/2020", Some((2020, 2, 29, None)));
        for text in [
            "",
            "/",
            "29/02/2019",
            "29/02/2100",
            "31/04/2017",
            "11/13/2017",
            "00/11/2017",
            "13/00/2017",
            "01/01/0017",
            "1/1/1900",
            "31/12/9999",
            "1/2/2017/4",
            "13/11-2017",
            "13//11//2017",
            "13/11/217",
            "13/11/20170",
            "13 11 2017",
            "131/1/2017",
            "20171313",
            "2017111",
            "201711130",
            "13112017",
            "13/11/2017x",
            "١٣/١١/٢٠١٧",
            "Mon",
            "Mon Mon",
            "13/11",
            "-1/11/2017",
            "13/1١/2017",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn dates_with_the_name_of_the_month_are_read() {
        for text in [
            "3-Apr-15",
            "03-Apr-2015",
            "3 April 2015",
            "03 Apr 2015",
            "3rd April 2015",
            "Apr 3, 2015",
            "April 3rd, 2015",
            "APR  3 2015",
            "03APR2015",
            "3/apr/2015",
            "2015-Apr-03",
            "Friday, 3 April 2015",
            "Fri 3-Apr-15",
        ] {
            check(text, Some((2015, 4, 3, None)));
            assert_eq!(read(text, DateOrder::MonthFirst), read(text, DateOrder::DayFirst), "{text:?}");
        }
        check("1 Sept 2015", Some((2015, 9, 1, None)));
        for (month, name) in (1..).zip(crate::period::MONTH_NAMES) {
            for text in [format!("9 {name} 2015"), format!("{name} 9, 2015"), format!("9-{}-15", &name[..3])]
            {
                check(&text, Some((2015, month, 9, None)));
            }
        }
        for day in ["Monday", "Tue", "Wed", "Thu", "Friday", "Saturday", "Sun"] {
            check(&format!("{day} 09/04/2015"), Some((2015, 4, 9, None)));
        }
        check("03APR2015:13:05:59", Some((2015, 4, 3, Some(785))));
        check("Apr  3 2015 11:05PM", Some((2015, 4, 3, Some(1385))));
        for text in [
            "31 April 2015",
            "3 Ap 2015",
            "3 Aprilis 2015",
            "April 2015",
            "3 April",
            "Apr May 2015",
            "3 April 215",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn a_time_may_follow_a_date() {
        check("13-11-2017 23:59", Some((2017, 11, 13, Some(1439))));
        check("2017-11-13 00:00:00", Some((2017, 11, 13, Some(0))));
        check("2017-11-13T07:05:00Z", Some((2017, 11, 13, Some(425))));
        check("2017-11-13T23:59:59.123+01:00", Some((2017, 11, 13, Some(1439))));
        check("20171113T2359", Some((2017, 11, 13, Some(1439))));
        check("13/11/2017 1:30 PM", Some((2017, 11, 13, Some(810))));
        check("13/11/2017 12:05 am", Some((2017, 11, 13, Some(5))));
        check("13/11/2017 13:05:59.123", Some((2017, 11, 13, Some(785))));
        check("13/11/2017, 13:05:59", Some((2017, 11, 13, Some(785))));
        check("13/11/17   13.05", Some((2017, 11, 13, Some(785))));
        for text in [
            "13/11/2017 25:00",
            "13/11/2017 13:60",
            "13/11/2017 13:05 or so",
            "13/11/2017 13:05:60",
            "13/11/2017 ab:cd",
            "13/11/2017T",
            "13/11/2017 to 14/11/2017",
            "13/11/201713:05",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn the_serial_numbers_of_spreadsheets_are_read() {
        check("25569", Some((1970, 1, 1, None)));
        check("42097", Some((2015, 4, 3, None)));
        check("42097.0", Some((2015, 4, 3, None)));
        check("42097.5", Some((2015, 4, 3, Some(720))));
        check("42097.9583333333358", Some((2015, 4, 3, Some(1380))));
        check("42097.545138888889", Some((2015, 4, 3, Some(785))));
        check("42097.99999999999", Some((2015, 4, 3, Some(1439))));
        check("73050", Some((2099, 12, 31, None)));
        for text in
            ["25568", "73051", "042097", "4209", "42097.5.5", "42097.5e3", "42097 13:05", "-42097", "42,097"]
        {
            check(text, None);
        }
    }

    #[test]
    fn the_month_comes_first_only_where_that_is_said_and_the_year_is_last() {
        let check = |text: &str, expected: Option<(i32, u8, u8)>| {
            let found = read(text, DateOrder::MonthFirst).map(|(year, month, day, _)| (year, month, day));
            assert_eq!(found, expected, "{text:?}");
        };
        check("11/13/2017", Some((2017, 11, 13)));
        check("11/13/2017 13:05", Some((2017, 11, 13)));
        check("1/4/17", Some((2017, 1, 4)));
        check("01-04-2017", Some((2017, 1, 4)));
        check("13/11/2017", None);
        check("2017-11-13", Some((2017, 11, 13)));
        check("2017-13-11", None);
        check("20171113", Some((2017, 11, 13)));
    }

    #[test]
    fn far_off_years_stand_for_no_end() {
        let check =
            |text: &str, expected: bool| assert_eq!(is_open_end(text.as_bytes()), expected, "{text:?}");
        for text in [
            "31/12/9999",
            "12/31/9999",
            "9999-12-31",
            "9999-12-31 23:59:59.997",
            "31-DEC-9999",
            "99991231",
            "31/12/2999",
            "01/01/3000",
            " 31/12/9999 ",
        ] {
            check(text, true);
        }
        for text in [
            "31/12/2099",
            "31/12/2998",
            "31/13/9999",
            "31/02/9999",
            "9999",
            "31/12/9999 or so",
            "",
            "01/01/1900",
        ] {
            check(text, false);
        }
    }

    #[test]
    fn a_date_tells_of_the_order_only_what_it_can() {
        use OrderEvidence::{DayFirst, Either, MonthFirst, None};
        let check = |text: &str, expected| assert_eq!(order_evidence(text.as_bytes()), expected, "{text:?}");
        check("13/11/2017", DayFirst);
        check("13-11-17 13:05", DayFirst);
        check("11/13/2017", MonthFirst);
        check("11.13.17", MonthFirst);
        check("3/4/2015", Either);
        check("31/04/2015", None);
        check("4/4/2015", None);
        check("13/13/2015", None);
        for text in
            ["2015-04-03", "20150403", "3 April 2015", "Apr 3, 2015", "42097", "", "31/12/9999", "tomorrow"]
        {
            check(text, None);
        }
    }
}
