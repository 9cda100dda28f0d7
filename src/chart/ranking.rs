//! The authorities in order: a dot for each in one year, with the figure of its region and that of all together where they can be compared.

use super::Error;
use super::authorities::{Authorities, Authority};
use super::frame::{Measures, Plot};
use super::palette::{self, FAINT, GREY, INK, RULE};
use super::pen::{MARK, Pen, Type};
use super::plane::MAX_STEPS;
use super::scale::Scale;
use super::text::width_px;
use super::words::{authorities_in_words, suppressed_in_words};
use crate::diagnostic::figure;
use crate::disclosure::{Release, Status};
use crate::recipe::Recipe;

/// So many of the highest and of the lowest are told of in words.
const N_TOLD: usize = 3;

/// Authorities in order that are to be drawn.
pub(super) struct Ranking<'a> {
    release: &'a Release,
    authorities: Authorities<'a>,
    highlighted: &'a [String],
    /// Whether the figures of regions and of all together are such that an authority's can be set against them.
    is_comparable: bool,
    scale: Scale,
}

impl<'a> Ranking<'a> {
    /// Of a release by one year, regions and local authorities.
    ///
    /// # Errors
    /// If it is by others.
    pub(super) fn plan(release: &'a Release, recipe: &'a Recipe) -> Result<Self, Error> {
        let mut authorities = Authorities::of(release)?;
        let key = |one: &Authority<'_>| one.cell.figure().unwrap_or(f64::NEG_INFINITY);
        authorities.all.sort_by(|one, other| key(other).total_cmp(&key(one)));
        let is_comparable = !super::is_sum(recipe);
        let own = authorities.all.iter().flat_map(|one| {
            let (lower, upper) = one.cell.limits().unzip();
            [one.cell.figure(), lower, upper]
        });
        let others = authorities
            .regions
            .iter()
            .map(|(_, _, cell)| cell.figure())
            .chain([authorities.total.1.figure()]);
        let all = own.chain(others.filter(|_| is_comparable)).flatten();
        let base = super::base_of(recipe);
        let range =
            all.fold((base, base), |(lowest, highest), figure| (figure.min(lowest), figure.max(highest)));
        let scale = Scale::of(range, release.decimals(), MAX_STEPS);
        Ok(Ranking { release, authorities, highlighted: &recipe.highlighted, is_comparable, scale })
    }

    fn row_height(measures: &Measures) -> i32 {
        measures.body as i32 + 5
    }

    fn written(&self, value: f64) -> String {
        figure(value, self.release.decimals())
    }

    fn region_of(&self, one: &Authority<'_>) -> Option<f64> {
        self.authorities.regions.get(one.region?)?.2.figure()
    }
}

impl Plot for Ranking<'_> {
    fn height(&self, measures: &Measures) -> i32 {
        2 * measures.body as i32 + 64 + self.authorities.all.len() as i32 * Self::row_height(measures)
    }

    fn draw(&self, pen: &Pen<'_>, top: i32, measures: &Measures) {
        let names = self.authorities.all.iter().map(|one| width_px(one.name, measures.body) as i32);
        let most = (measures.right() - measures.margin) / 2;
        let left = measures.margin + names.max().unwrap_or(0).min(most) + 12;
        let right = measures.right() - width_px(&self.written(self.scale.top), measures.body) as i32 / 2 - 8;
        let row_height = Self::row_height(measures);
        let first = top + 2 * measures.body as i32 + 48;
        let bottom = first + self.authorities.all.len() as i32 * row_height;
        let x = |figure: f64| self.scale.place(figure, left, right);
        let unit = format!("{}, {}", self.release.unit(), self.authorities.year);
        pen.write(&unit, (measures.margin, top + 10), Type::of(measures.body, GREY));
        for tick in self.scale.ticks() {
            pen.line(&[(x(tick), first - 4), (x(tick), bottom)], RULE, 1);
            let label = figure(tick, self.scale.decimals);
            pen.write(&label, (x(tick), first - 6), Type::of(measures.body, GREY).centred().upon());
        }
        if let Some(total) = self.authorities.total.1.figure().filter(|_| self.is_comparable) {
            pen.figures(&[self.authorities.total.0], || {
                pen.dashes(&[(x(total), first - 4), (x(total), bottom)], INK, 1, (5.0, 3.0));
            });
        }
        for (row, one) in self.authorities.all.iter().enumerate() {
            let y = first + row as i32 * row_height + row_height / 2;
            let is_picked =
                self.highlighted.is_empty() || self.highlighted.iter().any(|name| name == one.name);
            let colour = if is_picked { palette::series(0) } else { GREY };
            pen.label(Some(one.category), || {
                let kind = Type::of(measures.body, if is_picked { INK } else { GREY }).ending().level();
                pen.write(one.name, (left - 10, y), kind);
            });
            pen.series(Some(one.category), || {
                if let (Some(figure), Some((_, at, _))) = (
                    self.region_of(one).filter(|_| self.is_comparable),
                    one.region.and_then(|region| self.authorities.regions.get(region)),
                ) {
                    pen.figures(&[*at], || pen.line(&[(x(figure), y - 6), (x(figure), y + 6)], FAINT, 3));
                }
                pen.figures(&[one.at], || match (one.cell.figure(), one.cell.status()) {
                    (Some(figure), _) => {
                        if let Some((lower, upper)) = one.cell.limits() {
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

    fn marks(&self, _: &Measures) -> Vec<String> {
        let total = self.authorities.total.1.figure().filter(|_| self.is_comparable);
        let has_limits = self.authorities.all.iter().any(|one| one.cell.limits().is_some());
        [
            total.map(|total| {
                format!("Broken upright line: all authorities together, {}. Grey strokes: the authority's region.", self.written(total))
            }),
            has_limits.then(|| "Lines through dots are 95 % limits: authorities whose limits overlap may not differ.".to_owned()),
            (self.authorities.n_suppressed() > 0).then(|| "\u{d7}: the figure is suppressed; these stand last, and their order says nothing.".to_owned()),
            Some("The order is not a judgement: authorities differ in how many children they look after, and in how they record.".to_owned()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn description(&self) -> Vec<String> {
        let shown: Vec<&Authority<'_>> =
            self.authorities.all.iter().filter(|one| one.cell.figure().is_some()).collect();
        let tell = |ones: &[&Authority<'_>]| {
            let told: Vec<String> = ones
                .iter()
                .filter_map(|one| Some(format!("{}, {}", one.name, self.written(one.cell.figure()?))))
                .collect();
            told.join("; ")
        };
        let mut sentences = vec![format!(
            "Dots in the order of their figures, {} in {}. {}.",
            authorities_in_words(self.authorities.all.len()),
            self.authorities.year,
            self.release.unit()
        )];
        if !shown.is_empty() {
            sentences.push(format!("Highest: {}.", tell(&shown[..shown.len().min(N_TOLD)])));
        }
        if shown.len() > N_TOLD {
            let rest = &shown[N_TOLD.max(shown.len().saturating_sub(N_TOLD))..];
            sentences.push(format!("Lowest: {}.", tell(rest)));
        }
        if let Some(total) = self.authorities.total.1.figure().filter(|_| self.is_comparable) {
            sentences.push(format!("All together: {}.", self.written(total)));
        }
        sentences.extend(suppressed_in_words(self.authorities.n_suppressed(), "figure"));
        sentences
    }
}
