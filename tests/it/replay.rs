//! A saved recipe and the same files give the same bytes: in another session, and at the command line.

#![expect(clippy::disallowed_methods, reason = "the command line works on files")]

use crate::cases;
use crate::products::{product, text_of};
use crate::support::{read, view};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};
use whereabouts::ingest::Mapping;
use whereabouts::recipe::Recipe;
use whereabouts::session::{Product, Request, Response, SavedRecipe, Session};

const DATE: &str = "2026-03-31";

/// All files that there are of a view, by their names.
fn products(session: &mut Session, recipe: &Recipe) -> Vec<(String, Vec<u8>)> {
    Product::FILES.iter().filter_map(|of| product(session, recipe, *of, Some(DATE)).ok()).collect()
}

fn ledger(session: &mut Session) -> String {
    let text = r#"{"whereaboutsLedger":1,"exports":[]}"#.to_owned();
    let Response::Ledger { ledger } = session.handle(Request::LoadLedger { text }) else {
        panic!("no ledger")
    };
    ledger.text
}

fn load(session: &mut Session, text: &str) -> SavedRecipe {
    match session.handle(Request::LoadRecipe { text: text.to_owned() }) {
        Response::Recipe { saved, .. } => *saved,
        other => panic!("no recipe: {other:?}"),
    }
}

fn saved(session: &mut Session, recipe: &Recipe) -> String {
    text_of(session, recipe, Product::Recipe)
}

/// A session with another key that knows the recipe only, and is then given the files.
fn replayed(text: &str, files: &[(String, Vec<u8>)]) -> (Session, Recipe) {
    let mut session = Session::new([42; 16]);
    let recipe = load(&mut session, text).recipe;
    files.iter().for_each(|(name, bytes)| read(&mut session, name, bytes));
    (session, recipe)
}

#[test]
fn every_case_is_made_again_from_its_recipe_to_the_byte() {
    let mut n_cases = 0;
    for case in cases::all() {
        let (mut session, recipe) = cases::told(&case);
        if view(&mut session, recipe.clone()).is_err() {
            continue;
        }
        let text = saved(&mut session, &recipe);
        let (mut again, loaded) = replayed(&text, &cases::inputs(&case));
        again.handle(Request::LoadLedger { text: ledger(&mut session) });
        assert!(products(&mut session, &recipe) == products(&mut again, &loaded), "{case:?}");
        n_cases += 1;
    }
    assert!(n_cases > 50, "{n_cases}");
}

/// A return whose authority and year nobody knows but the user.
fn return_of(rows: u32) -> String {
    let row = |child: u32| format!("{child},01/01/2005,M,0{}/05/2017,\n", child % 9 + 1);
    "CHILD,DOB,MISSING,MIS_START,MIS_END\n".to_owned() + &(0..rows).map(row).collect::<String>()
}

#[test]
fn a_recipe_describes_files_that_are_held_already_and_the_user_has_the_last_word() {
    let file = ("missing.csv".to_owned(), return_of(20).into_bytes());
    let mut session = Session::new([1; 16]);
    read(&mut session, &file.0, &file.1);
    let describe = |authority: &str| Request::Describe {
        file: 1,
        authority: Some(authority.to_owned()),
        year: Some(2018),
    };
    session.handle(describe("Kent"));
    let recipe: Recipe = serde_json::from_str(r#"{"by":["year","region"]}"#).expect("it is a recipe");
    let text = saved(&mut session, &recipe);
    assert!(text.starts_with("{\n  \"whereaboutsRecipe\": 1,"));
    let mut other = Session::new([2; 16]);
    read(&mut other, &file.0, &file.1);
    load(&mut other, &text);
    assert_eq!(other.holdings().files[0].authority.as_deref(), Some("Kent"));
    assert!(products(&mut session, &recipe) == products(&mut other, &recipe));
    other.handle(describe("Norfolk"));
    let again = Request::Open { name: file.0.clone(), mapping: None, replaces: Some(1) };
    other.handle(again);
    other.push(&file.1);
    other.handle(Request::Close);
    assert_eq!(other.holdings().files[0].authority.as_deref(), Some("Norfolk"));
}

#[test]
fn a_recipe_remembers_the_sheet_of_a_workbook() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases/ingest");
    let name = "title-rows-and-second-sheet.xlsx";
    let path = folder.join("workbooks-with-title-rows-and-a-second-sheet").join(name);
    let bytes = fs::read(path).expect("the case is there");
    let wish = |sheet: &str| -> Mapping {
        let text = format!(
            r#"{{"whereaboutsMapping":1,"header":[],"kind":"unrecognised","roles":[],"sheet":"{sheet}"}}"#
        );
        serde_json::from_str(&text).expect("it is a mapping")
    };
    let mut session = Session::new([1; 16]);
    read(&mut session, name, &bytes);
    let first = session.holdings().files[0].clone();
    let other = first
        .sheets
        .iter()
        .find(|sheet| Some(*sheet) != first.sheet.as_ref())
        .expect("there are two")
        .clone();
    let open = Request::Open {
        name: name.to_owned(),
        mapping: Some(Box::new(wish(&other))),
        replaces: Some(first.id),
    };
    session.handle(open);
    session.push(&bytes);
    session.handle(Request::Close);
    assert_eq!(session.holdings().files[0].sheet.as_ref(), Some(&other));
    let recipe: Recipe = serde_json::from_str(r#"{"by":["year"]}"#).expect("it is a recipe");
    let text = saved(&mut session, &recipe);
    let mapping =
        load(&mut Session::new([2; 16]), &text).files.remove(0).mapping.expect("the sheet was said");
    assert_eq!(mapping.sheet.as_ref(), Some(&other));
}

#[test]
fn what_is_no_recipe_is_refused_and_changes_nothing() {
    let mut session = Session::new([1; 16]);
    let good = r#"{"whereaboutsRecipe":1,"version":"0","recipe":{"by":["year"]},"files":[]}"#;
    load(&mut session, good);
    for text in [
        "",
        "{}",
        "[1]",
        &good.replace(":1", ":2"),
        &good.replace("year", "shoe size"),
        &good.replace("files", "filez"),
    ] {
        let answer = session.handle(Request::LoadRecipe { text: text.to_owned() });
        let Response::Failed { error } = answer else { panic!("{text}: {answer:?}") };
        assert_eq!(error.code, "session-recipe-unreadable", "{text}");
    }
}

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_whereabouts")).args(args).output().expect("the command runs")
}

/// A folder of the test's own, empty.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("the test folder can be written");
    path
}

fn files_in(folder: &PathBuf) -> Vec<(String, Vec<u8>)> {
    let entries =
        fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("it can be listed"));
    let mut files: Vec<(String, Vec<u8>)> = entries
        .map(|entry| {
            (
                entry.file_name().to_string_lossy().into_owned(),
                fs::read(entry.path()).expect("it can be read"),
            )
        })
        .collect();
    files.sort();
    files
}

#[test]
fn the_command_line_makes_of_a_recipe_what_the_session_does() {
    let police = "child_ref,region,risk level,date missing\n".to_owned()
        + &(0..40)
            .map(|child| format!("{child},London,High,2019-06-0{}\n", child % 9 + 1))
            .collect::<String>();
    let inputs = [
        ("missing.csv".to_owned(), return_of(20).into_bytes()),
        ("police.csv".to_owned(), police.into_bytes()),
    ];
    let mut session = Session::new([1; 16]);
    inputs.iter().for_each(|(name, bytes)| read(&mut session, name, bytes));
    session.handle(Request::Describe { file: 1, authority: Some("Kent".to_owned()), year: Some(2018) });
    let recipe: Recipe = serde_json::from_str(r#"{"by":["year","source"]}"#).expect("it is a recipe");
    let mut expected = products(&mut session, &recipe);
    expected.sort();

    let folder = folder("replay");
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    fs::write(path("recipe.json"), saved(&mut session, &recipe)).expect("it can be written");
    inputs.iter().for_each(|(name, bytes)| fs::write(path(name), bytes).expect("it can be written"));
    let (saved, missing, police) = (path("recipe.json"), path("missing.csv"), path("police.csv"));
    // In any order of the files.
    for files in [[&missing, &police], [&police, &missing]] {
        let to = path("out");
        let output = run(&["run", &saved, files[0], files[1], "--output-dir", &to, "--date", DATE]);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{errors}");
        assert!(!errors.contains("whereabouts: "), "{errors}");
        assert!(files_in(&to.into()) == expected, "the page's bytes are others");
    }
    let csv = run(&["run", &saved, &missing, &police, "--product", "csv"]);
    let (_, expected) = product(&mut session, &recipe, Product::Csv, None).expect("there are figures");
    assert_eq!(csv.stdout, expected);

    fs::write(&police, [inputs[1].1.as_slice(), b"99,London,High,2019-06-01\n"].concat())
        .expect("it can be written");
    let output = run(&["run", &saved, &missing, &police, "--product", "csv"]);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0));
    assert!(errors.contains("police.csv is none of the files that the recipe was made with"), "{errors}");
    assert!(errors.contains("the recipe was made with a file that is not given"), "{errors}");
    let code = |args: &[&str]| run(args).status.code();
    assert_eq!(code(&["run", &missing, &police, "--product", "csv"]), Some(2), "no recipe");
    assert_eq!(code(&["run", &saved, &police]), Some(2), "nowhere to write");
    assert_eq!(code(&["run", &saved, &police, "--product", "csv", "--date", "31 March"]), Some(2));
    assert_eq!(code(&["run", &path("none.json"), &police, "--product", "csv"]), Some(1));
}

#[test]
fn a_recipe_made_after_exports_asks_for_their_ledger() {
    let rows: String =
        (0..40).map(|child| format!("{child},London,High,2019-06-0{}\n", child % 9 + 1)).collect();
    let police = format!("child_ref,region,risk level,date missing\n{rows}");
    let mut session = Session::new([1; 16]);
    read(&mut session, "police.csv", police.as_bytes());
    let [earlier, recipe]: [Recipe; 2] =
        serde_json::from_str(r#"[{"by":["year"]},{"by":["year","risk"]}]"#).expect("these are recipes");
    session.handle(Request::Export { recipe: earlier });
    let folder = folder("replay-ledger");
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    fs::write(path("ledger.json"), ledger(&mut session)).expect("it can be written");
    fs::write(path("recipe.json"), saved(&mut session, &recipe)).expect("it can be written");
    fs::write(path("police.csv"), police).expect("it can be written");
    let args = ["run", &path("recipe.json"), &path("police.csv"), "--product", "recipe"].map(str::to_owned);
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let csv = view(&mut session, recipe.clone()).expect("there are figures").csv;
    session.handle(Request::Export { recipe: recipe.clone() });
    assert_eq!(text_of(&mut session, &recipe, Product::Csv), csv, "what is noted stays what was shown");
    let without = run(&args);
    assert!(String::from_utf8_lossy(&without.stderr).contains("protected together with 1 earlier export"));
    let with = run(&[&args[..], &["--ledger", &path("ledger.json")]].concat());
    assert!(!String::from_utf8_lossy(&with.stderr).contains("earlier export"));
    assert_eq!(String::from_utf8_lossy(&with.stdout), saved(&mut session, &recipe));
    let noted = fs::read_to_string(path("ledger.json")).expect("it is there");
    assert_eq!(noted.matches("\"recipe\":").count(), 2, "what leaves is noted");
}
