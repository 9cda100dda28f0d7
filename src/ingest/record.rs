//! One record's fields, wherever they come from: lines of text, rows of a sheet, elements of XML.

/// Where a field stands in the bytes around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bound {
    /// Its first byte.
    pub(super) start: u32,
    /// The byte after its last.
    pub(super) end: u32,
}

/// One record's fields.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    bytes: &'a [u8],
    bounds: &'a [Bound],
}

impl<'a> Record<'a> {
    /// The fields at `bounds` of `bytes`.
    pub(super) fn new(bytes: &'a [u8], bounds: &'a [Bound]) -> Self {
        Record { bytes, bounds }
    }

    /// The number of fields.
    pub(super) fn len(self) -> usize {
        self.bounds.len()
    }

    /// A field as it stands; empty if the record is too short to have it.
    #[inline]
    pub(super) fn raw(self, at: usize) -> &'a [u8] {
        let bound = self.bounds.get(at);
        bound.and_then(|bound| self.bytes.get(bound.start as usize..bound.end as usize)).unwrap_or_default()
    }

    /// A field without white space around it.
    #[inline]
    pub(super) fn field(self, at: usize) -> &'a [u8] {
        let raw = self.raw(at);
        match raw {
            // White space is no greater than a space, and most fields have none.
            [first, .., last] if *first > b' ' && *last > b' ' => raw,
            _ => raw.trim_ascii(),
        }
    }

    /// All fields, in order.
    pub(super) fn fields(self) -> impl Iterator<Item = &'a [u8]> {
        (0..self.len()).map(move |at| self.field(at))
    }
}

/// A record put together field by field, for files that are no lines of text.
#[derive(Default)]
pub(super) struct RecordBuffer {
    bytes: Vec<u8>,
    bounds: Vec<Bound>,
}

impl RecordBuffer {
    /// Makes room for the next record.
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.bounds.clear();
    }

    /// Adds a field.
    pub(super) fn push(&mut self, field: &[u8]) {
        let start = self.bytes.len() as u32;
        self.bytes.extend_from_slice(field);
        self.bounds.push(Bound { start, end: self.bytes.len() as u32 });
    }

    /// The record so far.
    pub(super) fn record(&self) -> Record<'_> {
        Record::new(&self.bytes, &self.bounds)
    }
}
