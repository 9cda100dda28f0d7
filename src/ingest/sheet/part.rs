//! One XML part of a workbook, event by event, in a window of fixed size.

use super::damaged;
use crate::ingest::refusal::Refusal;
use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::io::{self, Cursor, Read, Take};
use std::ops::ControlFlow;
use zip::read::ZipFile;

/// How much is looked at at a time, and so the longest tag or comment that is believed. An attribute with the longest
/// text that a cell can have, 32,767 characters (Excel specifications and limits) and each of them an entity, fits.
const WINDOW_BYTES: usize = 256 << 10;

/// The longest text of a cell that is believed.
const MAX_TEXT_BYTES: usize = 1 << 20;

/// The deepest nesting that is believed; sheets have about ten levels.
const MAX_DEPTH: usize = 256;

/// An XML part.
pub(super) struct Part<'a> {
    file: Take<ZipFile<'a, Cursor<Vec<u8>>>>,
}

impl<'a> Part<'a> {
    /// The XML of a file in the zip file.
    pub(super) fn new(file: Take<ZipFile<'a, Cursor<Vec<u8>>>>) -> Part<'a> {
        Part { file }
    }

    /// Shows every event to `see` until that breaks, each with the number of elements that are open around it, the
    /// element that it begins or ends included. A text may come in pieces.
    ///
    /// # Errors
    /// If the part is damaged or exceeds what is believed, or what `see` returns.
    pub(super) fn read<E: From<Refusal>>(
        mut self,
        mut see: impl FnMut(&Event<'_>, usize) -> Result<ControlFlow<()>, E>,
    ) -> Result<(), E> {
        let mut window = vec![0; WINDOW_BYTES];
        let (mut n_filled, mut is_last, mut depth) = (0, false, 0);
        loop {
            while n_filled < window.len() && !is_last {
                let n_read = self.file.read(&mut window[n_filled..]).map_err(|_| damaged())?;
                n_filled += n_read;
                is_last = n_read == 0;
            }
            let text = match std::str::from_utf8(&window[..n_filled]) {
                Ok(text) => text,
                // The window ends within a character.
                Err(error) if error.error_len().is_none() && !is_last => {
                    std::str::from_utf8(&window[..error.valid_up_to()]).unwrap_or_default()
                }
                Err(_) => return Err(damaged().into()),
            };
            // The reader would leave out a byte order mark and not count it.
            let marked = text.trim_start_matches('\u{feff}');
            let mut reader = Reader::from_str(marked);
            reader.config_mut().check_end_names = false;
            reader.config_mut().allow_unmatched_ends = true;
            let n_used = loop {
                let n_used = reader.buffer_position() as usize;
                let event = match reader.read_event() {
                    Ok(Event::Eof) => break n_used,
                    Ok(event) => event,
                    // What cannot be read may be the beginning of what goes on after the window.
                    Err(_) if n_used > 0 && !is_last => break n_used,
                    Err(_) => return Err(damaged().into()),
                };
                depth += usize::from(matches!(event, Event::Start(_) | Event::Empty(_)));
                if depth > MAX_DEPTH {
                    return Err(damaged().into());
                }
                if see(&event, depth)?.is_break() {
                    // Reading to the end compares the checksum.
                    io::copy(&mut self.file, &mut io::sink()).map_err(|_| damaged())?;
                    return Ok(());
                }
                if let Event::End(_) | Event::Empty(_) = event {
                    depth = depth.checked_sub(1).ok_or_else(damaged)?;
                }
            };
            if is_last {
                return if depth == 0 { Ok(()) } else { Err(damaged().into()) };
            }
            let n_used = text.len() - marked.len() + n_used;
            window.copy_within(n_used..n_filled, 0);
            n_filled -= n_used;
        }
    }
}

/// The attributes of an element: names with their prefixes, and values as written (see [`unescaped`]).
pub(super) fn attributes<'a>(
    element: &'a BytesStart<'_>,
) -> impl Iterator<Item = Result<(&'a str, Cow<'a, str>), Refusal>> {
    let mut attributes = element.attributes();
    attributes.with_checks(false);
    attributes.map(|attribute| {
        let attribute = attribute.map_err(|_| damaged())?;
        Ok((attribute.key.0, attribute.value))
    })
}

/// An attribute's value with its entities resolved.
pub(super) fn unescaped(value: &str) -> Result<Cow<'_, str>, Refusal> {
    unescape(value).map_err(|_| damaged())
}

/// Adds an event's characters to `text`, if it has any.
pub(super) fn push_text(event: &Event<'_>, text: &mut String) -> Result<(), Refusal> {
    match event {
        Event::Text(part) => push_str(&part.xml10_content(), text),
        Event::CData(part) => push_str(&part.xml10_content(), text),
        Event::GeneralRef(name) => match (resolve_xml_entity(name), name.resolve_char_ref()) {
            (Some(resolved), _) => push_str(resolved, text),
            (None, Ok(Some(character))) => push_str(character.encode_utf8(&mut [0; 4]), text),
            _ => Err(damaged()),
        },
        _ => Ok(()),
    }
}

/// Adds to the text of a cell, unless that becomes longer than is believed.
pub(super) fn push_str(more: &str, text: &mut String) -> Result<(), Refusal> {
    if text.len() + more.len() > MAX_TEXT_BYTES {
        return Err(damaged());
    }
    text.push_str(more);
    Ok(())
}
