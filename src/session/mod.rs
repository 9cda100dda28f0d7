//! The facade: bytes and requests in, answers out. All that the page and the command line can do goes through here.
//!
//! A session holds the tables of the files it was given and nothing of their text. It reads no clock, no disk and no
//! randomness: its key is handed to it.

mod breaks;
mod covered;
mod headline;
mod ledger;
mod made_up;
mod message;
mod partial;
mod population;
mod product;
mod reading;
mod saved;
mod summary;
#[cfg(test)]
mod types;
mod view;
mod viewing;
mod whose;

pub use crate::disclosure::Progress;
pub use ledger::LedgerEntry;
pub use message::{
    ColumnSummary, Error, FileSummary, Holdings, Request, Response, SourceSummary, TableSummary,
    UnknownValue, View, Vocabulary,
};
pub use product::{Bytes, Product};
pub use saved::{SavedFile, SavedRecipe};
use viewing::Shown;
pub use viewing::Viewing;

use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::episodes::{self, Episodes};
use crate::ingest::{File, Key, Kind, Mapping, Opening, Part, Range, Scan, Table};
use crate::published::{self, Published, PublishedChoice};
use crate::recipe::{Duplicates, Source};
use crate::reference::LocalAuthority;
use ledger::Ledger;
use reading::{Closed, Reading};
use std::cell::{Cell, RefCell};

/// Both sources, in the order in which they are listed.
const SOURCES: [Source; 2] = [Source::LocalAuthority, Source::Police];

/// One user's work from the first file to the last figure.
pub struct Session {
    key: Key,
    reading: Option<Reading>,
    held: Vec<Held>,
    /// Findings about files that are not held.
    refused: Vec<Diagnostic>,
    /// What the user said of files with certain headers, the latest last.
    mappings: Vec<Mapping>,
    /// What a recipe says of files, by their SHA-256.
    said: Vec<SavedFile>,
    /// The episodes of each source that is held, made anew when what is held changes.
    episodes: Vec<Checked<Episodes>>,
    /// What is odd about these episodes, once it was asked for.
    checked: Option<Vec<Diagnostic>>,
    /// What was exported.
    ledger: Ledger,
    /// So many of the exports are regarded by the view that is being made; set anew by each.
    n_regarded: Cell<usize>,
    /// The last view, until anything changes that it was made of.
    shown: RefCell<Option<Shown>>,
    n_files: u32,
}

/// A file that was read, with what the user said of it.
struct Held {
    id: u32,
    name: String,
    file: File,
    /// Its figures, where somebody already aggregated them.
    published: Option<Checked<Published>>,
    authority: Option<&'static LocalAuthority>,
    year: Option<i32>,
}

impl Session {
    /// Starts a session with 16 random bytes, to be drawn anew each time: children's references are hashed with them.
    pub fn new(key: [u8; 16]) -> Self {
        Session {
            key: Key::new(key),
            reading: None,
            held: Vec::new(),
            refused: Vec::new(),
            mappings: Vec::new(),
            said: Vec::new(),
            episodes: Vec::new(),
            checked: None,
            ledger: Ledger::default(),
            n_regarded: Cell::default(),
            shown: RefCell::default(),
            n_files: 0,
        }
    }

    /// Takes the next bytes of the file that [`Request::Open`] began; returns the number of its rows so far. Without an
    /// open file the bytes are dropped.
    pub fn push(&mut self, chunk: &[u8]) -> u64 {
        self.reading.as_mut().map_or(0, |reading| reading.push(chunk))
    }

    /// Takes a part that a scan of a range of the open file hands over, after [`Request::Split`].
    pub fn take(&mut self, range: usize, part: Part) {
        if let Some(reading) = &mut self.reading {
            reading.take(range, part);
        }
    }

    /// A scan of a range of a file, for a worker that is no session's own: `opening` is what [`Request::Split`] answered with, `key`
    /// the session's.
    ///
    /// # Errors
    /// If `opening` is something else.
    pub fn scan(key: [u8; 16], opening: &str, range: Range) -> Result<Scan, Error> {
        let opening: Opening = serde_json::from_str(opening).map_err(|_| {
            error("session-opening-unreadable", "The plan of a file is damaged.", "Choose the file again.")
        })?;
        Ok(Scan::new(&opening, Key::new(key), range, is_aggregated))
    }

    /// Answers a request.
    pub fn handle(&mut self, request: Request) -> Response {
        if request.changes_figures() {
            self.shown.take();
        }
        let outcome = match request {
            Request::Open { name, mapping, replaces } => {
                let mut mappings = self.mappings.clone();
                if let Some(mapping) = mapping {
                    mappings.push((*mapping).clone());
                    self.learn(*mapping);
                }
                let reading = Reading::new(&name, replaces, self.key, mappings, is_aggregated);
                // A mended file takes the place of the one that was refused.
                self.refused.retain(|refused| refused.location.file.as_deref() != Some(reading.name()));
                self.reading = Some(reading);
                return Response::Opened;
            }
            Request::Split { n_bytes, n_ranges } => {
                let split =
                    self.reading.as_mut().and_then(|reading| reading.split(n_bytes, n_ranges as usize));
                match split {
                    Some((opening, n_ranges)) => {
                        let opening = serde_json::to_string(&opening).expect("an opening is plain data");
                        return Response::Split { opening, n_ranges: n_ranges as u32 };
                    }
                    None => return self.close(),
                }
            }
            Request::Vocabulary => {
                return Response::Vocabulary { vocabulary: Box::new(summary::vocabulary()) };
            }
            Request::View { recipe } => return self.answer_view(&recipe),
            Request::Product { recipe, product, date } => {
                return self.answer_product(&recipe, product, date.as_deref());
            }
            Request::LoadRecipe { text } => return self.answer_recipe(&text),
            Request::Export { recipe } => {
                let noted = self.export(&recipe);
                return self.answer_ledger(noted);
            }
            Request::LoadLedger { text } => {
                let loaded = self.ledger.load(&text);
                return self.answer_ledger(loaded);
            }
            Request::ClearLedger => {
                self.ledger = Ledger::default();
                return self.answer_ledger(Ok(()));
            }
            Request::Published { file, choice } => {
                return match self.published(file, choice) {
                    Ok(table) => {
                        let csv = crate::export::published_csv(&table);
                        Response::Published { table: Box::new(table), csv }
                    }
                    Err(error) => Response::Failed { error },
                };
            }
            Request::Check => {
                self.check();
                Ok(())
            }
            Request::Close => return self.close(),
            Request::Abandon => {
                self.reading = None;
                Ok(())
            }
            Request::Learn { mapping } => {
                self.learn(*mapping);
                Ok(())
            }
            Request::Fingerprint { file, sha256 } => self.fingerprint(file, sha256),
            Request::Remove { file } => self.remove(file),
            Request::Describe { file, authority, year } => self.describe(file, authority.as_deref(), year),
            Request::Sample => {
                self.load_sample();
                Ok(())
            }
            Request::Official => {
                let name = published::OFFICIAL_NAME.to_owned();
                self.handle(Request::Open { name, mapping: None, replaces: None });
                self.push(published::OFFICIAL.as_bytes());
                return self.close();
            }
        };
        match outcome {
            Ok(()) => Response::Holdings { holdings: Box::new(self.holdings()) },
            Err(error) => Response::Failed { error },
        }
    }

    /// Remembers what the user said of files with a header. A wish for a sheet alone is about one file only.
    fn learn(&mut self, mapping: Mapping) {
        if !mapping.header.is_empty() {
            self.mappings.retain(|known| known.header != mapping.header);
            self.mappings.push(mapping);
        }
    }

    /// Ends the open file and holds it, unless nothing in it can be used or it is held already.
    fn close(&mut self) -> Response {
        let Some(reading) = self.reading.take() else {
            let error = error("session-no-open-file", "No file is being read.", "Choose a file first.");
            return Response::Failed { error };
        };
        let name = reading.name().to_owned();
        let replaces = reading.replaces;
        let (closed, reading) = reading.close();
        self.reading = reading;
        match closed {
            Closed::File(file) => self.hold(name, *file, replaces),
            Closed::Refused(diagnostic) => self.refused.push(*diagnostic),
            Closed::Mended(mended) => {
                return Response::Mended { range: mended.range as u32, from: mended.from };
            }
        }
        Response::Holdings { holdings: Box::new(self.holdings()) }
    }

    fn hold(&mut self, name: String, file: File, replaces: Option<u32>) {
        // A file that is read again stays where it is in the list and keeps what was said of it.
        let replaced = replaces.and_then(|id| self.held.iter().position(|held| held.id == id));
        let is_same = |held: &&Held| file.sha256.is_some() && held.file.sha256 == file.sha256;
        let others = self.held.iter().enumerate().filter(|(at, _)| Some(*at) != replaced);
        if let Some(same) = others.map(|(_, held)| held).find(is_same) {
            self.refused.push(same_file(&name, &same.name));
            return;
        }
        let mut file = file;
        let published = file.grid.take().and_then(|grid| {
            let form = published::recognise(&grid)?;
            Some(published::read(form, &grid, &name))
        });
        file.is_synthetic |= published.as_ref().is_some_and(|published| published.output.is_synthetic());
        // Figures that somebody published are counted with nothing, and so is what is not recognised.
        let is_aside = |file: &File, is_published: bool| {
            (is_published && !file.is_synthetic) || file.kind == Kind::Unrecognised
        };
        let is_mixed = !is_aside(&file, published.is_some())
            && self.held.iter().any(|held| {
                !is_aside(&held.file, held.published.is_some()) && held.file.is_synthetic != file.is_synthetic
            });
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
            self.held.retain(|held| is_aside(&held.file, held.published.is_some()));
        }
        let at = match replaced {
            Some(at) => {
                self.held[at].replace(file, published);
                at
            }
            None => {
                self.n_files += 1;
                self.held.push(Held {
                    id: self.n_files,
                    name,
                    authority: file.authority,
                    year: file.year,
                    published,
                    file,
                });
                self.held.len() - 1
            }
        };
        self.describe_as_said(at);
        self.derive();
    }

    /// Takes the SHA-256 of a file whose parts were read by several scans.
    fn fingerprint(&mut self, id: u32, sha256: String) -> Result<(), Error> {
        let at = self.position(id)?;
        let same =
            self.held.iter().find(|held| held.id != id && held.file.sha256.as_deref() == Some(&sha256));
        if let Some(same) = same {
            self.refused.push(same_file(&self.held[at].name, &same.name));
            return self.remove(id);
        }
        self.held[at].file.sha256 = Some(sha256);
        if self.describe_as_said(at) {
            self.derive();
        }
        Ok(())
    }

    /// A table of the figures of a file that somebody else aggregated.
    fn published(&self, id: u32, choice: PublishedChoice) -> Result<published::PublishedTable, Error> {
        let held = &self.held[self.position(id)?];
        let Some(published) = &held.published else {
            let message = format!("{} holds no published figures.", held.name);
            return Err(error("session-nothing-published", &message, "Choose a file of published figures."));
        };
        Ok(published.output.table(choice))
    }

    fn remove(&mut self, id: u32) -> Result<(), Error> {
        let at = self.position(id)?;
        self.held.remove(at);
        self.derive();
        Ok(())
    }

    fn position(&self, id: u32) -> Result<usize, Error> {
        self.held.iter().position(|held| held.id == id).ok_or_else(|| {
            error("session-no-such-file", "That file is no longer held.", "Choose it again if it is needed.")
        })
    }

    /// Looks for what is odd about the episodes, unless that was done since what is held changed.
    fn check(&mut self) {
        if self.checked.is_none() {
            let companions = self.companions();
            let found =
                self.episodes.iter().flat_map(|episodes| episodes::check(&episodes.output, &companions));
            self.checked = Some(found.collect());
        }
    }

    /// Puts the episodes of each source together anew.
    fn derive(&mut self) {
        self.checked = None;
        self.episodes = SOURCES
            .into_iter()
            .filter_map(|source| {
                let tables = self.tables(source).map(|(held, table)| (held.name.as_str(), table));
                let tables: Vec<_> = tables.collect();
                (!tables.is_empty()).then(|| episodes::derive(source, &self.key, &tables, &self.companions()))
            })
            .collect();
    }

    /// The tables of the other modules of SSDA903, with the names of their files.
    fn companions(&self) -> Vec<(&str, &Table)> {
        let tables = self.held.iter().flat_map(Held::tables);
        let companions = tables.filter(|(_, table)| table.kind().is_companion());
        companions.map(|(held, table)| (held.name.as_str(), table)).collect()
    }

    /// The tables of a source's episodes, each with its file.
    fn tables(&self, source: Source) -> impl Iterator<Item = (&Held, &Table)> {
        let tables = self.held.iter().flat_map(Held::tables);
        tables.filter(move |(_, table)| table.kind().source() == Some(source) && !table.is_empty())
    }

    /// The rows of a file that were read and are counted nowhere for the sake of another row.
    fn aside(&self, held: &Held, duplicates: Duplicates) -> Aside {
        let mut aside = Aside::default();
        for Checked { output: episodes, .. } in &self.episodes {
            let n_once_more = match duplicates {
                Duplicates::Counted => Vec::new(),
                Duplicates::CountedOnce => episodes.n_once_more(),
            };
            let by_table = self.tables(episodes.source()).zip(episodes.n_carried_over()).enumerate();
            for (at, (_, n_carried_over)) in by_table.filter(|(_, ((other, _), _))| other.id == held.id) {
                aside.n_carried_over += n_carried_over;
                aside.n_once_more += n_once_more.get(at).copied().unwrap_or(0);
            }
        }
        aside
    }
}

/// Rows of a file that were read and are counted nowhere for the sake of another row.
#[derive(Clone, Copy, Default)]
struct Aside {
    /// They repeat an episode of an earlier year's return.
    n_carried_over: u64,
    /// They are the same episode once more.
    n_once_more: u64,
}

impl Held {
    /// Its tables, each with itself.
    fn tables(&self) -> impl Iterator<Item = (&Held, &Table)> {
        self.file.tables.iter().map(move |table| (self, &table.table))
    }

    /// Puts a new reading of the same file in the place of the old.
    fn replace(&mut self, file: File, published: Option<Checked<Published>>) {
        let sha256 = self.file.sha256.take();
        self.file = file;
        self.published = published;
        self.file.sha256 = self.file.sha256.take().or(sha256);
        self.authority = self.authority.or(self.file.authority);
        self.year = self.year.or(self.file.year);
        if self.file.asks_authority {
            self.describe();
        }
    }
}

/// Says that a file was given twice.
fn same_file(name: &str, same: &str) -> Diagnostic {
    let message = format!("It is the same, byte for byte, as {same}; it is not counted again.");
    Diagnostic::of_file(Severity::Warning, "session-same-file", name, message, "Nothing needs to be done.")
}

/// Whether the first rows of a file are figures that somebody already aggregated.
fn is_aggregated(head: &crate::ingest::Grid) -> bool {
    crate::published::recognise(head).is_some()
}

/// An error with its words.
fn error(code: &'static str, message: &str, hint: &str) -> Error {
    Error { code, message: message.to_owned(), hint: hint.to_owned() }
}
