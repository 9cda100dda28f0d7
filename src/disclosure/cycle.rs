//! Changes to a table that leave all its sums as they are: what a reader who knows the sums cannot tell apart.
//!
//! On an axis whose categories add up, a cell can only change together with another of its line: the one up and the other down, or both up
//! where one is the total. Over two such axes the cells that change make a closed path, each step along the one axis and then along the other,
//! and the cheapest path is found as in any network. Over further axes the whole path is repeated in another category of each with the signs
//! turned round. On an axis whose categories only bound their total, cells change alone, as far as the bounds allow, or each together with its
//! total. Not every change is of this form, but sums of such changes reach far.

use super::table::Table;
use super::tree::Tree;
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
        let can_change = |axis: &usize| !self.partners(cell, *axis, direction, amount, 1).is_empty();
        if of_own >= limit || !sums.iter().all(can_change) {
            return None;
        }
        let partners = |at: usize| self.partners(cell, sums[at], direction, amount, usize::MAX);
        let mut best: Option<(u64, Change)> = None;
        let bound = |best: &Option<(u64, Change)>| best.as_ref().map_or(limit, |(least, _)| *least);
        match sums.as_slice() {
            [] => return Some((of_own, change_of(cell, direction, &own))),
            [_] => {
                for (layers, cost) in self.layers(cell, &own, &[partners(0)], direction, amount) {
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
                    let others = (0..sums.len()).filter(|at| *at != rows && *at != columns);
                    let others: Vec<Vec<Vec<Layer>>> = others.map(partners).collect();
                    for (layers, cost) in self.layers(cell, &own, &others, direction, amount) {
                        let (cost, bound) = (of_own + cost, bound(&best));
                        if cost >= bound {
                            continue;
                        }
                        let path = Path::new(self, cell, (sums[rows], sums[columns]), &layers);
                        let found =
                            path.and_then(|path| path.cheapest(cell, direction, amount, bound - cost));
                        if let Some((of_path, change)) = found {
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

    /// The ways in which copies of a cell on an axis can change as they must if the cell does, as layers; so many at the most.
    fn partners(
        &self,
        cell: usize,
        axis: usize,
        direction: i64,
        amount: i64,
        most: usize,
    ) -> Vec<Vec<Layer>> {
        let (stride, own) = (self.table.stride(axis) as isize, self.table.category(cell, axis));
        let mut found = Vec::new();
        self.table.trees[axis].each_way(own, &mut |way| {
            let layer =
                |(category, sign): &(usize, i64)| ((*category as isize - own as isize) * stride, *sign);
            let can_change = |(offset, sign): Layer| {
                self.step(cell.wrapping_add_signed(offset), direction * sign, amount).is_some()
            };
            if way.iter().map(layer).all(can_change) {
                found.push(way.iter().map(layer).collect());
            }
            found.len() < most
        });
        found
    }

    /// For each choice of a partner on every one of some axes, the layers, and what the cell's copies in them cost. The cell's own layers stand
    /// first.
    fn layers(
        &self,
        cell: usize,
        own: &[Layer],
        partners: &[Vec<Vec<Layer>>],
        direction: i64,
        amount: i64,
    ) -> Vec<(Vec<Layer>, u64)> {
        let mut choices: Vec<(Vec<Layer>, u64)> = vec![(own.to_vec(), 0)];
        for of_axis in partners {
            let mut further = Vec::new();
            for (layers, cost) in &choices {
                for way in of_axis {
                    let copies = || {
                        let of_layer = |(offset, sign): Layer| {
                            layers.iter().map(move |(from, of)| (from + offset, of * sign))
                        };
                        way.iter().copied().flat_map(of_layer)
                    };
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

    /// What it costs that a cell changes; none if it cannot, or not so far.
    fn step(&self, cell: usize, direction: i64, amount: i64) -> Option<u64> {
        let Search { blank, may_cost, known, .. } = self.search;
        let is_blank = blank[cell];
        if !is_blank && !may_cost {
            return None;
        }
        let entry = &self.table.entries[cell];
        let is_of_child = known.is_some() && known == entry.only_child;
        let is_known = is_of_child && (entry.is_in_table || direction < 0);
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

/// A closed path over two axes, through all layers. Its stations are what a row adds up to, for every sum of the columns' tree, and what a column
/// adds up to over the rows; a step from one to another is the cell that is in both sums. Every cell is in two: the lower, which is that of its
/// column or what it is itself the sum of, and the upper, which it is a part of.
struct Path<'a> {
    form: &'a Form<'a>,
    layers: &'a [Layer],
    /// The rows that change, as categories of their axis: no sum among them but the total of all.
    rows: Vec<usize>,
    /// The row that is the total, if there is one.
    total_row: Option<usize>,
    row_stride: usize,
    columns: &'a Tree,
    column_stride: usize,
    /// The place of the cell's row among the rows, and its column.
    own: (usize, usize),
    /// The cell where the first row and the first column cross.
    origin: usize,
}

/// A step of a path: from which station, and the cell with the sign of its change.
#[derive(Clone, Copy)]
struct Step {
    from: usize,
    cell: usize,
    sign: i64,
}

impl<'a> Path<'a> {
    /// A path over two axes of which one at least is without further sums: the other's are respected. None if there can be none.
    fn new(form: &'a Form<'a>, cell: usize, axes: (usize, usize), layers: &'a [Layer]) -> Option<Self> {
        let table = form.table;
        let is_flat = |axis: usize| table.trees[axis].is_flat();
        let (rows, columns) = if is_flat(axes.1) && !is_flat(axes.0) { (axes.1, axes.0) } else { axes };
        let (row, column) = (table.category(cell, rows), table.category(cell, columns));
        let tree = &table.trees[rows];
        let parent = tree.parent(row).unwrap_or(tree.root);
        let total_row = (parent == tree.root && !tree.is_leaf(tree.root)).then_some(tree.root);
        let parts = tree.children(parent).iter().copied().filter(|part| tree.is_leaf(*part));
        let rows_taken: Vec<usize> = parts.chain(total_row).collect();
        let own = rows_taken.iter().position(|taken| *taken == row)?;
        let (row_stride, column_stride) = (table.stride(rows), table.stride(columns));
        Some(Path {
            form,
            layers,
            total_row: total_row.and_then(|total| rows_taken.iter().position(|taken| *taken == total)),
            rows: rows_taken,
            row_stride,
            columns: &table.trees[columns],
            column_stride,
            own: (own, column),
            origin: cell - row * row_stride - column * column_stride,
        })
    }

    /// The cheapest path by which a cell can change, at less than `limit`. It begins at the cell's lower sum and ends at its upper one, or the other
    /// way round where it is of the total of all columns; the cell itself closes it.
    fn cheapest(&self, cell: usize, direction: i64, amount: i64, limit: u64) -> Option<(u64, Change)> {
        let columns = self.columns;
        let (row, column) = self.own;
        let is_root = column == columns.root;
        let (lower, upper) = (self.lower(row, column), self.upper(row, column));
        let (start, end) = if is_root { (upper, lower) } else { (lower, upper) };
        // What the change of the cell adds to the sum that it begins at has to be taken from it again, and so on.
        let flow = direction * self.sign(row) * if is_root { -1 } else { 1 };
        let n_stations = columns.len() + self.rows.len() * columns.sums.len();
        let mut costs = vec![u64::MAX; n_stations];
        let mut steps: Vec<Option<Step>> = vec![None; n_stations];
        let mut is_done = vec![false; n_stations];
        let mut reached = BinaryHeap::from([Reverse((0, start))]);
        costs[start] = 0;
        loop {
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
            let mut visit = |to: usize, there: usize, sign: i64| {
                if costs[to] <= cost || there == cell {
                    return;
                }
                let Some(of_step) = self.step(there, sign, amount) else { return };
                let cost = cost.saturating_add(of_step);
                if cost < costs[to] {
                    costs[to] = cost;
                    steps[to] = Some(Step { from: next, cell: there, sign });
                    reached.push(Reverse((cost, to)));
                }
            };
            match next.checked_sub(columns.len()) {
                None if next == columns.root => {
                    let line = columns.ranks[next];
                    for row in 0..self.rows.len() {
                        visit(self.line(row, line), self.cell(row, next), flow * self.sign(row));
                    }
                }
                None => {
                    let Some(parent) = columns.parent(next) else { continue };
                    let line = columns.ranks[parent];
                    for row in 0..self.rows.len() {
                        visit(self.line(row, line), self.cell(row, next), -flow * self.sign(row));
                    }
                }
                Some(line) => {
                    let (row, sum) = (line / columns.sums.len(), columns.sums[line % columns.sums.len()]);
                    let sign = flow * self.sign(row);
                    for part in columns.children(sum) {
                        visit(self.lower(row, *part), self.cell(row, *part), sign);
                    }
                    visit(self.upper(row, sum), self.cell(row, sum), -sign);
                }
            }
            if costs[end] <= cost {
                // No other way is cheaper.
                break;
            }
        }
        let mut change = change_of(cell, direction, self.layers);
        let mut station = end;
        while let Some(Step { from, cell, sign }) = steps[station] {
            change.extend(change_of(cell, sign, self.layers));
            station = from;
        }
        Some((costs[end], change))
    }

    /// The station of what a row adds up to in the columns that are summed in one; `rank`: its place among those.
    fn line(&self, row: usize, rank: usize) -> usize {
        self.columns.len() + row * self.columns.sums.len() + rank
    }

    fn lower(&self, row: usize, column: usize) -> usize {
        match self.columns.is_leaf(column) {
            true => column,
            false => self.line(row, self.columns.ranks[column]),
        }
    }

    /// The total of all columns is a part of nothing but what it adds up to over the rows.
    fn upper(&self, row: usize, column: usize) -> usize {
        self.columns.parent(column).map_or(column, |parent| self.line(row, self.columns.ranks[parent]))
    }

    fn cell(&self, row: usize, column: usize) -> usize {
        self.origin + self.rows[row] * self.row_stride + column * self.column_stride
    }

    /// The sign that a change has for a row's being the total or not.
    fn sign(&self, row: usize) -> i64 {
        if Some(row) == self.total_row { -1 } else { 1 }
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
