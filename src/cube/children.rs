//! Distinct children, and how many of them had several episodes, in every cell and total.

use super::placing::Placing;
use super::shape::Target;
use crate::episodes::Episodes;

/// What was counted in a cell or total.
#[derive(Clone, Copy, Default)]
pub(super) struct Children {
    /// Distinct children.
    pub(super) all: u64,
    /// Their episodes.
    pub(super) episodes: u64,
    /// The most episodes of one of them.
    pub(super) largest: u64,
    /// Those with as many episodes as asked for, or more.
    pub(super) with_several: u64,
    /// The last child that was counted in either, by its number in the order of children.
    pub(super) last: u32,
    /// See `last`.
    pub(super) last_with_several: u32,
}

/// Counts the children with so many episodes or more in each of so many sums, of which `targets` says for each cell those that it is in. Rows
/// without a child's reference have no child.
pub(super) fn count(
    episodes: &Episodes,
    placing: &Placing<'_>,
    n_sums: usize,
    targets: &dyn Fn(usize) -> Vec<Target>,
    at_least: u32,
) -> Vec<Children> {
    let (mut cells, mut again, mut first) = (Vec::new(), Vec::new(), 0_u32);
    placing.each_part(&mut |_, placed| {
        cells.extend_from_slice(&placed.cells);
        again.extend(placed.again.iter().map(|(row, cell)| (first + row, *cell)));
        first += placed.cells.len() as u32;
    });
    let sums: Vec<Vec<Target>> = (0..placing.n_cells()).map(targets).collect();
    // For each cell, the last child seen in it, as its number in the order, and how many of its episodes.
    let mut last = vec![(0_u32, 0_u32); n_sums];
    let mut counts = vec![Children::default(); n_sums];
    let mut child = 0;
    let mut add = |child: u32, cell: u32, is_again: bool| {
        for (sum, is_over_years) in &sums[cell as usize] {
            // Over all years an episode that counts in several is still one.
            if is_again && *is_over_years {
                continue;
            }
            let (seen, n_episodes) = &mut last[*sum];
            if *seen != child {
                (*seen, *n_episodes) = (child, 0);
                counts[*sum].all += 1;
            }
            *n_episodes += 1;
            let count = &mut counts[*sum];
            count.last = child;
            count.episodes += 1;
            count.largest = count.largest.max((*n_episodes).into());
            if *n_episodes == at_least {
                count.with_several += 1;
                count.last_with_several = child;
            }
        }
    };
    let discarded = placing.discarded();
    for (row, begins) in episodes.child_order().rows() {
        child += u32::from(begins);
        if cells[row] != discarded {
            add(child, cells[row], false);
        }
        if !again.is_empty() {
            let from = again.partition_point(|(other, _)| (*other as usize) < row);
            let of_row = again[from..].iter().take_while(|(other, _)| *other as usize == row);
            of_row.for_each(|(_, cell)| add(child, *cell, true));
        }
    }
    counts
}
