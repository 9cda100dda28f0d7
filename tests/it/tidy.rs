//! The rules of the tree that a compiler does not check.

#![expect(clippy::disallowed_methods, reason = "the tree is read as files")]

use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The longest that a source file may be before it is time to split it by noun.
const MAX_LINES: usize = 500;

/// Which modules each module of the core may name. Data flows one way: none of these edges points backwards.
const EDGES: [(&str, &[&str]); 16] = [
    ("diagnostic", &[]),
    ("period", &[]),
    ("reference", &["period"]),
    ("statistics", &["cube", "diagnostic", "disclosure", "recipe"]),
    ("recipe", &["period"]),
    ("ingest", &["diagnostic", "period", "recipe", "reference"]),
    ("episodes", &["diagnostic", "ingest", "period", "recipe", "reference"]),
    ("published", &["diagnostic", "ingest", "period", "recipe", "reference"]),
    ("cube", &["diagnostic", "episodes", "ingest", "period", "recipe", "reference"]),
    ("disclosure", &["cube", "recipe"]),
    ("chart", &["diagnostic", "disclosure", "recipe", "statistics"]),
    ("export", &["cube", "diagnostic", "disclosure", "period", "published", "recipe"]),
    ("sample", &["ingest", "period"]),
    (
        "session",
        &[
            "chart",
            "cube",
            "diagnostic",
            "disclosure",
            "episodes",
            "export",
            "ingest",
            "period",
            "published",
            "recipe",
            "reference",
            "sample",
            "statistics",
        ],
    ),
    ("wasm", &["ingest", "recipe", "session"]),
    ("lib", &[]),
];

/// The crates that only some files may name.
const CONFINED: [(&str, &[&str]); 4] = [
    ("wasm_bindgen", &["src/wasm.rs"]),
    ("polars_core", &["src/ingest/table.rs"]),
    ("plotters", &["src/chart/"]),
    ("clap", &["src/bin/"]),
];

fn sources(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut waiting = vec![PathBuf::from(ROOT).join(folder)];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).expect("a folder can be listed");
            waiting.extend(entries.map(|entry| entry.expect("a folder can be listed").path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source file is text");
            let name = path.strip_prefix(Path::new(ROOT)).expect("it lies below the root");
            found.push((name.to_string_lossy().replace('\\', "/"), text));
        }
    }
    found.sort();
    found
}

/// The module of the core that a file belongs to.
fn module(file: &str) -> &str {
    let rest = file.strip_prefix("src/").unwrap_or(file);
    rest.split(['/', '.']).next().unwrap_or(rest)
}

/// The code of a file without comment lines.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

#[test]
fn modules_name_only_the_modules_before_them() {
    let mut wrong = Vec::new();
    for (file, text) in sources("src").iter().filter(|(file, _)| !file.starts_with("src/bin/")) {
        let from = module(file);
        let allowed = EDGES.iter().find(|(module, _)| *module == from).map(|(_, allowed)| *allowed);
        let allowed = allowed.unwrap_or_else(|| panic!("{file}: say which modules {from} may name"));
        for line in code(text) {
            for rest in line.split("crate::").skip(1) {
                let to = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or(rest);
                if to != from && !allowed.contains(&to) {
                    wrong.push(format!("{file}: {from} names {to}: {}", line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn crates_are_named_only_where_they_belong() {
    let mut wrong = Vec::new();
    for (file, text) in sources("src") {
        for (name, homes) in CONFINED {
            let is_home = homes.iter().any(|home| file.starts_with(home));
            if !is_home && code(&text).any(|line| line.contains(&format!("{name}::"))) {
                wrong.push(format!("{file} names {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn counts_cannot_be_serialised() {
    for (file, text) in sources("src/cube").into_iter().chain(sources("src/episodes")) {
        let serialised = code(&text).filter(|line| line.contains("Serialize")).count();
        let is_axis = file == "src/cube/axis.rs";
        assert!(serialised == 0 || is_axis, "{file}: only the names of categories may leave a cube");
    }
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests", "xtask"] {
        for (file, text) in sources(folder) {
            if text.lines().count() > MAX_LINES {
                wrong.push(format!("{file} has more than {MAX_LINES} lines"));
            }
            if !text.starts_with("//!") {
                wrong.push(format!("{file} does not begin by saying what it is"));
            }
        }
    }
    let lines_of =
        |name: &str| fs::read_to_string(Path::new(ROOT).join(name)).expect("it is there").lines().count();
    for (name, most) in [("src/lib.rs", 100), ("src/wasm.rs", 200), ("src/bin/whereabouts/main.rs", 200)] {
        if lines_of(name) > most {
            wrong.push(format!("{name} has more than {most} lines"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
