//! Limits between which a count or a proportion lies once chance is allowed for.

use super::{NORMAL_QUANTILE, TAIL, bisect};

/// The count from which on Byar's approximation is used, as the Office for Health Improvement and Disparities
/// does (Fingertips, public health technical guidance, "Rates"; technical guide on confidence intervals,
/// 2018).
const BYAR_FROM: u64 = 10;

/// More than the exact upper limit of any count below [`BYAR_FROM`], of which the largest is 17.1.
const ABOVE_EXACT: f64 = 64.0;

/// 95 % limits, in the unit of what they belong to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower limit.
    pub lower: f64,
    /// The upper limit.
    pub upper: f64,
}

/// The limits of the mean of a Poisson distribution that gave this count; for a rate, divide both by the
/// exposure.
///
/// Below 10 they are the exact ones (Garwood, "Fiducial limits for the Poisson distribution", Biometrika,
/// 1936), and those of Byar's approximation from 10 on (Breslow and Day, "Statistical methods in cancer
/// research", volume II, 1987).
pub fn poisson(count: u64) -> Interval {
    if count < BYAR_FROM { garwood(count) } else { byar(count as f64) }
}

/// The limits of a proportion, from 0 to 1, of which so many of so many were found; none if there is nothing
/// to divide by or more were found than there are.
///
/// Wilson's score method ("Probable inference, the law of succession, and statistical inference", Journal of
/// the American Statistical Association, 1927): the proportions that lie 1.96 of their own standard errors
/// from the one found.
pub fn wilson(numerator: u64, denominator: u64) -> Option<Interval> {
    if denominator == 0 || numerator > denominator {
        return None;
    }
    let (found, all) = (numerator as f64, denominator as f64);
    let square = NORMAL_QUANTILE * NORMAL_QUANTILE;
    let rest = (denominator - numerator) as f64;
    let root = NORMAL_QUANTILE * libm::sqrt(square + 4.0 * found * (rest / all));
    let sum = 2.0 * found + square + root;
    // The limits are the roots of one quadratic equation. The lower one comes from their product, as a
    // difference would lose digits where little was found.
    Some(Interval {
        lower: 2.0 * found * (found / all) / sum,
        upper: (sum / (2.0 * (all + square))).min(1.0),
    })
}

/// The means with which so large a count, or so small a one, still comes in one of 40 cases.
fn garwood(count: u64) -> Interval {
    let lower = match count {
        0 => 0.0,
        _ => bisect(0.0, ABOVE_EXACT, |mean| at_most(count - 1, mean) > 1.0 - TAIL),
    };
    Interval { lower, upper: bisect(0.0, ABOVE_EXACT, |mean| at_most(count, mean) > TAIL) }
}

/// The probability that a Poisson distribution gives a count or less.
fn at_most(count: u64, mean: f64) -> f64 {
    let mut term = 1.0;
    let mut sum = 1.0;
    for at in 1..=count {
        term *= mean / at as f64;
        sum += term;
    }
    sum * libm::exp(-mean)
}

/// The cube root of a Poisson count is nearly normal, and the limits are those of a normal distribution made
/// cubes again.
fn byar(count: f64) -> Interval {
    let limit = |count: f64, quantile: f64| {
        let root = 1.0 - 1.0 / (9.0 * count) + quantile / (3.0 * libm::sqrt(count));
        count * root * root * root
    };
    Interval { lower: limit(count, -NORMAL_QUANTILE), upper: limit(count + 1.0, NORMAL_QUANTILE) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use statrs::distribution::{ChiSquared, ContinuousCDF};
    use statrs::function::gamma::{gamma_lr, gamma_ur};

    fn assert_near(found: f64, expected: f64, tolerance: f64) {
        assert!((found - expected).abs() <= tolerance, "{found} is not within {tolerance} of {expected}");
    }

    /// Exact limits, as the limits of a Poisson mean are half those of a chi-squared distribution.
    fn exact(count: u64) -> Interval {
        let half_quantile =
            |freedom: u64, part: f64| ChiSquared::new(freedom as f64).unwrap().inverse_cdf(part) / 2.0;
        let lower = if count == 0 { 0.0 } else { half_quantile(2 * count, TAIL) };
        Interval { lower, upper: half_quantile(2 * count + 2, 1.0 - TAIL) }
    }

    #[test]
    fn small_counts_have_exact_limits() {
        assert_eq!(poisson(0).lower, 0.0);
        for count in 0..10 {
            let limits = poisson(count);
            assert_near(limits.lower, exact(count).lower, 1e-9);
            assert_near(limits.upper, exact(count).upper, 1e-9);
            // The same by the incomplete gamma function, which is more exact than the quantiles are.
            assert_near(gamma_ur(count as f64 + 1.0, limits.upper), TAIL, 1e-13);
            if count > 0 {
                assert_near(gamma_lr(count as f64, limits.lower), TAIL, 1e-13);
            }
        }
    }

    #[test]
    fn small_counts_have_the_limits_of_the_printed_tables() {
        // Garwood's table, as books reprint it.
        for (count, lower, upper) in [(0, 0.0, 3.69), (1, 0.0253, 5.57), (5, 1.62, 11.67), (9, 4.12, 17.08)] {
            assert_near(poisson(count).lower, lower, 0.005);
            assert_near(poisson(count).upper, upper, 0.005);
        }
    }

    #[test]
    fn large_counts_have_limits_close_to_the_exact_ones() {
        // The technical guide says within 0.2 %; the farthest is the lower limit of 10, by 0.17 %.
        let counts = (10..1000).chain((1000..100_000).step_by(4999)).chain([100_000]);
        for count in counts {
            let (limits, exact) = (poisson(count), exact(count));
            assert_near(limits.lower / exact.lower, 1.0, 0.002);
            assert_near(limits.upper / exact.upper, 1.0, 0.002);
        }
    }

    #[test]
    fn limits_of_counts_grow_with_the_count_and_enclose_it() {
        for count in 0..2000 {
            let (limits, next) = (poisson(count), poisson(count + 1));
            assert!(limits.lower <= count as f64 && (count as f64) < limits.upper, "{count}");
            assert!(limits.lower < next.lower && limits.upper < next.upper, "{count}");
        }
        let limits = poisson(u64::MAX);
        assert!(
            limits.lower <= u64::MAX as f64 && u64::MAX as f64 <= limits.upper && limits.upper.is_finite()
        );
    }

    #[test]
    fn proportions_have_the_published_limits() {
        // Newcombe, "Two-sided confidence intervals for the single proportion: comparison of seven methods",
        // Statistics in Medicine, 1998, table I, method 3.
        for (numerator, denominator, lower, upper) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let limits = wilson(numerator, denominator).unwrap();
            assert_near(limits.lower, lower, 0.00005);
            assert_near(limits.upper, upper, 0.00005);
        }
    }

    #[test]
    fn nothing_and_everything_are_limits_themselves() {
        for denominator in [1, 2, 7, 1000, u64::MAX] {
            assert_eq!(wilson(0, denominator).unwrap().lower, 0.0);
            let upper = wilson(denominator, denominator).unwrap().upper;
            assert!(upper <= 1.0);
            assert_near(upper, 1.0, 1e-15);
        }
    }

    #[test]
    fn what_is_no_proportion_has_no_limits() {
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(3, 2), None);
    }

    proptest! {
        #[test]
        fn limits_of_proportions_solve_the_score_equation(
            (numerator, denominator) in (1_u64..2_000_000).prop_flat_map(|all| (0..=all, Just(all)))
        ) {
            let (found, all) = (numerator as f64 / denominator as f64, denominator as f64);
            let limits = wilson(numerator, denominator).unwrap();
            prop_assert!(0.0 <= limits.lower && limits.lower <= found);
            prop_assert!(found <= limits.upper && limits.upper <= 1.0);
            for limit in [limits.lower, limits.upper] {
                let distance = (found - limit).abs();
                let error = (limit * (1.0 - limit) / all).sqrt();
                prop_assert!((distance - NORMAL_QUANTILE * error).abs() < 1e-9, "{distance} {error}");
            }
            let others = wilson(denominator - numerator, denominator).unwrap();
            prop_assert!((limits.lower + others.upper - 1.0).abs() < 1e-12);
        }
    }
}
