//! Records from chunks of CSV bytes, wherever the chunks happen to end.

use csv_core::ReadRecordResult;
use memchr::memchr_iter;

/// The longest record that is believed. A longer one comes of a quotation mark that is never closed, which would
/// otherwise swallow the rest of the file into memory.
const MAX_RECORD_BYTES: usize = 1 << 20;

/// The most fields in a record that are believed.
const MAX_FIELDS: usize = 1 << 14;

/// What a call to [`Records::next`] came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A record is ready to be looked at.
    Record,
    /// The chunk is used up.
    NeedsMore,
    /// The record exceeds what is believed; nothing after it can be trusted.
    TooLong,
}

/// Cuts chunks of bytes into records.
pub(super) struct Records {
    reader: csv_core::Reader,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    n_bytes: usize,
    n_ends: usize,
    n_records: u64,
    /// Line feeds read so far, and those of them that stood inside records.
    n_line_feeds: u64,
    n_inner_line_feeds: u64,
    last_byte: Option<u8>,
}

impl Records {
    /// Records whose fields are separated by `delimiter`.
    pub(super) fn new(delimiter: u8) -> Self {
        Records {
            reader: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            bytes: vec![0; 4096],
            ends: vec![0; 64],
            n_bytes: 0,
            n_ends: 0,
            n_records: 0,
            n_line_feeds: 0,
            n_inner_line_feeds: 0,
            last_byte: None,
        }
    }

    /// Reads up to the next record's end and moves `chunk` past what was read. An empty chunk means the end of the
    /// file, which completes a last record without a line break.
    pub(super) fn next(&mut self, chunk: &mut &[u8]) -> Next {
        let at_end = chunk.is_empty();
        loop {
            let (result, n_read, n_written, n_ended) = self.reader.read_record(
                chunk,
                &mut self.bytes[self.n_bytes..],
                &mut self.ends[self.n_ends..],
            );
            let (read, rest) = chunk.split_at(n_read);
            self.n_line_feeds += memchr_iter(b'\n', read).count() as u64;
            self.last_byte = read.last().copied().or(self.last_byte);
            *chunk = rest;
            self.n_bytes += n_written;
            self.n_ends += n_ended;
            match result {
                ReadRecordResult::Record => {
                    self.n_records += 1;
                    self.n_inner_line_feeds += self.record().n_line_feeds();
                    return Next::Record;
                }
                ReadRecordResult::End => return Next::NeedsMore,
                ReadRecordResult::InputEmpty if !at_end => return Next::NeedsMore,
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => {
                    if self.bytes.len() >= MAX_RECORD_BYTES {
                        return Next::TooLong;
                    }
                    self.bytes.resize(self.bytes.len() * 2, 0);
                }
                ReadRecordResult::OutputEndsFull => {
                    if self.ends.len() >= MAX_FIELDS {
                        return Next::TooLong;
                    }
                    self.ends.resize(self.ends.len() * 2, 0);
                }
            }
        }
    }

    /// The record that [`Next::Record`] announced.
    pub(super) fn record(&self) -> Record<'_> {
        Record { bytes: &self.bytes[..self.n_bytes], ends: &self.ends[..self.n_ends] }
    }

    /// The row that a spreadsheet shows the record in: blank lines count, line breaks inside a record do not.
    pub(super) fn row(&self) -> u64 {
        let n_unended = u64::from(self.last_byte != Some(b'\n'));
        let row = self.n_line_feeds + n_unended - self.n_inner_line_feeds.min(self.n_line_feeds);
        // Where lines end in a carriage return alone there are no line feeds to count.
        row.max(self.n_records)
    }

    /// Whether the file ended inside quotation marks: the last record goes over lines and nothing closes it.
    pub(super) fn ended_in_quotes(&self) -> bool {
        self.record().n_line_feeds() > 0 && self.last_byte != Some(b'"')
    }

    /// Makes room for the next record.
    pub(super) fn clear(&mut self) {
        self.n_bytes = 0;
        self.n_ends = 0;
    }
}

/// One record's fields.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    bytes: &'a [u8],
    ends: &'a [usize],
}

impl<'a> Record<'a> {
    /// The number of fields.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A field without white space around it; empty if the record is too short to have it.
    pub(super) fn field(&self, at: usize) -> &'a [u8] {
        let Some(&end) = self.ends.get(at) else {
            return &[];
        };
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.bytes[start..end].trim_ascii()
    }

    /// How many lines it goes over beyond its first.
    pub(super) fn n_line_feeds(&self) -> u64 {
        memchr_iter(b'\n', self.bytes).count() as u64
    }

    /// All fields, in order.
    pub(super) fn fields(self) -> impl Iterator<Item = &'a [u8]> {
        (0..self.len()).map(move |at| self.field(at))
    }
}
