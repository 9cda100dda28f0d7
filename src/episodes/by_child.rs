//! The rows of all files of a source, child by child.
//!
//! In: the members of a source. Out: for each child the rows in the order of their starts, one child after the other in no order that
//! means anything. Rows are partitioned by the hash of their child into buckets that fit a processor's cache, and each bucket is
//! sorted by itself: what it takes beside the tables is four bytes for each row. Knows nothing of rules.

use super::Member;
use crate::ingest::{AGE_NOT_RECORDED, MINUTE_NOT_RECORDED, PLACE_NOT_KNOWN, column};
use crate::reference::{Category, MissingStatus};

/// So many rows are in a bucket on average: their sorting stays within a processor's second cache.
const ROWS_OF_BUCKET: usize = 4096;

/// The most buckets, as a power of two: more would each be written to too seldom to stay in a cache.
const MAX_BUCKET_BITS: u32 = 14;

/// What tells one episode from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    /// The keyed hash of the child's reference, with the place within which it means something.
    child: (u64, u16),
    /// See [`column::START`].
    pub(super) start: i32,
    /// See [`column::START_MINUTE`].
    pub(super) start_minute: u16,
    /// See [`column::END`].
    pub(super) end: i32,
    /// See [`column::END_MINUTE`].
    pub(super) end_minute: u16,
    /// A [`MissingStatus`].
    pub(super) status: u8,
    /// See [`column::COLLECTION_YEAR`].
    pub(super) year: i16,
    /// The row's place among all rows of all files.
    pub(super) at: u32,
}

impl Row {
    /// The code of the authority or force; none where it is not known.
    pub(super) fn place(&self) -> Option<u16> {
        Some(self.child.1).filter(|place| *place != PLACE_NOT_KNOWN)
    }
}

/// The rows of all files of a source, one after the other.
pub(super) struct Rows<'a> {
    pieces: Vec<Piece<'a>>,
    n_rows: u32,
    /// The code lists of which some member has the column.
    recorded: Vec<Category>,
}

/// Rows that follow each other, as slices.
struct Piece<'a> {
    /// The place of the first among all rows.
    first: u32,
    member: usize,
    references: &'a [u64],
    starts: &'a [i32],
    ends: &'a [i32],
    start_minutes: Option<&'a [u16]>,
    end_minutes: Option<&'a [u16]>,
    statuses: Option<&'a [u8]>,
    places: Option<&'a [u16]>,
    years: Option<&'a [i16]>,
    /// What else can be counted by, in the order of [`Rows::recorded`].
    codes: Vec<Option<&'a [u8]>>,
    regions: &'a [u8],
    ages: Option<&'a [u8]>,
}

impl<'a> Rows<'a> {
    /// All rows of the members, in their order; none if they are more than can be numbered in 32 bits.
    pub(super) fn of(members: &'a [Member], place_column: &'static str) -> Option<Self> {
        let is_recorded = |category: &Category| members.iter().any(|member| member.table.records(*category));
        let recorded: Vec<Category> = Category::ALL.into_iter().filter(is_recorded).collect();
        let mut n_rows: u32 = 0;
        let mut pieces = Vec::new();
        for (member, Member { table, .. }) in members.iter().enumerate() {
            for stretch in table.stretches() {
                let references = stretch.references();
                pieces.push(Piece {
                    first: n_rows,
                    member,
                    references,
                    starts: stretch.days(column::START),
                    ends: stretch.days(column::END),
                    start_minutes: stretch.words(column::START_MINUTE),
                    end_minutes: stretch.words(column::END_MINUTE),
                    statuses: stretch.category(Category::MissingStatus),
                    places: stretch.words(place_column),
                    years: stretch.collection_years(),
                    codes: recorded.iter().map(|category| stretch.category(*category)).collect(),
                    regions: stretch.regions(),
                    ages: stretch.ages(),
                });
                n_rows = n_rows.checked_add(u32::try_from(references.len()).ok()?)?;
            }
        }
        Some(Rows { pieces, n_rows, recorded })
    }

    /// The member that a row is of, and its place there.
    pub(super) fn of_member(&self, at: u32) -> (usize, u32) {
        let member = self.piece(at).member;
        let first = self.pieces.partition_point(|piece| piece.member < member);
        (member, at - self.pieces[first].first)
    }

    /// What a row can be counted by; the graver and the better known come first.
    pub(super) fn categories(&self, at: u32) -> impl Iterator<Item = u8> {
        let piece = self.piece(at);
        let at = (at - piece.first) as usize;
        let codes = self.recorded.iter().zip(&piece.codes);
        let codes =
            codes.map(move |(category, codes)| codes.map_or(category.not_recorded(), |codes| codes[at]));
        codes.chain([piece.regions[at], piece.ages.map_or(AGE_NOT_RECORDED, |ages| ages[at])])
    }

    fn piece(&self, at: u32) -> &Piece<'a> {
        &self.pieces[self.pieces.partition_point(|piece| piece.first <= at) - 1]
    }

    /// Hands over the rows of each child in the order of their starts. Rows of `nobody`, the hash of a blank reference, are left
    /// out.
    pub(super) fn each_child(&self, nobody: u64, mut take: impl FnMut(&mut [Row])) {
        let bits = (self.n_rows as usize / ROWS_OF_BUCKET).checked_ilog2().unwrap_or(0).min(MAX_BUCKET_BITS);
        let bucket_of = |reference: u64| (reference >> 32) as usize & ((1 << bits) - 1);
        let mut ends = vec![0_u32; (1 << bits) + 1];
        for reference in self.pieces.iter().flat_map(|piece| piece.references).filter(|of| **of != nobody) {
            ends[bucket_of(*reference) + 1] += 1;
        }
        for bucket in 1..ends.len() {
            ends[bucket] += ends[bucket - 1];
        }
        let mut all = vec![0_u32; ends[ends.len() - 1] as usize];
        // Where each bucket begins, which moves to where it ends as the bucket fills.
        for piece in &self.pieces {
            let references = piece.references.iter().zip(piece.first..).filter(|(of, _)| **of != nobody);
            for (reference, at) in references {
                let next = &mut ends[bucket_of(*reference)];
                all[*next as usize] = at;
                *next += 1;
            }
        }
        let mut rows = Vec::new();
        let mut first = 0;
        for end in &ends[..1 << bits] {
            self.gather(&all[first..*end as usize], &mut rows);
            first = *end as usize;
            rows.sort_unstable();
            rows.chunk_by_mut(|one, other| one.child == other.child).for_each(&mut take);
        }
    }

    /// The rows at some places, which are in rising order.
    fn gather(&self, places: &[u32], rows: &mut Vec<Row>) {
        rows.clear();
        rows.reserve(places.len());
        let mut places = places.iter().copied().peekable();
        for piece in &self.pieces {
            let next = piece.first + piece.references.len() as u32;
            while let Some(place) = places.next_if(|place| *place < next) {
                let at = (place - piece.first) as usize;
                let minute =
                    |minutes: Option<&[u16]>| minutes.map_or(MINUTE_NOT_RECORDED, |minutes| minutes[at]);
                rows.push(Row {
                    child: (piece.references[at], piece.places.map_or(PLACE_NOT_KNOWN, |places| places[at])),
                    start: piece.starts[at],
                    start_minute: minute(piece.start_minutes),
                    end: piece.ends[at],
                    end_minute: minute(piece.end_minutes),
                    status: piece.statuses.map_or(MissingStatus::NotRecorded as u8, |statuses| statuses[at]),
                    year: piece.years.map_or(0, |years| years[at]),
                    at: place,
                });
            }
        }
    }
}
