//! The TypeScript types of the boundary, generated from the Rust ones into the page's sources and checked by `cargo test`.

use super::ledger::LedgerEntry;
use super::message::{
    Choice, ColumnSummary, DimensionSummary, Error, FileSummary, Holdings, KindName, Ledger, Request,
    Response, RoleName, SourceSummary, TableSummary, Together, UnknownValue, View, Vocabulary, YearTypeName,
};
use super::product::Product;
use super::saved::{SavedFile, SavedRecipe};
use crate::cube::Axis;
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::disclosure::{
    Audit, Cell, Progress, Release, Rows, SeriesBreak, SetAside, SourceFile, Stage, Status,
};
use crate::ingest::{Assignment, Kind, Mapping, Role, Why};
use crate::period::{DateOrder, YearType};
use crate::published::{
    Figure, Form, Level, PublishedChoice, PublishedLevel, PublishedMeasure, PublishedRow, PublishedStatus,
    PublishedSummary, PublishedTable, PublishedYear, Unit,
};
use crate::recipe::{
    Chart, CustomPolicy, Dimension, Duplicates, Expression, Filter, Layout, Matching, Measure, Policy,
    Recipe, SmallFigures, Source,
};
use crate::reference::Category;
use ts_rs::TS;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/www/types/engine.ts");

fn declarations() -> String {
    let declarations = [
        Request::decl(),
        Response::decl(),
        Progress::decl(),
        Stage::decl(),
        Recipe::decl(),
        Filter::decl(),
        Matching::decl(),
        Measure::decl(),
        Expression::decl(),
        Dimension::decl(),
        YearType::decl(),
        Source::decl(),
        Policy::decl(),
        CustomPolicy::decl(),
        SmallFigures::decl(),
        Duplicates::decl(),
        Chart::decl(),
        Layout::decl(),
        Holdings::decl(),
        FileSummary::decl(),
        Kind::decl(),
        Rows::decl(),
        SetAside::decl(),
        TableSummary::decl(),
        ColumnSummary::decl(),
        Why::decl(),
        Role::decl(),
        Category::decl(),
        Mapping::decl(),
        Assignment::decl(),
        DateOrder::decl(),
        UnknownValue::decl(),
        Vocabulary::decl(),
        Choice::<Measure>::decl(),
        YearTypeName::decl(),
        RoleName::decl(),
        KindName::decl(),
        SourceSummary::decl(),
        DimensionSummary::decl(),
        Diagnostic::decl(),
        Severity::decl(),
        Location::decl(),
        View::decl(),
        Release::decl(),
        Axis::decl(),
        Cell::decl(),
        Audit::decl(),
        Ledger::decl(),
        LedgerEntry::decl(),
        Product::decl(),
        SavedRecipe::decl(),
        SavedFile::decl(),
        Together::decl(),
        Status::decl(),
        SourceFile::decl(),
        SeriesBreak::decl(),
        PublishedSummary::decl(),
        Form::decl(),
        PublishedLevel::decl(),
        Level::decl(),
        PublishedMeasure::decl(),
        Unit::decl(),
        PublishedChoice::decl(),
        PublishedTable::decl(),
        PublishedYear::decl(),
        PublishedRow::decl(),
        Figure::decl(),
        PublishedStatus::decl(),
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
