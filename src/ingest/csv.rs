//! Records of separated text, from bytes in chunks that end anywhere.
//!
//! In: bytes and the separator. Out: each record with the row that a spreadsheet shows it in. Knows nothing of headers. The
//! marks that part fields are found 64 bytes at a time; what a mark means is as in the `csv` crate: a quotation mark opens
//! a quoted field only where the field begins, two of them inside one stand for one, and whatever follows the closing one up to
//! the next separator belongs to the field. Lines end in a line feed, a carriage return or both; blank lines are no records.
//!
//! A record that cannot be whole is given up at its first line and reading goes on at the next: a quotation mark that is never
//! closed costs its own row, not the rest of the file.

use super::record::{Bound, Record};
use wide::u8x16;

/// The longest record that is believed: far beyond any row of an extract. What is longer comes of a quotation mark that is
/// never closed, or of a file that has no lines.
const MAX_RECORD_BYTES: usize = 1 << 20;

/// The most fields in a record that are believed: what a spreadsheet can hold.
const MAX_FIELDS: usize = 1 << 14;

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// What was cut out of the text.
pub(super) enum Cut<'a> {
    /// A record.
    Record {
        /// Its fields.
        record: Record<'a>,
        /// How many lines it goes over beyond its first, in quotation marks.
        n_inner_lines: u32,
    },
    /// A line that opens a quotation mark which is never closed, or not within what is believed to be a record.
    NeverClosed,
    /// A line that is too long to be a record, or has too many fields; it was passed over.
    TooLong,
}

/// Where the field at hand stands with regard to quotation marks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    /// Outside.
    Outside,
    /// Between them.
    Inside,
    /// Behind the closing one, which stands there in the buffer.
    Closed(usize),
}

/// How cutting goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    GoOn,
    /// Whoever takes the records has enough.
    Stop,
    /// The record at hand is longer than what is believed.
    TooLong,
}

/// Cuts text into records.
pub(super) struct Records {
    delimiter: u8,
    /// What was not yet cut, from the beginning of the record at hand.
    buffer: Vec<u8>,
    /// The offset of the buffer's first byte in the text.
    offset: u64,
    /// The next byte of the buffer to be looked at.
    at: usize,
    record_start: usize,
    field_start: usize,
    quotes: Quotes,
    /// Whether the field at hand began with a quotation mark.
    is_quoted: bool,
    /// Whether a quotation mark inside it is doubled.
    has_doubled: bool,
    n_inner_lines: u32,
    bounds: Vec<Bound>,
    /// Which of the bounds still have quotation marks to be taken off.
    to_unquote: Vec<usize>,
    /// The row of the record at hand; the first of the text is 1.
    row: u64,
    /// Whether the byte before was a carriage return outside quotation marks, whose line feed is still to come.
    after_return: bool,
    /// Whether the rest of a line that is too long is being passed over.
    is_skipping: bool,
}

impl Records {
    /// Records whose fields are parted by `delimiter`, of text that begins at `offset`.
    pub(super) fn new(delimiter: u8, offset: u64) -> Self {
        Records {
            delimiter,
            buffer: Vec::new(),
            offset,
            at: 0,
            record_start: 0,
            field_start: 0,
            quotes: Quotes::Outside,
            is_quoted: false,
            has_doubled: false,
            n_inner_lines: 0,
            bounds: Vec::with_capacity(BLOCK),
            to_unquote: Vec::new(),
            row: 1,
            after_return: false,
            is_skipping: false,
        }
    }

    /// Says which byte stands before the text: the line feed after a carriage return is no line of its own.
    pub(super) fn follow(&mut self, byte: Option<u8>) {
        self.after_return = byte == Some(b'\r');
    }

    /// Adds to the text.
    pub(super) fn push(&mut self, text: &[u8]) {
        self.forget();
        self.buffer.extend_from_slice(text);
    }

    /// Adds so many bytes to the text, which `write` puts where they stay.
    pub(super) fn push_with(&mut self, n_bytes: usize, write: &mut dyn FnMut(&mut [u8])) {
        self.forget();
        let n_before = self.buffer.len();
        self.buffer.resize(n_before + n_bytes, 0);
        write(&mut self.buffer[n_before..]);
    }

    /// Lets go of what was cut; the tail that remains is less than a record.
    fn forget(&mut self) {
        let n_cut = self.record_start;
        self.buffer.drain(..n_cut);
        self.offset += n_cut as u64;
        self.at -= n_cut;
        self.field_start -= n_cut;
        self.record_start = 0;
        if let Quotes::Closed(at) = &mut self.quotes {
            *at -= n_cut;
        }
        for bound in &mut self.bounds {
            bound.start -= n_cut as u32;
            bound.end -= n_cut as u32;
        }
    }

    /// The offset in the text at which the next record begins.
    pub(super) fn next_offset(&self) -> u64 {
        self.offset + self.record_start as u64
    }

    /// The row of the next record, blank lines in front of it aside.
    pub(super) fn row(&self) -> u64 {
        self.row
    }

    /// Cuts all that can be cut and hands it over with its row, as long as `take` says so. At the end of the text
    /// `is_last` completes a record without a line break.
    pub(super) fn cut(&mut self, is_last: bool, mut take: impl FnMut(Cut<'_>, u64, u64) -> bool) {
        loop {
            let flow = self.cut_blocks(&mut take);
            if flow == Flow::Stop {
                return;
            }
            let length = self.buffer.len();
            let is_too_long = flow == Flow::TooLong || self.at - self.record_start > MAX_RECORD_BYTES;
            if self.quotes == Quotes::Inside && (is_last || is_too_long) {
                if !self.give_up_line(is_last, &mut take) {
                    return;
                }
            } else if is_too_long && !self.is_skipping {
                self.is_skipping = true;
                self.begin_record(self.at);
                if !take(Cut::TooLong, self.row, self.offset + self.at as u64) {
                    return;
                }
            } else {
                if is_last && !self.is_skipping && self.record_start < length {
                    self.end_field(length);
                    self.end_record(length, length, &mut take);
                }
                return;
            }
        }
    }

    /// Passes over the first line of the record at hand, which never closes its quotation mark. If that line has no end yet, the
    /// whole of what is there is passed over.
    fn give_up_line(&mut self, is_last: bool, take: &mut impl FnMut(Cut<'_>, u64, u64) -> bool) -> bool {
        let rest = &self.buffer[self.record_start..];
        let end = memchr::memchr2(b'\n', b'\r', rest).map(|at| self.record_start + at);
        let row = self.row;
        match end {
            Some(end) => {
                self.after_return = self.buffer[end] == b'\r';
                self.row += 1;
                self.begin_record(end + 1);
                self.at = end + 1;
            }
            None => {
                self.is_skipping = !is_last;
                self.begin_record(self.buffer.len());
                self.at = self.buffer.len();
            }
        }
        take(Cut::NeverClosed, row, self.next_offset())
    }

    /// Looks at all bytes that were not yet looked at.
    fn cut_blocks(&mut self, take: &mut impl FnMut(Cut<'_>, u64, u64) -> bool) -> Flow {
        while self.at < self.buffer.len() {
            let base = self.at / BLOCK * BLOCK;
            let marks = self.marks(base);
            let end = (base + BLOCK).min(self.buffer.len());
            match self.cut_block(base, end, &marks, take) {
                Flow::GoOn => {}
                flow => return flow,
            }
        }
        Flow::GoOn
    }

    /// Where the marks stand in the block at `base`.
    fn marks(&self, base: usize) -> Marks {
        let mut padded = [0; BLOCK];
        let block: &[u8; BLOCK] = match self.buffer.get(base..base + BLOCK).and_then(|b| b.try_into().ok()) {
            Some(block) => block,
            None => {
                let rest = &self.buffer[base..];
                padded[..rest.len()].copy_from_slice(rest);
                &padded
            }
        };
        let [quote, delimiter, feed, carriage] = [b'"', self.delimiter, b'\n', b'\r'].map(u8x16::splat);
        let mut marks = Marks { quotes: 0, ends: 0 };
        for (at, lane) in block.chunks_exact(16).enumerate() {
            let lane = u8x16::from(<[u8; 16]>::try_from(lane).unwrap_or_default());
            let quotes = lane.simd_eq(quote).to_bitmask();
            let ends = (lane.simd_eq(delimiter) | lane.simd_eq(feed) | lane.simd_eq(carriage)).to_bitmask();
            marks.quotes |= u64::from(quotes) << (16 * at);
            marks.ends |= u64::from(ends) << (16 * at);
        }
        marks
    }

    fn cut_block(
        &mut self,
        base: usize,
        end: usize,
        marks: &Marks,
        take: &mut impl FnMut(Cut<'_>, u64, u64) -> bool,
    ) -> Flow {
        let from = |at: usize| u64::MAX.checked_shl((at - base) as u32).unwrap_or(0);
        let mut rest = (marks.quotes | marks.ends) & from(self.at);
        if marks.quotes == 0 && self.quotes == Quotes::Outside && !self.is_quoted && !self.is_skipping {
            return self.cut_plain_block(base, end, rest, take);
        }
        while rest != 0 {
            let at = base + rest.trailing_zeros() as usize;
            rest &= rest - 1;
            if at - self.record_start > MAX_RECORD_BYTES && !self.is_skipping {
                // It makes no difference where the chunks of the text end: nothing changes between one mark and the next.
                self.at = at;
                return Flow::TooLong;
            }
            let byte = self.buffer[at];
            if self.after_return {
                // The line feed of a line break that was counted at its carriage return.
                self.after_return = false;
                if byte == b'\n' && at == self.record_start {
                    self.begin_record(at + 1);
                    continue;
                }
            }
            if self.is_skipping {
                if byte == b'\n' || byte == b'\r' {
                    self.is_skipping = false;
                    self.after_return = byte == b'\r';
                    self.row += 1;
                    self.begin_record(at + 1);
                }
                continue;
            }
            match (byte, self.quotes) {
                (b'"', Quotes::Outside) => {
                    if at == self.field_start {
                        self.quotes = Quotes::Inside;
                        self.is_quoted = true;
                    }
                }
                (b'"', Quotes::Inside) => self.quotes = Quotes::Closed(at),
                (b'"', Quotes::Closed(closed)) => {
                    if at == closed + 1 {
                        self.quotes = Quotes::Inside;
                        self.has_doubled = true;
                    }
                }
                (b'\n', Quotes::Inside) => self.n_inner_lines += 1,
                (_, Quotes::Inside) => {}
                (b'\n' | b'\r', _) => {
                    let is_blank = at == self.record_start;
                    if !is_blank {
                        self.end_field(at);
                    }
                    self.after_return = byte == b'\r';
                    if is_blank {
                        self.row += 1;
                        self.begin_record(at + 1);
                    } else if !self.end_record(at, at + 1, take) {
                        self.at = at + 1;
                        return Flow::Stop;
                    }
                }
                _ => {
                    self.end_field(at);
                    self.field_start = at + 1;
                    if self.bounds.len() >= MAX_FIELDS {
                        self.begin_record(at + 1);
                        self.is_skipping = true;
                        if !take(Cut::TooLong, self.row, self.offset + at as u64) {
                            self.at = at + 1;
                            return Flow::Stop;
                        }
                    }
                }
            }
        }
        if self.is_skipping {
            self.begin_record(end);
        }
        self.at = end;
        Flow::GoOn
    }

    /// The same where no quotation mark stands in the block or is open before it, as in most blocks of most files: `rest` has the
    /// separators and line ends.
    fn cut_plain_block(
        &mut self,
        base: usize,
        end: usize,
        mut rest: u64,
        take: &mut impl FnMut(Cut<'_>, u64, u64) -> bool,
    ) -> Flow {
        let mut field_start = self.field_start;
        while rest != 0 {
            let at = base + rest.trailing_zeros() as usize;
            rest &= rest - 1;
            let byte = self.buffer[at];
            if byte == self.delimiter {
                self.bounds.push(Bound { start: field_start as u32, end: at as u32 });
                field_start = at + 1;
                continue;
            }
            let is_blank = at == self.record_start;
            let is_second_of_two = self.after_return && is_blank && byte == b'\n';
            self.after_return = byte == b'\r';
            if is_blank {
                self.row += u64::from(!is_second_of_two);
                self.begin_record(at + 1);
            } else {
                self.field_start = field_start;
                if at - self.record_start > MAX_RECORD_BYTES || self.bounds.len() >= MAX_FIELDS {
                    self.at = at;
                    return Flow::TooLong;
                }
                self.bounds.push(Bound { start: field_start as u32, end: at as u32 });
                if !self.end_record(at, at + 1, take) {
                    self.at = at + 1;
                    return Flow::Stop;
                }
            }
            field_start = self.field_start;
        }
        self.field_start = field_start;
        self.at = end;
        // A record that is too long already is not waited for to its end.
        let is_too_long = end - self.record_start > MAX_RECORD_BYTES || self.bounds.len() > MAX_FIELDS;
        if is_too_long { Flow::TooLong } else { Flow::GoOn }
    }

    fn begin_record(&mut self, at: usize) {
        self.record_start = at;
        self.field_start = at;
        self.quotes = Quotes::Outside;
        self.is_quoted = false;
        self.has_doubled = false;
        self.n_inner_lines = 0;
        self.bounds.clear();
        self.to_unquote.clear();
    }

    /// Ends the field at hand before the byte at `end`.
    #[inline]
    fn end_field(&mut self, end: usize) {
        let mut bound = Bound { start: self.field_start as u32, end: end as u32 };
        if self.is_quoted {
            match self.quotes {
                Quotes::Closed(closed) if closed + 1 == end && !self.has_doubled => {
                    bound = Bound { start: bound.start + 1, end: closed as u32 };
                }
                _ => self.to_unquote.push(self.bounds.len()),
            }
            self.is_quoted = false;
            self.has_doubled = false;
            self.quotes = Quotes::Outside;
        }
        self.bounds.push(bound);
    }

    /// Hands over the record at hand, which the byte at `end` ends; the next begins at `next`.
    #[inline]
    fn end_record(
        &mut self,
        end: usize,
        next: usize,
        take: &mut impl FnMut(Cut<'_>, u64, u64) -> bool,
    ) -> bool {
        // Not before the record is whole, since a line that is given up is looked at again as it stands.
        for at in &self.to_unquote {
            let bound = &mut self.bounds[*at];
            let field = &mut self.buffer[bound.start as usize..bound.end as usize];
            bound.end = bound.start + unquote(field) as u32;
        }
        let record = Record::new(&self.buffer[..end], &self.bounds);
        let cut = Cut::Record { record, n_inner_lines: self.n_inner_lines };
        let goes_on = take(cut, self.row, self.offset + next as u64);
        self.row += 1;
        self.begin_record(next);
        goes_on
    }
}

/// Where quotation marks, and separators and line ends, stand in a block: one bit for each byte.
struct Marks {
    quotes: u64,
    ends: u64,
}

/// Takes the quotation marks off a field in its place; its new length.
fn unquote(field: &mut [u8]) -> usize {
    let mut written = 0;
    let mut is_inside = true;
    let mut at = 1;
    while at < field.len() {
        let byte = field[at];
        if is_inside && byte == b'"' {
            if field.get(at + 1) == Some(&b'"') {
                at += 1;
            } else {
                is_inside = false;
                at += 1;
                continue;
            }
        }
        field[written] = byte;
        written += 1;
        at += 1;
    }
    written
}

#[cfg(test)]
mod tests;
