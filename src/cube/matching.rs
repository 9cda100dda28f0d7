//! Which episodes both sources have seen.
//!
//! In: the episodes of local authorities and of the police, whose references for a child the user says are the same. Out: a cube of all
//! episodes that either has seen, by who has. Episodes of one child match where they overlap or lie within a tolerance of each other; each
//! matches one of the other source at the most, in the order of their starts. A date without a time is taken for the whole of its day.

use super::among::Among;
use super::axis::{Axis, Divider, is_recorded};
use super::filter::Filters;
use super::placing::Placing;
use super::shape::Shape;
use super::tally::{self, CellTally};
use super::{Count, Cube, Definition, Error, Question, Totals};
use crate::episodes::{Episodes, Part};
use crate::ingest::{MINUTE_NOT_RECORDED, OPEN, column};
use crate::period::{Day, YearType};
use crate::recipe::{Dimension, Filter, Matching};

/// The categories of [`Dimension::SeenBy`], in their order.
pub(super) const SEEN_BY: [&str; 3] = ["Both", "Police only", "Local authority only"];

const BOTH: u32 = 0;
const POLICE_ONLY: u32 = 1;
const AUTHORITY_ONLY: u32 = 2;

const MINUTES_PER_DAY: i64 = 24 * 60;
const MINUTES_PER_HOUR: i64 = 60;

/// An episode in the time of both sources, in minutes since 1 January 1970.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Spell {
    child: u64,
    from: i64,
    to: i64,
    start: i32,
    region: u8,
}

/// Matches the episodes of two sources and counts them by year, region and who has seen them, as the question says.
///
/// # Errors
/// If the question is by anything else, or a filter cannot be met.
pub fn matched(
    authorities: &Episodes,
    police: &Episodes,
    question: &Question<'_>,
    matching: Matching,
) -> Result<Cube, Error> {
    let is_told =
        |dimension: &Dimension| matches!(dimension, Dimension::Year | Dimension::Region | Dimension::SeenBy);
    if question.by.is_empty() || !question.by.iter().all(is_told) {
        return Err(Error::MatchedByOther);
    }
    let (of_lists, of_events) = divided(question.filters)?;
    let of_authorities = spells(authorities, question, &of_lists)?;
    let of_police = spells(police, question, &of_lists)?;
    let mut events =
        pair(&of_authorities, &of_police, i64::from(matching.tolerance_hours) * MINUTES_PER_HOUR);
    let number = |start: i32| question.year_type.number(Day(start));
    let years = events.iter().map(|(spell, _)| number(spell.start));
    let years = years.clone().min().zip(years.max()).unwrap_or_default();
    let all_years =
        Divider::new(authorities, Dimension::Year, question.year_type, question.duplicates, Some(years));
    let filters = Filters::new(authorities, &Question { filters: &of_events, ..*question }, &all_years)?;
    let is_left_in = |dimension: Dimension, at: usize| filters.left_in(dimension).is_none_or(|kept| kept[at]);
    events.retain(|(spell, _)| {
        is_left_in(Dimension::Year, (number(spell.start) - years.0) as usize)
            && is_left_in(Dimension::Region, usize::from(spell.region))
    });
    let dividers: Vec<Divider> = question
        .by
        .iter()
        .map(|dimension| {
            Divider::new(authorities, *dimension, question.year_type, question.duplicates, Some(years))
        })
        .collect();
    let mut tallies = vec![CellTally::default(); dividers.iter().map(Divider::len).product()];
    for (spell, seen) in &events {
        let cell = question.by.iter().zip(&dividers).fold(0, |cell, (dimension, divider)| {
            let category = match dimension {
                Dimension::Year => (number(spell.start) - years.0) as usize,
                Dimension::Region => usize::from(spell.region),
                _ => *seen as usize,
            };
            cell * divider.len() + category
        });
        tallies[cell].add(spell.child);
    }
    let left_in = |divider: &Divider| {
        (0..divider.len()).map(|at| is_left_in(divider.dimension(), at)).collect::<Vec<bool>>()
    };
    let left_in: Vec<Vec<bool>> = dividers.iter().map(left_in).collect();
    let shape = Shape::new(&dividers, &left_in, &tallies);
    let count = |(cell, sum): (usize, CellTally)| match shape.is_unavailable(cell) {
        true => Count::NotAvailable,
        false => Count::Counted {
            figure: sum.episodes as f64,
            children: sum.n_children(),
            only_child: sum.only_child(),
            largest: None,
        },
    };
    let sums = tally::summed(&tallies, shape.n_cells(), &|cell| shape.targets_of(cell, 0));
    let axes: Vec<Axis> =
        dividers.iter().zip(&shape.kept).map(|(divider, kept)| divider.axis(kept)).collect();
    Ok(Cube {
        totals: vec![Totals::Sum; axes.len()],
        parts_of_unit: 1.0,
        is_count: true,
        is_of_all: false,
        is_local: false,
        axes,
        counts: sums.into_iter().enumerate().map(count).collect(),
        definition: Definition::matched(question, &of_lists, &filters.named(&all_years), matching),
    })
}

/// What narrows the lists down before they are matched, and what leaves matched episodes out. Only what both sources tell in one way can:
/// year and region, which a matched episode has of the authority, and whether a child is looked after, as authorities' children are. Anything
/// else would take an episode out of one list alone, and its match would seem to have been seen by the other alone.
fn divided(filters: &[Filter]) -> Result<(Vec<Filter>, Vec<Filter>), Error> {
    let (of_lists, of_events): (Vec<Filter>, Vec<Filter>) =
        filters.iter().cloned().partition(|filter| filter.dimension == Dimension::LookedAfter);
    let is_told = |filter: &Filter| matches!(filter.dimension, Dimension::Year | Dimension::Region);
    match of_events.iter().find(|filter| !is_told(filter)) {
        Some(other) => Err(Error::MatchedLeavesOut(other.dimension)),
        None => Ok((of_lists, of_events)),
    }
}

/// The episodes of one list, child by child in the order of their starts. Those without a reference match nothing and are left out.
fn spells(episodes: &Episodes, question: &Question<'_>, of_lists: &[Filter]) -> Result<Vec<Spell>, Error> {
    let nobody = episodes.no_child();
    // A list that does not tell them apart is whole.
    let filters = if is_recorded(episodes, Dimension::LookedAfter) { of_lists } else { &[] };
    let by_year = Question { by: &[Dimension::Year], filters, ..*question };
    let placing = Placing::new(episodes, &by_year, Among::All)?;
    let discarded = placing.discarded();
    let mut spells = Vec::new();
    placing.each_part(&mut |part: &Part<'_>, placed| {
        let references = part.stretch.references();
        let (starts, ends) = (part.stretch.days(column::START), part.stretch.days(column::END));
        let minutes = [column::START_MINUTE, column::END_MINUTE].map(|name| part.stretch.words(name));
        let minute = |of: usize, at: usize| minutes[of].map_or(MINUTE_NOT_RECORDED, |minutes| minutes[at]);
        let recorded = |minute: u16| (minute != MINUTE_NOT_RECORDED).then(|| i64::from(minute));
        let years = part.stretch.collection_years();
        let counted = placed.cells.iter().enumerate().filter(|(_, cell)| **cell != discarded);
        for (at, _) in counted.filter(|(at, _)| references[*at] != nobody) {
            let day = |day: i32| i64::from(day) * MINUTES_PER_DAY;
            let (end, end_minute) = match part.end(at, ends[at], minute(1, at)) {
                (OPEN, _) => (known_until(starts[at], years.map(|years| years[at])), None),
                (end, minute) => (end, recorded(minute)),
            };
            let to = day(end) + end_minute.unwrap_or(MINUTES_PER_DAY - 1);
            let from = day(starts[at]) + recorded(minute(0, at)).unwrap_or(0);
            let region = part.stretch.regions()[at];
            spells.push(Spell { child: references[at], from, to, start: starts[at], region });
        }
    });
    spells.sort_unstable();
    Ok(spells)
}

/// The last day on which an episode without an end is known to have been open: in a return, 31 March of its collection year; otherwise, since
/// many files leave ends out that they do not know, the day of its start.
fn known_until(start: i32, collection_year: Option<i16>) -> i32 {
    let year = collection_year.filter(|year| *year > 0);
    year.map_or(start, |year| YearType::Reporting.last_day(year.into()).0.max(start))
}

/// All episodes that either source has seen, each with who has. What both have seen stands under the year and region of the authority.
fn pair(authorities: &[Spell], police: &[Spell], tolerance: i64) -> Vec<(Spell, u32)> {
    let mut events = Vec::with_capacity(authorities.len() + police.len());
    let (mut authorities, mut police) = (authorities.iter().peekable(), police.iter().peekable());
    loop {
        let is_before = |one: &Spell, other: &Spell| {
            one.child < other.child
                || (one.child == other.child && one.to.saturating_add(tolerance) < other.from)
        };
        match (authorities.peek(), police.peek()) {
            (None, None) => return events,
            (Some(spell), other) if other.is_none_or(|other| is_before(spell, other)) => {
                events.push((**spell, AUTHORITY_ONLY));
                authorities.next();
            }
            (spell, Some(other)) if spell.is_none_or(|spell| is_before(other, spell)) => {
                events.push((**other, POLICE_ONLY));
                police.next();
            }
            (Some(spell), Some(_)) => {
                events.push((**spell, BOTH));
                authorities.next();
                police.next();
            }
            // Nothing is before nothing.
            _ => return events,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn episodes_match_one_to_one_where_they_overlap_or_nearly_do() {
        let spell = |child, from, to| Spell { child, from, to, start: 0, region: 0 };
        let check =
            |authorities: &[(u64, i64, i64)], police: &[(u64, i64, i64)], tolerance, expected: &[u32]| {
                let spells = |all: &[(u64, i64, i64)]| -> Vec<Spell> {
                    all.iter().map(|(child, from, to)| spell(*child, *from, *to)).collect()
                };
                let events = pair(&spells(authorities), &spells(police), tolerance);
                let seen: Vec<u32> = events.into_iter().map(|(_, seen)| seen).collect();
                assert_eq!(seen, expected);
            };
        check(&[], &[], 0, &[]);
        check(&[(1, 0, 10)], &[], 0, &[AUTHORITY_ONLY]);
        check(&[(1, 0, 10)], &[(1, 10, 20)], 0, &[BOTH]);
        check(&[(1, 0, 10)], &[(1, 11, 20)], 0, &[AUTHORITY_ONLY, POLICE_ONLY]);
        check(&[(1, 0, 10)], &[(1, 11, 20)], 1, &[BOTH]);
        check(&[(1, 0, 10)], &[(2, 0, 10)], 0, &[AUTHORITY_ONLY, POLICE_ONLY]);
        // A long spell of one source and two incidents of the other: one match.
        check(&[(1, 0, 100)], &[(1, 0, 10), (1, 20, 30)], 0, &[BOTH, POLICE_ONLY]);
        check(
            &[(1, 0, 10), (1, 50, 60)],
            &[(1, 20, 30), (1, 55, 56)],
            0,
            &[AUTHORITY_ONLY, POLICE_ONLY, BOTH],
        );
    }
}
