//! How often the child of each episode was missing in the same year.
//!
//! In: the episodes of a source. Out: for each row, how many episodes its child has that start in the year in which it starts itself. That is a
//! fact about the episode: whatever is left out of a table changes nothing about it.

use super::Episodes;
use crate::ingest::column;
use crate::period::{Day, YearType};
use crate::recipe::Duplicates;

/// For each row, in the order of [`Episodes::parts`], how many episodes its child has in the year, as far as 255; 0 where nobody knows whose it is.
pub(super) fn counts(episodes: &Episodes, year_type: YearType, duplicates: Duplicates) -> Vec<u8> {
    let (first, last) = episodes.days().unwrap_or((Day(0), Day(0)));
    let number = |day: i32| year_type.number(Day(day)) as i16;
    let by_day: Vec<i16> = (first.0..=last.0).map(number).collect();
    // For each row its year, and whether it is counted.
    let mut rows: Vec<(i16, bool)> = Vec::new();
    for part in episodes.parts(duplicates) {
        let before = rows.len();
        rows.extend(part.stretch.days(column::START).iter().map(|start| {
            let known = usize::try_from(start.saturating_sub(first.0)).ok().and_then(|at| by_day.get(at));
            (known.copied().unwrap_or_else(|| number(*start)), true)
        }));
        part.skipped.iter().for_each(|at| rows[before + at].1 = false);
    }
    let mut counts = vec![0_u8; rows.len()];
    let mut own: Vec<usize> = Vec::new();
    let mut years: Vec<(i16, u32)> = Vec::new();
    let mut take = |own: &mut Vec<usize>| {
        years.clear();
        // A child has episodes in a few years.
        for (year, is_counted) in own.iter().map(|row| rows[*row]) {
            match years.iter_mut().find(|(known, _)| *known == year) {
                Some((_, n)) => *n += u32::from(is_counted),
                None => years.push((year, is_counted.into())),
            }
        }
        for row in own.drain(..) {
            let found = years.iter().find(|(year, _)| *year == rows[row].0).map_or(0, |(_, n)| *n);
            counts[row] = u8::try_from(found.max(1)).unwrap_or(u8::MAX);
        }
    };
    for (row, begins) in episodes.child_order().rows() {
        if begins {
            take(&mut own);
        }
        own.push(row);
    }
    take(&mut own);
    counts
}
