//! The figures of all combinations of levels, and what holds between them.

use super::super::children;
use super::super::lengths::{self, Summary};
use super::super::measure::{Statistic, Tabulation};
use super::super::placing::Placing;
use super::super::shape::Target;
use super::super::tally::{self, CellTally};
use super::super::{Count, Totals, coordinates};
use super::groups::{Groups, Key};
use super::{Grid, Joint, Relation};
use std::collections::{BTreeMap, BTreeSet};

/// Adds the figures of some groups, unless they are known from others, and what holds between them; returns how they lie.
pub(super) fn add(
    joint: &mut Joint,
    known: &mut BTreeMap<Key, usize>,
    groups: &Groups,
    clique: &BTreeSet<usize>,
    template: &Placing<'_>,
    tabulation: Tabulation,
) -> Grid {
    let clique: Vec<usize> = clique.iter().copied().collect();
    let of = |at: usize| &groups.groups[clique[at]];
    let year_at = match template.is_spanned() {
        true => (0..clique.len()).find(|at| of(*at).years().is_some()),
        false => None,
    };
    let dividers = (0..clique.len()).map(|at| match (Some(at) == year_at, of(at).years()) {
        (true, Some(years)) => years,
        _ => of(at).divider(),
    });
    let placing = template.regrouped(dividers.collect(), year_at);
    let shape: Vec<usize> = (0..clique.len()).map(|at| of(at).n_levels()).collect();
    let n_cells: usize = shape.iter().product();
    let n_classes: Vec<usize> = (0..clique.len()).map(|at| of(at).n_classes).collect();
    let targets = |cell: usize| -> Vec<Target> {
        let mut targets = vec![(0, false)];
        for (at, class) in coordinates(&n_classes, cell).enumerate() {
            let levels = of(at).levels_of(class);
            let further = targets.iter().flat_map(|(place, is_over_years)| {
                let n_levels = shape[at];
                levels.iter().map(move |level| {
                    (place * n_levels + level, *is_over_years || Some(at) == year_at && *level != class)
                })
            });
            targets = further.collect();
        }
        targets
    };
    let counts = counts(&placing, tabulation, n_cells, &targets);
    let places: Vec<usize> = (0..n_cells)
        .map(|cell| {
            let levels = coordinates(&shape, cell).enumerate();
            let narrow = levels.filter(|(at, level)| *level != of(*at).total());
            let key: Key = narrow.map(|(at, level)| (clique[at], level)).collect();
            *known.entry(key).or_insert_with(|| {
                joint.counts.push(counts[cell]);
                joint.counts.len() - 1
            })
        })
        .collect();
    let mut totals_of = Vec::new();
    for axis in 0..clique.len() {
        let stride: usize = shape[axis + 1..].iter().product();
        let mut relations = Vec::new();
        let wholes = (0..n_cells).filter(|cell| cell / stride % shape[axis] >= of(axis).n_classes);
        for cell in wholes {
            let level = cell / stride % shape[axis];
            let first = cell - level * stride;
            let parts: Vec<usize> =
                of(axis).classes(level).iter().map(|part| places[first + part * stride]).collect();
            relations.push((places[cell], parts));
            // A reader knows too that a union is part of all, beside what is not in it.
            if level > of(axis).total() {
                let union = of(axis).classes(level);
                let rest = (0..of(axis).n_classes).filter(|class| !union.contains(class));
                let rest = rest.map(|class| places[first + class * stride]);
                relations.push((
                    places[first + of(axis).total() * stride],
                    std::iter::once(places[cell]).chain(rest).collect(),
                ));
            }
        }
        let totals = totals(joint, tabulation, Some(axis) == year_at, &relations);
        totals_of.push(totals);
        if totals != Totals::None {
            let relations = relations.into_iter().map(|(whole, parts)| Relation { whole, parts, totals });
            joint.relations.extend(relations);
        }
    }
    Grid {
        parents: (0..clique.len()).map(|at| of(at).parents()).collect(),
        roots: (0..clique.len()).map(|at| of(at).total()).collect(),
        totals: totals_of,
        places,
    }
}

/// How figures relate to their parts on an axis.
fn totals(
    joint: &Joint,
    tabulation: Tabulation,
    is_spanned: bool,
    relations: &[(usize, Vec<usize>)],
) -> Totals {
    let figure = |at: &usize| match joint.counts[*at] {
        Count::Counted { figure, .. } => figure,
        _ => 0.0,
    };
    let adds_up =
        || relations.iter().all(|(whole, parts)| figure(whole) == parts.iter().map(figure).sum::<f64>());
    match tabulation.statistic {
        Statistic::Children { .. } if adds_up() => Totals::Sum,
        Statistic::Children { at_least: 1 } => Totals::Bounds,
        Statistic::Children { .. } | Statistic::Length(_, Summary::Tenths(_)) => Totals::None,
        _ if is_spanned => Totals::Bounds,
        _ => Totals::Sum,
    }
}

/// The figures of all levels.
fn counts(
    placing: &Placing<'_>,
    tabulation: Tabulation,
    n_cells: usize,
    targets: &dyn Fn(usize) -> Vec<Target>,
) -> Vec<Count> {
    let tallies = tally::tally(placing);
    let sums = tally::summed(&tallies, n_cells, targets);
    let of_sum = |figure: f64, sum: &CellTally| Count::Counted {
        figure,
        children: sum.n_children(),
        only_child: sum.only_child(),
        largest: None,
    };
    match tabulation.statistic {
        Statistic::Episodes => sums.iter().map(|sum| of_sum(sum.episodes as f64, sum)).collect(),
        Statistic::Length(unit, _) => {
            let mut lengths = vec![0.0; n_cells];
            let of_cell: Vec<Vec<Target>> = (0..placing.n_cells()).map(targets).collect();
            lengths::each_length(placing, unit, &mut |cell, is_again, length| {
                for (sum, is_over_years) in &of_cell[cell as usize] {
                    if !(is_again && *is_over_years) {
                        lengths[*sum] += f64::from(length);
                    }
                }
            });
            let parts_of_unit = tabulation.statistic.parts_of_unit();
            lengths.into_iter().zip(&sums).map(|(length, sum)| of_sum(length / parts_of_unit, sum)).collect()
        }
        Statistic::Children { .. } | Statistic::EpisodesOfChildren => {
            let at_least =
                if let Statistic::Children { at_least } = tabulation.statistic { at_least } else { 1 };
            let is_episodes = tabulation.statistic == Statistic::EpisodesOfChildren;
            let of = |one: children::Children| match is_episodes {
                true => (one.episodes, one.all, one.last),
                false => (one.with_several, one.with_several, one.last_with_several),
            };
            let children = children::count(placing.episodes(), placing, n_cells, targets, at_least);
            let count = |(figure, children, last): (u64, u64, u32)| Count::Counted {
                figure: figure as f64,
                children,
                only_child: (children == 1).then_some(last.into()),
                largest: None,
            };
            children.into_iter().map(|one| count(of(one))).collect()
        }
    }
}
