//! Cube -> [`Release`]: decides what may be shown. Nothing else in the crate can make a release, and nothing but a release
//! (or what is drawn and written from one) leaves.
//!
//! In: a cube, a policy, where the figures come from. Out: cells that each hold a figure or the reason why there is none, and what the audit says
//! of them.

mod audit;
mod cycle;
mod derived;
mod knowledge;
mod mend;
mod policy;
mod release;
mod safeguard;
mod secondary;
mod simplex;
mod table;

pub use derived::{Derived, Figure};
pub use release::{Audit, Cell, Provenance, Release, Rows, SeriesBreak, SetAside, SourceFile, Status};

use crate::cube::{Count, Cube, Formula, Totals, coordinates};
use crate::recipe::{Policy, SmallFigures};
use policy::{Rule, rounded_to};
use safeguard::{Shown, safeguard};
use table::Table;

/// The most cells that are protected together: the work grows faster than their number, and this is seconds in a browser.
pub const MAX_CELLS: usize = 30_000;

/// A table that cannot be released: the audit finds a figure exposed whatever is left blank. This is a fault of ours and not of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exposed;

/// Whether a cube is small enough to be protected.
pub fn can_protect(cube: &Cube, policy: Policy) -> bool {
    Rule::of(policy).is_none() || cube.counts().len() <= MAX_CELLS
}

/// Whether a policy asks how many of the episodes of a figure are of one child.
pub fn asks_largest(policy: Policy) -> bool {
    Rule::of(policy).is_some_and(|rule| rule.dominance.is_some())
}

/// What may be shown, with what the audit says of it.
pub struct Protected {
    /// For each cube, what of it may be shown.
    pub releases: Vec<Release>,
    /// What the audit says of them together; none where nothing is protected.
    pub audit: Option<Audit>,
}

/// Protects the cubes of a measure, which are of the same cells and have to be small enough (see [`can_protect`]): cells of too few children are
/// left blank, and others with them, so that no such figure can be worked out from what is shown, nor placed more narrowly than the policy allows.
/// Where they are parts of one whole, which could be worked out from each other, they are protected as one table.
///
/// # Errors
/// If the audit refuses them.
pub fn protect(
    cubes: &[Cube],
    formula: Formula,
    policy: Policy,
    provenance: &Provenance,
) -> Result<Protected, Exposed> {
    let Some(rule) = Rule::of(policy) else {
        let shown = |cube: &Cube| {
            let cells = cube.counts().iter().map(|count| released(count, None)).collect();
            Release::new(cube, policy, provenance.clone(), cells)
        };
        return Ok(Protected { releases: cubes.iter().map(shown).collect(), audit: None });
    };
    if let (Formula::PerCent, [yes, recorded, no, unrecorded]) = (formula, cubes) {
        let parts = Guarded::new(&[yes, no, unrecorded], &rule)?;
        let either = |one: usize, other: usize| {
            let pairs = parts.blank[one].iter().zip(&parts.blank[other]);
            pairs.map(|(one, other)| *one || *other).collect::<Vec<bool>>()
        };
        let blank = |at: usize| parts.blank[at].clone();
        let of = [(yes, blank(0)), (recorded, either(0, 1)), (no, blank(1)), (unrecorded, blank(2))];
        let releases = of.map(|(cube, blank)| parts.release(cube, &blank, policy, provenance)).into();
        return Ok(Protected { releases, audit: Some(parts.audit) });
    }
    let mut releases = Vec::new();
    let mut audit: Option<Audit> = None;
    for cube in cubes {
        let guarded = Guarded::new(&[cube], &rule)?;
        releases.push(guarded.release(cube, &guarded.blank[0], policy, provenance));
        audit = Some(guarded.audit.with(audit));
    }
    Ok(Protected { releases, audit })
}

/// The parts of a whole, or one table, with what of them is left blank.
struct Guarded {
    rule: Rule,
    /// For each of them, its cells.
    blank: Vec<Vec<bool>>,
    audit: Audit,
}

impl Guarded {
    fn new(cubes: &[&Cube], rule: &Rule) -> Result<Guarded, Exposed> {
        let first = cubes[0];
        let rule = if first.is_count() { *rule } else { rule.without_rounding() };
        let n_cells = first.counts().len();
        let table = match cubes {
            [cube] => Table::of(cube, &rule),
            parts => Table::of_parts(parts, &rule),
        };
        let cells = || (0..table.entries.len()).map(|cell| cell % n_cells);
        // A figure in hours is told in minutes, and so is how far it has to be out of reach.
        let parts_of_unit = first.parts_of_unit() as i64;
        let adds_up = rule.small_figures == SmallFigures::RoundedAddingUp;
        let shown = Shown {
            bases: cells().map(|cell| rule.base_of(first.is_local(cell))).collect(),
            adds_nothing: cells().map(|cell| adds_up && is_sum(first, cell)).collect(),
            width: rule.width() * parts_of_unit,
        };
        let guarded = safeguard(&table, &rule, &shown);
        if guarded.is_exposed {
            return Err(Exposed);
        }
        // The known whole of parts is no figure of a release.
        let blank: Vec<Vec<bool>> =
            guarded.blank.chunks(n_cells).take(cubes.len()).map(<[bool]>::to_vec).collect();
        let of_cubes = &table.entries[..n_cells * cubes.len()];
        let audit = Audit {
            n_figures: of_cubes.len(),
            n_sensitive: of_cubes.iter().filter(|entry| entry.is_sensitive).count(),
            n_suppressed: blank.iter().flatten().filter(|is_blank| **is_blank).count(),
            width: rule.width(),
            narrowest: guarded.narrowest.map(|narrowest| narrowest / parts_of_unit),
        };
        Ok(Guarded { rule, blank, audit })
    }

    fn release(&self, cube: &Cube, blank: &[bool], policy: Policy, provenance: &Provenance) -> Release {
        let cell = |(cell, (count, is_blank)): (usize, (&Count, &bool))| match *is_blank {
            true => Cell::empty(Status::Suppressed),
            false => released(count, Some((&self.rule, self.rule.base_of(cube.is_local(cell))))),
        };
        let mut cells: Vec<Cell> = cube.counts().iter().zip(blank).enumerate().map(cell).collect();
        if self.rule.small_figures == SmallFigures::RoundedAddingUp {
            add_up(cube, &mut cells);
        }
        Release::new(cube, policy, provenance.clone(), cells)
    }
}

/// A cell that is not left blank: with its rule, and to the nearest of which numbers its figure is rounded.
fn released(count: &Count, rule: Option<(&Rule, i64)>) -> Cell {
    match (count, rule) {
        (Count::NotAvailable, _) => Cell::empty(Status::NotAvailable),
        (Count::NotApplicable, _) => Cell::empty(Status::NotApplicable),
        (Count::Unmeasured { .. }, Some((rule, _))) if rule.hides(count) => Cell::empty(Status::Suppressed),
        (Count::Unmeasured { .. }, _) => Cell::empty(Status::NotAvailable),
        (Count::Counted { figure, .. }, Some((rule, base))) if base > 1 => {
            let is_true_zero = *figure == 0.0 && rule.suppresses();
            Cell::rounded_to(rounded_to(base, *figure as i64) as f64, is_true_zero)
        }
        (Count::Counted { figure, .. }, _) => Cell::figure_of(*figure),
    }
}

/// Whether a cell is the sum of others.
fn is_sum(cube: &Cube, cell: usize) -> bool {
    let shape: Vec<usize> = cube.axes().iter().map(|axis| axis.categories.len()).collect();
    let mut axes = coordinates(&shape, cell).zip(&shape).zip(cube.totals());
    axes.any(|((category, length), totals)| *totals == Totals::Sum && category + 1 == *length)
}

/// Makes every total that is a sum the sum of the rounded figures.
fn add_up(cube: &Cube, cells: &mut [Cell]) {
    let shape: Vec<usize> = cube.axes().iter().map(|axis| axis.categories.len()).collect();
    for (axis, _) in cube.totals().iter().enumerate().filter(|(_, totals)| **totals == Totals::Sum) {
        let stride: usize = shape[axis + 1..].iter().product();
        for total in (0..cells.len()).filter(|cell| cell / stride % shape[axis] + 1 == shape[axis]) {
            let parts = (1..shape[axis]).map(|back| cells[total - back * stride].figure());
            if cells[total].figure().is_some() {
                cells[total] = Cell::rounded_to(parts.map(|part| part.unwrap_or(0.0)).sum(), false);
            }
        }
    }
}
