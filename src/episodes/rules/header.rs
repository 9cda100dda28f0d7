//! Children of the Missing module against the Header module of the same return: rules INT04 and INT13.

use super::Finding;
use super::judge;
use crate::diagnostic::Diagnostic;
use crate::episodes::companion::{Child, Pairing};
use crate::ingest::column;

/// Rule INT04: a child in the Missing module is not in the Header module.
const NOT_IN_HEADER: Finding = Finding::warning(
    "episodes-child-not-in-header",
    Some("INT04"),
    "The child is not in the Header module of the same return; the episode is counted all the same.",
    "Check the child's reference, and that both files are of the same authority and year.",
);

/// Rule INT13: the date of birth in the Missing module differs from that in the Header module.
const OTHER_BIRTH_DATE: Finding = Finding::warning(
    "episodes-birth-date-differs",
    Some("INT13"),
    "The child's date of birth differs from that in the Header module; the episode is counted with the age that its own row gives.",
    "Correct whichever of the two dates is wrong, unless one of the files has its dates of birth shortened.",
);

/// Judges the episodes of each member.
pub(super) fn check(pairing: &Pairing<'_>) -> Vec<Vec<Diagnostic>> {
    let mut children: Vec<(Child, u16)> = Vec::new();
    pairing.each_companion(|child, stretch, at| {
        let births = stretch.words(column::BIRTH_CHECK);
        children.push((child, births.map_or(0, |births| births[at])));
    });
    children.sort_unstable();
    children.dedup();
    judge(pairing, [NOT_IN_HEADER, OTHER_BIRTH_DATE], &|child, stretch, at| {
        // The last of a child's rows has a date of birth if any has.
        let next = children.partition_point(|(known, _)| *known <= child);
        let last = children[..next].last().filter(|(known, _)| *known == child);
        let birth = stretch.words(column::BIRTH_CHECK).map_or(0, |births| births[at]);
        let is_known = || children.binary_search(&(child, birth)).is_ok();
        [last.is_none(), birth > 0 && last.is_some_and(|(_, other)| *other > 0) && !is_known()]
    })
}
