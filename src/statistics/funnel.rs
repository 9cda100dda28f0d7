//! Between what rates lie that differ from a common one by chance alone: the limits of a funnel plot.

use super::Interval;
use super::express::RATE_OF;

/// Below and above the limits a rate lies by chance in one case of 20 together, and in one of 500: 95 % and 99.8 %, as is usual.
const PARTS: [f64; 2] = [0.025, 0.001];

/// So many standard deviations below the mean nothing is left to be added up.
const DEVIATIONS: f64 = 12.0;

/// The limits of a rate, in its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Funnel {
    /// Those of 95 %.
    pub inner: Interval,
    /// Those of 99.8 %.
    pub outer: Interval,
}

/// Between what a rate for 1,000 children lies that comes from so many children, if the true rate is that of all; none where there is nothing to
/// divide by.
///
/// The number of events has a Poisson distribution around the number to be expected; its quantiles are put between whole numbers in
/// proportion, so that the funnel is smooth (Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in
/// Medicine, 2005). That holds for children, who count once. The episodes of one child do not come singly: of rates of episodes many
/// more lie outside than by chance.
pub fn funnel(rate: f64, size: f64) -> Option<Funnel> {
    let is_usable = rate.is_finite() && size.is_finite() && rate >= 0.0 && size > 0.0;
    let expected = rate / RATE_OF * size;
    let limits = |part: f64| {
        let limit = |part: f64| quantile(expected, part) / size * RATE_OF;
        Interval { lower: limit(part), upper: limit(1.0 - part) }
    };
    is_usable.then(|| Funnel { inner: limits(PARTS[0]), outer: limits(PARTS[1]) })
}

/// The number that a part of a Poisson distribution does not exceed, between whole numbers in proportion to the probability of the
/// larger; never below 0.
fn quantile(mean: f64, part: f64) -> f64 {
    if mean <= 0.0 {
        return 0.0;
    }
    let mut number = (mean - DEVIATIONS * libm::sqrt(mean)).floor().max(0.0);
    let mut probability = libm::exp(number * libm::log(mean) - mean - libm::lgamma(number + 1.0));
    let mut sum = probability;
    // What is above is less than rounding leaves in doubt.
    let last = mean + DEVIATIONS * libm::sqrt(mean) + DEVIATIONS * DEVIATIONS;
    while sum < part && number < last {
        number += 1.0;
        probability *= mean / number;
        sum += probability;
    }
    (number - ((sum - part) / probability).clamp(0.0, 1.0)).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use statrs::distribution::{DiscreteCDF, Poisson};

    /// The probability of a number or less, between whole numbers in proportion.
    fn at_most(mean: f64, number: f64) -> f64 {
        let poisson = Poisson::new(mean).unwrap();
        let cdf = |number: f64| if number < 0.0 { 0.0 } else { poisson.cdf(number as u64) };
        let below = number.ceil() - 1.0;
        cdf(below) + (cdf(below + 1.0) - cdf(below)) * (number - below)
    }

    #[test]
    fn a_few_limits_are_those_of_the_distribution() {
        // Of a mean of 10: P(X <= 3) = 0.0103, P(X <= 4) = 0.0293; P(X <= 16) = 0.9730, P(X <= 17) = 0.9857 (printed tables).
        let funnel = funnel(100.0, 100.0).unwrap();
        assert!((funnel.inner.lower / 10.0 - (3.0 + (0.025 - 0.0103) / (0.0293 - 0.0103))).abs() < 0.01);
        assert!((funnel.inner.upper / 10.0 - (16.0 + (0.975 - 0.9730) / (0.9857 - 0.9730))).abs() < 0.01);
        assert!(funnel.outer.lower < funnel.inner.lower && funnel.inner.upper < funnel.outer.upper);
    }

    #[test]
    fn what_cannot_be_divided_has_none() {
        assert_eq!(funnel(10.0, 0.0), None);
        assert_eq!(funnel(f64::NAN, 10.0), None);
        assert_eq!(funnel(-1.0, 10.0), None);
        let none = Interval { lower: 0.0, upper: 0.0 };
        assert_eq!(funnel(0.0, 10.0), Some(Funnel { inner: none, outer: none }));
    }

    proptest! {
        #[test]
        fn limits_leave_out_the_parts_that_they_say(mean in 0.001_f64..1.0e5, size in 1.0_f64..1.0e6) {
            let funnel = funnel(mean / size * 1000.0, size).unwrap();
            let limits = [
                (funnel.inner.lower, 0.025),
                (funnel.inner.upper, 0.975),
                (funnel.outer.lower, 0.001),
                (funnel.outer.upper, 0.999),
            ];
            for (limit, part) in limits {
                let number = limit / 1000.0 * size;
                match number < 1e-9 {
                    // Even none is no rarer than that.
                    true => prop_assert!((-mean).exp() > part * (1.0 - 1e-6)),
                    false => prop_assert!((at_most(mean, number) - part).abs() < 1e-6, "{mean} {number} {part}"),
                }
            }
            prop_assert!(funnel.inner.lower <= mean / size * 1000.0 * (1.0 + 1e-9));
        }

        #[test]
        fn funnels_narrow_with_size(rate in 1.0_f64..500.0, size in 50.0_f64..5000.0) {
            let (small, large) = (funnel(rate, size).unwrap(), funnel(rate, size * 4.0).unwrap());
            let width = |limits: Interval| limits.upper - limits.lower;
            prop_assert!(width(large.inner) < width(small.inner) + 1e-9);
            prop_assert!(width(large.outer) < width(small.outer) + 1e-9);
        }
    }
}
