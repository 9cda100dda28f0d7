//! The TypeScript types of the boundary, generated from the Rust ones into the page's sources and checked by `cargo test`.

use super::message::{ColumnUse, Error, FileSummary, Holdings, Request, Response, SourceSummary, View};
use crate::cube::Axis;
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::disclosure::{Cell, Release, SetAside, SourceFile, Status};
use crate::ingest::Kind;
use crate::period::YearType;
use crate::recipe::{Dimension, Layout, Policy, Recipe, Source};
use ts_rs::TS;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/www/types/engine.ts");

fn declarations() -> String {
    let declarations = [
        Request::decl(),
        Response::decl(),
        Recipe::decl(),
        Dimension::decl(),
        YearType::decl(),
        Source::decl(),
        Policy::decl(),
        Layout::decl(),
        Holdings::decl(),
        FileSummary::decl(),
        Kind::decl(),
        SetAside::decl(),
        ColumnUse::decl(),
        SourceSummary::decl(),
        Diagnostic::decl(),
        Severity::decl(),
        Location::decl(),
        View::decl(),
        Release::decl(),
        Axis::decl(),
        Cell::decl(),
        Status::decl(),
        SourceFile::decl(),
        Error::decl(),
    ];
    let head = "// Generated from the Rust types by `cargo xtask codegen`; not to be edited.\n";
    let declarations = declarations.map(|declaration| format!("\nexport {declaration}\n"));
    format!("{head}{}", declarations.concat())
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the test compares a file of the project with what the types say"
)]
fn the_committed_types_are_those_of_the_core() {
    let declarations = declarations();
    if std::env::var("UPDATE").is_ok() {
        std::fs::write(PATH, &declarations).expect("www/types can be written");
    }
    let committed = std::fs::read_to_string(PATH).unwrap_or_default();
    assert!(committed == declarations, "www/types/engine.ts is out of date: run `cargo xtask codegen`");
}
