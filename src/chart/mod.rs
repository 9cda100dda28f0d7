//! Release -> SVG: pictures drawn from released figures alone, with what a reader must know in the picture itself.
//!
//! In: a release. Out: a complete SVG document with title and description, the same bytes wherever it is drawn: one file for each kind of
//! chart, which plans what it draws and may say why it cannot. What stands for a figure lies in a group that names its cells
//! (`data-cells`), what belongs to a category in one that names it (`data-category`, axis and category), so that a page can tell what is
//! pointed at. Knows nothing of cubes or counts. Only this module names plotters.

mod authorities;
mod canvas;
mod frame;
mod funnel;
mod heat;
mod mix;
mod multiples;
mod one_year;
mod palette;
mod pen;
mod plane;
mod ranking;
mod rows;
mod scale;
mod series;
mod sources;
mod text;
mod trend;
mod words;

use crate::disclosure::Release;
use crate::recipe::{Chart, Expression, Measure, Recipe};
use frame::{Measures, Plot};
use funnel::FunnelPlot;
use heat::Heat;
use mix::Mix;
use multiples::Multiples;
use one_year::OneYear;
use ranking::Ranking;
use sources::Sources;
use trend::Trend;

/// Why a release cannot be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// No picture is wanted.
    NotWanted,
    /// A trend needs years.
    NoYear,
    /// A chart shows years and one other dimension; a table can hold more.
    TooManyDimensions,
    /// It needs a dimension beside the years.
    NoCategories,
    /// There are too many categories for small charts, or too many lines in them.
    TooManyPanels,
    /// There are too many parts for a bar.
    TooManyParts,
    /// The figures of its parts do not come to their total.
    NotAdditive,
    /// Whether they do cannot be seen.
    NotSeenToAddUp,
    /// It shows the local authorities of one year.
    NotOfAuthorities,
    /// It shows rates.
    NotARate,
    /// It shows the figures of two sources side by side.
    NotOfSources,
    /// No figure can be shown of anything in it.
    NothingToShow,
}

impl Error {
    /// What is to be done, in full sentences.
    pub fn words(self) -> &'static str {
        match self {
            Error::NotWanted => "Only the table is wanted.",
            Error::NoYear => "This chart shows years. Break the figures down by year too.",
            Error::TooManyDimensions => {
                "There is no chart of this: a chart shows years and one other dimension. All figures are in the table."
            }
            Error::NoCategories => {
                "This chart shows years and another dimension. Choose what it is broken down by."
            }
            Error::TooManyPanels => {
                "There are more than 60 categories, or more than 9 lines for each, too many for small charts. Leave some out."
            }
            Error::TooManyParts => {
                "There are more than 10 parts, too many to tell apart in a bar. Leave some out."
            }
            Error::NotAdditive => {
                "Bars are made of parts that come to their total, and these do not: a child can be in several of them, and rates, \
                 averages and changes do not add up. Choose numbers or shares of episodes, or another chart."
            }
            Error::NotSeenToAddUp => {
                "Whether these parts come to their total cannot be seen, since in each year some of them is suppressed. Count episodes, \
                 or use wider categories or longer periods."
            }
            Error::NotOfAuthorities => {
                "This chart shows local authorities in one year. Break the figures down by region and local authority, and leave one \
                 year in."
            }
            Error::NotARate => {
                "A funnel plot shows rates. Show the figures per 1,000 looked-after children, for which a file of published figures is \
                 needed."
            }
            Error::NotOfSources => {
                "This chart shows the figures of the police and of local authorities side by side, by year alone."
            }
            Error::NothingToShow => "No figure can be shown of any of these categories.",
        }
    }
}

/// What an index is in its base year.
const INDEX_BASE: f64 = 100.0;

/// The figure that every scale shows, and whose line is the base line.
fn base_of(recipe: &Recipe) -> f64 {
    if recipe.expression == Expression::Index { INDEX_BASE } else { 0.0 }
}

/// Whether a zero is a figure like any other, as a median of no days is, and no sign of what does not occur.
fn has_zeros(recipe: &Recipe) -> bool {
    use Measure::{DaysMedian, DaysPercentile90, HoursMedian, HoursPercentile90};
    matches!(recipe.measure, DaysMedian | DaysPercentile90 | HoursMedian | HoursPercentile90)
}

/// Whether a figure of several places is the sum of theirs, and so none that each of them could be set against.
fn is_sum(recipe: &Recipe) -> bool {
    use Measure::{DaysTotal, HoursTotal};
    let is_sum = recipe.measure.is_count() || matches!(recipe.measure, DaysTotal | HoursTotal);
    matches!(recipe.expression, Expression::Number | Expression::Difference) && is_sum
}

/// How much of a picture is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The picture by itself, with all that a reader must know in it.
    Whole,
    /// The plot with what its marks stand for, where the other words stand around it.
    Plot,
}

/// Draws the picture that a recipe wants of a release as a complete SVG document. `beside`: of figures of both sources, those of the police
/// divided by those of local authorities.
///
/// # Errors
/// If these figures cannot be drawn so; see [`Error`].
pub fn draw(
    release: &Release,
    beside: Option<&Release>,
    recipe: &Recipe,
    extent: Extent,
) -> Result<String, Error> {
    let measures = Measures::of(recipe.layout);
    let plot: Box<dyn Plot + '_> = match recipe.chart {
        Chart::Table => return Err(Error::NotWanted),
        Chart::Multiples => Box::new(Multiples::plan(release, recipe, &measures)?),
        Chart::Mix => Box::new(Mix::plan(release, recipe)?),
        Chart::Heat => Box::new(Heat::plan(release, recipe)?),
        Chart::Ranking => Box::new(Ranking::plan(release, recipe)?),
        Chart::Funnel => Box::new(FunnelPlot::plan(release, recipe)?),
        Chart::Sources => Box::new(Sources::plan(release, beside.ok_or(Error::NotOfSources)?)?),
        Chart::Trend => match OneYear::plan(release, recipe)? {
            Some(plot) => Box::new(plot),
            None => Box::new(Trend::plan(release, recipe)?),
        },
    };
    Ok(frame::compose(release, &measures, plot.as_ref(), extent == Extent::Whole))
}
