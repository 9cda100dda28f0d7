//! Change over the years, in words.

use super::population::Population;
use super::trend::annual_change;
use crate::diagnostic::joined;
use crate::disclosure::Release;
use crate::recipe::{Dimension, Expression, Recipe};

/// So many lines are told of one by one; with more, only all together.
const MAX_LINES: usize = 12;

/// The average change in a year of each line of a table of counts, with its 95 % interval, in full sentences, all together last. Of released
/// figures alone, for years; where rates are wanted, of these. A line with a year that cannot be shown has none: small figures are what is
/// not shown, and the rest would show a change that is not there; which these are is said. `partial`: years that the files do not cover whole,
/// which are left out.
pub fn annual_changes(
    release: &Release,
    recipe: &Recipe,
    population: Option<&Population>,
    partial: &[String],
) -> Vec<String> {
    let axes = release.axes();
    let Some(year_at) = axes.iter().position(|axis| axis.dimension == Dimension::Year) else {
        return Vec::new();
    };
    let is_rate = recipe.expression == Expression::Rate;
    if axes.len() > 2
        || !recipe.measure.is_count()
        || recipe.year_type.in_a_year() != 1
        || recipe.expression == Expression::Share
        || (is_rate && population.is_none())
    {
        return Vec::new();
    }
    let other = axes.get(1 - year_at);
    let n_lines = other.map_or(1, |axis| axis.categories.len());
    let lines = if n_lines > MAX_LINES + 1 { n_lines - 1..n_lines } else { 0..n_lines };
    let mut untold = Vec::new();
    let mut found: Vec<String> = Vec::new();
    for line in lines {
        let cell = |year: usize| {
            let first = if other.is_some() { release.along(0, 1 - year_at, line) } else { 0 };
            release.along(first, year_at, year)
        };
        let is_total = other.is_none_or(|axis| line + 1 == axis.categories.len());
        let name = other.filter(|_| !is_total).map(|axis| axis.categories[line].as_str());
        let place = other.filter(|axis| axis.dimension.is_place()).and(name);
        let exposure = |year: &str| match population.filter(|_| is_rate) {
            Some(population) => population.of(year, place),
            None => Some(1.0),
        };
        let years = axes[year_at].parts().iter().enumerate().filter(|(_, year)| !partial.contains(year));
        let years = years.filter_map(|(at, year)| Some((at, year, exposure(year)?)));
        let points: Option<Vec<(i32, f64, f64)>> = years
            .map(|(at, year, exposure)| {
                Some((year.parse().ok()?, release.figure_at(cell(at)).ok()?, exposure))
            })
            .collect();
        match points {
            Some(points) => found.extend(sentence(name.unwrap_or("All together"), &points)),
            None => untold.extend(name),
        }
    }
    if !found.is_empty() && !untold.is_empty() {
        found.push(format!(
            "No average change is given for {}: some of the years are not shown.",
            joined(&untold, " and ")
        ));
    }
    found
}

fn sentence(name: &str, points: &[(i32, f64, f64)]) -> Option<String> {
    let change = annual_change(points)?;
    let ((first, ..), (last, ..)) = (points.first()?, points.last()?);
    let tenths = |percent: f64| (percent * 10.0).round() / 10.0;
    let signed = |percent: f64| match tenths(percent) {
        0.0 => "0.0".to_owned(),
        less if less < 0.0 => format!("\u{2212}{:.1}", less.abs()),
        more => format!("+{more:.1}"),
    };
    // The sentence must not contradict the limits that stand in it.
    let is_clear = change.is_clear() && (tenths(change.lower) > 0.0 || tenths(change.upper) < 0.0);
    let verdict = match (is_clear, change.percent > 0.0) {
        (false, _) => "no clear change",
        (true, true) => "a clear rise",
        (true, false) => "a clear fall",
    };
    Some(format!(
        "{name}: {} % a year on average from {first} to {last} (95 % interval {} to {}), {verdict}.",
        signed(change.percent),
        signed(change.lower),
        signed(change.upper)
    ))
}
