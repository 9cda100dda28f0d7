//! The authorities in order: a dot for each in one year, with its region, and with the figures of that and of all together where they can be
//! compared.

use super::Error;
use super::authorities::{Authorities, Authority};
use super::frame::{Measures, Plot};
use super::pen::Pen;
use super::rows::{Row, Rows};
use super::words::{authorities_in_words, suppressed_in_words};
use crate::disclosure::Release;
use crate::recipe::Recipe;

/// So many of the highest and of the lowest are told of in words.
const N_TOLD: usize = 3;

/// Authorities in order that are to be drawn.
pub(super) struct Ranking<'a> {
    /// What is measured and of which year.
    heading: String,
    rows: Rows<'a>,
}

impl<'a> Ranking<'a> {
    /// Of a release by one year, regions and local authorities.
    ///
    /// # Errors
    /// If it is by others.
    pub(super) fn plan(release: &'a Release, recipe: &'a Recipe) -> Result<Self, Error> {
        let Authorities { year, mut all, regions, total } = Authorities::of(release)?;
        let key = |one: &Authority<'_>| one.cell.figure().unwrap_or(f64::NEG_INFINITY);
        all.sort_by(|one, other| key(other).total_cmp(&key(one)));
        // Whether the figures of regions and of all together are such that an authority's can be set against them.
        let is_comparable = !super::is_sum(recipe);
        let rows = all.iter().map(|one| {
            let region = one.region.and_then(|region| regions.get(region));
            let beside = region.and_then(|(_, at, cell)| Some((*at, cell.figure()?)));
            Row {
                name: one.name,
                category: Some(one.category),
                at: one.at,
                cell: one.cell,
                whole: region.map(|(name, ..)| *name),
                beside: beside.filter(|_| is_comparable),
            }
        });
        let total = total.1.figure().filter(|_| is_comparable).map(|figure| (total.0, figure));
        let rows = Rows::of(release, recipe, year, rows.collect(), total);
        let n = authorities_in_words(all.len());
        let heading = format!("Dots in the order of their figures, {n} in {year}. {}.", release.unit());
        Ok(Ranking { heading, rows })
    }
}

impl Plot for Ranking<'_> {
    fn height(&self, measures: &Measures) -> i32 {
        self.rows.height(measures)
    }

    fn draw(&self, pen: &Pen<'_>, top: i32, measures: &Measures) {
        self.rows.draw(pen, top, measures);
    }

    fn marks(&self, _: &Measures) -> Vec<String> {
        [
            self.rows.total().map(|total| {
                format!("Broken upright line: all authorities together, {}. Grey strokes: the authority's region.", self.rows.written(total))
            }),
            self.rows.have_limits().then(|| "Lines through dots are 95 % limits: authorities whose limits overlap may not differ.".to_owned()),
            (self.rows.n_suppressed() > 0).then(|| "\u{d7}: the figure is suppressed; these stand last, and their order says nothing.".to_owned()),
            Some("The order is not a judgement: authorities differ in how many children they look after, and in how they record.".to_owned()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn description(&self) -> Vec<String> {
        let shown: Vec<&Row<'_>> = self.rows.iter().filter(|row| row.cell.figure().is_some()).collect();
        let tell = |rows: &[&Row<'_>]| {
            let told: Vec<String> = rows
                .iter()
                .filter_map(|row| Some(format!("{}, {}", row.name, self.rows.written(row.cell.figure()?))))
                .collect();
            told.join("; ")
        };
        let mut sentences = vec![self.heading.clone()];
        if !shown.is_empty() {
            sentences.push(format!("Highest: {}.", tell(&shown[..shown.len().min(N_TOLD)])));
        }
        if shown.len() > N_TOLD {
            let rest = &shown[N_TOLD.max(shown.len().saturating_sub(N_TOLD))..];
            sentences.push(format!("Lowest: {}.", tell(rest)));
        }
        if let Some(total) = self.rows.total() {
            sentences.push(format!("All together: {}.", self.rows.written(total)));
        }
        sentences.extend(suppressed_in_words(self.rows.n_suppressed(), "figure"));
        sentences
    }
}
