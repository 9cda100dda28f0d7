//! Table -> what of it may be shown: leaves blank what has to be, has the audit look at what a reader then knows, and leaves more blank for as long
//! as that finds a figure exposed.

use super::audit::{self, Neighbours};
use super::knowledge::{Figure, Knowledge};
use super::mend;
use super::policy::{Rule, rounded_from, rounded_to};
use super::secondary;
use super::table::Table;

/// So often it is mended what the audit finds, before all that can be is left blank.
const MOST_ROUNDS: usize = 40;

/// Of more sensitive figures than these the search for further blanks does not wait for the audit, and takes rounded figures for exact ones.
const MOST_MENDED: usize = 150;

/// Which figures of a table are left blank, and what the audit says of the others.
pub(super) struct Safeguarded {
    pub(super) blank: Vec<bool>,
    /// Whether readers can place a figure too narrowly whatever is left blank: what protects figures is at fault then.
    pub(super) is_exposed: bool,
    /// Between the least and the largest figure that a reader can take a sensitive one for, at the least.
    pub(super) narrowest: Option<i64>,
}

/// How the figures of a table are shown that are not left blank.
pub(super) struct Shown {
    /// For each figure, to the nearest of which numbers it is rounded.
    pub(super) bases: Vec<i64>,
    /// For each figure, whether it says no more than those that it sums.
    pub(super) adds_nothing: Vec<bool>,
    /// How far sensitive figures have to be out of reach.
    pub(super) width: i64,
}

/// Protects a table.
pub(super) fn safeguard(table: &Table, rule: &Rule, shown: &Shown) -> Safeguarded {
    let n_cells = table.entries.len();
    let sensitive: Vec<bool> = table.entries.iter().map(|entry| entry.is_sensitive).collect();
    let n_sensitive = sensitive.iter().filter(|is_sensitive| **is_sensitive).count();
    let is_rounded = shown.bases.iter().any(|base| *base > 1);
    let (mut blank, together) = match rule.suppresses() {
        false => (vec![false; n_cells], Vec::new()),
        // Being rounded the others protect most of them already; what they do not the audit finds.
        true if is_rounded && n_sensitive <= MOST_MENDED => (sensitive, Vec::new()),
        true => secondary::suppress(table, shown.width),
    };
    let mut knowledge = known(table, rule, shown, &blank);
    let mut exposed = audit::exposed(&knowledge, &together);
    for round in 0..=MOST_ROUNDS {
        if exposed.is_empty() {
            break;
        }
        let is_last = round == MOST_ROUNDS;
        let more: Vec<usize> = match is_last {
            true => (0..blank.len()).filter(|at| knowledge.figures[*at].cost.is_some()).collect(),
            false => {
                let neighbours = Neighbours::of(&knowledge);
                exposed.iter().flat_map(|one| mend::cheapest(&knowledge, &neighbours, one)).collect()
            }
        };
        if more.is_empty() && !is_last {
            continue;
        }
        for at in more {
            blank[at] = true;
            knowledge.figures[at] = figure(table, rule, shown, at, true);
        }
        exposed = audit::exposed(&knowledge, &together);
    }
    let narrowest = audit::narrowest(&knowledge);
    Safeguarded { blank, is_exposed: !exposed.is_empty(), narrowest }
}

/// What a reader knows of a table.
fn known(table: &Table, rule: &Rule, shown: &Shown, blank: &[bool]) -> Knowledge {
    let mut knowledge = Knowledge::default();
    for (at, is_blank) in blank.iter().enumerate() {
        knowledge.add(figure(table, rule, shown, at, *is_blank));
    }
    let cells: Vec<usize> = (0..blank.len()).collect();
    knowledge.relate(&cells, &table.shape, &table.totals);
    knowledge
}

/// What a reader knows of one figure by itself.
fn figure(table: &Table, rule: &Rule, shown: &Shown, at: usize, is_blank: bool) -> Figure {
    let entry = &table.entries[at];
    let base = shown.bases[at];
    let (least, most) = match (is_blank, shown.adds_nothing[at]) {
        (true, _) => (entry.floor, i64::MAX),
        (false, true) => (0, i64::MAX),
        (false, false) if base > 1 && entry.value == 0 && rule.suppresses() => (0, 0),
        (false, false) => {
            let (least, most) = rounded_from(base, rounded_to(base, entry.value));
            // What is shown at all is more than what would be left blank.
            let first = if rule.suppresses() && base > 1 { rule.threshold as i64 + 1 } else { 0 };
            (least.max(first).min(entry.value), most)
        }
    };
    Figure {
        truth: entry.value,
        least,
        most,
        width: if entry.is_sensitive { shown.width } else { 0 },
        only_child: entry.only_child,
        cost: (!is_blank && entry.can_be_blank).then_some(entry.cost),
        floor: entry.floor,
    }
}
