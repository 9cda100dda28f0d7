//! The numbers of all rows, child by child.
//!
//! In: the episodes of a source. Out: a permutation of their rows' numbers in which the rows of one child stand together, in no order
//! that means anything. Rows are partitioned by the hash of their child into buckets that fit a processor's cache, and each bucket is
//! sorted by itself. Rows without a child's reference are left out: nobody knows whose they are.

use super::Episodes;
use crate::recipe::Duplicates;

/// So many rows are in a bucket on average.
const ROWS_OF_BUCKET: usize = 4096;

/// The most buckets, as a power of two.
const MAX_BUCKET_BITS: u32 = 14;

/// The bit of a row's number that says that a new child begins with it.
const BEGINS: u32 = 1 << 31;

/// The rows child by child.
#[derive(Clone, Debug, Default)]
pub(crate) struct ChildOrder {
    rows: Vec<u32>,
}

impl ChildOrder {
    /// Puts the rows in order; none are in it if they are too many to be numbered in 31 bits, two thousand million.
    pub(super) fn of(episodes: &Episodes) -> ChildOrder {
        let nobody = episodes.key.no_child();
        let mut n_rows = 0;
        for part in episodes.parts(Duplicates::Counted) {
            n_rows += part.stretch.references().len();
        }
        if n_rows >= BEGINS as usize {
            return ChildOrder::default();
        }
        let bits = (n_rows / ROWS_OF_BUCKET).checked_ilog2().unwrap_or(0).min(MAX_BUCKET_BITS);
        // The upper bits of both parts of the hash take part.
        let bucket_of = |child: u64| ((child ^ (child >> 32)) as usize) & ((1 << bits) - 1);
        let mut ends = vec![0_u32; (1 << bits) + 1];
        each_row(episodes, nobody, &mut |_, child| ends[bucket_of(child) + 1] += 1);
        for bucket in 1..ends.len() {
            ends[bucket] += ends[bucket - 1];
        }
        let mut all = vec![(0_u64, 0_u32); ends[ends.len() - 1] as usize];
        // Where each bucket begins, which moves to where it ends as the bucket fills.
        each_row(episodes, nobody, &mut |row, child| {
            let next = &mut ends[bucket_of(child)];
            all[*next as usize] = (child, row);
            *next += 1;
        });
        let mut first = 0;
        for end in &ends[..1 << bits] {
            all[first..*end as usize].sort_unstable();
            first = *end as usize;
        }
        let mut last = None;
        let rows = all.into_iter().map(|(child, row)| {
            let begins = if last == Some(child) { 0 } else { BEGINS };
            last = Some(child);
            row | begins
        });
        ChildOrder { rows: rows.collect() }
    }

    /// Each row's number with whether a new child begins with it.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (usize, bool)> + '_ {
        self.rows.iter().map(|row| ((row & !BEGINS) as usize, row & BEGINS != 0))
    }
}

/// Each row that has a child's reference, with its number among all rows and the hash of its child.
fn each_row(episodes: &Episodes, nobody: u64, take: &mut dyn FnMut(u32, u64)) {
    let mut first = 0;
    for part in episodes.parts(Duplicates::Counted) {
        let child = part.children();
        let references = part.stretch.references();
        for (at, _) in references.iter().enumerate().filter(|(_, reference)| **reference != nobody) {
            take(first + at as u32, child(at));
        }
        first += references.len() as u32;
    }
}
