//! Episodes counted in one pass, with the few children that a policy asks after.

use super::placing::Placing;
use super::shape::Target;

/// So far distinct children are counted in a cell: beyond the largest number of children that any policy protects.
pub(crate) const MAX_CHILDREN: usize = 16;

/// What was counted in a cell.
#[derive(Clone, Default)]
pub(super) struct CellTally {
    pub(super) episodes: u64,
    /// Those of them that are counted in an earlier year too.
    again: u64,
    /// The first few children, each once.
    children: Vec<u64>,
    /// Whether nobody knows whose some of the episodes are.
    has_unknown: bool,
}

impl CellTally {
    /// Distinct children, as far as [`MAX_CHILDREN`]: it means so many or more. Whose an episode without a reference is nobody knows: it may be
    /// one of the others', so that it adds a child only where there is no other.
    pub(super) fn n_children(&self) -> u64 {
        (self.children.len() as u64).max(u64::from(self.has_unknown))
    }

    /// The child of all its episodes, where there is one alone.
    pub(super) fn only_child(&self) -> Option<u64> {
        match self.children.as_slice() {
            [child] if !self.has_unknown => Some(*child),
            _ => None,
        }
    }

    /// Adds an episode of a child.
    pub(super) fn add(&mut self, child: u64) {
        self.episodes += 1;
        self.add_child(child);
    }

    /// Adds a child unless it is known, or enough are.
    #[inline]
    fn add_child(&mut self, child: u64) {
        if self.children.len() < MAX_CHILDREN && !self.children.contains(&child) {
            self.children.push(child);
        }
    }
}

/// Counts the cells of all dimensions, row-major, in one pass over the episodes.
pub(super) fn tally(placing: &Placing<'_>) -> Vec<CellTally> {
    let n_cells = placing.n_cells();
    // The last is of rows that are not counted.
    let mut counts = vec![0_u64; n_cells + 1];
    let mut tallies = vec![CellTally::default(); n_cells + 1];
    let nobody = placing.episodes().no_child();
    placing.each_part(&mut |part, placed| {
        let (child, references) = (part.children(), part.stretch.references());
        let add_child = |tally: &mut CellTally, at: usize| match references[at] == nobody {
            true => tally.has_unknown = true,
            false => tally.add_child(child(at)),
        };
        for (at, cell) in placed.cells.iter().enumerate() {
            let count = &mut counts[*cell as usize];
            *count += 1;
            // A cell of many episodes has many children as a rule: most episodes need not be looked at more closely.
            let tally = &mut tallies[*cell as usize];
            if tally.children.len() < MAX_CHILDREN {
                add_child(tally, at);
            }
        }
        for (row, cell) in &placed.again {
            let tally = &mut tallies[*cell as usize];
            tally.again += 1;
            add_child(tally, *row as usize);
        }
    });
    for (tally, count) in tallies.iter_mut().zip(counts) {
        tally.episodes = count + tally.again;
    }
    tallies.truncate(n_cells);
    tallies
}

/// The tallies of so many sums, of which `targets` says for each cell those that it is in. A child can stand behind several of the cells of a
/// sum, so the children of a sum are put together anew; so is an episode that counts in several years.
pub(super) fn summed(
    tallies: &[CellTally],
    n_sums: usize,
    targets: &dyn Fn(usize) -> Vec<Target>,
) -> Vec<CellTally> {
    let mut sums = vec![CellTally::default(); n_sums];
    for (cell, tally) in tallies.iter().enumerate().filter(|(_, tally)| tally.episodes > 0) {
        for (sum, is_over_years) in targets(cell) {
            let sum = &mut sums[sum];
            sum.episodes += tally.episodes - if is_over_years { tally.again } else { 0 };
            for child in &tally.children {
                sum.add_child(*child);
            }
            sum.has_unknown |= tally.has_unknown;
        }
    }
    sums
}
