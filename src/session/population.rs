//! How many children are looked after in the years and places that the files cover, from published figures that are held.
//!
//! A rate is right only if the children are those of the places that the episodes are from. So a region's children are those of the
//! authorities in the files, summed, where a published file has them authority by authority; a published figure of the whole region
//! serves only where the files have every authority or force of it.

use super::covered::Covered;
use super::{Held, Session};
use crate::cube::Axis;
use crate::disclosure::Release;
use crate::episodes::{Episodes, unplaced};
use crate::period::YearType;
use crate::published::{Level, Period, Published, Series, Unit, YearKind};
use crate::recipe::{Dimension, Expression, Recipe};
use crate::reference::{
    LocalAuthority, Region, find_authority, find_force, find_region, local_authorities, normalise,
};
use crate::statistics::Population;
use std::collections::{BTreeMap, BTreeSet};

/// Which children a published figure counts, the better denominator first: the Department for Education divides by the children
/// looked after during the year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stock {
    DuringTheYear,
    OnTheLastDay,
}

impl Stock {
    const ALL: [Stock; 2] = [Stock::DuringTheYear, Stock::OnTheLastDay];

    fn label(self) -> &'static str {
        match self {
            Stock::DuringTheYear => "children looked after during the year",
            Stock::OnTheLastDay => "children looked after on 31 March",
        }
    }

    /// What a series counts, told from its label; none if it is something else.
    fn of(published: &Published, series: &Series) -> Option<Stock> {
        let measure = &published.measures[series.measure];
        let words = normalise(&format!("{} {}", measure.label, series.breakdown));
        let is_other = ["missing", "away", "average", "starting", "ceasing", "per "].iter();
        if measure.unit != Unit::Children || is_other.into_iter().any(|other| words.contains(other)) {
            return None;
        }
        // Compared words have no articles.
        if words.contains("looked after during year") {
            return Some(Stock::DuringTheYear);
        }
        (words.contains("looked after") && words.contains("31 march")).then_some(Stock::OnTheLastDay)
    }
}

/// The figures of one published file.
struct Figures<'a> {
    held: &'a Held,
    stock: Stock,
    /// By year, level and official name.
    children: BTreeMap<(i32, Level, &'static str), f64>,
}

/// Where and when the children of the files are not those of their episodes.
struct Unsure {
    /// For each year, places that have no row in it although they have rows in others: whether there was no episode or is no file they do not
    /// say.
    lacking: BTreeMap<i32, Vec<&'static str>>,
    /// The years in which episodes of an unknown place are counted.
    unplaced: BTreeSet<i32>,
}

impl Unsure {
    fn of(episodes: &Episodes, covered: &Covered, recipe: &Recipe) -> Unsure {
        let is_covered = |name: &&str| covered.authorities.contains(name) || covered.forces.contains(name);
        let of_covered = |names: &[&'static str]| -> Vec<&'static str> {
            names.iter().copied().filter(is_covered).collect()
        };
        let lacking = episodes.coverage().lacking.iter().map(|(year, names)| (*year, of_covered(names)));
        let is_known = |name: &String| {
            find_region(name).is_some() || find_authority(name).is_some() || find_force(name).is_some()
        };
        let mut places = recipe.filters.iter().filter(|filter| filter.dimension.is_place());
        let unplaced = match places.any(|filter| filter.categories.iter().all(is_known)) {
            true => BTreeSet::new(),
            false => unplaced(episodes),
        };
        Unsure { lacking: lacking.filter(|(_, names)| !names.is_empty()).collect(), unplaced }
    }

    /// Whether an authority lacks rows in a year, by itself or with the force in whose area it lies.
    fn lacks(&self, year: i32, authority: &LocalAuthority) -> bool {
        let lacking = self.lacking.get(&year);
        lacking.is_some_and(|names| names.contains(&authority.name) || names.contains(&authority.force))
    }

    fn caveats(&self) -> Vec<String> {
        let mut caveats = Vec::new();
        if !self.lacking.is_empty() {
            let years = self.lacking.iter().map(|(year, names)| match names.split_at_checked(N_NAMED) {
                Some((first, [_, ..])) => {
                    format!("{year} ({} and {} more)", first.join(", "), names.len() - N_NAMED)
                }
                _ => format!("{year} ({})", names.join(", ")),
            });
            caveats.push(format!(
                "There is no rate where these have no episode in the files although other years have some, nor for all places together: {}. \
                 Add their files, or leave these places out.",
                years.collect::<Vec<_>>().join("; ")
            ));
        }
        if !self.unplaced.is_empty() {
            caveats.push(
                "There is no rate for all places together of years with episodes of which the place is not known: nobody \
                 knows by which children to divide them. Leave in the known places alone."
                    .to_owned(),
            );
        }
        caveats
    }
}

/// So many places of a year are named in a caveat.
const N_NAMED: usize = 5;

/// The population for the figures of a release; none where no file that is held has one.
pub(super) fn population(
    session: &Session,
    release: &Release,
    recipe: &Recipe,
    episodes: &Episodes,
) -> Option<Population> {
    let source = episodes.source();
    if recipe.expression != Expression::Rate
        || !matches!(recipe.year_type, YearType::Reporting | YearType::ReportingCarriedOver)
    {
        return None;
    }
    let figures = figures(session)?;
    let covered = Covered::of(session, source).left_in(&recipe.filters);
    let axis = |dimension: Dimension| release.axes().iter().find(|axis| axis.dimension == dimension);
    let unsure = Unsure::of(episodes, &covered, recipe);
    let mut caveats = unsure.caveats();
    if figures.stock == Stock::OnTheLastDay {
        caveats.push(
            "The rates are for children looked after on 31 March, who are fewer than those looked after during the year: the Department \
             for Education divides by the latter, so these rates are higher than its own."
                .to_owned(),
        );
    }
    if figures.held.file.is_synthetic {
        caveats
            .push(format!("The numbers of looked-after children are made up too, in {}.", figures.held.name));
    }
    let incomplete = incomplete(&covered, &figures, &unsure);
    if !incomplete.is_empty() {
        caveats.push(format!(
            "There is no rate for {}, nor for all places together: no published file that is held has the children of every authority in the \
             files there, or of a region that they cover whole.",
            incomplete.join(", ")
        ));
    }
    let label = format!("{} ({})", figures.stock.label(), figures.held.name);
    let mut population =
        Population::new(label, caveats, session.source_file(figures.held, recipe.duplicates));
    for year in axis(Dimension::Year).map_or(&[][..], Axis::parts) {
        let Ok(ending) = year.parse::<i32>() else { continue };
        for region in axis(Dimension::Region).map_or(&[][..], Axis::parts) {
            let known = Region::ALL.into_iter().find(|known| known.name() == region);
            if let Some(children) =
                known.and_then(|known| covered_children(&covered, &figures, &unsure, ending, known))
            {
                population.insert(year, Some(region), children);
            }
        }
        for authority in axis(Dimension::LocalAuthority).map_or(&[][..], Axis::parts) {
            let official = find_authority(authority).filter(|one| !unsure.lacks(ending, one));
            let children =
                official.and_then(|one| figures.children.get(&(ending, Level::LocalAuthority, one.name)));
            if let Some(children) = children {
                population.insert(year, Some(authority), *children);
            }
        }
        for force in axis(Dimension::PoliceForce).map_or(&[][..], Axis::parts) {
            let in_area = |one: &LocalAuthority| one.force == force;
            if let Some(children) = children_of(&covered, &figures, &unsure, ending, &in_area) {
                population.insert(year, Some(force), children);
            }
        }
        let all = covered.regions();
        let regions = all.iter().map(|region| covered_children(&covered, &figures, &unsure, ending, *region));
        let all = regions.sum::<Option<f64>>().filter(|all| *all > 0.0);
        if let Some(all) = all.filter(|_| !unsure.unplaced.contains(&ending)) {
            population.insert(year, None, all);
        }
    }
    (!population.is_empty()).then_some(population)
}

/// The best figures of any file: those during the year before those of its last day, the first file before others.
fn figures(session: &Session) -> Option<Figures<'_>> {
    let files = session.held.iter().filter_map(|held| Some((held, &held.published.as_ref()?.output)));
    let mut best: Option<Figures<'_>> = None;
    for (held, published) in files {
        for stock in Stock::ALL {
            if best.as_ref().is_some_and(|best| best.stock <= stock) {
                continue;
            }
            let children = children(published, stock);
            if !children.is_empty() {
                best = Some(Figures { held, stock, children });
            }
        }
    }
    best
}

/// The levels of places of which a file has numbers of looked-after children: what rates can be of.
pub(super) fn levels(published: &Published) -> Vec<Level> {
    let known = Stock::ALL.into_iter().flat_map(|stock| children(published, stock).into_keys());
    known.map(|(_, level, _)| level).collect::<BTreeSet<_>>().into_iter().collect()
}

fn children(published: &Published, stock: Stock) -> BTreeMap<(i32, Level, &'static str), f64> {
    let mut children = BTreeMap::new();
    for series in published.series.iter().filter(|series| Stock::of(published, series) == Some(stock)) {
        let place = &published.places[series.place];
        let name = match place.level {
            // The halves of London have names of their own.
            Level::Regional => place.region.map(Region::name).filter(|name| *name == place.name),
            Level::LocalAuthority => find_authority(&place.name).map(|authority| authority.name),
            // No figure is of the whole of England, whatever the files cover.
            Level::National | Level::PoliceForceArea | Level::NotStated => None,
        };
        let Some(name) = name else { continue };
        for (period, figure) in &series.points {
            if let (Some(ending), Some(value)) = (ending_in_march(*period), figure.value) {
                children.entry((ending, place.level, name)).or_insert(value);
            }
        }
    }
    children
}

/// The year ending 31 March that a published year is. A bare year is taken for one: the figures are of looked-after children.
fn ending_in_march(period: Period) -> Option<i32> {
    match period {
        Period::Year { kind: YearKind::Reporting | YearKind::Financial | YearKind::AsWritten, ending } => {
            Some(ending)
        }
        _ => None,
    }
}

/// The children of the authorities that are covered and lie in an area; none unless all of them are known and have rows in the year.
fn children_of(
    covered: &Covered,
    figures: &Figures<'_>,
    unsure: &Unsure,
    year: i32,
    is_in_area: &dyn Fn(&LocalAuthority) -> bool,
) -> Option<f64> {
    let held =
        local_authorities().iter().filter(|one| one.was_there(year) && covered.has(one) && is_in_area(one));
    if held.clone().any(|one| unsure.lacks(year, one)) {
        return None;
    }
    let children = held.map(|one| figures.children.get(&(year, Level::LocalAuthority, one.name)).copied());
    children.sum::<Option<f64>>().filter(|sum| *sum > 0.0)
}

/// The children of the covered part of a region in a year: of its authorities or, where it is covered whole, as published of the region.
fn covered_children(
    covered: &Covered,
    figures: &Figures<'_>,
    unsure: &Unsure,
    year: i32,
    region: Region,
) -> Option<f64> {
    let lacks = |one: &LocalAuthority| one.region == region && covered.has(one) && unsure.lacks(year, one);
    let whole = || figures.children.get(&(year, Level::Regional, region.name())).copied();
    children_of(covered, figures, unsure, year, &|one| one.region == region).or_else(|| {
        whole().filter(|_| covered.is_whole(region, year) && !local_authorities().iter().any(lacks))
    })
}

/// The covered regions of which the children are known in no year although a file has figures of regions.
fn incomplete(covered: &Covered, figures: &Figures<'_>, unsure: &Unsure) -> Vec<&'static str> {
    let years: BTreeSet<i32> = figures.children.keys().map(|(year, ..)| *year).collect();
    let all = covered.regions();
    let regions = all.iter().filter(|region| {
        years.iter().all(|year| covered_children(covered, figures, unsure, *year, **region).is_none())
    });
    regions.map(|region| region.name()).collect()
}
