//! Episodes -> [`Cube`]: what a measure asks for, for every combination of categories.
//!
//! In: the episodes of one source and a question. Out: figures that must not leave: a cube is not serialisable and its
//! counts are open to `disclosure` alone. Knows nothing of files, policies or pictures.

mod among;
mod axis;
mod bands;
mod children;
mod definition;
mod filter;
mod joint;
mod lengths;
mod matching;
mod measure;
mod placing;
mod shape;
mod tally;
mod totals;
mod within;
mod years;

pub use axis::{Axis, SOURCES, TOTAL, code_list, is_recorded};
pub use definition::Definition;
pub use filter::named_filters;
pub(crate) use joint::Grid;
pub use joint::{Asked, Joint, TooManyFigures, are_of_one_kind, join};
pub use matching::matched;
pub use measure::{Formula, is_measured};
pub(crate) use shape::coordinates;
pub use totals::Totals;
pub use within::place_within;
pub use years::whole_years;

use crate::episodes::Episodes;
use crate::period::YearType;
use crate::recipe::{Dimension, Duplicates, Filter, Measure};
use among::Among;
use axis::Divider;
use measure::{Statistic, Tabulation};
use placing::Placing;
use shape::Shape;
use tally::CellTally;

/// The most cells a cube may have: more than any table that people read, and little enough for a phone.
const MAX_CELLS: usize = 1 << 20;

/// The most dimensions at once.
const MAX_DIMENSIONS: usize = 3;

/// What is asked of episodes.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// What is counted or measured.
    pub measure: Measure,
    /// The dimensions, outermost first.
    pub by: &'a [Dimension],
    /// What is left in.
    pub filters: &'a [Filter],
    /// Which years.
    pub year_type: YearType,
    /// How often identical episodes count.
    pub duplicates: Duplicates,
    /// Whether it is asked how many of the episodes of each figure are of one child at the most.
    pub with_largest: bool,
}

/// Why a question cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// There are no dimensions, or more than three.
    DimensionCount,
    /// One stands twice.
    DimensionTwice(Dimension),
    /// They have more than a million combinations of categories.
    TooManyCells,
    /// A filter names a category that the dimension has not.
    NoSuchCategory {
        /// The dimension.
        dimension: Dimension,
        /// What was named.
        category: String,
        /// What it has.
        known: Vec<String>,
    },
    /// Nothing can be left out by this dimension.
    CannotFilter(Dimension),
    /// Matched episodes are told by year, region and who has seen them alone.
    MatchedByOther,
    /// Nothing can be left out of matched episodes by this dimension.
    MatchedLeavesOut(Dimension),
    /// What is open at the end of a year has to be told year by year.
    NeedsYear,
}

/// What was counted in one cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Count {
    /// What the files hold; zero is a true zero.
    Counted {
        /// The figure.
        figure: f64,
        /// Distinct children behind it, as far as [`MAX_CHILDREN`]: it means so many or more.
        children: u64,
        /// The child behind it, where it is one alone: the same number for the same child in all cells of a cube.
        only_child: Option<u64>,
        /// The most episodes that one child has in it, where that is asked and the figure is of episodes.
        largest: Option<f64>,
    },
    /// The files do not say it of any of the episodes in it.
    Unmeasured {
        /// Distinct children behind these, as in [`Count::Counted`].
        children: u64,
    },
    /// The files say nothing about it.
    NotAvailable,
    /// There can be no figure.
    NotApplicable,
}

/// Figures by up to three dimensions, with all totals.
#[derive(Clone, Debug)]
pub struct Cube {
    axes: Vec<Axis>,
    /// Row-major over the axes.
    counts: Vec<Count>,
    definition: Definition,
    totals: Vec<Totals>,
    parts_of_unit: f64,
    is_count: bool,
    is_of_all: bool,
    is_local: bool,
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

    /// For each axis, how its total relates to its categories.
    pub(crate) fn totals(&self) -> &[Totals] {
        &self.totals
    }

    /// How many parts a unit of the figures has that they are whole numbers of: 60 where they are hours, made of minutes.
    pub(crate) fn parts_of_unit(&self) -> f64 {
        self.parts_of_unit
    }

    /// The dimensions with the names of their categories.
    pub fn released_axes(&self) -> Vec<(Dimension, &[String])> {
        self.axes.iter().map(|axis| (axis.dimension, axis.categories.as_slice())).collect()
    }

    /// Whether it counts all episodes of its places and years, so that a zero means that the files have none.
    pub(crate) fn is_of_all(&self) -> bool {
        self.is_of_all
    }

    /// Whether its figures are numbers of episodes or children.
    pub(crate) fn is_count(&self) -> bool {
        self.is_count
    }

    /// Whether a figure is of one authority or force, or of some that the user left in.
    pub(crate) fn is_local(&self, cell: usize) -> bool {
        let shape: Vec<usize> = self.axes.iter().map(|axis| axis.categories.len()).collect();
        let mut categories = self.axes.iter().zip(coordinates(&shape, cell));
        self.is_local
            || categories.any(|(axis, category)| is_narrow(axis.dimension) && category < axis.parts().len())
    }

    /// What was counted.
    pub(crate) fn definition(&self) -> &Definition {
        &self.definition
    }
}

/// Whether a dimension's places are smaller than regions.
fn is_narrow(dimension: Dimension) -> bool {
    matches!(dimension, Dimension::LocalAuthority | Dimension::PoliceForce)
}

/// The categories of a dimension, without the total, whether or not any episode is in them.
pub fn categories(episodes: &Episodes, dimension: Dimension, year_type: YearType) -> Vec<String> {
    match dimension {
        // Nothing has to be counted to name them.
        Dimension::Repeats => bands::repeats(),
        _ => Divider::new(episodes, dimension, year_type, Duplicates::default(), None).categories().to_vec(),
    }
}

/// Answers a question with one cube or, where the measure is made of several figures, with as many, all of the same cells; and says what
/// is to be made of them.
///
/// Every combination of categories has a cell, with every total. The years run without a gap from the first to the last in the
/// files. Places are those that occur.
///
/// # Errors
/// If the question cannot be answered; see [`Error`].
pub fn tabulate(episodes: &Episodes, question: &Question<'_>) -> Result<(Vec<Cube>, Formula), Error> {
    if question.by.is_empty() || question.by.len() > MAX_DIMENSIONS {
        return Err(Error::DimensionCount);
    }
    for (at, dimension) in question.by.iter().enumerate() {
        if question.by[..at].contains(dimension) {
            return Err(Error::DimensionTwice(*dimension));
        }
    }
    let (tabulations, formula) = measure::tabulations(question.measure);
    let mut tables = Vec::new();
    for tabulation in &tabulations {
        let placing = Placing::new(episodes, question, tabulation.among)?;
        // Each dimension has its total too.
        let n_cells =
            placing.dividers.iter().try_fold(1, |n: usize, divider| n.checked_mul(divider.len() + 1));
        n_cells.filter(|n| *n <= MAX_CELLS).ok_or(Error::TooManyCells)?;
        let tallies = tally::tally(&placing);
        tables.push((placing, tallies));
    }
    let Some((first, _)) = tables.first() else { return Err(Error::DimensionCount) };
    let occurring = occurring(episodes, question, &tabulations, &tables)?;
    let shape = Shape::new(&first.dividers, &first.left_in(), &occurring);
    let is_of_lengths = tabulations.iter().any(|table| matches!(table.statistic, Statistic::Length(..)));
    // Only lengths are asked of episodes that may not have them.
    let all = match is_of_lengths {
        true => {
            tally::summed(&occurring, shape.n_cells(), &|cell| shape.targets_of(cell, first.spanned_bit()))
        }
        false => Vec::new(),
    };
    let axes = first.dividers.iter().zip(&shape.kept).map(|(divider, kept)| divider.axis(kept));
    let mut axes: Vec<Axis> = axes.collect();
    place_within(&mut axes);
    for axis in axes.iter_mut().filter(|axis| axis.dimension == Dimension::Year) {
        if question.measure == Measure::OpenAtYearEnd {
            axis.definition = "The year, quarter or month at whose end the episode is open.";
        }
    }
    let filters = first.filters();
    let question = &Question { filters: &filters, ..*question };
    let definition = Definition::new(episodes.source(), question);
    let cubes = tables.iter().zip(&tabulations).map(|((placing, tallies), tabulation)| {
        let counts = counts(episodes, question, tabulation, placing, (tallies, &all), &shape);
        Cube {
            axes: axes.clone(),
            totals: totals::of(tabulation, placing, &shape, &counts),
            parts_of_unit: tabulation.statistic.parts_of_unit(),
            is_count: !matches!(tabulation.statistic, Statistic::Length(..)),
            is_of_all: question.measure == Measure::Episodes
                && question
                    .filters
                    .iter()
                    .all(|filter| filter.dimension.is_place() || filter.dimension == Dimension::Year),
            is_local: question.filters.iter().any(|filter| is_narrow(filter.dimension)),
            counts,
            definition: definition.clone(),
        }
    });
    Ok((cubes.collect(), formula))
}

/// The tallies that tell which categories occur: of all episodes that the user left in, even if the measure is about few of them.
fn occurring(
    episodes: &Episodes,
    question: &Question<'_>,
    tabulations: &[Tabulation],
    tables: &[(Placing<'_>, Vec<CellTally>)],
) -> Result<Vec<CellTally>, Error> {
    let mut all: Vec<CellTally> = match tabulations.iter().position(|table| table.among == Among::All) {
        Some(at) => return Ok(tables[at].1.clone()),
        None if tabulations[0].among == Among::OpenAtYearEnd => tables[0].1.clone(),
        None => tally::tally(&Placing::new(episodes, question, Among::All)?),
    };
    for (_, tallies) in tables {
        for (all, tally) in all.iter_mut().zip(tallies) {
            all.episodes = all.episodes.max(tally.episodes);
        }
    }
    Ok(all)
}

/// The figures of one table, from its own tallies and the sums of all episodes.
fn counts(
    episodes: &Episodes,
    question: &Question<'_>,
    tabulation: &Tabulation,
    placing: &Placing<'_>,
    (tallies, all): (&[CellTally], &[CellTally]),
    shape: &Shape,
) -> Vec<Count> {
    let targets = |cell: usize| shape.targets_of(cell, placing.spanned_bit());
    let sums = tally::summed(tallies, shape.n_cells(), &targets);
    let is_silent = !is_measured(episodes, question.measure) || placing.asks_unrecorded();
    // A stock at the end of each year has no sum over the years.
    let year_at = question.by.iter().position(|dimension| *dimension == Dimension::Year);
    let no_total = year_at.filter(|_| tabulation.among == Among::OpenAtYearEnd).map_or(0, |at| 1 << at);
    let figure: Box<dyn Fn(usize) -> Count> = match tabulation.statistic {
        Statistic::Episodes => {
            let of_one = question
                .with_largest
                .then(|| children::count(episodes, placing, shape.n_cells(), &targets, 1));
            let sums = &sums;
            Box::new(move |cell: usize| {
                let sum = &sums[cell];
                Count::Counted {
                    figure: sum.episodes as f64,
                    children: sum.n_children(),
                    only_child: sum.only_child(),
                    largest: of_one.as_ref().map(|of_one| of_one[cell].largest as f64),
                }
            })
        }
        Statistic::Children { .. } | Statistic::EpisodesOfChildren => {
            let at_least =
                if let Statistic::Children { at_least } = tabulation.statistic { at_least } else { 1 };
            let is_episodes = tabulation.statistic == Statistic::EpisodesOfChildren;
            let children = children::count(episodes, placing, shape.n_cells(), &targets, at_least);
            let sums = &sums;
            let with_largest = question.with_largest;
            Box::new(move |cell| {
                let of_cell = children[cell];
                match sums[cell].episodes {
                    // Nobody knows whose the episodes are.
                    1.. if of_cell.all == 0 => Count::NotAvailable,
                    _ if is_episodes => Count::Counted {
                        figure: of_cell.episodes as f64,
                        children: of_cell.all,
                        only_child: (of_cell.all == 1).then_some(of_cell.last.into()),
                        largest: Some(of_cell.largest as f64).filter(|_| with_largest),
                    },
                    _ => Count::Counted {
                        figure: of_cell.with_several as f64,
                        children: of_cell.with_several,
                        only_child: (of_cell.with_several == 1).then_some(of_cell.last_with_several.into()),
                        largest: None,
                    },
                }
            })
        }
        Statistic::Length(unit, summary) => {
            let figures = lengths::summarise(placing, shape, unit, summary);
            let sums = &sums;
            Box::new(move |cell| match figures[cell] {
                Some(figure) => {
                    let (children, only_child) = (sums[cell].n_children(), sums[cell].only_child());
                    Count::Counted { figure, children, only_child, largest: None }
                }
                // There are episodes, of which nobody says how long they were.
                None if all[cell].episodes > 0 => Count::Unmeasured { children: all[cell].n_children() },
                None => Count::NotApplicable,
            })
        }
    };
    let count = |cell| match (is_silent || shape.is_unavailable(cell), shape.is_total_over(cell, no_total)) {
        (true, _) => Count::NotAvailable,
        (_, true) => Count::NotApplicable,
        _ => figure(cell),
    };
    (0..shape.n_cells()).map(count).collect()
}
