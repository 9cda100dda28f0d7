//! Cases as folders: `tests/cases/<phase>/<what it shows>/` holds the input files and `case.json`, and the expected figures,
//! picture, notes and findings in files of their own. A folder is all that a new case needs; `UPDATE=1` writes what is
//! expected, to be read before it is accepted. The browser tests take the same folders.

#![expect(clippy::disallowed_methods, reason = "cases are files")]

use crate::support::{read, view};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use whereabouts::published::PublishedChoice;
use whereabouts::recipe::Recipe;
use whereabouts::session::{Request, Response, Session};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");

#[test]
fn every_case_comes_out_as_expected() {
    let mut n_cases = 0;
    let mut failures = Vec::new();
    for phase in folders(Path::new(ROOT)) {
        for case in folders(&phase) {
            n_cases += 1;
            failures.extend(check(&case));
        }
    }
    assert!(n_cases > 0, "there are no cases in {ROOT}");
    assert!(failures.is_empty(), "{} of {n_cases} cases differ:\n{}", failures.len(), failures.join("\n"));
}

fn folders(of: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(of).unwrap_or_else(|error| panic!("{}: {error}", of.display()));
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a folder can be listed").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

/// Runs one case; what differs from what is expected.
fn check(case: &Path) -> Vec<String> {
    let text = fs::read_to_string(case.join("case.json")).unwrap_or_else(|error| panic!("{case:?}: {error}"));
    let spec: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{case:?}: {error}"));
    let mut session = Session::new(crate::support::KEY);
    for mapping in spec["mappings"].as_array().into_iter().flatten() {
        let mapping = serde_json::from_value(mapping.clone()).expect("mappings holds mappings");
        session.handle(Request::Learn { mapping });
    }
    for name in spec["files"].as_array().expect("files is a list") {
        let name = name.as_str().expect("files are names");
        let bytes = fs::read(case.join(name)).unwrap_or_else(|error| panic!("{case:?}/{name}: {error}"));
        read(&mut session, name, &bytes);
    }
    for description in spec["describe"].as_array().into_iter().flatten() {
        let request: Request = serde_json::from_value(description.clone()).expect("describe holds requests");
        let answer = session.handle(request);
        assert!(matches!(answer, Response::Holdings { .. }), "{case:?}: {answer:?}");
    }
    for export in spec["exports"].as_array().into_iter().flatten() {
        let recipe = serde_json::from_value(export.clone()).expect("exports holds recipes");
        let answer = session.handle(Request::Export { recipe });
        assert!(matches!(answer, Response::Ledger { .. }), "{case:?}: {answer:?}");
    }
    let recipe: Recipe =
        serde_json::from_value(spec["recipe"].clone()).unwrap_or_else(|error| panic!("{case:?}: {error}"));
    session.handle(Request::Check);
    let findings: Vec<String> =
        session.holdings().diagnostics.iter().map(|diagnostic| format!("{diagnostic}\n")).collect();
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let mut products = vec![
        ("expected.findings.txt", some(findings.concat())),
        ("expected.files.txt", some(files(&session)).filter(|_| is_about_files(case))),
        ("expected.published.csv", some(published(&mut session))),
    ];
    match view(&mut session, recipe) {
        Ok(view) => products.extend([
            ("expected.csv", Some(view.csv)),
            ("expected.svg", view.svg),
            ("expected.no-picture.txt", view.no_picture.map(|why| format!("{why}\n"))),
            ("expected.notes.txt", Some(view.notes)),
            ("expected.error.txt", None),
        ]),
        Err(error) => products.extend([
            ("expected.csv", None),
            ("expected.svg", None),
            ("expected.no-picture.txt", None),
            ("expected.notes.txt", None),
            ("expected.error.txt", Some(format!("{} {} [{}]\n", error.message, error.hint, error.code))),
        ]),
    }
    products.into_iter().filter_map(|(name, found)| compare(&case.join(name), found)).collect()
}

/// Whether a case shows how files are read: what they were taken for is then expected too.
fn is_about_files(case: &Path) -> bool {
    case.parent().is_some_and(|phase| phase.ends_with("ingest") || phase.ends_with("published"))
}

/// What each file was taken for: its kind, its columns and what is asked of the user.
fn files(session: &Session) -> String {
    let mut text = String::new();
    for file in session.holdings().files {
        let rows = format!("{} rows, {} used", file.n_rows, file.n_used);
        text.push_str(&format!(
            "{}: {}; header in row {}; {rows}",
            file.name, file.kind_label, file.header_row
        ));
        if let Some((first, last)) = file.years {
            text.push_str(&format!("; {first} to {last}"));
        }
        if !file.places.is_empty() {
            text.push_str(&format!("; {}", file.places.join(", ")));
        }
        for (is_so, words) in [(file.asks_date_order, "day or month first?"), (file.asks_authority, "whose?")]
        {
            if is_so {
                text.push_str(&format!("; asks: {words}"));
            }
        }
        text.push('\n');
        for other in file.others {
            text.push_str(&format!("  also {}: {} rows\n", other.label, other.n_rows));
        }
        for column in file.columns {
            let role = match (column.label, column.identifies) {
                (Some(label), _) => label.to_owned(),
                (None, Some(identifies)) => format!("not read, looks like {identifies}"),
                (None, None) => "not read".to_owned(),
            };
            text.push_str(&format!("  {}: {role}\n", column.header));
        }
    }
    text
}

/// All tables of all files of published figures.
fn published(session: &mut Session) -> String {
    let mut text = String::new();
    for file in session.holdings().files {
        let Some(summary) = file.published else { continue };
        text.push_str(&format!("# {}: {}\n", file.name, summary.form_label));
        for level in &summary.levels {
            let mut units: Vec<_> = summary.measures.iter().map(|measure| measure.unit).collect();
            units.dedup();
            for unit in units {
                let choice = PublishedChoice { level: level.level, unit, measure: None };
                let answer = session.handle(Request::Published { file: file.id, choice });
                let Response::Published { csv, .. } = answer else { panic!("{answer:?}") };
                text.push_str(&csv);
            }
        }
    }
    text
}

/// Compares a product with its file, which is absent where there is no product. With `UPDATE` the file follows the product.
fn compare(path: &Path, found: Option<String>) -> Option<String> {
    if std::env::var("UPDATE").is_ok() {
        match &found {
            Some(found) => fs::write(path, found).expect("an expected file can be written"),
            None if path.exists() => fs::remove_file(path).expect("an expected file can be removed"),
            None => {}
        }
    }
    let expected = fs::read_to_string(path).ok();
    (expected != found).then(|| {
        let found = found.unwrap_or_else(|| "(nothing)".to_owned());
        format!(
            "--- {}\nexpected: {}\nfound: {found}",
            path.display(),
            expected.as_deref().unwrap_or("(nothing)")
        )
    })
}
