//! Small charts: a trend for each category, all on one scale. Regions stand where they lie on the map.

use super::Error;
use super::frame::{Measures, Plot};
use super::palette::{self, FAINT, GREY, INK};
use super::pen::{MARK, Pen, Type};
use super::plane::{INSET, MAX_STEPS, Plane, breaks_without_letters, scale_width};
use super::scale::Scale;
use super::series::{Over, Series, range, year_axis};
use super::text::{width_px, wrap};
use super::trend::{Look, draw_lines, draw_suppressed};
use super::words::{Spoken, suppressed_in_words};
use crate::disclosure::Release;
use crate::recipe::{Dimension, Recipe};

/// More small charts than this are too many to look at.
const MAX_PANELS: usize = 60;

/// More lines than this in a small chart cannot be told apart.
const MAX_LINES: usize = 9;

/// Where the regions stand, by rows: each beside those that it borders on. London stands east of the South East, which lies round it, and south of
/// the East of England.
const MAP: [[Option<&str>; 3]; 4] = [
    [None, Some("North East"), None],
    [Some("North West"), Some("Yorkshire and The Humber"), None],
    [Some("West Midlands"), Some("East Midlands"), Some("East of England")],
    [Some("South West"), Some("South East"), Some("London")],
];

/// Space between small charts, in pixels.
const GAP: i32 = 16;

/// Half the width of a mark in a small chart, in pixels.
const SMALL_MARK: i32 = 3;

/// One of the small charts.
struct Panel {
    name: String,
    category: (usize, usize),
    /// Its own line or lines.
    over: Over,
    /// Its row and column.
    place: (i32, i32),
}

/// Small charts that are to be drawn.
pub(super) struct Multiples<'a> {
    release: &'a Release,
    years: Vec<String>,
    panels: Vec<Panel>,
    /// What the lines of each chart stand for; none where each has one line, and those of the others behind it.
    legend: Vec<(String, Option<(usize, usize)>)>,
    /// The figure whose line is the base line.
    base: f64,
    scale: Scale,
    n_columns: i32,
    n_rows: i32,
}

impl<'a> Multiples<'a> {
    /// Of a release by years and one or two other dimensions: the first of them makes the charts, the second their lines.
    ///
    /// # Errors
    /// If there are no years, no other dimension, or too many categories.
    pub(super) fn plan(release: &'a Release, recipe: &Recipe, measures: &Measures) -> Result<Self, Error> {
        let year_at = year_axis(release)?;
        let others: Vec<usize> = (0..release.axes().len()).filter(|axis| *axis != year_at).collect();
        let (of_panels, of_lines) = match others.as_slice() {
            [panels] => (*panels, None),
            [panels, lines] => (*panels, Some(*lines)),
            _ => return Err(Error::NoCategories),
        };
        let axis = &release.axes()[of_panels];
        let has_zeros = super::has_zeros(recipe);
        let mut panels = Vec::new();
        for (category, name) in axis.parts().iter().enumerate() {
            let mut fixed = vec![0; release.axes().len()];
            fixed[of_panels] = category;
            let over = match of_lines {
                Some(lines) => Over::along(release, Some(lines), &fixed, has_zeros),
                None => Over::along(release, None, &fixed, has_zeros),
            };
            if over.series.iter().any(|series| series.shows(has_zeros)) {
                panels.push(Panel {
                    name: name.clone(),
                    category: (of_panels, category),
                    over,
                    place: (0, 0),
                });
            }
        }
        let legend = legend(release, of_lines, &panels);
        if panels.len() > MAX_PANELS || legend.len() > MAX_LINES {
            return Err(Error::TooManyPanels);
        }
        let is_map = axis.dimension == Dimension::Region
            && !measures.is_narrow
            && panels.iter().all(|panel| on_map(&panel.name).is_some());
        if let Some(sorted_by) = &recipe.sorted_by {
            let year = release.axes()[year_at].parts().iter().position(|year| year == sorted_by);
            let first = |panel: &Panel| panel.over.series.first().cloned();
            let key = |panel: &Panel| {
                let figure = year.zip(first(panel)).and_then(|(year, series)| series.points[year].figure());
                figure.unwrap_or(f64::NEG_INFINITY)
            };
            panels.sort_by(|one, other| key(other).total_cmp(&key(one)));
        }
        let n_columns = match (is_map, measures.is_narrow) {
            (true, _) => MAP[0].len() as i32,
            (_, true) => 2,
            _ => (panels.len() as i32).clamp(1, 4),
        };
        for (at, panel) in panels.iter_mut().enumerate() {
            let in_turn = (at as i32 / n_columns, at as i32 % n_columns);
            panel.place = if is_map { on_map(&panel.name).unwrap_or(in_turn) } else { in_turn };
        }
        let first_row = panels.iter().map(|panel| panel.place.0).min().unwrap_or(0);
        panels.iter_mut().for_each(|panel| panel.place.0 -= first_row);
        let n_rows = panels.iter().map(|panel| panel.place.0 + 1).max().unwrap_or(1);
        let all = panels.iter().flat_map(|panel| &panel.over.series);
        let base = super::base_of(recipe);
        let scale = Scale::of(range(all, Some(base)), release.decimals(), MAX_STEPS / 2);
        let years = release.axes()[year_at].parts().to_vec();
        Ok(Multiples { release, years, panels, legend, base, scale, n_columns, n_rows })
    }

    fn panel_height(measures: &Measures) -> i32 {
        if measures.is_narrow { 130 } else { 150 }
    }

    fn legend_height(&self, measures: &Measures) -> i32 {
        if self.legend.is_empty() {
            0
        } else {
            legend_rows(&self.legend, measures).len() as i32 * (measures.body as i32 + 8) + 6
        }
    }

    fn n_suppressed(&self) -> usize {
        self.panels.iter().map(|panel| panel.over.n_suppressed()).sum()
    }
}

/// Where a region stands on the map.
fn on_map(name: &str) -> Option<(i32, i32)> {
    let mut places = MAP.iter().enumerate().flat_map(|(row, of_row)| {
        of_row.iter().enumerate().map(move |(column, region)| ((row as i32, column as i32), *region))
    });
    places.find(|(_, region)| *region == Some(name)).map(|(place, _)| place)
}

/// The names of the lines of all charts, in their order.
fn legend(
    release: &Release,
    of_lines: Option<usize>,
    panels: &[Panel],
) -> Vec<(String, Option<(usize, usize)>)> {
    let Some(axis) = of_lines else { return Vec::new() };
    let names = release.axes()[axis].parts().iter().enumerate();
    let is_drawn = |category: usize| {
        panels
            .iter()
            .flat_map(|panel| &panel.over.series)
            .any(|series| series.category == Some((axis, category)))
    };
    names
        .filter(|(category, _)| is_drawn(*category))
        .map(|(category, name)| (name.clone(), Some((axis, category))))
        .collect()
}

/// The entries of a legend by rows, each with where it begins.
fn legend_rows(legend: &[(String, Option<(usize, usize)>)], measures: &Measures) -> Vec<Vec<(usize, i32)>> {
    let mut rows: Vec<Vec<(usize, i32)>> = Vec::new();
    let mut x = i32::MAX;
    for (at, (name, _)) in legend.iter().enumerate() {
        let width = width_px(name, measures.body) as i32 + 44;
        if x.saturating_add(width) > measures.right() {
            rows.push(Vec::new());
            x = measures.margin;
        }
        if let Some(row) = rows.last_mut() {
            row.push((at, x));
        }
        x += width;
    }
    rows
}

impl Plot for Multiples<'_> {
    fn height(&self, measures: &Measures) -> i32 {
        measures.body as i32
            + 24
            + self.legend_height(measures)
            + self.n_rows * (Self::panel_height(measures) + GAP)
    }

    fn draw(&self, pen: &Pen<'_>, top: i32, measures: &Measures) {
        pen.write(self.release.unit(), (measures.margin, top + 10), Type::of(measures.body, GREY));
        let mut y = top + measures.body as i32 + 24;
        for row in legend_rows(&self.legend, measures) {
            for (at, x) in row {
                let (name, category) = &self.legend[at];
                let colour = palette::series(at);
                pen.label(*category, || {
                    let middle = y + measures.body as i32 / 2;
                    pen.line(&[(x, middle), (x + 22, middle)], colour, 2);
                    pen.mark((x + 11, middle), MARK, at, colour);
                    pen.write(name, (x + 28, y), Type::of(measures.body, colour));
                });
            }
            y += measures.body as i32 + 8;
        }
        let from = top + measures.body as i32 + 24 + self.legend_height(measures);
        let scale_width = scale_width(&self.scale, measures.note);
        let cell_width =
            (measures.right() - measures.margin - scale_width - (self.n_columns - 1) * GAP) / self.n_columns;
        for panel in &self.panels {
            let (row, column) = panel.place;
            let left = measures.margin + scale_width + column * (cell_width + GAP);
            let top = from + row * (Self::panel_height(measures) + GAP);
            self.draw_panel(pen, panel, (left, top, left + cell_width), measures);
        }
    }

    fn marks(&self, _: &Measures) -> Vec<String> {
        let has_others = self.legend.is_empty() && self.panels.len() > 1;
        [
            Some("All charts have the same scale, from the first to the last year.".to_owned()),
            has_others.then(|| "Grey lines are the other charts'.".to_owned()),
            (self.n_suppressed() > 0)
                .then(|| "\u{d7} on a base line and a gap in a line: the figure is suppressed.".to_owned()),
            breaks_without_letters(self.release),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn description(&self) -> Vec<String> {
        let mut sentences = vec![match self.panels.len() {
            1 => "1 small line chart.".to_owned(),
            n => format!("{n} small line charts on one scale."),
        }];
        if self.legend.is_empty() {
            let series = self.panels.iter().filter_map(|panel| {
                let line = panel.over.series.first()?;
                Some(Series { name: panel.name.clone(), ..line.clone() })
            });
            let all =
                Over { years: self.years.clone(), series: series.collect(), total: None, dimension: None };
            let spoken = Spoken::of(self.release, &all);
            sentences.extend(spoken.range());
            sentences.extend(spoken.trends());
            sentences.extend(spoken.extremes());
            sentences.extend(spoken.breaks());
        } else {
            for panel in &self.panels {
                let trends = Spoken::of(self.release, &panel.over).trends();
                sentences.push(format!("{}. {}", panel.name, trends.join(" ")));
            }
        }
        sentences.extend(suppressed_in_words(self.n_suppressed(), "point"));
        sentences
    }
}

impl Multiples<'_> {
    /// Draws one chart within its left, top and right edge.
    fn draw_panel(
        &self,
        pen: &Pen<'_>,
        panel: &Panel,
        (left, top, right): (i32, i32, i32),
        measures: &Measures,
    ) {
        let leading = measures.body as i32 + 3;
        let wrapped = |panel: &Panel| wrap(&panel.name, measures.body, (right - left) as u32);
        let names = wrapped(panel);
        // The plots of all charts begin at the same height under their names.
        let n_lines = self.panels.iter().map(|panel| wrapped(panel).len()).max().unwrap_or(1);
        let plane = Plane {
            left,
            right,
            top: top + n_lines as i32 * leading + 8,
            bottom: top + Self::panel_height(measures) - measures.note as i32 - 10,
            scale: self.scale.clone(),
            n_years: self.years.len(),
            inset: INSET / 2,
        };
        pen.label(Some(panel.category), || {
            for (row, part) in names.iter().enumerate() {
                pen.write(part, (left, top + row as i32 * leading), Type::of(measures.body, INK).bold());
            }
        });
        let is_first = panel.place.1 == 0
            || !self.panels.iter().any(|other| other.place == (panel.place.0, panel.place.1 - 1));
        plane.draw_scale(pen, is_first.then_some(measures.note), self.base);
        plane.draw_ends(pen, &self.years, measures.note);
        plane.draw_breaks(pen, self.release.breaks(), None);
        if self.legend.is_empty() {
            for other in self.panels.iter().filter(|other| other.category != panel.category) {
                for run in other.over.series.iter().flat_map(Series::runs).filter(|run| run.len() > 1) {
                    let places: Vec<(i32, i32)> =
                        run.iter().map(|(year, figure)| plane.place(*year, *figure)).collect();
                    pen.faint_line(&places, FAINT);
                }
            }
        }
        let looks: Vec<Look> = panel
            .over
            .series
            .iter()
            .map(|series| {
                let at = self.legend.iter().position(|(_, category)| *category == series.category);
                Look::Named(at.unwrap_or(0))
            })
            .collect();
        pen.series(Some(panel.category), || {
            draw_lines(pen, &plane, &panel.over.series, &looks, SMALL_MARK);
            draw_suppressed(pen, &plane, &panel.over.series, SMALL_MARK);
        });
    }
}
