//! What a reader who knows some figures of a cube knows of others, because they make a total together.

use super::Count;
use super::lengths::Summary;
use super::measure::{Statistic, Tabulation};
use super::placing::Placing;
use super::shape::Shape;

/// How the total of an axis relates to its categories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Totals {
    /// It is their sum.
    Sum,
    /// It is at most their sum and at least the largest of them, as where a child counts in several.
    Bounds,
    /// There is none, or nothing follows from it.
    None,
}

/// For each axis, how its total relates to its categories.
pub(super) fn of(
    tabulation: &Tabulation,
    placing: &Placing<'_>,
    shape: &Shape,
    counts: &[Count],
) -> Vec<Totals> {
    let n_axes = shape.shape.len();
    let of_axis = |axis: usize| {
        let is_spanned = placing.spanned_bit() & (1 << axis) != 0;
        match tabulation.statistic {
            _ if is_without_total(shape, counts, axis) => Totals::None,
            Statistic::Episodes | Statistic::EpisodesOfChildren | Statistic::Length(_, Summary::Sum) => {
                if is_spanned {
                    Totals::Bounds
                } else {
                    Totals::Sum
                }
            }
            // Where children of no category are in another one, a reader who sees that figures add up takes it for granted.
            Statistic::Children { .. } if adds_up(shape, counts, axis) => Totals::Sum,
            Statistic::Children { at_least: 1 } => Totals::Bounds,
            // A child with one episode in each of two categories is in the total alone.
            Statistic::Children { .. } | Statistic::Length(_, Summary::Tenths(_)) => Totals::None,
        }
    };
    (0..n_axes).map(of_axis).collect()
}

/// Whether no total of an axis has a figure.
fn is_without_total(shape: &Shape, counts: &[Count], axis: usize) -> bool {
    let mut totals = (0..counts.len()).filter(|cell| shape.is_total_over(*cell, 1 << axis));
    totals.all(|cell| matches!(counts[cell], Count::NotApplicable))
}

/// Whether all totals of an axis are the sum of their categories.
fn adds_up(shape: &Shape, counts: &[Count], axis: usize) -> bool {
    let figure = |cell: usize| match counts[cell] {
        Count::Counted { figure, .. } => figure,
        _ => 0.0,
    };
    let stride: usize = shape.shape[axis + 1..].iter().product();
    let length = shape.shape[axis];
    let mut totals = (0..counts.len()).filter(|cell| shape.is_total_over(*cell, 1 << axis));
    totals.all(|total| {
        let parts = (1..length).map(|back| figure(total - back * stride));
        figure(total) == parts.sum::<f64>()
    })
}
