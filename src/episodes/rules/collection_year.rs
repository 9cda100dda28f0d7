//! Episodes against the collection year of their row: rules 570 and 571.

use super::Finding;
use crate::diagnostic::{Diagnostic, Tally};
use crate::episodes::{Episodes, Member};
use crate::ingest::{OPEN, column};
use crate::period::Day;

/// Rule 570: an episode starts after the end of the collection year.
const STARTS_AFTER: Finding = Finding::warning(
    "episodes-start-after-year",
    Some("570"),
    "The episode starts after the collection year of its file; it is counted in the year of its start.",
    "Check the start date, and the year that the file is said to be of.",
);

/// Rule 571: an episode ends before the start or after the end of the collection year.
const ENDS_OUTSIDE: Finding = Finding::warning(
    "episodes-end-outside-year",
    Some("571"),
    "The episode ends before or after the collection year of its file; it is counted in the year of its start.",
    "Check the end date, and the year that the file is said to be of.",
);

/// A start more than a year away from the collection year. That a year is too far is ours: an episode that began before the year
/// is carried over, and hardly any lasts so long.
const STARTS_FAR: Finding = Finding::warning(
    "episodes-start-far-from-year",
    None,
    "The episode starts more than a year before or after the collection year of its file; it is counted in the year of its start.",
    "Look for a slip in the year of the start date, and check the year that the file is said to be of.",
);

/// The days of a collection year.
struct Days {
    first: i32,
    last: i32,
    /// The first and the last day that is no more than a year away.
    near: (i32, i32),
}

impl Days {
    /// Of the collection year that ends on 31 March of a year; none of a year that is none of ours.
    fn of(year: i16) -> Option<Days> {
        let day =
            |years: i32, month, day| Day::from_ymd(i32::from(year) + years, month, day).map(|day| day.0);
        let (first, last) = (day(-1, 4, 1)?, day(0, 3, 31)?);
        Some(Days { first, last, near: (day(-2, 4, 1).unwrap_or(first), day(1, 3, 31).unwrap_or(last)) })
    }
}

/// Judges the rows of a file that say their collection year.
pub(super) fn check(episodes: &Episodes, member: &Member) -> Vec<Diagnostic> {
    let (mut starts_after, mut ends_outside, mut starts_far) =
        (Tally::default(), Tally::default(), Tally::default());
    let mut n_before = 0;
    let (mut last_year, mut days) = (0, None);
    for stretch in member.table.stretches() {
        let (starts, ends) = (stretch.days(column::START), stretch.days(column::END));
        for (at, year) in stretch.collection_years().unwrap_or_default().iter().enumerate() {
            if *year != last_year {
                (last_year, days) = (*year, Days::of(*year));
            }
            let Some(Days { first, last, near }) = &days else { continue };
            let (start, end, row) = (starts[at], ends[at], n_before + at as u64);
            if start > *last {
                starts_after.add(row);
            }
            if end != OPEN && !(*first..=*last).contains(&end) {
                ends_outside.add(row);
            }
            if !(near.0..=near.1).contains(&start) {
                starts_far.add(row);
            }
        }
        n_before += starts.len() as u64;
    }
    let found = [(STARTS_AFTER, starts_after), (ENDS_OUTSIDE, ends_outside), (STARTS_FAR, starts_far)];
    found.iter().filter_map(|(finding, rows)| finding.in_rows(episodes.source, member, rows)).collect()
}
