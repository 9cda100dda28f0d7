//! Rules about episodes that need more than their own row.

use super::Rows;
use crate::diagnostic::{Diagnostic, Location, Severity, Tally};
use crate::period::YearType;
use std::collections::BTreeSet;

/// The code under which rows that repeat an episode of an earlier return are set aside.
pub(crate) const CARRIED_OVER: &str = "episodes-carried-over";

/// SSDA903 rule 570: an episode starts after the collection year of its file ends. The row is counted by its start all
/// the same; `name` is the file's.
pub(super) fn starts_after_collection_year(name: &str, rows: &Rows) -> Option<Diagnostic> {
    let mut tally = Tally::default();
    for ((start, year), number) in rows.starts.iter().zip(&rows.collection_years).zip(&rows.numbers) {
        if *year > 0 && start.year(YearType::Reporting) > i32::from(*year) {
            tally.add(u64::from(*number));
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

/// Says which rows repeat an episode of an earlier year's return, as rule 576 asks of an episode open at the year's end.
pub(super) fn carried_over(name: &str, rows: &Rows, repeats: &BTreeSet<usize>) -> Option<Diagnostic> {
    let mut tally = Tally::default();
    for at in repeats {
        tally.add(u64::from(rows.numbers[*at]));
    }
    (tally.n_rows() > 0).then(|| Diagnostic {
        severity: Severity::Note,
        code: CARRIED_OVER,
        rule: Some(576),
        location: Location { file: Some(name.to_owned()), column: None, rows: tally.examples().to_vec() },
        n_rows: tally.n_rows(),
        sets_aside: true,
        message: "The episode was carried over from an earlier year, whose return has it too; it is counted once, there."
            .to_owned(),
        hint: "Nothing needs to be done.".to_owned(),
    })
}
