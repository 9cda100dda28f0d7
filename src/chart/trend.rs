//! The trend: a line for each category over the years.

use super::Error;
use super::frame::{Measures, Plot};
use super::palette::{self, FAINT, GREY, INK};
use super::pen::{MARK, Pen, Type};
use super::plane::{INSET, MAX_STEPS, Name, Plane, breaks_in_words, draw_names, names_width, scale_width};
use super::scale::Scale;
use super::series::{Over, Series, range};
use super::words::Spoken;
use crate::disclosure::{Release, Status};
use crate::recipe::Recipe;
use plotters::style::RGBColor;

/// So many lines can be told apart and named; the others stand faint behind them.
const MAX_NAMED: usize = 9;

/// Lines from this one on are dashed, as their marks have the shapes of the first.
const FIRST_DASHED: usize = 5;

/// How a line is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// In a colour and with marks of its own, by its place among those that are.
    Named(usize),
    /// Behind the others.
    Faint,
}

/// A trend that is to be drawn.
pub(super) struct Trend<'a> {
    release: &'a Release,
    over: Over,
    looks: Vec<Look>,
    /// The figure whose line is the base line.
    base: f64,
    scale: Scale,
}

impl<'a> Trend<'a> {
    /// Of a release by years and at most one other dimension.
    ///
    /// # Errors
    /// If it is by others.
    pub(super) fn plan(release: &'a Release, recipe: &Recipe) -> Result<Self, Error> {
        let over = Over::of(release, super::has_zeros(recipe))?;
        if over.series.is_empty() {
            return Err(Error::NothingToShow);
        }
        let looks = looks(&over, &recipe.highlighted);
        let base = super::base_of(recipe);
        let scale = Scale::of(range(over.series.iter(), Some(base)), release.decimals(), MAX_STEPS);
        Ok(Trend { release, over, looks, base, scale })
    }
}

/// How each line is drawn: those that are picked out, or as many of the largest in the last year as can be told apart, have a colour.
fn looks(over: &Over, highlighted: &[String]) -> Vec<Look> {
    let is_picked = |series: &Series| highlighted.contains(&series.name);
    let has_picked = over.series.iter().any(is_picked);
    let mut order: Vec<usize> = (0..over.series.len()).collect();
    // What is not recorded is the last to go: its size says how far the others can be trusted.
    let rank = |at: &usize| {
        let series = &over.series[*at];
        let last = series.last().map_or(f64::NEG_INFINITY, |(_, figure)| figure);
        (is_picked(series), series.is_not_recorded, last)
    };
    order.sort_by(|one, other| {
        let (one, other) = (rank(one), rank(other));
        other.0.cmp(&one.0).then(other.1.cmp(&one.1)).then(other.2.total_cmp(&one.2))
    });
    let n_named = match has_picked {
        true => over.series.iter().filter(|series| is_picked(series)).count(),
        false => over.series.len(),
    };
    let mut named: Vec<usize> = order.into_iter().take(n_named.min(MAX_NAMED)).collect();
    named.sort_unstable();
    let look = |at| named.binary_search(&at).map_or(Look::Faint, Look::Named);
    (0..over.series.len()).map(look).collect()
}

impl Plot for Trend<'_> {
    fn height(&self, measures: &Measures) -> i32 {
        measures.plot_height
    }

    fn draw(&self, pen: &Pen<'_>, top: i32, measures: &Measures) {
        let names = self.over.series.iter().zip(&self.looks);
        let names: Vec<(&Series, RGBColor)> = names
            .filter_map(|(series, look)| match look {
                Look::Named(at) => Some((series, palette::series(*at))),
                // Where there is room, the faint ones are named too.
                Look::Faint if self.over.series.len() <= MAX_NAMED => Some((series, GREY)),
                Look::Faint => None,
            })
            .collect();
        let names_width = match self.over.dimension {
            Some(_) => names_width(names.iter().map(|(series, _)| series.name.as_str()), measures),
            None => MARK + 12,
        };
        let body = measures.body as i32;
        let plane = Plane {
            left: measures.margin + scale_width(&self.scale, measures.body),
            right: measures.right() - names_width,
            // Room above for the unit, below for the years.
            top: top + body + 28,
            bottom: top + measures.plot_height - body - 24,
            scale: self.scale.clone(),
            n_years: self.over.years.len(),
            inset: INSET,
        };
        pen.write(self.release.unit(), (measures.margin, top + 10), Type::of(measures.body, GREY));
        plane.draw_scale(pen, Some(measures.body), self.base);
        plane.draw_years(pen, &self.over.years, measures.body);
        plane.draw_breaks(pen, self.release.breaks(), Some(measures.body));
        draw_lines(pen, &plane, &self.over.series, &self.looks, MARK);
        draw_suppressed(pen, &plane, &self.over.series, MARK);
        if self.over.dimension.is_some() {
            let names = names.iter().map(|(series, colour)| Name {
                text: &series.name,
                category: series.category,
                colour: *colour,
                swatch: None,
                y: series.last().map_or(plane.bottom, |(_, figure)| plane.y(figure)),
            });
            draw_names(pen, names.collect(), (plane.right + MARK + 8, plane.top, plane.bottom), measures);
        }
    }

    fn marks(&self, _: &Measures) -> Vec<String> {
        let is_faint = self.looks.contains(&Look::Faint) && self.over.series.len() > MAX_NAMED;
        let faint = is_faint.then(|| {
            let n = self.looks.iter().filter(|look| **look == Look::Faint).count();
            format!("Grey lines are the other {n}, named in the table.")
        });
        let limits = self.release.cells().iter().any(|cell| cell.limits().is_some());
        [
            (self.over.n_suppressed() > 0)
                .then(|| "\u{d7} on the base line and a gap in a line: the figure is suppressed.".to_owned()),
            faint,
            breaks_in_words(self.release),
            limits.then(|| "Thin upright lines are 95 % limits.".to_owned()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn description(&self) -> Vec<String> {
        Spoken::of(self.release, &self.over).whole("Line chart.", "point")
    }
}

/// Draws lines: those behind first, then the others, a mark of half a width at each figure.
pub(super) fn draw_lines(pen: &Pen<'_>, plane: &Plane, series: &[Series], looks: &[Look], mark: i32) {
    let of = |is_faint: bool| {
        let all = series.iter().zip(looks);
        all.filter(move |(_, look)| (**look == Look::Faint) == is_faint)
    };
    for (line, look) in of(true).chain(of(false)) {
        pen.series(line.category, || draw_line(pen, plane, line, *look, mark));
    }
}

fn draw_line(pen: &Pen<'_>, plane: &Plane, line: &Series, look: Look, mark: i32) {
    let (at, colour, width) = match look {
        Look::Named(at) => (at, palette::series(at), 2),
        Look::Faint => (0, FAINT, 1),
    };
    if look != Look::Faint {
        for (year, point) in line.points.iter().enumerate() {
            if let Some((lower, upper)) = point.cell.limits() {
                pen.faint_line(&[plane.place(year, lower), plane.place(year, upper)], colour);
            }
        }
    }
    for run in line.runs() {
        let places: Vec<(i32, i32)> = run.iter().map(|(year, figure)| plane.place(*year, *figure)).collect();
        match places.len() {
            0 | 1 => {}
            _ if look != Look::Faint && at >= FIRST_DASHED => pen.dashes(&places, colour, width, (7, 4)),
            _ => pen.line(&places, colour, width),
        }
        for ((year, _), place) in run.iter().zip(places) {
            pen.figures(&[line.points[*year].at], || match look {
                Look::Named(at) => pen.mark(place, mark, at, colour),
                Look::Faint => pen.dot(place, 1, colour),
            });
        }
    }
}

/// Puts a cross on the base line at every year in which some line is suppressed. Its place says nothing of the figure, and
/// one cross stands for all lines of the year.
pub(super) fn draw_suppressed(pen: &Pen<'_>, plane: &Plane, series: &[Series], mark: i32) {
    for year in 0..plane.n_years {
        let points = series.iter().filter_map(|line| line.points.get(year));
        let cells: Vec<usize> =
            points.filter(|point| point.cell.status() == Status::Suppressed).map(|point| point.at).collect();
        if !cells.is_empty() {
            pen.figures(&cells, || pen.cross((plane.x(year as f64), plane.base()), mark, INK));
        }
    }
}
