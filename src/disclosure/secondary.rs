//! What else has to be left blank, so that no sensitive figure can be worked out, nor placed too narrowly, from what is shown.
//!
//! A figure is safe if a reader has to reckon with tables in which it is far apart. Such tables are found by changing the true one in ways that
//! leave all that is shown as it is; where there are too few, the cheapest cells are left blank that make room for more. At last what need not
//! be blank after all is shown again.

use super::cycle::{Change, Found, Search};
use super::pace::{Pace, Stage};
use super::table::Table;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// How often it is looked whether a cell is safe, at the most, to find out what need not be blank: more than any table takes that people read at
/// once, and little enough not to wait for.
const MOST_LOOKS: usize = 6_000;

/// What the search has found.
pub(super) struct Suppressed {
    /// Which cells have to be left blank, the sensitive ones among them.
    pub(super) blank: Vec<bool>,
    /// For each cell, those that a change takes by which it is safe.
    pub(super) together: Vec<Vec<usize>>,
    /// Whether that makes all sensitive cells safe.
    pub(super) is_enough: bool,
}

/// Looks for what has to be left blank. `width`: how far apart the least and the largest figure have to be that a reader can take a sensitive one for.
pub(super) async fn suppress(table: &Table, width: i64, pace: &Pace) -> Suppressed {
    let n_cells = table.entries.len();
    let mut masking = Masking {
        table,
        width,
        blank: table.entries.iter().map(|entry| entry.is_sensitive || entry.is_blank).collect(),
        figures: table.entries.iter().map(|entry| entry.value).collect(),
        covers: Vec::new(),
        covers_of: vec![Vec::new(); n_cells],
        covers_with: vec![Vec::new(); n_cells],
        n_looks: 0,
    };
    let sensitive: Vec<usize> = (0..n_cells).filter(|cell| table.entries[*cell].is_sensitive).collect();
    pace.begin(Stage::Suppressing, sensitive.len()).await;
    for (at, cell) in sensitive.iter().enumerate() {
        masking.protect(*cell);
        pace.reach(at).await;
    }
    // What is shown again can make others useless that were needed before.
    while masking.take_back(pace).await {}
    let is_enough = sensitive.iter().all(|cell| masking.is_covered(*cell, None));
    let together = |cell: usize| {
        let cells: BTreeSet<usize> =
            masking.valid(cell).flat_map(|cover| cover.cells.iter().copied()).collect();
        cells.into_iter().collect()
    };
    let together = (0..n_cells).map(together).collect();
    Suppressed { blank: masking.blank, together, is_enough }
}

/// Blanks by which sensitive figures are safe: changed together, they leave all sums as they are.
struct Cover {
    cells: Vec<usize>,
    /// The sensitive cells among them that it makes safe.
    of: Vec<usize>,
    /// The children who stand alone behind some of them: from who knows such a child it protects no other.
    children: BTreeSet<u64>,
}

struct Masking<'a> {
    table: &'a Table,
    width: i64,
    blank: Vec<bool>,
    /// The true figures, except while a search supposes others.
    figures: Vec<i64>,
    covers: Vec<Cover>,
    /// For each sensitive cell, the covers that make it safe.
    covers_of: Vec<Vec<usize>>,
    /// For each cell, the covers that it is in.
    covers_with: Vec<Vec<usize>>,
    /// How often it was looked whether a cell is safe.
    n_looks: usize,
}

/// How far a figure can be from the true one, by changes of blanks alone.
struct Reach {
    width: i64,
    /// The changes upwards, each with how often it is made.
    up: Vec<(Change, i64)>,
    /// The changes downwards.
    down: Vec<(Change, i64)>,
}

impl Masking<'_> {
    /// Leaves blank what it takes for a sensitive cell: that outsiders cannot place it, nor anybody who knows a child other than that of the
    /// cell itself.
    fn protect(&mut self, cell: usize) {
        self.make_safe(cell, None);
        while let Some(child) = self.insider(cell) {
            if !self.make_safe(cell, Some(child)) {
                return;
            }
        }
    }

    /// A child whom no cover of a sensitive cell does without.
    fn insider(&self, cell: usize) -> Option<u64> {
        let own = self.table.entries[cell].only_child;
        let mut covers = self.valid(cell);
        let first = covers.next()?;
        let mut common: Vec<u64> =
            first.children.iter().copied().filter(|child| own != Some(*child)).collect();
        for cover in covers {
            common.retain(|child| cover.children.contains(child));
        }
        common.first().copied()
    }

    /// The covers of a sensitive cell of which all cells are blank.
    fn valid(&self, cell: usize) -> impl Iterator<Item = &Cover> {
        let covers = self.covers_of[cell].iter().map(|cover| &self.covers[*cover]);
        covers.filter(|cover| cover.cells.iter().all(|cell| self.blank[*cell]))
    }

    fn is_covered(&self, cell: usize, known: Option<u64>) -> bool {
        self.valid(cell).any(|cover| known.is_none_or(|child| !cover.children.contains(&child)))
    }

    fn cheapest(
        &self,
        (cell, direction, amount): (usize, i64, i64),
        may_cost: bool,
        known: Option<u64>,
    ) -> Option<Found> {
        let Masking { table, figures, blank, .. } = self;
        Search { table, figures, blank, may_cost, known }.cheapest(cell, direction, amount)
    }

    /// Supposes changes; `turn` -1 takes them back.
    fn suppose(&mut self, changes: &[(Change, i64)], turn: i64) {
        for (change, amount) in changes {
            for (cell, sign) in change {
                self.figures[*cell] += turn * sign * amount;
            }
        }
    }

    /// The changes of blanks by which a cell moves on, `most` at the most, and how far it does.
    fn push(
        &mut self,
        cell: usize,
        direction: i64,
        most: i64,
        known: Option<u64>,
    ) -> (Vec<(Change, i64)>, i64) {
        let mut changes = Vec::new();
        let mut moved = 0;
        while moved < most {
            let cheapest = |amount| self.cheapest((cell, direction, amount), false, known);
            let Some(found) = cheapest(most - moved).or_else(|| cheapest(1)) else { break };
            let amount = found.amount.min(most - moved);
            if amount <= 0 {
                break;
            }
            changes.push((found.change, amount));
            self.suppose(&changes[changes.len() - 1..], 1);
            moved += amount;
        }
        self.suppose(&changes, -1);
        (changes, moved)
    }

    /// How far a sensitive cell can be from its figure, as far as it has to.
    fn reach(&mut self, cell: usize, known: Option<u64>) -> Reach {
        let (up, upwards) = self.push(cell, 1, self.width, known);
        let (down, downwards) = self.push(cell, -1, self.width - upwards, known);
        Reach { width: upwards + downwards, up, down }
    }

    /// The cheapest change that leaves further cells blank, after others.
    fn cheapest_after(
        &mut self,
        changes: &[(Change, i64)],
        asked: (usize, i64, i64),
        known: Option<u64>,
    ) -> Option<Found> {
        self.suppose(changes, 1);
        let found = self.cheapest(asked, true, known);
        self.suppose(changes, -1);
        found
    }

    /// Keeps what makes a cell safe, and with it every other sensitive cell of the same change.
    fn keep(&mut self, cell: usize, reach: &Reach) {
        let changes: Vec<&Change> = reach.up.iter().chain(&reach.down).map(|(change, _)| change).collect();
        let cells: BTreeSet<usize> = changes.iter().copied().flatten().map(|(at, _)| *at).collect();
        let entries = &self.table.entries;
        // All cells of one change, made forth and back, move equally far.
        let of = match changes.split_first() {
            Some((first, others)) if others.iter().all(|other| is_same(first, other)) => {
                cells.iter().copied().filter(|at| entries[*at].is_sensitive).collect()
            }
            _ => vec![cell],
        };
        let at = self.covers.len();
        of.iter().for_each(|of| self.covers_of[*of].push(at));
        cells.iter().for_each(|cell| self.covers_with[*cell].push(at));
        // Who knows a child has nothing against that others are beside it, where that is told nowhere.
        let concerns = |(cell, sign): &&(usize, i64)| entries[*cell].is_in_table || *sign < 0;
        let concerned = changes.iter().copied().flatten().filter(concerns);
        let children = concerned.filter_map(|(cell, _)| entries[*cell].only_child).collect();
        self.covers.push(Cover { cells: cells.into_iter().collect(), of, children });
    }

    /// Leaves blank what it takes for one sensitive cell to be safe from who knows a child; false if it cannot be.
    fn make_safe(&mut self, cell: usize, known: Option<u64>) -> bool {
        if self.is_covered(cell, known) {
            return true;
        }
        loop {
            let reach = self.reach(cell, known);
            let lacking = self.width - reach.width;
            if lacking <= 0 {
                self.keep(cell, &reach);
                return true;
            }
            let found = [lacking, (lacking + 1) / 2, 1].into_iter().find_map(|amount| {
                let up = self.cheapest_after(&reach.up, (cell, 1, amount), known);
                let down = self.cheapest_after(&reach.down, (cell, -1, amount), known);
                match (up, down) {
                    (Some(up), Some(down)) => Some(if down.cost < up.cost { down } else { up }),
                    (up, down) => up.or(down),
                }
            });
            // Where there is no change at all, nothing is left to be blank.
            let Some(found) = found else { return false };
            let mut is_more = false;
            for (at, _) in found.change {
                is_more |= !std::mem::replace(&mut self.blank[at], true);
            }
            if !is_more {
                return false;
            }
        }
    }

    /// Whether a sensitive cell is safe by the blanks that there are, from outsiders and whoever knows a child.
    fn is_safe(&mut self, cell: usize) -> bool {
        let mut known = None;
        loop {
            if !self.is_covered(cell, known) {
                self.n_looks += 1;
                let reach = self.reach(cell, known);
                if reach.width < self.width {
                    return false;
                }
                self.keep(cell, &reach);
            }
            match self.insider(cell) {
                None => return true,
                child => known = child,
            }
        }
    }

    /// Shows again what need not be blank, the costliest first; whether there was anything.
    async fn take_back(&mut self, pace: &Pace) -> bool {
        let entries = &self.table.entries;
        let was_safe: Vec<bool> = (0..entries.len())
            .map(|cell| self.is_covered(cell, None) && self.insider(cell).is_none())
            .collect();
        let mut others: Vec<usize> = (0..entries.len())
            .filter(|cell| self.blank[*cell] && !entries[*cell].is_sensitive && !entries[*cell].is_blank)
            .collect();
        others.sort_by_key(|cell| (Reverse(entries[*cell].cost), *cell));
        let mut is_any = false;
        for other in others {
            pace.pause().await;
            if self.n_looks > MOST_LOOKS {
                return false;
            }
            self.blank[other] = false;
            let concerned: BTreeSet<usize> = self.covers_with[other]
                .iter()
                .flat_map(|cover| self.covers[*cover].of.iter().copied())
                .collect();
            // What was never safe is no reason to leave more blank.
            let is_needed = concerned.into_iter().any(|cell| was_safe[cell] && !self.is_safe(cell));
            self.blank[other] = is_needed;
            is_any |= !is_needed;
        }
        is_any
    }
}

/// Whether two changes are one, forth or back.
fn is_same(one: &Change, other: &Change) -> bool {
    let sorted = |change: &Change, turn: i64| {
        let mut cells: Change = change.iter().map(|(cell, sign)| (*cell, sign * turn)).collect();
        cells.sort_unstable();
        cells
    };
    let one = sorted(one, 1);
    one == sorted(other, 1) || one == sorted(other, -1)
}
