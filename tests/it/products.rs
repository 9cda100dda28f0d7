//! What is taken away says what the release says, and cannot do harm where it is opened.

use crate::cases;
use crate::support::{recipe, session, view};
use calamine::{Data, Reader as _, Xlsx};
use std::io::Cursor;
use whereabouts::disclosure::{Release, Status};
use whereabouts::recipe::{Dimension, Policy, Recipe};
use whereabouts::session::{Error, Product, Request, Response, Session};

/// A product of a session: its file's name and its bytes.
pub(crate) fn product(
    session: &mut Session,
    recipe: &Recipe,
    product: Product,
    date: Option<&str>,
) -> Result<(String, Vec<u8>), Error> {
    let date = date.map(str::to_owned);
    match session.handle(Request::Product { recipe: recipe.clone(), product, date }) {
        Response::Product { name, bytes, .. } => Ok((name, bytes.0)),
        Response::Failed { error } => Err(error),
        other => panic!("a product is answered by a product or a failure, not by {other:?}"),
    }
}

/// A product that is text.
pub(crate) fn text_of(session: &mut Session, recipe: &Recipe, of: Product) -> String {
    let (_, bytes) = product(session, recipe, of, Some("2026-03-31")).expect("there is such a product");
    String::from_utf8(bytes).expect("it is text")
}

/// Twelve children in London, one in the South East, and a row without a date.
fn police() -> String {
    let of = |child: u32| {
        format!("{child},{},High,2019-06-01\n", if child < 12 { "London" } else { "South East" })
    };
    "child_ref,region,risk level,date missing\n".to_owned()
        + &(0..13).map(of).collect::<String>()
        + "99,London,Low,\n"
}

fn by_region(policy: Policy) -> Recipe {
    recipe(&[Dimension::Year, Dimension::Region], policy)
}

/// What each cell of a table has to hold: its figure, its limits, or a letter. `low` is a figure too in a workbook.
fn expected(release: &Release, is_low_a_figure: bool) -> Vec<String> {
    let has_limits = release.cells().iter().any(|cell| cell.limits().is_some());
    let mut fields = Vec::new();
    for cell in release.cells() {
        fields.push(match (cell.status(), cell.figure()) {
            (Status::Suppressed, None) => "c".to_owned(),
            (Status::NotAvailable, None) => "x".to_owned(),
            (Status::NotApplicable, None) => "z".to_owned(),
            (Status::RoundedToZero, Some(_)) if !is_low_a_figure => "low".to_owned(),
            (_, Some(figure)) => release.written(figure),
            other => panic!("a cell has a figure or says why not: {other:?}"),
        });
        if has_limits {
            let (lower, upper) = cell.limits().unzip();
            fields.extend(
                [lower, upper].map(|limit| limit.map_or_else(String::new, |limit| release.written(limit))),
            );
        }
    }
    fields
}

/// The fields of a CSV, by another reader than ours.
fn records(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv_core::Reader::new();
    let (mut records, mut record, mut field) = (Vec::new(), Vec::new(), Vec::new());
    let mut rest = text.as_bytes();
    loop {
        let mut room = [0; 64];
        let (result, n_read, n_written) = reader.read_field(rest, &mut room);
        rest = &rest[n_read..];
        field.extend_from_slice(&room[..n_written]);
        match result {
            csv_core::ReadFieldResult::Field { record_end } => {
                record.push(String::from_utf8(std::mem::take(&mut field)).expect("it is UTF-8"));
                if record_end {
                    records.push(std::mem::take(&mut record));
                }
            }
            csv_core::ReadFieldResult::End => return records,
            csv_core::ReadFieldResult::InputEmpty | csv_core::ReadFieldResult::OutputFull => {}
        }
    }
}

/// The cells of a sheet as text, by another reader than ours; numbers with the release's decimals, so that a number in the guise of text
/// is told from one.
fn sheet(bytes: &[u8], name: &str, release: &Release) -> Vec<Vec<String>> {
    let mut book = Xlsx::new(Cursor::new(bytes.to_vec())).expect("it is a workbook");
    let formulas = book.worksheet_formula(name).expect("there is such a sheet");
    assert!(formulas.is_empty(), "{name} has a formula");
    let range = book.worksheet_range(name).expect("there is such a sheet");
    let text = |cell: &Data| match cell {
        Data::Empty => String::new(),
        Data::Float(number) => release.written(*number),
        Data::String(text) if text.parse::<f64>().is_ok() => format!("text {text}"),
        Data::String(text) => text.clone(),
        other => panic!("{name} has {other:?}"),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

/// The figures of a table: what stands right of the names, from the row below the one that begins with `heading`.
fn figures(rows: &[Vec<String>], heading: &str, n_names: usize, n_rows: usize) -> Vec<String> {
    let at =
        rows.iter().position(|row| row[0] == heading).unwrap_or_else(|| panic!("no {heading}: {rows:?}"));
    let rows = &rows[at + 1..=at + n_rows];
    rows.iter().flat_map(|row| row[n_names..].iter().cloned()).collect()
}

#[test]
fn every_table_has_the_released_figures_and_no_others() {
    let mut n_tables = 0;
    for case in cases::all() {
        let (mut session, recipe) = cases::told(&case);
        let Ok(view) = view(&mut session, recipe.clone()) else { continue };
        let release = view.release;
        let n_names = release.axes().len().saturating_sub(1).max(1);
        let n_columns = if release.axes().len() > 1 { release.axes()[n_names].categories.len() } else { 1 };
        let n_rows = release.cells().len() / n_columns;
        let pivot = records(&text_of(&mut session, &recipe, Product::Pivot));
        let heading = pivot.iter().find(|record| record.len() > 1).expect("there is a table")[0].clone();
        assert_eq!(figures(&pivot, &heading, n_names, n_rows), expected(&release, false), "{case:?}");

        let (_, bytes) = product(&mut session, &recipe, Product::Xlsx, None).expect("there is a workbook");
        let width = n_names + expected(&release, true).len() / n_rows;
        let table: Vec<Vec<String>> =
            sheet(&bytes, "Table", &release).into_iter().map(|row| row[..width].to_vec()).collect();
        assert_eq!(figures(&table, &heading, n_names, n_rows), expected(&release, true), "{case:?}");

        let tidy = records(&text_of(&mut session, &recipe, Product::Csv));
        let data = sheet(&bytes, "Data", &release);
        let plain = |row: &Vec<String>| -> Vec<String> {
            row.iter().map(|field| field.strip_prefix("text ").unwrap_or(field).to_owned()).collect()
        };
        assert_eq!(data.iter().map(plain).collect::<Vec<_>>(), tidy, "{case:?}");
        let n_figures = data[1..].iter().filter(|row| row[release.axes().len()].starts_with("text ")).count();
        assert_eq!(n_figures, 0, "{case:?}: a figure is text");
        n_tables += 1;
    }
    assert!(n_tables > 50, "{n_tables}");
}

#[test]
fn the_date_goes_into_workbooks_and_reports_and_nowhere_else() {
    let mut session = session(&[("police.csv", police().as_bytes())]);
    let recipe = by_region(Policy::Dfe);
    let all = [&Product::FILES[..], &[Product::TableHtml, Product::TableText]].concat();
    for of in all {
        let mut on = |date| product(&mut session, &recipe, of, date).expect("there is such a product");
        let (one, other, again) = (on(Some("2026-03-31")), on(None), on(Some("2026-03-31")));
        assert_eq!(one, again, "{of:?}");
        assert_eq!(one != other, matches!(of, Product::Xlsx | Product::Report), "{of:?}");
    }
    let report = text_of(&mut session, &recipe, Product::Report);
    assert!(report.contains("on 31 March 2026."));
    let error =
        product(&mut session, &recipe, Product::Csv, Some("31/03/2026")).expect_err("it is no such date");
    assert_eq!(error.code, "session-date-unreadable");
}

#[test]
fn words_that_are_like_formulas_stay_words() {
    for name in ["=cmd|' /C calc'!A0.csv", "+1.csv", "-1.csv", "@SUM(1).csv"] {
        let mut session = session(&[(name, police().as_bytes())]);
        let recipe = by_region(Policy::Unprotected);
        for record in records(&text_of(&mut session, &recipe, Product::Pivot)) {
            for field in record {
                let is_formula = field.starts_with(['=', '+', '-', '@', '\t', '\r']);
                assert!(!is_formula || field.parse::<f64>().is_ok(), "{name}: {field}");
            }
        }
        let release = view(&mut session, recipe.clone()).expect("there are rows").release;
        let (_, bytes) = product(&mut session, &recipe, Product::Xlsx, None).expect("there is a workbook");
        let findings = sheet(&bytes, "Findings", &release);
        assert!(
            findings.iter().any(|row| row.iter().any(|cell| cell == name)),
            "{name} is a word: {findings:?}"
        );
    }
}

#[test]
fn a_report_shows_markup_in_names_and_runs_nothing() {
    let name = "</title><script>alert(1)</script><img src=x onerror='alert(2)'>\".csv";
    let mut session = session(&[(name, police().as_bytes())]);
    for of in [Product::Report, Product::TableHtml] {
        let html = text_of(&mut session, &by_region(Policy::Dfe), of);
        assert!(html.contains("&lt;script&gt;alert(1)"), "{of:?} names the file");
        for markup in ["<script", "<img", "<a ", "<link", "<iframe", "http-equiv=\"refresh\"", "</title><"] {
            assert!(!html.contains(markup), "{of:?} has {markup}");
        }
    }
    let report = text_of(&mut session, &by_region(Policy::Dfe), Product::Report);
    assert_eq!(report.matches("<style").count(), 1);
    assert!(!report.contains(" style="), "its policy allows no styles on elements");
    assert!(report.contains("content=\"default-src 'none'; style-src 'sha256-"));
}

#[test]
fn what_is_passed_on_does_not_say_how_many_rows_have_faults_or_how_files_are_written() {
    let text = police().replace("risk level", "Our Grading").replace("High", "Hi!");
    let mapped = r#"{"kind":"learn","mapping":{"whereaboutsMapping":1,"header":["child_ref","region","Our Grading","date missing"],
        "kind":"police","roles":["child","region","risk","start"],
        "assignments":[{"role":"risk","value":"Hi!","category":"High"}]}}"#;
    let mut session = Session::new([7; 16]);
    session.handle(serde_json::from_str(mapped).expect("it is a request"));
    crate::support::read(&mut session, "police.csv", text.as_bytes());
    let release = view(&mut session, by_region(Policy::Dfe)).expect("there are rows").release;
    assert!(release.has_suppressed());
    let mut words = |policy, of: Product| match of {
        Product::Xlsx => {
            let (_, bytes) =
                product(&mut session, &by_region(policy), of, None).expect("there is a workbook");
            let sheets = ["Table", "Data", "Notes", "Findings", "Recipe"];
            sheets
                .iter()
                .flat_map(|name| sheet(&bytes, name, &release))
                .flatten()
                .collect::<Vec<_>>()
                .join("\n")
        }
        _ => text_of(&mut session, &by_region(policy), of),
    };
    for of in [Product::Xlsx, Product::Report] {
        let words = words(Policy::Dfe, of);
        for secret in ["Hi!", "Our Grading", "14 rows", "13 used", "row 15"] {
            assert!(!words.contains(secret), "{of:?} has {secret}");
        }
    }
    assert!(words(Policy::Dfe, Product::Xlsx).contains("No start"), "the kind of fault is told");
    assert!(words(Policy::Unprotected, Product::Xlsx).contains("14 rows = 13 used + 1 set aside"));
    assert!(
        words(Policy::Dfe, Product::Recipe).contains("Hi!"),
        "whoever holds the files can map them again"
    );
}
