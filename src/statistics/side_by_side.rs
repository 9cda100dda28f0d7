//! The figures of two sources in one table: side by side, or one set against the other; never added together.

use super::express::quotient;
use crate::cube::{Axis, SOURCES, place_within};
use crate::disclosure::{Derived, Figure, Release, Status};
use crate::recipe::{Dimension, Expression};

/// The decimal places of a ratio.
const RATIO_DECIMALS: u8 = 2;

/// What could explain why two sources differ, to be gone through before anything is made of it. In the order of definition, population and
/// recording.
const CHECKLIST: [&str; 8] = [
    "Definition: a local authority records a child as missing (M) or as away from placement without authorisation (A); the police record \
     reports of missing people. Compare what both count.",
    "Definition: between 2013 and 2017 police forces recorded some children as absent and not as missing; since 2017 about one local \
     authority in three records absences as missing, all of them or most.",
    "Definition: a spell that is open on 31 March stands in two years' returns of an authority; the choice of years says how often it \
     counts.",
    "Population: the return is of looked-after children alone; a police extract can be of all children. Narrow the police figures down to \
     looked-after children if the extract records that.",
    "Population: an authority records the children that it looks after, wherever they are placed; a force records what is reported to it. \
     A child placed out of area can stand under one region with the one and under another with the other.",
    "Population: published statistics leave out children in series of short breaks (V3 and V4); an extract may hold them.",
    "Recording: not every force can tell which incidents are of children in care; in 2015/16 only 29 could.",
    "Recording: calls, incidents and individuals are three counts of the police; make sure that the extract has one row for each incident.",
];

/// Puts the releases of sources into one, with a dimension of sources at a place among the others. A category that one of the sources has
/// not is not available there. None without releases.
pub fn side_by_side(releases: &[(usize, Release)], at: usize, coverage: Vec<String>) -> Option<Release> {
    let (_, first) = releases.first()?;
    let words = Dimension::Source.words();
    let mut axes: Vec<Axis> = (0..first.axes().len()).map(|axis| merged(releases, axis)).collect();
    axes.insert(
        at.min(axes.len()),
        Axis {
            dimension: Dimension::Source,
            label: words.label,
            definition: words.definition,
            categories: releases.iter().map(|(source, _)| SOURCES[*source].to_owned()).collect(),
            not_recorded: None,
            within: None,
        },
    );
    place_within(&mut axes);
    let cell = |categories: &[usize]| -> Figure {
        let (_, release) = &releases[categories[at]];
        let mut of_release = 0;
        let others = axes.iter().zip(categories).enumerate().filter(|(axis, _)| *axis != at);
        for (place, (_, (axis, category))) in others.enumerate() {
            let names = &release.axes()[place].categories;
            let found = names.iter().position(|name| *name == axis.categories[*category]);
            of_release = of_release * names.len() + found.ok_or(Status::NotAvailable)?;
        }
        Ok((release.figure_at(of_release)?, release.cells()[of_release].limits()))
    };
    let names: Vec<&str> = releases.iter().map(|(source, _)| SOURCES[*source]).collect();
    let sentences =
        releases.iter().map(|(source, release)| format!("{}: {}", SOURCES[*source], release.definition()));
    // The police's word for episodes is the wider one.
    let title = releases.last().map_or("", |(_, release)| release.title());
    let title = format!("{title}: {} side by side", names.join(" and ").to_lowercase());
    let others = releases.iter().skip(1).map(|(_, release)| release);
    let definition = sentences.collect::<Vec<_>>().join(" ");
    let release = first.recast(axes.clone(), &cell).put_beside(others, title, definition, coverage);
    Some(release.with_checklist(CHECKLIST.map(str::to_owned)))
}

/// The categories of all sources on an axis, each once, in an order that is that of each.
fn merged(releases: &[(usize, Release)], axis: usize) -> Axis {
    let mut merged = releases[0].1.axes()[axis].clone();
    for (_, release) in &releases[1..] {
        let mut after = 0;
        for name in &release.axes()[axis].categories {
            match merged.categories.iter().position(|known| known == name) {
                Some(known) => after = known + 1,
                None => {
                    merged.categories.insert(after, name.clone());
                    after += 1;
                }
            }
        }
    }
    merged.not_recorded = None;
    merged
}

/// The police's figures set against the local authorities', of a table in which both stand side by side.
pub fn compare(release: &Release, expression: Expression) -> Option<Release> {
    let title = release.title().split(": local authorities").next().unwrap_or_default();
    let axis = release.axes().iter().position(|axis| axis.dimension == Dimension::Source)?;
    let of = |name: &str| release.axes()[axis].categories.iter().position(|category| category == name);
    let (authorities, police) = (of(SOURCES[0])?, of(SOURCES[1])?);
    let mut axes = release.axes().to_vec();
    axes.remove(axis);
    let is_ratio = expression == Expression::Ratio;
    let cell = |categories: &[usize]| {
        let figure = |source: usize| {
            let mut with_source = categories.to_vec();
            with_source.insert(axis, source);
            let shape = release.axes().iter().zip(&with_source);
            let at = shape.fold(0, |at, (axis, category)| at * axis.categories.len() + category);
            release.figure_at(at)
        };
        let (authorities, police) = (figure(authorities)?, figure(police)?);
        Ok((if is_ratio { quotient(police, authorities)? } else { police - authorities }, None))
    };
    let recast = release.recast(axes, &cell);
    let (title, sentence, unit, decimals) = match is_ratio {
        true => (
            format!("{title}: police divided by local authorities"),
            "Each figure is that of the police divided by that of local authorities.",
            "Police to local authorities",
            RATIO_DECIMALS,
        ),
        false => (
            format!("{title}: police less local authorities"),
            "Each figure is that of the police less that of local authorities.",
            release.unit(),
            release.decimals(),
        ),
    };
    let derived = Derived {
        title,
        sentence: sentence.to_owned(),
        unit,
        decimals,
        cell: &|at| Ok((recast.figure_at(at)?, None)),
    };
    Some(recast.derive(&derived))
}
