//! Tables of the same episodes, put together: which of their cells are the same, which make others together, and what else follows from them.
//!
//! Two tables that differ by one authority or one filter tell together what neither does. So the dimensions of all tables are divided as finely as
//! any of them divides or narrows them, and every combination is a figure, whether or not any table shows it.

mod cliques;
mod figures;
mod groups;

use super::measure::{self, Statistic, Tabulation};
use super::placing::Placing;
use super::{Count, Question, TOTAL, Totals};
use crate::episodes::Episodes;
use crate::recipe::Dimension;
use groups::Groups;
use std::collections::BTreeMap;

/// The most figures that tables are put together with.
const MAX_FIGURES: usize = 60_000;

/// A table that is or was asked for.
pub struct Asked<'a> {
    /// What was asked.
    pub question: Question<'a>,
    /// Which of the tables of its measure.
    pub table: usize,
    /// Its dimensions with their categories, the total last.
    pub axes: Vec<(Dimension, &'a [String])>,
}

/// What holds between the figures of tables.
#[derive(Clone, Debug)]
pub(crate) struct Relation {
    /// The total, by its place among the figures.
    pub(crate) whole: usize,
    /// Its parts.
    pub(crate) parts: Vec<usize>,
    /// How they relate.
    pub(crate) totals: Totals,
}

/// The figures of all combinations of the categories of some dimensions, row-major.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    /// For each axis and category, the next larger category that it is a part of: a nest of them, in which some that overlap others have no place.
    pub(crate) parents: Vec<Vec<Option<usize>>>,
    /// For each axis, the category of all.
    pub(crate) roots: Vec<usize>,
    /// For each axis, how categories relate to what they are parts of.
    pub(crate) totals: Vec<Totals>,
    /// For each cell, the place of its figure.
    pub(crate) places: Vec<usize>,
}

/// Tables put together.
#[derive(Clone, Debug, Default)]
pub struct Joint {
    /// Every figure, shown anywhere or not.
    pub(crate) counts: Vec<Count>,
    pub(crate) relations: Vec<Relation>,
    /// The same relations once more, as far as they make grids; a figure can be in several.
    pub(crate) grids: Vec<Grid>,
    /// For each table, for each of its cells the place of its figure; none where the episodes at hand have no such cell.
    pub(crate) places: Vec<Vec<Option<usize>>>,
    /// Figures of categories that a table leaves out because nothing is in them, as its readers know.
    pub(crate) absent: Vec<usize>,
    /// For each figure, its level in every group in which it is not of all.
    keys: Vec<groups::Key>,
    /// For each group and level, the classes of the level in their order.
    classes: Vec<Vec<Vec<usize>>>,
}

impl Joint {
    /// Whether all episodes of one figure are in another too.
    pub(crate) fn is_part(&self, part: usize, whole: usize) -> bool {
        self.keys[whole].iter().all(|(group, level)| {
            let of_part = self.keys[part].iter().find(|(other, _)| other == group);
            of_part.is_some_and(|(_, of_part)| {
                let of = |level: usize| &self.classes[*group][level];
                of_part == level || of(*of_part).iter().all(|class| of(*level).binary_search(class).is_ok())
            })
        })
    }
}

/// The tables would be put together with too many figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyFigures;

/// Whether two tables count the same thing, so that cells of the one are sums of cells of the other.
pub fn are_of_one_kind(
    one: &Question<'_>,
    one_table: usize,
    other: &Question<'_>,
    other_table: usize,
) -> bool {
    let of =
        |question: &Question<'_>, table: usize| measure::tabulations(question.measure).0.get(table).copied();
    let (first, second) = (of(one, one_table), of(other, other_table));
    let is_spanned = |question: &Question<'_>| {
        question.year_type == crate::period::YearType::ReportingCarriedOver
            || first.is_some_and(|table| table.among == super::among::Among::OpenAtYearEnd)
    };
    first.is_some()
        && first == second
        && one.duplicates == other.duplicates
        && is_spanned(one) == is_spanned(other)
        && (!is_spanned(one) || one.year_type == other.year_type)
}

/// Puts tables of one kind together (see [`are_of_one_kind`]).
///
/// # Errors
/// If there would be too many figures.
pub fn join(episodes: &Episodes, asked: &[Asked<'_>]) -> Result<Joint, TooManyFigures> {
    let Some(tabulation) = asked.first().and_then(|first| tabulation(first)) else {
        return Ok(Joint::default());
    };
    // Medians and percentiles make no sums.
    if matches!(tabulation.statistic, Statistic::Length(_, super::lengths::Summary::Tenths(_))) {
        return Ok(Joint { places: vec![Vec::new(); asked.len()], ..Joint::default() });
    }
    let placings: Vec<Option<Placing<'_>>> =
        asked.iter().map(|asked| placing(episodes, asked, tabulation)).collect();
    let mut groups = Groups::new(asked, &placings)?;
    let levels: Vec<Vec<Option<groups::Key>>> =
        asked.iter().enumerate().map(|(at, asked)| groups.keys(at, asked, &placings)).collect();
    let absent: Vec<groups::Key> =
        asked.iter().enumerate().flat_map(|(at, asked)| groups.absent(at, asked.axes.len())).collect();
    let used: Vec<_> = (0..asked.len()).map(|at| groups.used_by(at)).collect();
    let mut joint = Joint::default();
    let mut known: BTreeMap<groups::Key, usize> = BTreeMap::new();
    let Some(template) = placings.iter().flatten().next() else {
        return Ok(Joint { places: vec![Vec::new(); asked.len()], ..Joint::default() });
    };
    let cliques = cliques::cliques(used);
    let n_figures = cliques.iter().map(|clique| groups.n_cells(clique)).try_fold(0, usize::checked_add);
    n_figures.filter(|n| *n <= MAX_FIGURES).ok_or(TooManyFigures)?;
    for clique in &cliques {
        let grid = figures::add(&mut joint, &mut known, &groups, clique, template, tabulation);
        joint.grids.push(grid);
    }
    joint.absent = absent.into_iter().filter_map(|key| known.get(&key).copied()).collect();
    joint.classes = groups
        .groups
        .iter()
        .map(|group| (0..group.n_levels()).map(|level| group.classes(level)).collect())
        .collect();
    joint.keys = vec![groups::Key::new(); joint.counts.len()];
    known.iter().for_each(|(key, place)| joint.keys[*place].clone_from(key));
    let place = |key: Option<groups::Key>| known.get(&key?).copied();
    joint.places = levels.into_iter().map(|keys| keys.into_iter().map(place).collect()).collect();
    Ok(joint)
}

fn tabulation(asked: &Asked<'_>) -> Option<Tabulation> {
    measure::tabulations(asked.question.measure).0.get(asked.table).copied()
}

/// How the episodes of a table are placed; none where that cannot be told any more, or where an episode counts in several of only some years.
fn placing<'a>(episodes: &'a Episodes, asked: &Asked<'_>, tabulation: Tabulation) -> Option<Placing<'a>> {
    let placing = Placing::new(episodes, &asked.question, tabulation.among).ok()?;
    (!placing.is_spanned() || placing.kept(Dimension::Year).is_none()).then_some(placing)
}

/// Whether a category is that of all.
fn is_total(category: &str) -> bool {
    category == TOTAL
}
