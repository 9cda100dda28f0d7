//! Rules about episodes that need more than their own row.

use crate::diagnostic::{Diagnostic, Location, Severity, Tally};
use crate::ingest::{Table, column};
use crate::period::{Day, YearType};

/// SSDA903 rule 570: an episode starts after the collection year of its file ends. The row is counted by its start all
/// the same; `name` is the file's.
pub(super) fn starts_after_collection_year(name: &str, table: &Table, starts: &[Day]) -> Option<Diagnostic> {
    let years = table.frame().column(column::COLLECTION_YEAR).expect("every table has it");
    let rows = table.frame().column(column::ROW).expect("every table has it");
    let years = years.i16().expect("it is i16").into_no_null_iter();
    let rows = rows.u32().expect("it is u32").into_no_null_iter();
    let mut tally = Tally::default();
    for ((start, year), row) in starts.iter().zip(years).zip(rows) {
        if year > 0 && start.year(YearType::Reporting) > i32::from(year) {
            tally.add(u64::from(row));
        }
    }
    (tally.n_rows() > 0).then(|| Diagnostic {
        severity: Severity::Warning,
        code: "episodes-start-after-year",
        rule: Some(570),
        location: Location { file: Some(name.to_owned()), column: None, rows: tally.examples().to_vec() },
        n_rows: tally.n_rows(),
        sets_aside: false,
        message: "The episode starts after the collection year of its file; it is counted in the year of its start."
            .to_owned(),
        hint: "Check the start date, and the year that the file is said to be of.".to_owned(),
    })
}
