//! Episodes that stand in two years' returns.
//!
//! An episode that is open on 31 March stands in that year's SSDA903 return and again at the start of the next year's (rule
//! 576 asks for it). It is one episode, counted by its start.

use super::Rows;
use crate::period::YearType;
use hashbrown::HashMap;
use std::collections::BTreeSet;

/// For each table, the rows that repeat an episode of an earlier year's return: same child, code and start, and a start before
/// the collection year of the row. A carried-over row whose first record is not at hand is no repeat.
pub(super) fn repeats(tables: &[Rows]) -> Vec<BTreeSet<usize>> {
    let mut earliest: HashMap<(u64, u8, i32), i16> = HashMap::new();
    for rows in tables {
        for at in carried_over(rows) {
            earliest.insert(key(rows, at), i16::MAX);
        }
    }
    if !earliest.is_empty() {
        for rows in tables {
            for (at, year) in rows.collection_years.iter().enumerate().filter(|(_, year)| **year > 0) {
                if let Some(found) = earliest.get_mut(&key(rows, at)) {
                    *found = (*found).min(*year);
                }
            }
        }
    }
    let is_repeat = |rows: &Rows, at: usize| rows.collection_years[at] > earliest[&key(rows, at)];
    tables.iter().map(|rows| carried_over(rows).filter(|at| is_repeat(rows, *at)).collect()).collect()
}

/// The rows that start before the collection year that they are of.
fn carried_over(rows: &Rows) -> impl Iterator<Item = usize> + '_ {
    let years = rows.collection_years.iter().zip(&rows.starts).enumerate();
    years
        .filter(|(_, (year, start))| **year > 0 && start.year(YearType::Reporting) < i32::from(**year))
        .map(|(at, _)| at)
}

fn key(rows: &Rows, at: usize) -> (u64, u8, i32) {
    (rows.children[at], rows.missing_statuses[at], rows.starts[at].0)
}
