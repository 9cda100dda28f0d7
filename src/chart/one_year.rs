//! Figures of a single year, of which there is no trend: a row for each category.

use super::Error;
use super::frame::{Measures, Plot};
use super::pen::Pen;
use super::rows::{Row, Rows};
use super::series::Over;
use super::words::suppressed_in_words;
use crate::disclosure::Release;
use crate::recipe::Recipe;

/// More categories than this are not told of one by one: the table has them.
const MAX_TOLD: usize = 12;

/// Figures of one year that are to be drawn.
pub(super) struct OneYear<'a> {
    /// What is measured and of which year.
    heading: String,
    rows: Rows<'a>,
}

impl<'a> OneYear<'a> {
    /// Of a release by one year and one other dimension; none if it is of several years, or of nothing else.
    ///
    /// # Errors
    /// If it is by others, or nothing of it can be shown.
    pub(super) fn plan(release: &'a Release, recipe: &'a Recipe) -> Result<Option<Self>, Error> {
        let over = Over::of(release, super::has_zeros(recipe))?;
        let ([year], Some(_)) = (&over.years[..], over.dimension) else { return Ok(None) };
        if over.series.is_empty() {
            return Err(Error::NothingToShow);
        }
        let rows = over.series.iter().flat_map(|series| {
            let name = series.category.map(|(axis, at)| release.axes()[axis].categories[at].as_str());
            let point = series.points.first();
            name.zip(point).map(|(name, point)| Row {
                name,
                category: series.category,
                at: point.at,
                cell: point.cell,
                whole: None,
                beside: None,
            })
        });
        let rows = Rows::of(release, recipe, year, rows.collect(), None);
        Ok(Some(OneYear { heading: format!("{}, {year}", release.unit()), rows }))
    }
}

impl Plot for OneYear<'_> {
    fn height(&self, measures: &Measures) -> i32 {
        self.rows.height(measures)
    }

    fn draw(&self, pen: &Pen<'_>, top: i32, measures: &Measures) {
        self.rows.draw(pen, top, measures);
    }

    fn marks(&self, _: &Measures) -> Vec<String> {
        let limits = self.rows.have_limits().then(|| "Lines through dots are 95 % limits.".to_owned());
        let suppressed =
            (self.rows.n_suppressed() > 0).then(|| "\u{d7}: the figure is suppressed.".to_owned());
        limits.into_iter().chain(suppressed).collect()
    }

    fn description(&self) -> Vec<String> {
        let mut sentences =
            vec![format!("A dot for each of {} categories. {}.", self.rows.iter().count(), self.heading)];
        sentences.extend(self.rows.iter().take(MAX_TOLD).map(|row| match row.cell.figure() {
            Some(figure) => format!("{}: {}.", row.name, self.rows.written(figure)),
            None => format!("{}: no figure can be shown.", row.name),
        }));
        if let Some(n @ 1..) = self.rows.iter().count().checked_sub(MAX_TOLD) {
            sentences.push(format!("{n} more are in the table."));
        }
        sentences.extend(suppressed_in_words(self.rows.n_suppressed(), "figure"));
        sentences
    }
}
