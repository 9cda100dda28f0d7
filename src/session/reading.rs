//! The file that is being read: by the session itself, chunk by chunk, or by scans elsewhere that hand over parts.

use crate::diagnostic::{Diagnostic, Severity};
use crate::ingest::{
    Assembly, File, HEAD_BYTES, IsAggregated, Key, Mapping, Mended, Opening, Part, Range, Scan, printable,
};

/// A file that is being read.
pub(super) struct Reading {
    name: String,
    /// The file that it takes the place of.
    pub(super) replaces: Option<u32>,
    key: Key,
    mappings: Vec<Mapping>,
    is_aggregated: IsAggregated,
    n_bytes: u64,
    state: State,
}

enum State {
    /// The first bytes are being waited for.
    Head(Vec<u8>),
    /// The session reads the file itself.
    Whole { scan: Box<Scan>, assembly: Assembly },
    /// Scans elsewhere read it.
    Split(Assembly),
    /// It cannot be used.
    Refused(Box<Diagnostic>),
}

/// What came of the end of a file.
pub(super) enum Closed {
    /// The file.
    File(Box<File>),
    /// Nothing in it can be used.
    Refused(Box<Diagnostic>),
    /// A range has to be read again first.
    Mended(Mended),
}

impl Reading {
    /// Begins the file of that name. `mappings` are what was said of files with certain headers, the latest last.
    pub(super) fn new(
        name: &str,
        replaces: Option<u32>,
        key: Key,
        mappings: Vec<Mapping>,
        is_aggregated: IsAggregated,
    ) -> Self {
        let state = State::Head(Vec::new());
        Reading { name: printable(name), replaces, key, mappings, is_aggregated, n_bytes: 0, state }
    }

    /// The file's name.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Takes the next bytes; the number of rows so far.
    pub(super) fn push(&mut self, chunk: &[u8]) -> u64 {
        self.n_bytes += chunk.len() as u64;
        match &mut self.state {
            State::Head(head) => {
                head.extend_from_slice(chunk);
                // Just so many may be followed by a wish to read the rest elsewhere.
                if head.len() <= HEAD_BYTES {
                    return 0;
                }
                self.open(false)
            }
            State::Whole { scan, assembly } => {
                let n_rows = scan.push(chunk);
                while let Some(part) = scan.take_rows() {
                    assembly.take(0, part);
                }
                n_rows
            }
            State::Split(_) | State::Refused(_) => 0,
        }
    }

    /// Opens the file by the bytes so far and goes on to read it here.
    fn open(&mut self, is_whole: bool) -> u64 {
        let State::Head(head) = std::mem::replace(&mut self.state, State::Head(Vec::new())) else { return 0 };
        let Some(opening) = self.opening(&head, is_whole) else { return 0 };
        let scan = Scan::new(&opening, self.key, Range::Whole, self.is_aggregated);
        let assembly = Assembly::new(&self.name, opening, 1);
        self.state = State::Whole { scan: Box::new(scan), assembly };
        self.n_bytes -= head.len() as u64;
        self.push(&head)
    }

    fn opening(&mut self, head: &[u8], is_whole: bool) -> Option<Opening> {
        match Opening::of(head, is_whole, &self.mappings, self.is_aggregated) {
            Ok(opening) => Some(opening),
            Err(refusal) => {
                let hint = refusal.hint;
                let diagnostic =
                    Diagnostic::of_file(Severity::Error, refusal.code, &self.name, refusal.message, hint);
                self.state = State::Refused(Box::new(diagnostic));
                None
            }
        }
    }

    /// Hands the reading over to scans elsewhere, now that the file's first bytes were pushed: how each of `n_ranges` has to
    /// go about it; none if the file cannot be used. A file that cannot be split has one range.
    pub(super) fn split(&mut self, n_bytes: u64, n_ranges: usize) -> Option<(Opening, usize)> {
        let State::Head(head) = std::mem::replace(&mut self.state, State::Head(Vec::new())) else {
            return None;
        };
        let is_whole = head.len() as u64 >= n_bytes;
        self.n_bytes = n_bytes;
        let opening = self.opening(&head, is_whole)?;
        let n_ranges = if opening.is_splittable() { n_ranges.max(1) } else { 1 };
        self.state = State::Split(Assembly::new(&self.name, opening.clone(), n_ranges));
        Some((opening, n_ranges))
    }

    /// Takes a part that a scan elsewhere hands over.
    pub(super) fn take(&mut self, range: usize, part: Part) {
        if let State::Split(assembly) = &mut self.state {
            assembly.take(range, part);
        }
    }

    /// The end of the file; a range that has to be read again gives the reading back.
    pub(super) fn close(mut self) -> (Closed, Option<Reading>) {
        if matches!(self.state, State::Head(_)) {
            self.open(true);
        }
        let assembly = match self.state {
            State::Whole { scan, mut assembly } => {
                scan.finish(&mut |part| assembly.take(0, part));
                assembly
            }
            State::Split(mut assembly) => {
                if let Some(mended) = assembly.mended() {
                    return (Closed::Mended(mended), Some(Reading { state: State::Split(assembly), ..self }));
                }
                assembly
            }
            State::Refused(diagnostic) => return (Closed::Refused(diagnostic), None),
            State::Head(_) => return (Closed::Refused(Box::new(empty(&self.name))), None),
        };
        let closed = match assembly.finish(self.n_bytes) {
            Ok(file) => Closed::File(Box::new(file)),
            Err(diagnostic) => Closed::Refused(diagnostic),
        };
        (closed, None)
    }
}

fn empty(name: &str) -> Diagnostic {
    let message = "The file is empty.".to_owned();
    Diagnostic::of_file(
        Severity::Error,
        "ingest-empty-file",
        name,
        message,
        "Export it again, or choose another file.",
    )
}
