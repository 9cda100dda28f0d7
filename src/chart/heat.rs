//! The heat table: categories down, years across, each cell with its figure and the darker the larger it is.

use super::Error;
use super::frame::{Measures, Plot};
use super::palette::{self, GREY, INK, RULE, STEPS};
use super::pen::{Pen, Type};
use super::plane::breaks_without_letters;
use super::series::{Over, Point, Series};
use super::text::{width_px, wrap};
use super::words::Spoken;
use crate::diagnostic::figure;
use crate::disclosure::{Release, Status};
use crate::recipe::Recipe;

/// The least room for a figure, in pixels.
const MIN_CELL_WIDTH: i32 = 28;

/// A heat table that is to be drawn.
pub(super) struct Heat<'a> {
    release: &'a Release,
    over: Over,
    /// The year by which the rows are put in order, as an index.
    sorted_by: Option<usize>,
}

impl<'a> Heat<'a> {
    /// Of a release by years and one other dimension.
    ///
    /// # Errors
    /// If it is by others.
    pub(super) fn plan(release: &'a Release, recipe: &Recipe) -> Result<Self, Error> {
        let mut over = Over::of(release, super::has_zeros(recipe))?;
        over.dimension.ok_or(Error::NoCategories)?;
        let sorted_by =
            recipe.sorted_by.as_ref().and_then(|name| over.years.iter().position(|year| year == name));
        if let Some(year) = sorted_by {
            over.sort_by_year(year);
        }
        Ok(Heat { release, over, sorted_by })
    }

    /// The smallest and the largest figure of years.
    fn range(&self, years: &std::ops::Range<usize>) -> (f64, f64) {
        let figures = self.points(years).filter_map(Point::figure);
        figures.fold((f64::INFINITY, f64::NEG_INFINITY), |(lowest, highest), figure| {
            (figure.min(lowest), figure.max(highest))
        })
    }

    fn points(&self, years: &std::ops::Range<usize>) -> impl Iterator<Item = &Point> {
        self.over.series.iter().flat_map(|series| &series.points[years.clone()])
    }

    /// The step of a figure: each step is as wide as any other.
    fn step(&self, figure: f64, (lowest, highest): (f64, f64)) -> usize {
        let share = if highest > lowest { (figure - lowest) / (highest - lowest) } else { 0.0 };
        ((share * STEPS.len() as f64) as usize).min(STEPS.len() - 1)
    }

    fn row_height(measures: &Measures) -> i32 {
        measures.body as i32 + 12
    }

    /// The years that have room, as indices: the last ones.
    fn years(&self, width: i32, measures: &Measures) -> std::ops::Range<usize> {
        let widest = |text: String| width_px(&text, measures.note) as i32 + 6;
        let figures = self.over.series.iter().flat_map(Series::figures);
        let figures = figures.map(|(_, value)| widest(figure(value, self.release.decimals())));
        let names = self.over.years.iter().map(|year| widest(year.clone()));
        let needed = figures.chain(names).max().unwrap_or(0).max(MIN_CELL_WIDTH);
        let n = self.over.years.len();
        n - n.min((width / needed).max(1) as usize)..n
    }

    fn name_width(&self, measures: &Measures) -> i32 {
        let widths = self.over.series.iter().flat_map(|series| {
            let parts = wrap(&series.name, measures.body, measures.max_label);
            parts.into_iter().map(|part| width_px(&part, measures.body) as i32).collect::<Vec<_>>()
        });
        widths.max().unwrap_or(0) + 12
    }

    fn rows(&self, measures: &Measures) -> Vec<(&Series, Vec<String>, i32)> {
        let all = self.over.series.iter();
        all.map(|series| {
            let parts = wrap(&series.name, measures.body, measures.max_label);
            let height = Self::row_height(measures) + (parts.len() as i32 - 1) * (measures.body as i32 + 3);
            (series, parts, height)
        })
        .collect()
    }
}

impl Plot for Heat<'_> {
    fn height(&self, measures: &Measures) -> i32 {
        let rows: i32 = self.rows(measures).iter().map(|(_, _, height)| height).sum();
        measures.body as i32 + 28 + Self::row_height(measures) + rows + 20
    }

    fn draw(&self, pen: &Pen<'_>, top: i32, measures: &Measures) {
        let left = measures.margin + self.name_width(measures);
        let years = self.years(measures.right() - left, measures);
        let range = self.range(&years);
        let cell_width = (measures.right() - left) / years.len().max(1) as i32;
        let x_of = |year: usize| left + (year - years.start) as i32 * cell_width;
        pen.write(self.release.unit(), (measures.margin, top + 10), Type::of(measures.body, GREY));
        let mut y = top + measures.body as i32 + 28;
        for year in years.clone() {
            let is_sorted = self.sorted_by == Some(year);
            let name = if is_sorted {
                format!("{} \u{25be}", self.over.years[year])
            } else {
                self.over.years[year].clone()
            };
            let kind = Type::of(measures.note, if is_sorted { INK } else { GREY }).centred().level();
            pen.write(&name, (x_of(year) + cell_width / 2, y + Self::row_height(measures) / 2), kind);
        }
        y += Self::row_height(measures);
        for (series, parts, height) in self.rows(measures) {
            pen.label(series.category, || {
                let leading = measures.body as i32 + 3;
                let first = y + (height - leading * (parts.len() as i32 - 1)) / 2;
                for (row, part) in parts.iter().enumerate() {
                    pen.write(
                        part,
                        (measures.margin, first + row as i32 * leading),
                        Type::of(measures.body, INK).level(),
                    );
                }
            });
            pen.series(series.category, || {
                for year in years.clone() {
                    let point = series.points[year];
                    let (from, to) = ((x_of(year), y), (x_of(year) + cell_width - 1, y + height - 1));
                    let middle = ((from.0 + to.0) / 2, (from.1 + to.1) / 2);
                    pen.figures(&[point.at], || match (point.figure(), point.cell.status()) {
                        (Some(value), _) => {
                            let step = self.step(value, range);
                            pen.fill(from, to, STEPS[step]);
                            let text = figure(value, self.release.decimals());
                            let kind = Type::of(measures.note, palette::on_step(step)).centred().level();
                            pen.write(&text, middle, kind);
                        }
                        (None, Status::Suppressed) => {
                            pen.hatch(from, to, RULE);
                            pen.cross(middle, super::pen::MARK, INK);
                        }
                        (None, _) => {
                            pen.write("\u{2013}", middle, Type::of(measures.note, GREY).centred().level())
                        }
                    });
                }
            });
            y += height;
        }
    }

    fn marks(&self, measures: &Measures) -> Vec<String> {
        let years = self.years(measures.right() - measures.margin - self.name_width(measures), measures);
        let (lowest, highest) = self.range(&years);
        let written = |value| figure(value, self.release.decimals());
        let has_none = |status: fn(Status) -> bool| {
            self.points(&years).any(|point| point.figure().is_none() && status(point.cell.status()))
        };
        [
            (highest > lowest).then(|| {
                format!("The darker, the larger: from {} to {}.", written(lowest), written(highest))
            }),
            has_none(|status| status == Status::Suppressed)
                .then(|| "\u{d7}: the figure is suppressed.".to_owned()),
            has_none(|status| status != Status::Suppressed)
                .then(|| "\u{2013}: there is no figure.".to_owned()),
            self.sorted_by
                .map(|year| format!("Rows are in the order of their figures in {}.", self.over.years[year])),
            (years.start > 0)
                .then(|| format!("What is before {} is in the table.", self.over.years[years.start])),
            breaks_without_letters(self.release),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn description(&self) -> Vec<String> {
        Spoken::of(self.release, &self.over).whole("Heat table.", "cell")
    }
}
