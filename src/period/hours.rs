//! Text -> a length in hours, and the moment at which what lasts so long ends.

use super::{Day, Moment};

const MINUTES_PER_HOUR: u32 = 60;
const MINUTES_PER_DAY: u32 = 24 * MINUTES_PER_HOUR;

/// The most digits before or after the decimal point: eleven years, and less than a second.
const MAX_DIGITS: usize = 5;

impl Moment {
    /// When what starts then and lasts so many hours ends, to the minute, by a clock that is never changed; none if the time of day is not
    /// known, or the text is no number of hours.
    pub(crate) fn after_hours(self, hours: &[u8]) -> Option<Moment> {
        let minutes = u32::from(self.minute?) + minutes(hours)?;
        let day = self.day.0.checked_add((minutes / MINUTES_PER_DAY) as i32)?;
        Some(Moment { day: Day(day), minute: Some((minutes % MINUTES_PER_DAY) as u16) })
    }
}

/// Hours with or without decimal places, such as `5.8`, in minutes.
fn minutes(hours: &[u8]) -> Option<u32> {
    let (whole, fraction) = match hours.iter().position(|byte| *byte == b'.') {
        Some(at) => (&hours[..at], &hours[at + 1..]),
        None => (hours, &[][..]),
    };
    let number = |digits: &[u8]| {
        let is_number = digits.len() <= MAX_DIGITS && digits.iter().all(u8::is_ascii_digit);
        is_number.then(|| digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
    };
    if whole.is_empty() {
        return None;
    }
    let (whole, fraction, scale) = (number(whole)?, number(fraction)?, 10_u32.pow(fraction.len() as u32));
    // Halves of a minute go up.
    Some(whole * MINUTES_PER_HOUR + (fraction * 2 * MINUTES_PER_HOUR + scale) / (2 * scale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_to_the_minute_and_added_over_midnight() {
        let check = |text: &str, expected| assert_eq!(minutes(text.as_bytes()), expected, "{text:?}");
        check("0", Some(0));
        check("5.8", Some(348));
        check("30.5", Some(1830));
        check("0.01", Some(1));
        check("0.00833", Some(0));
        check("1.", Some(60));
        check("", None);
        check(".5", None);
        check("-1", None);
        check("1e3", None);
        check("123456", None);
        check("1.123456", None);
        let start = Moment { day: Day(100), minute: Some(23 * 60) };
        assert_eq!(start.after_hours(b"1.5"), Some(Moment { day: Day(101), minute: Some(30) }));
        assert_eq!(Moment { minute: None, ..start }.after_hours(b"1.5"), None);
    }
}
