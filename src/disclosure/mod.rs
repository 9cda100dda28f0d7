//! Cube -> [`Release`]: decides what may be shown. Nothing else in the crate can make a release, and nothing but a release
//! (or what is drawn and written from one) leaves.
//!
//! In: a cube, a policy, where the figures come from. Out: cells that each hold a figure or the reason why there is none.

mod cycle;
mod derived;
mod policy;
mod release;
mod secondary;
mod table;

pub use derived::{Derived, Figure};
pub use policy::threshold_children;
pub use release::{Cell, Provenance, Release, Rows, SeriesBreak, SetAside, SourceFile, Status};

use crate::cube::{Count, Cube, Formula};
use crate::recipe::Policy;
use table::Table;

/// The most cells that are protected together: the work grows faster than their number, and this is seconds in a browser.
pub const MAX_CELLS: usize = 30_000;

/// Whether a cube is small enough to be protected.
pub fn can_protect(cube: &Cube, policy: Policy) -> bool {
    threshold_children(policy).is_none() || cube.counts().len() <= MAX_CELLS
}

/// Protects a cube, which has to be small enough (see [`can_protect`]): cells of too few children are left blank, and others with them, so that no such figure can be worked out from what is
/// shown, nor placed more narrowly than the policy allows.
pub fn protect(cube: &Cube, policy: Policy, provenance: Provenance) -> Release {
    let blank = match threshold_children(policy) {
        // A figure in hours is told in minutes, and so is how far it has to be out of reach.
        Some(threshold) => {
            secondary::suppress(&Table::of(cube, policy), threshold as i64 * cube.parts_of_unit() as i64)
        }
        None => vec![false; cube.counts().len()],
    };
    released(cube, policy, provenance, &blank)
}

/// Protects the cubes of a measure, which are of the same cells. Where they are parts of one whole, which could be worked out from each other,
/// they are protected as one table.
pub fn protect_all(
    cubes: &[Cube],
    formula: Formula,
    policy: Policy,
    provenance: &Provenance,
) -> Vec<Release> {
    match (formula, cubes, threshold_children(policy)) {
        (Formula::PerCent, [yes, recorded, no, unrecorded], Some(threshold)) => {
            let table = Table::of_parts(&[yes, no, unrecorded], policy);
            let blank = secondary::suppress(&table, threshold as i64);
            let blank: Vec<&[bool]> = blank.chunks(yes.counts().len()).collect();
            let either = |one: usize, other: usize| {
                blank[one].iter().zip(blank[other]).map(|(one, other)| *one || *other).collect::<Vec<bool>>()
            };
            let of = [
                (yes, blank[0].to_vec()),
                (recorded, either(0, 1)),
                (no, blank[1].to_vec()),
                (unrecorded, blank[2].to_vec()),
            ];
            of.map(|(cube, blank)| released(cube, policy, provenance.clone(), &blank)).into()
        }
        _ => cubes.iter().map(|cube| protect(cube, policy, provenance.clone())).collect(),
    }
}

fn released(cube: &Cube, policy: Policy, provenance: Provenance, blank: &[bool]) -> Release {
    let cells = cube.counts().iter().zip(blank).map(|(count, is_blank)| match *is_blank {
        true => Cell::empty(Status::Suppressed),
        false => protect_cell(*count, policy),
    });
    Release::new(cube, policy, provenance, cells.collect())
}

fn protect_cell(count: Count, policy: Policy) -> Cell {
    match count {
        Count::NotAvailable => Cell::empty(Status::NotAvailable),
        Count::NotApplicable => Cell::empty(Status::NotApplicable),
        // That it is not known of any of a few children would say something of each.
        Count::Counted { children, .. } | Count::Unmeasured { children }
            if policy::is_sensitive(policy, children) =>
        {
            Cell::empty(Status::Suppressed)
        }
        Count::Unmeasured { .. } => Cell::empty(Status::NotAvailable),
        Count::Counted { figure, .. } => Cell::figure_of(figure),
    }
}
