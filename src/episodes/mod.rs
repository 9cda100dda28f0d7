//! Table -> [`Episodes`]: the episodes of one source, from all its files, with the years they belong to.
//!
//! In: tables of one source. Out: one row for each episode: whose (a hash), when, where, how grave. The sources count the
//! same events in different ways, so their episodes never stand in one product. Knows nothing of text, or of what is shown.

mod rules;

use crate::diagnostic::{Checked, Diagnostic};
use crate::ingest::{Table, column};
use crate::period::{Day, YearType};
use crate::recipe::Source;
use polars_core::prelude::{Column, DataFrame, NamedFrom, PlSmallStr, Series};

/// The episodes of one source.
#[derive(Clone, Debug)]
pub struct Episodes {
    source: Source,
    frame: DataFrame,
    records_risk: bool,
    records_missing_status: bool,
}

/// The column of [`Episodes::frame`] with a hash for each child, unique within the source: `u64`.
pub(crate) const CHILD: &str = "child";

/// The column of [`Episodes::frame`] with the year in which the episode started: `i16`.
pub(crate) fn year_column(year_type: YearType) -> &'static str {
    match year_type {
        YearType::Reporting => "reporting_year",
        YearType::Calendar => "calendar_year",
    }
}

impl Episodes {
    /// Who recorded them.
    pub fn source(&self) -> Source {
        self.source
    }

    /// The number of episodes.
    pub fn len(&self) -> usize {
        self.frame.height()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The columns [`CHILD`], the two [`year_column`]s and ingest's region, risk and missing status.
    pub(crate) fn frame(&self) -> &DataFrame {
        &self.frame
    }

    /// Whether some of the files has risk categories.
    pub fn records_risk(&self) -> bool {
        self.records_risk
    }

    /// Whether some of the files tells missing from away.
    pub fn records_missing_status(&self) -> bool {
        self.records_missing_status
    }
}

/// Puts the named tables of one source together. Their order makes no difference to any figure.
pub fn derive(source: Source, tables: &[(&str, &Table)]) -> Checked<Episodes> {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let height = tables.iter().map(|(_, table)| table.frame().height()).sum();
    let mut children: Vec<u64> = Vec::with_capacity(height);
    let mut reporting_years: Vec<i16> = Vec::with_capacity(height);
    let mut calendar_years: Vec<i16> = Vec::with_capacity(height);
    let mut categories: [Vec<u8>; 3] = Default::default();
    for (name, table) in tables {
        let starts = days(table);
        children.extend(child_hashes(table));
        reporting_years.extend(starts.iter().map(|day| day.year(YearType::Reporting) as i16));
        calendar_years.extend(starts.iter().map(|day| day.year(YearType::Calendar) as i16));
        for (values, column) in categories.iter_mut().zip(CATEGORIES) {
            let column = table.frame().column(column).expect("every table has it");
            values.extend(column.u8().expect("it is u8").into_no_null_iter());
        }
        diagnostics.extend(rules::starts_after_collection_year(name, table, &starts));
    }
    let mut columns = vec![
        named(CHILD, children),
        named(year_column(YearType::Reporting), reporting_years),
        named(year_column(YearType::Calendar), calendar_years),
    ];
    columns.extend(CATEGORIES.into_iter().zip(categories).map(|(name, values)| named(name, values)));
    let episodes = Episodes {
        source,
        frame: DataFrame::new_infer_height(columns).expect("all columns have one value for each row"),
        records_risk: tables.iter().any(|(_, table)| table.records_risk()),
        records_missing_status: tables.iter().any(|(_, table)| table.records_missing_status()),
    };
    Checked { output: episodes, diagnostics }
}

/// The coded columns that episodes keep as they are in the table.
const CATEGORIES: [&str; 3] = [column::REGION, column::RISK, column::MISSING_STATUS];

/// A table's start days.
fn days(table: &Table) -> Vec<Day> {
    let column = table.frame().column(column::START).expect("every table has it");
    column.i32().expect("it is i32").into_no_null_iter().map(Day).collect()
}

/// One hash for each row's child. A reference means something only within its place, so the two hashes are joined;
/// both are keyed, so that their sum is as good as a hash of both texts.
fn child_hashes(table: &Table) -> impl Iterator<Item = u64> + '_ {
    let frame = table.frame();
    let references = frame.column(column::REFERENCE).expect("every table has it");
    let places = frame.column(column::PLACE).expect("every table has it");
    let references = references.u64().expect("it is u64").into_no_null_iter();
    let places = places.u16().expect("it is u16").into_no_null_iter();
    let hash_of = table.places();
    references.zip(places).map(|(reference, place)| {
        let place = hash_of.get(usize::from(place)).copied().unwrap_or(0);
        reference.wrapping_add(place.rotate_left(32))
    })
}

/// A polars column of plain numbers.
fn named<T>(name: &'static str, values: Vec<T>) -> Column
where
    Series: NamedFrom<Vec<T>, [T]>,
{
    Column::from(Series::new(PlSmallStr::from_static(name), values))
}
