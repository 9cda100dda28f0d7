//! What a scan found beside its columns, and how the findings of a file's parts add up.

use super::reason::Reason;
use super::role::Role;
use crate::diagnostic::Tally;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What was found in a stretch of a table.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Tallies {
    by_reason: Vec<Tally>,
    /// Rows under the header.
    pub(super) n_rows: u64,
    /// Rows that are counted.
    pub(super) n_used: u64,
    /// Used rows whose reference of a child has not the synthetic prefix.
    pub(super) n_not_synthetic: u64,
    /// Used rows of children who are not marked as looked after, where the file says.
    pub(super) n_not_looked_after: u64,
    /// For each role, the values that were not understood, with their rows. Once parts are appended, the roles are in order, and
    /// the values in that of their first rows: whichever part they stand in.
    pub(super) not_understood: Vec<(Role, Vec<(String, Tally)>)>,
    /// The first and the last day on which a used row starts.
    pub(super) days: Option<(i32, i32)>,
    /// The authorities and the forces of used rows, as codes, in order.
    pub(super) authorities: BTreeSet<u16>,
    /// See [`authorities`](Self::authorities).
    pub(super) forces: BTreeSet<u16>,
    /// Dates that can only be day before month, only month before day, and either.
    pub(super) n_day_first: u64,
    /// See [`n_day_first`](Self::n_day_first).
    pub(super) n_month_first: u64,
    /// See [`n_day_first`](Self::n_day_first).
    pub(super) n_either_order: u64,
}

impl Tallies {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Tallies { by_reason: vec![Tally::default(); Reason::ALL.len()], ..Tallies::default() }
    }

    /// Adds a row of a reason.
    pub(super) fn note(&mut self, reason: Reason, row: u64) {
        self.by_reason[reason as usize].add(row);
    }

    /// The rows of a reason.
    pub(super) fn of(&self, reason: Reason) -> &Tally {
        &self.by_reason[reason as usize]
    }

    /// Rows set aside, by reason; reasons without rows are left out.
    pub(super) fn set_aside(&self) -> impl Iterator<Item = (Reason, u64)> + '_ {
        Reason::ALL.into_iter().filter_map(|reason| {
            let n_rows = self.of(reason).n_rows();
            (reason.sets_aside() && n_rows > 0).then_some((reason, n_rows))
        })
    }

    /// As if every row had been set aside for one reason.
    pub(super) fn set_all_aside(&mut self, reason: Reason) {
        let mut rows = Tally::default();
        for tally in &mut self.by_reason {
            *tally = Tally::default();
        }
        rows.add_all(self.n_rows);
        self.by_reason[reason as usize] = rows;
        self.n_used = 0;
        self.not_understood.clear();
    }

    /// Adds what was found in the part of the file after `n_before` rows.
    pub(super) fn append(&mut self, later: &Tallies, n_before: u64) {
        for (tally, other) in self.by_reason.iter_mut().zip(&later.by_reason) {
            tally.append(other, n_before);
        }
        self.n_rows += later.n_rows;
        self.n_used += later.n_used;
        self.n_not_synthetic += later.n_not_synthetic;
        self.n_not_looked_after += later.n_not_looked_after;
        self.days = match (self.days, later.days) {
            (Some((first, last)), Some((other_first, other_last))) => {
                Some((first.min(other_first), last.max(other_last)))
            }
            (days, other) => days.or(other),
        };
        self.authorities.extend(&later.authorities);
        self.forces.extend(&later.forces);
        self.n_day_first += later.n_day_first;
        self.n_month_first += later.n_month_first;
        self.n_either_order += later.n_either_order;
        for (role, values) in &later.not_understood {
            let found = self.not_understood.binary_search_by_key(role, |(known, _)| *known);
            let at = found.unwrap_or_else(|at| {
                self.not_understood.insert(at, (*role, Vec::new()));
                at
            });
            let (_, known) = &mut self.not_understood[at];
            for (value, tally) in values {
                match known.iter_mut().find(|(text, _)| text == value) {
                    Some((_, sum)) => sum.append(tally, n_before),
                    None => {
                        let mut sum = Tally::default();
                        sum.append(tally, n_before);
                        known.push((value.clone(), sum));
                    }
                }
            }
            known.sort_by_key(|(_, tally)| tally.examples().first().copied());
        }
    }
}
