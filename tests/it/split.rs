//! A file that several scans read in ranges comes out as if it had been read from its beginning to its end.

use crate::support::{KEY, read, recipe, view};
use proptest::prelude::*;
use whereabouts::ingest::{Part, Range};
use whereabouts::recipe::{Dimension, Policy};
use whereabouts::session::{Holdings, Request, Response, Session};

const HEADER: &str = "child ref,date missing,region,risk,note\n";

/// Reads a file in ranges, each by a scan that shares nothing with the session, in chunks of `chunk` bytes.
fn read_split(session: &mut Session, name: &str, bytes: &[u8], n_ranges: usize, chunk: usize) {
    session.handle(Request::Open { name: name.to_owned(), mapping: None, replaces: None });
    session.push(&bytes[..bytes.len().min(whereabouts::ingest::HEAD_BYTES)]);
    let n_bytes = bytes.len() as u64;
    let split = session.handle(Request::Split { n_bytes, n_ranges: n_ranges as u32 });
    let Response::Split { opening, n_ranges } = split else { return };
    let length = n_bytes.div_ceil(u64::from(n_ranges));
    let ends = |index: u64| ((index + 1) * length).min(n_bytes);
    for index in 0..u64::from(n_ranges) {
        let range = match n_ranges {
            1 => Range::Whole,
            _ => Range::Part { from: index * length, to: ends(index) },
        };
        scan(session, &opening, index, range, bytes, chunk);
    }
    while let Response::Mended { range, from } = session.handle(Request::Close) {
        let index = u64::from(range);
        scan(session, &opening, index, Range::Exact { from, to: ends(index) }, bytes, chunk);
    }
}

fn scan(session: &mut Session, opening: &str, index: u64, range: Range, bytes: &[u8], chunk: usize) {
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
        session.take(index as usize, handed_over(&part));
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

/// All that is known of a file but its SHA-256, which a scan of a part cannot take.
fn told(holdings: &Holdings) -> String {
    let mut value = serde_json::to_value(holdings).expect("holdings are plain data");
    for file in value["files"].as_array_mut().expect("files are a list") {
        file["sha256"] = serde_json::Value::Null;
    }
    format!("{value:#}")
}

fn check(text: &str, n_ranges: usize, chunk: usize) {
    let name = "police.csv";
    let mut whole = Session::new(KEY);
    read(&mut whole, name, text.as_bytes());
    let mut split = Session::new(KEY);
    read_split(&mut split, name, text.as_bytes(), n_ranges, chunk);
    assert_eq!(told(&split.holdings()), told(&whole.holdings()), "{n_ranges} ranges of {text:?}");
    let wanted = recipe(&[Dimension::Year, Dimension::Region, Dimension::Risk], Policy::Unprotected);
    let csv = |session: &mut Session| view(session, wanted.clone()).map(|view| view.csv);
    assert_eq!(csv(&mut split), csv(&mut whole), "{n_ranges} ranges of {text:?}");
}

/// Rows as careful and careless programs write them.
fn row() -> impl Strategy<Value = String> {
    let date = prop_oneof!["0[1-9]/0[1-9]/201[0-9]", "1[3-9]/0[1-9]/201[0-9]", Just("soon".to_owned())];
    let region = prop_oneof![Just("London"), Just("South West"), Just("\"South, West\""), Just("")];
    let risk = prop_oneof![Just("High"), Just("low"), Just("Std")];
    let note = prop_oneof![
        Just(String::new()),
        Just("\"two\nlines\"".to_owned()),
        Just("\"a \"\"word\"\", so\r\nto speak\"".to_owned()),
        Just("5\" tall".to_owned()),
        Just("\"never closed".to_owned()),
        "\"[a-c,\n]{0,40}\"",
    ];
    let end = prop_oneof![9 => Just("\n"), 1 => Just("\r\n"), 1 => Just("\n\n"), 1 => Just("\r")];
    ("[A-D][0-9]", date, region, risk, note, end).prop_map(|(child, date, region, risk, note, end)| {
        format!("{child},{date},{region},{risk},{note}{end}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn ranges_make_no_difference(
        rows in proptest::collection::vec(row(), 1..60),
        n_ranges in 1_usize..9,
        chunk in 1_usize..400,
    ) {
        check(&format!("{HEADER}{}", rows.concat()), n_ranges, chunk);
    }
}

#[test]
fn a_range_that_begins_inside_quotation_marks_is_read_from_where_its_records_begin() {
    // Nearly all of the text stands inside quotation marks, so that a range begins there and is misled by what looks like rows.
    let inner = "X9,01/02/2015,London,High,\n".repeat(30);
    let rows: String = (0..20).map(|at| format!("A{at},13/05/2016,South West,Low,\"{inner}\"\n")).collect();
    for n_ranges in 1..9 {
        check(&format!("{HEADER}{rows}"), n_ranges, 64);
    }
}

#[test]
fn findings_name_the_rows_that_a_spreadsheet_shows_in_whatever_ranges_they_stand() {
    let endless = "x".repeat(200);
    let rows = [("London", endless.as_str()), ("London", "gh"), ("Atlantis", "gh"), ("London", "hg")];
    for end in ["\n", "\r\n", "\r"] {
        let line = |(at, (region, risk)): (usize, &(&str, &str))| {
            format!("A{at},13/05/2016,{region},{risk},{}{end}", "a note ".repeat(20))
        };
        let rows: String = rows.iter().enumerate().map(line).collect();
        let text = format!("{}{end}{rows}", HEADER.trim_end());
        for n_ranges in 1..6 {
            check(&text, n_ranges, 64);
        }
        let mut whole = Session::new(KEY);
        read(&mut whole, "police.csv", text.as_bytes());
        let found = whole.holdings().diagnostics.into_iter().map(|diagnostic| diagnostic.location.rows);
        assert_eq!(found.collect::<Vec<_>>(), [vec![4], vec![2, 3, 4, 5]], "lines that end in {end:?}");
    }
}
