//! How long episodes last: quantiles and sums in every cell and total.

use super::among::Lengths;
use super::placing::Placing;
use super::shape::Shape;
use crate::episodes::Part;

/// In what the length of an episode is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LengthUnit {
    /// Whole days from date to date.
    Days,
    /// Hours by the clock.
    Hours,
}

/// What is made of the lengths of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Summary {
    /// The length that so many tenths of the episodes do not exceed, between two of them by linear interpolation (the seventh of Hyndman
    /// and Fan's definitions, which is a spreadsheet's PERCENTILE.INC).
    Tenths(u64),
    /// All together.
    Sum,
}

pub(super) const MINUTES_PER_HOUR: f64 = 60.0;

/// Sums up the lengths of the episodes of each cell and total, in days or hours; none where it has none.
pub(super) fn summarise(
    placing: &Placing<'_>,
    shape: &Shape,
    unit: LengthUnit,
    summary: Summary,
) -> Vec<Option<f64>> {
    let n_totals = 1_usize << placing.dividers.len();
    let spanned_bit = placing.spanned_bit();
    let sums: Vec<u32> = (0..placing.n_cells())
        .flat_map(|cell| shape.sums_of(cell).map(|(_, sum)| sum as u32).collect::<Vec<_>>())
        .collect();
    let mut figures = vec![None; shape.n_cells()];
    let scale = match unit {
        LengthUnit::Days => 1.0,
        LengthUnit::Hours => MINUTES_PER_HOUR,
    };
    for totalled in 0..n_totals {
        let each = |take: &mut dyn FnMut(usize, u32)| {
            each_length(placing, unit, &mut |cell, is_again, length| {
                if !(is_again && totalled & spanned_bit != 0) {
                    take(sums[cell as usize * n_totals + totalled] as usize, length);
                }
            });
        };
        // Where the lengths of each cell end among all, which begins as where they begin and moves as they are put there.
        let mut ends = vec![0_usize; shape.n_cells() + 1];
        each(&mut |sum, _| ends[sum + 1] += 1);
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let mut lengths = vec![0_u32; ends[ends.len() - 1]];
        each(&mut |sum, length| {
            lengths[ends[sum]] = length;
            ends[sum] += 1;
        });
        let mut first = 0;
        for (figure, end) in figures.iter_mut().zip(&ends) {
            let of_cell = &mut lengths[first..*end];
            first = *end;
            if !of_cell.is_empty() {
                *figure = Some(
                    match summary {
                        Summary::Sum => of_cell.iter().map(|length| u64::from(*length)).sum::<u64>() as f64,
                        Summary::Tenths(tenths) => quantile(of_cell, tenths),
                    } / scale,
                );
            }
        }
    }
    figures
}

/// Each episode's cell, whether it is counted in an earlier year too, and its length in days or minutes.
pub(super) fn each_length(placing: &Placing<'_>, unit: LengthUnit, take: &mut dyn FnMut(u32, bool, u32)) {
    let discarded = placing.discarded();
    placing.each_part(&mut |part: &Part<'_>, placed| {
        let lengths = Lengths::of(part);
        let length = |at: usize| match unit {
            LengthUnit::Days => lengths.days(at),
            LengthUnit::Hours => lengths.minutes(at),
        };
        for (at, cell) in placed.cells.iter().enumerate().filter(|(_, cell)| **cell != discarded) {
            if let Some(length) = length(at) {
                take(*cell, false, length);
            }
        }
        for (row, cell) in &placed.again {
            if let Some(length) = length(*row as usize) {
                take(*cell, true, length);
            }
        }
    });
}

fn quantile(lengths: &mut [u32], tenths: u64) -> f64 {
    let steps = (lengths.len() as u64 - 1) * tenths;
    let (below, rest) = ((steps / 10) as usize, (steps % 10) as f64);
    let (_, low, above) = lengths.select_nth_unstable(below);
    let (low, high) = (*low, above.iter().min().copied().unwrap_or(*low));
    f64::from(low) + f64::from(high - low) * rest / 10.0
}

#[cfg(test)]
mod tests {
    use super::quantile;

    #[test]
    fn quantiles_are_those_of_a_spreadsheet() {
        assert_eq!(quantile(&mut [3], 5), 3.0);
        assert_eq!(quantile(&mut [4, 1], 5), 2.5);
        assert_eq!(quantile(&mut [1, 2, 10], 5), 2.0);
        assert_eq!(quantile(&mut [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 9), 9.1);
        assert_eq!(quantile(&mut [0, 0, 0, 0, 10], 9), 6.0);
    }
}
