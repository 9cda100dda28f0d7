//! Released figures -> figures made of them: shares, rates, changes, and what chance alone may have done to them.
//!
//! In: releases and plain numbers. Out: releases of the same cells, sentences, and estimates with their 95 % limits or nothing where the
//! method does not hold. Whatever must not be shown is not there to be used, so that nothing here can give it away. Knows nothing of
//! episodes.
//!
//! Exponentials, logarithms and the like come from `libm` and not from the standard library, which hands them
//! to the system: the same figures must give the same digits in the page and at the command line.

mod annual;
mod capture;
mod estimates;
mod express;
mod funnel;
mod headline;
mod interval;
mod not_recorded;
mod population;
mod side_by_side;
mod subject;
mod trend;

pub use annual::annual_changes;
pub use capture::{Estimate, chapman};
pub use estimates::estimates;
pub use express::{Error, combine, express};
pub use funnel::{Funnel, funnel};
pub use headline::headline;
pub use interval::{Interval, poisson, wilson};
pub use not_recorded::not_recorded;
pub use population::Population;
pub use side_by_side::{compare, side_by_side};
pub use trend::{AnnualChange, annual_change};

/// The part of a distribution that lies above the upper one of two 95 % limits, and the part below the lower
/// one.
const TAIL: f64 = 0.025;

/// The quantile of the standard normal distribution at 97.5 %, as R's `qnorm(0.975)` gives it. What is
/// usually written as 1.96.
const NORMAL_QUANTILE: f64 = 1.959_963_984_540_054;

/// How often an interval is halved: from a width of 64 down to less than what two neighbouring numbers near 1
/// are apart.
const N_HALVINGS: u32 = 60;

/// Where between two numbers something ceases to hold that holds at the first and not at the second.
fn bisect(mut holds: f64, mut fails: f64, is_held: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..N_HALVINGS {
        let middle = f64::midpoint(holds, fails);
        if is_held(middle) {
            holds = middle;
        } else {
            fails = middle;
        }
    }
    f64::midpoint(holds, fails)
}
