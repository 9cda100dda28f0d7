//! What else has to be left blank, so that no sensitive figure can be worked out, nor placed too narrowly, from what is shown.
//!
//! A figure is safe if a reader has to reckon with tables in which it is far apart. Such tables are found by changing the true one in ways that
//! leave all that is shown as it is; where there are too few, the cheapest cells are left blank that make room for more.

use super::cycle::Search;
use super::table::Table;
use std::collections::BTreeSet;

/// Which cells have to be left blank, the sensitive ones among them. `width`: how far apart the least and the largest figure have to be that a
/// reader can take a sensitive one for.
pub(super) fn suppress(table: &Table, width: i64) -> Vec<bool> {
    let blank = table.entries.iter().map(|entry| entry.is_sensitive).collect();
    let values = table.entries.iter().map(|entry| entry.value).collect();
    let mut masking = Masking { table, width, blank, values };
    let sensitive: Vec<usize> =
        (0..table.entries.len()).filter(|cell| table.entries[*cell].is_sensitive).collect();
    for cell in &sensitive {
        masking.make_safe(*cell, None);
    }
    for cell in &sensitive {
        masking.make_safe_from_insiders(*cell);
    }
    masking.take_back(&sensitive);
    masking.blank
}

struct Masking<'a> {
    table: &'a Table,
    width: i64,
    blank: Vec<bool>,
    /// The true figures.
    values: Vec<i64>,
}

/// How far a figure can be from the true one, by changes of blanks alone.
struct Reach {
    width: i64,
    /// The cells that change.
    used: BTreeSet<usize>,
    /// The figures after all changes upwards.
    up: Vec<i64>,
    /// The figures after all changes downwards.
    down: Vec<i64>,
}

impl Masking<'_> {
    fn search<'a>(&'a self, figures: &'a [i64], may_cost: bool, known: Option<u64>) -> Search<'a> {
        Search { table: self.table, figures, blank: &self.blank, may_cost, known }
    }

    /// Changes the figures for as long as a cell moves on, `most` at the most; how far it moved.
    fn push(
        &self,
        figures: &mut [i64],
        cell: usize,
        direction: i64,
        most: i64,
        known: Option<u64>,
        used: &mut BTreeSet<usize>,
    ) -> i64 {
        let mut moved = 0;
        while moved < most {
            let search = self.search(figures, false, known);
            let Some((_, change)) = search
                .cheapest(cell, direction, most - moved)
                .or_else(|| search.cheapest(cell, direction, 1))
            else {
                break;
            };
            let amount = search.amount(&change).min(most - moved);
            if amount <= 0 {
                break;
            }
            for (at, sign) in change {
                figures[at] += sign * amount;
                used.insert(at);
            }
            moved += amount;
        }
        moved
    }

    /// How far a sensitive cell can be from its figure, as far as it has to.
    fn reach(&self, cell: usize, known: Option<u64>) -> Reach {
        let (mut up, mut down) = (self.values.clone(), self.values.clone());
        let mut used = BTreeSet::new();
        let upwards = self.push(&mut up, cell, 1, self.width, known, &mut used);
        let downwards = self.push(&mut down, cell, -1, self.width - upwards, known, &mut used);
        Reach { width: upwards + downwards, used, up, down }
    }

    /// Leaves blank what it takes for one sensitive cell. `known`: the child whom the reader knows.
    fn make_safe(&mut self, cell: usize, known: Option<u64>) {
        loop {
            let reach = self.reach(cell, known);
            let lacking = self.width - reach.width;
            if lacking <= 0 {
                return;
            }
            let cheapest = |figures: &[i64], direction: i64, amount: i64| {
                self.search(figures, true, known).cheapest(cell, direction, amount)
            };
            let found = [lacking, (lacking + 1) / 2, 1].into_iter().find_map(|amount| {
                let up = cheapest(&reach.up, 1, amount);
                let down = cheapest(&reach.down, -1, amount);
                match (up, down) {
                    (Some(up), Some(down)) => Some(if down.0 < up.0 { down } else { up }),
                    (up, down) => up.or(down),
                }
            });
            // Where there is no change at all, nothing is left to be blank.
            let Some((_, change)) = found else { return };
            let mut is_more = false;
            for (at, _) in change {
                is_more |= !std::mem::replace(&mut self.blank[at], true);
            }
            if !is_more {
                return;
            }
        }
    }

    /// The same where the reader knows one child, one child at a time.
    fn make_safe_from_insiders(&mut self, cell: usize) {
        for child in self.insiders(cell, &self.reach(cell, None).used) {
            self.make_safe(cell, Some(child));
        }
    }

    /// The children, other than that of the cell itself, who stand alone behind cells by which it is safe: who knows them knows these.
    fn insiders(&self, cell: usize, used: &BTreeSet<usize>) -> BTreeSet<u64> {
        let entries = &self.table.entries;
        let children = used.iter().filter_map(|at| entries[*at].only_child);
        children.filter(|child| entries[cell].only_child != Some(*child)).collect()
    }

    /// The cells by which a sensitive cell is safe from everybody; none if it is not.
    fn is_safe(&self, cell: usize) -> Option<BTreeSet<usize>> {
        let mut used = BTreeSet::new();
        let outsiders = self.reach(cell, None);
        let insiders = self.insiders(cell, &outsiders.used).into_iter();
        let of_insiders = insiders.map(|child| self.reach(cell, Some(child))).collect::<Vec<_>>();
        for reach in std::iter::once(outsiders).chain(of_insiders) {
            if reach.width < self.width {
                return None;
            }
            used.extend(reach.used);
        }
        Some(used)
    }

    /// Shows again what need not be blank, the costliest first.
    fn take_back(&mut self, sensitive: &[usize]) {
        let entries = &self.table.entries;
        let mut used: Vec<Option<BTreeSet<usize>>> =
            sensitive.iter().map(|cell| self.is_safe(*cell)).collect();
        let mut others: Vec<usize> =
            (0..entries.len()).filter(|cell| self.blank[*cell] && !entries[*cell].is_sensitive).collect();
        others.sort_by_key(|cell| (std::cmp::Reverse(entries[*cell].cost), *cell));
        for other in others {
            self.blank[other] = false;
            let mut changed = Vec::new();
            let is_safe = sensitive.iter().enumerate().all(|(at, cell)| {
                // What was never safe is no reason to leave more blank.
                let Some(of_cell) = &used[at] else { return true };
                !of_cell.contains(&other) || self.is_safe(*cell).map(|now| changed.push((at, now))).is_some()
            });
            match is_safe {
                true => changed.into_iter().for_each(|(at, now)| used[at] = Some(now)),
                false => self.blank[other] = true,
            }
        }
    }
}
