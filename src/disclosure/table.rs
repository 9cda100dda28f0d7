//! Figures as somebody reckons with them who has only what is published: which of them add up, and what a blank can stand for.

use super::policy::Rule;
use super::tree::Tree;
use crate::cube::{Count, Cube, Totals, coordinates};
use crate::recipe::Dimension;
use std::collections::BTreeMap;

/// One figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The figure, in whole units.
    pub(super) value: i64,
    /// The least that a reader takes a blank in its place for.
    pub(super) floor: i64,
    /// Whether it must not be shown.
    pub(super) is_sensitive: bool,
    /// Whether it is left blank in any case, although it needs no protection.
    pub(super) is_blank: bool,
    /// Whether it can be left blank: what is known not to be there, such as a true zero that is shown, cannot.
    pub(super) can_be_blank: bool,
    /// What it costs to leave it blank.
    pub(super) cost: u64,
    /// The child behind it, where it is one alone: who knows the child knows the figure.
    pub(super) only_child: Option<u64>,
    /// Whether it is a figure of some table: who knows the child of one that only follows from several knows no more than that the child is there.
    pub(super) is_in_table: bool,
}

/// A table with its totals, row-major; the total of an axis is its last category.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) shape: Vec<usize>,
    pub(super) totals: Vec<Totals>,
    /// The axes on which categories add up to their total.
    pub(super) sums: Vec<usize>,
    /// The axes on which they bound it.
    pub(super) bounds: Vec<usize>,
    /// For each axis, what adds up to what.
    pub(super) trees: Vec<Tree>,
    pub(super) entries: Vec<Entry>,
}

/// What it costs to leave any cell blank, before what makes some dearer.
const COST: u64 = 1000;

/// What is added for each doubling of a figure: the larger is the greater loss.
const COST_OF_DOUBLING: u64 = 60;

/// What is added for the last year, and less for earlier ones: recent years are asked for most.
const COST_OF_LAST_YEAR: u64 = 200;

/// How many times dearer a total is, for each axis that it sums.
const TIMES_OF_TOTAL: u64 = 5;

impl Table {
    fn new(shape: Vec<usize>, totals: Vec<Totals>, entries: Vec<Entry>) -> Table {
        let trees = shape.iter().map(|length| Tree::flat(*length)).collect();
        Table::of_trees(trees, totals, entries)
    }

    /// A table with sums of sums.
    pub(super) fn of_trees(trees: Vec<Tree>, totals: Vec<Totals>, entries: Vec<Entry>) -> Table {
        let axes = |kind| (0..trees.len()).filter(|axis| totals[*axis] == kind).collect::<Vec<_>>();
        let shape = trees.iter().map(Tree::len).collect();
        Table { sums: axes(Totals::Sum), bounds: axes(Totals::Bounds), shape, totals, entries, trees }
    }

    /// The figures of a cube as they would be without protection.
    pub(super) fn of(cube: &Cube, rule: &Rule) -> Table {
        Table::with_children(cube, rule, &mut BTreeMap::new())
    }

    /// The same. Children are told by the order in which they come to stand alone behind a cell: the numbers that they have in a cube differ from
    /// session to session.
    fn with_children(cube: &Cube, rule: &Rule, numbers: &mut BTreeMap<u64, u64>) -> Table {
        let shape: Vec<usize> = cube.axes().iter().map(|axis| axis.categories.len()).collect();
        let mut table = Table::new(shape, cube.totals().to_vec(), Vec::new());
        let year_at = cube.axes().iter().position(|axis| axis.dimension == Dimension::Year);
        let is_placed_twice = cube.axes().iter().filter(|axis| axis.dimension.is_place()).count() > 1;
        let entry = |(cell, count): (usize, &Count)| {
            let (figure, only_child) = match count {
                Count::Counted { figure, only_child, .. } => (*figure * cube.parts_of_unit(), *only_child),
                Count::Unmeasured { .. } | Count::NotAvailable | Count::NotApplicable => (0.0, None),
            };
            let only_child = only_child.map(|child| {
                let next = numbers.len() as u64;
                *numbers.entry(child).or_insert(next)
            });
            let value = figure.round() as i64;
            let categories: Vec<usize> = coordinates(&table.shape, cell).collect();
            let n_totals =
                (0..categories.len()).filter(|axis| table.is_total(*axis, categories[*axis])).count();
            let recency =
                year_at.map_or(0, |at| COST_OF_LAST_YEAR * categories[at] as u64 / table.shape[at] as u64);
            let cost = COST
                + COST_OF_DOUBLING * u64::from(value.unsigned_abs().checked_ilog2().unwrap_or(0))
                + recency;
            // Whoever knows the map knows which authority has nothing in which region.
            let is_impossible = is_placed_twice && matches!(count, Count::Counted { children: 0, .. });
            let is_sensitive = matches!(count, Count::Counted { .. }) && rule.hides(count) && !is_impossible;
            Entry {
                value,
                // Where true zeros are shown, a blank is one at the least.
                floor: if rule.are_zeros_sensitive { 0 } else { value.min(1) },
                is_sensitive,
                is_blank: false,
                can_be_blank: value > 0 || is_sensitive,
                only_child,
                is_in_table: true,
                cost: cost * TIMES_OF_TOTAL.pow(n_totals as u32),
            }
        };
        table.entries = cube.counts().iter().enumerate().map(entry).collect();
        table
    }

    /// The figures of cubes of the same cells that make a whole together, which is known: a first axis has the parts and last the whole.
    pub(super) fn of_parts(cubes: &[&Cube], rule: &Rule) -> Table {
        let mut numbers = BTreeMap::new();
        let parts = cubes.iter().map(|cube| Table::with_children(cube, rule, &mut numbers));
        let parts: Vec<Table> = parts.collect();
        let mut table = Table::new(
            std::iter::once(parts.len() + 1).chain(parts[0].shape.iter().copied()).collect(),
            std::iter::once(Totals::Sum).chain(parts[0].totals.iter().copied()).collect(),
            parts.iter().flat_map(|part| part.entries.iter().copied()).collect(),
        );
        let whole = |cell: usize| {
            let of_cell = || parts.iter().map(|part| &part.entries[cell]);
            let value = of_cell().map(|entry| entry.value).sum::<i64>();
            Entry {
                value,
                floor: value.min(1),
                is_sensitive: false,
                is_blank: false,
                // What no part is shown of is not known as a whole either.
                can_be_blank: value > 0 && of_cell().all(|entry| entry.is_sensitive || entry.value == 0),
                cost: COST,
                only_child: None,
                is_in_table: true,
            }
        };
        let wholes: Vec<Entry> = (0..parts[0].entries.len()).map(whole).collect();
        table.entries.extend(wholes);
        table
    }

    /// How far apart neighbours on an axis stand.
    pub(super) fn stride(&self, axis: usize) -> usize {
        self.shape[axis + 1..].iter().product()
    }

    /// The category of a cell on an axis.
    pub(super) fn category(&self, cell: usize, axis: usize) -> usize {
        cell / self.stride(axis) % self.shape[axis]
    }

    /// Whether a category is the total of its axis, where there is one.
    pub(super) fn is_total(&self, axis: usize, category: usize) -> bool {
        self.totals[axis] != Totals::None && category + 1 == self.shape[axis]
    }

    /// The cells along an axis through a cell, the total last.
    pub(super) fn line(&self, cell: usize, axis: usize) -> impl Iterator<Item = usize> + use<> {
        let stride = self.stride(axis);
        let first = cell - self.category(cell, axis) * stride;
        (0..self.shape[axis]).map(move |at| first + at * stride)
    }
}
