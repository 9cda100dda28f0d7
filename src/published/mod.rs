//! Grid -> [`Published`]: figures that somebody else already aggregated.
//!
//! In: a small file as it stands. Out: series of figures with their statuses, each with its measure, unit, category and
//! place, and what was found on the way. The figures stand as they were published: nothing is added up, and no unit, level or
//! label is mixed with another. The one exception is Ofsted's Annex A list 8, which has a row for each child: it is counted
//! here, small figures are suppressed before anything is kept, and no child's row outlives the reading.
//! Knows nothing of episodes, cubes or what a user chose.

mod annex_a;
mod build;
mod ees;
mod figure;
mod lait;
mod place;
mod reason;
mod table;
mod unit;
mod wide;
mod year;

pub use figure::{Figure, PublishedStatus};
pub use place::{Level, Place};
pub use reason::Reason;
pub use table::{
    PublishedChoice, PublishedLevel, PublishedMeasure, PublishedRow, PublishedSummary, PublishedTable,
    PublishedYear,
};
pub use unit::Unit;
pub use year::{Period, YearKind};

use crate::diagnostic::Checked;
use crate::ingest::{Grid, GridRow, SYNTHETIC_WORDS};
use crate::reference::normalise;
use build::{Added, Builder};
use reason::{Findings, clip};
use serde::Serialize;

/// How many rows from the top a header is looked for; above it there are titles.
const MAX_TITLE_ROWS: usize = 50;

/// The longest cell that is looked at for a heading of a form, in bytes; Annex A's are whole questions.
const MAX_HEADING_BYTES: usize = 300;

/// How many of a file's own notes are kept, and how much of each, in characters.
const MAX_NOTES: usize = 30;
const MAX_NOTE: usize = 400;

/// The name of the built-in file of official figures for England.
pub const OFFICIAL_NAME: &str = "Official figures for England (built in).csv";

/// Official figures for England and its regions in the layout of explore education statistics, each with its source as a breakdown: the
/// figures that Parliament was given in 2009 and 2013, and those of the Department for Education of which the source was found. Years of
/// which none was found are left out.
pub const OFFICIAL: &str = include_str!("official.csv");

/// What a file of published figures was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Form {
    /// Open data of the Department for Education's "explore education statistics" service.
    Ees,
    /// The long form behind the Department's local authority interactive tool.
    Lait,
    /// List 8, children in care, of Ofsted's Annex A.
    AnnexA,
    /// Tables with a column for each year, as answers to requests for information have them.
    Wide,
}

impl Form {
    /// The form in plain words.
    pub fn label(self) -> &'static str {
        match self {
            Form::Ees => "Published figures, explore education statistics",
            Form::Lait => "Published figures, local authority interactive tool",
            Form::AnnexA => "Ofsted Annex A, list 8, counted",
            Form::Wide => "Published tables with a column for each year",
        }
    }

    /// What a reader of its figures must know.
    fn caveat(self) -> &'static str {
        match self {
            Form::Ees | Form::Wide => "The figures stand as they were published; nothing was added up.",
            Form::Lait => {
                "The figures stand as they were published; nothing was added up. The tool writes a dash for everything that it \
                 does not show, suppressed figures included."
            }
            Form::AnnexA => {
                "Counted from a list with one row for each child. Figures that 1 to 5 children stand behind are suppressed, and \
                 so is what would give them away within a group of answers."
            }
        }
    }
}

/// What is measured, in its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The words of the file for it.
    pub label: String,
    /// What it counts, told from these words.
    pub unit: Unit,
}

/// The figures of one category and place over the years.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The measure, as an index into [`Published::measures`].
    pub measure: usize,
    /// The category within the measure, in the words of the file; empty where there are none.
    pub breakdown: String,
    /// The place, as an index into [`Published::places`].
    pub place: usize,
    /// Whether it is the total of other series of the measure.
    pub is_total: bool,
    /// The figures, by year; each year once.
    pub points: Vec<(Period, Figure)>,
}

/// The figures of one file.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// What the file was taken for.
    pub form: Form,
    /// The file's name.
    pub file: String,
    /// Rows that are not blank, headers left out.
    pub n_rows: u64,
    /// Rows whose figures are used; with the rows set aside they make up `n_rows`.
    pub n_used: u64,
    /// Rows set aside, by reason.
    pub set_aside: Vec<(Reason, u64)>,
    /// The measures, in the order of the file.
    pub measures: Vec<Measure>,
    /// The places, in the order of the file.
    pub places: Vec<Place>,
    /// The series, in the order of the file.
    pub series: Vec<Series>,
    /// What a reader must know: ours first, then the file's own notes.
    pub notes: Vec<String>,
}

/// What a file is, told from the rows at its top; none if they are no published figures of a form that is read here.
pub fn recognise(head: &Grid) -> Option<Form> {
    if ees::header(head).is_some() {
        Some(Form::Ees)
    } else if lait::header(head).is_some() {
        Some(Form::Lait)
    } else if annex_a::header(head).is_some() {
        Some(Form::AnnexA)
    } else if wide::is_wide(head) {
        Some(Form::Wide)
    } else {
        None
    }
}

/// Reads a whole file of a form.
pub fn read(form: Form, grid: &Grid, file: &str) -> Checked<Published> {
    let mut reading = Reading::default();
    match form {
        Form::Ees => ees::read(grid, &mut reading),
        Form::Lait => lait::read(grid, &mut reading),
        Form::AnnexA => annex_a::read(grid, &mut reading),
        Form::Wide => wide::read(grid, &mut reading),
    }
    let Reading { builder, mut findings, notes, n_headers, n_used } = reading;
    let (measures, places, series) = builder.finish();
    if series.is_empty() {
        findings.nothing_usable();
    }
    let output = Published {
        form,
        file: file.to_owned(),
        n_rows: (grid.rows.len() as u64).saturating_sub(n_headers),
        n_used,
        set_aside: findings.set_aside(),
        measures,
        places,
        series,
        notes: [form.caveat().to_owned()].into_iter().chain(notes).collect(),
    };
    Checked { output, diagnostics: findings.into_diagnostics(file) }
}

/// A file as it is being read.
#[derive(Default)]
struct Reading {
    builder: Builder,
    findings: Findings,
    notes: Vec<String>,
    n_headers: u64,
    n_used: u64,
}

impl Published {
    /// Whether the file says of all its figures that they are made up.
    pub fn is_synthetic(&self) -> bool {
        let is_made_up = |measure: &Measure| measure.label.contains(SYNTHETIC_WORDS);
        !self.measures.is_empty() && self.measures.iter().all(is_made_up)
    }
}

impl Reading {
    /// Counts a row as used or sets it aside, by what became of its figures.
    fn settle(&mut self, added: Added, row: u64) {
        match added {
            Added::New => self.n_used += 1,
            Added::Duplicate => self.findings.row(Reason::Duplicate, row),
            Added::Full => self.findings.row(Reason::TooMany, row),
        }
    }

    /// Sets everything aside, for want of a header that says what the rows are.
    fn no_header(&mut self, grid: &Grid) {
        grid.rows.iter().for_each(|row| self.findings.row(Reason::OutsideTable, row.number));
    }

    /// Sets a row of words aside and keeps the words.
    fn note(&mut self, row: &GridRow) {
        self.findings.row(Reason::Note, row.number);
        if self.notes.len() < MAX_NOTES {
            self.notes.push(clip(&words_of(row), MAX_NOTE));
        }
    }
}

/// The first row of a grid's top that has a header of some form, and its place.
fn find_header<H>(grid: &Grid, header: impl Fn(&[String]) -> Option<H>) -> Option<(usize, H)> {
    let rows = grid.rows.iter().take(MAX_TITLE_ROWS).enumerate();
    rows.filter_map(|(at, row)| Some((at, header(&row.cells)?))).next()
}

/// The place of the first column whose heading is `name` in any spelling.
fn column(cells: &[String], name: &str) -> Option<usize> {
    cells.iter().position(|cell| cell.len() <= MAX_HEADING_BYTES && normalise(cell) == name)
}

/// A cell of a row; empty if the row is too short to have it.
fn cell(row: &GridRow, at: Option<usize>) -> &str {
    at.and_then(|at| row.cells.get(at)).map_or("", |cell| cell.trim())
}

/// The number of cells that are not blank.
fn n_filled(row: &GridRow) -> usize {
    row.cells.iter().filter(|cell| !cell.trim().is_empty()).count()
}

/// All that a row says, as one text.
fn words_of(row: &GridRow) -> String {
    let words: Vec<&str> = row.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod testing {
    //! Small files and what became of them, as text.

    use super::*;

    /// A grid of lines with `|` between cells; blank lines are left out and counted.
    pub(super) fn grid(text: &str) -> Grid {
        let row = |(at, line): (usize, &str)| {
            let cells: Vec<String> = line.split('|').map(|cell| cell.trim().to_owned()).collect();
            let number = at as u64 + 1;
            cells.iter().any(|cell| !cell.is_empty()).then_some(GridRow { number, cells })
        };
        Grid { rows: text.lines().enumerate().filter_map(row).collect() }
    }

    /// A line for each series, and one for the rows.
    pub(super) fn lines(published: &Published) -> Vec<String> {
        let point = |(period, figure): &(Period, Figure)| match (figure.status, figure.value) {
            (PublishedStatus::Value, Some(value)) => format!("{} {value}", period.label()),
            (status, _) => format!("{} {}", period.label(), status.name()),
        };
        let series = published.series.iter().map(|series| {
            let (measure, place) = (&published.measures[series.measure], &published.places[series.place]);
            let place = match (place.level, place.region) {
                (Level::NotStated, _) => String::new(),
                (_, Some(region)) => format!(" @ {} ({})", place.name, region.name()),
                (_, None) => format!(" @ {}", place.name),
            };
            let total = if series.is_total { " (total)" } else { "" };
            let points: Vec<String> = series.points.iter().map(point).collect();
            let (label, unit, breakdown) = (&measure.label, measure.unit, &series.breakdown);
            format!("{label} [{unit:?}] {breakdown}{place}{total}: {}", points.join(", "))
        });
        let set_aside = published.set_aside.iter().map(|(reason, n)| format!(", {} {n}", reason.code()));
        let rows =
            format!("{} rows, {} used{}", published.n_rows, published.n_used, set_aside.collect::<String>());
        series.chain([rows]).collect()
    }

    /// The codes of the findings that set nothing aside, with their columns.
    pub(super) fn codes(checked: &Checked<Published>) -> Vec<String> {
        let findings = checked.diagnostics.iter().filter(|diagnostic| !diagnostic.sets_aside);
        let code = |diagnostic: &crate::diagnostic::Diagnostic| match &diagnostic.location.column {
            Some(column) => format!("{} {column}", diagnostic.code),
            None => diagnostic.code.to_owned(),
        };
        findings.map(code).collect()
    }

    /// Recognises a file as of a form, reads it and compares its lines, and the findings after them.
    #[track_caller]
    pub(super) fn check(form: Form, text: &str, expected: &str) -> Checked<Published> {
        let grid = grid(text);
        assert_eq!(recognise(&grid), Some(form));
        let checked = read(form, &grid, "a.csv");
        let mut found = lines(&checked.output);
        found.extend(codes(&checked));
        let expected: Vec<&str> = expected.lines().map(str::trim).collect();
        assert_eq!(found, expected);
        checked
    }
}

#[cfg(test)]
mod tests {
    use super::testing::grid;
    use super::*;
    use proptest::prelude::*;

    const FORMS: [Form; 4] = [Form::Ees, Form::Lait, Form::AnnexA, Form::Wide];

    /// What stands in the files of all forms, and what should not stand in any.
    const CELLS: [&str; 44] = [
        "",
        "",
        "",
        "1",
        "5,156",
        "c",
        "-",
        "<5",
        "NaN",
        "inf",
        "1e400",
        "2021",
        "2022",
        "2021/22",
        "2022/23",
        "Total",
        "High",
        "Care",
        "London",
        "Inner London",
        "Kent",
        "A / B",
        "E09000001 / E09000002",
        "Note: x",
        "time_period",
        "time_identifier",
        "geographic_level",
        "Reporting year",
        "National",
        "Regional",
        "Local authority",
        "missing_status",
        "number",
        "Short Desc",
        "Years",
        "LA and Regions",
        "Values",
        "Child Unique ID",
        "Was the child offered a Return Interview?",
        "Y",
        "é\u{301}",
        "\u{feff}",
        "99999999999999999999",
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
    ];

    fn grids() -> impl Strategy<Value = Grid> {
        let cell = proptest::sample::select(&CELLS[..]).prop_map(str::to_owned);
        let rows = proptest::collection::vec(proptest::collection::vec(cell, 0..8), 0..14);
        rows.prop_map(|rows| {
            let rows = rows.into_iter().zip(1..).map(|(cells, number)| GridRow { number, cells });
            Grid { rows: rows.collect() }
        })
    }

    proptest! {
        #[test]
        fn every_row_is_used_or_set_aside_whatever_stands_in_it(grid in grids(), head in 0..4_usize) {
            const HEADS: [&str; 4] = [
                "time_period|time_identifier|geographic_level|country_name|region_name|la_name|filter|number",
                "Short Desc|Data item|Years|LA and Regions|Values|LA Number|Region",
                "Child Unique ID|Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
                "Risk|2021/22|2022/23",
            ];
            let mut with_head = super::testing::grid(HEADS[head]);
            with_head.rows.extend(grid.rows.clone());
            for grid in [grid, with_head] {
                recognise(&grid);
                for form in FORMS {
                    let published = read(form, &grid, "a.csv").output;
                    let set_aside: u64 = published.set_aside.iter().map(|(_, n_rows)| n_rows).sum();
                    prop_assert_eq!(published.n_used + set_aside, published.n_rows);
                    let values = published.series.iter().flat_map(|series| &series.points);
                    prop_assert!(values.filter_map(|(_, figure)| figure.value).all(f64::is_finite));
                }
            }
        }
    }

    #[test]
    fn ten_thousand_columns_are_read_in_no_time() {
        let wide = |cell: &str| vec![cell.to_owned(); 10_000];
        let row = |number, first: &[&str], rest: Vec<String>| GridRow {
            number,
            cells: first.iter().map(|cell| (*cell).to_owned()).chain(rest).collect(),
        };
        let years = Grid { rows: vec![row(1, &["Risk"], wide("2021/22")), row(2, &["High"], wide("7"))] };
        let published = read(Form::Wide, &years, "a.csv");
        assert_eq!(published.output.series.len(), 1);
        assert!(published.diagnostics.len() < 20);
        let keys = ["time_period", "time_identifier", "geographic_level", "country_name"];
        let ees = Grid {
            rows: vec![
                row(1, &keys, (0..10_000).map(|at| format!("indicator_{at}")).collect()),
                row(2, &["2025", "Reporting year", "National", "England"], wide("7")),
            ],
        };
        assert_eq!(read(Form::Ees, &ees, "a.csv").output.summary().measures.len(), 10_000);
    }

    #[test]
    fn a_file_read_as_a_form_that_it_is_not_gives_a_finding() {
        for form in FORMS {
            let codes: Vec<&str> =
                read(form, &grid("a|b\n1|2"), "a.csv").diagnostics.iter().map(|found| found.code).collect();
            assert!(codes.contains(&"published-nothing-usable"), "{form:?}");
        }
    }
}
