//! Episodes -> [`Cube`]: counts of episodes, and of the children behind them, for every combination of categories.
//!
//! In: the episodes of one source and the dimensions. Out: counts that must not leave: a cube is not serialisable and its
//! counts are open to `disclosure` alone. Knows nothing of files, policies or pictures.

mod axis;
mod definition;

pub use axis::{Axis, TOTAL};
pub use definition::Definition;

use crate::episodes::{CHILD, Episodes};
use crate::period::YearType;
use crate::recipe::Dimension;
use axis::Coded;
use polars_core::prelude::{Column, DataFrame, NamedFrom, PlSmallStr, Series};

/// The most cells a cube may have: more than any table that people read, and little enough for a phone.
const MAX_CELLS: usize = 1 << 20;

/// The most dimensions at once.
const MAX_DIMENSIONS: usize = 3;

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
        /// Distinct children who had them.
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

/// Counts episodes by the dimensions.
///
/// Every combination of categories has a cell, with every total. The years run without a gap from the first to the last in the
/// files. Regions are those that occur.
///
/// # Errors
/// If the dimensions are none, more than three, repeated, or have more than a million cells.
pub fn tabulate(episodes: &Episodes, by: &[Dimension], year_type: YearType) -> Result<Cube, Error> {
    if by.is_empty() || by.len() > MAX_DIMENSIONS {
        return Err(Error::DimensionCount);
    }
    for (at, dimension) in by.iter().enumerate() {
        if by[..at].contains(dimension) {
            return Err(Error::DimensionTwice(*dimension));
        }
    }
    let coded: Vec<Coded> = by.iter().map(|dimension| Coded::new(episodes, *dimension, year_type)).collect();
    let shape: Vec<usize> = coded.iter().map(|coded| coded.axis.categories.len()).collect();
    let n_cells = shape.iter().try_fold(1, |n: usize, length| n.checked_mul(*length));
    let n_cells = n_cells.filter(|n| *n <= MAX_CELLS).ok_or(Error::TooManyCells)?;

    let mut counts = vec![Count::Counted { episodes: 0, children: 0 }; n_cells];
    for totalled in 0..1_usize << by.len() {
        count_margin(episodes, &coded, &shape, totalled, &mut counts);
    }
    for (cell, count) in counts.iter_mut().enumerate() {
        let is_unavailable = coordinates(&shape, cell)
            .zip(&coded)
            .any(|(category, coded)| coded.is_unavailable.get(category) == Some(&true));
        if is_unavailable {
            *count = Count::NotAvailable;
        }
    }
    Ok(Cube {
        definition: Definition::new(episodes, by, year_type),
        axes: coded.into_iter().map(|coded| coded.axis).collect(),
        counts,
    })
}

/// Counts the cells in which just the dimensions of the bit set `totalled` are totals. Children are counted anew for each
/// such margin, since one child can stand behind several of the cells that it sums.
fn count_margin(
    episodes: &Episodes,
    coded: &[Coded],
    shape: &[usize],
    totalled: usize,
    counts: &mut [Count],
) {
    let mut cells = vec![0_u32; episodes.len()];
    for (at, (coded, length)) in coded.iter().zip(shape).enumerate() {
        let is_totalled = totalled & (1 << at) != 0;
        let total = (length - 1) as u32;
        for (cell, code) in cells.iter_mut().zip(&coded.codes) {
            *cell = *cell * *length as u32 + if is_totalled { total } else { u32::from(*code) };
        }
    }
    let children = episodes.frame().column(CHILD).expect("episodes have it").clone();
    let cells = Column::from(Series::new(PlSmallStr::from_static(CELL), cells));
    let frame = DataFrame::new_infer_height(vec![cells, children]).expect("one child for each episode");
    let groups = frame.group_by([CELL]).expect("the frame has the column").select([CHILD]);
    let counted = |result: polars_core::error::PolarsResult<DataFrame>| -> Vec<(u32, u32)> {
        let frame = result.expect("counting plain numbers cannot fail");
        let cells = frame.columns()[0].u32().expect("cells are u32").into_no_null_iter();
        let counts = frame.columns()[1].u32().expect("polars counts in u32").into_no_null_iter();
        cells.zip(counts).collect()
    };
    let n_episodes = counted(groups.count());
    #[expect(
        deprecated,
        reason = "polars would have this done by polars-lazy, which doubles the page's size"
    )]
    let n_children = counted(groups.n_unique());
    for ((cell, episodes), (same_cell, children)) in n_episodes.into_iter().zip(n_children) {
        debug_assert_eq!(cell, same_cell, "one grouping lists its groups in one order");
        counts[cell as usize] =
            Count::Counted { episodes: u64::from(episodes), children: u64::from(children) };
    }
}

/// The name of the grouping column.
const CELL: &str = "cell";

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
