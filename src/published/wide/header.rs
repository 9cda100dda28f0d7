//! The row that names the years of a table, with the rows of headings right above and below it.

use super::super::figure::is_number;
use super::super::unit::Unit;
use super::super::{Period, year};
use super::Content;
use crate::ingest::GridRow;

/// How many rows below a header the first figures must stand: another row of headings and a heading over a group can come
/// between.
const MAX_ROWS_TO_FIGURES: usize = 4;

/// A column of figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// Its place in the row.
    pub(super) at: usize,
    /// The year of its figures.
    pub(super) period: Period,
    /// What the headings above or below its year say.
    pub(super) label: String,
}

/// The header of a table.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// The column of the first year; labels stand in the columns before it.
    pub(super) first: usize,
    /// What stands over the labels.
    pub(super) label: String,
    /// The number of its row.
    pub(super) row: u64,
    /// Its cells.
    pub(super) cells: Vec<String>,
    years: Vec<(usize, Period)>,
    above: Vec<String>,
    below: Vec<String>,
}

impl Header {
    /// The header in a row, if it is one; `open` is that of the table which the row would end.
    ///
    /// A row of mere numbers such as 2019 and 2020 can be figures: they are years where they go up or down, no other number
    /// stands in the row, no row of years follows, and nothing makes them look like one more row of the open table.
    pub(super) fn of(rows: &[GridRow], at: usize, open: Option<&Header>) -> Option<Header> {
        let row = &rows[at];
        let years = years(row);
        let first = years.first()?.0;
        if first == 0 {
            return None;
        }
        let other_numbers = row.cells.iter().enumerate().filter(|(at, cell)| {
            let is_year = years.binary_search_by_key(at, |(at, _)| *at).is_ok();
            !is_year && !cell.trim().is_empty() && is_number(cell)
        });
        if other_numbers.count() > 0 || !has_figures_below(rows, at, &years) {
            return None;
        }
        let header = Header {
            first,
            label: label(row, first),
            row: row.number,
            cells: row.cells.clone(),
            years,
            above: Vec::new(),
            below: Vec::new(),
        };
        (!header.is_bare() || header.can_be_bare(rows, at, open)).then_some(header)
    }

    /// Whether all its years are mere numbers.
    fn is_bare(&self) -> bool {
        self.years.iter().all(|(at, _)| year::is_bare(&self.cells[*at]))
    }

    fn can_be_bare(&self, rows: &[GridRow], at: usize, open: Option<&Header>) -> bool {
        let endings: Vec<Option<i32>> = self.years.iter().map(|(_, period)| period.ending()).collect();
        // Under headings over several years, the same years stand once for each.
        let n_distinct =
            endings[1..].iter().position(|ending| *ending == endings[0]).map_or(endings.len(), |at| at + 1);
        let block = &endings[..n_distinct];
        let is_sequence = n_distinct > 1
            && endings.chunks(n_distinct).all(|chunk| chunk == block)
            && (block.windows(2).all(|pair| pair[0] < pair[1])
                || block.windows(2).all(|pair| pair[0] > pair[1]));
        let is_followed_by_years = rows.get(at + 1).is_some_and(|next| {
            let next = years(next);
            next.len() > 1 && next.iter().map(|(at, _)| at).eq(self.years.iter().map(|(at, _)| at))
        });
        let begins_anew = open.is_none_or(|open| {
            let previous = &rows[at.saturating_sub(1)];
            self.label.is_empty()
                || self.label == open.label
                || self.years == open.years
                || previous.number + 1 < self.row
                || Content::of(previous, open.first) != Content::Figures
        });
        is_sequence && !is_followed_by_years && begins_anew
    }

    /// Takes the row right above as headings over the years, if it has any there.
    pub(super) fn take_row_above(&mut self, row: &GridRow) -> bool {
        let n_headings = row.cells.iter().skip(self.first).filter(|cell| !cell.trim().is_empty()).count();
        // A name with what it stands for, such as "Reference" and a number, is no heading.
        let is_over_years = n_headings > usize::from(!label(row, self.first).is_empty())
            && row.number + 1 == self.row
            && Content::of(row, self.first) != Content::Figures;
        if is_over_years {
            self.above = row.cells.clone();
        }
        is_over_years
    }

    /// Takes the row right below as headings under the years, if there is one under most of them. Says whether it did.
    pub(super) fn take_row_below(&mut self, row: &GridRow) -> bool {
        let n_headings = row.cells.iter().skip(self.first).filter(|cell| !cell.trim().is_empty()).count();
        if n_headings * 2 <= self.years.len() {
            return false;
        }
        self.below = row.cells.clone();
        if self.label.is_empty() {
            self.label = label(row, self.first);
        }
        true
    }

    /// The columns of figures, and the places of those that are not used: without a year, or of a year with the same headings
    /// as one before.
    pub(super) fn columns(&self) -> (Vec<Column>, Vec<usize>) {
        let (mut columns, mut unused): (Vec<Column>, Vec<usize>) = (Vec::new(), Vec::new());
        let mut above = "";
        let mut period = None;
        for at in self.first..self.width() {
            let text =
                |cells: &'_ [String]| cells.get(at).map_or(String::new(), |cell| cell.trim().to_owned());
            let (heading, below) = (text(&self.cells), text(&self.below));
            if let Some(cell) = self.above.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty()) {
                above = cell;
            }
            let year =
                self.years.binary_search_by_key(&at, |(at, _)| *at).map(|found| self.years[found].1).ok();
            // A year that is merged over several columns stands in the first of them.
            let is_merged = heading.is_empty() && !below.is_empty();
            period = year.or(period.filter(|_| is_merged));
            let Some(period) = period else {
                unused.push(at);
                continue;
            };
            let label: Vec<&str> = [above, &below].into_iter().filter(|text| !text.is_empty()).collect();
            let column = Column { at, period, label: label.join(", ") };
            match columns.iter().any(|known| known.period == period && known.label == column.label) {
                true => unused.push(at),
                false => columns.push(column),
            }
        }
        (columns, unused)
    }

    /// What a column is headed with.
    pub(super) fn heading(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", String::as_str)
    }

    /// The number of columns that have a heading.
    pub(super) fn width(&self) -> usize {
        self.cells.len().max(self.below.len())
    }

    /// What the table measures: its title, unless the words over the labels say more.
    pub(super) fn measure(&self, title: &str) -> String {
        let is_phrase = self.label.ends_with(':') || self.label.to_lowercase().starts_with("of ");
        let label = self.label.trim_end_matches(':').trim_end();
        let is_measure = is_phrase || Unit::of_label(label).is_some();
        let chosen = if is_measure || title.is_empty() { label } else { title };
        if chosen.is_empty() { "Figures".to_owned() } else { chosen.to_owned() }
    }
}

/// What stands over the labels, in the columns before the first year.
fn label(row: &GridRow, first: usize) -> String {
    let cells = row.cells.iter().take(first).map(|cell| cell.trim());
    cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The cells of a row that name years.
fn years(row: &GridRow) -> Vec<(usize, Period)> {
    let cells = row.cells.iter().enumerate();
    cells.filter_map(|(at, cell)| Some((at, year::of_heading(cell)?))).collect()
}

/// Whether a number stands under one of the years, in one of the next rows.
fn has_figures_below(rows: &[GridRow], at: usize, years: &[(usize, Period)]) -> bool {
    let below = rows.iter().skip(at + 1).take(MAX_ROWS_TO_FIGURES);
    below.into_iter().any(|row| {
        years
            .iter()
            .any(|(at, _)| row.cells.get(*at).is_some_and(|cell| !cell.trim().is_empty() && is_number(cell)))
    })
}
