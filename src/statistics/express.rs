//! Released figures put together and set against each other.

use super::interval::{self, Interval};
use super::population::Population;
use crate::cube::Formula;
use crate::disclosure::{Derived, Figure, Release, Status};
use crate::recipe::{Dimension, Expression, Recipe};

/// Why figures cannot be expressed as is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// It is for numbers of episodes or children, and these are none.
    NotACount,
    /// Changes and rates are told year by year.
    NeedsYear,
    /// The base year is none of the years of the figures, which are these.
    NoSuchYear(Vec<String>),
    /// No published figures at hand say how many children are looked after.
    NoPopulation,
}

/// A share in per cent, from a fraction.
const PER_CENT: f64 = 100.0;

/// A rate is for so many children.
pub(super) const RATE_OF: f64 = 1000.0;

/// The decimal places of shares, rates and changes.
const DECIMALS: u8 = 1;

/// Makes the figures of a measure of its tables, which are of the same cells. Shares have limits if they are wanted: those of Wilson.
pub fn combine(formula: Formula, releases: &[Release], limits: bool) -> Option<Release> {
    let (first, others) = releases.split_first()?;
    let Some(second) = others.first().filter(|_| formula != Formula::Itself) else {
        return Some(first.clone());
    };
    // Whatever stands behind a figure has to be fit to be shown.
    let parts = |at: usize| {
        others.iter().try_for_each(|other| other.figure_at(at).map(|_| ()))?;
        Ok((first.figure_at(at)?, second.figure_at(at)?))
    };
    let cell = |at: usize| {
        let (figure, of) = parts(at)?;
        match formula {
            Formula::PerCent => share(figure, of, limits),
            _ => Ok((quotient(figure, of)?, None)),
        }
    };
    Some(first.derive(&Derived {
        title: first.title().to_owned(),
        sentence: with_limits(limits && formula == Formula::PerCent, "Wilson's"),
        unit: first.unit(),
        decimals: first.decimals(),
        cell: &cell,
    }))
}

/// Expresses figures as a recipe says, with 95 % limits if it wants them and there are any.
///
/// # Errors
/// If these figures cannot be expressed so; see [`Error`].
pub fn express(
    release: &Release,
    recipe: &Recipe,
    population: Option<&Population>,
) -> Result<Release, Error> {
    if matches!(recipe.expression, Expression::Share | Expression::Rate) && !recipe.measure.is_count() {
        return Err(Error::NotACount);
    }
    match recipe.expression {
        // Sources are set against each other once both are there.
        Expression::Ratio | Expression::Difference => Ok(release.clone()),
        Expression::Number if recipe.limits && recipe.measure.is_count() => Ok(count_with_limits(release)),
        Expression::Number => Ok(release.clone()),
        Expression::Share => Ok(shares(release, recipe)),
        Expression::Rate => rates(release, population.ok_or(Error::NoPopulation)?, recipe.limits),
        Expression::ChangeOnYearBefore => change_on_year_before(release, recipe),
        Expression::ChangeOnBaseYear | Expression::Index => on_base_year(release, recipe),
    }
}

/// What is said of limits.
fn with_limits(are_there: bool, whose: &str) -> String {
    match are_there {
        false => String::new(),
        true => format!(
            "The limits are {whose}, 95 %. They say how far a figure could differ by chance if episodes came singly; one child's episodes \
             do not, so that figures of episodes are less certain than they seem."
        ),
    }
}

pub(super) fn quotient(figure: f64, of: f64) -> Result<f64, Status> {
    if of > 0.0 { Ok(figure / of) } else { Err(Status::NotApplicable) }
}

/// A share in per cent.
fn share(part: f64, whole: f64, limits: bool) -> Figure {
    let share = quotient(part, whole)? * PER_CENT;
    let limits = limits.then(|| interval::wilson(part as u64, whole as u64)).flatten();
    Ok((share, limits.map(|limits| scaled(limits, PER_CENT))))
}

fn scaled(limits: Interval, factor: f64) -> (f64, f64) {
    (limits.lower * factor, limits.upper * factor)
}

fn count_with_limits(release: &Release) -> Release {
    let cell = |at: usize| {
        let figure = release.figure_at(at)?;
        Ok((figure, Some(scaled(interval::poisson(figure as u64), 1.0))))
    };
    release.derive(&Derived {
        title: release.title().to_owned(),
        sentence: with_limits(true, "exact Poisson limits below 10 and Byar's above"),
        unit: release.unit(),
        decimals: release.decimals(),
        cell: &cell,
    })
}

/// Shares of the total over the last dimension that is not years.
fn shares(release: &Release, recipe: &Recipe) -> Release {
    let limits = recipe.limits;
    let is_other = |at: &usize| release.axes()[*at].dimension != Dimension::Year;
    let along = (0..release.axes().len()).rev().find(is_other).unwrap_or(0);
    let total = release.axes()[along].categories.len() - 1;
    let cell = |at: usize| {
        let whole = release.figure_at(release.along(at, along, total))?;
        share(release.figure_at(at)?, whole, limits)
    };
    let label = release.axes()[along].label;
    let is_narrowed = recipe.filters.iter().any(|filter| filter.dimension == release.axes()[along].dimension);
    let left_in = if is_narrowed { " that are left in" } else { "" };
    release.derive(&Derived {
        title: format!("{}: shares in per cent", release.title()),
        sentence: format!(
            "Each figure is given in per cent of the total over all categories of {label}{left_in}. {}",
            with_limits(limits, "Wilson's")
        ),
        unit: "Per cent",
        decimals: DECIMALS,
        cell: &cell,
    })
}

/// Rates for the children looked after in the year and place of each cell.
fn rates(release: &Release, population: &Population, limits: bool) -> Result<Release, Error> {
    let axes = release.axes();
    let year_at = year_axis(release)?;
    // The smallest places first: a cell of an authority within its region is of the authority's children.
    let places = [Dimension::LocalAuthority, Dimension::PoliceForce, Dimension::Region];
    let places = places.into_iter().filter_map(|place| axes.iter().position(|axis| axis.dimension == place));
    let places: Vec<usize> = places.collect();
    let size = |at: usize| {
        let categories = release.categories_of(at);
        let category = |axis: usize| axes[axis].categories[categories[axis]].as_str();
        let is_total = |axis: usize| release.total_of(axis) == Some(categories[axis]);
        let place = places.iter().find(|axis| !is_total(**axis)).map(|axis| category(*axis));
        let year = if is_total(year_at) { Err(Status::NotApplicable) } else { Ok(category(year_at)) };
        population.of(year?, place).ok_or(Status::NotAvailable)
    };
    let cell = |at: usize| {
        let figure = release.figure_at(at)?;
        let children = size(at)?;
        let rate = quotient(figure, children)? * RATE_OF;
        let limits = limits.then(|| scaled(interval::poisson(figure as u64), RATE_OF / children));
        Ok((rate, limits))
    };
    Ok(release
        .derive(&Derived {
            title: format!("{}, per 1,000 looked-after children", release.title()),
            sentence: format!(
                "Each figure is for 1,000 {}. {}",
                population.label(),
                with_limits(limits, "exact Poisson limits below 10 and Byar's above")
            ),
            unit: "Per 1,000 children",
            decimals: DECIMALS,
            cell: &cell,
        })
        .with_sizes((0..release.cells().len()).map(|at| size(at).ok()).collect())
        .with_caveats(population.caveats().iter().cloned())
        .with_source(population.source().clone()))
}

fn year_axis(release: &Release) -> Result<usize, Error> {
    release.axes().iter().position(|axis| axis.dimension == Dimension::Year).ok_or(Error::NeedsYear)
}

/// The change in per cent from one figure to another.
fn change(from: f64, to: f64) -> Figure {
    Ok(((quotient(to, from)? - 1.0) * PER_CENT, None))
}

fn change_on_year_before(release: &Release, recipe: &Recipe) -> Result<Release, Error> {
    let axis = year_axis(release)?;
    let years = release.axes()[axis].parts();
    let numbers: Vec<Option<i32>> = years.iter().map(|year| recipe.year_type.named(year)).collect();
    let back = recipe.year_type.in_a_year() as i32;
    // Neither the total of all years nor the first year has a year before, nor has one whose year before was left out.
    let before: Vec<Option<usize>> = numbers
        .iter()
        .map(|number| {
            numbers.iter().position(|other| other.is_some() && *other == number.map(|number| number - back))
        })
        .collect();
    let cell = |at: usize| {
        let before = before.get(release.categories_of(at)[axis]).copied().flatten();
        let before = release.along(at, axis, before.ok_or(Status::NotApplicable)?);
        change(release.figure_at(before)?, release.figure_at(at)?)
    };
    Ok(release.derive(&Derived {
        title: format!("{}: change on the year before", release.title()),
        sentence: "Each figure is the change on the year before in per cent.".to_owned(),
        unit: "Change in per cent",
        decimals: DECIMALS,
        cell: &cell,
    }))
}

/// Each figure set against that of the base year: as a change in per cent, or as an index.
fn on_base_year(release: &Release, recipe: &Recipe) -> Result<Release, Error> {
    let axis = year_axis(release)?;
    let years = release.axes()[axis].parts();
    let base = match &recipe.base_year {
        None => 0,
        Some(wanted) => {
            let found = years.iter().position(|year| year == wanted);
            found.ok_or_else(|| Error::NoSuchYear(years.to_vec()))?
        }
    };
    let is_index = recipe.expression == Expression::Index;
    let cell = |at: usize| {
        if release.total_of(axis) == Some(release.categories_of(at)[axis]) {
            return Err(Status::NotApplicable);
        }
        let (from, to) = (release.figure_at(release.along(at, axis, base))?, release.figure_at(at)?);
        if is_index { Ok((quotient(to, from)? * PER_CENT, None)) } else { change(from, to) }
    };
    let base = years.get(base).map_or("", String::as_str);
    let (words, sentence, unit) = match is_index {
        true => (
            format!("index, {base} = 100"),
            format!("Each figure is an index: it is given in per cent of that of {base}, which is 100."),
            "Index",
        ),
        false => (
            format!("change on {base}"),
            format!("Each figure is the change on {base} in per cent."),
            "Change in per cent",
        ),
    };
    Ok(release.derive(&Derived {
        title: format!("{}: {words}", release.title()),
        sentence,
        unit,
        decimals: DECIMALS,
        cell: &cell,
    }))
}
