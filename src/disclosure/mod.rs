//! Cube -> [`Release`]: decides what may be shown. Nothing else in the crate can make a release, and nothing but a release
//! (or what is drawn and written from one) leaves.
//!
//! In: a cube, a policy, where the figures come from. Out: cells that each hold a figure or the reason why there is none, and what the audit says
//! of them.

mod audit;
mod cycle;
mod derived;
mod hints;
mod impossible;
mod knowledge;
mod ledger;
mod mend;
mod outside;
mod pace;
mod policy;
mod release;
mod safeguard;
mod secondary;
mod simplex;
mod table;
mod tree;

pub use derived::{Derived, Figure};
pub use ledger::{Linked, ReleasedCell, ReleasedTable};
pub use outside::{Fault, Placed, ReadCell, ReadTable, audit as audit_from_outside};
pub use pace::{Pace, Progress, Stage, at_once};
pub use release::{Audit, Cell, Provenance, Release, Rows, SeriesBreak, SetAside, SourceFile, Status};

use crate::cube::{Count, Cube, Formula, Totals, coordinates};
use crate::recipe::{Policy, SmallFigures, Source};
use policy::{Rule, rounded_to};
use safeguard::{Links, Shown, figure, safeguard};
use table::Table;

/// The most cells that are protected together: the work grows faster than their number, and this is seconds in a browser.
pub const MAX_CELLS: usize = 30_000;

/// Of a table of more cells than these it is not told how many are blank on account of earlier ones.
const MOST_COMPARED: usize = 3_000;

/// Why a table cannot be released.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The audit finds a figure exposed whatever is left blank: a fault of ours and not of the data.
    Exposed,
    /// It would expose a figure together with what was released before, whatever is left blank.
    ByEarlier,
}

/// Whether a cube is small enough to be protected.
pub fn can_protect(cube: &Cube, policy: Policy) -> bool {
    Rule::of(policy).is_none() || cube.counts().len() <= MAX_CELLS
}

/// Whether some figure of a table must not be shown as it is.
pub fn has_sensitive(cube: &Cube, policy: Policy) -> bool {
    Rule::of(policy).is_some_and(|rule| cube.counts().iter().any(|count| rule.hides(count)))
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
    /// What a reader of them knows; none where nothing is protected.
    pub tables: Vec<ReleasedTable>,
}

/// Protects the cubes of a measure, which are of the same cells and have to be small enough (see [`can_protect`]): cells of too few children are
/// left blank, and others with them, so that no such figure can be worked out from what is shown, nor placed more narrowly than the policy allows.
/// Where they are parts of one whole, which could be worked out from each other, they are protected as one table. `links`: for each cube, what binds it
/// to tables that were released before, if anything does. It pauses as `pace` says.
///
/// # Errors
/// If the audit refuses them.
pub async fn protect(
    cubes: &[Cube],
    formula: Formula,
    policy: Policy,
    source: Source,
    provenance: &Provenance,
    links: &[Option<Linked<'_>>],
    pace: &Pace,
) -> Result<Protected, Refusal> {
    let Some(rule) = Rule::of(policy) else {
        let shown = |cube: &Cube| {
            let cells = cube.counts().iter().map(|count| released(count, None)).collect();
            Release::new(cube, policy, provenance.clone(), cells)
        };
        let releases = cubes.iter().map(shown).collect();
        return Ok(Protected { releases, audit: None, tables: Vec::new() });
    };
    let link = |at: usize| links.get(at).and_then(Option::as_ref);
    if let (Formula::PerCent, [yes, recorded, no, unrecorded]) = (formula, cubes) {
        // What is recorded is the sum of two parts, and known with them.
        let parts = Guarded::new(&[yes, no, unrecorded], &rule, &[link(0), link(2), link(3)], pace).await?;
        let either = |one: usize, other: usize| {
            let pairs = parts.blank[one].iter().zip(&parts.blank[other]);
            pairs.map(|(one, other)| *one || *other).collect::<Vec<bool>>()
        };
        let blank = |at: usize| parts.blank[at].clone();
        let of = [(yes, blank(0)), (recorded, either(0, 1)), (no, blank(1)), (unrecorded, blank(2))];
        let releases = of.map(|(cube, blank)| parts.release(cube, &blank, policy, provenance)).into();
        let tables = [(yes, 0), (no, 2), (unrecorded, 3)].into_iter().zip(&parts.known);
        let tables = tables.map(|((cube, at), known)| ReleasedTable::of(cube, source, at, known.clone()));
        return Ok(Protected { releases, audit: Some(parts.audit), tables: tables.collect() });
    }
    let mut protected = Protected { releases: Vec::new(), audit: None, tables: Vec::new() };
    for (at, cube) in cubes.iter().enumerate() {
        let guarded = Guarded::new(&[cube], &rule, &[link(at)], pace).await?;
        protected.releases.push(guarded.release(cube, &guarded.blank[0], policy, provenance));
        protected.audit = Some(guarded.audit.with(protected.audit));
        protected.tables.push(ReleasedTable::of(cube, source, at, guarded.known[0].clone()));
    }
    Ok(protected)
}

/// The parts of a whole, or one table, with what of them is left blank.
struct Guarded {
    rule: Rule,
    /// For each of them, its cells.
    blank: Vec<Vec<bool>>,
    /// For each of them, what a reader knows of its cells.
    known: Vec<Vec<ReleasedCell>>,
    audit: Audit,
}

impl Guarded {
    async fn new(cubes: &[&Cube], rule: &Rule, links: Links<'_>, pace: &Pace) -> Result<Guarded, Refusal> {
        let first = cubes[0];
        let rule = if first.is_count() { *rule } else { rule.without_rounding() };
        let n_cells = first.counts().len();
        let alone = match cubes {
            [cube] => Table::of(cube, &rule),
            parts => Table::of_parts(parts, &rule),
        };
        let cells = || (0..alone.entries.len()).map(|cell| cell % n_cells);
        // A figure in hours is told in minutes, and so is how far it has to be out of reach.
        let parts_of_unit = first.parts_of_unit();
        let adds_up = rule.small_figures == SmallFigures::RoundedAddingUp;
        let shown = Shown {
            bases: cells().map(|cell| rule.base_of(first.is_local(cell))).collect(),
            adds_nothing: cells().map(|cell| adds_up && is_sum(first, cell)).collect(),
            width: rule.width() * parts_of_unit as i64,
            parts_of_unit,
        };
        // Tables of which no sums are made are bound to no others.
        let is_bound =
            |linked: &&Linked<'_>| linked.joint.places.last().is_some_and(|places| !places.is_empty());
        let bound: Vec<Option<&Linked<'_>>> = links.iter().map(|linked| linked.filter(is_bound)).collect();
        let mut table = alone.clone();
        for (part, cube) in cubes.iter().enumerate() {
            if let Some(linked) = links[part] {
                let entries = &mut table.entries[part * n_cells..][..n_cells];
                linked.mark(entries, cube, &rule, bound[part].is_some());
            }
        }
        let guarded = safeguard(&table, &rule, &shown, &bound, n_cells, pace).await;
        let is_linked = links.iter().any(Option::is_some);
        if guarded.is_exposed {
            return Err(if is_linked { Refusal::ByEarlier } else { Refusal::Exposed });
        }
        let known: Vec<ReleasedCell> = (0..n_cells * cubes.len())
            .map(|at| known(&alone, &rule, &shown, at, guarded.blank[at], cubes))
            .collect();
        // The known whole of parts is no figure of a release.
        let of_cubes = &alone.entries[..n_cells * cubes.len()];
        let n_blank = |blank: &[bool]| blank[..of_cubes.len()].iter().filter(|is_blank| **is_blank).count();
        let n_suppressed = n_blank(&guarded.blank);
        let n_because_of = match is_linked {
            // To protect it twice over would take too long.
            true if alone.entries.len() > MOST_COMPARED => None,
            true => {
                let alone = safeguard(&alone, &rule, &shown, &[], n_cells, pace).await;
                Some(n_suppressed.saturating_sub(n_blank(&alone.blank)))
            }
            false => Some(0),
        };
        let audit = Audit {
            n_figures: of_cubes.len(),
            n_sensitive: of_cubes.iter().filter(|entry| entry.is_sensitive).count(),
            n_suppressed,
            n_because_of,
            width: rule.width(),
            narrowest: guarded.narrowest.map(|narrowest| narrowest / parts_of_unit as i64),
        };
        let blank = guarded.blank.chunks(n_cells).take(cubes.len()).map(<[bool]>::to_vec).collect();
        let known = known.chunks(n_cells).map(<[ReleasedCell]>::to_vec).collect();
        Ok(Guarded { rule, blank, known, audit })
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

/// What a reader knows of a cell by itself, to be remembered.
fn known(
    table: &Table,
    rule: &Rule,
    shown: &Shown,
    at: usize,
    is_blank: bool,
    cubes: &[&Cube],
) -> ReleasedCell {
    let n_cells = cubes[0].counts().len();
    match cubes[at / n_cells].counts()[at % n_cells] {
        Count::Counted { .. } if is_blank => ReleasedCell::Blank(()),
        Count::Counted { .. } => {
            let figure = figure(table, rule, shown, at, false);
            ReleasedCell::Between(figure.least, figure.most.min(MOST_REMEMBERED))
        }
        _ => ReleasedCell::NOTHING,
    }
}

/// No figure is larger, and every program that reads a ledger can write it.
const MOST_REMEMBERED: i64 = 1 << 50;

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
