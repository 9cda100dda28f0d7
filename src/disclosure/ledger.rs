//! What is out already: every figure that was released before, as a reader knows it, and how it bears on the figures of a further table.

use super::policy::Rule;
use super::table::Entry;
use crate::cube::{Asked, Count, Cube, Joint, TOTAL};
use crate::recipe::{Dimension, Source};
use serde::{Deserialize, Serialize};

/// What is known of a released cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ReleasedCell {
    /// The least and the largest figure that it can be: the same where it was not rounded. In whole units or, of hours, in minutes.
    Between(i64, i64),
    /// It was left blank.
    Blank(()),
    /// Nothing was said of it.
    Nothing(bool),
}

impl ReleasedCell {
    /// A cell of which nothing was said.
    pub(super) const NOTHING: ReleasedCell = ReleasedCell::Nothing(false);
}

/// A released table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReleasedTable {
    /// Whose episodes it counts.
    pub source: Source,
    /// Which of the tables of its measure it is.
    pub table: usize,
    /// What its figures are in.
    pub unit: String,
    /// Its dimensions.
    pub by: Vec<Dimension>,
    /// The categories of each, the total last.
    pub categories: Vec<Vec<String>>,
    /// What is known of its cells, row-major.
    pub cells: Vec<ReleasedCell>,
}

impl ReleasedTable {
    pub(super) fn of(cube: &Cube, source: Source, table: usize, cells: Vec<ReleasedCell>) -> Self {
        ReleasedTable {
            source,
            table,
            unit: cube.definition().unit.to_owned(),
            by: cube.axes().iter().map(|axis| axis.dimension).collect(),
            categories: cube.axes().iter().map(|axis| axis.categories.clone()).collect(),
            cells,
        }
    }

    /// Its dimensions with their categories.
    pub fn axes(&self) -> Vec<(Dimension, &[String])> {
        self.by.iter().copied().zip(self.categories.iter().map(Vec::as_slice)).collect()
    }

    /// Whether some figure of it was left blank.
    pub fn has_blanks(&self) -> bool {
        self.cells.iter().any(|cell| matches!(cell, ReleasedCell::Blank(())))
    }

    /// Whether it is as large as its dimensions say, each with a total.
    pub fn is_whole(&self) -> bool {
        let mut shape = self.categories.iter().map(Vec::len);
        let has_totals = self.categories.iter().all(|names| names.last().is_some_and(|last| last == TOTAL));
        self.by.len() == self.categories.len()
            && has_totals
            && shape.try_fold(1_usize, usize::checked_mul) == Some(self.cells.len())
    }
}

/// How a table is bound to others that were released before.
#[derive(Clone, Debug)]
pub struct Linked<'a> {
    /// The earlier tables and, last, this one, put together.
    pub joint: Joint,
    /// The earlier ones.
    pub earlier: Vec<&'a ReleasedTable>,
    /// Others, of the same dimensions and filters, that count something else: all episodes and those over 24 hours, or the years in which
    /// episodes start and those in which they are open.
    pub others: Vec<&'a ReleasedTable>,
}

/// What is known of a figure from earlier tables.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub(super) least: i64,
    pub(super) most: i64,
    /// Whether it was left blank.
    pub(super) is_blank: bool,
    /// Whether what was released differs from what the figure is now, by so little that both together would tell of a few children.
    pub(super) is_revised: bool,
}

impl Linked<'_> {
    /// What is known of each figure of the joint. `parts`: how many parts a unit has.
    pub(super) fn known(&self, parts: f64, rule: &Rule) -> Vec<Known> {
        let nothing = Known { least: 0, most: i64::MAX, is_blank: false, is_revised: false };
        let mut known = vec![nothing; self.joint.counts.len()];
        for place in &self.joint.absent {
            if truth(&self.joint.counts[*place], parts) == 0 {
                known[*place].most = 0;
            }
        }
        for (places, table) in self.joint.places.iter().zip(&self.earlier) {
            for (place, cell) in places.iter().zip(&table.cells) {
                let Some(place) = *place else { continue };
                let truth = truth(&self.joint.counts[place], parts);
                let known = &mut known[place];
                match *cell {
                    ReleasedCell::Nothing(_) => {}
                    ReleasedCell::Blank(()) => known.is_blank = true,
                    ReleasedCell::Between(least, most) if (least..=most).contains(&truth) => {
                        known.least = known.least.max(least);
                        known.most = known.most.min(most);
                    }
                    ReleasedCell::Between(least, most) => {
                        let apart = (least - truth).max(truth - most);
                        known.is_revised |= least == most && apart <= rule.threshold as i64 * parts as i64;
                    }
                }
            }
        }
        known
    }

    /// Marks in a table what is out already and cannot be left blank any more, what was left blank and stays so, and what would tell of a few children
    /// together with an earlier figure. `is_bound`: whether the table is put together with the earlier ones.
    pub(super) fn mark(&self, entries: &mut [Entry], cube: &Cube, rule: &Rule, is_bound: bool) {
        let close = self.close(cube, rule);
        let known = if is_bound { self.known(cube.parts_of_unit(), rule) } else { Vec::new() };
        let places = self.joint.places.last().map_or(&[][..], Vec::as_slice);
        let nested = if is_bound { self.nested(&known, cube.parts_of_unit(), rule) } else { Vec::new() };
        for (cell, entry) in entries.iter_mut().enumerate() {
            let known = places.get(cell).copied().flatten().and_then(|place| known.get(place));
            let is_out = known.is_some_and(|known| known.least == known.most);
            if is_out {
                // It cannot be protected any more; where it would be left blank now, it still is.
                entry.is_blank = entry.is_sensitive;
                entry.is_sensitive = false;
                entry.can_be_blank = false;
            } else if entry.can_be_blank {
                entry.is_blank = known.is_some_and(|known| known.is_blank);
                entry.is_sensitive |= close[cell]
                    || known.is_some_and(|known| known.is_revised)
                    || nested.get(cell).is_some_and(|is_nested| *is_nested);
            }
        }
    }

    /// For each cell of the new table, whether it is a part of an earlier figure, or an earlier one of it, that differs from it by so little that both together
    /// would tell of a few children. Where what they differ by is a figure of a table the audit sees to it; mostly it is none.
    fn nested(&self, known: &[Known], parts: f64, rule: &Rule) -> Vec<bool> {
        let Some((new, earlier)) = self.joint.places.split_last() else { return Vec::new() };
        let figure = |place: usize| truth(&self.joint.counts[place], parts);
        let mut out: Vec<(i64, usize)> = earlier
            .iter()
            .flatten()
            .flatten()
            .filter(|place| known[**place].least == known[**place].most)
            .map(|place| (figure(*place), *place))
            .collect();
        out.sort_unstable();
        out.dedup();
        let most = rule.threshold as i64 * parts as i64;
        let is_close = |place: &Option<usize>| {
            let Some(place) = *place else { return false };
            let own = figure(place);
            let from = out.partition_point(|(other, _)| *other < own - most);
            let near = out[from..].iter().take_while(|(other, _)| *other <= own + most);
            near.into_iter().any(|(other, at)| match own.cmp(other) {
                std::cmp::Ordering::Less => self.joint.is_part(place, *at),
                std::cmp::Ordering::Equal => false,
                std::cmp::Ordering::Greater => self.joint.is_part(*at, place),
            })
        };
        new.iter().map(is_close).collect()
    }

    /// For each cell of the new table, whether an earlier figure of the same place and time that counts something else differs from it by so little that both
    /// together would tell of a few children.
    fn close(&self, cube: &Cube, rule: &Rule) -> Vec<bool> {
        let axes = cube.axes();
        let shape: Vec<usize> = axes.iter().map(|axis| axis.categories.len()).collect();
        let mut close = vec![false; cube.counts().len()];
        for table in self.others.iter().filter(|table| table.unit == cube.definition().unit) {
            let at: Option<Vec<usize>> = table
                .by
                .iter()
                .map(|dimension| axes.iter().position(|axis| axis.dimension == *dimension))
                .collect();
            let Some(at) = at.filter(|at| at.len() == axes.len()) else { continue };
            for (cell, is_close) in close.iter_mut().enumerate() {
                let categories: Vec<usize> = crate::cube::coordinates(&shape, cell).collect();
                let mut place = Some(0);
                for (names, axis) in table.categories.iter().zip(&at) {
                    let name = &axes[*axis].categories[categories[*axis]];
                    let found = names.iter().position(|known| known == name);
                    place = place.zip(found).map(|(place, found)| place * names.len() + found);
                }
                let (Some(place), Count::Counted { .. }) = (place, &cube.counts()[cell]) else { continue };
                if let ReleasedCell::Between(least, most) = table.cells[place] {
                    let parts = cube.parts_of_unit();
                    let apart = (truth(&cube.counts()[cell], parts) - least).abs();
                    *is_close |= least == most && (1..=rule.threshold as i64 * parts as i64).contains(&apart);
                }
            }
        }
        close
    }
}

/// A figure in whole numbers, 0 where there is none.
pub(super) fn truth(count: &Count, parts: f64) -> i64 {
    match count {
        Count::Counted { figure, .. } => (figure * parts).round() as i64,
        _ => 0,
    }
}

impl<'a> ReleasedTable {
    /// The table as one that was asked for, with the question that it answered.
    pub fn asked(&'a self, question: crate::cube::Question<'a>) -> Asked<'a> {
        Asked { question, table: self.table, axes: self.axes() }
    }
}
