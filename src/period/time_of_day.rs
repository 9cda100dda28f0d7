//! Text -> a time of day in minutes. Knows nothing of dates.

use super::number;
use super::written::Pairs;

/// Minutes in an hour.
const MINUTES_PER_HOUR: u32 = 60;

/// Reads `hh:mm`, `h:mm`, `hhmm` or `hh.mm`, with seconds and fractions of them after it, and then `am` or `pm`, or a `Z`
/// or an offset from Greenwich such as `+01:00`; minutes after midnight. Clock time is kept as it stands: an offset says
/// which clock it was, and the extract is about the place where that clock hung.
#[inline]
pub(crate) fn parse_time(text: &[u8]) -> Option<u16> {
    quick_time(text).or_else(|| any_time(text))
}

#[inline(never)]
fn any_time(text: &[u8]) -> Option<u16> {
    let (hour, rest) = match text.iter().position(|byte| *byte == b':') {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => match text {
            // "9.5" is a duration and "13.5.15" a date, so a full stop counts between two digits and two digits alone.
            [hour @ .., b'.', _, _] if hour.len() == 2 => (hour, &text[3..]),
            [_, _, _, _] => text.split_at(2),
            _ => return None,
        },
    };
    let (minute, rest) = rest.split_at_checked(2)?;
    let (hour, minute) = (number(hour, 2)?, number(minute, 2)?);
    let hour = match without_seconds(rest).trim_ascii() {
        suffix if suffix.is_empty() || suffix.eq_ignore_ascii_case(b"z") || is_offset(suffix) => hour,
        suffix if (1..=12).contains(&hour) => {
            let is_morning = suffix.eq_ignore_ascii_case(b"am") || suffix.eq_ignore_ascii_case(b"a.m.");
            let is_afternoon = suffix.eq_ignore_ascii_case(b"pm") || suffix.eq_ignore_ascii_case(b"p.m.");
            match (is_morning, is_afternoon) {
                (true, _) => hour % 12,
                (_, true) => hour % 12 + 12,
                _ => return None,
            }
        }
        _ => return None,
    };
    let is_real = hour < 24 && minute < MINUTES_PER_HOUR;
    is_real.then_some((hour * MINUTES_PER_HOUR + minute) as u16)
}

/// Reads `hh:mm`, with seconds and fractions of them after it, and nothing else; [`any_time`] reads the same and more, and takes
/// several times as long.
#[inline]
pub(super) fn quick_time(text: &[u8]) -> Option<u16> {
    let ([a, b, b':', c, d], rest) = text.split_first_chunk::<5>()? else {
        return None;
    };
    let pairs = Pairs::of(u64::from_le_bytes([*a, *b, *c, *d, b'0', b'0', b'0', b'0']))?;
    let (hour, minute) = (pairs.at(0), pairs.at(1));
    let is_real = hour < 24 && minute < 60 && without_seconds(rest).is_empty();
    is_real.then_some(u16::from(hour) * 60 + u16::from(minute))
}

/// What follows the seconds and their fraction, if they are there. SQL Server writes `:` in front of the fraction, some
/// locales a comma.
fn without_seconds(text: &[u8]) -> &[u8] {
    let [b':' | b'.', b'0'..=b'5', b'0'..=b'9', rest @ ..] = text else {
        return text;
    };
    let [b'.' | b',' | b':', fraction @ ..] = rest else {
        return rest;
    };
    let n_digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
    &fraction[n_digits..]
}

/// Whether a text is an offset of ISO 8601: `+01`, `+0100` or `+01:00`.
fn is_offset(text: &[u8]) -> bool {
    let digits: &[u8] = match text {
        [b'+' | b'-', h1, h2] => &[*h1, *h2],
        [b'+' | b'-', h1, h2, m1, m2] | [b'+' | b'-', h1, h2, b':', m1, m2] => &[*h1, *h2, *m1, *m2],
        _ => return false,
    };
    digits.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_the_forms_of_people_and_databases() {
        let check = |text: &str, expected: Option<u16>| {
            assert_eq!(parse_time(text.as_bytes()), expected, "{text:?}");
        };
        let five_past_one = Some(13 * 60 + 5);
        for text in [
            "13:05",
            "1305",
            "13.05",
            "13:05:59",
            "13:05:59.123",
            "13:05:59:123",
            "13:05:59,1",
            "13:05.59",
            "13:05Z",
            "13:05:59.123+01:00",
            "13:05+0100",
            "13:05 -05",
            "1:05pm",
            "01:05:59 PM",
            "1:05 p.m.",
        ] {
            check(text, five_past_one);
        }
        check("00:00", Some(0));
        check("12:05 am", Some(5));
        check("12:05 pm", Some(12 * 60 + 5));
        check("9:05", Some(545));
        for text in [
            "",
            ":",
            "24:00",
            "23:60",
            "13:5",
            "1:5",
            "13:05 or so",
            "13:05:61",
            "13:05+1",
            "13:05+ab:cd",
            "13:05 pm",
            "0:05 am",
            "9.05",
            "13.05.15",
            "9.5",
            "130",
            "13055",
            "١٣:٠٥",
            "-1:05",
            "13:05:59+01:00:00",
        ] {
            check(text, None);
        }
        for minute in 0..24 * 60 {
            for seconds in ["", ":00", ":59.123"] {
                let text = format!("{:02}:{:02}{seconds}", minute / 60, minute % 60);
                check(&text, Some(minute));
                assert_eq!(quick_time(text.as_bytes()), Some(minute), "{text:?}");
            }
        }
        for text in ["24:00", "23:60", "13:05Z", "13:05 pm", "1305", "1:05", "13:05:61", "13-05", "13:0x", ""]
        {
            assert_eq!(quick_time(text.as_bytes()), None, "{text:?}");
        }
    }
}
