//! The plane that figures over years lie in: its axes, the breaks in series, and the names at the ends of lines.

use super::frame::Measures;
use super::palette::{GREY, RULE};
use super::pen::{MARK, Pen, Place, Type};
use super::scale::Scale;
use super::text::{width_px, wrap};
use crate::diagnostic::figure;
use crate::disclosure::{Release, SeriesBreak};
use plotters::style::RGBColor;

/// How far they do where years are points on lines, in pixels.
pub(super) const INSET: i32 = 12;

/// How many steps the scale of a chart has at the most.
pub(super) const MAX_STEPS: u8 = 6;

/// Years across, figures up.
pub(super) struct Plane {
    pub(super) left: i32,
    pub(super) right: i32,
    pub(super) top: i32,
    pub(super) bottom: i32,
    pub(super) scale: Scale,
    pub(super) n_years: usize,
    /// How far the first and the last year stand from the ends of the base line.
    pub(super) inset: i32,
}

/// The room that the figures beside a scale take, in pixels.
pub(super) fn scale_width(scale: &Scale, size: u32) -> i32 {
    let widths = scale.ticks().map(|tick| width_px(&figure(tick, scale.decimals), size));
    widths.max().unwrap_or(0) as i32 + 10
}

impl Plane {
    /// Where a year stands; years between two stand between them.
    pub(super) fn x(&self, year: f64) -> i32 {
        let (from, to) = (self.left + self.inset, self.right - self.inset);
        match self.n_years {
            // A lone year stands in the middle.
            0 | 1 => (from + to) / 2,
            n => from + (year / (n - 1) as f64 * f64::from(to - from)).round() as i32,
        }
    }

    /// The same with room for a bar for each year.
    pub(super) fn with_bars(self) -> Plane {
        Plane { inset: self.bar_room() / 2, ..self }
    }

    /// The room of a year's bar.
    pub(super) fn bar_room(&self) -> i32 {
        (self.right - self.left) / self.n_years.max(1) as i32
    }

    /// Where a figure stands.
    pub(super) fn y(&self, figure: f64) -> i32 {
        self.scale.place(figure, self.bottom, self.top)
    }

    /// Where a figure of a year stands.
    pub(super) fn place(&self, year: usize, figure: f64) -> Place {
        (self.x(year as f64), self.y(figure))
    }

    /// The base line, at zero where the scale has it.
    pub(super) fn base(&self) -> i32 {
        self.y(0.0_f64.clamp(self.scale.bottom, self.scale.top))
    }

    /// Draws the lines by which figures are read off, with the figures if a size of text is given; `base` is the figure whose line is the
    /// base line.
    pub(super) fn draw_scale(&self, pen: &Pen<'_>, size: Option<u32>, base: f64) {
        for tick in self.scale.ticks() {
            let y = self.y(tick);
            let colour = if tick == base { GREY } else { RULE };
            let outside = if size.is_some() { 4 } else { 0 };
            pen.line(&[(self.left - outside, y), (self.right, y)], colour, 1);
            if let Some(size) = size {
                let label = figure(tick, self.scale.decimals);
                pen.write(&label, (self.left - 8, y), Type::of(size, GREY).ending().level());
            }
        }
    }

    /// Draws the names of the first and the last year.
    pub(super) fn draw_ends(&self, pen: &Pen<'_>, years: &[String], size: u32) {
        let [Some(first), Some(last)] = [years.first(), years.last()] else { return };
        let y = self.bottom + 6;
        match years.len() {
            1 => pen.write(last, (self.x(0.0), y), Type::of(size, GREY).centred()),
            _ => pen.write(last, (self.right, y), Type::of(size, GREY).ending()),
        }
        if years.len() > 1 {
            pen.write(first, (self.left, y), Type::of(size, GREY));
        }
    }

    /// Draws the names of the years, as many as have room.
    pub(super) fn draw_years(&self, pen: &Pen<'_>, years: &[String], size: u32) {
        let widest = years.iter().map(|year| width_px(year, size)).max().unwrap_or(0) as i32;
        let n_fitting = ((self.right - self.left) / (widest + 10)).max(1) as usize;
        let every = years.len().div_ceil(n_fitting).max(1);
        for (year, name) in years.iter().enumerate() {
            let x = self.x(year as f64);
            pen.line(&[(x, self.bottom), (x, self.bottom + 5)], GREY, 1);
            // Counted from the last year, which is the one that readers look for.
            if (years.len() - 1 - year).is_multiple_of(every) {
                pen.write(name, (x, self.bottom + 10), Type::of(size, GREY).centred());
            }
        }
    }

    /// Draws a broken line at each break in series, with the letter or letters under which the notes name it.
    pub(super) fn draw_breaks(&self, pen: &Pen<'_>, breaks: &[SeriesBreak], size: Option<u32>) {
        for (at, one) in breaks.iter().enumerate() {
            let is_same = |other: &SeriesBreak| other.position == one.position;
            if breaks[..at].iter().any(is_same) {
                continue;
            }
            let x = self.x(one.position);
            pen.dashes(&[(x, self.top), (x, self.bottom)], GREY, 1, (4, 4));
            if let Some(size) = size {
                let of_place = breaks.iter().enumerate().filter(|(_, other)| is_same(other));
                let letters: Vec<String> = of_place.map(|(at, _)| letter(at).to_string()).collect();
                pen.write(&letters.join(","), (x, self.top - 2), Type::of(size, GREY).centred().upon());
            }
        }
    }
}

/// The letter that stands for a break in series, by its place.
fn letter(at: usize) -> char {
    // There are fewer breaks than letters.
    (b'a' + (at % 26) as u8) as char
}

/// What the broken lines of breaks in series stand for.
pub(super) fn breaks_in_words(release: &Release) -> Option<String> {
    let of = |(at, one): (usize, &SeriesBreak)| format!("{}: {}, {}", letter(at), one.when, one.title);
    let breaks: Vec<String> = release.breaks().iter().enumerate().map(of).collect();
    (!breaks.is_empty()).then(|| format!("Broken upright lines are breaks in series. {}.", breaks.join("; ")))
}

/// The breaks in series where none is drawn with its letter.
pub(super) fn breaks_without_letters(release: &Release) -> Option<String> {
    let breaks: Vec<String> =
        release.breaks().iter().map(|one| format!("{}, {}", one.when, one.title)).collect();
    (!breaks.is_empty()).then(|| format!("Breaks in series: {}.", breaks.join("; ")))
}

/// The name of a category beside what is drawn of it.
pub(super) struct Name<'a> {
    pub(super) text: &'a str,
    pub(super) category: Option<(usize, usize)>,
    pub(super) colour: RGBColor,
    /// The colour of what it is of, in a square before it; a hatched square where that has none. No square for names that bear their colour.
    pub(super) swatch: Option<Option<RGBColor>>,
    /// The height at which it would stand if there were no others.
    pub(super) y: i32,
}

/// The room that a square before a name takes, in pixels.
pub(super) const SWATCH: i32 = 18;

/// The room that names take, broken where they are longer than is wanted.
pub(super) fn names_width<'a>(names: impl Iterator<Item = &'a str>, measures: &Measures) -> i32 {
    let widths = names.flat_map(|name| {
        let parts = wrap(name, measures.body, measures.max_label);
        parts.into_iter().map(|part| width_px(&part, measures.body)).collect::<Vec<_>>()
    });
    widths.max().unwrap_or(0) as i32 + MARK + 12
}

/// Writes names at `x`, moved apart where they would lie on each other, none above `top` or below `bottom` as far as they fit.
pub(super) fn draw_names(
    pen: &Pen<'_>,
    mut names: Vec<Name<'_>>,
    (x, top, bottom): (i32, i32, i32),
    measures: &Measures,
) {
    let leading = measures.body as i32 + 3;
    names.sort_by_key(|name| (name.y, name.category));
    let parts: Vec<Vec<String>> =
        names.iter().map(|name| wrap(name.text, measures.body, measures.max_label)).collect();
    let heights: Vec<i32> = parts.iter().map(|parts| parts.len() as i32 * leading).collect();
    // Down from the top so that none overlaps, then up again from the bottom so that none leaves the plot.
    let mut free = top - leading;
    for (name, height) in names.iter_mut().zip(&heights) {
        name.y = (name.y - height / 2).max(free);
        free = name.y + height;
    }
    let mut floor = bottom + leading;
    for (name, height) in names.iter_mut().zip(&heights).rev() {
        name.y = name.y.min(floor - height);
        floor = name.y;
    }
    for (name, parts) in names.iter().zip(&parts) {
        let x = if name.swatch.is_some() { x + SWATCH } else { x };
        pen.label(name.category, || {
            let middle = name.y + leading / 2;
            match name.swatch {
                Some(Some(colour)) => pen.fill((x - SWATCH, middle - 6), (x - 6, middle + 6), colour),
                Some(None) => pen.hatch((x - SWATCH, middle - 6), (x - 6, middle + 6), GREY),
                None => {}
            }
            for (row, part) in parts.iter().enumerate() {
                let y = name.y + row as i32 * leading + leading / 2;
                pen.write(part, (x, y), Type::of(measures.body, name.colour).level());
            }
        });
    }
}
