//! What a file's first bytes say about it: a mark of its encoding, or that it is no text at all.

/// The UTF-8 byte order mark, which spreadsheets put in front of "CSV UTF-8".
const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Why a file is not text that can be read; message and hint for the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotText {
    pub(super) code: &'static str,
    pub(super) message: &'static str,
    pub(super) hint: &'static str,
}

const SAVE_AS: &str = "Open it in a spreadsheet program, save it as \"CSV UTF-8\", and choose that file.";

/// The file's first bytes without a byte order mark, or why it is not text.
pub(super) fn open(head: &[u8]) -> Result<&[u8], NotText> {
    let not_text = |code, message| Err(NotText { code, message, hint: SAVE_AS });
    match head {
        [] => Err(NotText {
            code: "ingest-empty-file",
            message: "The file is empty.",
            hint: "Export it again, or choose another file.",
        }),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => {
            not_text("ingest-utf-16", "The file is text in UTF-16, which is not read yet.")
        }
        [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => {
            not_text("ingest-workbook", "The file is a workbook, which is not read yet.")
        }
        // Only the first line is judged, so that it makes no difference how much of the file is at hand.
        _ if first_line(head).contains(&0) => not_text("ingest-not-text", "The file is not text."),
        _ => Ok(head.strip_prefix(UTF8_MARK).unwrap_or(head)),
    }
}

/// The first line, without its end.
fn first_line(head: &[u8]) -> &[u8] {
    head.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or(head)
}

/// Text without control characters, which would make a picture unreadable or a terminal do things.
pub(super) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// The character that separates fields: the one of comma, semicolon, tab and bar that stands most often in the first line
/// outside quotation marks.
pub(super) fn delimiter(head: &[u8]) -> u8 {
    let outside: Vec<u8> =
        first_line(head).split(|byte| *byte == b'"').step_by(2).flatten().copied().collect();
    let count = |wanted: u8| outside.iter().filter(|byte| **byte == wanted).count();
    let mut best = b',';
    for candidate in [b';', b'\t', b'|'] {
        if count(candidate) > count(best) {
            best = candidate;
        }
    }
    best
}
