//! The funnel plot: the rate of each authority in one year against the number of children that it is for, with the limits within which chance alone
//! would leave it.

use super::Error;
use super::authorities::{Authorities, Authority};
use super::frame::{Measures, Plot};
use super::palette::{self, GREY, INK, RULE};
use super::pen::{MARK, Pen, Place, Type};
use super::plane::{MAX_STEPS, scale_width};
use super::scale::Scale;
use super::text::width_px;
use super::words::{authorities_in_words, suppressed_in_words};
use crate::diagnostic::figure;
use crate::disclosure::Release;
use crate::recipe::{Expression, Measure, Recipe};
use crate::statistics::{Funnel, funnel};

/// Into how many parts the limits' curves are divided.
const N_PARTS: i32 = 60;

/// The colour, by its place, of authorities outside the outer limits and of those that are picked out.
const OUTSIDE: usize = 1;

/// An authority with a rate and a size.
struct Dot<'a> {
    name: &'a str,
    category: (usize, usize),
    at: usize,
    size: f64,
    rate: f64,
    /// Whether it lies outside the outer limits.
    is_outside: bool,
}

/// A funnel plot that is to be drawn.
pub(super) struct FunnelPlot<'a> {
    release: &'a Release,
    year: &'a str,
    dots: Vec<Dot<'a>>,
    highlighted: &'a [String],
    /// The rate of all together.
    rate: f64,
    /// The cell of that rate.
    total: usize,
    n_suppressed: usize,
    n_without_size: usize,
    is_of_episodes: bool,
    across: Scale,
    up: Scale,
}

impl<'a> FunnelPlot<'a> {
    /// Of rates by one year, regions and local authorities.
    ///
    /// # Errors
    /// If they are none, or by others.
    pub(super) fn plan(release: &'a Release, recipe: &'a Recipe) -> Result<Self, Error> {
        let sizes =
            release.sizes().filter(|_| recipe.expression == Expression::Rate).ok_or(Error::NotARate)?;
        let authorities = Authorities::of(release)?;
        let rate = authorities.total.1.figure().ok_or(Error::NothingToShow)?;
        let dot = |one: &Authority<'a>| {
            let (size, rate_of) = (sizes[one.at]?, one.cell.figure()?);
            let limits = funnel(rate, size)?;
            let is_outside = rate_of < limits.outer.lower || rate_of > limits.outer.upper;
            Some(Dot { name: one.name, category: one.category, at: one.at, size, rate: rate_of, is_outside })
        };
        let mut dots: Vec<Dot<'_>> = authorities.all.iter().filter_map(dot).collect();
        if dots.is_empty() {
            return Err(Error::NothingToShow);
        }
        dots.sort_by(|one, other| one.size.total_cmp(&other.size));
        let n_suppressed = authorities.n_suppressed();
        let largest = dots.last().map_or(0.0, |dot| dot.size);
        let highest = dots.iter().map(|dot| dot.rate).fold(rate, f64::max);
        // The limits of the smallest would make all else flat.
        let smallest = dots.first().and_then(|dot| funnel(rate, dot.size));
        let highest = highest.max(smallest.map_or(0.0, |limits| limits.outer.upper.min(2.0 * highest)));
        Ok(FunnelPlot {
            release,
            year: authorities.year,
            n_without_size: authorities.all.len() - n_suppressed - dots.len(),
            dots,
            highlighted: &recipe.highlighted,
            rate,
            total: authorities.total.0,
            n_suppressed,
            is_of_episodes: !is_of_children(recipe.measure),
            across: Scale::of((0.0, largest), 0, MAX_STEPS),
            up: Scale::of((0.0, highest), release.decimals(), MAX_STEPS),
        })
    }

    fn is_picked(&self, dot: &Dot<'_>) -> bool {
        self.highlighted.iter().any(|name| name == dot.name)
    }

    fn written(&self, value: f64) -> String {
        figure(value, self.release.decimals())
    }

    fn outside(&self) -> Vec<&Dot<'_>> {
        self.dots.iter().filter(|dot| dot.is_outside).collect()
    }
}

/// Whether it counts children, who come singly.
fn is_of_children(measure: Measure) -> bool {
    use Measure::{Children, ChildrenTenOrMore, ChildrenThreeOrMore, ChildrenTwoOrMore};
    matches!(measure, Children | ChildrenTwoOrMore | ChildrenThreeOrMore | ChildrenTenOrMore)
}

/// What is drawn within its edges.
struct Edges {
    left: i32,
    right: i32,
    top: i32,
    bottom: i32,
}

impl FunnelPlot<'_> {
    fn place(&self, edges: &Edges, size: f64, rate: f64) -> Place {
        let y = self.up.place(rate.min(self.up.top), edges.bottom, edges.top);
        (self.across.place(size, edges.left, edges.right), y)
    }

    /// Draws the curve of a limit, from the least size at which it is within the scale.
    fn draw_limit(&self, pen: &Pen<'_>, edges: &Edges, dash: (u32, u32), limit: &dyn Fn(Funnel) -> f64) {
        let sizes = (1..=N_PARTS).map(|at| self.across.top * f64::from(at) / f64::from(N_PARTS));
        let limits = sizes.filter_map(|size| Some((size, limit(funnel(self.rate, size)?))));
        let places: Vec<Place> = limits
            .filter(|(_, rate)| *rate <= self.up.top)
            .map(|(size, rate)| self.place(edges, size, rate))
            .collect();
        pen.dashes(&places, GREY, 1, dash);
    }

    /// Writes the names of those that are picked out or outside the outer limits, none on another.
    fn draw_names(&self, pen: &Pen<'_>, edges: &Edges, measures: &Measures) {
        let mut taken: Vec<(i32, i32, i32)> = Vec::new();
        let mut named: Vec<&Dot<'_>> =
            self.dots.iter().filter(|dot| self.is_picked(dot) || dot.is_outside).collect();
        named.sort_by_key(|dot| (!self.is_picked(dot), self.place(edges, dot.size, dot.rate).1));
        for dot in named {
            let (x, y) = self.place(edges, dot.size, dot.rate);
            let width = width_px(dot.name, measures.note) as i32;
            let is_right = x + width + 10 <= edges.right + 60 && x + width + 10 <= measures.right();
            let (from, to) = if is_right { (x + 8, x + 8 + width) } else { (x - 8 - width, x - 8) };
            let height = measures.note as i32 + 2;
            let is_free =
                |(left, right, at): &(i32, i32, i32)| to < *left || from > *right || (y - at).abs() >= height;
            if taken.iter().all(is_free) {
                taken.push((from, to, y));
                let kind = Type::of(measures.note, INK).level();
                pen.label(Some(dot.category), || pen.write(dot.name, (from, y), kind));
            }
        }
    }
}

impl Plot for FunnelPlot<'_> {
    fn height(&self, measures: &Measures) -> i32 {
        measures.plot_height + measures.body as i32 + 30
    }

    fn draw(&self, pen: &Pen<'_>, top: i32, measures: &Measures) {
        let body = measures.body as i32;
        let edges = Edges {
            left: measures.margin + scale_width(&self.up, measures.body),
            right: measures.right() - width_px(&figure(self.across.top, 0), measures.body) as i32 / 2,
            top: top + body + 28,
            bottom: top + measures.plot_height - body - 4,
        };
        let unit = format!("{}, {}", self.release.unit(), self.year);
        pen.write(&unit, (measures.margin, top + 10), Type::of(measures.body, GREY));
        for tick in self.up.ticks() {
            let y = self.place(&edges, 0.0, tick).1;
            pen.line(&[(edges.left - 4, y), (edges.right, y)], if tick == 0.0 { GREY } else { RULE }, 1);
            let label = figure(tick, self.up.decimals);
            pen.write(&label, (edges.left - 8, y), Type::of(measures.body, GREY).ending().level());
        }
        for tick in self.across.ticks() {
            let (x, y) = self.place(&edges, tick, 0.0);
            pen.line(&[(x, y), (x, y + 5)], GREY, 1);
            pen.write(&figure(tick, 0), (x, y + 10), Type::of(measures.body, GREY).centred());
        }
        let middle = ((edges.left + edges.right) / 2, edges.bottom + body + 20);
        pen.write("Children looked after", middle, Type::of(measures.body, GREY).centred());
        let y = self.place(&edges, 0.0, self.rate).1;
        pen.figures(&[self.total], || pen.line(&[(edges.left, y), (edges.right, y)], INK, 1));
        for bound in [|limits: Funnel| limits.inner.lower, |limits: Funnel| limits.inner.upper] {
            self.draw_limit(pen, &edges, (3, 3), &bound);
        }
        for bound in [|limits: Funnel| limits.outer.lower, |limits: Funnel| limits.outer.upper] {
            self.draw_limit(pen, &edges, (9, 4), &bound);
        }
        for dot in &self.dots {
            let place = self.place(&edges, dot.size, dot.rate);
            pen.series(Some(dot.category), || {
                pen.figures(&[dot.at], || {
                    match (dot.is_outside || self.is_picked(dot), self.is_picked(dot)) {
                        (false, _) => pen.dot(place, MARK, palette::series(0)),
                        // Another shape beside another colour.
                        (true, false) => pen.mark(place, MARK + 1, 3, palette::series(OUTSIDE)),
                        (true, true) => pen.mark(place, MARK + 2, 1, palette::series(OUTSIDE)),
                    }
                });
            });
        }
        self.draw_names(pen, &edges, measures);
    }

    fn marks(&self, _: &Measures) -> Vec<String> {
        let n_outside = self.outside().len();
        let more = match self.is_of_episodes {
            true => {
                " The episodes of one child do not come singly, so more authorities lie outside the limits than by chance alone; children do better here."
            }
            false => "",
        };
        [
            Some(format!(
                "Line: all authorities together, {}. Broken lines: the limits within which chance alone would leave 95 % (short strokes) and \
                 99.8 % (long strokes) of authorities.",
                self.written(self.rate)
            )),
            (n_outside > 0).then(|| "Diamonds lie outside the limits of 99.8 %.".to_owned()),
            Some(format!(
                "A difference is not a judgement: authorities differ in their children, in where these are placed and in how they record.{more}"
            )),
            (self.n_suppressed > 0).then(|| match self.n_suppressed {
                1 => "The rate of 1 authority is suppressed and not drawn.".to_owned(),
                n => format!("The rates of {n} authorities are suppressed and not drawn."),
            }),
            (self.n_without_size > 0).then(|| {
                "Authorities for which no published number of children is held are not drawn.".to_owned()
            }),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn description(&self) -> Vec<String> {
        let outside: Vec<String> =
            self.outside().iter().map(|dot| format!("{}, {}", dot.name, self.written(dot.rate))).collect();
        let mut sentences = vec![
            format!("Funnel plot of {} in {}.", authorities_in_words(self.dots.len()), self.year),
            format!("{}; all together: {}.", self.release.unit(), self.written(self.rate)),
        ];
        sentences.push(match outside.is_empty() {
            true => "None lies outside the limits of 99.8 %.".to_owned(),
            false => format!("Outside the limits of 99.8 %: {}.", outside.join("; ")),
        });
        sentences.extend(suppressed_in_words(self.n_suppressed, "rate"));
        sentences
    }
}
