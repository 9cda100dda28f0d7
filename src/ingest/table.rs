//! The typed columns of one table.

use super::batch::{Batch, Numbers, Run};
use super::format::Kind;
use crate::period::Day;
use crate::reference::{Category, LocalAuthority, Region, local_authorities, normalise};
use polars_core::prelude::{
    Column, DataFrame, Int16Chunked, Int32Chunked, IntoColumn, PlSmallStr, UInt8Chunked, UInt16Chunked,
    UInt64Chunked,
};
use siphasher::sip::SipHasher24;
use std::fmt;
use std::hash::Hasher;

/// Names of the columns of [`Table::frame`](super::Table::frame).
pub mod column {
    use crate::reference::Category;

    /// `u64`: the keyed hash of the child's reference, which means something within its place only.
    pub const REFERENCE: &str = "reference";
    /// `i32`: the day on which the episode started, in days since 1 January 1970.
    pub const START: &str = "start";
    /// `i32`: the day on which it ended; [`OPEN`](super::OPEN) where no end is recorded.
    pub const END: &str = "end";
    /// `u16`: minutes after midnight at the start; [`MINUTE_NOT_RECORDED`](super::MINUTE_NOT_RECORDED).
    pub const START_MINUTE: &str = "start_minute";
    /// `u16`: the same at the end.
    pub const END_MINUTE: &str = "end_minute";
    /// `u8`: index into `Region::ALL`, or its length where the region is not known.
    pub const REGION: &str = "region";
    /// `u16`: index into `local_authorities()`; [`PLACE_NOT_KNOWN`](super::PLACE_NOT_KNOWN).
    pub const AUTHORITY: &str = "authority";
    /// `u16`: index into `police_forces()`; [`PLACE_NOT_KNOWN`](super::PLACE_NOT_KNOWN).
    pub const FORCE: &str = "force";
    /// `u8`: whole years of age at the start; [`AGE_NOT_RECORDED`](super::AGE_NOT_RECORDED).
    pub const AGE: &str = "age";
    /// `u16`: 16 keyed bits of the date of birth, enough to see that two differ; 0 where there is none.
    pub const BIRTH_CHECK: &str = "birth_check";
    /// `i16`: the year in which the row's collection year ends; 0 where there is none.
    pub const COLLECTION_YEAR: &str = "collection_year";

    /// `u8`: the column of a code list, index into its labels.
    pub const fn of_category(category: Category) -> &'static str {
        match category {
            Category::Risk => "risk",
            Category::MissingStatus => "missing_status",
            Category::LookedAfter => "looked_after",
            Category::Sex => "sex",
            Category::SexualExploitation => "sexual_exploitation",
            Category::CriminalExploitation => "criminal_exploitation",
            Category::Trafficking => "trafficking",
            Category::Gangs => "gangs",
            Category::Uasc => "uasc",
            Category::InterviewOffered => "interview_offered",
            Category::InterviewAccepted => "interview_accepted",
            Category::LegalStatus => "legal_status",
            Category::Placement => "placement",
            Category::ReasonCeased => "reason_ceased",
            Category::Ethnicity => "ethnicity",
            Category::PlacementArea => "placement_area",
            Category::Outcome => "outcome",
        }
    }
}

/// The end of an episode that has none.
pub const OPEN: i32 = i32::MAX;

/// The minute of a time that is not recorded.
pub const MINUTE_NOT_RECORDED: u16 = u16::MAX;

/// The age of a child whose age is not recorded.
pub const AGE_NOT_RECORDED: u8 = u8::MAX;

/// The place of a row whose authority or force is not known.
pub const PLACE_NOT_KNOWN: u16 = u16::MAX;

/// The key with which one session hashes children's references: drawn anew by the caller for each session, never kept.
#[derive(Clone, Copy)]
pub struct Key([u8; 16]);

impl Key {
    /// A key of 16 random bytes.
    pub fn new(bytes: [u8; 16]) -> Self {
        Key(bytes)
    }

    /// SipHash-2-4, a keyed pseudo-random function: without the key a hash says nothing of what was hashed.
    fn hasher(&self, domain: &str) -> SipHasher24 {
        let mut hasher = SipHasher24::new_with_key(&self.0);
        // A whole number of words, so that the hasher has nothing left over when it goes on.
        let mut padded = [0; 8];
        padded[..domain.len()].copy_from_slice(domain.as_bytes());
        hasher.write(&padded);
        hasher
    }

    /// What hashes children's references.
    pub(super) fn reference_hasher(&self) -> ReferenceHasher {
        ReferenceHasher(self.hasher("child"))
    }

    /// The hash of who recorded an episode, under its official name.
    pub(crate) fn place(&self, name: &str) -> u64 {
        let mut hasher = self.hasher("place");
        hasher.write(normalise(name).as_bytes());
        hasher.finish()
    }

    /// The hash of a reference that is blank: nobody knows whose such rows are.
    pub(crate) fn no_child(&self) -> u64 {
        self.reference_hasher().hash(&[])
    }

    /// 16 bits of a date of birth's hash, none of them all zero.
    pub(crate) fn birth_check(&self, birth: Day) -> u16 {
        let mut hasher = self.hasher("birth");
        hasher.write(&birth.0.to_le_bytes());
        (hasher.finish() as u16).max(1)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(..)")
    }
}

/// Hashes children's references with a session's key.
pub(super) struct ReferenceHasher(SipHasher24);

impl ReferenceHasher {
    /// The hash of a reference in its comparable form.
    #[inline]
    pub(super) fn hash(&self, reference: &[u8]) -> u64 {
        let mut hasher = self.0;
        hasher.write(reference);
        hasher.finish()
    }
}

/// One table's rows as typed columns.
#[derive(Clone, Debug)]
pub struct Table {
    kind: Kind,
    frame: DataFrame,
    runs: Vec<Run>,
}

impl Table {
    /// Puts batches together, which follow each other in the file.
    pub(super) fn of(kind: Kind, batches: Vec<Batch>) -> Table {
        let mut names: Vec<String> = Vec::new();
        for (name, _) in batches.iter().flat_map(|batch| &batch.columns) {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        let mut runs: Vec<Run> = Vec::new();
        let mut frame: Option<DataFrame> = None;
        for batch in batches {
            let height = batch.runs.iter().map(|run| run.n_rows as usize).sum();
            runs.extend(batch.runs);
            let mut columns = batch.columns;
            let of_batch: Vec<Column> = names
                .iter()
                .map(|name| {
                    let found = columns.iter().position(|(known, _)| known == name);
                    let numbers = found.map(|at| columns.swap_remove(at).1);
                    series(name, numbers.unwrap_or_else(|| not_recorded(name, height)))
                })
                .collect();
            let of_batch =
                DataFrame::new_infer_height(of_batch).expect("the columns of a batch have one length");
            frame = Some(match frame.take() {
                None => of_batch,
                Some(before) => before.vstack(&of_batch).expect("batches have the same columns"),
            });
        }
        Table { kind, frame: frame.unwrap_or_default(), runs }
    }

    /// What kind of table it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The columns named in [`mod@column`]; a column that the file has not may be absent.
    pub fn frame(&self) -> &DataFrame {
        &self.frame
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.frame.height()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the file has a column of a code list.
    pub fn records(&self, category: Category) -> bool {
        self.frame.column(column::of_category(category)).is_ok()
    }

    /// The numbers of the rows as a spreadsheet shows them, in order.
    pub fn row_numbers(&self) -> impl Iterator<Item = u64> + '_ {
        self.runs.iter().flat_map(|run| run.first..run.first + u64::from(run.n_rows))
    }

    /// The rows in stretches, each with its columns as slices.
    pub fn stretches(&self) -> impl Iterator<Item = Stretch<'_>> {
        let n_stretches = self.frame.column(column::START).map_or(0, Column::n_chunks);
        (0..n_stretches).map(|at| Stretch { frame: &self.frame, at })
    }

    /// Sets whose file it is and of which collection year, for a file that has no such columns.
    pub(crate) fn describe(&mut self, authority: Option<&LocalAuthority>, year: Option<i32>) {
        let code = authority.and_then(|wanted| {
            let known = local_authorities().iter().position(|known| known.name == wanted.name);
            known.and_then(|at| u16::try_from(at).ok())
        });
        let region = region_code(authority.map(|authority| authority.region));
        let height = self.len();
        let mut constants = vec![
            series(column::REGION, Numbers::U8(vec![region; height])),
            series(column::AUTHORITY, Numbers::U16(vec![code.unwrap_or(PLACE_NOT_KNOWN); height])),
        ];
        // Without a year of the whole file, the years of its rows stand, if it has any.
        if let Some(year) = year.and_then(|year| i16::try_from(year).ok()) {
            constants.push(series(column::COLLECTION_YEAR, Numbers::I16(vec![year; height])));
        }
        for constant in constants {
            self.frame.with_column(constant).expect("the column has the height of the frame");
        }
        // The new columns are of one piece, and so have the others to be.
        self.frame.rechunk_mut();
    }
}

/// Rows that follow each other in a table, with their columns as slices of one length.
#[derive(Clone, Copy)]
pub struct Stretch<'a> {
    frame: &'a DataFrame,
    at: usize,
}

impl<'a> Stretch<'a> {
    /// [`column::REFERENCE`].
    pub fn references(self) -> &'a [u64] {
        let column = self.column(column::REFERENCE).and_then(|column| column.u64().ok());
        column.and_then(|column| column.downcast_iter().nth(self.at)).map_or(&[], |chunk| chunk.values())
    }

    /// [`column::START`] or [`column::END`].
    pub fn days(self, name: &str) -> &'a [i32] {
        let column = self.column(name).and_then(|column| column.i32().ok());
        column.and_then(|column| column.downcast_iter().nth(self.at)).map_or(&[], |chunk| chunk.values())
    }

    /// [`column::REGION`].
    pub fn regions(self) -> &'a [u8] {
        self.bytes(column::REGION).unwrap_or_default()
    }

    /// The column of a code list; none where the file has no such column.
    pub fn category(self, category: Category) -> Option<&'a [u8]> {
        self.bytes(column::of_category(category))
    }

    /// [`column::AGE`].
    pub fn ages(self) -> Option<&'a [u8]> {
        self.bytes(column::AGE)
    }

    /// A `u16` column; none where the file has no such column.
    pub fn words(self, name: &str) -> Option<&'a [u16]> {
        let chunk = self.column(name)?.u16().ok()?.downcast_iter().nth(self.at)?;
        Some(chunk.values())
    }

    /// [`column::COLLECTION_YEAR`].
    pub fn collection_years(self) -> Option<&'a [i16]> {
        let chunk = self.column(column::COLLECTION_YEAR)?.i16().ok()?.downcast_iter().nth(self.at)?;
        Some(chunk.values())
    }

    fn bytes(self, name: &str) -> Option<&'a [u8]> {
        let chunk = self.column(name)?.u8().ok()?.downcast_iter().nth(self.at)?;
        Some(chunk.values())
    }

    fn column(self, name: &str) -> Option<&'a Column> {
        self.frame.column(name).ok()
    }
}

/// The code of a region in the region column.
pub(crate) fn region_code(region: Option<Region>) -> u8 {
    region.map_or(Region::ALL.len() as u8, |region| region as u8)
}

/// A column of a stretch of a file in which nothing was recorded in it.
fn not_recorded(name: &str, height: usize) -> Numbers {
    match name {
        column::START_MINUTE | column::END_MINUTE => Numbers::U16(vec![MINUTE_NOT_RECORDED; height]),
        column::AUTHORITY | column::FORCE => Numbers::U16(vec![PLACE_NOT_KNOWN; height]),
        column::AGE => Numbers::U8(vec![AGE_NOT_RECORDED; height]),
        column::BIRTH_CHECK => Numbers::U16(vec![0; height]),
        column::COLLECTION_YEAR => Numbers::I16(vec![0; height]),
        _ => {
            let category = Category::ALL.into_iter().find(|category| column::of_category(*category) == name);
            Numbers::U8(vec![category.map_or(0, Category::not_recorded); height])
        }
    }
}

/// A polars column of plain numbers.
fn series(name: &str, numbers: Numbers) -> Column {
    let name = PlSmallStr::from_str(name);
    // The numbers are handed over, not copied.
    match numbers {
        Numbers::U8(numbers) => UInt8Chunked::from_vec(name, numbers).into_column(),
        Numbers::U16(numbers) => UInt16Chunked::from_vec(name, numbers).into_column(),
        Numbers::I16(numbers) => Int16Chunked::from_vec(name, numbers).into_column(),
        Numbers::I32(numbers) => Int32Chunked::from_vec(name, numbers).into_column(),
        Numbers::U64(numbers) => UInt64Chunked::from_vec(name, numbers).into_column(),
    }
}
