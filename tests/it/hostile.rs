//! Files that are made to harm, too large to keep as cases: each gets one clear sentence and leaves the session ready for the
//! next.

use crate::support::{KEY, read};
use whereabouts::session::Session;

const HEADER: &str = "Child Ref,Date Missing,Region\n";

fn good_rows(n: usize) -> String {
    (0..n).map(|at| format!("A{at},13/05/2019,London\n")).collect()
}

/// Gives bytes to a session, in chunks as a browser hands them over, and then a good file. `code` is what has to be said of
/// the bytes, `n_used` how many of their rows are used all the same.
fn check(what: &str, bytes: &[u8], code: &str, n_used: u64) {
    let mut session = Session::new(KEY);
    read(&mut session, "hostile.csv", bytes);
    let holdings = session.holdings();
    let codes: Vec<&str> = holdings.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert!(codes.contains(&code), "{what}: {codes:?}");
    let used: u64 = holdings.files.iter().map(|file| file.n_used).sum();
    assert_eq!(used, n_used, "{what}");
    for diagnostic in &holdings.diagnostics {
        assert!(diagnostic.message.len() < 2000, "{what}: {} characters", diagnostic.message.len());
    }
    read(&mut session, "good.csv", format!("{HEADER}{}", good_rows(6)).as_bytes());
    let used: u64 = session.holdings().files.iter().map(|file| file.n_used).sum();
    assert_eq!(used, n_used + 6, "{what}: the next file");
}

#[test]
fn a_file_made_to_harm_costs_itself_and_no_more() {
    let text = |middle: &str| format!("{HEADER}{}{middle}\n{}", good_rows(2), good_rows(3));
    check("nothing", b"", "ingest-empty-file", 0);
    check("a header alone", HEADER.as_bytes(), "ingest-no-rows", 0);
    check("a line of 40 MB", text(&"x".repeat(40 << 20)).as_bytes(), "ingest-row-too-long", 5);
    check("ten million columns in a row", text(&",".repeat(10_000_000)).as_bytes(), "ingest-row-too-long", 5);
    check(
        "ten million columns in the header",
        ",a".repeat(10_000_000).as_bytes(),
        "ingest-header-too-long",
        0,
    );
    check("a first line of 40 MB", "x".repeat(40 << 20).as_bytes(), "ingest-header-too-long", 0);
    let open_quote = format!("A9,13/05/2019,\"{}", "London\n".repeat(1 << 19));
    check(
        "a quotation mark never closed over 3 MB",
        text(&open_quote).as_bytes(),
        "ingest-quote-never-closed",
        5,
    );
    check("zeros", &vec![0; 5 << 20], "ingest-not-text", 0);
    check("zeros among rows", text(&"\0".repeat(1000)).as_bytes(), "ingest-ragged-row", 5);
}

#[test]
fn a_column_of_endless_values_is_counted_and_not_kept() {
    let rows: String = (0..20_000).map(|at| format!("A{at},13/05/2019,Region {at}\n")).collect();
    check("20,000 regions", format!("{HEADER}{rows}").as_bytes(), "ingest-value-not-understood", 20_000);
}
