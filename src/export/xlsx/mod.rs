//! A release as a workbook: the table, the same figures one to a row, and all that a reader must know, on sheets of their own.

mod book;

use super::csv::TOTAL;
use super::date::Date;
use super::notes;
use super::pivot::{Pivot, key, letter, warnings};
use crate::diagnostic::{Diagnostic, Severity, capitalised};
use crate::disclosure::{Cell, Release, Status};
use crate::recipe::{Policy, Recipe};
use book::{Properties, Sheet, Style, Value, workbook};

/// Writes the workbook. `saved` is the recipe as it is passed on, `findings` are those about the files behind the figures.
pub fn xlsx(
    release: &Release,
    recipe: &Recipe,
    saved: &str,
    findings: &[Diagnostic],
    date: Option<Date>,
) -> Vec<u8> {
    let sheets = vec![
        table(release, recipe),
        data(release),
        notes_sheet(release, date),
        findings_sheet(release, findings),
        recipe_sheet(saved),
    ];
    let description = format!("{} Made with Whereabouts {}.", release.subtitle(), release.version());
    let date = date.map(Date::in_digits);
    workbook(
        sheets,
        release.decimals(),
        &Properties { title: release.title(), description: &description, date },
    )
}

/// A cell as it stands among figures: a real number, or the letter that says why there is none.
fn figure(release: &Release, cell: &Cell) -> Value<'static> {
    let style = match cell.status() {
        Status::RoundedToZero => Style::LowFigure,
        Status::LowReliability => Style::UnreliableFigure,
        _ => Style::Figure,
    };
    match (cell.figure(), letter(cell.status())) {
        (Some(figure), _) => number(release, figure, style),
        (None, Some(letter)) => Value::Text(letter, Style::Letter),
        (None, None) => Value::Blank,
    }
}

/// A number with the decimals that are released, none beyond them.
fn number(release: &Release, figure: f64, style: Style) -> Value<'static> {
    release.written(figure).parse().map_or(Value::Blank, |figure| Value::Number(figure, style))
}

/// The table as the page shows it.
fn table(release: &Release, recipe: &Recipe) -> Sheet {
    let pivot = Pivot::of(release, recipe);
    let widths: Vec<u32> = pivot.headings.iter().map(|_| 26).chain([13]).collect();
    let mut sheet = Sheet::new("Table", &widths);
    for warning in warnings(release) {
        sheet.row([Value::Text(warning, Style::Title)]);
    }
    if let Some(headline) = release.headline() {
        sheet.row([Value::Text(headline, Style::Title)]);
    }
    sheet.row([Value::Text(release.title(), Style::Title)]);
    sheet.row([Value::Text(release.subtitle(), Style::Plain)]);
    sheet.row([]);
    let columns = pivot.number_columns();
    let head = pivot.headings.iter().map(|name| Value::Text(name, Style::Head));
    sheet.row(head.chain(columns.iter().map(|name| Value::Text(name, Style::FigureHead))));
    sheet.freeze(pivot.headings.len());
    for line in &pivot.lines {
        let names = line.names.iter().map(|name| Value::Text(name, Style::Plain));
        let figures = line.cells.iter().flat_map(|cell| {
            let mut values = vec![figure(release, cell)];
            values.extend(pivot.has_limits.then(|| limits(release, cell)).into_iter().flatten());
            values
        });
        sheet.row(names.chain(figures));
    }
    if let Some(key) = key(release) {
        sheet.row([]);
        sheet.row([Value::Text(&key, Style::Plain)]);
    }
    sheet.row([Value::Text("What is counted, from what, and how it is protected: see Notes.", Style::Plain)]);
    sheet
}

fn limits(release: &Release, cell: &Cell) -> [Value<'static>; 2] {
    let (lower, upper) = cell.limits().unzip();
    [lower, upper].map(|limit| limit.map_or(Value::Blank, |limit| number(release, limit, Style::Figure)))
}

/// One row for each cell, as in CSV.
fn data(release: &Release) -> Sheet {
    let axes = release.axes();
    let widths: Vec<u32> = axes.iter().map(|_| 22).chain([14]).collect();
    let mut sheet = Sheet::new("Data", &widths);
    let has_limits = release.cells().iter().any(|cell| cell.limits().is_some());
    let of_limits: &[&str] = if has_limits { &["lower_95", "upper_95"] } else { &[] };
    let names = axes.iter().map(|axis| axis.dimension.name());
    let figures = ["value"].into_iter().chain(of_limits.iter().copied());
    let head = names.map(|name| Value::Text(name, Style::Head));
    let head = head.chain(figures.map(|name| Value::Text(name, Style::FigureHead)));
    sheet.row(head.chain([Value::Text("status", Style::Head)]));
    sheet.freeze(0);
    for (categories, cell) in release.rows() {
        let names =
            axes.iter().zip(categories).map(|(axis, at)| Value::Text(&axis.categories[at], Style::Plain));
        let value = cell.figure().map_or(Value::Blank, |figure| number(release, figure, Style::Figure));
        let of_limits = has_limits.then(|| limits(release, cell)).into_iter().flatten();
        let status = Value::Text(cell.status().name(), Style::Plain);
        sheet.row(names.chain([value]).chain(of_limits).chain([status]));
    }
    sheet
}

fn notes_sheet(release: &Release, date: Option<Date>) -> Sheet {
    let mut sheet = Sheet::new("Notes", &[120]);
    for warning in warnings(release) {
        sheet.row([Value::Text(warning, Style::Title)]);
    }
    let title = format!("{}. {}.", release.title(), release.subtitle());
    sheet.row([Value::Text(&title, Style::Title)]);
    if let Some(date) = date {
        sheet.row([Value::Text(&format!("Made on {}.", date.in_words()), Style::Plain)]);
    }
    sheet.row([]);
    for line in notes::below(release) {
        // A list's dash would look like a formula.
        let line = line.strip_prefix("- ").map_or(line.clone(), |point| format!("\u{2022} {point}"));
        sheet.row([Value::Text(&line, Style::Wrapped)]);
    }
    sheet.row([Value::Text(&format!("On the sheet Data a total bears {TOTAL}."), Style::Wrapped)]);
    sheet
}

/// What was found about the files.
///
/// A workbook is passed on, and findings are for whoever holds the files: the number of rows of one, the values that its message names
/// and the rows that it points at are figures about few children that no policy protects, and with several exports they could be set
/// against each other. So where figures are protected, each kind of finding stands there once, with what to do about it: which
/// weaknesses the data have, and not how many, where or what. Whoever looks at unprotected figures holds the files and sees all of it.
fn findings_sheet(release: &Release, findings: &[Diagnostic]) -> Sheet {
    let is_for_holder = release.policy() == Policy::Unprotected;
    let mut sheet = Sheet::new("Findings", &[12, 36, 14, 60]);
    if is_for_holder {
        let head = [
            "Severity",
            "Finding",
            "SSDA903 rule",
            "What to do",
            "File",
            "Column",
            "First rows",
            "Rows",
            "What was found",
        ];
        sheet.row(head.map(|name| Value::Text(name, Style::Head)));
    } else {
        sheet.row(
            ["Severity", "Finding", "SSDA903 rule", "What to do"].map(|name| Value::Text(name, Style::Head)),
        );
    }
    sheet.freeze(0);
    let mut kinds: Vec<(&str, Option<&str>)> = Vec::new();
    for finding in findings {
        let kind = (finding.code, finding.rule);
        if !is_for_holder && kinds.contains(&kind) {
            continue;
        }
        kinds.push(kind);
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let name = in_words(finding.code);
        let of_kind = [severity, &name, finding.rule.unwrap_or_default(), &finding.hint];
        let of_kind = of_kind.map(|words| Value::Text(words, Style::Plain));
        if !is_for_holder {
            sheet.row(of_kind);
            continue;
        }
        let (file, column) = (finding.location.file.as_deref(), finding.location.column.as_deref());
        let rows: Vec<String> = finding.location.rows.iter().map(u64::to_string).collect();
        let n_rows = match finding.n_rows {
            0 => Value::Blank,
            n_rows => Value::Number(n_rows as f64, Style::Plain),
        };
        let rows = rows.join(", ");
        let place =
            [file, column, Some(&*rows)].map(|words| Value::Text(words.unwrap_or_default(), Style::Plain));
        sheet.row(
            of_kind.into_iter().chain(place).chain([n_rows, Value::Text(&finding.message, Style::Plain)]),
        );
    }
    if findings.is_empty() {
        sheet.row([Value::Text("Nothing was found.", Style::Plain)]);
    } else if !is_for_holder {
        let words = "Each kind of finding stands here once. Numbers of rows and places are not told: they are for whoever holds the files.";
        sheet.row([]);
        sheet.row([Value::Text(words, Style::Plain)]);
    }
    sheet
}

/// A finding's code as words: `episodes-end-before-start` is "End before start".
fn in_words(code: &str) -> String {
    let words = code.split_once('-').map_or(code, |(_, what)| what).replace('-', " ");
    capitalised(&words)
}

fn recipe_sheet(saved: &str) -> Sheet {
    let mut sheet = Sheet::new("Recipe", &[80]);
    for line in saved.lines() {
        sheet.row([Value::Text(line, Style::Plain)]);
    }
    sheet
}
