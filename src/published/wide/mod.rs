//! Tables with a column for each year, as answers to requests for information have them: titles above, footnotes below,
//! headings over groups of rows, several tables one under another.
//!
//! A table begins with a row that names years and ends where another begins, or where a row of words stands over the figures
//! that names no years: what follows is then of no known year.

mod header;
mod rows;

use super::{Reading, Reason, Unit, n_filled, words_of};
use crate::ingest::{Grid, GridRow};
use header::Header;
use rows::Table;

/// Cells longer than this are prose and no headings, in bytes.
const MAX_HEADING: usize = 80;

/// Whether a file is of this form: a row that names years stands below nothing but titles, and figures stand below it. A
/// header of many columns above it would make it a row of an extract.
pub(super) fn is_wide(grid: &Grid) -> bool {
    let found = (0..grid.rows.len().min(super::MAX_TITLE_ROWS))
        .find(|at| Header::of(&grid.rows, *at, None).is_some());
    found.is_some_and(|at| grid.rows[..at].iter().all(|row| n_filled(row) <= 2))
}

/// What a row is, seen from a table whose years begin at a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    /// A label with figures, or with symbols for them.
    Figures,
    /// A title, a heading over rows, or a footnote.
    Words,
    /// Words over the columns of figures.
    Headings,
}

impl Content {
    fn of(row: &GridRow, first_year: usize) -> Content {
        let (mut n_numbers, mut n_symbols, mut n_words, mut is_prose) = (0, 0, 0, false);
        for cell in row.cells.iter().skip(first_year).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
        {
            match super::figure::read(cell) {
                Some(found) if found.figure.value.is_some() => n_numbers += 1,
                Some(_) => n_symbols += 1,
                None => n_words += 1,
            }
            is_prose |= cell.len() > MAX_HEADING;
        }
        if n_numbers > 0 || (n_symbols > 0 && n_words == 0) {
            Content::Figures
        } else if n_words == 0 || n_filled(row) == 1 || is_prose || is_note(&words_of(row)) {
            Content::Words
        } else {
            Content::Headings
        }
    }
}

/// Reads the whole file.
pub(super) fn read(grid: &Grid, reading: &mut Reading) {
    let mut sheet = Sheet { reading, table: None, waiting: Vec::new(), around: None, n_tables: 0 };
    for (at, row) in grid.rows.iter().enumerate() {
        match Header::of(&grid.rows, at, sheet.table.as_ref().map(Table::header)) {
            Some(header) => sheet.open(header),
            None => sheet.take(row),
        }
    }
    sheet.close();
    sheet.note_waiting(None);
}

/// A sheet as it is being read.
struct Sheet<'a, 'g> {
    reading: &'a mut Reading,
    table: Option<Table>,
    /// Rows of words that may turn out to be a title, a heading or notes.
    waiting: Vec<&'g GridRow>,
    /// The unit that the first title of the sheet names.
    around: Option<Unit>,
    n_tables: usize,
}

impl<'g> Sheet<'_, 'g> {
    /// Begins a table.
    fn open(&mut self, mut header: Header) {
        self.close();
        self.reading.n_headers += 1;
        if self.waiting.last().is_some_and(|row| header.take_row_above(row)) {
            self.waiting.pop();
            self.reading.n_headers += 1;
        }
        let title = self.waiting.iter().rposition(|row| !is_note(&words_of(row)));
        let title_words = title.map(|at| words_of(self.waiting[at])).unwrap_or_default();
        if self.n_tables == 0 {
            // What stands above the first table's own title is the title of the sheet.
            let above = &self.waiting[..title.unwrap_or_default()];
            self.around = above.iter().find_map(|row| Unit::of_label(&words_of(row)));
        }
        self.n_tables += 1;
        let own = [&header.label, &title_words].into_iter().find_map(|text| Unit::of_label(text));
        let titles = self.waiting.iter().rev().map(|row| words_of(row)).filter(|words| !is_note(words));
        let before = || titles.into_iter().find_map(|words| Unit::of_label(&words));
        let unit = own.or_else(before).or(self.around);
        let mut measure = header.measure(&title_words);
        self.note_waiting(title.filter(|_| measure == title_words));
        if self.reading.builder.has_measure(&measure) {
            measure = format!("{measure} (table {})", self.n_tables);
        }
        self.table = Some(Table::new(header, measure, unit));
    }

    /// Puts a row that names no years where it belongs.
    fn take(&mut self, row: &'g GridRow) {
        let Some(table) = &mut self.table else {
            match Content::of(row, 1) {
                Content::Figures if n_filled(row) > 1 => {
                    self.reading.findings.row(Reason::OutsideTable, row.number);
                }
                _ => self.waiting.push(row),
            }
            return;
        };
        match Content::of(row, table.header().first) {
            Content::Words => self.waiting.push(row),
            Content::Headings if table.take_row_below(row) => self.reading.n_headers += 1,
            Content::Headings => {
                self.close();
                self.reading.findings.row(Reason::OutsideTable, row.number);
            }
            Content::Figures => {
                if table.continues(&self.waiting, row) {
                    for blank in std::mem::take(&mut self.waiting) {
                        table.take(blank, self.reading);
                    }
                }
                let last = self.waiting.len().checked_sub(1);
                let heading = last.filter(|at| !is_note(&words_of(self.waiting[*at])));
                if let Some(at) = heading {
                    table.begin_group(words_of(self.waiting[at]));
                }
                table.take(row, self.reading);
                self.note_waiting(heading);
            }
        }
    }

    fn close(&mut self) {
        if let Some(table) = self.table.take() {
            table.finish(self.reading);
        }
    }

    /// Sets the waiting rows aside; all but the one that became a title or heading are notes.
    fn note_waiting(&mut self, but: Option<usize>) {
        for (at, row) in std::mem::take(&mut self.waiting).into_iter().enumerate() {
            if Some(at) == but {
                self.reading.findings.row(Reason::Note, row.number);
            } else {
                self.reading.note(row);
            }
        }
    }
}

/// Whether a row of words is a footnote rather than a title or heading, told from how it begins.
fn is_note(words: &str) -> bool {
    const STARTS: [&str; 7] = ["note", "source", "footnote", "caveat", "please note", "n.b", "nb"];
    let words = words.trim_start().to_lowercase();
    words.starts_with(['*', '†', '‡', '[', '(']) || STARTS.iter().any(|start| words.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, codes, grid, lines};
    use super::super::{Form, recognise};

    #[test]
    fn a_force_answers_with_titles_totals_and_footnotes() {
        check(
            Form::Wide,
            "Cleveland Police|||
             How many missing children incidents were recorded?|||
             Risk level|2021/22|2022/23|2023/24
             High|796|984|847
             Low|99|85|93
             Medium|5,156|5 632|5491
             Total|6051|6701|6431
             |||
             Of those high risk:|2022/23|2023/24|
             Care|4|25|
             School|0|<5|
             * Field was not used in 2021/22.|||",
            "How many missing children incidents were recorded? [Incidents] High: 2021-22 796, 2022-23 984, 2023-24 847
             How many missing children incidents were recorded? [Incidents] Low: 2021-22 99, 2022-23 85, 2023-24 93
             How many missing children incidents were recorded? [Incidents] Medium: 2021-22 5156, 2022-23 5632, 2023-24 5491
             How many missing children incidents were recorded? [Incidents] Total (total): 2021-22 6051, 2022-23 6701, 2023-24 6431
             Of those high risk [Other] Care: 2022-23 4, 2023-24 25
             Of those high risk [Other] School: 2022-23 zero, 2023-24 suppressed
             9 rows, 6 used, published-note 3",
        );
    }

    #[test]
    fn headings_over_rows_and_merged_cells_are_carried_down() {
        check(
            Form::Wide,
            "High risk by location||
             Place|2021|2022
             High risk||
             Care|1|2
             Home|3|4
             Low risk||
             Care|5|6
             Home|7|8",
            "High risk by location [Other] High risk: Care: 2021 1, 2022 2
             High risk by location [Other] High risk: Home: 2021 3, 2022 4
             High risk by location [Other] Low risk: Care: 2021 5, 2022 6
             High risk by location [Other] Low risk: Home: 2021 7, 2022 8
             7 rows, 4 used, published-note 3",
        );
        check(
            Form::Wide,
            "Force|Risk|2021/22|2022/23
             Cleveland Police|High|1|2
             |Low|3|4
             Kent Police|High|5|6
             |Low|7|8
             All forces||16|20",
            "Force Risk [Other] High @ Cleveland Police (North East): 2021-22 1, 2022-23 2
             Force Risk [Other] Low @ Cleveland Police (North East): 2021-22 3, 2022-23 4
             Force Risk [Other] High @ Kent Police (South East): 2021-22 5, 2022-23 6
             Force Risk [Other] Low @ Kent Police (South East): 2021-22 7, 2022-23 8
             Force Risk [Other]  @ All forces (total): 2021-22 16, 2022-23 20
             5 rows, 5 used",
        );
    }

    #[test]
    fn a_row_of_blanks_is_no_heading_unless_it_reads_like_one() {
        check(
            Form::Wide,
            "Place|2021/22|2022/23
             Care|1|2
             School||
             Work|3|4
             Of which:||
             Shops|1|1",
            "Place [Other] Care: 2021-22 1, 2022-23 2
             Place [Other] School: 2021-22 not_available, 2022-23 not_available
             Place [Other] Work: 2021-22 3, 2022-23 4
             Place [Other] Of which: Shops: 2021-22 1, 2022-23 1
             5 rows, 4 used, published-note 1",
        );
    }

    #[test]
    fn an_unnamed_total_is_found_by_its_sum_and_a_chance_sum_is_not() {
        check(
            Form::Wide,
            "|2021/22|2022/23
             High|1|2
             Low|0|0
             Medium|3|5
             Both|4|7",
            "Figures [Other] High: 2021-22 1, 2022-23 2
             Figures [Other] Low: 2021-22 zero, 2022-23 zero
             Figures [Other] Medium: 2021-22 3, 2022-23 5
             Figures [Other] Both (total): 2021-22 4, 2022-23 7
             4 rows, 4 used
             published-total-by-sum",
        );
        check(
            Form::Wide,
            "|2021/22|2022/23
             High|1|2
             Low|0|0
             Medium|1|2",
            "Figures [Other] High: 2021-22 1, 2022-23 2
             Figures [Other] Low: 2021-22 zero, 2022-23 zero
             Figures [Other] Medium: 2021-22 1, 2022-23 2
             3 rows, 3 used",
        );
    }

    #[test]
    fn a_year_merged_over_columns_is_the_year_of_each() {
        check(
            Form::Wide,
            "Missing incidents||||
             |2021/22||2022/23|
             Authority|Number|%|Number|%
             Kent|10|25%|20|50%",
            "Missing incidents [Incidents]  @ Kent (South East): 2021-22 10, 2022-23 20
             Missing incidents [Percentage]  @ Kent (South East): 2021-22 25, 2022-23 50
             2 rows, 1 used, published-note 1",
        );
        check(
            Form::Wide,
            "|2021/22||
             Risk|Missing|Absent|Total
             High|1|2|3",
            "Figures [Other] High: Missing: 2021-22 1
             Figures [Other] High: Absent: 2021-22 2
             Figures [Other] High: Total (total): 2021-22 3
             1 rows, 1 used",
        );
        check(
            Form::Wide,
            "|Missing incidents||Calls|
             Region|2021|2022|2021|2022
             London|1|2|3|4",
            "Region, Missing incidents [Incidents]  @ London (London): 2021 1, 2022 2
             Region, Calls [Calls]  @ London (London): 2021 3, 2022 4
             1 rows, 1 used",
        );
    }

    #[test]
    fn columns_that_are_no_years_are_left_and_named() {
        let found = check(
            Form::Wide,
            "Risk|2021/22|Q1 2022|2021/22|Total
             High|1|2|3|4
             Low|-|x|y|5",
            "Risk [Other] High: 2021-22 1
             Risk [Other] Low: 2021-22 not_available
             2 rows, 2 used
             published-column-not-used Q1 2022
             published-column-not-used 2021/22
             published-column-not-used Total
             published-dash 2021/22",
        );
        assert!(found.diagnostics.iter().all(|diagnostic| !diagnostic.sets_aside));
    }

    #[test]
    fn figures_below_a_heading_without_years_are_of_no_year() {
        check(
            Form::Wide,
            "Risk|2021|2022
             High|1|2
             |Quarter 1|Quarter 2
             High|3|4
             |5|6",
            "Risk [Other] High: 2021 1, 2022 2
             4 rows, 1 used, published-outside-table 3",
        );
    }

    #[test]
    fn two_tables_of_one_title_stay_two() {
        check(
            Form::Wide,
            "Calls|2021|2022
             High|1|2
             |
             Calls|2021|2022
             High|3|4
             High|5|6
             |7|8",
            "Calls [Calls] High: 2021 1, 2022 2
             Calls (table 2) [Calls] High: 2021 3, 2022 4
             4 rows, 2 used, published-no-label 1, published-duplicate 1",
        );
    }

    #[test]
    fn numbers_that_could_be_years_are_figures_within_a_table() {
        check(
            Form::Wide,
            "Risk|2021|2022
             High|1|2
             Low|2019|2020",
            "Risk [Other] High: 2021 1, 2022 2
             Risk [Other] Low: 2021 2019, 2022 2020
             2 rows, 2 used",
        );
    }

    #[test]
    fn an_extract_with_a_row_for_each_episode_is_no_table_of_years() {
        let check = |text, expected| assert_eq!(recognise(&grid(text)), expected, "{text}");
        check("Risk|2021/22\nHigh|1", Some(Form::Wide));
        check("Risk|2021|2022\nHigh|1|2", Some(Form::Wide));
        check("CHILD|MIS_START|LA|YEAR\n1|01/04/2021|Kent|2022\n2|01/05/2021|Kent|2022", None);
        check("ref|born|year|risk\n1|2004|2019|High\n2|2005|2020|\n3|x|5|", None);
        check("ref|born|year\n1|2004|2019\n2|5|6", None);
        check("Year|High|Low\n2021/22|1|2\n2022/23|3|4", None);
        check("Risk|2021/22\nHigh|many", None);
        check("", None);
    }

    #[test]
    fn no_finding_repeats_what_a_cell_says() {
        let found = super::super::read(Form::Wide, &grid("Risk|2021|2022\nHigh|secret|2"), "a.csv");
        assert_eq!(codes(&found), ["published-figure-unreadable 2021"]);
        assert!(!format!("{:?}", found.diagnostics).contains("secret"));
        assert_eq!(lines(&found.output).len(), 2);
    }
}
