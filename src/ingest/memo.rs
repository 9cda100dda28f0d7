//! A column of texts as small codes: each distinct text is looked up once, and what is not understood is counted.

use super::text::decode;
use crate::diagnostic::Tally;
use hashbrown::HashMap;

/// Longer values are not names of places or categories.
const MAX_VALUE_BYTES: usize = 100;

/// How many distinct values of a column are remembered; no column of places or categories has as many.
const MAX_VALUES: usize = 4096;

/// Texts of so many bytes are told apart by [`Words`] alone.
const MAX_WHOLE_BYTES: usize = 32;

/// Slots for the values seen last; a power of two, and more than the values of most columns.
const SLOTS: usize = 1024;

/// The entry under which values that are not remembered are counted together.
const OTHER: u16 = 0;

/// The code that a text means; none if it is not understood.
type Read = dyn Fn(&str) -> Option<u16>;

/// Reads the texts of one column as codes.
pub(super) struct Memo {
    /// What a text means: its code, or none if it is not understood.
    read: Box<Read>,
    /// The code of a text that is not understood.
    otherwise: u16,
    by_text: HashMap<Box<[u8]>, u16>,
    entries: Vec<Entry>,
    /// For a few bits of a text, the text of such bits that was read last, if it is understood and short.
    slots: Box<[Slot]>,
}

/// A text and its code, beside each other so that both are in the processor's cache.
#[derive(Clone, Copy)]
struct Slot {
    words: Words,
    code: u16,
}

struct Entry {
    text: Box<[u8]>,
    code: u16,
    is_understood: bool,
    tally: Tally,
}

impl Memo {
    /// Texts are read by `read`; what it does not understand has the code `otherwise`.
    pub(super) fn new(otherwise: u16, read: impl Fn(&str) -> Option<u16> + 'static) -> Self {
        let other =
            Entry { text: Box::default(), code: otherwise, is_understood: false, tally: Tally::default() };
        Memo {
            read: Box::new(read),
            otherwise,
            by_text: HashMap::new(),
            entries: vec![other],
            slots: vec![Slot { words: Words::NONE, code: 0 }; SLOTS].into_boxed_slice(),
        }
    }

    /// The code of a text that stands in `row`. A blank one is not understood and not counted, unless `read` knows it.
    #[inline]
    pub(super) fn code(&mut self, text: &[u8], row: u64) -> u16 {
        let words = Words::of(text);
        let slot = words.slot();
        let known = &self.slots[slot];
        if words.are(&known.words) {
            return known.code;
        }
        self.look_up(text, row, slot)
    }

    fn look_up(&mut self, text: &[u8], row: u64, slot: usize) -> u16 {
        let at = match self.by_text.get(text) {
            Some(at) => *at,
            None => {
                let read = (self.read)(&decode(text));
                let code = read.unwrap_or(self.otherwise);
                if text.len() > MAX_VALUE_BYTES || self.entries.len() >= MAX_VALUES {
                    if read.is_none() {
                        self.entries[usize::from(OTHER)].tally.add(row);
                    }
                    return code;
                }
                let at = self.entries.len() as u16;
                let is_understood = read.is_some() || text.is_empty();
                self.entries.push(Entry { text: text.into(), code, is_understood, tally: Tally::default() });
                self.by_text.insert(text.into(), at);
                at
            }
        };
        let entry = &mut self.entries[usize::from(at)];
        if !entry.is_understood {
            entry.tally.add(row);
        } else if text.len() <= MAX_WHOLE_BYTES {
            self.slots[slot] = Slot { words: Words::of(text), code: entry.code };
        }
        entry.code
    }

    /// The codes of all texts so far that are understood.
    pub(super) fn codes(&self) -> impl Iterator<Item = u16> + '_ {
        self.entries.iter().filter(|entry| entry.is_understood).map(|entry| entry.code)
    }

    /// The values that are not understood with their rows.
    pub(super) fn not_understood(&self) -> Vec<(String, Tally)> {
        let named = self.entries.iter().enumerate().filter(|(_, entry)| entry.tally.n_rows() > 0);
        let text = |at: usize, entry: &Entry| match at {
            0 => "other values".to_owned(),
            _ => super::text::printable(&decode(&entry.text)),
        };
        named.map(|(at, entry)| (text(at, entry), entry.tally.clone())).collect()
    }
}

/// A text as a few numbers, which are compared in one go: its length, its first and its last sixteen bytes.
#[derive(Clone, Copy)]
struct Words {
    length: u32,
    a: u64,
    b: u64,
    c: u64,
    d: u64,
}

impl Words {
    /// The numbers of no text.
    const NONE: Words = Words { length: u32::MAX, a: 0, b: 0, c: 0, d: 0 };

    #[inline]
    fn of(text: &[u8]) -> Self {
        let length = text.len();
        let (a, b, c, d) = if length >= 16 {
            let end = length - 16;
            (word(text, 0), word(text, 8), word(text, end), word(text, end + 8))
        } else if length >= 8 {
            (word(text, 0), word(text, length - 8), 0, 0)
        } else if length >= 4 {
            (half(text, 0), half(text, length - 4), 0, 0)
        } else {
            let byte = |at: usize| u64::from(text.get(at).copied().unwrap_or(0));
            (byte(0) | byte(1) << 8 | byte(2) << 16, 0, 0, 0)
        };
        Words { length: length as u32, a, b, c, d }
    }

    /// Whether the numbers are the same.
    #[inline]
    fn are(self, other: &Words) -> bool {
        let differing = (self.a ^ other.a) | (self.b ^ other.b) | (self.c ^ other.c) | (self.d ^ other.d);
        differing == 0 && self.length == other.length
    }

    #[inline]
    fn slot(self) -> usize {
        let folded = self.a ^ self.b.rotate_left(17) ^ self.c.rotate_left(31) ^ self.d.rotate_left(47);
        let mixed = folded.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> 54) as usize
    }
}

/// Eight bytes of a text as a number.
#[inline]
fn word(text: &[u8], at: usize) -> u64 {
    text[at..].first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// Four bytes of a text as a number.
#[inline]
fn half(text: &[u8], at: usize) -> u64 {
    text[at..].first_chunk().map_or(0, |bytes| u64::from(u32::from_le_bytes(*bytes)))
}
