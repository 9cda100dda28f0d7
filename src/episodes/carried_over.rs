//! Episodes that stand in two years' returns.
//!
//! An episode that is open on 31 March stands in that year's SSDA903 return and again at the start of the next year's (rule
//! 576 asks for it). It is one episode, counted by its start.

use super::Children;
use crate::ingest::{Table, column};
use crate::period::Day;
use crate::reference::{Category, MissingStatus};
use hashbrown::HashMap;

/// What two records of one episode have in common: child, code and start.
type Identity = (u64, u8, i32);

/// For each table, the rows that repeat an episode of an earlier year's return: same child, code and start, and a start before
/// the collection year of the row. A carried-over row whose first record is not at hand is no repeat. In the order of the rows.
pub(super) fn repeats(tables: &[(&str, &Table)], children: &Children) -> Vec<Vec<usize>> {
    let mut earliest: HashMap<Identity, i16> = HashMap::new();
    for (_, table) in tables {
        each_row(table, children, |_, identity, year| {
            if starts_before(identity.2, year) {
                earliest.insert(identity, i16::MAX);
            }
        });
    }
    if earliest.is_empty() {
        return vec![Vec::new(); tables.len()];
    }
    for (_, table) in tables {
        each_row(table, children, |_, identity, year| {
            if let Some(found) = earliest.get_mut(&identity) {
                *found = (*found).min(year);
            }
        });
    }
    let of_table = |table: &Table| {
        let mut found = Vec::new();
        each_row(table, children, |at, identity, year| {
            if starts_before(identity.2, year) && earliest.get(&identity).is_some_and(|first| year > *first) {
                found.push(at);
            }
        });
        found
    };
    tables.iter().map(|(_, table)| of_table(table)).collect()
}

/// Whether a day lies before a collection year.
fn starts_before(start: i32, year: i16) -> bool {
    Day(start).reporting_year() < i32::from(year)
}

/// Each row of a table that says its collection year.
fn each_row(table: &Table, children: &Children, mut take: impl FnMut(usize, Identity, i16)) {
    let mut n_before = 0;
    for stretch in table.stretches() {
        let starts = stretch.days(column::START);
        if let Some(years) = stretch.collection_years() {
            let child = children.of_rows(stretch);
            let statuses = stretch.category(Category::MissingStatus);
            for (at, year) in years.iter().enumerate().filter(|(_, year)| **year > 0) {
                let status = statuses.map_or(MissingStatus::NotRecorded as u8, |statuses| statuses[at]);
                take(n_before + at, (child(at), status, starts[at]), *year);
            }
        }
        n_before += starts.len();
    }
}
