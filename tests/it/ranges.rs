//! Reads a file as the page reads a large one: in ranges, each by a scan that shares nothing with the session.

use crate::support::KEY;
use whereabouts::ingest::{HEAD_BYTES, Part, Range};
use whereabouts::session::{Holdings, Request, Response, Session};

/// Reads a file in ranges that begin at `cuts` after the first, which grow and lie within the file; in chunks of `chunk` bytes.
pub(crate) fn read_split(session: &mut Session, name: &str, bytes: &[u8], cuts: &[usize], chunk: usize) {
    session.handle(Request::Open { name: name.to_owned(), mapping: None, replaces: None });
    session.push(&bytes[..bytes.len().min(HEAD_BYTES)]);
    let n_bytes = bytes.len() as u64;
    let split = session.handle(Request::Split { n_bytes, n_ranges: cuts.len() as u32 + 1 });
    let Response::Split { opening, n_ranges } = split else { return };
    let cuts = if n_ranges == 1 { &[] } else { cuts };
    let from = |index: usize| if index == 0 { 0 } else { cuts[index - 1] as u64 };
    let to = |index: usize| cuts.get(index).map_or(n_bytes, |cut| *cut as u64);
    for index in 0..=cuts.len() {
        let range = match n_ranges {
            1 => Range::Whole,
            _ => Range::Part { from: from(index), to: to(index) },
        };
        scan(session, &opening, index, range, bytes, chunk);
    }
    while let Response::Mended { range, from } = session.handle(Request::Close) {
        let index = range as usize;
        scan(session, &opening, index, Range::Exact { from, to: to(index) }, bytes, chunk);
    }
}

fn scan(session: &mut Session, opening: &str, index: usize, range: Range, bytes: &[u8], chunk: usize) {
    let mut scan = Session::scan(KEY, opening, range).expect("the opening is the session's own");
    let first = match range {
        Range::Whole => 0,
        Range::Part { from, .. } | Range::Exact { from, .. } => from.saturating_sub(1),
    };
    let mut parts = Vec::new();
    for bytes in bytes[first as usize..].chunks(chunk) {
        scan.push_with(bytes.len(), &mut |place| place.copy_from_slice(bytes));
        parts.extend(scan.take_rows());
        if scan.is_done() {
            break;
        }
    }
    scan.finish(&mut |part| parts.push(part));
    for part in parts {
        session.take(index, handed_over(&part));
    }
}

/// A part as another worker gets it.
fn handed_over(part: &Part) -> Part {
    let mut bytes = Vec::new();
    part.write(&mut |piece| bytes.extend_from_slice(piece));
    assert_eq!(bytes.len(), part.n_bytes());
    let mut rest = bytes.as_slice();
    let read = Part::read(bytes.len(), &mut |piece| match rest.split_at_checked(piece.len()) {
        Some((next, others)) => {
            piece.copy_from_slice(next);
            rest = others;
            true
        }
        None => false,
    });
    read.expect("it was written as a part")
}

/// All that is known of files but their SHA-256, which a scan of a part cannot take.
pub(crate) fn told(mut holdings: Holdings) -> String {
    for file in &mut holdings.files {
        file.sha256 = None;
    }
    serde_json::to_string_pretty(&holdings).expect("holdings are plain data")
}
