//! Episodes -> [`Cube`]: counts of episodes, and of the children behind them, for every combination of categories.
//!
//! In: the episodes of one source and the dimensions. Out: counts that must not leave: a cube is not serialisable and its
//! counts are open to `disclosure` alone. Knows nothing of files, policies or pictures.

mod axis;
mod definition;

pub use axis::{Axis, TOTAL, code_list};
pub use definition::Definition;

use crate::episodes::Episodes;
use crate::period::YearType;
use crate::recipe::{Dimension, Duplicates};
use axis::{Divider, Empty};

/// The most cells a cube may have: more than any table that people read, and little enough for a phone.
const MAX_CELLS: usize = 1 << 20;

/// The most dimensions at once.
const MAX_DIMENSIONS: usize = 3;

/// So far distinct children are counted in a cell: beyond the largest number of children that any policy protects.
pub(crate) const MAX_CHILDREN: usize = 16;

/// Why dimensions cannot be tabulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// There are none, or more than three.
    DimensionCount,
    /// One stands twice.
    DimensionTwice(Dimension),
    /// They have more than a million combinations of categories.
    TooManyCells,
}

/// What was counted in one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Count {
    /// What the files hold; zero is a true zero.
    Counted {
        /// Episodes.
        episodes: u64,
        /// Distinct children who had them, as far as [`MAX_CHILDREN`]: it means so many or more.
        children: u64,
    },
    /// The files say nothing about it.
    NotAvailable,
}

/// Counts by up to three dimensions, with all totals.
#[derive(Clone, Debug)]
pub struct Cube {
    axes: Vec<Axis>,
    /// Row-major over the axes.
    counts: Vec<Count>,
    definition: Definition,
}

impl Cube {
    /// The dimensions with their categories, `Total` last.
    pub(crate) fn axes(&self) -> &[Axis] {
        &self.axes
    }

    /// The counts, row-major over the axes.
    pub(crate) fn counts(&self) -> &[Count] {
        &self.counts
    }

    /// What was counted.
    pub(crate) fn definition(&self) -> &Definition {
        &self.definition
    }
}

/// Counts episodes by the dimensions, identical ones as often as is wanted.
///
/// Every combination of categories has a cell, with every total. The years run without a gap from the first to the last in the
/// files. Regions are those that occur.
///
/// # Errors
/// If the dimensions are none, more than three, repeated, or have more than a million cells.
pub fn tabulate(
    episodes: &Episodes,
    by: &[Dimension],
    year_type: YearType,
    duplicates: Duplicates,
) -> Result<Cube, Error> {
    if by.is_empty() || by.len() > MAX_DIMENSIONS {
        return Err(Error::DimensionCount);
    }
    for (at, dimension) in by.iter().enumerate() {
        if by[..at].contains(dimension) {
            return Err(Error::DimensionTwice(*dimension));
        }
    }
    let dividers: Vec<Divider> = by.iter().map(|at| Divider::new(episodes, *at, year_type)).collect();
    let lengths: Vec<usize> = dividers.iter().map(Divider::len).collect();
    // Each dimension has its total too.
    let n_cells = lengths.iter().try_fold(1, |n: usize, length| n.checked_mul(length + 1));
    n_cells.filter(|n| *n <= MAX_CELLS).ok_or(Error::TooManyCells)?;
    let tallies = tally(episodes, duplicates, &dividers);

    let kept: Vec<Vec<bool>> =
        (0..dividers.len()).map(|at| kept(&dividers[at], at, &lengths, &tallies)).collect();
    let axes: Vec<Axis> = dividers.iter().zip(&kept).map(|(divider, kept)| divider.axis(kept)).collect();
    Ok(Cube {
        definition: Definition::new(episodes, by, year_type, duplicates),
        counts: with_totals(&dividers, &lengths, &kept, &tallies),
        axes,
    })
}

/// What was counted in a cell of all dimensions.
#[derive(Clone, Default)]
struct CellTally {
    episodes: u64,
    /// The first few children, each once.
    children: Vec<u64>,
}

impl CellTally {
    /// Adds a child unless it is known, or enough are.
    #[inline]
    fn add_child(&mut self, child: u64) {
        if self.children.len() < MAX_CHILDREN && !self.children.contains(&child) {
            self.children.push(child);
        }
    }
}

/// Counts the cells of all dimensions, row-major, in one pass over the episodes.
fn tally(episodes: &Episodes, duplicates: Duplicates, dividers: &[Divider]) -> Vec<CellTally> {
    let n_cells: usize = dividers.iter().map(Divider::len).product();
    // The last is of rows that are not counted.
    let mut counts = vec![0_u64; n_cells + 1];
    let mut tallies = vec![CellTally::default(); n_cells + 1];
    let mut cells: Vec<u32> = Vec::new();
    for part in episodes.parts(duplicates) {
        cells.clear();
        cells.resize(part.stretch.references().len(), 0);
        for divider in dividers {
            divider.divide(&part, &mut cells);
        }
        for at in &part.skipped {
            cells[*at] = n_cells as u32;
        }
        let child = part.children();
        for (at, cell) in cells.iter().enumerate() {
            let count = &mut counts[*cell as usize];
            *count += 1;
            // A cell of many episodes has many children as a rule: most episodes need not be looked at more closely.
            let tally = &mut tallies[*cell as usize];
            if tally.children.len() < MAX_CHILDREN {
                tally.add_child(child(at));
            }
        }
    }
    for (tally, count) in tallies.iter_mut().zip(counts) {
        tally.episodes = count;
    }
    tallies.truncate(n_cells);
    tallies
}

/// Which categories of a dimension are kept: all but those that no episode is in and that are left out then.
fn kept(divider: &Divider, at: usize, lengths: &[usize], tallies: &[CellTally]) -> Vec<bool> {
    let occurs = occurs(at, lengths, tallies);
    (0..divider.len()).map(|category| occurs[category] || divider.empty(category) != Empty::LeftOut).collect()
}

/// Which categories of a dimension some episode is in.
fn occurs(at: usize, lengths: &[usize], tallies: &[CellTally]) -> Vec<bool> {
    let mut occurs = vec![false; lengths[at]];
    for (cell, tally) in tallies.iter().enumerate() {
        if tally.episodes > 0
            && let Some(category) = coordinates(lengths, cell).nth(at)
        {
            occurs[category] = true;
        }
    }
    occurs
}

/// The cells of the kept categories with every total. A child can stand behind several of the cells that a total sums, so the
/// children of a total are put together anew.
fn with_totals(
    dividers: &[Divider],
    lengths: &[usize],
    kept: &[Vec<bool>],
    tallies: &[CellTally],
) -> Vec<Count> {
    // For each dimension, the place of each category among those kept.
    let places: Vec<Vec<usize>> = kept
        .iter()
        .map(|kept| {
            kept.iter()
                .scan(0, |next, is_kept| {
                    let place = *next;
                    *next += usize::from(*is_kept);
                    Some(place)
                })
                .collect()
        })
        .collect();
    let shape: Vec<usize> = kept.iter().map(|kept| kept.iter().filter(|kept| **kept).count() + 1).collect();
    let mut sums = vec![CellTally::default(); shape.iter().product()];
    for (cell, tally) in tallies.iter().enumerate().filter(|(_, tally)| tally.episodes > 0) {
        let categories: Vec<usize> = coordinates(lengths, cell).collect();
        for totalled in 0..1_usize << dividers.len() {
            let mut sum = 0;
            for (at, category) in categories.iter().enumerate() {
                let is_totalled = totalled & (1 << at) != 0;
                sum = sum * shape[at] + if is_totalled { shape[at] - 1 } else { places[at][*category] };
            }
            sums[sum].episodes += tally.episodes;
            for child in &tally.children {
                sums[sum].add_child(*child);
            }
        }
    }
    let is_unavailable: Vec<Vec<bool>> = dividers
        .iter()
        .enumerate()
        .map(|(at, divider)| {
            let occurs = occurs(at, lengths, tallies);
            let all = (0..divider.len()).filter(|category| kept[at][*category]);
            all.map(|category| !occurs[category] && divider.empty(category) == Empty::NotAvailable).collect()
        })
        .collect();
    let counts = sums.into_iter().enumerate().map(|(cell, sum)| {
        let mut categories = coordinates(&shape, cell).zip(&is_unavailable);
        match categories.any(|(category, unavailable)| unavailable.get(category) == Some(&true)) {
            true => Count::NotAvailable,
            false => Count::Counted { episodes: sum.episodes, children: sum.children.len() as u64 },
        }
    });
    counts.collect()
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
