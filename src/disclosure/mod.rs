//! Cube -> [`Release`]: decides what may be shown. Nothing else in the crate can make a release, and nothing but a release
//! (or what is drawn and written from one) leaves.
//!
//! In: a cube, a policy, where the figures come from. Out: cells that each hold a figure or the reason why there is none.

mod derived;
mod policy;
mod release;

pub use derived::{Derived, Figure};
pub use policy::threshold_children;
pub use release::{Cell, Provenance, Release, SeriesBreak, SetAside, SourceFile, Status};

use crate::cube::{Count, Cube};
use crate::recipe::Policy;

/// Protects a cube.
///
/// This is primary suppression only: a cell of too few children is suppressed by itself, and nothing is yet suppressed to
/// protect it against subtraction from a total. The release says so.
pub fn protect(cube: &Cube, policy: Policy, provenance: Provenance) -> Release {
    let cells = cube.counts().iter().map(|count| protect_cell(*count, policy)).collect();
    Release::new(cube, policy, provenance, cells)
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
