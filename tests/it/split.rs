//! A file that several scans read in ranges comes out as if it had been read from its beginning to its end.

use crate::ranges::{read_split, told};
use crate::support::{KEY, read, recipe, view};
use proptest::prelude::*;
use whereabouts::recipe::{Dimension, Policy};
use whereabouts::session::Session;

const HEADER: &str = "child ref,date missing,region,risk,note\n";

fn check(text: &str, n_ranges: usize, chunk: usize) {
    let name = "police.csv";
    let mut whole = Session::new(KEY);
    read(&mut whole, name, text.as_bytes());
    let mut split = Session::new(KEY);
    let length = text.len().div_ceil(n_ranges);
    let cuts: Vec<usize> = (1..n_ranges).map(|index| index * length).collect();
    read_split(&mut split, name, text.as_bytes(), &cuts, chunk);
    assert_eq!(told(split.holdings()), told(whole.holdings()), "{n_ranges} ranges of {text:?}");
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
