//! Table -> [`Episodes`]: the episodes of one source, from all its files, with the years they belong to.
//!
//! In: tables of one source. Out: one row for each episode: whose (a hash), when, where, how grave. The sources count the
//! same events in different ways, so their episodes never stand in one product. Knows nothing of text, or of what is shown.

mod carried_over;
mod rules;

pub(crate) use rules::CARRIED_OVER;

use crate::diagnostic::Checked;
use crate::ingest::{Table, column};
use crate::period::{Day, YearType};
use crate::recipe::Source;
use polars_core::prelude::{Column, DataFrame, NamedFrom, PlSmallStr, Series};

/// The episodes of one source.
#[derive(Clone, Debug)]
pub struct Episodes {
    source: Source,
    frame: DataFrame,
    n_carried_over: Vec<u64>,
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

    /// For each table, in the order in which they were given, how many of its rows repeat an episode of an earlier year's
    /// return and are not counted again.
    pub fn n_carried_over(&self) -> &[u64] {
        &self.n_carried_over
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

/// One table's rows, taken out of polars once.
struct Rows {
    children: Vec<u64>,
    starts: Vec<Day>,
    missing_statuses: Vec<u8>,
    collection_years: Vec<i16>,
    numbers: Vec<u32>,
}

/// Puts the named tables of one source together. Their order makes no difference to any figure.
pub fn derive(source: Source, tables: &[(&str, &Table)]) -> Checked<Episodes> {
    let all_rows = rows(tables);
    let repeats = carried_over::repeats(&all_rows);
    let mut diagnostics = Vec::new();
    let mut children: Vec<u64> = Vec::new();
    let mut reporting_years: Vec<i16> = Vec::new();
    let mut calendar_years: Vec<i16> = Vec::new();
    let mut categories: [Vec<u8>; 3] = Default::default();
    let mut n_carried_over = Vec::new();
    for (((name, table), rows), is_repeat) in tables.iter().zip(&all_rows).zip(&repeats) {
        let is_counted = |at: &usize| !is_repeat.contains(at);
        let counted = || (0..rows.starts.len()).filter(is_counted);
        children.extend(counted().map(|at| rows.children[at]));
        reporting_years.extend(counted().map(|at| rows.starts[at].year(YearType::Reporting) as i16));
        calendar_years.extend(counted().map(|at| rows.starts[at].year(YearType::Calendar) as i16));
        for (values, column) in categories.iter_mut().zip(CATEGORIES) {
            let found = bytes(table, column);
            values.extend(counted().map(|at| found[at]));
        }
        n_carried_over.push(is_repeat.len() as u64);
        diagnostics.extend(rules::starts_after_collection_year(name, rows));
        diagnostics.extend(rules::carried_over(name, rows, is_repeat));
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
        n_carried_over,
        records_risk: tables.iter().any(|(_, table)| table.records_risk()),
        records_missing_status: tables.iter().any(|(_, table)| table.records_missing_status()),
    };
    Checked { output: episodes, diagnostics }
}

/// The coded columns that episodes keep as they are in the table.
const CATEGORIES: [&str; 3] = [column::REGION, column::RISK, column::MISSING_STATUS];

fn rows(tables: &[(&str, &Table)]) -> Vec<Rows> {
    let places_are_known = tables.iter().all(|(_, table)| places_are_known(table));
    let of_table = |table: &Table| {
        let column = |name| table.frame().column(name).expect("every table has it");
        Rows {
            children: children(table, places_are_known),
            starts: column(column::START).i32().expect("it is i32").into_no_null_iter().map(Day).collect(),
            missing_statuses: bytes(table, column::MISSING_STATUS),
            collection_years: column(column::COLLECTION_YEAR)
                .i16()
                .expect("it is i16")
                .into_no_null_iter()
                .collect(),
            numbers: column(column::ROW).u32().expect("it is u32").into_no_null_iter().collect(),
        }
    };
    tables.iter().map(|(_, table)| of_table(table)).collect()
}

/// Each row's place, as its keyed hash.
fn places(table: &Table) -> impl Iterator<Item = Option<u64>> + '_ {
    let codes = table.frame().column(column::PLACE).expect("every table has it");
    let codes = codes.u16().expect("it is u16").into_no_null_iter();
    codes.map(|code| table.places().get(usize::from(code)).copied().flatten())
}

/// Whether every row says which authority or force recorded it.
fn places_are_known(table: &Table) -> bool {
    places(table).all(|place| place.is_some())
}

/// One hash for each row's child. A reference means something only within its place, so the two hashes are joined; both are
/// keyed, so that their sum is as good as a hash of both texts. Where some row of the source does not say its place, the same
/// reference is taken for the same child everywhere: to take one child for two would show figures that must not be shown.
fn children(table: &Table, places_are_known: bool) -> Vec<u64> {
    let references = table.frame().column(column::REFERENCE).expect("every table has it");
    let references = references.u64().expect("it is u64").into_no_null_iter();
    let joined = references.zip(places(table)).map(|(reference, place)| match place {
        Some(place) if places_are_known => reference.wrapping_add(place.rotate_left(32)),
        _ => reference,
    });
    joined.collect()
}

fn bytes(table: &Table, name: &str) -> Vec<u8> {
    let column = table.frame().column(name).expect("every table has it");
    column.u8().expect("it is u8").into_no_null_iter().collect()
}

/// A polars column of plain numbers.
fn named<T>(name: &'static str, values: Vec<T>) -> Column
where
    Series: NamedFrom<Vec<T>, [T]>,
{
    Column::from(Series::new(PlSmallStr::from_static(name), values))
}
