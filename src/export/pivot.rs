//! A release as the table that the page shows: the categories of the last dimension across, those of the others down the side, years
//! first. The same layout goes into every table that people take away.

use super::csv::{push_field, push_text};
use super::notes;
use crate::diagnostic::capitalised;
use crate::disclosure::{Cell, Release, Status};
use crate::recipe::{Dimension, Policy, Recipe};

/// What spreadsheet programs need at the beginning of a text to take it for UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The most columns of figures that a sheet of A4 has room for.
const MAX_ACROSS: usize = 12;

/// A release laid out as a table.
pub(super) struct Pivot<'a> {
    /// What stands above the names down the side, one for each of their columns.
    pub(super) headings: Vec<String>,
    /// The names across.
    pub(super) columns: Vec<&'a str>,
    /// The rows in their order.
    pub(super) lines: Vec<Line<'a>>,
    /// Whether some figure has confidence limits.
    pub(super) has_limits: bool,
}

/// A row of the table.
pub(super) struct Line<'a> {
    /// The names down the side.
    pub(super) names: Vec<&'a str>,
    /// Its cells, one for each column.
    pub(super) cells: Vec<&'a Cell>,
}

impl<'a> Pivot<'a> {
    /// Lays a release out.
    pub(super) fn of(release: &'a Release, recipe: &Recipe) -> Self {
        let axes = release.axes();
        // A single dimension stands down the side.
        let (down, across) = match axes.split_last() {
            Some((last, others)) if !others.is_empty() => (others, Some(last)),
            _ => (axes, None),
        };
        let heading = |axis: &crate::cube::Axis| match axis.dimension {
            Dimension::Year => recipe.year_type.heading().to_owned(),
            _ => capitalised(axis.label),
        };
        let columns = match across {
            Some(axis) => axis.categories.iter().map(String::as_str).collect(),
            None => vec![release.unit()],
        };
        let lines = release.cells().chunks(columns.len().max(1)).enumerate().map(|(row, cells)| {
            let mut names = Vec::new();
            let mut rest = row;
            for axis in down.iter().rev() {
                names.push(axis.categories[rest % axis.categories.len()].as_str());
                rest /= axis.categories.len();
            }
            names.reverse();
            Line { names, cells: cells.iter().collect() }
        });
        Pivot {
            headings: down.iter().map(heading).collect(),
            lines: lines.collect(),
            has_limits: release.cells().iter().any(|cell| cell.limits().is_some()),
            columns,
        }
    }

    /// The same for paper, which is higher than wide: two dimensions change places if there is no room for so many names across.
    pub(super) fn for_paper(release: &'a Release, recipe: &Recipe) -> Self {
        let pivot = Pivot::of(release, recipe);
        let [_, across] = release.axes() else { return pivot };
        if pivot.columns.len() <= MAX_ACROSS || pivot.columns.len() <= pivot.lines.len() {
            return pivot;
        }
        let turned = |(at, name): (usize, &&'a str)| Line {
            names: vec![*name],
            cells: pivot.lines.iter().map(|line| line.cells[at]).collect(),
        };
        Pivot {
            headings: vec![capitalised(across.label)],
            columns: pivot.lines.iter().flat_map(|line| line.names.iter().copied()).collect(),
            lines: pivot.columns.iter().enumerate().map(turned).collect(),
            has_limits: pivot.has_limits,
        }
    }

    /// The names of all columns of numbers: where there are limits, each name stands for three of them.
    pub(super) fn number_columns(&self) -> Vec<String> {
        let of_column = |name: &&str| match self.has_limits {
            true => vec![
                (*name).to_owned(),
                format!("{name}, lower 95 % limit"),
                format!("{name}, upper 95 % limit"),
            ],
            false => vec![(*name).to_owned()],
        };
        self.columns.iter().flat_map(of_column).collect()
    }
}

/// The letter that stands in a cell for why it has no figure, or beside its figure: those of the Department for Education's open data
/// standards.
pub(super) fn letter(status: Status) -> Option<&'static str> {
    match status {
        Status::Value | Status::Zero => None,
        Status::Suppressed => Some("c"),
        Status::RoundedToZero => Some("low"),
        Status::NotAvailable => Some("x"),
        Status::NotApplicable => Some("z"),
        Status::LowReliability => Some("u"),
    }
}

/// What the letters in a table stand for, in one sentence; none where there are none.
pub(super) fn key(release: &Release) -> Option<String> {
    const MEANINGS: [(Status, &str); 5] = [
        (
            Status::Suppressed,
            "suppressed, because a figure about few children must not be shown or could be worked out",
        ),
        (Status::RoundedToZero, "not zero, but rounded to zero"),
        (Status::NotAvailable, "not available"),
        (Status::NotApplicable, "not applicable"),
        (Status::LowReliability, "of low reliability"),
    ];
    let is_there = |status: Status| release.cells().iter().any(|cell| cell.status() == status);
    let meanings: Vec<String> = MEANINGS
        .into_iter()
        .filter(|(status, _)| is_there(*status))
        .filter_map(|(status, meaning)| Some(format!("{} = {meaning}", letter(status)?)))
        .collect();
    (!meanings.is_empty()).then(|| format!("{}.", meanings.join("; ")))
}

/// What must not be overlooked about figures, before anything else.
pub(super) fn warnings(release: &Release) -> Vec<&'static str> {
    let unprotected = "UNPROTECTED: for the data holder's own eyes, not to be passed on or published";
    let synthetic = "SYNTHETIC DATA: made up by Whereabouts, no real children";
    let mut warnings = Vec::new();
    warnings.extend((release.policy() == Policy::Unprotected).then_some(unprotected));
    warnings.extend(release.is_synthetic().then_some(synthetic));
    warnings
}

/// Writes the table for a spreadsheet: what it is above it, what belongs with it below. Where there is no figure its letter stands; a
/// figure that rounds to zero is `low`.
pub fn pivot_csv(release: &Release, recipe: &Recipe) -> String {
    let pivot = Pivot::of(release, recipe);
    let mut text = BYTE_ORDER_MARK.to_string();
    let mut line_of = |words: &str| {
        push_text(&mut text, words);
        text.push_str("\r\n");
    };
    warnings(release).into_iter().for_each(&mut line_of);
    let headline = release.headline().into_iter();
    headline.chain([release.title(), release.subtitle(), ""]).for_each(&mut line_of);
    for heading in &pivot.headings {
        push_text(&mut text, heading);
        text.push(',');
    }
    let columns = pivot.number_columns();
    for (at, name) in columns.iter().enumerate() {
        push_text(&mut text, name);
        text.push_str(if at + 1 < columns.len() { "," } else { "\r\n" });
    }
    for line in &pivot.lines {
        let mut fields: Vec<String> = Vec::new();
        for cell in &line.cells {
            fields.push(written(release, cell));
            if pivot.has_limits {
                let (lower, upper) = cell.limits().unzip();
                let limits = [lower, upper];
                fields.extend(
                    limits.map(|limit| limit.map_or_else(String::new, |limit| release.written(limit))),
                );
            }
        }
        for name in &line.names {
            push_text(&mut text, name);
            text.push(',');
        }
        text.push_str(&fields.join(","));
        text.push_str("\r\n");
    }
    text.push_str("\r\n");
    for line in key(release).into_iter().chain(notes::below(release)) {
        // The notes of a list begin with a dash, which a spreadsheet would take for a formula.
        match line.strip_prefix("- ") {
            Some(point) => push_field(&mut text, &format!("\u{2022} {point}")),
            None => push_text(&mut text, &line),
        }
        text.push_str("\r\n");
    }
    text
}

/// A cell in a file for a spreadsheet: a number or a letter, so that a column of numbers stays one.
fn written(release: &Release, cell: &Cell) -> String {
    match (cell.figure(), letter(cell.status())) {
        (Some(figure), None) => release.written(figure),
        (Some(figure), Some(letter)) if cell.status() == Status::LowReliability => {
            format!("{} {letter}", release.written(figure))
        }
        (_, letter) => letter.unwrap_or_default().to_owned(),
    }
}
