//! Reads a file, or a range of it, by the plan that was made when it was opened.

use super::csv::{Cut, Records};
use super::fingerprint::Fingerprint;
use super::format::{Container, Kind};
use super::grid::{Grid, GridRow};
use super::opening::{IsAggregated, Opening};
use super::part::{End, Part, Rows};
use super::plan::Plan;
use super::record::Record;
use super::refusal::Refusal;
use super::scan::{BATCH_ROWS, Scanner};
use super::table::Key;
use super::text::{Transcoder, decode};
use super::{boundary, whole};

/// How many cells of a file of aggregated figures are taken: many times the largest that the Department for Education publishes
/// about looked-after children.
const MAX_GRID_CELLS: usize = 10_000_000;

/// Which bytes of a file a scan is to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// All of them, from the first.
    Whole,
    /// The records that begin in a range of offsets. Unless it begins with the file, the scan is told its bytes from the one before
    /// the range on.
    Part {
        /// The first offset.
        from: u64,
        /// The offset after the last.
        to: u64,
    },
    /// The same, where it is known that a record begins at `from`.
    Exact {
        /// The first offset.
        from: u64,
        /// The offset after the last.
        to: u64,
    },
}

/// Reads the bytes that it is given, in chunks of any size.
pub struct Scan {
    fingerprint: Option<Fingerprint>,
    form: Form,
    end: End,
}

enum Form {
    Text(Box<TextScan>),
    /// Everything, for files that can only be read whole.
    Whole {
        opening: Box<Opening>,
        key: Key,
        is_aggregated: IsAggregated,
        bytes: Vec<u8>,
    },
    /// The columns have to be told first.
    Nothing,
}

/// A text, or a range of it.
struct TextScan {
    plan: Plan,
    transcoder: Transcoder,
    /// Bytes before the first record that are still to be passed over.
    n_to_skip: u64,
    /// The search for the first record of a range, while it lasts.
    sought: Option<Sought>,
    records: Records,
    taker: Taker,
    from: u64,
    to: u64,
    is_done: bool,
}

enum Taker {
    Rows(Box<Scanner>),
    Grid(GridTaker),
}

impl Scan {
    /// A scan of a range of an opened file; `key` is the session's. A scan of the whole file takes its SHA-256 too.
    pub fn new(opening: &Opening, key: Key, range: Range, is_aggregated: IsAggregated) -> Self {
        let form = match &opening.plan {
            Some(plan) if opening.is_scanned() => Form::Text(Box::new(TextScan::new(plan, key, range))),
            Some(_) => Form::Nothing,
            None => Form::Whole { opening: Box::new(opening.clone()), key, is_aggregated, bytes: Vec::new() },
        };
        let fingerprint = (range == Range::Whole).then(Fingerprint::default);
        Scan { fingerprint, form, end: End::default() }
    }

    /// Takes the next bytes; the number of rows so far.
    pub fn push(&mut self, bytes: &[u8]) -> u64 {
        if let Some(fingerprint) = &mut self.fingerprint {
            fingerprint.push(bytes);
        }
        match &mut self.form {
            Form::Text(text) => {
                text.push(bytes, false);
                text.n_rows()
            }
            Form::Whole { bytes: all, .. } => {
                all.extend_from_slice(bytes);
                0
            }
            Form::Nothing => 0,
        }
    }

    /// The same, where `write` puts so many bytes into the place that it is given: most text is then copied once.
    pub fn push_with(&mut self, n_bytes: usize, write: &mut dyn FnMut(&mut [u8])) -> u64 {
        match &mut self.form {
            Form::Text(text) if text.takes_as_it_stands() && self.fingerprint.is_none() => {
                if !text.is_done {
                    text.records.push_with(n_bytes, write);
                    text.cut(false);
                }
                text.n_rows()
            }
            _ => {
                let mut bytes = vec![0; n_bytes];
                write(&mut bytes);
                self.push(&bytes)
            }
        }
    }

    /// Whether the range is read: more bytes would change nothing.
    pub fn is_done(&self) -> bool {
        matches!(&self.form, Form::Text(text) if text.is_done) && self.fingerprint.is_none()
    }

    /// Rows that are ready to be handed over.
    pub fn take_rows(&mut self) -> Option<Part> {
        match &mut self.form {
            Form::Text(text) => match &mut text.taker {
                Taker::Rows(scanner) if scanner.n_waiting() >= BATCH_ROWS => Some(rows(scanner)),
                _ => None,
            },
            Form::Whole { .. } | Form::Nothing => None,
        }
    }

    /// The end of the range: everything that was not yet handed over, handed to `give`.
    pub fn finish(mut self, give: &mut dyn FnMut(Part)) {
        self.end.sha256 = self.fingerprint.map(Fingerprint::finish);
        match self.form {
            Form::Text(text) => text.finish(&mut self.end, give),
            Form::Whole { opening, key, is_aggregated, bytes } => {
                let read = match opening.container {
                    Container::Xml => whole::read_xml(&bytes, &opening, key, &mut self.end, give),
                    _ => whole::read_workbook(bytes, &opening, key, is_aggregated, &mut self.end, give),
                };
                if let Err(refusal) = read {
                    self.end.refuse(refusal);
                }
            }
            Form::Nothing => {}
        }
        give(Part::End(Box::new(self.end)));
    }
}

/// The rows that wait in a scanner.
pub(super) fn rows(scanner: &mut Scanner) -> Part {
    Part::Rows(Rows(scanner.take_batch()))
}

impl TextScan {
    fn new(plan: &Plan, key: Key, range: Range) -> Self {
        // Published figures are read with all that stands above their header.
        let first = if plan.kind == Kind::Published { plan.text_offset } else { plan.data_offset };
        let (from, to, n_to_skip) = match range {
            Range::Whole => (first, u64::MAX, first),
            // The first range begins with the file, in which the first record is known.
            Range::Part { from: 0, to } => (first, to, first),
            Range::Part { from, to } | Range::Exact { from, to } => (from, to, 0),
        };
        let is_sought = matches!(range, Range::Part { from: 1.., .. } | Range::Exact { from: 1.., .. });
        let is_known = matches!(range, Range::Exact { .. });
        TextScan {
            transcoder: Transcoder::new(plan.container),
            n_to_skip,
            // The byte before the range says whether a record begins with it.
            sought: is_sought.then(|| Sought { offset: from - 1, is_known, bytes: Vec::new() }),
            records: Records::new(plan.delimiter, from),
            taker: match plan.kind {
                Kind::Published => Taker::Grid(GridTaker::default()),
                _ => Taker::Rows(Box::new(Scanner::new(plan, 0, key))),
            },
            from,
            to,
            is_done: false,
            plan: plan.clone(),
        }
    }

    fn n_rows(&self) -> u64 {
        match &self.taker {
            Taker::Rows(scanner) => scanner.n_rows(),
            Taker::Grid(taker) => taker.grid.rows.len() as u64,
        }
    }

    /// Whether the next bytes are cut into records as they are.
    fn takes_as_it_stands(&self) -> bool {
        self.n_to_skip == 0 && self.sought.is_none() && self.transcoder.passes_through()
    }

    fn push(&mut self, bytes: &[u8], is_last: bool) {
        if self.is_done {
            return;
        }
        let text = self.transcoder.push(bytes, is_last);
        let n_skipped = self.n_to_skip.min(text.len() as u64);
        self.n_to_skip -= n_skipped;
        let (skipped, text) = text.split_at(n_skipped as usize);
        if let Some(last) = skipped.last() {
            self.records.follow(Some(*last));
        }
        match &mut self.sought {
            None => self.records.push(text),
            Some(sought) => {
                sought.bytes.extend_from_slice(text);
                let n_fields = self.plan.header.len();
                let Some(first) = sought.first_record(self.plan.delimiter, n_fields, is_last) else { return };
                self.from = sought.offset + first as u64;
                self.records = Records::new(self.plan.delimiter, self.from);
                self.records.follow(sought.bytes[..first].last().copied());
                self.records.push(&sought.bytes[first..]);
                self.sought = None;
            }
        }
        self.cut(is_last);
    }

    fn cut(&mut self, is_last: bool) {
        let to = self.to;
        self.is_done |= self.records.next_offset() >= to;
        if self.is_done {
            return;
        }
        let mut goes_on = true;
        match &mut self.taker {
            Taker::Rows(scanner) => self.records.cut(is_last, |cut, row, next| {
                scanner.take_cut(&cut, row);
                goes_on = next < to;
                goes_on
            }),
            Taker::Grid(taker) => self.records.cut(is_last, |cut, row, _| {
                if let Cut::Record { record, .. } = cut {
                    taker.take(row, record);
                }
                goes_on = !taker.is_full();
                goes_on
            }),
        }
        self.is_done |= !goes_on;
    }

    fn finish(mut self, end: &mut End, give: &mut dyn FnMut(Part)) {
        self.push(&[], true);
        end.from = self.from;
        end.to = self.records.next_offset();
        end.n_lines = self.records.row() - 1;
        match self.taker {
            Taker::Rows(mut scanner) => {
                give(rows(&mut scanner));
                end.tables.push((self.plan, scanner.tallies()));
            }
            Taker::Grid(taker) => taker.finish(self.plan, end),
        }
    }
}

/// The first bytes of a range, in which its first record has yet to be found.
struct Sought {
    /// Where they stand in the file.
    offset: u64,
    /// Whether a record is known to begin with the second of them.
    is_known: bool,
    bytes: Vec<u8>,
}

impl Sought {
    /// How many bytes are looked at to find the first record.
    const BYTES: usize = 1 << 16;

    /// How many are kept at the most, where no line ends in them.
    const MAX_BYTES: usize = 1 << 22;

    /// The place of the first record; none yet if more bytes are needed.
    fn first_record(&mut self, delimiter: u8, n_fields: usize, is_last: bool) -> Option<usize> {
        if self.is_known {
            return (!self.bytes.is_empty()).then_some(1);
        }
        if self.bytes.len() < Self::BYTES && !is_last {
            return None;
        }
        let first = boundary::first_record(&self.bytes, delimiter, n_fields).map(|at| at as usize);
        if first.is_none() && !is_last && self.bytes.len() > Self::MAX_BYTES {
            // One line and nothing else: no record begins in it.
            let n_bytes = self.bytes.len() - 1;
            self.bytes.drain(..n_bytes);
            self.offset += n_bytes as u64;
        }
        first.or(is_last.then_some(self.bytes.len()))
    }
}

/// Takes a whole table as it stands.
#[derive(Default)]
pub(super) struct GridTaker {
    grid: Grid,
    n_cells: usize,
}

impl GridTaker {
    /// Takes the next record.
    pub(super) fn take(&mut self, number: u64, record: Record<'_>) {
        let cells: Vec<String> = record.fields().map(|field| decode(field).into_owned()).collect();
        self.n_cells += cells.len();
        if cells.iter().any(|cell| !cell.is_empty()) {
            self.grid.rows.push(GridRow { number, cells });
        }
    }

    /// Whether more cells came than are believed.
    pub(super) fn is_full(&self) -> bool {
        self.n_cells > MAX_GRID_CELLS
    }

    /// Puts the table among what the scan found.
    pub(super) fn finish(self, plan: Plan, end: &mut End) {
        if self.is_full() {
            end.refuse(Refusal::new(
                "ingest-figures-too-many",
                "It has more than ten million cells, which no file of published figures has.",
                "Choose a smaller extract of it.",
            ));
        } else {
            end.grid = Some((plan, self.grid));
        }
    }
}
