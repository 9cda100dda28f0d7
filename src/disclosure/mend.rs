//! What else to leave blank where the audit finds a figure exposed: the cheapest change of figures, shown ones among them, by which nobody could
//! place it any more. For figures of one table the search in `secondary` has done this before; here it is done for whatever sums bind figures of
//! several tables, and where figures are rounded.

use super::audit::{Exposed, Neighbours};
use super::knowledge::Knowledge;
use super::simplex::Simplex;
use std::collections::BTreeMap;

/// So many figures are taken together with one, at first and where these do not help.
const NEIGHBOURHOODS: [usize; 2] = [120, 600];

/// What it is worth to move the exposed figure by one: more than any figure costs.
const WORTH: f64 = 1e7;

/// The figures to leave blank so that an exposed one is safer; none where there are none.
pub(super) fn cheapest(knowledge: &Knowledge, neighbours: &Neighbours<'_>, exposed: &Exposed) -> Vec<usize> {
    for most in NEIGHBOURHOODS {
        let around = neighbours.around(exposed.figure, most, true);
        let mut best: Option<(i64, u64, Vec<usize>)> = None;
        for direction in [1.0, -1.0] {
            let Some((reach, blanks)) = change(knowledge, neighbours, &around, exposed, direction) else {
                continue;
            };
            let cost = blanks.iter().filter_map(|at| knowledge.figures[*at].cost).sum::<u64>();
            let is_better = best.as_ref().is_none_or(|(known, least, _)| (reach, *least) > (*known, cost));
            if is_better {
                best = Some((reach, cost, blanks));
            }
        }
        if let Some((_, _, blanks)) = best {
            return blanks;
        }
    }
    Vec::new()
}

/// How far the exposed figure can move in a direction if figures that are shown are left blank, and which of them; none if that takes none.
fn change(
    knowledge: &Knowledge,
    neighbours: &Neighbours<'_>,
    around: &[usize],
    exposed: &Exposed,
    direction: f64,
) -> Option<(i64, Vec<usize>)> {
    let figures = &knowledge.figures;
    // A shown figure goes up by one variable and down by another, so that either costs something.
    let mut variables: Vec<(usize, i64)> = Vec::new();
    let mut bounds = Vec::new();
    let mut objective = Vec::new();
    let mut columns: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in around {
        let figure = &figures[*at];
        let is_of_child = exposed.known.is_some() && figure.only_child == exposed.known;
        let is_fixed = is_of_child && figure.is_in_table;
        let mut add = |sign: i64, least: f64, most: f64, weight: f64| {
            columns.entry(*at).or_default().push(variables.len());
            if weight != 0.0 {
                objective.push((variables.len(), weight));
            }
            variables.push((*at, sign));
            bounds.push(if is_fixed { (0.0, 0.0) } else { (least, most) });
        };
        let least = if is_of_child { 0.0 } else { (figure.least - figure.truth) as f64 };
        let most = distance(figure.truth, figure.most);
        match figure.cost {
            _ if *at == exposed.figure => {
                let width = figure.width as f64;
                add(1, least.max(-width), most.min(width), WORTH * direction);
            }
            Some(cost) => {
                add(1, 0.0, distance(figure.truth, figure.ceiling), -(cost as f64));
                add(-1, 0.0, (figure.truth - figure.floor) as f64, -(cost as f64));
            }
            None => add(1, least, most, 0.0),
        }
    }
    let sums: Vec<Vec<(usize, f64)>> = neighbours
        .sums_around(around)
        .into_iter()
        .map(|sum| {
            let members = knowledge.sums[sum].iter();
            let of = |(at, sign): &(usize, i64)| {
                let columns = columns.get(at).map_or(&[][..], Vec::as_slice);
                columns
                    .iter()
                    .map(|column| (*column, (sign * variables[*column].1) as f64))
                    .collect::<Vec<_>>()
            };
            members.flat_map(of).collect()
        })
        .collect();
    let table = Simplex::new(variables.len(), &sums).farthest(&objective, &bounds);
    let mut moved: BTreeMap<usize, i64> = BTreeMap::new();
    for ((at, sign), by) in variables.iter().zip(&table) {
        *moved.entry(*at).or_default() += sign * by;
    }
    let blanks =
        moved.iter().filter(|(at, by)| **by != 0 && figures[**at].cost.is_some() && **at != exposed.figure);
    let blanks: Vec<usize> = blanks.map(|(at, _)| *at).collect();
    (!blanks.is_empty()).then(|| (moved[&exposed.figure].abs(), blanks))
}

/// How far a figure can go up to the most that it is taken for.
fn distance(truth: i64, most: i64) -> f64 {
    if most == i64::MAX { f64::INFINITY } else { (most - truth) as f64 }
}
