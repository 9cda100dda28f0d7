//! Records -> typed columns, one pass. Decides which rows are used, which are set aside and why.

use super::child;
use super::csv::Record;
use super::dictionary::{BLANK, Coded};
use super::mapping::{Mapping, Role};
use super::reason::Reason;
use super::table::{AGE_NOT_RECORDED, Key, Table, column, region_code, typed};
use crate::diagnostic::{Checked, Diagnostic, Location, Severity, Tally};
use crate::period::{Moment, parse_moment, parse_time};
use crate::recipe::Source;
use crate::reference::{MissingStatus, Region, Risk, find_authority, find_force, find_region, is_blank};
use polars_core::prelude::DataFrame;

/// Every child's reference in a synthetic extract begins so; a file all of whose references do is synthetic.
pub const SYNTHETIC_PREFIX: &str = "SYN-";

/// How many values that are not understood are named.
const MAX_VALUES_NAMED: usize = 10;

/// Nobody of this age or more is counted as a child: SSDA903's missing periods end at the 18th birthday.
const ADULT_AGE_YEARS: u8 = 18;

/// What a scan found beside the table itself.
#[derive(Clone, Debug)]
pub(super) struct Tallies {
    by_reason: [Tally; Reason::ALL.len()],
    /// Rows under the header.
    pub(super) n_rows: u64,
    /// Rows that are counted.
    pub(super) n_used: u64,
    /// Whether every child's reference had the synthetic prefix.
    pub(super) is_synthetic: bool,
    /// Whether some child is not marked as looked after, where the file says.
    pub(super) has_not_looked_after: bool,
}

impl Tallies {
    /// Rows set aside, by reason; reasons without rows are left out.
    pub(super) fn set_aside(&self) -> impl Iterator<Item = (Reason, u64)> + '_ {
        Reason::ALL.into_iter().filter_map(|reason| {
            let n_rows = self.by_reason[reason as usize].n_rows();
            (reason.sets_aside() && n_rows > 0).then_some((reason, n_rows))
        })
    }
}

/// Turns a file's records into columns.
pub(super) struct Scanner {
    mapping: Mapping,
    columns: RoleColumns,
    n_headers: usize,
    key: Key,
    rows: Vec<u32>,
    references: Vec<u64>,
    /// The comparable form of the reference at hand; kept for its memory only.
    reference: Vec<u8>,
    starts: Vec<i32>,
    ages: Vec<u8>,
    missing_statuses: Vec<u8>,
    collection_years: Vec<i16>,
    risks: Coded,
    regions: Coded,
    authorities: Coded,
    forces: Coded,
    tallies: Tallies,
}

/// Where each role's column is, looked up once.
struct RoleColumns {
    child: Option<usize>,
    birth_date: Option<usize>,
    age: Option<usize>,
    missing_status: Option<usize>,
    start: Option<usize>,
    start_time: Option<usize>,
    end: Option<usize>,
    end_time: Option<usize>,
    duration: Option<usize>,
    looked_after: Option<usize>,
    collection_year: Option<usize>,
}

impl Scanner {
    /// A scanner for records under a header of `n_headers` columns.
    pub(super) fn new(mapping: Mapping, n_headers: usize, key: Key) -> Self {
        let at = |role| mapping.column(role);
        let columns = RoleColumns {
            child: at(Role::Child),
            birth_date: at(Role::BirthDate),
            age: at(Role::Age),
            missing_status: at(Role::MissingStatus),
            start: at(Role::Start),
            start_time: at(Role::StartTime),
            end: at(Role::End),
            end_time: at(Role::EndTime),
            duration: at(Role::DurationHours),
            looked_after: at(Role::LookedAfter),
            collection_year: at(Role::CollectionYear),
        };
        let coded = |role| Coded::new(mapping.column(role));
        Scanner {
            columns,
            n_headers,
            key,
            rows: Vec::new(),
            references: Vec::new(),
            reference: Vec::new(),
            starts: Vec::new(),
            ages: Vec::new(),
            missing_statuses: Vec::new(),
            collection_years: Vec::new(),
            risks: coded(Role::Risk),
            regions: coded(Role::Region),
            authorities: coded(Role::Authority),
            forces: coded(Role::Force),
            tallies: Tallies {
                by_reason: Default::default(),
                n_rows: 0,
                n_used: 0,
                is_synthetic: true,
                has_not_looked_after: false,
            },
            mapping,
        }
    }

    /// The number of rows taken so far.
    pub(super) fn n_rows(&self) -> u64 {
        self.tallies.n_rows
    }

    /// Takes the next record, which a spreadsheet shows in `row`; `is_cut_off` if the file ends inside its quotation marks.
    pub(super) fn take(&mut self, record: Record<'_>, row: u64, is_cut_off: bool) {
        self.tallies.n_rows += 1;
        if is_cut_off {
            return self.note(Reason::QuoteNeverClosed, row);
        }
        if record.n_line_feeds() > 0 {
            self.note(Reason::OverLines, row);
        }
        let field = |column: Option<usize>| column.map_or(&[][..], |at| record.field(at));
        let n_headers = self.n_headers;
        if record.len() < n_headers || (n_headers..record.len()).any(|at| !record.field(at).is_empty()) {
            self.note(Reason::Ragged, row);
        }
        let start = match self.start_of(record) {
            Ok(start) => start,
            Err(reason) => return self.note(reason, row),
        };
        let at = &self.columns;
        let reference = field(at.child);
        child::comparable(reference, self.mapping.kind().source(), &mut self.reference);
        let birth_date = field(at.birth_date);
        let birth = parse_moment(birth_date);
        let age = match birth {
            Some(birth) => start.day.age_years(birth.day),
            None => whole_number(field(at.age)).map(|age| age.min(u16::from(u8::MAX)) as u8),
        };
        let status_text = field(at.missing_status);
        let status = MissingStatus::read(status_text);
        let year = whole_number(field(at.collection_year)).and_then(|year| i16::try_from(year).ok());
        if let Some(column) = at.looked_after {
            self.tallies.has_not_looked_after |= !is_yes(record.field(column));
        }
        match birth {
            None if !is_blank_bytes(birth_date) => self.note(Reason::BirthDateUnreadable, row),
            Some(birth) if birth.day > start.day => self.note(Reason::StartsBeforeBirth, row),
            _ => {}
        }
        if age.is_some_and(|age| age >= ADULT_AGE_YEARS) {
            self.note(Reason::NotAChild, row);
        }
        if self.reference.is_empty() {
            self.note(Reason::NoChild, row);
        }
        if self.columns.missing_status.is_some() && status.is_none() {
            let reason = match status_text {
                [] => Reason::NoMissingStatus,
                _ => Reason::MissingStatusUnknown,
            };
            self.note(reason, row);
        }
        self.tallies.is_synthetic &= reference.starts_with(SYNTHETIC_PREFIX.as_bytes());
        self.tallies.n_used += 1;
        self.rows.push(u32::try_from(row).unwrap_or(u32::MAX));
        self.references.push(self.key.hash("child", &self.reference));
        self.starts.push(start.day.0);
        self.ages.push(age.unwrap_or(AGE_NOT_RECORDED));
        self.missing_statuses.push(status.unwrap_or(MissingStatus::NotRecorded) as u8);
        self.collection_years.push(year.unwrap_or(0));
        for coded in [&mut self.risks, &mut self.regions, &mut self.authorities, &mut self.forces] {
            coded.push(record);
        }
    }

    /// The start of an episode whose dates can be used, or why they cannot.
    fn start_of(&self, record: Record<'_>) -> Result<Moment, Reason> {
        let at = &self.columns;
        let field = |column: Option<usize>| column.map_or(&[][..], |at| record.field(at));
        let start_text = field(at.start);
        if is_blank_bytes(start_text) {
            return Err(Reason::NoStart);
        }
        let mut start = parse_moment(start_text).ok_or(Reason::StartUnreadable)?;
        start.minute = time_of_day(start, field(at.start_time));
        let end_text = field(at.end);
        if is_blank_bytes(end_text) {
            let is_negative = field(at.duration).first() == Some(&b'-');
            return if is_negative { Err(Reason::EndsBeforeStart) } else { Ok(start) };
        }
        let mut end = parse_moment(end_text).ok_or(Reason::EndUnreadable)?;
        end.minute = time_of_day(end, field(at.end_time));
        let is_earlier_that_day = match (start.minute, end.minute) {
            (Some(start_minute), Some(end_minute)) => end.day == start.day && end_minute < start_minute,
            _ => false,
        };
        if end.day < start.day || is_earlier_that_day {
            return Err(Reason::EndsBeforeStart);
        }
        Ok(start)
    }

    fn note(&mut self, reason: Reason, row: u64) {
        self.tallies.by_reason[reason as usize].add(row);
    }

    /// The table of all records taken, with what was found in them.
    pub(super) fn finish(self, file: &str, headers: &[String]) -> (Checked<Table>, Tallies) {
        let diagnostics = self.diagnostics(file, headers);
        let height = self.rows.len();
        let kind = self.mapping.kind();
        let regions = self.region_codes();
        let risks: Vec<u8> = match self.risks.column {
            None => vec![Risk::NotRecorded as u8; height],
            Some(_) => {
                let read = |text: &str| Risk::read(text).unwrap_or(Risk::NotRecorded) as u8;
                self.risks.values(read).collect()
            }
        };
        let (place_codes, places) = self.places();
        let frame = DataFrame::new_infer_height(vec![
            typed(column::ROW, self.rows),
            typed(column::REFERENCE, self.references),
            typed(column::PLACE, place_codes),
            typed(column::START, self.starts),
            typed(column::REGION, regions),
            typed(column::RISK, risks),
            typed(column::MISSING_STATUS, self.missing_statuses),
            typed(column::AGE, self.ages),
            typed(column::COLLECTION_YEAR, self.collection_years),
        ])
        .expect("all columns have one value for each row used");
        let table = Table {
            kind,
            frame,
            places,
            records_risk: self.risks.column.is_some(),
            records_missing_status: self.columns.missing_status.is_some(),
        };
        let checked = Checked { output: table, diagnostics };
        (checked, self.tallies)
    }

    /// Each row's region: by its region column, else its authority, else its police force.
    fn region_codes(&self) -> Vec<u8> {
        let not_known = region_code(None);
        let mut codes = vec![not_known; self.rows.len()];
        let of_region = self.regions.values(|text| region_code(find_region(text)));
        let of_authority = self
            .authorities
            .values(|text| region_code(find_authority(text).map(|authority| authority.region)));
        let of_force = self.forces.values(|text| region_code(find_force(text).map(|force| force.region)));
        let by_column: [Box<dyn Iterator<Item = u8>>; 3] =
            [Box::new(of_region), Box::new(of_authority), Box::new(of_force)];
        for column in by_column {
            for (code, found) in codes.iter_mut().zip(column) {
                if *code == not_known {
                    *code = found;
                }
            }
        }
        codes
    }

    /// Each row's place code, and the hash of the place for each code: the authority of authority files, the force of
    /// police files, since a child's reference means something within these only.
    fn places(&self) -> (Vec<u16>, Vec<Option<u64>>) {
        let kind = self.mapping.kind();
        let coded = match kind {
            super::Kind::Police => &self.forces,
            super::Kind::Regional | super::Kind::Ssda903 => &self.authorities,
        };
        let hash = |text: &str| {
            let name = match kind {
                super::Kind::Police => find_force(text).map(|force| force.name),
                _ => find_authority(text).map(|authority| authority.name),
            };
            name.map(|name| self.key.place(kind, name))
        };
        let codes = match coded.column {
            Some(_) => coded.codes.clone(),
            None => vec![BLANK; self.rows.len()],
        };
        (codes, coded.dictionary.read(hash))
    }

    fn diagnostics(&self, file: &str, headers: &[String]) -> Vec<Diagnostic> {
        let header = |role| Some(headers.get(self.mapping.column(role)?)?.clone());
        let mut diagnostics = Vec::new();
        for reason in Reason::ALL {
            let tally = &self.tallies.by_reason[reason as usize];
            if tally.n_rows() == 0 {
                continue;
            }
            diagnostics.push(Diagnostic {
                severity: Severity::Warning,
                code: reason.code(),
                rule: reason.rule().filter(|_| self.mapping.kind().source() == Source::LocalAuthority),
                location: Location {
                    file: Some(file.to_owned()),
                    column: reason.role().and_then(header),
                    rows: tally.examples().to_vec(),
                },
                n_rows: tally.n_rows(),
                sets_aside: reason.sets_aside(),
                message: reason.message().to_owned(),
                hint: reason.hint().to_owned(),
            });
        }
        type Understands = fn(&str) -> bool;
        let coded: [(&Coded, Role, Understands, &str); 4] = [
            (
                &self.regions,
                Role::Region,
                |text| is_blank(text) || find_region(text).is_some(),
                Region::NOT_KNOWN,
            ),
            (
                &self.authorities,
                Role::Authority,
                |text| is_blank(text) || find_authority(text).is_some(),
                Region::NOT_KNOWN,
            ),
            (
                &self.forces,
                Role::Force,
                |text| is_blank(text) || find_force(text).is_some(),
                Region::NOT_KNOWN,
            ),
            (&self.risks, Role::Risk, |text| Risk::read(text).is_some(), Risk::NotRecorded.label()),
        ];
        for (coded, role, understands, category) in coded {
            let found = coded.not_understood(&self.rows, understands);
            if found.values.is_empty() {
                continue;
            }
            let otherwise = match role {
                Role::Risk => format!("Such rows are counted under \"{category}\"."),
                _ => format!("The region of such rows is told from another column, else \"{category}\"."),
            };
            diagnostics.push(Diagnostic {
                severity: Severity::Warning,
                code: "ingest-value-not-understood",
                rule: None,
                location: Location {
                    file: Some(file.to_owned()),
                    column: header(role),
                    rows: found.tally.examples().to_vec(),
                },
                n_rows: found.tally.n_rows(),
                sets_aside: false,
                message: format!(
                    "Not understood as a {}: {}. {otherwise}",
                    role.label(),
                    listed(&found.values)
                ),
                hint: "Write the official names, or leave them so if they belong to no region or category."
                    .to_owned(),
            });
        }
        diagnostics
    }
}

/// The first few values, each with its number of rows, and how many more there are.
fn listed(values: &[(String, u64)]) -> String {
    let named = values.iter().take(MAX_VALUES_NAMED);
    let named: Vec<String> = named
        .map(|(value, n_rows)| {
            format!("\"{value}\" ({n_rows} {})", if *n_rows == 1 { "row" } else { "rows" })
        })
        .collect();
    match values.len().saturating_sub(MAX_VALUES_NAMED) {
        0 => named.join(", "),
        n_more => format!("{} and {n_more} more values", named.join(", ")),
    }
}

/// The time of day: of a time column if there is one, else of the date's own text. Midnight in a date's text is what
/// programs write for a date without a time.
fn time_of_day(moment: Moment, time: &[u8]) -> Option<u16> {
    parse_time(time).or(moment.minute.filter(|minute| *minute > 0))
}

/// Whether a value says that nothing was recorded.
fn is_blank_bytes(text: &[u8]) -> bool {
    // What says so never begins with a digit, as a date does.
    text.is_empty() || (!text[0].is_ascii_digit() && std::str::from_utf8(text).is_ok_and(is_blank))
}

/// A whole number of up to four digits, also as spreadsheets rewrite it (`12.0`).
fn whole_number(text: &[u8]) -> Option<u16> {
    let digits = text.strip_suffix(b".0").unwrap_or(text);
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// Whether a yes/no column says yes.
fn is_yes(text: &[u8]) -> bool {
    ["y", "yes", "true", "1"].iter().any(|yes| text.eq_ignore_ascii_case(yes.as_bytes()))
}
