//! How long an episode lasts: too long to be true, or without an end.

use super::Finding;
use crate::diagnostic::{Diagnostic, Severity, Tally};
use crate::episodes::{Episodes, Member};
use crate::ingest::{OPEN, column};

/// The longest that an episode can last: from birth to the 18th birthday, with the five leap days that can lie between. It is ours:
/// the collection's own rules set no limit.
const MAX_DAYS: i32 = 18 * 365 + 5;

const TOO_LONG: Finding = Finding::warning(
    "episodes-too-long",
    None,
    "The episode lasts longer than a childhood, 18 years; it is counted in the year of its start.",
    "Correct whichever of the two dates is wrong.",
);

const OPEN_ENDED: Finding = Finding {
    severity: Severity::Note,
    code: "episodes-open",
    rule: None,
    sets_aside: false,
    message: "The episode has no end; by its start it is counted all the same, and its length is not known.",
    hint: "Fill in the end if the child was found; leave it if the child was still missing when the file was made.",
};

/// Said once of a file in which nothing else is to be expected.
const NO_ENDS: Finding = Finding {
    message: "No episode of the file has an end; by their starts they are counted all the same, and their lengths are not known.",
    hint: "If the file should have end dates, check under \"Columns\" which column they are read from.",
    ..OPEN_ENDED
};

/// Judges the rows of a file that are counted.
pub(super) fn check(episodes: &Episodes, member: &Member) -> Vec<Diagnostic> {
    let (mut too_long, mut open_ended) = (Tally::default(), Tally::default());
    let mut repeats = member.repeats.iter().map(|at| *at as u64).peekable();
    let mut row = 0;
    let mut n_counted = 0;
    for stretch in member.table.stretches() {
        for (start, end) in stretch.days(column::START).iter().zip(stretch.days(column::END)) {
            if repeats.next_if_eq(&row).is_none() {
                n_counted += 1;
                if *end == OPEN {
                    open_ended.add(row);
                } else if end.saturating_sub(*start) > MAX_DAYS {
                    too_long.add(row);
                }
            }
            row += 1;
        }
    }
    let open_finding = if open_ended.n_rows() == n_counted { NO_ENDS } else { OPEN_ENDED };
    let found = [(TOO_LONG, too_long), (open_finding, open_ended)];
    found.iter().filter_map(|(finding, rows)| finding.in_rows(episodes.source, member, rows)).collect()
}
