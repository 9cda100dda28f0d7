//! The farthest that a linear function of some figures can go while sums of them stay as they are and each keeps within its bounds: the
//! simplex method for bounded variables.
//!
//! No library was taken: they begin each problem anew, and here hundreds are asked of the same sums, each a few steps from a point that is known
//! to be possible, the true table. Whatever comes of it is rounded and reckoned again in whole numbers before anything is concluded.

/// What is taken for zero among numbers that are small fractions otherwise.
const NEARLY_ZERO: f64 = 1e-9;

/// How far from a whole number one is still taken for it.
const NEARLY_WHOLE: f64 = 1e-6;

/// Steps are made of so many units at the most, that is whole numbers of them, where one unit would lead others to fractions.
const MOST_UNITS: i32 = 4;

/// After so many steps that lead nowhere, steps are taken in the order of variables, which never goes round in a circle (Bland's rule).
const MOST_IDLE_STEPS: usize = 40;

/// After so many it is given up: what can be reached is reached long before.
const MOST_HOPELESS_STEPS: usize = 160;

/// Variables of which some sums do not change. All are told as differences from a possible point, so that 0 is possible for all together.
pub(super) struct Simplex {
    /// For each basic variable, its coefficients over the others.
    rows: Vec<Vec<f64>>,
    basic: Vec<usize>,
    others: Vec<usize>,
    n_variables: usize,
}

impl Simplex {
    /// From sums that do not change: variables with their coefficients.
    pub(super) fn new(n_variables: usize, sums: &[Vec<(usize, f64)>]) -> Self {
        let mut rows: Vec<Vec<f64>> = Vec::new();
        let mut basic = Vec::new();
        for sum in sums {
            let mut row = vec![0.0; n_variables];
            sum.iter().for_each(|(variable, coefficient)| row[*variable] += coefficient);
            for (known, of) in rows.iter().zip(&basic) {
                let factor: f64 = row[*of];
                if factor != 0.0 {
                    subtract(&mut row, known, factor);
                }
            }
            let largest = |one: &usize, other: &usize| row[*one].abs().total_cmp(&row[*other].abs());
            let Some(pivot) = (0..n_variables).max_by(largest).filter(|at| row[*at].abs() > NEARLY_WHOLE)
            else {
                continue;
            };
            let scale = row[pivot];
            row.iter_mut().for_each(|coefficient| *coefficient /= scale);
            for known in &mut rows {
                let factor = known[pivot];
                if factor != 0.0 {
                    subtract(known, &row, factor);
                }
            }
            rows.push(row);
            basic.push(pivot);
        }
        let others: Vec<usize> = (0..n_variables).filter(|variable| !basic.contains(variable)).collect();
        let over_others = |row: Vec<f64>| others.iter().map(|other| -row[*other]).collect();
        Simplex { rows: rows.into_iter().map(over_others).collect(), basic, others, n_variables }
    }

    /// The farthest point in whole numbers that steps in whole numbers lead to from 0. `objective`: variables with their weights. `bounds`: for each
    /// variable, around 0.
    pub(super) fn farthest(&mut self, objective: &[(usize, f64)], bounds: &[(f64, f64)]) -> Vec<i64> {
        self.walk(objective, bounds, true).into_iter().map(|at| at as i64).collect()
    }

    /// The farthest point of all.
    pub(super) fn farthest_of_all(&mut self, objective: &[(usize, f64)], bounds: &[(f64, f64)]) -> Vec<f64> {
        self.walk(objective, bounds, false)
    }

    fn walk(&mut self, objective: &[(usize, f64)], bounds: &[(f64, f64)], is_whole: bool) -> Vec<f64> {
        let mut weights = vec![0.0; self.n_variables];
        objective.iter().for_each(|(variable, weight)| weights[*variable] += weight);
        let mut at = vec![0.0_f64; self.n_variables];
        // The variables that lead to fractions as things stand.
        let mut is_barred = vec![false; self.others.len()];
        let mut n_idle = 0;
        let most_idle = MOST_HOPELESS_STEPS + if is_whole { 0 } else { self.n_variables };
        while n_idle < most_idle {
            let entering = self.entering(&weights, bounds, &at, &is_barred, n_idle > MOST_IDLE_STEPS);
            let Some((enters, direction)) = entering else { break };
            let Some((farthest, leaves)) = self.step(enters, direction, bounds, &at) else { break };
            let step = if is_whole { self.whole(enters, farthest) } else { farthest };
            let is_short = step < farthest - NEARLY_ZERO;
            if step > NEARLY_ZERO {
                n_idle = 0;
                at[self.others[enters]] += step * direction;
                for (row, basic) in self.rows.iter().zip(&self.basic) {
                    let reached = at[*basic] + row[enters] * step * direction;
                    at[*basic] = if is_whole { reached.round() } else { reached };
                }
            } else {
                n_idle += 1;
            }
            match leaves.filter(|_| !is_short) {
                Some(leaves) => {
                    self.pivot(leaves, enters);
                    is_barred.fill(false);
                }
                None => is_barred[enters] = is_short,
            }
        }
        at
    }

    /// The longest step up to one that leaves all variables whole numbers.
    fn whole(&self, enters: usize, farthest: f64) -> f64 {
        let is_whole = |unit: &f64| {
            let mut changes = self.rows.iter().map(|row| row[enters] * unit);
            changes.all(|change| (change - change.round()).abs() < NEARLY_WHOLE)
        };
        let unit = (1..=MOST_UNITS).map(f64::from).find(is_whole);
        unit.map_or(0.0, |unit| ((farthest + NEARLY_WHOLE) / unit).floor() * unit)
    }

    /// The variable to move and its direction; none if nothing leads farther.
    fn entering(
        &self,
        weights: &[f64],
        bounds: &[(f64, f64)],
        at: &[f64],
        is_barred: &[bool],
        is_idle: bool,
    ) -> Option<(usize, f64)> {
        let mut gradient: Vec<f64> = self.others.iter().map(|other| weights[*other]).collect();
        for (row, basic) in self.rows.iter().zip(&self.basic).filter(|(_, basic)| weights[**basic] != 0.0) {
            let weight = weights[*basic];
            gradient.iter_mut().zip(row).for_each(|(sum, coefficient)| *sum += weight * coefficient);
        }
        let mut best: Option<(usize, f64)> = None;
        for (place, slope) in gradient.iter().enumerate() {
            let variable = self.others[place];
            let (least, most) = bounds[variable];
            let can_move = !is_barred[place]
                && match *slope {
                    up if up > NEARLY_WHOLE => at[variable] < most - NEARLY_ZERO,
                    down if down < -NEARLY_WHOLE => at[variable] > least + NEARLY_ZERO,
                    _ => false,
                };
            let is_better = best.is_none_or(|(known, steepest)| match is_idle {
                true => variable < self.others[known],
                false => slope.abs() > steepest.abs(),
            });
            if can_move && is_better {
                best = Some((place, *slope));
            }
        }
        best.map(|(place, slope)| (place, slope.signum()))
    }

    /// How far a variable can move, and the row of the one that stops it, unless that is itself; none if nothing does.
    fn step(
        &self,
        enters: usize,
        direction: f64,
        bounds: &[(f64, f64)],
        at: &[f64],
    ) -> Option<(f64, Option<usize>)> {
        let variable = self.others[enters];
        let room = |variable: usize, direction: f64| {
            let (least, most) = bounds[variable];
            if direction > 0.0 { most - at[variable] } else { at[variable] - least }
        };
        let (mut step, mut leaves) = (room(variable, direction), None);
        for (place, row) in self.rows.iter().enumerate() {
            let rate = row[enters] * direction;
            if rate.abs() < NEARLY_ZERO {
                continue;
            }
            let limit = (room(self.basic[place], rate) / rate.abs()).max(0.0);
            let is_firmer = |known: usize| {
                (self.rows[known][enters].abs(), self.basic[place]) < (rate.abs(), self.basic[known])
            };
            let is_equal = (limit - step).abs() <= NEARLY_ZERO;
            if limit < step - NEARLY_ZERO || is_equal && leaves.is_some_and(is_firmer) {
                (step, leaves) = (limit, Some(place));
            }
        }
        step.is_finite().then_some((step, leaves))
    }

    /// Makes another variable basic in place of that of a row.
    fn pivot(&mut self, row: usize, enters: usize) {
        let pivot = self.rows[row][enters];
        let mut new: Vec<f64> = self.rows[row].iter().map(|coefficient| -coefficient / pivot).collect();
        new[enters] = 1.0 / pivot;
        for (place, other) in self.rows.iter_mut().enumerate().filter(|(place, _)| *place != row) {
            let factor = other[enters];
            if factor != 0.0 && place != row {
                other[enters] = 0.0;
                for (coefficient, of_new) in other.iter_mut().zip(&new) {
                    *coefficient += factor * of_new;
                    if coefficient.abs() < NEARLY_ZERO {
                        *coefficient = 0.0;
                    }
                }
            }
        }
        self.rows[row] = new;
        std::mem::swap(&mut self.basic[row], &mut self.others[enters]);
    }
}

fn subtract(row: &mut [f64], other: &[f64], factor: f64) {
    for (coefficient, of_other) in row.iter_mut().zip(other) {
        *coefficient -= factor * of_other;
        if coefficient.abs() < NEARLY_ZERO {
            *coefficient = 0.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Simplex;

    #[test]
    fn a_figure_goes_as_far_as_those_that_it_has_to_take_with_it() {
        // Two rows and two columns, each with its sum unchanged.
        let sums = [[0, 1], [2, 3], [0, 2], [1, 3]].map(|sum| sum.map(|at| (at, 1.0)).to_vec());
        let mut simplex = Simplex::new(4, &sums);
        let bounds = [(-9.0, 9.0), (-2.0, 9.0), (-9.0, f64::INFINITY), (-9.0, 4.0)];
        assert_eq!(simplex.farthest(&[(0, 1.0)], &bounds), [2, -2, -2, 2]);
        assert_eq!(simplex.farthest(&[(0, -1.0)], &bounds), [-9, 9, 9, -9]);
        assert_eq!(simplex.farthest(&[(3, 1.0)], &bounds), [2, -2, -2, 2]);
    }

    #[test]
    fn what_is_bound_by_nothing_stands_still_rather_than_run_on() {
        let mut simplex = Simplex::new(1, &[]);
        assert_eq!(simplex.farthest(&[(0, 1.0)], &[(0.0, f64::INFINITY)]), [0]);
        assert_eq!(simplex.farthest(&[(0, 1.0)], &[(0.0, 7.0)]), [7]);
    }
}
