//! Rows of one year: for each category its name and its figure as a dot, all on one scale.

use super::frame::Measures;
use super::palette::{self, FAINT, GREY, INK, RULE};
use super::pen::{MARK, Pen, Type};
use super::plane::MAX_STEPS;
use super::scale::Scale;
use super::text::width_px;
use crate::diagnostic::figure;
use crate::disclosure::{Cell, Release, Status};
use crate::recipe::Recipe;

/// Up to so many rows stand further apart.
const FEW: usize = 12;

/// A category's figure.
pub(super) struct Row<'a> {
    pub(super) name: &'a str,
    /// The places of its axis and of itself in the release; none where it is all there is.
    pub(super) category: Option<(usize, usize)>,
    /// The place of its cell in the release.
    pub(super) at: usize,
    pub(super) cell: Cell,
    /// The name of what it lies within.
    pub(super) whole: Option<&'a str>,
    /// The figure of that, with the place of its cell, where the two can be set against each other.
    pub(super) beside: Option<(usize, f64)>,
}

/// Rows that are to be drawn.
pub(super) struct Rows<'a> {
    heading: String,
    rows: Vec<Row<'a>>,
    highlighted: &'a [String],
    decimals: u8,
    /// The figure of all together, with the place of its cell, where the rows can be set against it.
    total: Option<(usize, f64)>,
    scale: Scale,
}

impl<'a> Rows<'a> {
    /// Of the figures of a release in a year.
    pub(super) fn of(
        release: &Release,
        recipe: &'a Recipe,
        year: &str,
        rows: Vec<Row<'a>>,
        total: Option<(usize, f64)>,
    ) -> Self {
        let figures = rows.iter().flat_map(|row| {
            let (lower, upper) = row.cell.limits().unzip();
            [row.cell.figure(), lower, upper, row.beside.map(|(_, figure)| figure)]
        });
        let all = figures.flatten().chain(total.map(|(_, figure)| figure));
        let base = super::base_of(recipe);
        let range =
            all.fold((base, base), |(lowest, highest), figure| (figure.min(lowest), figure.max(highest)));
        Rows {
            heading: format!("{}, {year}", release.unit()),
            rows,
            highlighted: &recipe.highlighted,
            decimals: release.decimals(),
            total,
            scale: Scale::of(range, release.decimals(), MAX_STEPS),
        }
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &Row<'a>> {
        self.rows.iter()
    }

    /// How many are suppressed.
    pub(super) fn n_suppressed(&self) -> usize {
        self.iter().filter(|row| row.cell.status() == Status::Suppressed).count()
    }

    /// Whether some have limits.
    pub(super) fn have_limits(&self) -> bool {
        self.iter().any(|row| row.cell.limits().is_some())
    }

    /// A figure as it is written.
    pub(super) fn written(&self, value: f64) -> String {
        figure(value, self.decimals)
    }

    /// The figure of all together, where the rows can be set against it.
    pub(super) fn total(&self) -> Option<f64> {
        self.total.map(|(_, figure)| figure)
    }

    fn row_height(&self, measures: &Measures) -> i32 {
        measures.body as i32 + if self.rows.len() > FEW { 5 } else { 13 }
    }

    /// How high they are together.
    pub(super) fn height(&self, measures: &Measures) -> i32 {
        2 * measures.body as i32 + 64 + self.rows.len() as i32 * self.row_height(measures)
    }

    /// Draws them from a height on: names on the left, what they lie within on the right where there is room for it.
    pub(super) fn draw(&self, pen: &Pen<'_>, top: i32, measures: &Measures) {
        let widest = |texts: &mut dyn Iterator<Item = &'a str>, size: u32| {
            texts.map(|text| width_px(text, size) as i32).max().unwrap_or(0)
        };
        let most = (measures.right() - measures.margin) / 2;
        let left =
            measures.margin + widest(&mut self.iter().map(|row| row.name), measures.body).min(most) + 12;
        let wholes = widest(&mut self.iter().filter_map(|row| row.whole), measures.note);
        let has_wholes = wholes > 0 && !measures.is_narrow;
        let after_scale = width_px(&self.written(self.scale.top), measures.body) as i32 / 2 + 8;
        let right = measures.right() - if has_wholes { wholes + 16 } else { after_scale };
        let row_height = self.row_height(measures);
        let first = top + 2 * measures.body as i32 + 48;
        let bottom = first + self.rows.len() as i32 * row_height;
        let x = |figure: f64| self.scale.place(figure, left, right);
        pen.write(&self.heading, (measures.margin, top + 10), Type::of(measures.body, GREY));
        for tick in self.scale.ticks() {
            pen.line(&[(x(tick), first - 4), (x(tick), bottom)], RULE, 1);
            let label = figure(tick, self.scale.decimals);
            pen.write(&label, (x(tick), first - 6), Type::of(measures.body, GREY).centred().upon());
        }
        if let Some((at, total)) = self.total {
            pen.figures(&[at], || {
                pen.dashes(&[(x(total), first - 4), (x(total), bottom)], INK, 1, (5, 3));
            });
        }
        for (place, row) in self.iter().enumerate() {
            let y = first + place as i32 * row_height + row_height / 2;
            let is_picked =
                self.highlighted.is_empty() || self.highlighted.iter().any(|name| name == row.name);
            let colour = if is_picked { palette::series(0) } else { GREY };
            pen.line(&[(left, y), (right, y)], RULE, 1);
            pen.label(row.category, || {
                let kind = Type::of(measures.body, if is_picked { INK } else { GREY }).ending().level();
                pen.write(row.name, (left - 10, y), kind);
            });
            if let Some(whole) = row.whole.filter(|_| has_wholes) {
                pen.write(whole, (right + 16, y), Type::of(measures.note, GREY).level());
            }
            pen.series(row.category, || {
                if let Some((at, figure)) = row.beside {
                    pen.figures(&[at], || pen.line(&[(x(figure), y - 6), (x(figure), y + 6)], FAINT, 3));
                }
                pen.figures(&[row.at], || match (row.cell.figure(), row.cell.status()) {
                    (Some(figure), _) => {
                        if let Some((lower, upper)) = row.cell.limits() {
                            pen.line(&[(x(lower), y), (x(upper), y)], colour, 1);
                        }
                        pen.dot((x(figure), y), MARK + 1, colour);
                    }
                    (None, Status::Suppressed) => pen.cross((left + MARK, y), MARK, INK),
                    (None, _) => pen.write(
                        "\u{2013}",
                        (left + MARK, y),
                        Type::of(measures.body, GREY).centred().level(),
                    ),
                });
            });
        }
    }
}
