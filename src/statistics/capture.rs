//! How many there are in all, from two lists that each hold some of them.

use super::NORMAL_QUANTILE;

/// The fewest on both lists from which a total is estimated. From 7 on the bias is negligible with 95 %
/// confidence (Robson and Regier, "Sample size in Petersen mark-recapture experiments", Transactions of the
/// American Fisheries Society, 1964).
const MIN_BOTH: u64 = 7;

/// An estimate of how many there are in all, whether on a list or not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The likeliest number in all.
    pub total: f64,
    /// Its lower 95 % limit, which is never below the number that the two lists hold.
    pub lower: f64,
    /// Its upper 95 % limit.
    pub upper: f64,
}

/// Estimates a total from how many are on a first list, on a second one and on both; none where more would be
/// on both than on one of them, or fewer than 7 are on both.
///
/// It holds if being on one list makes nobody likelier to be on the other, if for one of the lists at least
/// all were equally likely to be on it, if nobody came or went between the two, and if everybody on both was
/// recognised. Lists that tend to hold the same people make it too small.
///
/// The estimate is Chapman's ("Some properties of the hypergeometric distribution with applications to
/// zoological sample censuses", 1951), its variance Seber's ("The effects of trap response on tag recapture
/// estimates", Biometrics, 1970). The limits take the number on neither list for log-normal, so that they
/// cannot fall below the number seen (Burnham et al., "Design and analysis methods for fish survival
/// experiments based on release-recapture", 1987; Chao, "Estimating the population size for capture-recapture
/// data with unequal catchability", Biometrics, 1987).
pub fn chapman(n_first: u64, n_second: u64, n_both: u64) -> Option<Estimate> {
    let only_first = n_first.checked_sub(n_both)? as f64;
    let only_second = n_second.checked_sub(n_both)? as f64;
    if n_both < MIN_BOTH {
        return None;
    }
    let both = n_both as f64;
    let seen = only_first + only_second + both;
    // (n_first + 1)(n_second + 1)/(n_both + 1) - 1 less the number seen, without the digits that the
    // difference would lose.
    let unseen = only_first * only_second / (both + 1.0);
    if unseen == 0.0 {
        // One list holds all of the other: the formula knows of nobody else, and its variance is 0 too.
        return Some(Estimate { total: seen, lower: seen, upper: seen });
    }
    // Seber's variance, (n_first + 1)(n_second + 1) only_first only_second / ((n_both + 1)^2 (n_both + 2)),
    // divided by the square of the number unseen.
    let first_ratio = (n_first as f64 + 1.0) / only_first;
    let second_ratio = (n_second as f64 + 1.0) / only_second;
    let relative_variance = first_ratio * second_ratio / (both + 2.0);
    let factor = libm::exp(NORMAL_QUANTILE * libm::sqrt(libm::log1p(relative_variance)));
    Some(Estimate { total: seen + unseen, lower: seen + unseen / factor, upper: seen + unseen * factor })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn assert_near(found: f64, expected: f64, tolerance: f64) {
        assert!((found - expected).abs() <= tolerance, "{found} is not within {tolerance} of {expected}");
    }

    #[test]
    fn a_worked_example_comes_out_as_by_hand() {
        // 200 on the first list, 150 on the second, 30 on both: 201 * 151 / 31 - 1 = 30351/31 - 1 = 978.0645;
        // 320 were seen, 658.0645 were not, which is 170 * 120 / 31. The variance is 30351 * 170 * 120 / (961
        // * 32) = 20133.99; divided by 658.0645 squared it is 0.0464936. The logarithm of 1.0464936 is
        // 0.0454452, its root 0.2131788; times 1.959964 it is 0.4178228, and the exponential of that is
        // 1.518651. 658.0645 / 1.518651 = 433.322 and 658.0645 * 1.518651 = 999.370.
        let estimate = chapman(200, 150, 30).unwrap();
        assert_near(estimate.total, 978.0645, 0.0001);
        assert_near(estimate.lower, 320.0 + 433.322, 0.002);
        assert_near(estimate.upper, 320.0 + 999.370, 0.002);
    }

    #[test]
    fn a_list_within_the_other_leaves_nobody_unseen() {
        assert_eq!(chapman(40, 12, 12), Some(Estimate { total: 40.0, lower: 40.0, upper: 40.0 }));
        assert_eq!(chapman(9, 9, 9), Some(Estimate { total: 9.0, lower: 9.0, upper: 9.0 }));
    }

    #[test]
    fn what_is_impossible_or_too_little_has_no_estimate() {
        assert_eq!(chapman(8, 20, 9), None);
        assert_eq!(chapman(20, 8, 9), None);
        assert_eq!(chapman(100, 100, 6), None);
        assert!(chapman(100, 100, 7).is_some());
    }

    #[test]
    fn the_largest_numbers_do_not_overflow() {
        let estimate = chapman(u64::MAX, u64::MAX, 7).unwrap();
        assert!(estimate.lower <= estimate.total && estimate.total <= estimate.upper);
        assert!(estimate.upper.is_finite());
    }

    proptest! {
        #[test]
        fn the_formulas_hold_in_whole_numbers(
            both in 7_u64..100_000,
            only_first in 1_u64..100_000,
            only_second in 1_u64..100_000,
        ) {
            let (first, second) = (u128::from(both + only_first), u128::from(both + only_second));
            let estimate = chapman(both + only_first, both + only_second, both).unwrap();

            // The total, a fraction of whole numbers: its numerator and denominator are exact.
            let next = u128::from(both) + 1;
            let total = ((first + 1) * (second + 1) - next) as f64 / next as f64;
            prop_assert!((estimate.total / total - 1.0).abs() < 1e-14);

            // The limits lie a factor apart from the number unseen, whose logarithm gives the variance back.
            let seen = (u128::from(only_first) + second) as f64;
            let unseen = estimate.total - seen;
            let product = u128::from(only_first) * u128::from(only_second);
            prop_assert!((estimate.lower >= seen) && estimate.upper > estimate.total);
            let factor = (estimate.upper - seen) / unseen;
            prop_assert!((unseen / factor - (estimate.lower - seen)).abs() < 1e-6 * seen);
            let error = factor.ln() / NORMAL_QUANTILE;
            let variance = (error * error).exp_m1() * unseen * unseen;
            let numerator = (first + 1) * (second + 1) * product;
            let expected = numerator as f64 / (next * next * (next + 1)) as f64;
            // Where next to nobody is unseen, the subtraction above leaves few digits of it.
            if unseen > 1e-3 * seen {
                prop_assert!((variance / expected - 1.0).abs() < 1e-6, "{variance} {expected}");
            }
        }

        #[test]
        fn the_order_of_the_lists_does_not_matter(
            both in 7_u64..1000,
            only_first in 0_u64..1000,
            only_second in 0_u64..1000,
        ) {
            let (first, second) = (both + only_first, both + only_second);
            prop_assert_eq!(chapman(first, second, both), chapman(second, first, both));
        }
    }
}
