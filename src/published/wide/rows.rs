//! The rows of one table: labels, groups, places and totals in, series out.

use super::super::build::{Added, Key};
use super::super::figure::{self, is_dash};
use super::super::place::{Level, Place, is_code, is_england, is_of_level};
use super::super::unit::is_total;
use super::super::{Figure, Reading, Reason, Unit, words_of};
use super::header::{Column, Header};
use crate::ingest::GridRow;
use crate::reference::normalise;
use std::collections::BTreeSet;

/// The fewest rows above a row that it can be the unlabelled sum of, and the fewest years in which it must be.
const MIN_SUMMANDS: usize = 2;
const MIN_YEARS: usize = 2;

/// How many labels are looked at to tell whether they are places: more than England has had authorities.
const MAX_PLACES: usize = 250;

/// Headings of columns that add nothing to the figures under them but a unit.
const PLAIN_HEADINGS: [&str; 8] = ["number", "no", "count", "", "percentage", "per cent", "rate", "figures"];

/// A row of figures.
struct Row {
    number: u64,
    /// The heading of its group, then the labels of its columns; empty where there is none.
    labels: Vec<String>,
    figures: Vec<Figure>,
    /// The headings of the columns in which a percent sign stands.
    percent: BTreeSet<String>,
    is_total: bool,
}

impl Row {
    /// Its own label and those that it shares with its group.
    fn own_and_shared(&self) -> (&str, &[String]) {
        let at = self.labels.iter().rposition(|label| !label.is_empty()).unwrap_or_default();
        (&self.labels[at], &self.labels[..at])
    }
}

/// A table as it is being read.
pub(super) struct Table {
    header: Header,
    measure: String,
    around: Option<Unit>,
    columns: Vec<Column>,
    unused: Vec<usize>,
    has_row_below: bool,
    heading: String,
    carried: Vec<String>,
    rows: Vec<Row>,
}

impl Table {
    /// A table without rows yet.
    pub(super) fn new(header: Header, measure: String, around: Option<Unit>) -> Self {
        let (columns, unused) = header.columns();
        let carried = vec![String::new(); header.first];
        Table {
            header,
            measure,
            around,
            columns,
            unused,
            has_row_below: false,
            heading: String::new(),
            carried,
            rows: Vec::new(),
        }
    }

    /// Its header.
    pub(super) fn header(&self) -> &Header {
        &self.header
    }

    /// Takes a row of words as headings under the years, if no row came before it. Says whether it did.
    pub(super) fn take_row_below(&mut self, row: &GridRow) -> bool {
        if self.has_row_below || !self.rows.is_empty() {
            return false;
        }
        self.has_row_below = self.header.take_row_below(row);
        (self.columns, self.unused) = self.header.columns();
        self.has_row_below
    }

    /// Begins a group of rows under a heading.
    pub(super) fn begin_group(&mut self, heading: String) {
        self.heading = heading.trim_end_matches(':').trim_end().to_owned();
        self.carried.fill(String::new());
    }

    /// Whether rows of a label alone are rows of the table whose figures are blank, rather than headings over those below:
    /// where no row so far has a heading and no blank row stands between, unless they are worded like headings.
    pub(super) fn continues(&self, waiting: &[&GridRow], next: &GridRow) -> bool {
        let Some(last) = self.rows.last().filter(|_| self.heading.is_empty()) else { return false };
        let numbers = waiting.iter().map(|row| row.number).chain([next.number]);
        let is_row = |row: &&GridRow| {
            let label = words_of(row).to_lowercase();
            let is_heading =
                label.ends_with(':') || label.starts_with("of ") || format!(" {label}").contains(" by ");
            !is_heading
                && !super::is_note(&label)
                && row.cells.iter().skip(self.header.first).all(|cell| cell.trim().is_empty())
        };
        numbers.zip(last.number + 1..).all(|(number, expected)| number == expected)
            && waiting.iter().all(is_row)
    }

    /// Takes a row of figures.
    pub(super) fn take(&mut self, row: &GridRow, reading: &mut Reading) {
        let Some(labels) = self.labels(row) else {
            reading.findings.row(Reason::NoLabel, row.number);
            return;
        };
        let text = |at: usize| row.cells.get(at).map_or("", |cell| cell.trim());
        let mut percent = BTreeSet::new();
        let mut figures = Vec::with_capacity(self.columns.len());
        for column in &self.columns {
            let found = figure::read(text(column.at));
            let heading = self.header.heading(column.at);
            if found.is_none() {
                reading.findings.cell(Reason::FigureUnreadable, column.at, heading, row.number);
            } else if is_dash(text(column.at)) {
                reading.findings.cell(Reason::Dash, column.at, heading, row.number);
            }
            if found.is_some_and(|found| found.is_percent) {
                percent.insert(column.label.clone());
            }
            figures.push(found.map_or(Figure::NOT_AVAILABLE, |found| found.figure));
        }
        for at in self.unused.iter().filter(|at| !text(**at).is_empty()) {
            reading.findings.cell(Reason::ColumnNotUsed, *at, self.header.heading(*at), row.number);
        }
        if row.cells.iter().skip(self.header.width()).any(|cell| !cell.trim().is_empty()) {
            reading.findings.row(Reason::Ragged, row.number);
        }
        let is_total = labels[1..].iter().any(|label| is_total(label));
        self.rows.push(Row { number: row.number, labels, figures, percent, is_total });
    }

    /// The labels of a row: where a cell is merged over rows below it, the file gives it in the first of them.
    fn labels(&mut self, row: &GridRow) -> Option<Vec<String>> {
        let mut own: Vec<&str> = row.cells.iter().take(self.header.first).map(|cell| cell.trim()).collect();
        own.resize(self.header.first, "");
        if own.iter().all(|cell| cell.is_empty()) {
            return None;
        }
        for (at, cell) in own.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            self.carried[at] = (*cell).to_owned();
            self.carried[at + 1..].fill(String::new());
        }
        let last = self.header.first - 1;
        let is_innermost = !own[last].is_empty();
        let is_grand_total = own.iter().any(|cell| normalise(cell) == "grand total");
        let heading = if is_grand_total { String::new() } else { self.heading.clone() };
        let labels = own.iter().enumerate().map(|(at, cell)| match *cell {
            "" if is_innermost && at < last => self.carried[at].clone(),
            cell => cell.to_owned(),
        });
        let labels = labels.map(|label| if is_code(&label) { String::new() } else { label });
        Some([heading].into_iter().chain(labels).collect())
    }

    /// Hands the series over.
    pub(super) fn finish(mut self, reading: &mut Reading) {
        for at in self.unused.iter().filter(|at| !self.header.heading(**at).trim().is_empty()) {
            reading.findings.cell(Reason::ColumnNotUsed, *at, self.header.heading(*at), self.header.row);
        }
        self.find_sums(reading);
        let places = self.places();
        let of_columns: Vec<ColumnWords> = self.columns.iter().map(ColumnWords::of).collect();
        for row in &self.rows {
            let place = self.place(row, places, reading);
            let place = reading.builder.place(place);
            let others = row
                .labels
                .iter()
                .enumerate()
                .filter(|(at, label)| !label.is_empty() && places.is_none_or(|(place, _)| place != *at));
            let others: Vec<&str> = others.map(|(_, label)| label.as_str()).collect();
            let of_row = Unit::of_label(row.own_and_shared().0);
            let mut added = Added::Duplicate;
            for ((column, words), figure) in self.columns.iter().zip(&of_columns).zip(&row.figures) {
                let percent = row.percent.contains(&column.label).then_some(Unit::Percentage);
                let measure = match words.measure {
                    Some(measure) => format!("{}, {measure}", self.measure),
                    None => self.measure.clone(),
                };
                let categories: Vec<&str> = others.iter().copied().chain(words.category).collect();
                let key = Key {
                    measure: reading.builder.measure(&measure, self.around),
                    breakdown: reading.builder.breakdown(&categories.join(": ")),
                    own: percent.or(words.unit).or(of_row),
                    place,
                };
                match reading.builder.add(key, row.is_total || words.is_total, column.period, *figure) {
                    Added::Duplicate => {}
                    other => added = other,
                }
            }
            reading.settle(added, row.number);
        }
    }

    /// Marks the last row of a group as its total where it is the sum of the others and no row is labelled as one.
    fn find_sums(&mut self, reading: &mut Reading) {
        let same_group = |a: &Row, b: &Row| a.own_and_shared().1 == b.own_and_shared().1;
        let is_sum = |group: &[Row]| match group {
            [others @ .., last] => {
                self.columns.len() >= MIN_YEARS
                    && !group.iter().any(|row| row.is_total || !row.percent.is_empty())
                    && is_sum_of(last, others)
            }
            [] => false,
        };
        let mut sums = Vec::new();
        let mut start = 0;
        for group in self.rows.chunk_by(same_group) {
            start += group.len();
            if is_sum(group) {
                sums.push(start - 1);
            }
        }
        for at in sums {
            self.rows[at].is_total = true;
            reading.findings.row(Reason::TotalBySum, self.rows[at].number);
        }
    }

    /// The position among the labels that holds places, and what level most of them are of.
    fn places(&self) -> Option<(usize, Level)> {
        let header = normalise(&self.header.label);
        let hinted = if header.contains("force") || header.contains("police") {
            Level::PoliceForceArea
        } else if ["authority", "council", "borough"].iter().any(|word| header.contains(word)) {
            Level::LocalAuthority
        } else {
            Level::Regional
        };
        let levels = [hinted, Level::Regional, Level::LocalAuthority, Level::PoliceForceArea];
        // The innermost places are the finest.
        (0..=self.header.first).rev().find_map(|at| {
            let mut labels: Vec<&str> = self.rows.iter().map(|row| row.labels[at].as_str()).collect();
            labels.sort_unstable();
            labels.dedup();
            labels.retain(|label| !label.is_empty());
            labels.truncate(MAX_PLACES);
            labels.retain(|label| !is_total(label));
            let n_of = |level| labels.iter().filter(|label| is_of_level(label, level)).count();
            // The first of those that most labels are of.
            let (level, n) = levels
                .into_iter()
                .map(|level| (level, n_of(level)))
                .reduce(|best, next| if next.1 > best.1 { next } else { best })?;
            let n_known =
                labels.iter().filter(|label| is_england(label) || is_of_level(label, level)).count();
            let has_places = n_known > 0 && n_known * 2 >= labels.len();
            has_places.then_some((at, if n == 0 { Level::National } else { level }))
        })
    }

    fn place(&self, row: &Row, places: Option<(usize, Level)>, reading: &mut Reading) -> Place {
        let Some((at, level)) = places else { return Place::not_stated() };
        let name = row.labels[at].as_str();
        let level = if name.is_empty() {
            return Place::not_stated();
        } else if is_total(name) || is_of_level(name, level) {
            level
        } else if is_england(name) {
            Level::National
        } else if is_of_level(name, Level::Regional) {
            Level::Regional
        } else {
            reading.findings.row(Reason::PlaceUnknown, row.number);
            level
        };
        Place::new(level, name, [""; 2])
    }
}

/// What the headings around a column's year are good for.
struct ColumnWords<'a> {
    /// A part of what is measured.
    measure: Option<&'a str>,
    /// A category.
    category: Option<&'a str>,
    unit: Option<Unit>,
    is_total: bool,
}

impl<'a> ColumnWords<'a> {
    fn of(column: &'a Column) -> Self {
        let label = column.label.as_str();
        let unit = Unit::of_label(label);
        let is_plain = PLAIN_HEADINGS.contains(&normalise(label).as_str());
        ColumnWords {
            measure: (unit.is_some() && !is_plain).then_some(label),
            category: (unit.is_none() && !is_plain).then_some(label),
            unit,
            is_total: is_total(label),
        }
    }
}

/// Whether a row is the sum of others in every year, and of more than one that is not zero.
fn is_sum_of(row: &Row, others: &[Row]) -> bool {
    let is_above_zero =
        |other: &&Row| other.figures.iter().any(|figure| figure.value.is_some_and(|value| value > 0.0));
    let n_summands = others.iter().filter(is_above_zero).count();
    let adds_up = |(at, figure): (usize, &Figure)| {
        let values = others.iter().map(|other| other.figures.get(at).and_then(|figure| figure.value));
        let sum = values.sum::<Option<f64>>();
        figure.value.is_some() && figure.value == sum
    };
    n_summands >= MIN_SUMMANDS && row.figures.iter().enumerate().all(adds_up)
}
