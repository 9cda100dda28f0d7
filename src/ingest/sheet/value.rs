//! Typed values of cells -> text in one form, whichever format they were stored in.
//!
//! Dates become `yyyy-mm-dd`, with ` hh:mm` or ` hh:mm:ss` if their time of day is not midnight; times of day and lengths
//! of time `hh:mm:ss`, hours without bound; numbers their shortest decimal form without an exponent.

use super::number_format::NumberFormat;
use std::io::Write;
use time::{Date, Month};

const DAY_SECONDS: f64 = 86_400.0;

/// The longest length of time that is written as one, days: three centuries.
const MAX_DURATION_DAYS: f64 = 110_000.0;

/// The Julian day before day 1 of a sheet's dates: 31 December 1899, or 1 January 1904 in workbooks that count from it as
/// day 0 (ECMA-376 part 1, 18.17.4.1).
const JULIAN_DAY_0_OF_1900: i32 = 2_415_020;
const JULIAN_DAY_0_OF_1904: i32 = 2_416_481;

/// 29 February 1900, which never was, is a day of sheets that count from 1900.
const DAY_THAT_NEVER_WAS: i32 = 60;

/// The day after 31 December 9999 in sheets that count from 1900, after which there are no dates.
const DAYS_END: f64 = 2_958_466.0;

/// A number as it is stored.
pub(super) fn push_number(text: &str, out: &mut Vec<u8>) {
    let text = text.trim_ascii();
    let is_whole =
        text.len() <= 15 && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        // What most numbers are, and what needs no rewriting.
        _ if is_whole => out.extend_from_slice(text.as_bytes()),
        Ok(number) if f64::is_finite(number) => push_float(number, out),
        _ => out.extend_from_slice(text.as_bytes()),
    }
}

fn push_float(number: f64, out: &mut Vec<u8>) {
    // Adding zero makes minus zero zero.
    push(out, format_args!("{}", number + 0.0));
}

/// A number that its cell's format makes a date or time.
pub(super) fn push_serial(number: f64, format: NumberFormat, is_1904: bool, out: &mut Vec<u8>) {
    let of_day = |number: f64| (number.fract() * DAY_SECONDS).round().min(DAY_SECONDS - 1.0) as u32;
    match format {
        NumberFormat::Duration if number.abs() <= MAX_DURATION_DAYS => {
            let seconds = (number.abs() * DAY_SECONDS).round() as u64;
            if number < 0.0 && seconds > 0 {
                out.push(b'-');
            }
            push_hours(seconds, out);
        }
        NumberFormat::Time if (0.0..DAYS_END).contains(&number) => push_hours(of_day(number).into(), out),
        // Day 0 is nobody's date: what has no whole days is a time of day.
        NumberFormat::Date if (0.0..1.0).contains(&number) => push_hours(of_day(number).into(), out),
        NumberFormat::Date if (1.0..DAYS_END).contains(&number) => {
            let seconds = (number * DAY_SECONDS).round() as u64;
            let (day, second) = ((seconds / 86_400) as i32, (seconds % 86_400) as u32);
            let julian_day = match is_1904 {
                true => JULIAN_DAY_0_OF_1904 + day,
                false => JULIAN_DAY_0_OF_1900 + day - i32::from(day >= DAY_THAT_NEVER_WAS),
            };
            match Date::from_julian_day(julian_day) {
                Ok(date) => push_moment(date, second, out),
                Err(_) => push_float(number, out),
            }
        }
        _ => push_float(number, out),
    }
}

/// A date and time as ISO 8601 writes it, `yyyy-mm-ddThh:mm:ss.fff`; anything else stays as it is.
pub(super) fn push_iso_moment(text: &str, out: &mut Vec<u8>) {
    let text = text.trim_ascii();
    match iso_moment(text) {
        Some((date, second)) => push_moment(date, second, out),
        None => out.extend_from_slice(text.as_bytes()),
    }
}

fn iso_moment(text: &str) -> Option<(Date, u32)> {
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let mut parts = date.split('-').map(digits);
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() {
        return None;
    }
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    let date = Date::from_calendar_date(i32::try_from(year).ok()?, month, u8::try_from(day).ok()?).ok()?;
    let mut second = 0.0;
    for (part, unit) in time.strip_suffix('Z').unwrap_or(time).split(':').zip([3600.0, 60.0, 1.0]) {
        second += match part {
            "" if time.is_empty() => 0.0,
            _ => decimal(part)? * unit,
        };
    }
    match second.round() {
        second if second < DAY_SECONDS => Some((date, second as u32)),
        DAY_SECONDS => Some((date.next_day()?, 0)),
        _ => None,
    }
}

/// A length of time as ISO 8601 writes it, `P1DT2H03M04.5S`; anything else stays as it is.
pub(super) fn push_iso_duration(text: &str, out: &mut Vec<u8>) {
    let text = text.trim_ascii();
    let Some(seconds) = iso_duration(text.strip_prefix('-').unwrap_or(text)) else {
        return out.extend_from_slice(text.as_bytes());
    };
    if text.starts_with('-') && seconds > 0 {
        out.push(b'-');
    }
    push_hours(seconds, out);
}

fn iso_duration(text: &str) -> Option<u64> {
    let mut seconds = 0.0;
    let (mut number, mut is_time, mut has_part) = (0, false, false);
    let body = text.strip_prefix('P')?;
    for (at, symbol) in body.char_indices() {
        let unit = match symbol {
            '0'..='9' | '.' => continue,
            'T' if !is_time && number == at => {
                (is_time, number) = (true, at + 1);
                continue;
            }
            'D' if !is_time => DAY_SECONDS,
            'H' if is_time => 3600.0,
            'M' if is_time => 60.0,
            'S' if is_time => 1.0,
            _ => return None,
        };
        seconds += decimal(&body[number..at])? * unit;
        (number, has_part) = (at + 1, true);
    }
    let is_whole = has_part && number == body.len() && seconds <= MAX_DURATION_DAYS * DAY_SECONDS;
    is_whole.then_some(seconds.round() as u64)
}

/// A number of up to six digits.
fn digits(text: &str) -> Option<u32> {
    let is_number = (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// A number of digits with at most one point in it.
fn decimal(text: &str) -> Option<f64> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_number.then(|| text.parse().ok()).flatten()
}

fn push_moment(date: Date, second: u32, out: &mut Vec<u8>) {
    let (year, month, day) = date.to_calendar_date();
    push(out, format_args!("{year:04}-{:02}-{day:02}", month as u8));
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    if (hour, minute, second) != (0, 0, 0) {
        push(out, format_args!(" {hour:02}:{minute:02}"));
    }
    if second != 0 {
        push(out, format_args!(":{second:02}"));
    }
}

fn push_hours(seconds: u64, out: &mut Vec<u8>) {
    push(out, format_args!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60));
}

fn push(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("memory takes whatever is written to it");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(write: impl FnOnce(&mut Vec<u8>), expected: &str) {
        let mut out = Vec::new();
        write(&mut out);
        assert_eq!(String::from_utf8_lossy(&out), expected);
    }

    #[test]
    fn numbers_take_their_shortest_form() {
        let number = |text: &'static str, expected| check(|out| push_number(text, out), expected);
        number("12345", "12345");
        number("12345.0", "12345");
        number("007", "7");
        number("-0", "0");
        number("0", "0");
        number("0.10000000000000001", "0.1");
        number("1.5E-2", "0.015");
        number("1E+3", "1000");
        number(" 4 ", "4");
        number("not a number", "not a number");
        number("NaN", "NaN");
        number("", "");
    }

    #[test]
    fn a_serial_number_is_the_date_that_its_sheet_counts() {
        let date = |number, is_1904, expected| {
            check(|out| push_serial(number, NumberFormat::Date, is_1904, out), expected);
        };
        date(43_052.0, false, "2017-11-13");
        date(41_590.0, true, "2017-11-13");
        date(43_052.999_305_555_6, false, "2017-11-13 23:59");
        date(43_052.25 + 1.0 / 86_400.0, false, "2017-11-13 06:00:01");
        date(43_052.999_999_99, false, "2017-11-14");
        date(1.0, false, "1900-01-01");
        date(59.0, false, "1900-02-28");
        date(61.0, false, "1900-03-01");
        date(2_958_465.0, false, "9999-12-31");
        date(2_958_466.0, false, "2958466");
        date(2_958_465.0, true, "2958465");
        date(0.5, false, "12:00:00");
        date(-1.0, false, "-1");
        date(f64::NAN, false, "NaN");
    }

    #[test]
    fn times_stay_within_a_day_and_lengths_of_time_do_not() {
        let serial =
            |number, format, expected| check(|out| push_serial(number, format, false, out), expected);
        serial(0.25, NumberFormat::Time, "06:00:00");
        serial(43_052.25, NumberFormat::Time, "06:00:00");
        serial(0.999_999_9, NumberFormat::Time, "23:59:59");
        serial(1.25, NumberFormat::Duration, "30:00:00");
        serial(-0.5, NumberFormat::Duration, "-12:00:00");
        serial(1e300, NumberFormat::Duration, &1e300_f64.to_string());
    }

    #[test]
    fn moments_of_iso_8601_take_the_same_form() {
        let moment = |text: &'static str, expected| check(|out| push_iso_moment(text, out), expected);
        moment("2017-11-13", "2017-11-13");
        moment("2017-11-13T00:00:00", "2017-11-13");
        moment("2017-11-13T07:05:00Z", "2017-11-13 07:05");
        moment("2017-11-13T07:04:59.999999", "2017-11-13 07:05");
        moment("2017-12-31T23:59:59.9", "2018-01-01");
        moment("2017-02-30", "2017-02-30");
        moment("-0044-03-15", "-0044-03-15");
        moment("2017-11-13T", "2017-11-13");
        moment("2017-11-13T1e9:00", "2017-11-13T1e9:00");
        moment("07:05:00", "07:05:00");
    }

    #[test]
    fn lengths_of_time_of_iso_8601_take_the_same_form() {
        let duration = |text: &'static str, expected| check(|out| push_iso_duration(text, out), expected);
        duration("PT14H05M00S", "14:05:00");
        duration("PT13H59M59.9999999S", "14:00:00");
        duration("P2DT1H", "49:00:00");
        duration("-PT1M", "-00:01:00");
        duration("PT1M1H", "01:01:00");
        duration("P", "P");
        duration("PT5", "PT5");
        duration("PT99999999999H", "PT99999999999H");
        duration("P1Y", "P1Y");
    }
}
