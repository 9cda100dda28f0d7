//! What can be said about the rows and columns of a published file, and the counting of it.

use crate::diagnostic::{Diagnostic, Location, Severity, Tally};
use std::collections::BTreeMap;

/// How many columns are named for one matter; further ones are counted together.
const MAX_COLUMNS: usize = 10;

/// The longest heading of a column that is repeated to the user, in characters.
const MAX_HEADING: usize = 60;

/// Why a row was set aside, or what is odd about a row or column that is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// No row of the file gives a figure.
    NothingUsable,
    /// The file has more figures than are read.
    TooMany,
    /// A row of figures under no heading that names years.
    OutsideTable,
    /// The period is not a whole year.
    PeriodUnreadable,
    /// A geographic level that is not read here.
    LevelNotUsed,
    /// The row names no place of its level.
    NoPlace,
    /// The row has figures and no label.
    NoLabel,
    /// The same series, place and year once more.
    Duplicate,
    /// The same child once more.
    ChildTwice,
    /// Inner or Outer London beside London.
    HalfOfLondon,
    /// Several authorities together, beside themselves.
    Combined,
    /// A title, a heading over rows, or a footnote.
    Note,
    /// A cell is neither a figure nor a known symbol; used as not available.
    FigureUnreadable,
    /// The number of a child's episodes is not a number; used as not recorded.
    CountUnreadable,
    /// A return interview is neither yes nor no; used as not recorded.
    InterviewUnreadable,
    /// A return interview of a child without a missing episode; not counted.
    InterviewWithoutEpisode,
    /// More cells than the header has; they are not read.
    Ragged,
    /// A column that is no year, in a table of years.
    ColumnNotUsed,
    /// A dash is read as not available.
    Dash,
    /// A row was taken for a total because it is the sum of those above it.
    TotalBySum,
    /// A place that is not known by its name.
    PlaceUnknown,
}

/// What there is to say about a [`Reason`].
struct Words {
    severity: Severity,
    code: &'static str,
    label: &'static str,
    message: &'static str,
    hint: &'static str,
}

impl Reason {
    /// Whether such a row is used nowhere.
    pub fn sets_aside(self) -> bool {
        matches!(
            self,
            Reason::TooMany
                | Reason::OutsideTable
                | Reason::PeriodUnreadable
                | Reason::LevelNotUsed
                | Reason::NoPlace
                | Reason::NoLabel
                | Reason::Duplicate
                | Reason::ChildTwice
                | Reason::HalfOfLondon
                | Reason::Combined
                | Reason::Note
        )
    }

    /// Its diagnostic's code.
    pub fn code(self) -> &'static str {
        self.words().code
    }

    /// The reason in a few words.
    pub fn label(self) -> &'static str {
        self.words().label
    }

    fn words(self) -> Words {
        let words = |severity, code, label, message, hint| Words { severity, code, label, message, hint };
        match self {
            Reason::NothingUsable => words(
                Severity::Error,
                "published-nothing-usable",
                "no figures",
                "The file looks like published figures, but no figure in it could be used.",
                "Look at the other findings about this file.",
            ),
            Reason::TooMany => words(
                Severity::Error,
                "published-too-many",
                "more figures than are read",
                "The file has more figures than can be held; the rows from here on were set aside.",
                "Split the file, or leave out columns and rows that you do not need.",
            ),
            Reason::OutsideTable => words(
                Severity::Warning,
                "published-outside-table",
                "figures under no heading with years",
                "No heading above the row says of which years its figures are; it was set aside.",
                "Put the years above the figures, such as 2021/22, one in each column.",
            ),
            Reason::PeriodUnreadable => words(
                Severity::Warning,
                "published-period-unreadable",
                "period not a whole year",
                "The period is not a whole year, or does not fit its kind; the row was set aside.",
                "Only annual figures are read: four digits for reporting and calendar years, six such as 202425 for others.",
            ),
            Reason::LevelNotUsed => words(
                Severity::Note,
                "published-level-not-used",
                "geographic level not used",
                "The row is of a kind of place that is not shown here, such as a constituency; it was set aside.",
                "Nothing needs doing: national, regional, local authority and police force figures are used.",
            ),
            Reason::NoPlace => words(
                Severity::Warning,
                "published-no-place",
                "no place",
                "The row does not name the place that its figures are of; it was set aside.",
                "Fill in the name of the region, authority or police force.",
            ),
            Reason::NoLabel => words(
                Severity::Warning,
                "published-no-label",
                "no label",
                "The row has figures but nothing that says what they are; it was set aside.",
                "Fill in the label in front of the figures.",
            ),
            Reason::Duplicate => words(
                Severity::Warning,
                "published-duplicate",
                "given twice",
                "The same figures, by label, place and year, stand further up; this row was set aside.",
                "Check which of the rows is right, and remove the other.",
            ),
            Reason::ChildTwice => words(
                Severity::Warning,
                "published-child-twice",
                "child listed twice",
                "The same child, or another without a reference, is listed further up; this row was set aside.",
                "Check that the list has one row for each child, and a reference in each row.",
            ),
            Reason::HalfOfLondon => words(
                Severity::Note,
                "published-half-of-london",
                "Inner or Outer London beside London",
                "Inner and Outer London stand beside London, which they are parts of; their rows were set aside.",
                "Nothing needs doing.",
            ),
            Reason::Combined => words(
                Severity::Note,
                "published-combined-authorities",
                "several authorities together",
                "The row is of several authorities together, which also stand in the file by themselves; it was set aside.",
                "Nothing needs doing.",
            ),
            Reason::Note => words(
                Severity::Note,
                "published-note",
                "title, heading or note",
                "Titles, headings over rows and footnotes are not figures; they were set aside.",
                "Nothing needs doing; the notes of a table are shown with it.",
            ),
            Reason::FigureUnreadable => words(
                Severity::Warning,
                "published-figure-unreadable",
                "figure not readable",
                "The cell is neither a figure nor a known symbol; it is shown as not available.",
                "Write a plain number, or a symbol such as c for suppressed and z for not applicable.",
            ),
            Reason::CountUnreadable => words(
                Severity::Warning,
                "published-count-unreadable",
                "number of episodes not readable",
                "The number of episodes is blank or no plausible number; the child is counted as one for whom it is not recorded.",
                "Write a whole number, and 0 for a child who was never missing.",
            ),
            Reason::InterviewUnreadable => words(
                Severity::Warning,
                "published-interview-unreadable",
                "return interview not understood",
                "Whether there was a return interview is neither yes nor no; it is counted as not recorded.",
                "Write Y or N, and leave the cell empty where it is not known.",
            ),
            Reason::InterviewWithoutEpisode => words(
                Severity::Note,
                "published-interview-without-episode",
                "return interview without a missing episode",
                "A return interview is recorded for a child without a missing episode; it is not counted.",
                "Check the number of missing episodes.",
            ),
            Reason::Ragged => words(
                Severity::Warning,
                "published-ragged-row",
                "more cells than headings",
                "The row has more cells than the heading above it; those without a heading are not read.",
                "Check that no separator stands inside a value, and that every column has a heading.",
            ),
            Reason::ColumnNotUsed => words(
                Severity::Warning,
                "published-column-not-used",
                "column not used",
                "The column's heading is not a whole year that no column before it has; the column is not used.",
                "Nothing needs doing if it is a total, a quarter or a change; else head it with a year such as 2021/22.",
            ),
            Reason::Dash => words(
                Severity::Note,
                "published-dash",
                "dash",
                "A dash is read as not available: some tables write it for zero, others for what is unknown or withheld.",
                "If it means zero in this table, write 0.",
            ),
            Reason::TotalBySum => words(
                Severity::Note,
                "published-total-by-sum",
                "taken for a total",
                "The row is the sum of the rows above it in every year, and was taken for their total.",
                "Label it as a total, or ignore this if it is one.",
            ),
            Reason::PlaceUnknown => words(
                Severity::Note,
                "published-place-unknown",
                "place not known by name",
                "The place is not one that is known by its name; it is shown without a region.",
                "Use the official name if the region matters.",
            ),
        }
    }
}

/// Counts what is found in a file.
#[derive(Default)]
pub(super) struct Findings {
    /// By reason, then by column; no column for matters of whole rows.
    entries: BTreeMap<(Reason, Option<usize>), (Option<String>, Tally)>,
}

impl Findings {
    /// Something about a row.
    pub(super) fn row(&mut self, reason: Reason, row: u64) {
        self.entries.entry((reason, None)).or_default().1.add(row);
    }

    /// Something about a cell or a column, by its place in the row and its heading.
    pub(super) fn cell(&mut self, reason: Reason, at: usize, heading: &str, row: u64) {
        let key = (reason, Some(at));
        if !self.entries.contains_key(&key) {
            let of_reason = self.entries.range((reason, None)..=(reason, Some(usize::MAX)));
            if of_reason.count() >= MAX_COLUMNS {
                return self.row(reason, row);
            }
            let heading = match heading.trim() {
                "" => column_letters(at),
                heading => clip(heading, MAX_HEADING),
            };
            self.entries.insert(key, (Some(heading), Tally::default()));
        }
        if let Some((_, tally)) = self.entries.get_mut(&key) {
            tally.add(row);
        }
    }

    /// The rows set aside, by reason.
    pub(super) fn set_aside(&self) -> Vec<(Reason, u64)> {
        let rows =
            self.entries.iter().filter(|((reason, column), _)| reason.sets_aside() && column.is_none());
        rows.map(|((reason, _), (_, tally))| (*reason, tally.n_rows())).collect()
    }

    /// The findings in words.
    pub(super) fn into_diagnostics(self, file: &str) -> Vec<Diagnostic> {
        let diagnostic = |((reason, _), (column, tally)): ((Reason, _), (Option<String>, Tally))| {
            let words = reason.words();
            Diagnostic {
                severity: words.severity,
                code: words.code,
                rule: None,
                location: Location { file: Some(file.to_owned()), column, rows: tally.examples().to_vec() },
                n_rows: tally.n_rows(),
                sets_aside: reason.sets_aside(),
                message: words.message.to_owned(),
                hint: words.hint.to_owned(),
            }
        };
        self.entries.into_iter().map(diagnostic).collect()
    }

    /// Says that nothing in the file was usable, which is a matter of no row.
    pub(super) fn nothing_usable(&mut self) {
        self.entries.entry((Reason::NothingUsable, None)).or_default();
    }
}

/// At most so many characters of a text, and a mark where it was cut.
pub(super) fn clip(text: &str, n_chars: usize) -> String {
    match text.char_indices().nth(n_chars) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

/// A column as a spreadsheet names it: A, B, …, Z, AA.
fn column_letters(at: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = at;
    loop {
        letters.push(char::from(b'A' + (rest % 26) as u8));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => break,
        }
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_without_a_heading_have_the_letters_of_a_spreadsheet() {
        let check = |at, expected| assert_eq!(column_letters(at), expected);
        check(0, "A");
        check(25, "Z");
        check(26, "AA");
        check(701, "ZZ");
        check(702, "AAA");
    }

    #[test]
    fn ten_thousand_columns_make_few_findings_and_lose_no_row() {
        let mut findings = Findings::default();
        for at in 0..10_000 {
            findings.cell(Reason::FigureUnreadable, at, "", 7);
        }
        let diagnostics = findings.into_diagnostics("a.csv");
        assert!(diagnostics.len() <= MAX_COLUMNS + 1);
        assert_eq!(diagnostics.iter().map(|diagnostic| diagnostic.n_rows).sum::<u64>(), 10_000);
    }
}
