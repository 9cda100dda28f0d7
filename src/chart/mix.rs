//! The mix: a bar for each year, made of its parts; what is not recorded comes last and is hatched.

use super::Error;
use super::frame::{Measures, Plot};
use super::palette::{self, GREY, INK, ON_DARK, PAPER};
use super::pen::{MARK, Pen, Place, Type};
use super::plane::{MAX_STEPS, Name, Plane, SWATCH, breaks_in_words, draw_names, names_width, scale_width};
use super::scale::Scale;
use super::series::Over;
use super::text::width_px;
use super::words::Spoken;
use crate::diagnostic::figure;
use crate::disclosure::Release;
use crate::recipe::{Dimension, Expression, Measure, Policy, Recipe};
use plotters::style::RGBColor;

/// More parts than this cannot be told apart in a bar.
const MAX_PARTS: usize = 10;

/// How much of a year's room its bar takes, in per cent.
const BAR_PER_CENT: i32 = 72;

/// A year's parts, as they lie upon each other.
struct Bar {
    /// For each part that has one, its place among the series, and where it begins and ends on the scale.
    parts: Vec<(usize, f64, f64)>,
    /// What of the total is left for parts that are suppressed.
    rest: Option<(f64, f64)>,
    /// The cells of the parts that are suppressed.
    suppressed: Vec<usize>,
}

/// A mix that is to be drawn.
pub(super) struct Mix<'a> {
    release: &'a Release,
    over: Over,
    bars: Vec<Bar>,
    scale: Scale,
    is_share: bool,
    is_ordered: bool,
    /// Whether the first category is of the most, as the risk categories begin with the high one.
    begins_with_most: bool,
}

impl<'a> Mix<'a> {
    /// Of a release by years and one other dimension, whose figures add up to their total.
    ///
    /// # Errors
    /// If they do not, or if it is by others.
    pub(super) fn plan(release: &'a Release, recipe: &Recipe) -> Result<Self, Error> {
        let mut over = Over::of(release, false)?;
        let dimension = over.dimension.ok_or(Error::NoCategories)?;
        if !matches!(recipe.expression, Expression::Number | Expression::Share) {
            return Err(Error::NotAdditive);
        }
        // What is not recorded lies on top of all that is.
        over.series.sort_by_key(|series| series.is_not_recorded);
        if over.series.len() > MAX_PARTS {
            return Err(Error::TooManyParts);
        }
        adds_up(&over, release, recipe.measure)?;
        let bars: Vec<Bar> = (0..over.years.len()).map(|year| bar(&over, year)).collect();
        let tops = bars.iter().flat_map(|bar| {
            bar.parts.last().map(|(_, _, end)| *end).into_iter().chain(bar.rest.map(|(_, end)| end))
        });
        let is_share = recipe.expression == Expression::Share;
        let top = tops.fold(if is_share { 100.0 } else { 0.0 }, f64::max);
        // Rounded shares can come to a little more than a hundred.
        let top = if is_share && top < 101.0 { 100.0 } else { top };
        Ok(Mix {
            release,
            bars,
            scale: Scale::of((0.0, top), release.decimals(), MAX_STEPS),
            is_share,
            is_ordered: is_ordered(dimension),
            begins_with_most: dimension == Dimension::Risk,
            over,
        })
    }

    /// The colour of a part; none for what is not recorded, which is hatched.
    fn colour(&self, at: usize) -> Option<RGBColor> {
        if self.over.series[at].is_not_recorded {
            return None;
        }
        let n = self.over.series.iter().filter(|series| !series.is_not_recorded).count();
        let last = palette::STEPS.len() - 1;
        Some(match self.is_ordered && n <= palette::STEPS.len() {
            // The more, the darker, spread over the steps; the lightest hardly stands out and is the last to be taken.
            true => {
                let at = if self.begins_with_most { at } else { n - 1 - at };
                let least = usize::from(n < palette::STEPS.len());
                let n_steps = n.max(2) - 1;
                palette::STEPS[last - (at * (last - least) + n_steps / 2) / n_steps]
            }
            false => palette::series(at),
        })
    }

    fn ink_on(&self, at: usize) -> RGBColor {
        let step = self.colour(at).and_then(|colour| palette::STEPS.iter().position(|step| *step == colour));
        match (step, self.colour(at)) {
            (Some(step), _) => palette::on_step(step),
            (None, Some(_)) => ON_DARK,
            (None, None) => INK,
        }
    }
}

/// Whether the categories of a dimension have an order that a reader knows.
fn is_ordered(dimension: Dimension) -> bool {
    matches!(dimension, Dimension::Risk | Dimension::Duration | Dimension::Age | Dimension::Repeats)
}

/// Whether the parts of each year come to its total, as far as they are shown. Rounding can move each of them a little. A child can be in
/// several parts; that it is not has to be seen in one year at the least.
///
/// # Errors
/// If they do not, or it cannot be seen.
fn adds_up(over: &Over, release: &Release, measure: Measure) -> Result<(), Error> {
    let total = over.total.as_ref().ok_or(Error::NotAdditive)?;
    let base = match release.policy() {
        Policy::Dfe | Policy::Research | Policy::Unprotected => 0.0,
        Policy::DfeRounded => 10.0,
        Policy::Health => 5.0,
        Policy::Custom(custom) => f64::from(custom.base),
    };
    let decimals = match release.decimals() {
        0 => 0.0,
        decimals => 10_f64.powi(-i32::from(decimals)),
    };
    let slack = base.max(decimals) * (over.series.len() + 1) as f64;
    let differences = (0..over.years.len()).filter_map(|year| {
        let parts: Option<f64> = over.series.iter().map(|series| series.points[year].figure()).sum();
        Some((parts? - total.points[year].figure()?).abs())
    });
    let differences: Vec<f64> = differences.collect();
    match differences.iter().all(|difference| *difference <= slack) {
        false => Err(Error::NotAdditive),
        true if measure.is_of_episodes() || !differences.is_empty() => Ok(()),
        true => Err(Error::NotSeenToAddUp),
    }
}

/// The parts of a year upon each other. Where some are suppressed and the total is not, it is told how much of the total is left for them, as any
/// reader can reckon.
fn bar(over: &Over, year: usize) -> Bar {
    let mut end = 0.0;
    let mut parts = Vec::new();
    let mut suppressed = Vec::new();
    for (at, series) in over.series.iter().enumerate() {
        let point = series.points[year];
        match point.figure() {
            Some(0.0) | None => {}
            Some(figure) => {
                parts.push((at, end, end + figure));
                end += figure;
            }
        }
        if point.is_suppressed() {
            suppressed.push(point.at);
        }
    }
    let total = over.total.as_ref().and_then(|total| total.points[year].figure());
    let rest = total.filter(|total| !suppressed.is_empty() && *total > end).map(|total| (end, total));
    Bar { parts, rest, suppressed }
}

impl Plot for Mix<'_> {
    fn height(&self, measures: &Measures) -> i32 {
        measures.plot_height
    }

    fn draw(&self, pen: &Pen<'_>, top: i32, measures: &Measures) {
        let names = self.over.series.iter().map(|series| series.name.as_str());
        let body = measures.body as i32;
        let plane = Plane {
            left: measures.margin + scale_width(&self.scale, measures.body),
            right: measures.right() - names_width(names, measures) - SWATCH,
            top: top + body + 28,
            bottom: top + measures.plot_height - body - 24,
            scale: self.scale.clone(),
            n_years: self.over.years.len(),
            inset: 0,
        }
        .with_bars();
        pen.write(self.release.unit(), (measures.margin, top + 10), Type::of(measures.body, GREY));
        plane.draw_scale(pen, Some(measures.body), 0.0);
        // Behind the bars, so that they run through no figure.
        plane.draw_breaks(pen, self.release.breaks(), Some(measures.body));
        let width = (plane.bar_room() * BAR_PER_CENT / 100).max(1);
        for (year, bar) in self.bars.iter().enumerate() {
            let left = plane.x(year as f64) - width / 2;
            for (at, from, to) in &bar.parts {
                let series = &self.over.series[*at];
                pen.series(series.category, || {
                    pen.figures(&[series.points[year].at], || {
                        let corners = ((left, plane.y(*to)), (left + width, plane.y(*from)));
                        self.draw_part(pen, (*at, to - from), corners, measures);
                    });
                });
            }
            self.draw_rest(pen, bar, &plane, (left, width));
        }
        plane.draw_years(pen, &self.over.years, measures.body);
        let last = self.bars.iter().rev().find(|bar| bar.rest.is_none() && !bar.parts.is_empty());
        // Names stand in the order of the parts, whether or not the last bar has them all.
        let mut above = plane.bottom;
        let names: Vec<Name<'_>> = (0..self.over.series.len())
            .map(|at| {
                let series = &self.over.series[at];
                let part = last.and_then(|bar| bar.parts.iter().find(|(part, ..)| *part == at));
                let own = part.map_or(above, |(_, from, to)| plane.y((from + to) / 2.0));
                above = own.min(above - 1);
                Name {
                    text: &series.name,
                    category: series.category,
                    colour: INK,
                    swatch: Some(self.colour(at)),
                    y: above,
                }
            })
            .collect();
        draw_names(pen, names, (plane.right + MARK + 8, plane.top, plane.bottom), measures);
    }

    fn marks(&self, _: &Measures) -> Vec<String> {
        let has_rest = self.bars.iter().any(|bar| bar.rest.is_some());
        let has_suppressed = self.bars.iter().any(|bar| !bar.suppressed.is_empty());
        let has_not_recorded = self.over.series.iter().any(|series| series.is_not_recorded);
        [
            has_not_recorded.then(|| "Hatched: not recorded.".to_owned()),
            has_suppressed.then(|| match has_rest {
                true => "\u{d7}: parts are suppressed; an outline is what is left of the total for them."
                    .to_owned(),
                false => "\u{d7}: parts are suppressed.".to_owned(),
            }),
            breaks_in_words(self.release),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn description(&self) -> Vec<String> {
        let kind = if self.is_share { "Stacked bars of shares." } else { "Stacked bars." };
        Spoken::of(self.release, &self.over).whole(kind, "part")
    }
}

impl Mix<'_> {
    /// Draws one part from its top left to its bottom right corner, with its figure where there is room.
    fn draw_part(
        &self,
        pen: &Pen<'_>,
        (at, value): (usize, f64),
        (from, to): (Place, Place),
        measures: &Measures,
    ) {
        let ((left, top), (right, bottom)) = (from, to);
        match self.colour(at) {
            Some(colour) => pen.fill(from, to, colour),
            None => pen.hatch(from, to, GREY),
        }
        // A line of the ground keeps parts apart.
        if bottom - top > 2 {
            pen.line(&[(left, top), (right, top)], PAPER, 1);
        }
        let text = figure(value, self.release.decimals());
        let has_room =
            bottom - top >= measures.note as i32 + 4 && width_px(&text, measures.note) as i32 <= right - left;
        if has_room {
            let middle = ((left + right) / 2, (top + bottom) / 2);
            if self.colour(at).is_none() {
                let half = (width_px(&text, measures.note) as i32 / 2 + 2, measures.note as i32 / 2 + 2);
                pen.fill(
                    (middle.0 - half.0, middle.1 - half.1),
                    (middle.0 + half.0, middle.1 + half.1),
                    PAPER,
                );
            }
            pen.write(&text, middle, Type::of(measures.note, self.ink_on(at)).centred().level());
        }
    }

    /// Draws what is left for suppressed parts, or a cross above the bar where that is not known.
    fn draw_rest(&self, pen: &Pen<'_>, bar: &Bar, plane: &Plane, (left, width): (i32, i32)) {
        if bar.suppressed.is_empty() {
            return;
        }
        pen.figures(&bar.suppressed, || match bar.rest {
            Some((from, to)) => {
                let (top, bottom) = (plane.y(to), plane.y(from));
                pen.fill((left, top), (left + width, bottom), palette::PAPER);
                pen.outline((left, top), (left + width, bottom), GREY);
                pen.cross((left + width / 2, (top + bottom) / 2), MARK, INK);
            }
            None => {
                let end = bar.parts.last().map_or(0.0, |(_, _, end)| *end);
                pen.cross((left + width / 2, plane.y(end) - 2 * MARK), MARK, INK);
            }
        });
    }
}
