//! Civil dates as day numbers, the years that figures are given for, and the reading of dates and times of day.
//!
//! In: the bytes of one cell. Out: a [`Day`] with, where the text had one, a time. No clock is read here or anywhere in
//! the core: "today" is always somebody's parameter.

mod day;
mod hours;
mod moment;
mod time_of_day;
mod written;
mod year_type;

pub use day::Day;
pub use moment::{Moment, OrderEvidence, is_open_end, order_evidence, read_moment};
pub(crate) use time_of_day::parse_time;
pub use written::DateOrder;
pub(crate) use written::MONTHS;
pub use year_type::YearType;

/// The months' names, as people read them.
pub(crate) const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A number of one to `max_digits` (at most 9) ASCII digits.
fn number(digits: &[u8], max_digits: usize) -> Option<u32> {
    if digits.is_empty() || digits.len() > max_digits || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(digits.iter().fold(0, |value, digit| value * 10 + u32::from(digit - b'0')))
}
