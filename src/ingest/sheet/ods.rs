//! OpenDocument spreadsheets (`.ods`; OpenDocument 1.3 part 3) -> rows.
//!
//! In: the package of the file. Out: the names of its tables, and their cells as text. Rows and cells that are stored once
//! and repeated a million times stay as they are stored until somebody takes them.

use super::package::Package;
use super::part::{Part, attributes, push_str, push_text, unescaped};
use super::rows::{Rows, Stop};
use super::value::{push_iso_duration, push_iso_moment, push_number};
use super::{damaged, not_a_workbook, password, push_name};
use crate::ingest::refusal::Refusal;
use quick_xml::events::{BytesStart, Event};
use std::ops::ControlFlow;

/// What an OpenDocument file says it is in its first part (OpenDocument 1.3 part 2, 3.3).
const ANY_DOCUMENT: &[u8] = b"application/vnd.oasis.opendocument.";
const SPREADSHEET: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// The most of the content that is read; it is not held.
const MAX_CONTENT_BYTES: u64 = 1 << 30;

/// The most of the table of contents that is read.
const MAX_MANIFEST_BYTES: u64 = 16 << 20;

/// How deep tables stand: in the content's spreadsheet's body. Deeper ones are inside of drawings.
const TABLE_DEPTH: usize = 4;

/// A spreadsheet's tables.
pub(super) struct Ods {
    names: Vec<String>,
}

impl Ods {
    /// Reads the tables' names; none if this is another kind of package.
    pub(super) fn open(package: &mut Package) -> Result<Option<Ods>, Refusal> {
        let kind = package.head("mimetype", 128)?;
        if !kind.starts_with(ANY_DOCUMENT) {
            return Ok(None);
        }
        if !kind.starts_with(SPREADSHEET) {
            return Err(not_a_workbook());
        }
        if let Some(manifest) = package.xml("META-INF/manifest.xml", MAX_MANIFEST_BYTES)? {
            manifest.read(|event, _| match event {
                Event::Start(element) | Event::Empty(element)
                    if element.local_name().as_ref() == "encryption-data" =>
                {
                    Err(password())
                }
                _ => Ok(ControlFlow::Continue(())),
            })?;
        }
        let mut names = Vec::new();
        content(package)?.read(|event, depth| {
            if let Event::Start(element) = event
                && is_table(element, depth)
            {
                let mut name = String::new();
                for attribute in attributes(element) {
                    if let ("table:name", value) = attribute? {
                        name = unescaped(&value)?.into_owned();
                    }
                }
                push_name(name, &mut names)?;
            }
            Ok::<_, Refusal>(ControlFlow::Continue(()))
        })?;
        Ok(Some(Ods { names }))
    }

    /// The names of the tables, in the file's order.
    pub(super) fn sheet_names(&self) -> &[String] {
        &self.names
    }

    /// Gives a table's cells to `rows`.
    pub(super) fn read(&self, package: &mut Package, sheet: usize, rows: &mut Rows<'_>) -> Result<(), Stop> {
        let mut n_tables = 0;
        let mut table = Table::new(rows);
        content(package)?.read(|event, depth| {
            if let Event::Start(element) = event
                && is_table(element, depth)
            {
                n_tables += 1;
            } else if n_tables == sheet + 1 {
                if depth == TABLE_DEPTH && matches!(event, Event::End(_)) {
                    return Ok(ControlFlow::Break(()));
                }
                table.see(event, depth)?;
            }
            Ok(ControlFlow::Continue(()))
        })
    }
}

/// The part with all the tables.
fn content(package: &mut Package) -> Result<Part<'_>, Refusal> {
    package.xml("content.xml", MAX_CONTENT_BYTES)?.ok_or_else(damaged)
}

fn is_table(element: &BytesStart<'_>, depth: usize) -> bool {
    depth == TABLE_DEPTH && element.local_name().as_ref() == "table"
}

/// Puts a table's cells together from what stands in it.
struct Table<'a, 'r> {
    rows: &'a mut Rows<'r>,
    /// The number of the row that is read or comes next.
    row: u64,
    /// How many times that row stands there.
    n_row_times: u64,
    /// The depth of the row, while one is read.
    row_depth: Option<usize>,
    /// The column of the cell that is read or comes next, counted from 0.
    column: u64,
    /// The depth of the cell, while one is read.
    cell_depth: Option<usize>,
    cell: Cell,
    text: String,
    n_paragraphs: usize,
    /// The depth of an element with nothing in it that belongs to the table's values.
    skipped_depth: Option<usize>,
}

impl<'a, 'r> Table<'a, 'r> {
    fn new(rows: &'a mut Rows<'r>) -> Self {
        Table {
            rows,
            row: 1,
            n_row_times: 1,
            row_depth: None,
            column: 0,
            cell_depth: None,
            cell: Cell::default(),
            text: String::new(),
            n_paragraphs: 0,
            skipped_depth: None,
        }
    }

    fn see(&mut self, event: &Event<'_>, depth: usize) -> Result<(), Stop> {
        if let Some(skipped) = self.skipped_depth {
            if depth == skipped && matches!(event, Event::End(_)) {
                self.skipped_depth = None;
            }
            return Ok(());
        }
        match event {
            Event::Start(element) => self.begin(element, depth)?,
            Event::Empty(element) => {
                self.begin(element, depth)?;
                self.end(depth)?;
            }
            Event::End(_) => self.end(depth)?,
            _ if self.cell_depth.is_some_and(|cell| depth > cell) => push_text(event, &mut self.text)?,
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, element: &BytesStart<'_>, depth: usize) -> Result<(), Refusal> {
        let name = element.local_name();
        match (name.as_ref(), self.row_depth, self.cell_depth) {
            ("table-row", None, _) => {
                self.n_row_times = repeats(element, "table:number-rows-repeated")?;
                self.row_depth = Some(depth);
                self.column = 0;
            }
            ("table-cell" | "covered-table-cell", Some(_), None) => {
                self.cell.read(element)?;
                self.cell_depth = Some(depth);
                self.text.clear();
                self.n_paragraphs = 0;
            }
            ("p" | "h", _, Some(cell)) if depth == cell + 1 => {
                push_str(if self.n_paragraphs > 0 { "\n" } else { "" }, &mut self.text)?;
                self.n_paragraphs += 1;
            }
            ("s", _, Some(_)) => {
                for _ in 0..repeats(element, "text:c")? {
                    push_str(" ", &mut self.text)?;
                }
            }
            ("tab", _, Some(_)) => push_str("\t", &mut self.text)?,
            ("line-break", _, Some(_)) => push_str("\n", &mut self.text)?,
            ("span" | "a", _, Some(_)) => {}
            // Annotations, drawings and the like.
            (_, _, Some(_)) | ("shapes" | "forms", ..) => self.skipped_depth = Some(depth),
            // Rows may stand in groups.
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, depth: usize) -> Result<(), Stop> {
        if self.skipped_depth == Some(depth) {
            self.skipped_depth = None;
        } else if self.cell_depth == Some(depth) {
            self.cell_depth = None;
            let text = if self.cell.has_value { &self.cell.value } else { self.text.as_bytes() };
            if !text.trim_ascii().is_empty() && !self.cell.is_covered {
                // However often it is repeated, the first one beyond the last column is refused.
                for nth in 0..self.cell.n_times {
                    self.rows.cell(self.column.saturating_add(nth), text)?;
                }
            }
            self.column = self.column.saturating_add(self.cell.n_times);
        } else if self.row_depth == Some(depth) {
            self.row_depth = None;
            self.rows.end(self.row, self.n_row_times)?;
            self.row = self.row.saturating_add(self.n_row_times);
        }
        Ok(())
    }
}

/// What a cell's attributes say of it.
#[derive(Default)]
struct Cell {
    n_times: u64,
    /// Whether others are merged over it: what may be stored there is not seen.
    is_covered: bool,
    /// Whether its text does not matter, because it has a value or an error.
    has_value: bool,
    value: Vec<u8>,
}

impl Cell {
    fn read(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        self.n_times = 1;
        self.is_covered = element.local_name().as_ref() == "covered-table-cell";
        self.has_value = false;
        self.value.clear();
        let mut is_error = false;
        for attribute in attributes(element) {
            let (name, value) = attribute?;
            let push: fn(&str, &mut Vec<u8>) = match name {
                "office:value" => push_number,
                "office:date-value" => push_iso_moment,
                "office:time-value" => push_iso_duration,
                "office:boolean-value" => {
                    |text, out| out.extend_from_slice(text.to_ascii_uppercase().as_bytes())
                }
                "office:string-value" => |text, out| out.extend_from_slice(text.as_bytes()),
                "table:number-columns-repeated" => {
                    self.n_times = times(&value)?;
                    continue;
                }
                _ => {
                    is_error |= name == "calcext:value-type" && value == "error";
                    continue;
                }
            };
            self.has_value = true;
            self.value.clear();
            push(&unescaped(&value)?, &mut self.value);
        }
        if is_error {
            self.has_value = true;
            self.value.clear();
        }
        Ok(())
    }
}

/// How many times an element stands for itself, by its attribute `name`.
fn repeats(element: &BytesStart<'_>, name: &str) -> Result<u64, Refusal> {
    for attribute in attributes(element) {
        let (found, value) = attribute?;
        if found == name {
            return times(&value);
        }
    }
    Ok(1)
}

fn times(number: &str) -> Result<u64, Refusal> {
    number.parse::<u64>().map(|n_times| n_times.max(1)).map_err(|_| damaged())
}
