//! Table -> what of it may be shown: leaves blank what has to be, has the audit look at what a reader then knows, and leaves more blank for as long
//! as that finds a figure exposed.

use super::audit::{self, Neighbours};
use super::hints::Hints;
use super::knowledge::{Figure, Knowledge};
use super::ledger::{Linked, truth};
use super::mend;
use super::pace::Pace;
use super::policy::{Rule, rounded_from, rounded_to};
use super::secondary;
use super::table::{Entry, Table};
use super::tree::Tree;
use crate::cube::{Count, Grid, Totals};
use std::collections::{BTreeMap, BTreeSet};

/// So often it is mended what the audit finds, before all that can be is left blank.
const MOST_ROUNDS: usize = 40;

/// So often the audit may find as many exposed as it looks for.
const MOST_HOPELESS: usize = 4;

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
    /// How far sensitive figures have to be out of reach, in parts of a unit.
    pub(super) width: i64,
    /// How many parts a unit has.
    pub(super) parts_of_unit: f64,
}

/// What binds the parts of a table to figures that are out already; none for a part that nothing does.
pub(super) type Links<'a> = &'a [Option<&'a Linked<'a>>];

/// Protects a table, whose parts are `n_cells` each.
pub(super) async fn safeguard(
    table: &Table,
    rule: &Rule,
    shown: &Shown,
    links: Links<'_>,
    n_cells: usize,
    pace: &Pace,
) -> Safeguarded {
    let mut blank: Vec<bool> =
        table.entries.iter().map(|entry| entry.is_blank || entry.is_sensitive && rule.suppresses()).collect();
    let n_sensitive = table.entries.iter().filter(|entry| entry.is_sensitive).count();
    let is_rounded = shown.bases.iter().any(|base| *base > 1);
    // Being rounded the others protect most of them already; what they do not the audit finds.
    let is_searched = rule.suppresses() && !(is_rounded && n_sensitive <= MOST_MENDED);
    let grid = grid(links);
    let mut together = Vec::new();
    if is_searched && grid.is_none() {
        let found = secondary::suppress(table, shown.width, pace).await;
        // Rather than that a figure gets out for which nothing was found, none is shown.
        let shows_none = table.entries.iter().map(|entry| entry.can_be_blank || entry.is_blank);
        blank = if found.is_enough { found.blank } else { shows_none.collect() };
        together = found.together;
    }
    let mut reader = Reader::new(table, rule, shown, &blank, links, n_cells);
    let mut hints = Hints::of_table(reader.in_places(together));
    if let Some(grid) = grid.filter(|_| is_searched) {
        let all = reader.laid_out(grid);
        let found = secondary::suppress(&all, shown.width, pace).await;
        hints = Hints::of_grid(grid, &found.together, reader.knowledge.figures.len());
        let mut more = Vec::new();
        for (cell, place) in grid.places.iter().enumerate() {
            if found.blank[cell] && reader.knowledge.figures[*place].cost.is_some() {
                more.push(*place);
            }
        }
        for cell in reader.blank(&more, table) {
            blank[cell] = true;
        }
    }
    let mut waiting = audit::needing(&reader.knowledge);
    let mut exposed = audit::exposed(&reader.knowledge, &hints, &mut waiting, pace).await;
    let mut n_hopeless = 0;
    for round in 0..=MOST_ROUNDS {
        if exposed.is_empty() {
            break;
        }
        let figures = &reader.knowledge.figures;
        let mut more: Vec<usize> = Vec::new();
        // Where mending does not make them fewer, it takes all.
        n_hopeless = if exposed.len() < audit::MOST_EXPOSED { 0 } else { n_hopeless + 1 };
        if round < MOST_ROUNDS && n_hopeless < MOST_HOPELESS {
            let neighbours = Neighbours::of(&reader.knowledge);
            for one in &exposed {
                more.extend(mend::cheapest(&reader.knowledge, &neighbours, one));
                pace.pause().await;
            }
        }
        if more.is_empty() {
            more.extend((0..figures.len()).filter(|at| figures[*at].cost.is_some()));
        }
        if more.is_empty() {
            break;
        }
        for cell in reader.blank(&more, table) {
            blank[cell] = true;
        }
        // A blank tells less than the figure did, so what is safe stays safe; but it can tell more than a rounded figure.
        if is_rounded {
            waiting = audit::needing(&reader.knowledge);
        }
        exposed = audit::exposed(&reader.knowledge, &hints, &mut waiting, pace).await;
    }
    let narrowest = audit::narrowest(&reader.knowledge, pace).await;
    Safeguarded { blank, is_exposed: !exposed.is_empty(), narrowest }
}

/// All figures that a table and those before it bear on, where they are sums on one grid; none where they are not, or are parts of percentages.
fn grid<'a>(links: Links<'a>) -> Option<&'a Grid> {
    let [Some(linked)] = links else { return None };
    let own: BTreeSet<usize> = linked.joint.places.last()?.iter().flatten().copied().collect();
    let has_all = |grid: &&Grid| {
        let all: BTreeSet<usize> = grid.places.iter().copied().collect();
        own.is_subset(&all)
    };
    let is_nested = |axis: usize, grid: &Grid| grid.roots[axis] + 1 < grid.parents[axis].len();
    let adds_up = |grid: &&Grid| {
        let mut axes = grid.totals.iter().enumerate();
        axes.all(|(axis, totals)| *totals == Totals::Sum || !is_nested(axis, grid))
    };
    linked.joint.grids.iter().filter(has_all).find(adds_up)
}

/// A reader of a table and of what was released before it.
struct Reader {
    knowledge: Knowledge,
    /// For each cell, the place of its figure.
    places: Vec<usize>,
}

impl Reader {
    fn new(
        table: &Table,
        rule: &Rule,
        shown: &Shown,
        blank: &[bool],
        links: Links<'_>,
        n_cells: usize,
    ) -> Reader {
        let mut knowledge = Knowledge::default();
        let mut places = Vec::new();
        let is_linked = links.iter().flatten().next().is_some();
        for (part, entries) in table.entries.chunks(n_cells).enumerate() {
            let linked = links.get(part).copied().flatten();
            let offset = knowledge.figures.len();
            if let Some(linked) = linked {
                add_joint(&mut knowledge, linked, rule, shown);
            }
            let of_table = linked.and_then(|linked| linked.joint.places.last());
            for cell in 0..entries.len() {
                let at = part * n_cells + cell;
                let own = figure(table, rule, shown, at, blank[at]);
                let place = match of_table.map(|places| places[cell]) {
                    None => knowledge.add(own),
                    // No episode can be there, as everybody knows.
                    Some(None) => {
                        knowledge.add(Figure { least: own.truth, most: own.truth, width: 0, ..own })
                    }
                    Some(Some(place)) => {
                        let place = offset + place;
                        let known = &mut knowledge.figures[place];
                        let is_out = known.is_known();
                        *known = Figure {
                            least: known.least.max(own.least),
                            most: known.most.min(own.most),
                            width: if is_out { 0 } else { known.width.max(own.width) },
                            cost: own.cost.filter(|_| !is_out),
                            floor: own.floor.max(known.least),
                            ..*known
                        };
                        place
                    }
                };
                places.push(place);
            }
        }
        match is_linked {
            false => knowledge.relate(&places, &table.shape, &table.totals),
            // What binds the figures of a part to each other is known from the tables put together.
            true if places.len() > n_cells => {
                let parts = [&[table.shape[0]][..], &[n_cells]].concat();
                knowledge.relate(&places, &parts, &[table.totals[0], Totals::None]);
            }
            true => {}
        }
        // The numbers that children have differ from session to session; the order of figures does not.
        let mut numbers = BTreeMap::new();
        for figure in &mut knowledge.figures {
            let next = numbers.len() as u64;
            figure.only_child = figure.only_child.map(|child| *numbers.entry(child).or_insert(next));
        }
        Reader { knowledge, places }
    }

    /// All that the reader knows of the figures of a grid, as a table of its own: what is out stays as it is, and what no table has is blank.
    fn laid_out(&self, grid: &Grid) -> Table {
        let entry = |place: &usize| {
            let figure = &self.knowledge.figures[*place];
            let is_sensitive = figure.width > 0;
            Entry {
                value: figure.truth,
                floor: if figure.cost.is_some() { figure.floor } else { figure.least },
                is_sensitive,
                is_blank: !is_sensitive && figure.cost.is_none() && figure.most == i64::MAX,
                // What is out as a rounded figure is left as it is.
                can_be_blank: is_sensitive || figure.cost.is_some() && figure.ceiling == i64::MAX,
                cost: figure.cost.unwrap_or(0),
                only_child: figure.only_child,
                is_in_table: figure.is_in_table,
            }
        };
        let trees = grid.parents.iter().zip(&grid.roots);
        let trees = trees.map(|(parents, root)| Tree::new(parents.clone(), *root)).collect();
        Table::of_trees(trees, grid.totals.clone(), grid.places.iter().map(entry).collect())
    }

    /// What stands for each cell, for its figure and of figures.
    fn in_places(&self, of_cells: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
        let mut of_figures = vec![Vec::new(); self.knowledge.figures.len()];
        for (place, cells) in self.places.iter().zip(of_cells) {
            of_figures[*place].extend(cells.into_iter().map(|cell| self.places[cell]));
        }
        of_figures
    }

    /// Leaves figures blank, and returns their cells.
    fn blank(&mut self, figures: &[usize], table: &Table) -> Vec<usize> {
        let meant: BTreeSet<usize> = figures.iter().copied().collect();
        let is_meant = |cell: &usize| meant.contains(&self.places[*cell]);
        let cells: Vec<usize> = (0..table.entries.len()).filter(is_meant).collect();
        for at in figures {
            let figure = &mut self.knowledge.figures[*at];
            *figure = Figure { least: figure.floor, most: figure.ceiling, cost: None, ..*figure };
        }
        cells
    }
}

/// Adds all figures that earlier tables and the new one bear on, with what the earlier ones say of them and what binds them.
fn add_joint(knowledge: &mut Knowledge, linked: &Linked<'_>, rule: &Rule, shown: &Shown) {
    let offset = knowledge.figures.len();
    let known = linked.known(shown.parts_of_unit, rule);
    for (count, known) in linked.joint.counts.iter().zip(known) {
        let truth = truth(count, shown.parts_of_unit);
        let floor = if rule.are_zeros_sensitive { 0 } else { truth.min(1) };
        let least = if known.is_blank { known.least.max(floor) } else { known.least };
        let only_child = if let Count::Counted { only_child, .. } = count { *only_child } else { None };
        let needs = truth > 0 && rule.hides(count) && least < known.most;
        let width = if needs { shown.width } else { 0 };
        let is_in_table = false;
        let figure = Figure {
            truth,
            least,
            most: known.most,
            width,
            only_child,
            is_in_table,
            cost: None,
            floor,
            ceiling: known.most,
        };
        knowledge.add(figure);
    }
    for place in linked.joint.places.iter().flatten().flatten() {
        knowledge.figures[offset + place].is_in_table = true;
    }
    for relation in &linked.joint.relations {
        let parts: Vec<usize> = relation.parts.iter().map(|part| offset + part).collect();
        knowledge.bind(offset + relation.whole, &parts, relation.totals);
    }
}

/// What a reader knows of one figure by itself.
pub(super) fn figure(table: &Table, rule: &Rule, shown: &Shown, at: usize, is_blank: bool) -> Figure {
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
        is_in_table: true,
        cost: (!is_blank && entry.can_be_blank).then_some(entry.cost),
        floor: entry.floor,
        ceiling: i64::MAX,
    }
}
