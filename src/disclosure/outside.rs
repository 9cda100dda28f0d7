//! The audit of tables of which nothing is known but what was released: as a reader has them, from files.
//!
//! A reader does not know the true table. So first some table is looked for that fits all that was released, and from there how far each blank can be
//! from what it is in that table. On the way figures are not held to whole numbers; the bounds that come of it are.

use super::audit::Neighbours;
use super::knowledge::{Figure, Knowledge};
use super::policy::{Rule, rounded_from};
use super::simplex::Simplex;
use crate::cube::{TOTAL, Totals};
use crate::recipe::Policy;
use std::collections::{BTreeMap, BTreeSet};

/// What is looked at beyond the threshold: a blank that can be so many times as far apart is as good as unknown.
const TIMES_WIDTH: i64 = 4;

/// The largest system, in sums times figures, for which a table is looked for: some seconds.
const MOST_ENTRIES: usize = 30_000_000;

/// How far a figure of a table that was found may be from a whole number that it is taken for.
const NEARLY_RIGHT: f64 = 1e-5;

/// So many figures are taken together with a blank whose block has more.
const MOST_TOGETHER: usize = 480;

/// A released cell, as a reader has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadCell {
    /// Its figure.
    Figure(i64),
    /// It was left blank.
    Blank,
    /// There is no figure.
    Nothing,
}

/// A released table, as a reader has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadTable {
    /// The names of its dimensions, each with those of its categories, the total last.
    pub axes: Vec<(String, Vec<String>)>,
    /// Its cells, row-major.
    pub cells: Vec<ReadCell>,
}

/// Between what a reader can place a blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its dimensions with their categories, without those of which it is the total.
    pub cell: Vec<(String, String)>,
    /// The least that it can be.
    pub least: i64,
    /// The most, as far as was looked.
    pub most: i64,
    /// Whether it can be a figure about few children and is placed more narrowly than the policy allows.
    pub is_exposed: bool,
}

/// Why tables cannot be audited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Two of them give different figures for the same, which is this.
    Contradiction(Vec<(String, String)>),
    /// No table fits what was released: totals are not those of their parts, or not all of it is of one kind.
    NoTable,
    /// There are too many blanks that bear on each other.
    TooLarge,
    /// Under the policy nothing is left blank.
    Unprotected,
}

/// Says between what a reader can place each blank of tables, who has them all and takes them to be of the same episodes, with nothing left out. `adds_up`: whether
/// totals are the sums of their parts, as of episodes; of children they are at most that.
///
/// # Errors
/// If that cannot be told; see [`Fault`].
pub fn audit(tables: &[ReadTable], policy: Policy, adds_up: bool) -> Result<Vec<Placed>, Fault> {
    let rule = Rule::of(policy).ok_or(Fault::Unprotected)?;
    let totals = if adds_up { Totals::Sum } else { Totals::Bounds };
    let mut knowledge = Knowledge::default();
    let mut known: BTreeMap<Vec<(String, String)>, usize> = BTreeMap::new();
    for table in tables {
        let shape: Vec<usize> = table.axes.iter().map(|(_, names)| names.len()).collect();
        let mut places = Vec::new();
        for (cell, read) in table.cells.iter().enumerate() {
            let key = key(table, &shape, cell);
            let figure = figure(*read, &rule);
            let place = *known.entry(key.clone()).or_insert_with(|| knowledge.add(figure));
            let both = &mut knowledge.figures[place];
            both.least = both.least.max(figure.least);
            both.most = both.most.min(figure.most);
            both.width = both.width.min(figure.width);
            both.truth = both.least;
            if both.least > both.most {
                return Err(Fault::Contradiction(key));
            }
            places.push(place);
        }
        knowledge.relate(&places, &shape, &vec![totals; shape.len()]);
    }
    // What lies between two figures is none of the released ones, and cannot be less than nothing.
    knowledge.figures.iter_mut().for_each(|figure| figure.truth = figure.truth.max(figure.least));
    let search = Neighbours::of(&knowledge);
    let blocks = blocks(&knowledge, &search);
    let mut table: Vec<f64> = knowledge.figures.iter().map(|figure| figure.truth as f64).collect();
    for block in &blocks {
        let changes = fit(&knowledge, &search, block)?;
        block.iter().zip(changes).for_each(|(at, by)| table[*at] += by);
    }
    if !knowledge.is_fitted_by(&table) {
        return Err(Fault::NoTable);
    }
    let place = |(cell, at): (&Vec<(String, String)>, &usize)| {
        let figure = knowledge.figures[*at];
        if figure.width == 0 {
            return None;
        }
        let (least, most) = interval(&knowledge, &search, &table, *at);
        let is_exposed = most - least < figure.width && least <= rule.threshold as i64;
        Some(Placed { cell: cell.clone(), least, most, is_exposed })
    };
    Ok(known.iter().filter_map(place).collect())
}

/// Between what a figure lies in tables near one that fits.
fn interval(knowledge: &Knowledge, search: &Neighbours<'_>, table: &[f64], figure: usize) -> (i64, i64) {
    let together = search.around(figure, MOST_TOGETHER, false);
    let place: BTreeMap<usize, usize> =
        together.iter().enumerate().map(|(at, figure)| (*figure, at)).collect();
    let sums = search.sums_around(&together).into_iter().map(|sum| {
        let members = knowledge.sums[sum].iter();
        members.filter_map(|(at, sign)| Some((*place.get(at)?, *sign as f64))).collect()
    });
    let mut simplex = Simplex::new(together.len(), &sums.collect::<Vec<_>>());
    let mut bounds: Vec<(f64, f64)> = together.iter().map(|at| room(knowledge, *at, table[*at])).collect();
    let far = (TIMES_WIDTH * knowledge.figures[figure].width) as f64;
    bounds[0] = (bounds[0].0.max(-far), bounds[0].1.min(far));
    let [most, least] =
        [1.0, -1.0].map(|direction| table[figure] + simplex.farthest_of_all(&[(0, direction)], &bounds)[0]);
    ((least - NEARLY_RIGHT).ceil() as i64, (most + NEARLY_RIGHT).floor() as i64)
}

/// How far a figure can be from what it is thought to be.
fn room(knowledge: &Knowledge, at: usize, thought: f64) -> (f64, f64) {
    let figure = &knowledge.figures[at];
    let most = if figure.most == i64::MAX { f64::INFINITY } else { figure.most as f64 - thought };
    (figure.least as f64 - thought, most)
}

fn key(table: &ReadTable, shape: &[usize], cell: usize) -> Vec<(String, String)> {
    let categories = crate::cube::coordinates(shape, cell).zip(&table.axes);
    let named = categories.map(|(category, (name, categories))| (name.clone(), categories[category].clone()));
    let mut key: Vec<_> = named.filter(|(_, category)| category != TOTAL).collect();
    key.sort();
    key
}

/// What a reader knows of a cell by itself.
fn figure(read: ReadCell, rule: &Rule) -> Figure {
    let (least, most, width) = match read {
        ReadCell::Nothing => (0, 0, 0),
        ReadCell::Figure(figure) => {
            let (least, most) = rounded_from(rule.base, figure);
            (least.max(0), most, 0)
        }
        ReadCell::Blank => (i64::from(!rule.are_zeros_sensitive), i64::MAX, rule.width()),
    };
    let (floor, ceiling) = (least, most);
    Figure {
        truth: least,
        least,
        most,
        width,
        only_child: None,
        is_in_table: true,
        cost: None,
        floor,
        ceiling,
    }
}

/// The figures that bear on each other, without those that are known.
fn blocks(knowledge: &Knowledge, search: &Neighbours<'_>) -> Vec<Vec<usize>> {
    let mut is_seen = vec![false; knowledge.figures.len()];
    let mut blocks = Vec::new();
    for first in 0..knowledge.figures.len() {
        if is_seen[first] || knowledge.figures[first].is_known() {
            continue;
        }
        is_seen[first] = true;
        let (mut block, mut next) = (vec![first], 0);
        while let Some(at) = block.get(next).copied() {
            next += 1;
            for sum in search.sums_around(&[at]) {
                for (other, _) in &knowledge.sums[sum] {
                    if !knowledge.figures[*other].is_known() && !std::mem::replace(&mut is_seen[*other], true)
                    {
                        block.push(*other);
                    }
                }
            }
        }
        blocks.push(block);
    }
    blocks
}

/// By how much the figures of a block have to change for all sums to be right. What each sum lacks is a variable of its own, which goes as far as that.
fn fit(knowledge: &Knowledge, search: &Neighbours<'_>, block: &[usize]) -> Result<Vec<f64>, Fault> {
    let concerned: BTreeSet<usize> = search.sums_around(block);
    if concerned.len() * (concerned.len() + block.len()) > MOST_ENTRIES {
        return Err(Fault::TooLarge);
    }
    let place: BTreeMap<usize, usize> = block.iter().enumerate().map(|(at, figure)| (*figure, at)).collect();
    let mut bounds: Vec<(f64, f64)> =
        block.iter().map(|at| room(knowledge, *at, knowledge.figures[*at].truth as f64)).collect();
    let mut objective = Vec::new();
    let mut sums = Vec::new();
    for sum in concerned {
        let members = &knowledge.sums[sum];
        let lacking =
            -members.iter().map(|(at, sign)| sign * knowledge.figures[*at].truth).sum::<i64>() as f64;
        let variable = bounds.len();
        bounds.push((lacking.min(0.0), lacking.max(0.0)));
        objective.push((variable, lacking.signum()));
        let own = members.iter().filter_map(|(at, sign)| Some((*place.get(at)?, *sign as f64)));
        sums.push(own.chain([(variable, -1.0)]).collect());
    }
    let mut changes = Simplex::new(bounds.len(), &sums).farthest_of_all(&objective, &bounds);
    changes.truncate(block.len());
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[i64]]) -> ReadTable {
        let names = |n: usize| (1..n).map(|at| at.to_string()).chain([TOTAL.to_owned()]).collect::<Vec<_>>();
        let cell = |figure: &i64| if *figure < 0 { ReadCell::Blank } else { ReadCell::Figure(*figure) };
        ReadTable {
            axes: vec![("row".to_owned(), names(rows.len())), ("column".to_owned(), names(rows[0].len()))],
            cells: rows.iter().copied().flatten().map(cell).collect(),
        }
    }

    #[test]
    fn a_single_blank_is_placed_exactly() {
        let placed = audit(&[table(&[&[-1, 20, 23], &[14, 9, 23], &[17, 29, 46]])], Policy::Dfe, true);
        let placed = placed.expect("it can be told");
        assert_eq!((placed[0].least, placed[0].most, placed[0].is_exposed), (3, 3, true));
    }

    #[test]
    fn blanks_that_cover_each_other_are_placed_as_far_as_they_can_go() {
        let placed = audit(&[table(&[&[-1, -1, 23], &[-1, -1, 23], &[17, 29, 46]])], Policy::Dfe, true);
        let intervals: Vec<(i64, i64)> =
            placed.expect("it can be told").iter().map(|placed| (placed.least, placed.most)).collect();
        assert_eq!(intervals, [(1, 16), (1, 16), (7, 22), (7, 22)]);
    }

    #[test]
    fn tables_that_contradict_each_other_or_themselves_are_told() {
        let one = table(&[&[3, 7, 10], &[5, 5, 10], &[8, 12, 20]]);
        let other = table(&[&[4, 7, 11], &[5, 5, 10], &[9, 12, 21]]);
        assert!(matches!(audit(&[one, other], Policy::Dfe, true), Err(Fault::Contradiction(_))));
        let wrong = table(&[&[3, 7, 10], &[5, 5, 10], &[9, 12, 20]]);
        assert_eq!(audit(&[wrong], Policy::Dfe, true), Err(Fault::NoTable));
    }
}
