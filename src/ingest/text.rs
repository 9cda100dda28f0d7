//! Text from bytes: encodings, and what may be shown of it.

use super::format::Container;
use encoding_rs::{CoderResult, Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// The UTF-8 byte order mark, which spreadsheets put in front of "CSV UTF-8".
pub(super) const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A field as text. What is no UTF-8 is taken for Windows-1252, in which spreadsheets in England save plain "CSV"; the two agree
/// in all marks that part fields, so a file need not be in one of them throughout.
pub(super) fn decode(field: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(field) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(field).0,
    }
}

/// Text without control characters, which would make a picture unreadable or a terminal do things.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// The separators that are known, in the order in which they are preferred.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The character that separates fields: the one that stands in most of the first lines, and there the most often, outside
/// quotation marks.
pub(super) fn delimiter(head: &[u8]) -> u8 {
    const MAX_LINES: usize = 30;
    let lines: Vec<&[u8]> = head.split(|byte| matches!(byte, b'\n' | b'\r')).take(MAX_LINES).collect();
    let weight = |wanted: u8| {
        let counts = lines.iter().map(|line| {
            let outside = line.split(|byte| *byte == b'"').step_by(2).flatten();
            outside.filter(|byte| **byte == wanted).count()
        });
        let (n_lines, n_in_all) = counts
            .filter(|n| *n > 0)
            .fold((0_usize, 0_usize), |(n_lines, n_in_all), n| (n_lines + 1, n_in_all + n));
        // A line counts for more than any number of separators in one line: a sentence above the table has commas too.
        n_lines * 1000 + n_in_all.min(999 * lines.len())
    };
    let mut best = b',';
    for candidate in DELIMITERS {
        if weight(candidate) > weight(best) {
            best = candidate;
        }
    }
    best
}

/// Turns UTF-16 into UTF-8 as it comes; passes other text through.
pub(super) struct Transcoder(Option<Decoder>);

impl Transcoder {
    /// A transcoder for a kind of container.
    pub(super) fn new(container: Container) -> Self {
        Transcoder(match container {
            Container::Utf16Le => Some(UTF_16LE.new_decoder_with_bom_removal()),
            Container::Utf16Be => Some(UTF_16BE.new_decoder_with_bom_removal()),
            Container::Text | Container::Workbook | Container::Xml => None,
        })
    }

    /// Whether text comes out as it goes in.
    pub(super) fn passes_through(&self) -> bool {
        self.0.is_none()
    }

    /// The next bytes as UTF-8; `is_last` at the end of the file.
    pub(super) fn push<'a>(&mut self, bytes: &'a [u8], is_last: bool) -> Cow<'a, [u8]> {
        let Some(decoder) = &mut self.0 else { return Cow::Borrowed(bytes) };
        let room = decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len());
        let mut text = vec![0; room];
        let (result, _, n_written, _) = decoder.decode_to_utf8(bytes, &mut text, is_last);
        debug_assert_eq!(result, CoderResult::InputEmpty, "the room is as large as it can need to be");
        text.truncate(n_written);
        Cow::Owned(text)
    }
}
