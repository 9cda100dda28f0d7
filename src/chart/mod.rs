//! Release -> SVG: a trend chart drawn from released figures alone, with what a reader must know in the picture itself.
//!
//! In: a release by year and at most one other dimension. Out: a complete SVG document with title and description, the same
//! bytes wherever it is drawn. Knows nothing of cubes or counts. Only this module names plotters.

mod canvas;
mod frame;
mod palette;
mod pen;
mod plane;
mod scale;
mod series;
mod text;
mod trend;
mod words;

use crate::disclosure::Release;
use crate::recipe::{Chart, Recipe};

/// Why a release cannot be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// No picture is wanted.
    NotWanted,
    /// A trend needs years.
    NoYear,
    /// A line chart shows years and one other dimension; a table can hold more.
    TooManyDimensions,
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
        }
    }
}

/// Draws the picture that a recipe wants of a release as a complete SVG document.
///
/// # Errors
/// If these figures cannot be drawn so; see [`Error`].
pub fn draw(release: &Release, recipe: &Recipe) -> Result<String, Error> {
    let plot = match recipe.chart {
        Chart::Table => return Err(Error::NotWanted),
        _ => trend::Trend::plan(release, recipe)?,
    };
    Ok(frame::compose(release, recipe.layout, &plot))
}
