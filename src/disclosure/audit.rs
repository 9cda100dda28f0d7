//! Whether released figures are safe: how far each suppressed one can be from what it is, as far as anybody can tell who has all that was released.
//!
//! This shares nothing with the search by which cells were left blank but the figures and the sums that bind them. For each figure it looks for two
//! tables of whole numbers in which everything released is the same and the figure is far enough apart, with the simplex method, near the figure first
//! and farther round it where that does not do. Whatever is found is reckoned again in whole numbers.

use super::hints::Hints;
use super::knowledge::{Figure, Knowledge};
use super::pace::{Pace, Stage};
use super::simplex::Simplex;
use std::collections::{BTreeSet, VecDeque};

/// So many figures are taken together with one, at first and where these do not make it safe.
const NEIGHBOURHOODS: [usize; 4] = [24, 80, 240, 480];

/// After so many figures that are exposed no others are looked for: they have to be mended first, or it is refused for these.
pub(super) const MOST_EXPOSED: usize = 12;

/// So often a table is looked for that goes farther.
const N_WAYS: usize = 3;

/// So many figures of a sum are taken to begin with, those that stand nearest.
const NEAREST: usize = 5;

/// A figure that readers can place too narrowly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exposed {
    /// Its place.
    pub(super) figure: usize,
    /// The child whom those readers know, if only they can.
    pub(super) known: Option<u64>,
}

/// The figures that need protection.
pub(super) fn needing(knowledge: &Knowledge) -> BTreeSet<usize> {
    (0..knowledge.figures.len()).filter(|at| knowledge.figures[*at].width > 0).collect()
}

/// Looks whether figures have the protection that they need, and returns those that have not. `waiting`: the figures to be looked at; those that are safe
/// are taken from it. `hints`: with which others it is worth trying first.
pub(super) async fn exposed(
    knowledge: &Knowledge,
    hints: &Hints<'_>,
    waiting: &mut BTreeSet<usize>,
    pace: &Pace,
) -> Vec<Exposed> {
    let search = Neighbours::of(knowledge);
    let n_all = waiting.len();
    pace.begin(Stage::Auditing, n_all).await;
    let mut exposed = Vec::new();
    let mut next = 0;
    while let Some(first) = waiting.range(next..).next().copied().filter(|_| exposed.len() < MOST_EXPOSED) {
        next = first + 1;
        pace.reach(n_all - waiting.len()).await;
        let mut found = Some(Exposed { figure: first, known: None });
        for with in [hints.near(first), hints.around(first)] {
            let with: Vec<usize> = with.into_iter().filter(|at| !knowledge.figures[*at].is_known()).collect();
            if found.is_some() && with.contains(&first) {
                found = Local::new(knowledge, &search, with).exposed(first);
            }
        }
        for most in NEIGHBOURHOODS {
            if found.is_none() {
                break;
            }
            let around = search.around(first, most, false);
            let is_all = around.len() < most;
            found = look(knowledge, &search, around, first, waiting);
            if is_all {
                break;
            }
        }
        match found {
            Some(one) => exposed.push(one),
            None => _ = waiting.remove(&first),
        }
    }
    exposed
}

/// Looks whether a figure is exposed if only some others can change. If it is not, what else is safe by the same figures needs no search of its own.
fn look(
    knowledge: &Knowledge,
    search: &Neighbours<'_>,
    figures: Vec<usize>,
    first: usize,
    waiting: &mut BTreeSet<usize>,
) -> Option<Exposed> {
    let mut local = Local::new(knowledge, search, figures);
    let found = local.exposed(first);
    if found.is_none() {
        let others: Vec<usize> = local.figures.iter().copied().filter(|at| waiting.contains(at)).collect();
        for other in others {
            if local.exposed(other).is_none() {
                waiting.remove(&other);
            }
        }
    }
    found
}

/// How far apart the least and the largest figure are that a reader can take a figure for that needs protection, of the one of which that is least;
/// none where no figure needs any. It is looked for no farther than some times of what is needed.
pub(super) async fn narrowest(knowledge: &Knowledge, pace: &Pace) -> Option<i64> {
    let search = Neighbours::of(knowledge);
    let figures = &knowledge.figures;
    let needing: Vec<usize> = (0..figures.len()).filter(|at| figures[*at].width > 0).collect();
    if needing.len() > MOST_INTERVALS {
        return needing.into_iter().map(|at| figures[at].width).min();
    }
    let mut narrowest = None;
    for at in needing {
        pace.pause().await;
        let mut local = Local::new(knowledge, &search, search.around(at, NEIGHBOURHOODS[0], false));
        let (least, most) = local.interval(at, TIMES_WIDTH * figures[at].width);
        // The audit has found it farther apart, perhaps with figures that are farther away.
        let apart = (most - least).max(figures[at].width);
        narrowest = narrowest.map_or(Some(apart), |known: i64| Some(known.min(apart)));
    }
    narrowest
}

/// Of more figures than these it is not looked for how far apart they can be beyond what is needed.
const MOST_INTERVALS: usize = 60;

/// So many times as far apart as is needed is far enough for anybody.
const TIMES_WIDTH: i64 = 4;

/// Which figures are bound to which.
pub(super) struct Neighbours<'a> {
    knowledge: &'a Knowledge,
    /// For each figure, the sums that it is in.
    sums_of: Vec<Vec<usize>>,
}

impl<'a> Neighbours<'a> {
    pub(super) fn of(knowledge: &'a Knowledge) -> Self {
        let mut sums_of = vec![Vec::new(); knowledge.figures.len()];
        for (at, sum) in knowledge.sums.iter().enumerate() {
            sum.iter().for_each(|(figure, _)| sums_of[*figure].push(at));
        }
        Neighbours { knowledge, sums_of }
    }

    /// The sums that any of some figures is in.
    pub(super) fn sums_around(&self, figures: &[usize]) -> BTreeSet<usize> {
        figures.iter().flat_map(|figure| self.sums_of[*figure].iter().copied()).collect()
    }

    /// The figures that could change with one, the nearest first, `most` at the most; with those that could be left blank yet if that is wanted.
    pub(super) fn around(&self, figure: usize, most: usize, may_cost: bool) -> Vec<usize> {
        let figures = &self.knowledge.figures;
        let can_change = |at: usize| !figures[at].is_known() || may_cost && figures[at].cost.is_some();
        let mut found = vec![figure];
        let mut is_found: BTreeSet<usize> = found.iter().copied().collect();
        let mut waiting = VecDeque::from([figure]);
        while let Some(next) = waiting.pop_front() {
            for sum in &self.sums_of[next] {
                let sum = &self.knowledge.sums[*sum];
                let own = sum.iter().position(|(at, _)| *at == next).unwrap_or(0);
                // What a sum is of comes before its other parts.
                let mut others: Vec<(bool, usize, usize)> = sum
                    .iter()
                    .enumerate()
                    .filter(|(_, (at, _))| can_change(*at))
                    .map(|(place, (at, sign))| (*sign > 0, place.abs_diff(own), *at))
                    .collect();
                others.sort_unstable();
                for (_, _, other) in others.into_iter().take(NEAREST) {
                    if found.len() >= most {
                        return found;
                    }
                    if is_found.insert(other) {
                        found.push(other);
                        waiting.push_back(other);
                    }
                }
            }
        }
        found
    }
}

/// The place of a figure that is not among some.
const ELSEWHERE: u32 = u32::MAX;

/// Some figures that can change while all others stay as they are.
pub(super) struct Local<'a> {
    knowledge: &'a Knowledge,
    /// The figures, by their places among all.
    pub(super) figures: Vec<usize>,
    /// For each of all figures its place among these, or [`ELSEWHERE`].
    place: Vec<u32>,
    /// The sums that any of them is in, of these alone.
    sums: Vec<Vec<(usize, i64)>>,
    simplex: Simplex,
}

impl<'a> Local<'a> {
    pub(super) fn new(knowledge: &'a Knowledge, neighbours: &Neighbours<'_>, figures: Vec<usize>) -> Self {
        let mut place = vec![ELSEWHERE; knowledge.figures.len()];
        figures.iter().enumerate().for_each(|(at, figure)| place[*figure] = at as u32);
        let concerned = neighbours.sums_around(&figures);
        let of_sum = |sum: usize| {
            let members = knowledge.sums[sum].iter();
            let here = members.filter(|(figure, _)| place[*figure] != ELSEWHERE);
            here.map(|(figure, sign)| (place[*figure] as usize, *sign)).collect::<Vec<_>>()
        };
        let sums: Vec<Vec<(usize, i64)>> = concerned.into_iter().map(of_sum).collect();
        let as_numbers = sums.iter().map(|sum| sum.iter().map(|(at, sign)| (*at, *sign as f64)).collect());
        let simplex = Simplex::new(figures.len(), &as_numbers.collect::<Vec<_>>());
        Local { knowledge, figures, place, sums, simplex }
    }

    /// How readers can place a figure, those who know no child first; none if none can.
    fn exposed(&mut self, figure: usize) -> Option<Exposed> {
        let own = self.knowledge.figures[figure].only_child;
        let mut known = None;
        let mut common: Option<BTreeSet<u64>> = None;
        loop {
            let Some(mut children) = self.children_moved(figure, known) else {
                return Some(Exposed { figure, known });
            };
            // Whoever is in no way to see the figure as it is told apart from another cannot place it.
            if let Some(common) = &common {
                children.retain(|child| common.contains(child));
            }
            children.retain(|child| own != Some(*child));
            known = children.first().copied();
            known?;
            common = Some(children);
        }
    }

    /// The children who stand alone behind the figures that differ between two tables in which a figure is far enough apart; none if there are
    /// no such tables.
    fn children_moved(&mut self, figure: usize, known: Option<u64>) -> Option<BTreeSet<u64>> {
        let width = self.knowledge.figures[figure].width;
        let target = self.place[figure] as usize;
        let mut bounds = self.bounds(known);
        bounds[target].1 = bounds[target].1.min(width as f64);
        let up = self.table(target, 1.0, &bounds);
        let lacking = width - up[target];
        let mut moved = self.children(&up);
        if lacking > 0 {
            bounds[target].0 = bounds[target].0.max(-lacking as f64);
            let down = self.table(target, -1.0, &bounds);
            if -down[target] < lacking {
                return None;
            }
            moved.extend(self.children(&down));
        }
        Some(moved)
    }

    /// The least and the largest figure that a reader can take a figure for, as far as `most` from what it is.
    pub(super) fn interval(&mut self, figure: usize, most: i64) -> (i64, i64) {
        let target = self.place[figure] as usize;
        let mut bounds = self.bounds(None);
        bounds[target] = (bounds[target].0.max(-most as f64), bounds[target].1.min(most as f64));
        let truth = self.knowledge.figures[figure].truth;
        let [most, least] =
            [1.0, -1.0].map(|direction| truth + self.table(target, direction, &bounds)[target]);
        (least, most)
    }

    /// How far each figure can be from what it is. A child who is known has no secrets.
    fn bounds(&self, known: Option<u64>) -> Vec<(f64, f64)> {
        let of = |at: &usize| {
            let figure = &self.knowledge.figures[*at];
            let most =
                if figure.most == i64::MAX { f64::INFINITY } else { (figure.most - figure.truth) as f64 };
            match known.is_some() && figure.only_child == known {
                true if figure.is_in_table => (0.0, 0.0),
                // The child is there; whether others are too is told nowhere.
                true => (0.0, most),
                false => ((figure.least - figure.truth) as f64, most),
            }
        };
        self.figures.iter().map(of).collect()
    }

    /// The farthest table in one direction, as differences from the true one. What the simplex method found is reckoned again: a table that breaks
    /// a sum or a bound is none.
    fn table(&mut self, target: usize, direction: f64, bounds: &[(f64, f64)]) -> Vec<i64> {
        let mut farthest = vec![0_i64; self.figures.len()];
        // Each time it goes another way, from where the last one ended.
        for _ in 0..N_WAYS {
            let table = self.whole_table(target, direction, bounds);
            let bound = if direction > 0.0 { bounds[target].1 } else { bounds[target].0 };
            if table[target].abs() > farthest[target].abs() {
                farthest = table;
            }
            if farthest[target] as f64 == bound {
                break;
            }
        }
        farthest
    }

    fn whole_table(&mut self, target: usize, direction: f64, bounds: &[(f64, f64)]) -> Vec<i64> {
        let table = self.simplex.farthest(&[(target, direction)], bounds);
        let is_kept =
            self.sums.iter().all(|sum| sum.iter().map(|(at, sign)| sign * table[*at]).sum::<i64>() == 0);
        let is_within =
            table.iter().zip(bounds).all(|(at, (least, most))| (*least..=*most).contains(&(*at as f64)));
        if is_kept && is_within { table } else { vec![0; table.len()] }
    }

    /// The children of whom somebody knows that it is not so.
    fn children(&self, table: &[i64]) -> BTreeSet<u64> {
        let figures = self.figures.iter().map(|at| &self.knowledge.figures[*at]);
        let is_known = |(figure, difference): &(&Figure, &i64)| {
            **difference < 0 || figure.is_in_table && **difference > 0
        };
        figures.zip(table).filter(is_known).filter_map(|(figure, _)| figure.only_child).collect()
    }
}
