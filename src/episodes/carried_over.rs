//! Episodes that stand in two years' returns.
//!
//! An episode that is open on 31 March stands in that year's SSDA903 return and again at the start of the next year's (rule
//! 576 asks for it). It is one episode, counted by its start, and it ended when the last of these returns says so.

use super::Children;
use crate::ingest::{MINUTE_NOT_RECORDED, OPEN, Table, column};
use crate::period::Day;
use crate::reference::{Category, MissingStatus};
use hashbrown::HashMap;

/// What two records of one episode have in common: child, code and start.
type Identity = (u64, u8, i32);

/// What the returns together say of one table.
#[derive(Clone, Debug, Default)]
pub(super) struct CarriedOver {
    /// Rows that repeat an episode of an earlier year's return: same child, code and start, and a start before the collection year of the
    /// row. A carried-over row whose first record is not at hand is no repeat. In order.
    pub(super) repeats: Vec<usize>,
    /// Rows that are open and whose end a later return gives, in order.
    pub(super) ends: Vec<End>,
}

/// An end that a later return gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    /// The place of the row among those of its table.
    pub(super) at: usize,
    /// See [`column::END`].
    pub(super) day: i32,
    /// See [`column::END_MINUTE`].
    pub(super) minute: u16,
}

/// What all returns say of an episode that is carried over.
struct Episode {
    first_year: i16,
    last_year: i16,
    /// The end in the last of them.
    end: (i32, u16),
}

/// One row of a return.
struct Record {
    at: usize,
    identity: Identity,
    year: i16,
    end: (i32, u16),
}

impl Record {
    /// Whether it starts before its collection year.
    fn is_carried_over(&self) -> bool {
        Day(self.identity.2).reporting_year() < i32::from(self.year)
    }
}

/// Finds what is carried over in each table.
pub(super) fn carried_over(tables: &[(&str, &Table)], children: &Children) -> Vec<CarriedOver> {
    let mut episodes: HashMap<Identity, Episode> = HashMap::new();
    for (_, table) in tables {
        each_record(table, children, &mut |record| {
            if record.is_carried_over() {
                let unknown =
                    Episode { first_year: i16::MAX, last_year: i16::MIN, end: (OPEN, MINUTE_NOT_RECORDED) };
                episodes.insert(record.identity, unknown);
            }
        });
    }
    if episodes.is_empty() {
        return vec![CarriedOver::default(); tables.len()];
    }
    for (_, table) in tables {
        each_record(table, children, &mut |record| {
            if let Some(episode) = episodes.get_mut(&record.identity) {
                episode.first_year = episode.first_year.min(record.year);
                // Of two records of one year the earlier end is taken, whichever stands first.
                if (record.year, episode.end) > (episode.last_year, record.end) {
                    (episode.last_year, episode.end) = (record.year, record.end);
                }
            }
        });
    }
    let of_table = |table: &Table| {
        let mut found = CarriedOver::default();
        each_record(table, children, &mut |record| {
            let Some(episode) = episodes.get(&record.identity) else { return };
            if record.is_carried_over() && record.year > episode.first_year {
                found.repeats.push(record.at);
            }
            let (day, minute) = episode.end;
            if record.end.0 == OPEN && record.year < episode.last_year && day != OPEN {
                found.ends.push(End { at: record.at, day, minute });
            }
        });
        found
    };
    tables.iter().map(|(_, table)| of_table(table)).collect()
}

/// Each row of a table that says its collection year.
fn each_record(table: &Table, children: &Children, take: &mut dyn FnMut(Record)) {
    let mut n_before = 0;
    for stretch in table.stretches() {
        let (starts, ends) = (stretch.days(column::START), stretch.days(column::END));
        if let Some(years) = stretch.collection_years() {
            let child = children.of_rows(stretch);
            let statuses = stretch.category(Category::MissingStatus);
            let minutes = stretch.words(column::END_MINUTE);
            for (at, year) in years.iter().enumerate().filter(|(_, year)| **year > 0) {
                let status = statuses.map_or(MissingStatus::NotRecorded as u8, |statuses| statuses[at]);
                take(Record {
                    at: n_before + at,
                    identity: (child(at), status, starts[at]),
                    year: *year,
                    end: (ends[at], minutes.map_or(MINUTE_NOT_RECORDED, |minutes| minutes[at])),
                });
            }
        }
        n_before += starts.len();
    }
}
