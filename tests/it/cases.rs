//! Cases as folders: `tests/cases/<phase>/<what it shows>/` holds the input files and `case.json`, and the expected figures,
//! picture, notes and findings in files of their own. A folder is all that a new case needs; `UPDATE=1` writes what is
//! expected, to be read before it is accepted. The browser tests take the same folders.

#![expect(clippy::disallowed_methods, reason = "cases are files")]

use crate::support::{read, view};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
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
    let recipe: Recipe =
        serde_json::from_value(spec["recipe"].clone()).unwrap_or_else(|error| panic!("{case:?}: {error}"));
    let findings: Vec<String> =
        session.holdings().diagnostics.iter().map(|diagnostic| format!("{diagnostic}\n")).collect();
    let mut products =
        vec![("expected.findings.txt", Some(findings.concat()).filter(|text| !text.is_empty()))];
    match view(&mut session, recipe) {
        Ok(view) => products.extend([
            ("expected.csv", Some(view.csv)),
            ("expected.svg", view.svg),
            ("expected.notes.txt", Some(view.notes)),
            ("expected.error.txt", None),
        ]),
        Err(error) => products.extend([
            ("expected.csv", None),
            ("expected.svg", None),
            ("expected.notes.txt", None),
            ("expected.error.txt", Some(format!("{} {} [{}]\n", error.message, error.hint, error.code))),
        ]),
    }
    products.into_iter().filter_map(|(name, found)| compare(&case.join(name), found)).collect()
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
