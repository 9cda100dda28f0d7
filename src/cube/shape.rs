//! Cells and their totals: where a cell of all categories stands among those that are kept, and in which totals it is.

use super::axis::{Divider, Empty};
use super::tally::CellTally;

/// A sum that a cell is in, and whether it is over the years: there an episode that counts in several is still one.
pub(super) type Target = (usize, bool);

/// The cells of the kept categories with every total.
pub(super) struct Shape {
    /// The number of categories of each dimension, those that are left out too.
    lengths: Vec<usize>,
    /// For each dimension, whether each category is kept.
    pub(super) kept: Vec<Vec<bool>>,
    /// For each dimension, the place of each category among those kept.
    places: Vec<Vec<usize>>,
    /// The number of kept categories of each dimension, and the total.
    pub(super) shape: Vec<usize>,
    /// For each dimension, whether the files say nothing about each kept category.
    is_unavailable: Vec<Vec<bool>>,
}

impl Shape {
    /// Leaves out the categories that the user left out, and those that no episode is in and that are left out then.
    pub(super) fn new(dividers: &[Divider], left_in: &[Vec<bool>], tallies: &[CellTally]) -> Shape {
        let lengths: Vec<usize> = dividers.iter().map(Divider::len).collect();
        let mut occurs: Vec<Vec<bool>> = lengths.iter().map(|length| vec![false; *length]).collect();
        for (cell, _) in tallies.iter().enumerate().filter(|(_, tally)| tally.episodes > 0) {
            for (at, category) in coordinates(&lengths, cell).enumerate() {
                occurs[at][category] = true;
            }
        }
        let empties = |at: usize| (0..lengths[at]).map(move |category| dividers[at].empty(category));
        let kept: Vec<Vec<bool>> = (0..dividers.len())
            .map(|at| {
                let categories = occurs[at].iter().zip(empties(at)).zip(&left_in[at]);
                let is_kept = |((occurs, empty), left_in): ((&bool, Empty), &bool)| {
                    *left_in && (*occurs || empty != Empty::LeftOut)
                };
                categories.map(is_kept).collect()
            })
            .collect();
        let places = kept.iter().map(|kept| {
            let next = kept.iter().scan(0, |next, is_kept| {
                let place = *next;
                *next += usize::from(*is_kept);
                Some(place)
            });
            next.collect()
        });
        let is_unavailable = (0..dividers.len()).map(|at| {
            let categories = occurs[at].iter().zip(empties(at)).zip(&kept[at]);
            let kept = categories.filter(|(_, is_kept)| **is_kept);
            kept.map(|((occurs, empty), _)| !occurs && empty == Empty::NotAvailable).collect()
        });
        Shape {
            places: places.collect(),
            is_unavailable: is_unavailable.collect(),
            shape: kept.iter().map(|kept| kept.iter().filter(|kept| **kept).count() + 1).collect(),
            lengths,
            kept,
        }
    }

    /// The number of cells, totals included.
    pub(super) fn n_cells(&self) -> usize {
        self.shape.iter().product()
    }

    /// The sums that a cell of all categories is in: itself among the kept ones first, and every total; each with the dimensions that are
    /// totalled, as bits.
    pub(super) fn sums_of(&self, cell: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let categories: Vec<usize> = coordinates(&self.lengths, cell).collect();
        (0..1_usize << self.lengths.len()).map(move |totalled| {
            let mut sum = 0;
            for (at, category) in categories.iter().enumerate() {
                let is_totalled = totalled & (1 << at) != 0;
                sum = sum * self.shape[at]
                    + if is_totalled { self.shape[at] - 1 } else { self.places[at][*category] };
            }
            (totalled, sum)
        })
    }

    /// The same sums, each with whether it is over a dimension, which is given as a bit.
    pub(super) fn targets_of(&self, cell: usize, bit: usize) -> Vec<Target> {
        self.sums_of(cell).map(|(totalled, sum)| (sum, totalled & bit != 0)).collect()
    }

    /// Whether the files say nothing about a cell.
    pub(super) fn is_unavailable(&self, cell: usize) -> bool {
        let mut categories = coordinates(&self.shape, cell).zip(&self.is_unavailable);
        categories.any(|(category, unavailable)| unavailable.get(category) == Some(&true))
    }

    /// Whether a cell is a total over a dimension, which is given as a bit.
    pub(super) fn is_total_over(&self, cell: usize, bit: usize) -> bool {
        let mut categories = coordinates(&self.shape, cell).zip(&self.shape).enumerate();
        categories.any(|(at, (category, length))| bit & (1 << at) != 0 && category + 1 == *length)
    }
}

/// The categories of a cell, one for each axis of the shape.
pub(crate) fn coordinates(shape: &[usize], cell: usize) -> impl Iterator<Item = usize> + '_ {
    let mut stride: usize = shape.iter().product();
    let mut rest = cell;
    shape.iter().map(move |length| {
        stride /= length;
        let category = rest / stride;
        rest %= stride;
        category
    })
}
