//! The breaks in series that a table's years cross, for the sources and places that it shows.

use super::{Held, Session};
use crate::cube::Axis;
use crate::disclosure::{Release, SeriesBreak};
use crate::period::{Day, MONTH_NAMES};
use crate::recipe::{Dimension, Recipe, Source};
use crate::reference::{BREAKS, Break};
use std::collections::BTreeSet;

/// The breaks between the first and the last year of a release, in their order; none where it has no years.
pub(super) fn crossed(
    session: &Session,
    release: &Release,
    recipe: &Recipe,
    source: Source,
) -> Vec<SeriesBreak> {
    let axis = |dimension: Dimension| release.axes().iter().find(|axis| axis.dimension == dimension);
    let years = axis(Dimension::Year).map_or(&[][..], Axis::parts);
    let numbers: Vec<i32> = years.iter().filter_map(|year| recipe.year_type.named(year)).collect();
    let files = session.held.iter().filter(|held| held.file.kind.source() == Some(source));
    let held: BTreeSet<&str> = files.flat_map(Held::places).collect();
    let held: Vec<&str> = held.into_iter().collect();
    let filter = recipe.filters.iter().filter(|filter| filter.dimension == Dimension::LocalAuthority);
    let filtered: Vec<&str> =
        filter.flat_map(|filter| filter.categories.iter().map(String::as_str)).collect();
    // Authorities whose figures can be told from those of others.
    let apart: Vec<&str> = match axis(Dimension::LocalAuthority) {
        Some(axis) => axis.parts().iter().map(String::as_str).collect(),
        None if !filtered.is_empty() => filtered,
        None if held.len() == 1 => held.clone(),
        None => Vec::new(),
    };
    let is_police = source == Source::Police;
    BREAKS
        .iter()
        .filter(|one| one.is_about(is_police, &held, &apart))
        .filter_map(|one| Some(mark(one, position(one.day(), &numbers, recipe)?)))
        .collect()
}

fn mark(one: &Break, position: f64) -> SeriesBreak {
    let (year, month, _) = one.day().ymd();
    let month = MONTH_NAMES.get(usize::from(month) - 1).copied().unwrap_or_default();
    SeriesBreak {
        position,
        when: format!("{month} {year}"),
        title: one.title,
        note: one.note,
        source: one.source,
    }
}

/// Where a day lies among years; none unless some of them lie before it and some after. Each year reaches half a step to either side of
/// its place.
fn position(day: Day, years: &[i32], recipe: &Recipe) -> Option<f64> {
    let first_day = |year: i32| recipe.year_type.last_day(year - 1).0.saturating_add(1);
    let at = years.iter().position(|year| recipe.year_type.last_day(*year) >= day)?;
    let (first, last) = (first_day(years[at]), recipe.year_type.last_day(years[at]).0);
    let within = f64::from(day.0 - first) / f64::from(last - first + 1);
    let position = at as f64 - 0.5 + within.max(0.0);
    // The change has to have a year before it; in the first year it has none.
    (at > 0).then_some(position)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_lies_between_years_or_within_one() {
        let recipe = Recipe::default();
        let position = |y, m, d, years: &[i32]| position(Day::from_ymd(y, m, d).unwrap(), years, &recipe);
        assert_eq!(position(2014, 4, 1, &[2014, 2015]), Some(0.5));
        assert_eq!(position(2014, 4, 1, &[2015, 2016]), None);
        assert_eq!(position(2014, 4, 1, &[2013, 2014]), None);
        assert_eq!(position(2014, 4, 1, &[2013, 2018]), Some(0.5));
        let january = position(2014, 1, 1, &[2013, 2014, 2015]).unwrap();
        assert!((january - 1.25).abs() < 0.01, "{january}");
        assert_eq!(position(2014, 4, 1, &[]), None);
    }
}
