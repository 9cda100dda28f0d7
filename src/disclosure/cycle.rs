//! Changes to a table that leave all its sums as they are: what a reader who knows the sums cannot tell apart.
//!
//! On an axis whose categories add up, a cell can only change together with another of its line: the one up and the other down, or both up
//! where one is the total. Over two such axes the cells that change make a closed path, each step along the one axis and then along the other,
//! and the cheapest path is found as in any network. Over further axes the whole path is repeated in another category of each with the signs
//! turned round. Not every change is of this form, but sums of such changes reach far.

use super::table::Table;
use crate::cube::Totals;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A change by one unit: cells with their signs.
pub(super) type Change = Vec<(usize, i64)>;

/// What changes are looked for.
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

/// A cell of one category of each further axis: how far it is from the cell of the path, and its sign.
type Layer = (isize, i64);

impl Search<'_> {
    /// The cheapest change that takes a cell up (`direction` 1) or down (-1), by `amount` at once, with its cost; none if there is none.
    pub(super) fn cheapest(&self, cell: usize, direction: i64, amount: i64) -> Option<(u64, Change)> {
        self.step(cell, direction, amount)?;
        let sums = self.table.sums();
        let mut best: Option<(u64, Change)> = None;
        match sums.as_slice() {
            [] => return Some((0, vec![(cell, direction)])),
            [axis] => {
                for (layers, cost) in self.layers(cell, &[*axis], direction, amount) {
                    if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                        best = Some((cost, change_of(cell, direction, &layers)));
                    }
                }
            }
            _ => {
                for (at, rows) in sums.iter().enumerate() {
                    for columns in &sums[at + 1..] {
                        let others: Vec<usize> =
                            sums.iter().copied().filter(|axis| axis != rows && axis != columns).collect();
                        for (layers, cost) in self.layers(cell, &others, direction, amount) {
                            let limit = best.as_ref().map_or(u64::MAX, |(least, _)| *least);
                            if cost >= limit {
                                continue;
                            }
                            let path = Path { search: self, rows: *rows, columns: *columns, layers: &layers };
                            if let Some((of_path, change)) =
                                path.cheapest(cell, direction, amount, limit - cost)
                            {
                                best = Some((cost + of_path, change));
                            }
                        }
                    }
                }
            }
        }
        best
    }

    /// For each choice of another category on every one of some axes, the layers, and what the cell's copies in them cost. The cell's own layer
    /// stands first.
    fn layers(&self, cell: usize, axes: &[usize], direction: i64, amount: i64) -> Vec<(Vec<Layer>, u64)> {
        let mut choices: Vec<(Vec<Layer>, u64)> = vec![(vec![(0, 1)], 0)];
        for axis in axes {
            let (stride, own) = (self.table.stride(*axis), self.table.category(cell, *axis));
            let mut further = Vec::new();
            for (layers, cost) in &choices {
                for category in (0..self.table.shape[*axis]).filter(|category| *category != own) {
                    let offset = (category as isize - own as isize) * stride as isize;
                    let sign = self.turned(*axis, own, category);
                    let copies = layers.iter().map(|(from, of)| (from + offset, of * sign));
                    let copies: Vec<Layer> = copies.collect();
                    let costs = copies.iter().map(|layer| {
                        self.step(cell.wrapping_add_signed(layer.0), direction * layer.1, amount)
                    });
                    if let Some(of_copies) = costs.sum::<Option<u64>>() {
                        further.push((layers.iter().copied().chain(copies).collect(), cost + of_copies));
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
        let entry = &self.table.entries[cell];
        let is_open = self.blank[cell] || self.may_cost && entry.can_be_blank;
        if !is_open
            || self.known.is_some() && self.known == entry.only_child
            || self.room(cell, direction) < amount
        {
            return None;
        }
        Some(if self.blank[cell] { 0 } else { entry.cost })
    }

    /// How far a cell can change.
    fn room(&self, cell: usize, direction: i64) -> i64 {
        let mut room =
            if direction < 0 { self.figures[cell] - self.table.entries[cell].floor } else { i64::MAX };
        for axis in 0..self.table.shape.len() {
            if self.table.totals[axis] != Totals::Bounds {
                continue;
            }
            let last = self.table.shape[axis] - 1;
            let line: Vec<usize> = self.table.line(cell, axis).collect();
            let parts = || line[..last].iter().filter(|part| **part != cell).map(|part| self.figures[*part]);
            let total = self.figures[line[last]];
            let of_axis = match (cell == line[last], direction < 0) {
                // A blank total follows its parts, as far as it can; that is looked at where the whole is checked.
                (false, _) if self.blank[line[last]] => i64::MAX,
                (false, true) => parts().sum::<i64>() + self.figures[cell] - total,
                (false, false) => total - self.figures[cell],
                (true, true) => total - parts().max().unwrap_or(0),
                (true, false) => parts().sum::<i64>() - total,
            };
            room = room.min(of_axis.max(0));
        }
        room
    }

    /// How often a change can be made.
    pub(super) fn amount(&self, change: &Change) -> i64 {
        change.iter().map(|(cell, sign)| self.room(*cell, *sign)).min().unwrap_or(0)
    }
}

/// The change of a cell and its copies.
fn change_of(cell: usize, direction: i64, layers: &[Layer]) -> Change {
    layers.iter().map(|(offset, sign)| (cell.wrapping_add_signed(*offset), direction * sign)).collect()
}

/// A closed path over two axes, through all layers.
struct Path<'a> {
    search: &'a Search<'a>,
    rows: usize,
    columns: usize,
    layers: &'a [Layer],
}

impl Path<'_> {
    /// The cheapest path by which a cell can change, at less than `limit`. Stations are the columns and then the rows; a step from the one to the
    /// other is the cell where they cross. It begins at the cell's column and ends at its row; the cell itself closes it.
    fn cheapest(&self, cell: usize, direction: i64, amount: i64, limit: u64) -> Option<(u64, Change)> {
        let table = self.search.table;
        let (n_rows, n_columns) = (table.shape[self.rows], table.shape[self.columns]);
        let (row, column) = (table.category(cell, self.rows), table.category(cell, self.columns));
        let n_stations = n_columns + n_rows;
        let mut costs = vec![u64::MAX; n_stations];
        let mut from = vec![usize::MAX; n_stations];
        let mut is_done = vec![false; n_stations];
        let mut reached = BinaryHeap::from([Reverse((0, column))]);
        costs[column] = 0;
        loop {
            let Reverse((cost, next)) = reached.pop()?;
            if cost >= limit {
                return None;
            }
            if next == n_columns + row {
                break;
            }
            if std::mem::replace(&mut is_done[next], true) {
                continue;
            }
            let is_column = next < n_columns;
            let others = if is_column { n_columns..n_stations } else { 0..n_columns };
            for other in others {
                if is_done[other] {
                    continue;
                }
                let (at_row, at_column) =
                    if is_column { (other - n_columns, next) } else { (next - n_columns, other) };
                if (at_row, at_column) == (row, column) {
                    continue;
                }
                let turn = if is_column { -1 } else { 1 };
                let Some(cost) = self.step(cell, (at_row, at_column), direction * turn, amount) else {
                    continue;
                };
                let cost = costs[next].saturating_add(cost);
                if cost < costs[other] {
                    (costs[other], from[other]) = (cost, next);
                    reached.push(Reverse((cost, other)));
                }
            }
        }
        let mut change = change_of(cell, direction, self.layers);
        let mut station = n_columns + row;
        while station != column {
            let before = from[station];
            let (at, turn) = match station >= n_columns {
                true => ((station - n_columns, before), -1),
                false => ((before - n_columns, station), 1),
            };
            let (there, sign) = self.crossing(cell, at);
            change.extend(change_of(there, direction * turn * sign, self.layers));
            station = before;
        }
        Some((costs[n_columns + row], change))
    }

    /// The cell of the path's own layer where a row and a column cross, and the sign that it has for its totals.
    fn crossing(&self, cell: usize, (row, column): (usize, usize)) -> (usize, i64) {
        let table = self.search.table;
        let mut there = cell;
        let mut sign = 1;
        for (axis, category) in [(self.rows, row), (self.columns, column)] {
            let own = table.category(cell, axis);
            there = there + category * table.stride(axis) - own * table.stride(axis);
            if table.is_total(axis, own) != table.is_total(axis, category) {
                sign = -sign;
            }
        }
        (there, sign)
    }

    /// What a step costs in all layers together.
    fn step(&self, cell: usize, at: (usize, usize), direction: i64, amount: i64) -> Option<u64> {
        let (there, sign) = self.crossing(cell, at);
        let costs = self.layers.iter().map(|(offset, of_layer)| {
            self.search.step(there.wrapping_add_signed(*offset), direction * sign * of_layer, amount)
        });
        costs.sum()
    }
}
