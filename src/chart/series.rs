//! The lines of a trend, taken from a release.

use super::Error;
use crate::disclosure::{Cell, Release, Status};
use crate::recipe::Dimension;

/// One line of the chart.
pub(super) struct Line {
    /// The category's name.
    pub(super) name: String,
    /// One cell for each year.
    pub(super) cells: Vec<Cell>,
}

impl Line {
    /// The runs of consecutive years with figures, as indices of years with their figures.
    pub(super) fn runs(&self) -> Vec<Vec<(usize, f64)>> {
        let mut runs: Vec<Vec<(usize, f64)>> = Vec::new();
        let mut is_open = false;
        for (year, cell) in self.cells.iter().enumerate() {
            match (cell.figure(), runs.last_mut()) {
                (Some(figure), Some(run)) if is_open => run.push((year, figure)),
                (Some(figure), _) => runs.push(vec![(year, figure)]),
                (None, _) => {}
            }
            is_open = cell.figure().is_some();
        }
        runs
    }

    /// The years that are suppressed, as indices.
    pub(super) fn suppressed(&self) -> impl Iterator<Item = usize> + '_ {
        let cells = self.cells.iter().enumerate();
        cells.filter(|(_, cell)| cell.status() == Status::Suppressed).map(|(year, _)| year)
    }

    /// The last year with a figure, and the figure.
    pub(super) fn last(&self) -> Option<(usize, f64)> {
        let cells = self.cells.iter().enumerate().rev();
        cells.filter_map(|(year, cell)| Some((year, cell.figure()?))).next()
    }
}

/// The lines of a trend with the names of their years.
pub(super) struct Trend {
    pub(super) years: Vec<String>,
    pub(super) lines: Vec<Line>,
    /// What the lines stand for; none where there is but one for all episodes.
    pub(super) dimension: Option<Dimension>,
}

impl Trend {
    /// Takes a line for each category of the dimension beside year, its total left out; or one line for all episodes.
    /// Categories of which nothing is shown or suppressed, or which are zero in every year, have no line: the table has them.
    pub(super) fn of(release: &Release) -> Result<Trend, Error> {
        let axes = release.axes();
        let year_at = axes.iter().position(|axis| axis.dimension == Dimension::Year).ok_or(Error::NoYear)?;
        if axes.len() > 2 {
            return Err(Error::TooManyDimensions);
        }
        let years = axes[year_at].parts();
        let other = axes.get(1 - year_at);
        let names = match other {
            Some(axis) => axis.parts().to_vec(),
            None => vec!["All".to_owned()],
        };
        let mut lines: Vec<Line> =
            names.into_iter().map(|name| Line { name, cells: Vec::with_capacity(years.len()) }).collect();
        for (categories, cell) in release.rows() {
            let line = if other.is_some() { categories[1 - year_at] } else { 0 };
            if categories[year_at] < years.len() && line < lines.len() {
                lines[line].cells.push(*cell);
            }
        }
        lines.retain(|line| {
            let shows = |cell: &Cell| {
                matches!(cell.status(), Status::Value | Status::RoundedToZero | Status::Suppressed)
            };
            line.cells.iter().any(shows)
        });
        Ok(Trend { years: years.to_vec(), lines, dimension: other.map(|axis| axis.dimension) })
    }

    /// The smallest and the largest figure or limit of any line, and zero, which every scale shows.
    pub(super) fn range(&self) -> (f64, f64) {
        let cells = self.lines.iter().flat_map(|line| &line.cells);
        let figures = cells.flat_map(|cell| {
            let (lower, upper) = cell.limits().unzip();
            [cell.figure(), lower, upper].into_iter().flatten()
        });
        figures.fold((0.0, 0.0), |(lowest, highest): (f64, f64), figure| {
            (lowest.min(figure), highest.max(figure))
        })
    }

    /// How many points are suppressed.
    pub(super) fn n_suppressed(&self) -> usize {
        self.lines.iter().map(|line| line.suppressed().count()).sum()
    }
}
