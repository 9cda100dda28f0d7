//! Episodes of going missing against the child's care in the Episodes module of the same return: rules 575, 577, 578, 580 and 581.
//!
//! Rows of the Episodes module that follow each other without a gap are one period of care.

use super::Finding;
use super::judge;
use crate::diagnostic::Diagnostic;
use crate::episodes::companion::{Child, Pairing};
use crate::ingest::{AGE_NOT_RECORDED, Key, OPEN, Stretch, column};
use crate::period::Day;
use crate::reference::Category;

/// Rule 575: the placement from which the child went missing has ended, and the episode is open.
const OPEN_AFTER_PLACEMENT: Finding = Finding::warning(
    "episodes-open-after-placement",
    Some("575"),
    "The episode has no end, though the placement that the child went missing from has ended; it is counted all the same.",
    "Fill in the end of the episode.",
);

/// Rule 577: the child ceased to be looked after, and the episode has no end. An end after that is no better.
const OPEN_AFTER_CARE: Finding = Finding::warning(
    "episodes-open-after-care",
    Some("577"),
    "The child ceased to be looked after before the episode ended, or it has no end; it is counted all the same.",
    "End the episode no later than the child's care in the Episodes module.",
);

/// Rule 578: the episode starts after the child ceased to be looked after.
const STARTS_AFTER_CARE: Finding = Finding::warning(
    "episodes-start-after-care",
    Some("578"),
    "The episode starts after the child ceased to be looked after; it is counted all the same.",
    "Check the start of the episode, and the end of the child's care in the Episodes module.",
);

/// Rule 580: the child was missing until the 18th birthday, on which care ceased for another reason than E8.
const MISSING_AT_18: Finding = Finding::warning(
    "episodes-missing-at-18",
    Some("580"),
    "The episode and the child's care end on the 18th birthday, but the reason why care ceased is not E8; it is counted all the same.",
    "Enter E8 in the Episodes module if the child was missing until then.",
);

/// Rule 581: the child was missing and had not yet started to be looked after.
const STARTS_BEFORE_CARE: Finding = Finding::warning(
    "episodes-start-before-care",
    Some("581"),
    "The episode starts before the child began to be looked after; it is counted all the same.",
    "Check the start of the episode, and the beginning of the child's care in the Episodes module.",
);

/// The age at which a child ceases to be one, in years.
const ADULT_AGE_YEARS: i32 = 18;

/// Judges the episodes of each member.
pub(super) fn check(pairing: &Pairing<'_>) -> Vec<Vec<Diagnostic>> {
    let care = Care::new(pairing);
    let key = &pairing.episodes.key;
    let findings =
        [OPEN_AFTER_PLACEMENT, OPEN_AFTER_CARE, STARTS_AFTER_CARE, MISSING_AT_18, STARTS_BEFORE_CARE];
    judge(pairing, findings, &|child, stretch, at| {
        let (start, end) = (stretch.days(column::START)[at], stretch.days(column::END)[at]);
        let year = stretch.collection_years().map_or(0, |years| years[at]);
        [
            end == OPEN && care.placement_ended(child, start),
            care.ceased_before_end(child, start, end),
            care.ceased_before_start(child, start),
            care.ended_without_e8(child, end) && is_18th_birthday(key, stretch, at),
            care.began_after(child, start, year),
        ]
    })
}

/// The care of children, as the Episodes module has it.
struct Care {
    /// Each row's child and start, with the last day on which it or a row before it ended; in order.
    placements: Vec<(Child, i32, i32)>,
    /// Each period of care: child, first and last day; in order.
    periods: Vec<(Child, i32, i32)>,
    /// The days on which a row of a child ended, and whether for reason E8; in order.
    ends: Vec<(Child, i32, bool)>,
}

impl Care {
    fn new(pairing: &Pairing<'_>) -> Care {
        let e8 = Category::ReasonCeased.read("E8");
        let mut placements: Vec<(Child, i32, i32)> = Vec::new();
        let mut ends = Vec::new();
        pairing.each_companion(|child, stretch, at| {
            let (start, end) = (stretch.days(column::START)[at], stretch.days(column::END)[at]);
            // A row without a start has 1 January 1970, before any child of today began to be looked after.
            if start > 0 {
                placements.push((child, start, end));
                if end != OPEN {
                    let reason = stretch.category(Category::ReasonCeased).map(|reasons| reasons[at]);
                    ends.push((child, end, reason == e8));
                }
            }
        });
        placements.sort_unstable();
        ends.sort_unstable();
        let mut periods: Vec<(Child, i32, i32)> = Vec::new();
        for (child, start, end) in &placements {
            match periods.last_mut() {
                Some((known, _, last)) if known == child && start <= last => *last = (*last).max(*end),
                _ => periods.push((*child, *start, *end)),
            }
        }
        let mut before: Option<(Child, i32)> = None;
        for (child, _, end) in &mut placements {
            let own = if *end == OPEN { i32::MIN } else { *end };
            let reach = before.filter(|(known, _)| known == child).map_or(own, |(_, reach)| reach.max(own));
            *end = reach;
            before = Some((*child, reach));
        }
        Care { placements, periods, ends }
    }

    /// Whether a placement that the child was in on a day has ended.
    fn placement_ended(&self, child: Child, day: i32) -> bool {
        last_from(&self.placements, child, day).is_some_and(|(_, _, reach)| day <= *reach)
    }

    /// Whether care ended before an episode. An open one has outlasted the period of care that it started in or after, or else the
    /// first one; another has outlasted the one before its end.
    fn ceased_before_end(&self, child: Child, start: i32, end: i32) -> bool {
        let period = match end {
            OPEN => last_from(&self.periods, child, start).or_else(|| self.next_period(child, start)),
            end => last_from(&self.periods, child, end),
        };
        period.is_some_and(|(_, _, last)| *last < end)
    }

    /// Whether a day lies in no period of care, and after one.
    fn ceased_before_start(&self, child: Child, start: i32) -> bool {
        last_from(&self.periods, child, start).is_some_and(|(_, _, last)| *last < start)
    }

    /// Whether a day lies in no period of care, and before one. A return has no placement that ended before its year: where the
    /// first it has began before the year, what came before that is not known.
    fn began_after(&self, child: Child, start: i32, year: i16) -> bool {
        let Some((_, first, _)) = self.next_period(child, start) else { return false };
        match last_from(&self.periods, child, start) {
            Some((_, _, last)) => *last < start,
            None => Day::from_ymd(i32::from(year) - 1, 4, 1).is_some_and(|begin| begin.0 <= *first),
        }
    }

    /// The first period of care that begins after a day.
    fn next_period(&self, child: Child, day: i32) -> Option<&(Child, i32, i32)> {
        let next = self.periods.partition_point(|(known, first, _)| (*known, *first) <= (child, day));
        self.periods.get(next).filter(|(known, ..)| *known == child)
    }

    /// Whether a placement or the like of the child ended on a day, and none for reason E8.
    fn ended_without_e8(&self, child: Child, day: i32) -> bool {
        let ended = |for_e8| self.ends.binary_search(&(child, day, for_e8)).is_ok();
        ended(false) && !ended(true)
    }
}

/// The last of a child's entries that begins by a day.
fn last_from(entries: &[(Child, i32, i32)], child: Child, day: i32) -> Option<&(Child, i32, i32)> {
    let next = entries.partition_point(|(known, first, _)| (*known, *first) <= (child, day));
    entries[..next].last().filter(|(known, ..)| *known == child)
}

/// Whether an episode ends on the child's 18th birthday. The date of birth was dropped, but what was kept of it can be asked
/// whether it is of a certain day.
fn is_18th_birthday(key: &Key, stretch: Stretch<'_>, at: usize) -> bool {
    let (Some(checks), Some(ages)) = (stretch.words(column::BIRTH_CHECK), stretch.ages()) else {
        return false;
    };
    let (start, end) = (Day(stretch.days(column::START)[at]), Day(stretch.days(column::END)[at]));
    let (year, month, day) = end.ymd();
    // Who was born on 29 February has the birthday on 1 March.
    let days =
        if (month, day) == (3, 1) { [Some((2, 29)), Some((3, 1))] } else { [Some((month, day)), None] };
    ages[at] != AGE_NOT_RECORDED
        && days.into_iter().flatten().any(|(month, day)| {
            Day::from_ymd(year - ADULT_AGE_YEARS, month, day).is_some_and(|birth| {
                key.birth_check(birth) == checks[at] && start.age_years(birth) == Some(ages[at])
            })
        })
}
