//! Figures made of released figures alone: whatever must not be shown is not there to be used.

use super::release::{Cell, Release, SeriesBreak, SourceFile, Status, alone_caveat, n_suppressed, sources};
use crate::cube::{Axis, TOTAL, coordinates};

/// A figure with its 95 % confidence limits, if it has any, or why there is none.
pub type Figure = Result<(f64, Option<(f64, f64)>), Status>;

/// What becomes of a release.
pub struct Derived<'a> {
    /// What the figures are now.
    pub title: String,
    /// What is to be said of them, after what was said before.
    pub sentence: String,
    /// What they are in.
    pub unit: &'static str,
    /// Their decimal places.
    pub decimals: u8,
    /// For each cell, by its place, its figure.
    pub cell: &'a dyn Fn(usize) -> Figure,
}

impl Release {
    /// The same cells with other figures.
    #[must_use]
    pub fn derive(&self, derived: &Derived<'_>) -> Release {
        let cell = |at: usize| match (derived.cell)(at) {
            Ok((figure, limits)) => Cell::figure_of(figure).within(limits).rounded(derived.decimals),
            Err(status) => Cell::empty(status),
        };
        let cells: Vec<Cell> = (0..self.cells.len()).map(cell).collect();
        let mut caveats = self.caveats.clone();
        // What stands behind a figure besides these may be suppressed where none of these is.
        caveats.extend(alone_caveat(&cells).filter(|caveat| !caveats.contains(caveat)));
        Release {
            title: derived.title.clone(),
            definition: format!("{} {}", self.definition, derived.sentence).trim().to_owned(),
            unit: derived.unit,
            decimals: derived.decimals,
            n_suppressed: n_suppressed(&cells),
            sources: sources(self.sources.clone(), &cells),
            caveats,
            cells,
            ..self.clone()
        }
    }

    /// The same with other axes, whose cells are told by their categories. Figures are not rounded: they have been.
    #[must_use]
    pub fn recast(&self, axes: Vec<Axis>, cell: &dyn Fn(&[usize]) -> Figure) -> Release {
        let shape: Vec<usize> = axes.iter().map(|axis| axis.categories.len()).collect();
        let cells = (0..shape.iter().product()).map(|at| {
            let categories: Vec<usize> = coordinates(&shape, at).collect();
            match cell(&categories) {
                Ok((figure, limits)) => Cell::figure_of(figure).within(limits),
                Err(status) => Cell::empty(status),
            }
        });
        let cells: Vec<Cell> = cells.collect();
        let n_suppressed = n_suppressed(&cells);
        Release { axes, n_cells: cells.len(), n_suppressed, cells, sizes: None, ..self.clone() }
    }

    /// The same with the sources and caveats of others that its figures are of too.
    #[must_use]
    pub fn put_beside<'a>(
        self,
        others: impl Iterator<Item = &'a Release>,
        title: String,
        definition: String,
        caveats: Vec<String>,
    ) -> Release {
        let mut release = Release { title, definition, ..self };
        release.caveats = caveats.into_iter().chain(release.caveats).collect();
        for other in others {
            let files = other.sources.iter().filter(|file| !release.sources.contains(file));
            let files: Vec<_> = files.cloned().collect();
            release.sources.extend(files);
            let caveats: Vec<_> =
                other.caveats.iter().filter(|caveat| !release.caveats.contains(caveat)).cloned().collect();
            release.caveats.extend(caveats);
            release.is_synthetic |= other.is_synthetic;
            release.subtitle = format!("{}; {}", release.subtitle, other.subtitle);
        }
        release
    }

    /// The same with more of what could explain how the sources in it differ, in full sentences.
    #[must_use]
    pub fn with_checklist(mut self, points: impl IntoIterator<Item = String>) -> Release {
        self.checklist.extend(points);
        self
    }

    /// The same with a further file behind its figures.
    #[must_use]
    pub fn with_source(mut self, source: SourceFile) -> Release {
        self.sources.push(source);
        self
    }

    /// The same with further sentences that a reader must know.
    #[must_use]
    pub fn with_caveats(mut self, caveats: impl IntoIterator<Item = String>) -> Release {
        self.caveats.extend(caveats);
        self
    }

    /// The same with the breaks in series that its years cross.
    #[must_use]
    pub fn with_breaks(self, breaks: Vec<SeriesBreak>) -> Release {
        Release { breaks, ..self }
    }

    /// The same with sentences on the change over the years.
    #[must_use]
    pub fn with_trends(self, trends: Vec<String>) -> Release {
        Release { trends, ..self }
    }

    /// The same with how many children the rate of each cell is of.
    #[must_use]
    pub fn with_sizes(self, sizes: Vec<Option<f64>>) -> Release {
        Release { sizes: Some(sizes), ..self }
    }

    /// The same with what it says of the years, in one sentence.
    #[must_use]
    pub fn with_headline(self, headline: Option<String>) -> Release {
        Release { headline, ..self }
    }

    /// The figure of a cell, or why there is none.
    ///
    /// # Errors
    /// The status of a cell without a figure.
    pub fn figure_at(&self, cell: usize) -> Result<f64, Status> {
        self.cells[cell].figure().ok_or_else(|| self.cells[cell].status())
    }

    /// The category of a cell on each axis, by its place.
    pub fn categories_of(&self, cell: usize) -> Vec<usize> {
        let shape: Vec<usize> = self.axes.iter().map(|axis| axis.categories.len()).collect();
        coordinates(&shape, cell).collect()
    }

    /// The cell with another category on one axis.
    pub fn along(&self, cell: usize, axis: usize, category: usize) -> usize {
        let categories = self.categories_of(cell);
        let stride: usize = self.axes[axis + 1..].iter().map(|axis| axis.categories.len()).product();
        cell + category * stride - categories[axis] * stride
    }

    /// The place of an axis's total; none where it has none.
    pub fn total_of(&self, axis: usize) -> Option<usize> {
        self.axes[axis].categories.iter().position(|category| category == TOTAL)
    }
}
