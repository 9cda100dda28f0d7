//! One file from its first byte to its table.

use super::csv::{Next, Records};
use super::format::{Kind, recognise};
use super::mapping::Role;
use super::reason::Reason;
use super::scan::{Scanner, Tallies};
use super::table::{Key, Table};
use super::{file_name, text};
use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::reference::LocalAuthority;
use sha2::{Digest, Sha256};

/// How many bytes are waited for before the first line is looked at, if it does not end sooner.
const HEAD_BYTES: usize = 1 << 16;

/// Reads one file, chunk by chunk.
pub struct Reader {
    name: String,
    key: Key,
    hash: Sha256,
    n_bytes: u64,
    state: State,
}

enum State {
    /// Waiting for the whole first line.
    Head(Vec<u8>),
    /// Waiting for the header record.
    Header(Box<Records>),
    Rows(Box<Rows>),
    /// The file cannot be used.
    Refused(Box<Diagnostic>),
}

struct Rows {
    records: Records,
    headers: Vec<String>,
    roles: Vec<Option<Role>>,
    kind: Kind,
    scanner: Scanner,
    /// The row at which reading stopped, if it did.
    stopped_at: Option<u64>,
}

/// A file that was read.
pub struct File {
    /// Its table, with what was found on the way.
    pub table: Checked<Table>,
    /// What it was taken for.
    pub kind: Kind,
    /// SHA-256 of all its bytes, in hexadecimal.
    pub sha256: String,
    /// Its size.
    pub n_bytes: u64,
    /// Rows under the header.
    pub n_rows: u64,
    /// Rows that are counted.
    pub n_used: u64,
    /// Rows set aside, by reason.
    pub set_aside: Vec<(Reason, u64)>,
    /// The headers of the columns that were read, with their roles in plain words.
    pub columns: Vec<(String, &'static str)>,
    /// The headers of the columns that were passed over.
    pub unread_columns: Vec<String>,
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

impl Reader {
    /// A reader for the file of that name; `key` is the session's.
    pub fn new(name: &str, key: Key) -> Self {
        Reader {
            name: text::printable(name),
            key,
            hash: Sha256::new(),
            n_bytes: 0,
            state: State::Head(Vec::new()),
        }
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Takes the next bytes, any number of them; returns the number of rows so far.
    pub fn push(&mut self, chunk: &[u8]) -> u64 {
        self.hash.update(chunk);
        self.n_bytes += chunk.len() as u64;
        if !chunk.is_empty() {
            self.advance(chunk, false);
        }
        match &self.state {
            State::Rows(rows) => rows.scanner.n_rows(),
            _ => 0,
        }
    }

    fn advance(&mut self, chunk: &[u8], at_end: bool) {
        let head;
        let mut chunk: &[u8] = chunk;
        if let State::Head(waiting) = &mut self.state {
            waiting.extend_from_slice(chunk);
            if !(at_end || waiting.len() >= HEAD_BYTES || waiting.contains(&b'\n')) {
                return;
            }
            head = std::mem::take(waiting);
            match text::open(&head) {
                Ok(text) => {
                    self.state = State::Header(Box::new(Records::new(text::delimiter(text))));
                    chunk = text;
                }
                Err(not_text) => {
                    self.refuse(not_text.code, not_text.message.to_owned(), not_text.hint);
                    return;
                }
            }
        }
        if let State::Header(records) = &mut self.state {
            // At the end of a file without a final line break, the records need an empty chunk to see that it is over.
            let next = match records.next(&mut chunk) {
                Next::NeedsMore if at_end => records.next(&mut chunk),
                next => next,
            };
            match next {
                Next::NeedsMore => return,
                Next::TooLong => {
                    self.refuse(
                        "ingest-header-too-long",
                        "Its first row is too long to be a header.".to_owned(),
                        "Check that the file is a CSV file with one row for each episode.",
                    );
                    return;
                }
                Next::Record => self.begin_rows(),
            }
        }
        if let State::Rows(rows) = &mut self.state {
            rows.advance(chunk, at_end);
        }
    }

    /// Goes from the header record to the rows under it.
    fn begin_rows(&mut self) {
        let empty = State::Head(Vec::new());
        let State::Header(mut records) = std::mem::replace(&mut self.state, empty) else {
            return;
        };
        let headers: Vec<String> =
            records.record().fields().map(|field| text::printable(&String::from_utf8_lossy(field))).collect();
        records.clear();
        match recognise(&headers) {
            Ok(mapping) => {
                self.state = State::Rows(Box::new(Rows {
                    records: *records,
                    roles: mapping.roles().to_vec(),
                    kind: mapping.kind(),
                    scanner: Scanner::new(mapping, headers.len(), self.key),
                    headers,
                    stopped_at: None,
                }));
            }
            Err(message) => self.refuse(
                "ingest-header-not-recognised",
                message,
                "Check that the first row holds the column names, and that it is an SSDA903 Missing file, a regional \
                 extract or a police export of incidents.",
            ),
        }
    }

    fn refuse(&mut self, code: &'static str, message: String, hint: &str) {
        let diagnostic = Diagnostic::of_file(Severity::Error, code, &self.name, message, hint);
        self.state = State::Refused(Box::new(diagnostic));
    }

    /// The end of the file.
    ///
    /// # Errors
    /// The diagnostic that says why nothing in the file can be used.
    pub fn finish(mut self) -> Result<File, Box<Diagnostic>> {
        self.advance(&[], true);
        let rows = match self.state {
            State::Rows(rows) => rows,
            State::Refused(diagnostic) => return Err(diagnostic),
            State::Head(_) | State::Header(_) => {
                let message = "It has no row that could be read.".to_owned();
                let hint = "Export it again, or choose another file.";
                let code = "ingest-no-rows";
                return Err(Box::new(Diagnostic::of_file(Severity::Error, code, &self.name, message, hint)));
            }
        };
        let stopped_at = rows.stopped_at;
        let (mut table, tallies) = rows.scanner.finish(&self.name, &rows.headers);
        if let Some(row) = stopped_at {
            table.diagnostics.insert(0, stopped(&self.name, row));
        }
        if tallies.n_used == 0 {
            return Err(Box::new(Diagnostic::of_file(
                Severity::Error,
                "ingest-no-rows",
                &self.name,
                no_rows(&tallies),
                "Check that the file holds one row for each episode, with its start date.",
            )));
        }
        let has = |role| rows.roles.contains(&Some(role));
        let (read, unread): (Vec<_>, Vec<_>) =
            rows.headers.iter().zip(&rows.roles).partition(|(_, role)| role.is_some());
        let asks = rows.kind == Kind::Ssda903;
        let hash = self.hash.finalize();
        let mut file = File {
            table,
            kind: rows.kind,
            sha256: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
            n_bytes: self.n_bytes,
            n_rows: tallies.n_rows,
            n_used: tallies.n_used,
            set_aside: tallies.set_aside().collect(),
            columns: read
                .into_iter()
                .filter_map(|(header, role)| Some((header.clone(), (*role)?.label())))
                .collect(),
            unread_columns: unread.into_iter().map(|(header, _)| header.clone()).collect(),
            dropped_birth_dates: has(Role::BirthDate),
            has_not_looked_after: tallies.has_not_looked_after,
            is_synthetic: tallies.is_synthetic,
            asks_authority: asks,
            authority: file_name::authority(&self.name).filter(|_| asks),
            year: file_name::collection_year(&self.name).filter(|_| asks),
        };
        if asks {
            file.table.output.describe(file.authority, file.year, &self.key);
            file.table.diagnostics.extend(taken_from_name(&self.name, file.authority, file.year));
        }
        Ok(file)
    }
}

impl Rows {
    fn advance(&mut self, mut chunk: &[u8], at_end: bool) {
        while self.stopped_at.is_none() && (at_end || !chunk.is_empty()) {
            let was_last = chunk.is_empty();
            match self.records.next(&mut chunk) {
                Next::Record => {
                    let is_cut_off = was_last && self.records.ended_in_quotes();
                    self.scanner.take(self.records.record(), self.records.row(), is_cut_off);
                    self.records.clear();
                }
                Next::NeedsMore if was_last || !at_end => return,
                Next::NeedsMore => {}
                Next::TooLong => self.stopped_at = Some(self.records.row()),
            }
        }
    }
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

/// What to say of a file that was read up to a row only.
fn stopped(name: &str, row: u64) -> Diagnostic {
    let mut diagnostic = Diagnostic::of_file(
        Severity::Error,
        "ingest-row-too-long",
        name,
        format!(
            "Row {row} does not end: a quotation mark in it is probably never closed. The rows before it are counted; \
             it and what follows were not read."
        ),
        "Close the quotation mark, or export the file again.",
    );
    diagnostic.location.rows = vec![row];
    diagnostic
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
