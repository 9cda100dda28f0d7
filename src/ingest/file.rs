//! A file from the parts that scans of it handed over.

use super::batch::Batch;
use super::format::{Container, Kind};
use super::grid::Grid;
use super::mapping::{MAPPING_VERSION, Mapping};
use super::opening::Opening;
use super::part::{End, Part, Rows};
use super::plan::{Plan, Why};
use super::reason::Reason;
use super::refusal::Refusal;
use super::role::Role;
use super::table::Table;
use super::tally::Tallies;
use super::{file_name, findings};
use crate::diagnostic::{Diagnostic, Severity};
use crate::period::Day;
use crate::reference::{LocalAuthority, local_authorities, police_forces};

/// A file that was read.
pub struct File {
    /// What it was taken for.
    pub kind: Kind,
    /// Its tables; the first is the one that it was taken for. None where the user has to tell the columns first.
    pub tables: Vec<FileTable>,
    /// The file as it stands, where its figures are already aggregated.
    pub grid: Option<Grid>,
    /// SHA-256 of all its bytes, in hexadecimal, once it is known.
    pub sha256: Option<String>,
    /// Its size.
    pub n_bytes: u64,
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
    /// The row of its header.
    pub header_row: u64,
    /// Its columns, with what each was taken for.
    pub columns: Vec<FileColumn>,
    /// How it was read, in the form in which a user can correct and keep it.
    pub mapping: Mapping,
    /// The sheets of a workbook.
    pub sheets: Vec<String>,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// Values that were not understood: role, value and number of rows.
    pub not_understood: Vec<(Role, String, u64)>,
    /// Whether the user has to say if day or month comes first.
    pub asks_date_order: bool,
    /// Whether dates of birth were made ages and dropped.
    pub dropped_birth_dates: bool,
    /// Whether some child in it is not marked as looked after.
    pub has_not_looked_after: bool,
    /// Whether it is synthetic.
    pub is_synthetic: bool,
    /// Whether the file itself does not say whose it is and of which year.
    pub asks_authority: bool,
    /// The authority that the file's name says, for a file that does not say itself.
    pub authority: Option<&'static LocalAuthority>,
    /// The collection year that the file's name says, for a file that does not say itself.
    pub year: Option<i32>,
}

/// A table of a file.
pub struct FileTable {
    /// Its rows.
    pub table: Table,
    /// Rows under the header.
    pub n_rows: u64,
    /// Rows that are used.
    pub n_used: u64,
    /// Rows set aside, by reason.
    pub set_aside: Vec<(Reason, u64)>,
    /// The years ending 31 March in which the first and the last of its rows start.
    pub years: Option<(i32, i32)>,
    /// The authorities and forces in it.
    pub places: Vec<&'static str>,
}

/// A column of a file.
#[derive(Clone, Debug)]
pub struct FileColumn {
    /// The header as it stands in the file.
    pub header: String,
    /// What it was taken for.
    pub role: Option<Role>,
    /// Why.
    pub why: Why,
    /// What it seems to hold that identifies people.
    pub identifies: Option<String>,
    /// A few of its values; of children's references their shapes only.
    pub values: Vec<String>,
}

/// Puts together what the scans of a file hand over.
pub struct Assembly {
    name: String,
    opening: Opening,
    ranges: Vec<RangeParts>,
}

#[derive(Default)]
struct RangeParts {
    batches: Vec<Batch>,
    end: Option<Box<End>>,
}

/// A range that has to be read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mended {
    /// Which range.
    pub range: usize,
    /// The offset at which a record is now known to begin.
    pub from: u64,
}

impl Assembly {
    /// For a file that is read in so many ranges.
    pub fn new(name: &str, opening: Opening, n_ranges: usize) -> Self {
        let ranges = (0..n_ranges).map(|_| RangeParts::default()).collect();
        Assembly { name: name.to_owned(), opening, ranges }
    }

    /// Takes a part of a range.
    pub fn take(&mut self, range: usize, part: Part) {
        let Some(parts) = self.ranges.get_mut(range) else { return };
        match part {
            Part::Rows(Rows(batch)) => parts.batches.push(batch),
            Part::End(end) => parts.end = Some(end),
        }
    }

    /// The first range whose first record is not where the range before it ended, if there is one; what was read of it is
    /// forgotten.
    pub fn mended(&mut self) -> Option<Mended> {
        for range in 1..self.ranges.len() {
            let (Some(before), Some(this)) = (&self.ranges[range - 1].end, &self.ranges[range].end) else {
                continue;
            };
            if before.to != this.from {
                let from = before.to;
                self.ranges[range] = RangeParts::default();
                return Some(Mended { range, from });
            }
        }
        None
    }

    /// The file.
    ///
    /// # Errors
    /// The diagnostic that says why nothing in it can be used.
    pub fn finish(self, n_bytes: u64) -> Result<File, Box<Diagnostic>> {
        let name = self.name;
        let refused = |code: &'static str, message: String, hint: &str| {
            Box::new(Diagnostic::of_file(Severity::Error, code, &name, message, hint))
        };
        let joined = join(self.ranges, &self.opening);
        let mut diagnostics = Vec::new();
        if let Some((code, message, hint)) = joined.refusal {
            let code = Refusal::known_code(&code);
            let has_rows = joined.tables.iter().any(|(_, tallies, _)| tallies.n_used > 0);
            if !has_rows {
                return Err(refused(code, message, &hint));
            }
            let message = format!("{message} The rows before it are counted.");
            diagnostics.push(Diagnostic::of_file(Severity::Error, code, &name, message, &hint));
        }
        let plan = match (&joined.grid, joined.tables.first(), self.opening.plan) {
            (Some((plan, _)), ..) => plan.clone(),
            (None, Some((plan, ..)), _) => plan.clone(),
            (None, None, Some(plan)) => plan,
            (None, None, None) => {
                return Err(refused(
                    "ingest-no-rows",
                    "It has no row that could be read.".to_owned(),
                    "Export it again, or choose another file.",
                ));
            }
        };
        let mut file = File {
            kind: plan.kind,
            tables: Vec::new(),
            grid: joined.grid.map(|(_, grid)| grid),
            sha256: joined.sha256,
            n_bytes,
            diagnostics,
            header_row: plan.header_row,
            columns: columns(&plan),
            mapping: mapping(&plan),
            sheets: plan.sheets.clone(),
            sheet: plan.sheet.clone(),
            not_understood: Vec::new(),
            asks_date_order: false,
            dropped_birth_dates: plan.column(Role::BirthDate).is_some(),
            has_not_looked_after: false,
            is_synthetic: false,
            asks_authority: false,
            authority: None,
            year: None,
        };
        if plan.kind == Kind::Unrecognised {
            file.dropped_birth_dates = false;
            file.diagnostics.push(*refused(
                "ingest-header-not-recognised",
                plan.lacking.clone().unwrap_or_default(),
                "Say under \"Columns\" what each column holds.",
            ));
            return Ok(file);
        }
        for (plan, mut tallies, batches) in joined.tables {
            if plan.column(Role::Authority).is_none() && plan.kind.asks_authority(&plan.roles) {
                file.asks_authority = true;
            }
            let is_first = file.tables.is_empty();
            if is_first && tallies.n_used == 0 && file.grid.is_none() && plan.container != Container::Xml {
                return Err(refused(
                    "ingest-no-rows",
                    no_rows(&tallies),
                    "Check that the file holds one row for each episode, with its start date.",
                ));
            }
            if is_first {
                file.has_not_looked_after = tallies.n_not_looked_after > 0;
                file.is_synthetic = tallies.n_used > 0 && tallies.n_not_synthetic == 0;
                file.asks_date_order = asks_date_order(&plan, &tallies);
                let values = tallies.not_understood.iter();
                file.not_understood = values
                    .flat_map(|(role, values)| {
                        values.iter().map(|(value, tally)| (*role, value.clone(), tally.n_rows()))
                    })
                    .collect();
            }
            let mut batches = batches;
            if is_first && file.asks_date_order {
                // Which day a date means is asked, not guessed; until it is said nothing is counted.
                batches = Vec::new();
                tallies.set_all_aside(Reason::OrderNotKnown);
            }
            file.diagnostics.extend(findings::of(&name, &plan, &tallies));
            file.tables.push(table(&plan, &tallies, batches));
        }
        if file.asks_authority {
            file.authority = file_name::authority(&name);
            file.year = file_name::collection_year(&name);
            for table in &mut file.tables {
                table.table.describe(file.authority, file.year);
            }
            file.diagnostics.extend(taken_from_name(&name, file.authority, file.year));
        }
        Ok(file)
    }
}

/// What the ranges of a file come to.
struct Joined {
    tables: Vec<(Plan, Tallies, Vec<Batch>)>,
    grid: Option<(Plan, Grid)>,
    refusal: Option<(String, String, String)>,
    sha256: Option<String>,
}

/// Joins the ranges in their order; rows were counted from each range's beginning.
fn join(ranges: Vec<RangeParts>, opening: &Opening) -> Joined {
    let mut joined = Joined { tables: Vec::new(), grid: None, refusal: None, sha256: None };
    let is_text = !matches!(opening.container, Container::Workbook | Container::Xml);
    let mut n_before = match &opening.plan {
        Some(plan) if is_text => plan.data_row - 1,
        _ => 0,
    };
    for range in ranges {
        let Some(end) = range.end else { continue };
        for (at, (plan, tallies)) in end.tables.into_iter().enumerate() {
            if joined.tables.len() <= at {
                joined.tables.push((plan, Tallies::new(), Vec::new()));
            }
            joined.tables[at].1.append(&tallies, n_before);
        }
        for mut batch in range.batches {
            for run in &mut batch.runs {
                run.first += n_before;
            }
            if let Some((_, _, batches)) = joined.tables.get_mut(batch.table as usize) {
                batches.push(batch);
            }
        }
        n_before += end.n_lines;
        joined.grid = joined.grid.or(end.grid);
        joined.refusal = joined.refusal.or(end.refusal);
        joined.sha256 = joined.sha256.or(end.sha256);
    }
    joined
}

fn table(plan: &Plan, tallies: &Tallies, batches: Vec<Batch>) -> FileTable {
    let year = |day: i32| Day(day).reporting_year();
    let authorities = tallies.authorities.iter();
    let authorities = authorities.filter_map(|code| Some(local_authorities().get(usize::from(*code))?.name));
    let forces = tallies.forces.iter();
    let forces = forces.filter_map(|code| Some(police_forces().get(usize::from(*code))?.name));
    FileTable {
        table: Table::of(plan.kind, batches),
        n_rows: tallies.n_rows,
        n_used: tallies.n_used,
        set_aside: tallies.set_aside().collect(),
        years: tallies
            .days
            .filter(|_| plan.kind.source().is_some())
            .map(|(first, last)| (year(first), year(last))),
        places: authorities.chain(forces).collect(),
    }
}

/// The columns, unless the file is a table of published figures, which is no list of rows with one header.
fn columns(plan: &Plan) -> Vec<FileColumn> {
    if plan.kind == Kind::Published {
        return Vec::new();
    }
    let columns = plan.header.iter().zip(&plan.roles).zip(&plan.columns);
    columns
        .map(|((header, role), column)| FileColumn {
            header: header.clone(),
            role: *role,
            why: column.why,
            identifies: column.identifies.clone(),
            values: column.values.clone(),
        })
        .collect()
}

fn mapping(plan: &Plan) -> Mapping {
    Mapping {
        whereabouts_mapping: MAPPING_VERSION,
        header: plan.header.clone(),
        kind: plan.kind,
        roles: plan.roles.clone(),
        assignments: plan.assignments.clone(),
        date_order: plan.is_order_settled.then_some(plan.date_order),
        sheet: plan.sheet.clone().filter(|_| plan.is_sheet_said),
    }
}

/// Whether neither the kind of file, nor the user, nor any date settles the order of day and month.
fn asks_date_order(plan: &Plan, tallies: &Tallies) -> bool {
    let is_as_read = tallies.n_day_first > 0 && tallies.n_month_first == 0;
    !plan.is_order_settled && tallies.n_either_order > 0 && !is_as_read
}

/// What to say of a file without a row that is used.
fn no_rows(tallies: &Tallies) -> String {
    let reasons: Vec<String> =
        tallies.set_aside().map(|(reason, n_rows)| format!("{n_rows} with {}", reason.label())).collect();
    match reasons.as_slice() {
        [] => "It has a header but no rows under it.".to_owned(),
        _ => format!("None of its rows can be used: {}.", reasons.join(", ")),
    }
}

/// Says what was taken from a file's name, so that a wrong guess is seen.
fn taken_from_name(name: &str, authority: Option<&LocalAuthority>, year: Option<i32>) -> Option<Diagnostic> {
    let authority = authority.map(|authority| format!("of {}", authority.name));
    let year = year.map(|year| format!("of the year ending 31 March {year}"));
    let taken: Vec<String> = authority.into_iter().chain(year).collect();
    (!taken.is_empty()).then(|| {
        let message = format!("Its name was taken to say that it is {}.", taken.join(" and "));
        let hint = "Say otherwise if that is wrong.";
        Diagnostic::of_file(Severity::Note, "ingest-taken-from-file-name", name, message, hint)
    })
}
