//! The command line as a script sees it: exit codes, and what goes to which stream.

#![expect(clippy::disallowed_methods, reason = "the command line works on files")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_whereabouts")).args(args).output().expect("the command runs")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("output is text")
}

/// A file of the test's own with this content.
fn file(name: &str, content: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).expect("the test folder can be written");
    path.to_string_lossy().into_owned()
}

/// A police extract with six children in one cell and one in another.
fn police(name: &str) -> String {
    let mut content = "child_ref,region,risk level,date missing\n".to_owned();
    for child in 1..=6 {
        content.push_str(&format!("{child},London,High,2019-06-01\n"));
    }
    content.push_str("7,London,Low,2019-06-01\n8,London,Low,\n");
    file(name, &content)
}

#[test]
fn figures_go_to_standard_output_and_findings_to_standard_error() {
    let output = run(&["tabulate", &police("streams.csv"), "--by", "year,risk"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        text(&output.stdout),
        "year,risk,value,status\n\
         2020,High,,suppressed\n2020,Medium,0,zero\n2020,Low,,suppressed\n2020,No apparent risk,0,zero\n\
         2020,Not recorded,0,zero\n2020,Total,7,value\n\
         Total,High,,suppressed\nTotal,Medium,0,zero\nTotal,Low,,suppressed\nTotal,No apparent risk,0,zero\n\
         Total,Not recorded,0,zero\nTotal,Total,7,value\n"
    );
    let errors = text(&output.stderr);
    assert!(errors.contains("streams.csv, row 9, column date missing: The start date is blank"), "{errors}");
    assert!(errors.contains("numbers of rows not told, where figures are suppressed"), "{errors}");
}

#[test]
fn unprotected_output_says_so() {
    let path = police("unprotected.csv");
    let table = run(&["tabulate", &path, "--by", "year,risk", "--policy", "unprotected"]);
    assert!(text(&table.stdout).contains("2020,Low,1,value\n"));
    assert!(text(&table.stderr).contains("UNPROTECTED"));
    assert!(text(&table.stderr).contains("8 rows = 7 used + 1 set aside"));
    let json = run(&["tabulate", &path, "--by", "year", "--policy", "unprotected", "--format", "json"]);
    let release: serde_json::Value = serde_json::from_slice(&json.stdout).expect("it is JSON");
    assert_eq!(release["policy"], "unprotected");
    let chart = run(&["chart", &path, "--by", "year,risk", "--policy", "unprotected"]);
    assert!(text(&chart.stdout).contains("UNPROTECTED"));
}

#[test]
fn a_chart_is_written_where_it_is_wanted() {
    let to = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("trend.svg");
    let to = to.to_str().expect("the path is text");
    let output = run(&["chart", &police("chart.csv"), "--by", "year,region", "-o", to]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0));
    let svg = fs::read_to_string(to).expect("the chart was written");
    assert!(svg.starts_with("<svg role=\"img\"") && svg.contains("<title") && svg.contains("<desc"));
}

#[test]
fn a_sample_can_be_read_back_and_stays_labelled() {
    let sample = run(&["sample", "--rows", "500", "--seed", "3", "--kind", "regional"]);
    let path = file("sample.csv", text(&sample.stdout));
    let output = run(&["tabulate", &path, "--by", "region"]);
    assert!(text(&output.stderr).contains("SYNTHETIC"));
    assert!(text(&output.stdout).ends_with("Total,500,value\n"));
}

#[test]
fn an_ssda903_file_can_be_told_whose_it_is() {
    let sample = run(&["sample", "--rows", "300", "--kind", "ssda903"]);
    let path = file("903.csv", text(&sample.stdout));
    let args = ["tabulate", &path, "--by", "year,region"];
    assert!(text(&run(&args).stdout).contains("2018,Region not known,300,value"));
    let told = [&args[..], &["--authority", "Norfolk", "--collection-year", "2018"]].concat();
    assert!(text(&run(&told).stdout).contains("2018,East of England,300,value"));
    let mistold = [&args[..], &["--authority", "Atlantis"]].concat();
    assert_eq!(run(&mistold).status.code(), Some(2));
}

#[test]
fn exit_codes_tell_usage_from_nothing_usable() {
    let police = police("exit.csv");
    let other = file("exit-other.csv", "a,b\n1,2\n");
    let authority = file("exit-la.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END\n1,01/01/2005,M,01/05/2018,\n");
    let code = |args: &[&str]| run(args).status.code();
    assert_eq!(code(&["tabulate", &other, "--by", "year"]), Some(1));
    assert_eq!(code(&["tabulate", "no-such-file.csv", "--by", "year"]), Some(1));
    assert_eq!(code(&["tabulate", &police]), Some(2));
    assert_eq!(code(&["tabulate", &police, "--by", "colour"]), Some(2));
    assert_eq!(code(&["tabulate", &police, "--by", "year,year"]), Some(2));
    assert_eq!(code(&["chart", &police, "--by", "region"]), Some(2));
    // Two sources are never added together; the user must say which.
    assert_eq!(code(&["tabulate", &police, &authority, "--by", "year"]), Some(2));
    assert_eq!(code(&["tabulate", &police, &authority, "--by", "year", "--source", "police"]), Some(0));
    // One file that can be used is enough; what is wrong with the other is said.
    let output = run(&["tabulate", &police, &other, "--by", "year"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stderr).contains("exit-other.csv: No row was recognised"));
}

#[test]
fn identical_episodes_count_once_if_that_is_wanted() {
    let mut content = "child_ref,region,date missing,date found\n".to_owned();
    for child in 1..=6 {
        content.push_str(&format!("{child},London,2019-06-01,2019-06-02\n").repeat(2));
    }
    let path = file("identical.csv", &content);
    let args = ["tabulate", &path, "--by", "year"];
    let each = run(&args);
    assert!(text(&each.stdout).starts_with("year,value,status\n2020,12,value\n"));
    assert!(text(&each.stderr).contains("row 3 and 5 more: The same child has an identical episode"));
    let once = run(&[&args[..], &["--duplicates", "counted_once"]].concat());
    assert!(text(&once.stdout).starts_with("year,value,status\n2020,6,value\n"));
    assert!(text(&once.stderr).contains("12 rows = 6 used + 6 set aside"), "{}", text(&once.stderr));
}

#[test]
fn dates_that_can_be_read_either_way_are_read_as_the_command_says() {
    let rows = "1,London,03/04/2019,04/04/2019\n2,London,05/06/2019,05/06/2019\n";
    let path = file("either.csv", &format!("child_ref,region,date missing,date found\n{rows}"));
    let args = ["tabulate", &path, "--by", "year", "--policy", "unprotected"];
    assert_eq!(run(&args).status.code(), Some(2), "nothing is counted before it is known");
    let counted = |order: &str| text(&run(&[&args[..], &["--date-order", order]].concat()).stdout).to_owned();
    assert_eq!(counted("day_first"), "year,value,status\n2020,2,value\nTotal,2,value\n");
    assert_eq!(counted("month_first"), "year,value,status\n2019,1,value\n2020,1,value\nTotal,2,value\n");
}

#[test]
fn a_saved_mapping_is_applied_to_files_with_its_header() {
    let path =
        file("mapped.csv", "who,where,when,grade\n1,London,2019-06-01,Std\n2,London,2019-06-02,High\n");
    let mapping = r#"{"whereaboutsMapping":1,"header":["who","where","when","grade"],"kind":"police",
        "roles":["child","region","start","risk"],"assignments":[{"role":"risk","value":"Std","category":"Medium"}]}"#;
    let mapping = file("mapped.json", mapping);
    let args = ["tabulate", &path, "--by", "risk", "--policy", "unprotected"];
    assert_eq!(run(&args).status.code(), Some(1));
    let output = run(&[&args[..], &["--mapping", &mapping]].concat());
    assert!(text(&output.stdout).contains("Medium,1,value\n"), "{}", text(&output.stdout));
    assert_eq!(run(&[&args[..], &["--mapping", &path]].concat()).status.code(), Some(2), "no mapping");
}

#[test]
fn what_a_file_was_taken_for_and_its_findings_are_told_as_json() {
    let path =
        file("inspected.csv", "child_ref,region,date missing,date found\n1,Yorks,2019-06-01,2019-06-02\n");
    let output = run(&["inspect", &path]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(told["files"][0]["kind"], "police");
    assert_eq!(told["files"][0]["nRows"], 1);
    assert_eq!(told["isChecked"], true);
    assert!(told["diagnostics"].as_array().is_some_and(|found| !found.is_empty()), "{told}");
}

#[test]
fn published_figures_are_written_as_they_were_published() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/published/foi-cleveland/input.csv");
    let output = run(&["published", path]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(
        text(&output.stdout).starts_with("measure,breakdown,place,region,is_total,year,unit,value,status\n")
    );
    assert_eq!(run(&["published", path, "--level", "local_authority"]).status.code(), Some(2));
    assert_eq!(run(&["published", path, "--level", "village"]).status.code(), Some(2));
    let police = file("not-published.csv", "child_ref,region,date missing\n1,London,2019-06-01\n");
    assert_eq!(run(&["published", &police]).status.code(), Some(2));
}

#[test]
fn what_is_told_of_a_file_holds_no_reference_of_a_child() {
    let path = file("references.csv", "child_ref,region,date missing\nKX-48151623,London,2019-06-01\n");
    let output = run(&["inspect", &path]);
    assert!(text(&output.stdout).contains("AA-99999999"), "{}", text(&output.stdout));
    assert!(![&output.stdout, &output.stderr].iter().any(|told| text(told).contains("48151623")));
}

#[test]
fn every_measure_and_dimension_that_is_listed_can_be_asked_for_by_its_name() {
    let police = police("names.csv");
    let names = |command: &str| -> Vec<String> {
        let output = run(&[command]);
        assert_eq!(output.status.code(), Some(0));
        let is_name = |line: &&str| !line.is_empty() && !line.contains(' ');
        text(&output.stdout).lines().filter(is_name).map(str::to_owned).collect()
    };
    let (measures, expressions): (Vec<String>, Vec<String>) =
        names("measures").into_iter().partition(|name| !is_expression(name));
    assert_eq!((measures.len(), expressions.len()), (17, 8));
    for measure in &measures {
        let output = run(&["tabulate", &police, "--by", "year", "--measure", measure]);
        assert_eq!(output.status.code(), Some(0), "{measure}: {}", text(&output.stderr));
        assert!(text(&output.stdout).starts_with("year,value,status\n2020,"), "{measure}");
    }
    for expression in &expressions {
        let output = run(&["tabulate", &police, "--by", "year,risk", "--as", expression]);
        let refusals = ["session-no-population", "session-needs-both-sources"];
        let is_refused = refusals.iter().any(|code| text(&output.stderr).contains(code));
        assert!(output.status.code() == Some(0) || is_refused, "{expression}: {}", text(&output.stderr));
    }
    for dimension in names("dimensions") {
        let output = run(&["tabulate", &police, "--by", &dimension, "--where", "risk=High"]);
        let expected = match dimension.as_str() {
            "source" => "session-dimension-count",
            "seen_by" => "session-needs-both-sources",
            _ => "",
        };
        assert!(text(&output.stderr).contains(expected), "{dimension}: {}", text(&output.stderr));
        assert_eq!(output.status.code() == Some(0), expected.is_empty(), "{dimension}");
    }
}

fn is_expression(name: &str) -> bool {
    [
        "number",
        "share",
        "rate",
        "change_on_year_before",
        "change_on_base_year",
        "index",
        "ratio",
        "difference",
    ]
    .contains(&name)
}

#[test]
fn a_category_that_is_not_there_is_refused_with_those_that_are() {
    let output = run(&["tabulate", &police("category.csv"), "--by", "year", "--where", "risk=hihg"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("There is no \"hihg\" in risk category. Choose of: High; Medium; Low")
    );
    let output = run(&["tabulate", &police("category.csv"), "--by", "year", "--where", "risk"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("such as risk=high"));
}

#[test]
fn a_table_too_large_to_be_protected_is_refused_and_can_be_had_unprotected() {
    let rows =
        "child_ref,region,date missing,time missing\n1,London,2000-01-03,10:00\n2,London,2024-01-03,10:00\n";
    let path = file("large-table.csv", rows);
    let args = ["tabulate", &path, "--by", "year,hour,weekday", "--year-type", "month"];
    let refused = run(&args);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("[session-too-many-cells-to-protect]"));
    let unprotected = run(&[&args[..], &["--policy", "unprotected"]].concat());
    assert_eq!(unprotected.status.code(), Some(0));
}

/// The file of a case.
fn case(name: &str) -> String {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name).to_string_lossy().into_owned()
}

#[test]
fn exports_that_are_noted_in_one_ledger_are_protected_together() {
    let path = case("disclosure/two-exports-that-differ-by-one-region/police.csv");
    let ledger = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("ledger.json");
    // What an earlier run of the tests has left.
    let _ = fs::remove_file(&ledger);
    let ledger = ledger.to_str().expect("the path is text");
    let all = ["tabulate", &path, "--by", "year"];
    let some = [&all[..], &["--where", "region=london", "--where", "region=South West"]].concat();
    let noted = |args: &[&str]| run(&[args, &["--ledger", ledger]].concat());
    assert!(text(&noted(&all).stdout).contains("2018,23,value\n"));
    assert!(text(&run(&some).stdout).contains("2018,21,value\n"), "by itself it can be shown");
    assert!(text(&noted(&some).stdout).contains("2018,,suppressed\n"), "beside the other it cannot");
    let damaged = file("damaged.json", "{}");
    let output = run(&[&all[..], &["--ledger", &damaged]].concat());
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(text(&output.stderr).contains("session-ledger-unreadable"), "{}", text(&output.stderr));
}

#[test]
fn an_audit_says_what_a_reader_can_place() {
    let header = "year,risk,value,status\n";
    let rows = "2019,High,,suppressed\n2019,Low,20,value\n2019,Total,23,value\n2020,High,14,value\n2020,Low,9,value\n\
                2020,Total,23,value\nTotal,High,17,value\nTotal,Low,29,value\nTotal,Total,46,value\n";
    let output = run(&["audit", &file("exposed.csv", &(header.to_owned() + rows))]);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(text(&output.stdout), "cell,least,most,status\n\"risk High, year 2019\",3,3,exposed\n");
    let safe = run(&["audit", &case("disclosure/margins-do-not-reveal-what-is-suppressed/expected.csv")]);
    assert_eq!(safe.status.code(), Some(0), "{}", text(&safe.stderr));
    assert_eq!(text(&safe.stdout).matches(",safe\n").count(), 8);
    let output = run(&["audit", &file("none.csv", "year,value\n2019,3\n")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("it has no column status"), "{}", text(&output.stderr));
}

#[test]
fn policies_are_named_or_made() {
    let path = case("disclosure/health-statistics-round-to-five/police.csv");
    let tabulate = |policy: &str| run(&["tabulate", &path, "--by", "year", "--policy", policy]);
    assert!(text(&tabulate("health").stdout).ends_with("2018,20,value\n2019,30,value\nTotal,50,value\n"));
    assert!(text(&tabulate("custom:threshold=3,round=10").stdout).contains("2019,30,value\n"));
    assert!(
        text(&tabulate("research").stderr).contains("1 to 9 children"),
        "{}",
        text(&tabulate("research").stderr)
    );
    for wrong in ["custom:threshold=40", "custom:round", "custom:zero=shown", "strict"] {
        assert_eq!(tabulate(wrong).status.code(), Some(2), "{wrong}");
    }
}
