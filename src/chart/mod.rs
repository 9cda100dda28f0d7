//! Release -> SVG: a trend chart drawn from released figures alone, with what a reader must know in the picture itself.
//!
//! In: a release by year and at most one other dimension. Out: a complete SVG document with title and description, the same
//! bytes wherever it is drawn. Knows nothing of cubes or counts. Only this module names plotters.

mod canvas;
mod frame;
mod series;
mod text;
mod trend;

pub use trend::draw;

/// Why a release cannot be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// A trend needs years.
    NoYear,
    /// A line chart shows years and one other dimension; a table can hold more.
    TooManyDimensions,
}
