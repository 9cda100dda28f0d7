//! Police and local authorities: the figures of both over the years, and below them how often one goes into the other.

use super::Error;
use super::frame::{Measures, Plot};
use super::palette::{self, GREY};
use super::pen::{MARK, Pen, Type};
use super::plane::{INSET, MAX_STEPS, Name, Plane, breaks_in_words, draw_names, names_width, scale_width};
use super::scale::Scale;
use super::series::{Over, Series, range};
use super::trend::{Look, draw_lines, draw_suppressed};
use super::words::{Spoken, suppressed_in_words};
use crate::diagnostic::figure;
use crate::disclosure::Release;
use crate::recipe::Dimension;

/// How high the chart of ratios is, in per cent of the other's height.
const RATIO_PER_CENT: i32 = 60;

/// What a ratio is where both have the same.
const SAME: f64 = 1.0;

/// Two charts below each other that are to be drawn.
pub(super) struct Sources<'a> {
    release: &'a Release,
    over: Over,
    scale: Scale,
    ratios: &'a Release,
    ratio: Over,
    ratio_scale: Scale,
}

impl<'a> Sources<'a> {
    /// Of a release by year and source, and of the ratios of its figures by year.
    ///
    /// # Errors
    /// If it is by others.
    pub(super) fn plan(release: &'a Release, ratios: &'a Release) -> Result<Self, Error> {
        let over = Over::of(release, false)?;
        let ratio = Over::of(ratios, false)?;
        if over.dimension != Some(Dimension::Source) || ratio.dimension.is_some() {
            return Err(Error::NotOfSources);
        }
        let scale = Scale::of(range(over.series.iter(), Some(0.0)), release.decimals(), MAX_STEPS);
        let (lowest, highest) = range(ratio.series.iter(), Some(SAME));
        let ratio_scale = Scale::of((lowest.min(0.0), highest), ratios.decimals(), MAX_STEPS / 2);
        Ok(Sources { release, over, scale, ratios, ratio, ratio_scale })
    }

    fn heights(measures: &Measures) -> (i32, i32) {
        let upper = measures.plot_height * 4 / 5;
        (upper, upper * RATIO_PER_CENT / 100)
    }

    /// Both lines have the colours and shapes of their places.
    fn looks(n: usize) -> Vec<Look> {
        (0..n).map(Look::Named).collect()
    }
}

impl Plot for Sources<'_> {
    fn height(&self, measures: &Measures) -> i32 {
        let (upper, lower) = Self::heights(measures);
        upper + lower
    }

    fn draw(&self, pen: &Pen<'_>, top: i32, measures: &Measures) {
        let body = measures.body as i32;
        let (upper, lower) = Self::heights(measures);
        let left = scale_width(&self.scale, measures.body).max(scale_width(&self.ratio_scale, measures.body));
        let names = self.over.series.iter().map(|series| series.name.as_str());
        let right = measures.right() - names_width(names, measures);
        let plane = |top: i32, height: i32, scale: &Scale| Plane {
            left: measures.margin + left,
            right,
            top: top + body + 28,
            bottom: top + height - body - 24,
            scale: scale.clone(),
            n_years: self.over.years.len(),
            inset: INSET,
        };
        let of_both = plane(top, upper, &self.scale);
        pen.write(self.release.unit(), (measures.margin, top + 10), Type::of(measures.body, GREY));
        of_both.draw_scale(pen, Some(measures.body), 0.0);
        of_both.draw_years(pen, &self.over.years, measures.body);
        of_both.draw_breaks(pen, self.release.breaks(), Some(measures.body));
        draw_lines(pen, &of_both, &self.over.series, &Self::looks(self.over.series.len()), MARK);
        draw_suppressed(pen, &of_both, &self.over.series, MARK);
        let names = self.over.series.iter().enumerate().map(|(at, series)| Name {
            text: &series.name,
            category: series.category,
            colour: palette::series(at),
            swatch: None,
            y: series.last().map_or(of_both.bottom, |(_, figure)| of_both.y(figure)),
        });
        draw_names(pen, names.collect(), (right + MARK + 8, of_both.top, of_both.bottom), measures);
        let of_ratio = plane(top + upper, lower, &self.ratio_scale);
        pen.write(self.ratios.unit(), (measures.margin, top + upper + 10), Type::of(measures.body, GREY));
        of_ratio.draw_scale(pen, Some(measures.body), SAME);
        of_ratio.draw_years(pen, &self.over.years, measures.body);
        of_ratio.draw_breaks(pen, self.release.breaks(), None);
        // Its marks stand for the figures of both sources that it is made of.
        let ratio = self.ratio.series.iter().map(|series| Series { category: None, ..series.clone() });
        let ratio: Vec<Series> = ratio.collect();
        for series in &ratio {
            for run in series.runs() {
                let places: Vec<(i32, i32)> =
                    run.iter().map(|(year, ratio)| of_ratio.place(*year, *ratio)).collect();
                if places.len() > 1 {
                    pen.line(&places, palette::series(RATIO_LOOK), 2);
                }
                for ((year, _), place) in run.iter().zip(places) {
                    let both: Vec<usize> =
                        self.over.series.iter().map(|source| source.points[*year].at).collect();
                    pen.figures(&both, || pen.mark(place, MARK, RATIO_LOOK, palette::series(RATIO_LOOK)));
                }
            }
        }
    }

    fn marks(&self, _: &Measures) -> Vec<String> {
        let mut marks = vec![
            "The two record the same events in different ways and are never added together. Below: the figure of the police divided by that of \
             local authorities; at 1 both have as many."
                .to_owned(),
        ];
        if self.over.n_suppressed() > 0 {
            marks.push("\u{d7} on the base line and a gap in a line: the figure is suppressed.".to_owned());
        }
        marks.extend(breaks_in_words(self.release));
        marks
    }

    fn description(&self) -> Vec<String> {
        let spoken = Spoken::of(self.release, &self.over);
        let mut sentences = vec!["Two line charts, one below the other.".to_owned()];
        sentences.extend(spoken.range());
        sentences.extend(spoken.trends());
        sentences.extend(spoken.extremes());
        let ratios = self.ratio.series.first().into_iter().flat_map(Series::figures);
        let ratios: Vec<String> = ratios
            .map(|(year, ratio)| {
                format!("{} in {}", figure(ratio, self.ratios.decimals()), self.ratio.years[year])
            })
            .collect();
        if !ratios.is_empty() {
            sentences.push(format!("{}: {}.", self.ratios.unit(), ratios.join(", ")));
        }
        sentences.extend(spoken.breaks());
        sentences.extend(suppressed_in_words(self.over.n_suppressed(), "point"));
        sentences
    }
}

/// The colour and shape of the line of ratios, which is that of neither source.
const RATIO_LOOK: usize = 3;
