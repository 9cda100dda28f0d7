//! The episodes of one child beside each other: identical ones, and rules 574 and 576.

use super::Finding;
use crate::diagnostic::{Diagnostic, Tally};
use crate::episodes::same_child::Found;
use crate::episodes::{Episodes, Member, ONCE_MORE};
use crate::recipe::Source;

const IDENTICAL: Finding = Finding::warning(
    ONCE_MORE,
    None,
    "The same child has an identical episode elsewhere in the files, with the same start, end and M or A; each is counted, unless \
     identical episodes are to count once.",
    "Count them once if they are copies; without times of day, two episodes of one day look the same.",
);

/// The same of incidents, which have no M or A.
const IDENTICAL_INCIDENTS: Finding = Finding {
    message: "The same child has an identical episode elsewhere in the files, with the same start and end; each is counted, unless \
              identical episodes are to count once.",
    ..IDENTICAL
};

/// Rule 574: an episode starts while an earlier one of the child is open, or the two overlap. The later row is named.
const OVERLAPPING: Finding = Finding::warning(
    "episodes-overlap",
    Some("574"),
    "The episode starts before an earlier one of the same child has ended; both are counted.",
    "Correct the dates, or join the two if they are one.",
);

/// Rule 576: an open episode of last year's return has nothing that corresponds to it in this year's. Last year's row is named.
const NOT_CONTINUED: Finding = Finding::warning(
    "episodes-not-continued",
    Some("576"),
    "The episode is open on 31 March, but the return of the next year, which is at hand, has none of the child with its start; \
     it is counted in the year of its start.",
    "Fill in its end, or add the episode to the next year's return.",
);

/// Says what was found in the rows of a file.
pub(super) fn check(episodes: &Episodes, member: &Member, found: &Found) -> Vec<Diagnostic> {
    let mut once_more = Tally::default();
    for at in &found.once_more {
        once_more.add(u64::from(*at));
    }
    let identical = match episodes.source {
        Source::LocalAuthority => IDENTICAL,
        Source::Police => IDENTICAL_INCIDENTS,
    };
    let found =
        [(identical, &once_more), (OVERLAPPING, &found.overlapping), (NOT_CONTINUED, &found.not_continued)];
    found.iter().filter_map(|(finding, rows)| finding.in_rows(episodes.source, member, rows)).collect()
}
