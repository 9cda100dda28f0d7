//! The typed columns of one file.

use super::format::Kind;
use crate::reference::{LocalAuthority, Region, normalise};
use polars_core::prelude::{Column, DataFrame, NamedFrom, PlSmallStr, Series};
use siphasher::sip::SipHasher24;
use std::fmt;
use std::hash::Hasher;

/// Names of the columns of [`Table::frame`].
pub mod column {
    /// `u32`: the row's number in a spreadsheet; the header is row 1.
    pub const ROW: &str = "row";
    /// `u64`: the keyed hash of the child's reference, which means something within its place only.
    pub const REFERENCE: &str = "reference";
    /// `u16`: which of [`Table::places`](super::Table::places) recorded the row.
    pub const PLACE: &str = "place";
    /// `i32`: the day on which the episode started, in days since 1 January 1970.
    pub const START: &str = "start";
    /// `u8`: index into `Region::ALL`, or its length where the region is not known.
    pub const REGION: &str = "region";
    /// `u8`: index into `Risk::ALL`.
    pub const RISK: &str = "risk";
    /// `u8`: index into `MissingStatus::ALL`.
    pub const MISSING_STATUS: &str = "missing_status";
    /// `u8`: whole years of age at the start; 255 where not recorded.
    pub const AGE: &str = "age";
    /// `i16`: the year in which the row's collection year ends; 0 where the file has none.
    pub const COLLECTION_YEAR: &str = "collection_year";
}

/// The age of a child whose age is not recorded.
pub(super) const AGE_NOT_RECORDED: u8 = u8::MAX;

/// The key with which one session hashes children's references: drawn anew by the caller for each session, never kept.
#[derive(Clone, Copy)]
pub struct Key([u8; 16]);

impl Key {
    /// A key of 16 random bytes.
    pub fn new(bytes: [u8; 16]) -> Self {
        Key(bytes)
    }

    /// SipHash-2-4 of the parts, a keyed pseudo-random function: without the key a hash says nothing of its text.
    pub(super) fn hash(&self, domain: &str, text: &[u8]) -> u64 {
        let mut hasher = SipHasher24::new_with_key(&self.0);
        hasher.write(domain.as_bytes());
        hasher.write_u8(0);
        hasher.write(text);
        hasher.finish()
    }

    /// The hash of who recorded an episode: an authority or a force, under its official name where it has one.
    pub(super) fn place(&self, kind: Kind, name: &str) -> u64 {
        let domain = match kind {
            Kind::Regional | Kind::Ssda903 => "authority",
            Kind::Police => "force",
        };
        self.hash(domain, normalise(name).as_bytes())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(..)")
    }
}

/// One file's rows as typed columns, about 24 bytes a row.
#[derive(Clone, Debug)]
pub struct Table {
    pub(super) kind: Kind,
    pub(super) frame: DataFrame,
    /// For each code in the place column, the keyed hash of the place's name; none where the place is not known.
    pub(super) places: Vec<Option<u64>>,
    pub(super) records_risk: bool,
    pub(super) records_missing_status: bool,
}

impl Table {
    /// What kind of file it came from.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The columns named in [`column`].
    pub fn frame(&self) -> &DataFrame {
        &self.frame
    }

    /// For each code in the place column, a keyed hash of the authority or force; none where it is not known.
    pub fn places(&self) -> &[Option<u64>] {
        &self.places
    }

    /// Whether the file has a risk column.
    pub fn records_risk(&self) -> bool {
        self.records_risk
    }

    /// Whether the file tells missing from away.
    pub fn records_missing_status(&self) -> bool {
        self.records_missing_status
    }

    /// Sets whose file it is and of which collection year, for a file that has no such columns.
    pub(crate) fn describe(&mut self, authority: Option<&LocalAuthority>, year: Option<i32>, key: &Key) {
        let place = authority.map(|authority| key.place(self.kind, authority.name));
        self.places = vec![place; self.places.len()];
        let region = region_code(authority.map(|authority| authority.region));
        let height = self.frame.height();
        let mut constants = vec![typed(column::REGION, vec![region; height])];
        // Without a year of the whole file, the years of its rows stand, if it has any.
        if let Some(year) = year.and_then(|year| i16::try_from(year).ok()) {
            constants.push(typed(column::COLLECTION_YEAR, vec![year; height]));
        }
        for constant in constants {
            self.frame.with_column(constant).expect("the column has the height of the frame");
        }
    }
}

/// The code of a region in the region column.
pub(super) fn region_code(region: Option<Region>) -> u8 {
    region.map_or(Region::ALL.len() as u8, |region| region as u8)
}

/// A polars column of plain numbers.
pub(super) fn typed<T>(name: &'static str, values: Vec<T>) -> Column
where
    Series: NamedFrom<Vec<T>, [T]>,
{
    Column::from(Series::new(PlSmallStr::from_static(name), values))
}
