//! The facade: bytes and requests in, answers out. All that the page and the command line can do goes through here.
//!
//! A session holds the tables of the files it was given and nothing of their text. It reads no clock, no disk and no
//! randomness: its key is handed to it.

mod message;
#[cfg(test)]
mod types;
mod view;

pub use message::{ColumnUse, Error, FileSummary, Holdings, Request, Response, SourceSummary, View};

use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::disclosure::SetAside;
use crate::episodes::{self, CARRIED_OVER, Episodes};
use crate::ingest::{File, Key, Reader};
use crate::recipe::Source;
use crate::reference::{LocalAuthority, find_authority, local_authorities};
use crate::sample;

/// Both sources, in the order in which they are listed.
const SOURCES: [Source; 2] = [Source::LocalAuthority, Source::Police];

/// The years that a return can be said to be of.
const COLLECTION_YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// One user's work from the first file to the last figure.
pub struct Session {
    key: Key,
    reading: Option<Reader>,
    held: Vec<Held>,
    /// Findings about files that are not held.
    refused: Vec<Diagnostic>,
    /// The episodes of each source that is held, made anew when what is held changes.
    episodes: Vec<Checked<Episodes>>,
    n_files: u32,
}

/// A file that was read, with what the user said of it.
struct Held {
    id: u32,
    name: String,
    file: File,
    authority: Option<&'static LocalAuthority>,
    year: Option<i32>,
    asks_authority: bool,
}

impl Session {
    /// Starts a session with 16 random bytes, to be drawn anew each time: children's references are hashed with them.
    pub fn new(key: [u8; 16]) -> Self {
        Session {
            key: Key::new(key),
            reading: None,
            held: Vec::new(),
            refused: Vec::new(),
            episodes: Vec::new(),
            n_files: 0,
        }
    }

    /// Takes the next bytes of the file that [`Request::Open`] began; returns the number of its rows so far. Without an
    /// open file the bytes are dropped.
    pub fn push(&mut self, chunk: &[u8]) -> u64 {
        self.reading.as_mut().map_or(0, |reader| reader.push(chunk))
    }

    /// Answers a request.
    pub fn handle(&mut self, request: Request) -> Response {
        let outcome = match request {
            Request::Open { name } => {
                let reader = Reader::new(&name, self.key);
                // A mended file takes the place of the one that was refused.
                self.refused.retain(|refused| refused.location.file.as_deref() != Some(reader.name()));
                self.reading = Some(reader);
                return Response::Opened;
            }
            Request::Authorities => {
                let mut names: Vec<&str> =
                    local_authorities().iter().map(|authority| authority.name).collect();
                names.sort_unstable();
                return Response::Authorities { names };
            }
            Request::View { recipe } => {
                return match view::view(self, &recipe) {
                    Ok(view) => Response::View { view: Box::new(view) },
                    Err(error) => Response::Failed { error },
                };
            }
            Request::Close => self.close(),
            Request::Abandon => {
                self.reading = None;
                Ok(())
            }
            Request::Remove { file } => self.remove(file),
            Request::Describe { file, authority, year } => self.describe(file, authority.as_deref(), year),
            Request::Sample => {
                self.load_sample();
                Ok(())
            }
        };
        match outcome {
            Ok(()) => Response::Holdings { holdings: self.holdings() },
            Err(error) => Response::Failed { error },
        }
    }

    /// Ends the open file and holds it, unless nothing in it can be used or it is held already.
    fn close(&mut self) -> Result<(), Error> {
        let Some(reader) = self.reading.take() else {
            return Err(error("session-no-open-file", "No file is being read.", "Choose a file first."));
        };
        let name = reader.name().to_owned();
        match reader.finish() {
            Ok(file) => self.hold(name, file),
            Err(diagnostic) => self.refused.push(*diagnostic),
        }
        Ok(())
    }

    fn hold(&mut self, name: String, file: File) {
        if let Some(same) = self.held.iter().find(|held| held.file.sha256 == file.sha256) {
            let message =
                format!("It is the same, byte for byte, as {}; it is not counted again.", same.name);
            let hint = "Nothing needs to be done.";
            let code = "session-same-file";
            self.refused.push(Diagnostic::of_file(Severity::Warning, code, &name, message, hint));
            return;
        }
        let is_mixed = self.held.iter().any(|held| held.file.is_synthetic != file.is_synthetic);
        if is_mixed && file.is_synthetic {
            let message =
                "It is synthetic; made-up children are not counted together with real ones.".to_owned();
            let hint = "Remove the other files first if it is the sample that you want to see.";
            let code = "session-synthetic-beside-real";
            self.refused.push(Diagnostic::of_file(Severity::Warning, code, &name, message, hint));
            return;
        }
        if is_mixed {
            let message =
                "The synthetic files were let go: made-up children are not counted together with real ones."
                    .to_owned();
            let hint = "Nothing needs to be done.";
            let code = "session-synthetic-let-go";
            self.refused.push(Diagnostic::of_file(Severity::Note, code, &name, message, hint));
            self.held.clear();
        }
        self.n_files += 1;
        self.held.push(Held {
            id: self.n_files,
            name,
            authority: file.authority,
            year: file.year,
            asks_authority: file.asks_authority,
            file,
        });
        self.derive();
    }

    fn remove(&mut self, id: u32) -> Result<(), Error> {
        let at = self.position(id)?;
        self.held.remove(at);
        self.derive();
        Ok(())
    }

    fn describe(&mut self, id: u32, authority: Option<&str>, year: Option<i32>) -> Result<(), Error> {
        let at = self.position(id)?;
        let authority = match authority.map(str::trim).filter(|text| !text.is_empty()) {
            None => None,
            Some(text) => Some(find_authority(text).ok_or_else(|| {
                let message = format!("No local authority is called \"{text}\".");
                error("session-authority-not-found", &message, "Choose one from the list, or give its code.")
            })?),
        };
        if let Some(year) = year.filter(|year| !COLLECTION_YEARS.contains(year)) {
            let message = format!("{year} is no year of a return.");
            return Err(error(
                "session-year-out-of-range",
                &message,
                "Give the year with its four digits, such as 2018.",
            ));
        }
        let held = &mut self.held[at];
        if !held.asks_authority {
            let message = format!("{} says itself whose it is.", held.name);
            return Err(error(
                "session-authority-in-file",
                &message,
                "Correct the file's own columns instead.",
            ));
        }
        held.authority = authority;
        held.year = year;
        held.file.table.output.describe(authority, year, &self.key);
        self.derive();
        Ok(())
    }

    /// Replaces what is held by the built-in synthetic extracts, read as any file is.
    fn load_sample(&mut self) {
        self.held.clear();
        self.refused.clear();
        for (name, kind, n_rows) in sample::built_in() {
            let mut reader = Reader::new(name, self.key);
            let made = sample::extract(kind, n_rows, sample::BUILT_IN_SEED, |line| {
                reader.push(line.as_bytes());
                Ok::<(), std::convert::Infallible>(())
            });
            match (made, reader.finish()) {
                (Ok(()), Ok(file)) => self.hold(name.to_owned(), file),
                (Ok(()), Err(diagnostic)) => self.refused.push(*diagnostic),
            }
        }
    }

    fn position(&self, id: u32) -> Result<usize, Error> {
        self.held.iter().position(|held| held.id == id).ok_or_else(|| {
            error("session-no-such-file", "That file is no longer held.", "Choose it again if it is needed.")
        })
    }

    /// Puts the episodes of each source together anew.
    fn derive(&mut self) {
        self.episodes = SOURCES
            .into_iter()
            .filter_map(|source| {
                let of_source = self.held.iter().filter(|held| held.file.kind.source() == source);
                let tables: Vec<_> =
                    of_source.map(|held| (held.name.as_str(), &held.file.table.output)).collect();
                (!tables.is_empty()).then(|| episodes::derive(source, &tables))
            })
            .collect();
    }

    /// How many rows of a file repeat an episode of another that is counted there.
    fn n_carried_over(&self, held: &Held) -> u64 {
        let source = held.file.kind.source();
        let of_source = self.held.iter().filter(|held| held.file.kind.source() == source);
        let Some(at) = of_source.into_iter().position(|other| other.id == held.id) else { return 0 };
        let episodes = self.episodes.iter().find(|episodes| episodes.output.source() == source);
        episodes.map_or(0, |episodes| episodes.output.n_carried_over()[at])
    }

    /// What is held now.
    pub fn holdings(&self) -> Holdings {
        let of_files = self.held.iter().flat_map(|held| held.file.table.diagnostics.iter());
        let of_episodes = self.episodes.iter().flat_map(|episodes| episodes.diagnostics.iter());
        Holdings {
            files: self.held.iter().map(|held| held.summary(self.n_carried_over(held))).collect(),
            sources: self
                .episodes
                .iter()
                .map(|episodes| SourceSummary {
                    source: episodes.output.source(),
                    records_risk: episodes.output.records_risk(),
                    records_missing_status: episodes.output.records_missing_status(),
                })
                .collect(),
            diagnostics: self.refused.iter().chain(of_files).chain(of_episodes).cloned().collect(),
            is_synthetic: self.held.iter().any(|held| held.file.is_synthetic),
        }
    }
}

impl Held {
    fn summary(&self, n_carried_over: u64) -> FileSummary {
        let file = &self.file;
        let columns = file.columns.iter();
        FileSummary {
            id: self.id,
            name: self.name.clone(),
            kind: file.kind,
            kind_label: file.kind.label(),
            sha256: file.sha256.clone(),
            n_bytes: file.n_bytes,
            n_rows: file.n_rows,
            n_used: file.n_used - n_carried_over,
            set_aside: self.set_aside(n_carried_over),
            columns: columns.map(|(header, role)| ColumnUse { header: header.clone(), role }).collect(),
            unread_columns: file.unread_columns.clone(),
            dropped_birth_dates: file.dropped_birth_dates,
            asks_authority: self.asks_authority,
            authority: self.authority.map(|authority| authority.name.to_owned()),
            year: self.year,
            is_synthetic: file.is_synthetic,
        }
    }

    fn set_aside(&self, n_carried_over: u64) -> Vec<SetAside> {
        let reason = "carried over from an earlier year, counted there";
        let carried_over = SetAside { code: CARRIED_OVER, reason, n_rows: n_carried_over };
        let by_reason = self.file.set_aside.iter();
        by_reason
            .map(|(reason, n_rows)| SetAside { code: reason.code(), reason: reason.label(), n_rows: *n_rows })
            .chain(Some(carried_over).filter(|aside| aside.n_rows > 0))
            .collect()
    }
}

/// An error with its words.
fn error(code: &'static str, message: &str, hint: &str) -> Error {
    Error { code, message: message.to_owned(), hint: hint.to_owned() }
}
