//! By how much a series grows in a year, and how far that may be chance.

use super::{TAIL, bisect};

/// The fewest points that a change is given for: with 5 there are 3 degrees of freedom, with fewer the limits
/// say next to nothing.
const MIN_POINTS: usize = 5;

/// How many parameters the line has: a level and a slope.
const N_PARAMETERS: usize = 2;

/// The most steps of the fit. A usual series takes about 5 and a very rough one fewer than 45; R's `glm`
/// gives up after 25.
const MAX_STEPS: u32 = 50;

/// The largest change of any expected count, as a part of it, at which the fit has settled. Each step squares
/// what is still wrong, so that nothing but rounding is left after this.
const SETTLED: f64 = 1e-10;

/// What is added to each count for the first step, as a part of the mean count: the logarithm of 0 has no
/// value. R adds 0.1; as a part of the mean it does not depend on whether the counts are in thousands.
const FIRST_ADDITION: f64 = 0.1;

/// The largest distance from 0, in per cent a year, that is nothing but rounding: a level series has limits
/// of this kind.
const NEGLIGIBLE_PERCENT: f64 = 1e-9;

/// The mean change of a series in a year, in per cent of the year before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AnnualChange {
    /// The likeliest change: 5.0 is growth by a twentieth each year, -5.0 a fall by as much.
    pub percent: f64,
    /// Its lower 95 % limit, in per cent a year.
    pub lower: f64,
    /// Its upper 95 % limit, in per cent a year.
    pub upper: f64,
}

impl AnnualChange {
    /// Whether the series clearly grows or falls: the limits leave out 0.
    pub fn is_clear(&self) -> bool {
        self.lower > NEGLIGIBLE_PERCENT || self.upper < -NEGLIGIBLE_PERCENT
    }
}

/// The annual change of a series of points: year, count, and exposure, which is 1.0 throughout where there is
/// none.
///
/// A log-linear regression by iteratively reweighted least squares with the logarithm of the exposure as
/// offset (McCullagh and Nelder, "Generalized linear models", 1989, chapters 2 and 6). Counts of events that
/// come in clusters, as the episodes of one child do, vary more than a Poisson distribution allows: their
/// variance is taken for a multiple of their mean, which is Pearson's chi-squared statistic over n - 2, as
/// R's `quasipoisson` does. The limits use Student's t with n - 2 degrees of freedom, for n points.
///
/// None with fewer than 5 points, a negative count, an exposure that is not above 0, a number that is not
/// finite, counts that are all 0 or all in the first or the last year (the likeliest change would be without
/// bounds), or where the fit does not settle or a limit is too large for a number.
pub fn annual_change(points: &[(i32, f64, f64)]) -> Option<AnnualChange> {
    if points.len() < MIN_POINTS || !points.iter().all(is_usable) || !has_slope(points) {
        return None;
    }
    let expected = fit(points)?;
    let line = Line::through(points, &expected);
    let n_spare = points.len() - N_PARAMETERS;
    let error = libm::sqrt(dispersion(points, &expected, n_spare) / line.spread);
    let reach = student_quantile(n_spare) * error;
    let percent = |slope: f64| Some(100.0 * libm::expm1(slope)).filter(|percent| percent.is_finite());
    Some(AnnualChange {
        percent: percent(line.slope)?,
        lower: percent(line.slope - reach)?,
        upper: percent(line.slope + reach)?,
    })
}

/// Whether a point has a count and an exposure that can be reckoned with.
fn is_usable((_, count, exposure): &(i32, f64, f64)) -> bool {
    count.is_finite() && exposure.is_finite() && *count >= 0.0 && *exposure > 0.0
}

/// Whether some slope is the likeliest. Where everything was counted in the first year or in the last one, a
/// steeper slope is always likelier yet, and the fit would not end.
fn has_slope(points: &[(i32, f64, f64)]) -> bool {
    let years = || points.iter().map(|(year, _, _)| year);
    let counted = || points.iter().filter(|(_, count, _)| *count > 0.0).map(|(year, _, _)| year);
    let (first, last) = (counted().min(), counted().max());
    first.is_some() && (first < last || (years().min() < first && first < years().max()))
}

/// The expected counts of the likeliest line, or none if they do not settle.
fn fit(points: &[(i32, f64, f64)]) -> Option<Vec<f64>> {
    let mean = points.iter().map(|(_, count, _)| count).sum::<f64>() / points.len() as f64;
    let mut expected: Vec<f64> = points.iter().map(|(_, count, _)| count + FIRST_ADDITION * mean).collect();
    for _ in 0..MAX_STEPS {
        let line = Line::through(points, &expected);
        let mut largest_change = 0.0_f64;
        for (expected, (year, _, exposure)) in expected.iter_mut().zip(points) {
            let next = exposure * libm::exp(line.at(*year));
            if !(next.is_finite() && next > 0.0) {
                return None;
            }
            largest_change = largest_change.max((next / *expected - 1.0).abs());
            *expected = next;
        }
        if largest_change < SETTLED {
            return Some(expected);
        }
    }
    None
}

/// A straight line of logarithms of rates over years.
struct Line {
    /// The weighted mean of the years, from which they are reckoned: their own size would cost digits.
    centre: f64,
    /// The logarithm of the rate at the centre.
    level: f64,
    /// What the logarithm gains in a year.
    slope: f64,
    /// The weighted sum of squares of the years, reckoned from the centre; the slope has one over it as
    /// variance, times the dispersion.
    spread: f64,
}

impl Line {
    /// One step of the fit: the line of least squares through the working responses, which are what the line
    /// expects so far and how far the counts are from it, each as heavy as its expected count.
    fn through(points: &[(i32, f64, f64)], expected: &[f64]) -> Line {
        let weighted = || points.iter().zip(expected);
        let sum = expected.iter().sum::<f64>();
        let response = |(_, count, exposure): &(i32, f64, f64), expected: f64| {
            libm::log(expected / exposure) + (count - expected) / expected
        };
        let centre = weighted().map(|(point, weight)| weight * f64::from(point.0)).sum::<f64>() / sum;
        let level = weighted().map(|(point, weight)| weight * response(point, *weight)).sum::<f64>() / sum;
        let (mut product, mut spread) = (0.0, 0.0);
        for (point, weight) in weighted() {
            let distance = f64::from(point.0) - centre;
            product += weight * distance * (response(point, *weight) - level);
            spread += weight * distance * distance;
        }
        Line { centre, level, slope: product / spread, spread }
    }

    /// The logarithm of the rate in a year.
    fn at(&self, year: i32) -> f64 {
        self.level + self.slope * (f64::from(year) - self.centre)
    }
}

/// How many times their mean the counts vary: Pearson's chi-squared statistic over the degrees of freedom.
fn dispersion(points: &[(i32, f64, f64)], expected: &[f64], n_spare: usize) -> f64 {
    let parts = points.iter().zip(expected).map(|((_, count, _), expected)| {
        let distance = count - expected;
        distance * distance / expected
    });
    parts.sum::<f64>() / n_spare as f64
}

/// The quantile of Student's t at 97.5 %. For whole degrees of freedom the distribution function is a finite
/// sum of the angle whose tangent is t over the root of the degrees, which is halved down to.
fn student_quantile(n_degrees: usize) -> f64 {
    let angle = bisect(0.0, std::f64::consts::FRAC_PI_2, |angle| within(angle, n_degrees) < 1.0 - 2.0 * TAIL);
    libm::sqrt(n_degrees as f64) * libm::tan(angle)
}

/// The probability that Student's t lies between minus and plus a value, given as its angle (Abramowitz and
/// Stegun, "Handbook of mathematical functions", 1964, 26.7.3 and 26.7.4).
fn within(angle: f64, n_degrees: usize) -> f64 {
    let (sine, cosine) = (libm::sin(angle), libm::cos(angle));
    let is_odd = n_degrees % 2 == 1;
    let mut term = if is_odd { cosine } else { 1.0 };
    let mut sum = 0.0;
    // The powers of the cosine up to the degrees less 2, each the one before times its square and a fraction.
    for power in (n_degrees % 2..n_degrees.saturating_sub(1)).step_by(2) {
        sum += term;
        term *= cosine * cosine * (power as f64 + 1.0) / (power as f64 + 2.0);
    }
    if is_odd { (angle + sine * sum) * std::f64::consts::FRAC_2_PI } else { sine * sum }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use statrs::distribution::{ContinuousCDF, StudentsT};

    type Points = Vec<(i32, f64, f64)>;

    fn without_exposure(first_year: i32, counts: &[f64]) -> Points {
        (first_year..).zip(counts).map(|(year, count)| (year, *count, 1.0)).collect()
    }

    fn assert_change(points: &[(i32, f64, f64)], percent: f64, lower: f64, upper: f64) {
        let found = annual_change(points).unwrap();
        for (found, expected) in [(found.percent, percent), (found.lower, lower), (found.upper, upper)] {
            assert!((found - expected).abs() < 1e-8, "{found} is not {expected}");
        }
        assert_eq!(found.is_clear(), lower > 0.0 || upper < 0.0);
    }

    // The figures of the next five tests are from statsmodels 0.15.0 and scipy 1.17.1: `GLM(y, add_constant(x
    // - mean(x)), Poisson(), offset=log(e)).fit(scale="X2", tol=1e-14, tol_criterion="params")`, and 100 *
    // expm1 of the slope and of the slope with t.ppf(0.975, n - 2) standard errors taken off and put on.

    #[test]
    fn a_growing_series_agrees_with_another_implementation() {
        let points = without_exposure(2015, &[120.0, 131.0, 128.0, 150.0, 149.0, 171.0, 180.0, 177.0]);
        assert_change(&points, 6.312435273349141, 4.532364601261383, 8.122818582195034);
    }

    #[test]
    fn a_series_of_rates_agrees_with_another_implementation() {
        let points = [
            (2016, 410.0, 70_440.0),
            (2017, 455.0, 72_610.0),
            (2018, 430.0, 75_370.0),
            (2019, 520.0, 78_140.0),
            (2020, 505.0, 80_000.0),
            (2021, 610.0, 80_850.0),
        ];
        assert_change(&points, 4.51776802613087, -0.33651662509492697, 9.608489120045363);
    }

    #[test]
    fn a_series_that_varies_widely_agrees_with_another_implementation() {
        let counts = [310.0, 620.0, 280.0, 905.0, 400.0, 1210.0, 350.0, 760.0, 515.0, 1480.0];
        assert_change(
            &without_exposure(2014, &counts),
            10.781375743257897,
            -3.2677386593134217,
            26.870942966438687,
        );
    }

    #[test]
    fn a_nearly_level_series_agrees_with_another_implementation() {
        let points = without_exposure(2018, &[50.0, 47.0, 53.0, 52.0, 48.0, 50.0]);
        assert_change(&points, 0.1143511374496986, -3.2141224178123364, 3.557291146752727);
    }

    #[test]
    fn a_series_with_zeros_and_gaps_agrees_with_another_implementation() {
        let years = [2012, 2013, 2014, 2016, 2017, 2019, 2020];
        let counts = [0.0, 2.0, 0.0, 1.0, 5.0, 3.0, 9.0];
        let points: Points = years.into_iter().zip(counts).map(|(year, count)| (year, count, 1.0)).collect();
        assert_change(&points, 41.20201541924008, 2.2374214966631314, 95.01674500961526);
    }

    #[test]
    fn a_level_series_is_not_clear_and_one_that_doubles_is() {
        for count in [1.0, 3.0, 7.0, 1e6] {
            for n_points in 5..40 {
                let level = annual_change(&without_exposure(1990, &vec![count; n_points])).unwrap();
                assert!(level.percent.abs() < 1e-10 && !level.is_clear(), "{level:?}");
            }
        }
        let doubling = annual_change(&without_exposure(2020, &[1.0, 2.0, 4.0, 8.0, 16.0])).unwrap();
        assert!((doubling.percent - 100.0).abs() < 1e-9 && doubling.is_clear(), "{doubling:?}");
        let halving = annual_change(&without_exposure(2020, &[16.0, 8.0, 4.0, 2.0, 1.0])).unwrap();
        assert!((halving.percent + 50.0).abs() < 1e-9 && halving.is_clear(), "{halving:?}");
    }

    #[test]
    fn a_series_without_a_likeliest_change_has_none() {
        let change = |counts: &[f64]| annual_change(&without_exposure(2015, counts));
        assert_eq!(change(&[1.0, 2.0, 3.0, 4.0]), None);
        assert_eq!(change(&[0.0; 8]), None);
        assert_eq!(change(&[1.0, 2.0, -1.0, 4.0, 5.0]), None);
        assert_eq!(change(&[1.0, 2.0, f64::NAN, 4.0, 5.0]), None);
        assert_eq!(change(&[1.0, 2.0, f64::INFINITY, 4.0, 5.0]), None);
        assert_eq!(change(&[0.0, 0.0, 0.0, 0.0, 9.0]), None);
        assert_eq!(change(&[9.0, 0.0, 0.0, 0.0, 0.0]), None);
        assert!(change(&[0.0, 0.0, 9.0, 0.0, 0.0]).is_some());
        assert_eq!(annual_change(&[(2020, 3.0, 1.0); 6]), None);
        for exposure in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            let mut points = without_exposure(2015, &[1.0, 2.0, 3.0, 4.0, 5.0]);
            points[2].2 = exposure;
            assert_eq!(annual_change(&points), None);
        }
    }

    #[test]
    fn quantiles_of_students_t_agree_with_a_library() {
        for n_degrees in (1..200).chain([1000, 9999, 10_000]) {
            let found = student_quantile(n_degrees);
            let student = StudentsT::new(0.0, 1.0, n_degrees as f64).unwrap();
            assert!((student.sf(found) - TAIL).abs() < 1e-11, "{n_degrees}: {found}");
        }
        // The first and the third as the tables print them.
        assert!((student_quantile(1) - 12.706_204_736_432).abs() < 1e-9);
        assert!((student_quantile(3) - 3.182_446_305_284).abs() < 1e-11);
    }

    /// Series as they may come up, and much rougher ones; the fit settles for all of them.
    fn series() -> impl Strategy<Value = Points> {
        let count = prop_oneof![0_u32..4, 0_u32..100, 0_u32..1_000_000];
        prop::collection::vec((1990_i32..2030, count, 10_000_u32..100_000), 5..30).prop_map(|points| {
            points.into_iter().map(|(year, count, exposure)| (year, count.into(), exposure.into())).collect()
        })
    }

    proptest! {
        #[test]
        fn the_score_equations_hold(points in series()) {
            prop_assume!(has_slope(&points));
            let expected = fit(&points).unwrap();
            let change = annual_change(&points);
            // Of the roughest series a limit is too large for a number.
            prop_assume!(change.is_some());
            let change = change.unwrap();
            prop_assert!(change.lower <= change.percent && change.percent <= change.upper);

            // The equation of the level: as much is expected as was counted.
            let counted = points.iter().map(|(_, count, _)| count).sum::<f64>();
            prop_assert!((expected.iter().sum::<f64>() / counted - 1.0).abs() < 1e-9);

            // The equation of the slope, from the published figure alone: the mean year of what was counted
            // is that of exposures which change by so much a year.
            let mean_year = |weight: &dyn Fn(&(i32, f64, f64)) -> f64| {
                let sum = points.iter().map(weight).sum::<f64>();
                points.iter().map(|point| weight(point) / sum * f64::from(point.0 - 2010)).sum::<f64>()
            };
            let factor = 1.0 + change.percent / 100.0;
            let of_counted = mean_year(&|point| point.1);
            let of_expected = mean_year(&|point| point.2 * factor.powi(point.0 - 2010));
            prop_assert!((of_counted - of_expected).abs() < 1e-6, "{of_counted} {of_expected}");
        }

        #[test]
        fn the_unit_of_counts_and_exposures_does_not_matter(points in series(), by in 0.001_f64..1000.0) {
            let change = annual_change(&points);
            prop_assume!(change.is_some());
            let change = change.unwrap();
            let scaled = |count: f64, exposure: f64| {
                let points: Points =
                    points.iter().map(|point| (point.0, point.1 * count, point.2 * exposure)).collect();
                annual_change(&points).unwrap().percent
            };
            let tolerance = 1e-7 * (1.0 + change.percent.abs());
            prop_assert!((scaled(by, 1.0) - change.percent).abs() < tolerance);
            prop_assert!((scaled(1.0, by) - change.percent).abs() < tolerance);
        }
    }
}
