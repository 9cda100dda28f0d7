//! The figures of a release as a chart takes them: for each category its cells along the years.

use super::Error;
use crate::disclosure::{Cell, Release, Status};
use crate::recipe::Dimension;

/// A cell with its place in the release.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    pub(super) at: usize,
    pub(super) cell: Cell,
}

impl Point {
    pub(super) fn figure(&self) -> Option<f64> {
        self.cell.figure()
    }

    pub(super) fn is_suppressed(&self) -> bool {
        self.cell.status() == Status::Suppressed
    }
}

/// The cells of one category, one for each year.
#[derive(Clone, Debug)]
pub(super) struct Series {
    /// The category's name.
    pub(super) name: String,
    /// The places of its axis and of itself in the release; none where it is all there is.
    pub(super) category: Option<(usize, usize)>,
    pub(super) points: Vec<Point>,
    /// Whether it is for what was not recorded.
    pub(super) is_not_recorded: bool,
}

impl Series {
    /// The runs of consecutive years with figures, as indices of years with their figures.
    pub(super) fn runs(&self) -> Vec<Vec<(usize, f64)>> {
        let mut runs: Vec<Vec<(usize, f64)>> = Vec::new();
        let mut is_open = false;
        for (year, point) in self.points.iter().enumerate() {
            match (point.figure(), runs.last_mut()) {
                (Some(figure), Some(run)) if is_open => run.push((year, figure)),
                (Some(figure), _) => runs.push(vec![(year, figure)]),
                (None, _) => {}
            }
            is_open = point.figure().is_some();
        }
        runs
    }

    /// The years that are suppressed, as indices.
    pub(super) fn suppressed(&self) -> impl Iterator<Item = usize> + '_ {
        let points = self.points.iter().enumerate();
        points.filter(|(_, point)| point.is_suppressed()).map(|(year, _)| year)
    }

    /// The years with figures, as indices with the figures.
    pub(super) fn figures(&self) -> impl DoubleEndedIterator<Item = (usize, f64)> + '_ {
        self.points.iter().enumerate().filter_map(|(year, point)| Some((year, point.figure()?)))
    }

    /// The last year with a figure, and the figure.
    pub(super) fn last(&self) -> Option<(usize, f64)> {
        self.figures().next_back()
    }

    /// Whether there is anything to be drawn of it: one of which nothing is shown or suppressed, or which is zero in every year, is in
    /// the table only. `has_zeros`: a zero is a figure like any other, as a median of no days is.
    pub(super) fn shows(&self, has_zeros: bool) -> bool {
        let shows = |status| match status {
            Status::Value | Status::RoundedToZero | Status::Suppressed => true,
            Status::Zero => has_zeros,
            _ => false,
        };
        self.points.iter().any(|point| shows(point.cell.status()))
    }
}

/// The categories of one dimension over the years.
#[derive(Clone, Debug)]
pub(super) struct Over {
    /// The years' names.
    pub(super) years: Vec<String>,
    /// Those that show anything, in their order.
    pub(super) series: Vec<Series>,
    /// The total of all of them; none where the figures have none.
    pub(super) total: Option<Series>,
    /// What they stand for; none where there is one series for all.
    pub(super) dimension: Option<Dimension>,
}

/// The place of the years among the axes.
///
/// # Errors
/// If there are none.
pub(super) fn year_axis(release: &Release) -> Result<usize, Error> {
    release.axes().iter().position(|axis| axis.dimension == Dimension::Year).ok_or(Error::NoYear)
}

/// The place of a cell by its categories.
pub(super) fn cell_at(release: &Release, categories: &[usize]) -> usize {
    let shape = release.axes().iter().map(|axis| axis.categories.len());
    shape.zip(categories).fold(0, |at, (length, category)| at * length + category)
}

impl Over {
    /// Of a release by year and at most one other dimension.
    ///
    /// # Errors
    /// If it is by others.
    pub(super) fn of(release: &Release, has_zeros: bool) -> Result<Over, Error> {
        let year_at = year_axis(release)?;
        match release.axes().len() {
            1 => Ok(Over::along(release, None, &[0], has_zeros)),
            2 => Ok(Over::along(release, Some(1 - year_at), &[0, 0], has_zeros)),
            _ => Err(Error::TooManyDimensions),
        }
    }

    /// Of the categories of an axis, or of one series where there is none; `fixed` says for each other axis but that of years which of its
    /// categories is meant.
    pub(super) fn along(release: &Release, axis: Option<usize>, fixed: &[usize], has_zeros: bool) -> Over {
        let axes = release.axes();
        let year_at = axes.iter().position(|axis| axis.dimension == Dimension::Year).unwrap_or(0);
        let years = axes[year_at].parts();
        let of = |category: usize, name: &str| {
            let points = (0..years.len()).map(|year| {
                let mut categories = fixed.to_vec();
                categories[year_at] = year;
                if let Some(axis) = axis {
                    categories[axis] = category;
                }
                let at = cell_at(release, &categories);
                Point { at, cell: release.cells()[at] }
            });
            Series {
                name: name.to_owned(),
                category: axis.map(|axis| (axis, category)),
                points: points.collect(),
                is_not_recorded: axis.is_some_and(|axis| axes[axis].not_recorded == Some(category)),
            }
        };
        let Some(at) = axis else {
            let series = vec![of(0, "All")];
            return Over { years: years.to_vec(), series, total: None, dimension: None };
        };
        let names = axes[at].parts().iter().enumerate();
        let series =
            names.map(|(category, name)| of(category, name)).filter(|series| series.shows(has_zeros));
        Over {
            years: years.to_vec(),
            series: series.collect(),
            total: release.total_of(at).map(|total| of(total, &axes[at].categories[total])),
            dimension: Some(axes[at].dimension),
        }
    }

    /// Puts the series in the order of their figures in a year, the largest first and those without one last.
    pub(super) fn sort_by_year(&mut self, year: usize) {
        let key = |series: &Series| series.points[year].figure().unwrap_or(f64::NEG_INFINITY);
        self.series.sort_by(|one, other| key(other).total_cmp(&key(one)));
    }

    /// How many points are suppressed.
    pub(super) fn n_suppressed(&self) -> usize {
        self.series.iter().map(|series| series.suppressed().count()).sum()
    }
}

/// The smallest and the largest figure or limit of series, and of a further figure; zeros where there is none.
pub(super) fn range<'a>(series: impl Iterator<Item = &'a Series>, with: Option<f64>) -> (f64, f64) {
    let points = series.flat_map(|series| &series.points);
    let figures = points.flat_map(|point| {
        let (lower, upper) = point.cell.limits().unzip();
        [point.figure(), lower, upper].into_iter().flatten()
    });
    let both = figures.chain(with).fold(None, |range: Option<(f64, f64)>, figure| {
        let (lowest, highest) = range.unwrap_or((figure, figure));
        Some((lowest.min(figure), highest.max(figure)))
    });
    both.unwrap_or((0.0, 0.0))
}
