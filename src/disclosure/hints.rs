//! With which other figures it is worth trying whether one can move: what the search for blanks has found, told the audit, which believes nothing of it.

use crate::cube::{Grid, coordinates};
use std::collections::BTreeSet;

/// So many figures of a grid are taken at the most around what the search has found.
const MOST_AROUND: usize = 480;

/// What the search has found.
#[derive(Default)]
pub(super) struct Hints<'a> {
    /// For each figure, those that change with it.
    together: Vec<Vec<usize>>,
    /// How the figures lie, where they are of several tables, with the cell of each figure.
    grid: Option<(&'a Grid, Vec<Option<usize>>)>,
}

impl<'a> Hints<'a> {
    /// Of the figures of a table, each with those that change with it.
    pub(super) fn of_table(together: Vec<Vec<usize>>) -> Self {
        Hints { together, grid: None }
    }

    /// Of the figures of a grid, for each cell the cells that change with it. `n_figures`: how many figures there are in all.
    pub(super) fn of_grid(grid: &'a Grid, of_cells: &[Vec<usize>], n_figures: usize) -> Self {
        let mut together = vec![Vec::new(); n_figures];
        let mut cells = vec![None; n_figures];
        for (cell, place) in grid.places.iter().enumerate() {
            together[*place] = of_cells[cell].iter().map(|other| grid.places[*other]).collect();
            cells[*place] = Some(cell);
        }
        Hints { together, grid: Some((grid, cells)) }
    }

    /// What is tried first.
    pub(super) fn near(&self, figure: usize) -> Vec<usize> {
        self.together.get(figure).cloned().unwrap_or_default()
    }

    /// What is tried where that does not do: all combinations of the categories of what changes with the figure, or with a total that it is a part of,
    /// with further categories as long as there are not too many.
    pub(super) fn around(&self, figure: usize) -> Vec<usize> {
        let Some((grid, cells)) = &self.grid else { return Vec::new() };
        let Some(cell) = cells.get(figure).copied().flatten() else { return Vec::new() };
        let shape: Vec<usize> = grid.parents.iter().map(Vec::len).collect();
        let of_cell = |cell: usize| coordinates(&shape, cell).collect::<Vec<usize>>();
        let at = |categories: &[usize]| {
            categories.iter().zip(&shape).fold(0, |cell, (category, length)| cell * length + category)
        };
        let own = of_cell(cell);
        let totals = (0..shape.len()).map(|axis| {
            let mut categories = own.clone();
            categories[axis] = grid.roots[axis];
            grid.places[at(&categories)]
        });
        let mut taken: Vec<BTreeSet<usize>> =
            own.iter().map(|category| BTreeSet::from([*category])).collect();
        for one in totals.chain([figure]).flat_map(|of| self.together[of].iter()) {
            let Some(cell) = cells[*one] else { continue };
            of_cell(cell).into_iter().zip(&mut taken).for_each(|(category, taken)| {
                taken.insert(category);
            });
        }
        let mut by_length: Vec<usize> = (0..shape.len()).collect();
        by_length.sort_by_key(|axis| shape[*axis]);
        for axis in by_length {
            let others = (0..shape.len()).filter(|other| *other != axis);
            let n_others: usize = others.map(|other| taken[other].len()).product();
            if n_others * shape[axis] <= MOST_AROUND {
                taken[axis] = (0..shape[axis]).collect();
            }
        }
        let mut found: Vec<usize> = vec![0];
        for (taken, length) in taken.iter().zip(&shape) {
            let further = found.iter().flat_map(|start| taken.iter().map(move |one| start * length + one));
            found = further.take(MOST_AROUND).collect();
        }
        found.into_iter().map(|cell| grid.places[cell]).collect()
    }
}
