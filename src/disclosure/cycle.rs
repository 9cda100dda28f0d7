//! Changes to a table that leave all its sums as they are: what a reader who knows the sums cannot tell apart.
//!
//! On an axis whose categories add up, a cell can only change together with another of its line: the one up and the other down, or both up
//! where one is the total. Over two such axes the cells that change make a closed path, each step along the one axis and then along the other,
//! and the cheapest path is found as in any network. Over further axes the whole path is repeated in another category of each with the signs
//! turned round. On an axis whose categories only bound their total, cells change alone, as far as the bounds allow, or each together with its
//! total. Not every change is of this form, but sums of such changes reach far.

use super::table::Table;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A change by one unit: cells with their signs.
pub(super) type Change = Vec<(usize, i64)>;

/// A change that was found.
pub(super) struct Found {
    /// What the cells cost that are not blank yet.
    pub(super) cost: u64,
    pub(super) change: Change,
    /// How often it can be made.
    pub(super) amount: i64,
}

/// What changes are looked for.
#[derive(Clone, Copy)]
pub(super) struct Search<'a> {
    pub(super) table: &'a Table,
    /// The figures as they are thought to be, which differ from the true ones by earlier changes.
    pub(super) figures: &'a [i64],
    /// The cells that are blank.
    pub(super) blank: &'a [bool],
    /// Whether others may be left blank too, at their cost.
    pub(super) may_cost: bool,
    /// The child whom the reader knows, and with it every figure of that child alone.
    pub(super) known: Option<u64>,
}

/// On one axis whose categories bound their total, the category that changes together with the total.
type Together = Option<(usize, usize)>;

/// A search in which cells change alone on such axes, or together.
struct Form<'a> {
    search: Search<'a>,
    together: Together,
    table: &'a Table,
}

/// A cell of one category of each further axis: how far it is from the cell of the path, and its sign.
type Layer = (isize, i64);

impl Search<'_> {
    /// The cheapest change that takes a cell up (`direction` 1) or down (-1), by `amount` at once; none if there is none.
    pub(super) fn cheapest(&self, cell: usize, direction: i64, amount: i64) -> Option<Found> {
        let mut best: Option<Found> = None;
        for together in self.forms(cell) {
            let form = Form { search: *self, together, table: self.table };
            let limit = best.as_ref().map_or(u64::MAX, |best| best.cost);
            if let Some((cost, change)) = form.cheapest(cell, direction, amount, limit) {
                let amount = change.iter().map(|(cell, sign)| form.room(*cell, *sign)).min().unwrap_or(0);
                best = Some(Found { cost, change, amount });
            }
        }
        best
    }

    /// The ways in which a cell can change on axes whose categories bound their total.
    fn forms(&self, cell: usize) -> Vec<Together> {
        let mut forms = vec![None];
        for axis in &self.table.bounds {
            let (own, last) = (self.table.category(cell, *axis), self.table.shape[*axis] - 1);
            match own == last {
                true => forms.extend((0..last).map(|part| Some((*axis, part)))),
                false => forms.push(Some((*axis, own))),
            }
        }
        forms
    }
}

impl Form<'_> {
    /// The cheapest change of this form, at less than `limit`, with its cost.
    fn cheapest(&self, cell: usize, direction: i64, amount: i64, limit: u64) -> Option<(u64, Change)> {
        let own = self.own_layers(cell);
        let mut of_own = 0;
        for (offset, sign) in &own {
            of_own += self.step(cell.wrapping_add_signed(*offset), direction * sign, amount)?;
        }
        let sums = &self.table.sums;
        // It can change only together with another cell of each line.
        let partners: Vec<Vec<Layer>> =
            sums.iter().map(|axis| self.partners(cell, *axis, direction, amount)).collect();
        if of_own >= limit || partners.iter().any(Vec::is_empty) {
            return None;
        }
        let mut best: Option<(u64, Change)> = None;
        let bound = |best: &Option<(u64, Change)>| best.as_ref().map_or(limit, |(least, _)| *least);
        match sums.as_slice() {
            [] => return Some((of_own, change_of(cell, direction, &own))),
            [_] => {
                for (layers, cost) in self.layers(cell, &own, &partners, direction, amount) {
                    if of_own + cost < bound(&best) {
                        best = Some((of_own + cost, change_of(cell, direction, &layers)));
                    }
                }
            }
            _ => {
                let pairs = (0..sums.len())
                    .flat_map(|rows| (rows + 1..sums.len()).map(move |columns| (rows, columns)));
                for (rows, columns) in pairs {
                    if best.as_ref().is_some_and(|(least, _)| *least == 0) {
                        break;
                    }
                    let others = partners.iter().enumerate().filter(|(at, _)| *at != rows && *at != columns);
                    let others: Vec<Vec<Layer>> = others.map(|(_, partners)| partners.clone()).collect();
                    for (layers, cost) in self.layers(cell, &own, &others, direction, amount) {
                        let (cost, bound) = (of_own + cost, bound(&best));
                        if cost >= bound {
                            continue;
                        }
                        let path = Path::new(self, cell, (sums[rows], sums[columns]), &layers);
                        if let Some((of_path, change)) = path.cheapest(cell, direction, amount, bound - cost)
                        {
                            best = Some((cost + of_path, change));
                        }
                    }
                }
            }
        }
        best
    }

    /// The cell's own layer, and that of what changes together with it.
    fn own_layers(&self, cell: usize) -> Vec<Layer> {
        let other = self.together.map(|(axis, part)| {
            let (own, last) = (self.table.category(cell, axis), self.table.shape[axis] - 1);
            let other = if own == last { part } else { last };
            ((other as isize - own as isize) * self.table.stride(axis) as isize, 1)
        });
        std::iter::once((0, 1)).chain(other).collect()
    }

    /// The categories of an axis in which a cell's copy can change as it must if the cell does, as layers.
    fn partners(&self, cell: usize, axis: usize, direction: i64, amount: i64) -> Vec<Layer> {
        let (stride, own) = (self.table.stride(axis), self.table.category(cell, axis));
        let others = (0..self.table.shape[axis]).filter(|category| *category != own);
        let layers = others.map(|category| {
            let offset = (category as isize - own as isize) * stride as isize;
            (offset, self.turned(axis, own, category))
        });
        let can_change = |(offset, sign): &Layer| {
            self.step(cell.wrapping_add_signed(*offset), direction * sign, amount).is_some()
        };
        layers.filter(can_change).collect()
    }

    /// For each choice of a partner on every one of some axes, the layers, and what the cell's copies in them cost. The cell's own layers stand
    /// first.
    fn layers(
        &self,
        cell: usize,
        own: &[Layer],
        partners: &[Vec<Layer>],
        direction: i64,
        amount: i64,
    ) -> Vec<(Vec<Layer>, u64)> {
        let mut choices: Vec<(Vec<Layer>, u64)> = vec![(own.to_vec(), 0)];
        for of_axis in partners {
            let mut further = Vec::new();
            for (layers, cost) in &choices {
                for (offset, sign) in of_axis {
                    let copies = || layers.iter().map(|(from, of)| (from + offset, of * sign));
                    let costs = copies().map(|(offset, sign)| {
                        self.step(cell.wrapping_add_signed(offset), direction * sign, amount)
                    });
                    if let Some(of_copies) = costs.sum::<Option<u64>>() {
                        further.push((layers.iter().copied().chain(copies()).collect(), cost + of_copies));
                    }
                }
            }
            choices = further;
        }
        choices
    }

    /// The sign that a change has in another category of an axis if it is up in its own.
    fn turned(&self, axis: usize, own: usize, other: usize) -> i64 {
        if self.table.is_total(axis, own) == self.table.is_total(axis, other) { -1 } else { 1 }
    }

    /// What it costs that a cell changes; none if it cannot, or not so far.
    fn step(&self, cell: usize, direction: i64, amount: i64) -> Option<u64> {
        let Search { blank, may_cost, known, .. } = self.search;
        let is_blank = blank[cell];
        if !is_blank && !may_cost {
            return None;
        }
        let entry = &self.table.entries[cell];
        let is_known = known.is_some() && known == entry.only_child;
        if !is_blank && !entry.can_be_blank || is_known || self.room(cell, direction) < amount {
            return None;
        }
        Some(if is_blank { 0 } else { entry.cost })
    }

    /// How far a cell can change.
    fn room(&self, cell: usize, direction: i64) -> i64 {
        let figures = self.search.figures;
        let mut room = if direction < 0 { figures[cell] - self.table.entries[cell].floor } else { i64::MAX };
        for axis in &self.table.bounds {
            let line: Vec<usize> = self.table.line(cell, *axis).collect();
            let Some((total, parts)) = line.split_last() else { continue };
            let largest = |but: usize| {
                let others = parts.iter().enumerate().filter(|(at, _)| *at != but);
                others.map(|(_, part)| figures[*part]).max().unwrap_or(0)
            };
            let sum = || parts.iter().map(|part| figures[*part]).sum::<i64>();
            let total_figure = figures[*total];
            room = room.min(match (self.together, cell == *total, direction < 0) {
                // The total moves with one of its parts: only the others are in its way.
                (Some((of, part)), true, true) if of == *axis => total_figure - largest(part),
                (Some((of, _)), ..) if of == *axis => i64::MAX,
                (_, true, true) => total_figure - largest(parts.len()),
                (_, true, false) | (_, false, true) => sum() - total_figure,
                (_, false, false) => total_figure - figures[cell],
            });
        }
        room
    }
}

/// The change of a cell and its copies.
fn change_of(cell: usize, direction: i64, layers: &[Layer]) -> Change {
    layers.iter().map(|(offset, sign)| (cell.wrapping_add_signed(*offset), direction * sign)).collect()
}

/// A closed path over two axes, through all layers.
struct Path<'a> {
    form: &'a Form<'a>,
    layers: &'a [Layer],
    rows: Side,
    columns: Side,
    /// The cell where the first row and the first column cross.
    origin: usize,
}

/// The axis along which every other step of a path goes.
struct Side {
    length: usize,
    stride: usize,
    /// The category of the cell that is to change.
    own: usize,
    /// Whether that is the total.
    is_total: bool,
    /// The total, if there is one; beyond all categories otherwise.
    total: usize,
}

impl Side {
    fn new(table: &Table, cell: usize, axis: usize) -> Self {
        let (own, length) = (table.category(cell, axis), table.shape[axis]);
        let total = if table.is_total(axis, length - 1) { length - 1 } else { length };
        Side { length, stride: table.stride(axis), own, is_total: own == total, total }
    }

    /// The sign that a change has in a category for its being the total or not.
    fn sign(&self, category: usize) -> i64 {
        if (category == self.total) == self.is_total { 1 } else { -1 }
    }
}

impl<'a> Path<'a> {
    fn new(form: &'a Form<'a>, cell: usize, (rows, columns): (usize, usize), layers: &'a [Layer]) -> Self {
        let rows = Side::new(form.table, cell, rows);
        let columns = Side::new(form.table, cell, columns);
        let origin = cell - rows.own * rows.stride - columns.own * columns.stride;
        Path { form, layers, rows, columns, origin }
    }

    /// The cheapest path by which a cell can change, at less than `limit`. Stations are the columns and then the rows; a step from the one to the
    /// other is the cell where they cross. It begins at the cell's column and ends at its row; the cell itself closes it.
    fn cheapest(&self, cell: usize, direction: i64, amount: i64, limit: u64) -> Option<(u64, Change)> {
        let n_columns = self.columns.length;
        let (row, column) = (self.rows.own, self.columns.own);
        let n_stations = n_columns + self.rows.length;
        let mut costs = vec![u64::MAX; n_stations];
        let mut from = vec![usize::MAX; n_stations];
        let mut is_done = vec![false; n_stations];
        let mut reached = BinaryHeap::from([Reverse((0, column))]);
        costs[column] = 0;
        let end = n_columns + row;
        'search: loop {
            let Reverse((cost, next)) = reached.pop()?;
            if cost >= limit {
                return None;
            }
            if next == end {
                break;
            }
            if std::mem::replace(&mut is_done[next], true) {
                continue;
            }
            let (here, category, along, first, turn) = match next < n_columns {
                true => (&self.columns, next, &self.rows, n_columns, -1),
                false => (&self.rows, next - n_columns, &self.columns, 0, 1),
            };
            let line = self.origin + category * here.stride;
            let of_line = direction * turn * here.sign(category);
            for category in 0..along.length {
                let (other, there) = (first + category, line + category * along.stride);
                if costs[other] <= cost || there == cell {
                    continue;
                }
                let Some(of_step) = self.step(there, of_line * along.sign(category), amount) else { continue };
                let cost = cost.saturating_add(of_step);
                if cost < costs[other] {
                    (costs[other], from[other]) = (cost, next);
                    if other == end && of_step == 0 {
                        // No other way is cheaper.
                        break 'search;
                    }
                    reached.push(Reverse((cost, other)));
                }
            }
        }
        let mut change = change_of(cell, direction, self.layers);
        let mut station = end;
        while station != column {
            let before = from[station];
            let (at, turn) = match station >= n_columns {
                true => ((station - n_columns, before), -1),
                false => ((before - n_columns, station), 1),
            };
            let (there, sign) = self.crossing(at);
            change.extend(change_of(there, direction * turn * sign, self.layers));
            station = before;
        }
        Some((costs[end], change))
    }

    /// The cell of the path's own layer where a row and a column cross, and the sign that it has for its totals.
    fn crossing(&self, (row, column): (usize, usize)) -> (usize, i64) {
        let there = self.origin + row * self.rows.stride + column * self.columns.stride;
        (there, self.rows.sign(row) * self.columns.sign(column))
    }

    /// What it costs that a cell changes with its copies in all layers; none if one of them cannot.
    fn step(&self, there: usize, direction: i64, amount: i64) -> Option<u64> {
        let mut cost = 0;
        for (offset, of_layer) in self.layers {
            let cell = there.wrapping_add_signed(*offset);
            cost += self.form.step(cell, direction * of_layer, amount)?;
        }
        Some(cost)
    }
}
