//! The day on which something is taken away, by the caller's clock.

use crate::period::{Day, MONTH_NAMES};

/// A date that goes with what is taken away. The core has no clock: it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date(Day);

impl Date {
    /// Reads `2026-03-31`; none if there is no such day.
    pub fn of(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let is_written_so = (year.len(), month.len(), day.len()) == (4, 2, 2) && parts.next().is_none();
        let are_digits = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let date = Day::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
        (is_written_so && are_digits).then_some(Date(date))
    }

    /// As in `2026-03-31`.
    pub(super) fn in_digits(self) -> String {
        let (year, month, day) = self.0.ymd();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// As in `31 March 2026`.
    pub(super) fn in_words(self) -> String {
        let (year, month, day) = self.0.ymd();
        format!("{day} {} {year}", MONTH_NAMES[usize::from(month) - 1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_a_day_of_the_calendar() {
        let date = Date::of("2024-02-29").unwrap();
        assert_eq!(
            (date.in_digits(), date.in_words()),
            ("2024-02-29".to_owned(), "29 February 2024".to_owned())
        );
        for text in ["2023-02-29", "2024-2-29", "2024-02-29Z", "+024-02-29", "29/02/2024", ""] {
            assert_eq!(Date::of(text), None, "{text}");
        }
    }
}
