//! Combinations of places that cannot be: an authority of the North in London.
//!
//! What is shown there is a zero already, and which zeros they are follows from the map and from what is shown. So nobody learns more or less
//! from a table in which they are said to have no figure; for protection they stay the zeros that they are.

use super::release::{Cell, Status};
use crate::cube::{Axis, coordinates};
use crate::recipe::Dimension;
use std::collections::BTreeMap;

/// Says of an authority or force beside regions that there can be no figure in a region in which it does not lie; unless its records say
/// otherwise, or it is not shown whether they do.
pub(super) fn leave_out(axes: &[Axis], cells: &mut [Cell]) {
    let Some(region_at) = axes.iter().position(|axis| axis.dimension == Dimension::Region) else { return };
    let shape: Vec<usize> = axes.iter().map(|axis| axis.categories.len()).collect();
    for (at, axis) in axes.iter().enumerate() {
        let Some(within) = &axis.within else { continue };
        let pair = |cell: usize| {
            let categories: Vec<usize> = coordinates(&shape, cell).collect();
            let (place, region) = (categories[at], categories[region_at]);
            let is_elsewhere = within[place].is_some_and(|home| home != region);
            (is_elsewhere && region < axes[region_at].parts().len()).then_some((place, region))
        };
        let mut are_zeros: BTreeMap<(usize, usize), bool> = BTreeMap::new();
        for (cell, pair) in (0..cells.len()).filter_map(|cell| Some((cell, pair(cell)?))) {
            *are_zeros.entry(pair).or_insert(true) &= is_nothing(cells[cell].status());
        }
        for (at, cell) in cells.iter_mut().enumerate().filter(|(_, cell)| cell.status() == Status::Zero) {
            if pair(at).is_some_and(|pair| are_zeros.get(&pair) == Some(&true)) {
                *cell = Cell::empty(Status::NotApplicable);
            }
        }
    }
}

/// Whether a cell shows that there is nothing in it.
fn is_nothing(status: Status) -> bool {
    matches!(status, Status::Zero | Status::NotApplicable | Status::NotAvailable)
}
