//! Office Open XML workbooks (`.xlsx`, `.xlsm`; ECMA-376 part 1, 18) -> rows.
//!
//! In: the package of the file. Out: the names of its worksheets, and their cells as text. The sheet's own word on its
//! size is not read; its shared texts are the only thing held, once and closely packed.

use super::number_format::NumberFormat;
use super::package::Package;
use super::part::{Part, attributes, push_text, unescaped};
use super::rows::{Rows, Stop};
use super::value::{push_iso_moment, push_number, push_serial};
use super::{damaged, old, push_name};
use crate::ingest::refusal::Refusal;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// The most of a sheet's part that is read; sheets are not held, so they may be as large as the whole workbook.
const MAX_SHEET_BYTES: u64 = 1 << 30;

/// The most of the part of shared texts that is read. They are held, in less memory than they take as XML.
const MAX_STRINGS_BYTES: u64 = 256 << 20;

/// The most of any other part that is read.
const MAX_PART_BYTES: u64 = 16 << 20;

/// A workbook's tables, which its sheets refer to.
pub(super) struct Xlsx {
    names: Vec<String>,
    paths: Vec<String>,
    strings: Strings,
    /// The number format of each of the cells' styles.
    formats: Vec<NumberFormat>,
    /// Whether dates count from 1904.
    is_1904: bool,
}

/// What a part is related to, by the relationship's id: the kind of part, and its path.
type Relationships = BTreeMap<String, (String, String)>;

/// The sheets' names, each with its relationship's id.
type Sheets = Vec<(String, String)>;

impl Xlsx {
    /// Reads everything but the sheets; none if this is another kind of package.
    pub(super) fn open(package: &mut Package) -> Result<Option<Xlsx>, Refusal> {
        let roots = relationships(package, "", "")?;
        let Some(root) = of_kind(&roots, "/officeDocument") else {
            return Ok(None);
        };
        if root.ends_with("workbook.bin") {
            return Err(old());
        }
        let (folder, file) = root.rsplit_once('/').unwrap_or(("", root));
        let parts = relationships(package, folder, file)?;
        let Some(part) = package.xml(root, MAX_PART_BYTES)? else {
            return Ok(None);
        };
        let Some((sheets, is_1904)) = read_workbook(part)? else {
            return Ok(None);
        };
        let (mut names, mut paths) = (Vec::new(), Vec::new());
        for (name, id) in sheets {
            if let Some((kind, path)) = parts.get(&id)
                && kind.ends_with("/worksheet")
            {
                push_name(name, &mut names)?;
                paths.push(path.clone());
            }
        }
        let strings = match of_kind(&parts, "/sharedStrings") {
            Some(path) => package.xml(path, MAX_STRINGS_BYTES)?.map(Strings::read).transpose()?,
            None => None,
        };
        let formats = match of_kind(&parts, "/styles") {
            Some(path) => package.xml(path, MAX_PART_BYTES)?.map(read_formats).transpose()?,
            None => None,
        };
        let (strings, formats) = (strings.unwrap_or_default(), formats.unwrap_or_default());
        Ok(Some(Xlsx { names, paths, strings, formats, is_1904 }))
    }

    /// The names of the worksheets, in the workbook's order.
    pub(super) fn sheet_names(&self) -> &[String] {
        &self.names
    }

    /// Gives a worksheet's cells to `rows`.
    pub(super) fn read(&self, package: &mut Package, sheet: usize, rows: &mut Rows<'_>) -> Result<(), Stop> {
        let part = package.xml(&self.paths[sheet], MAX_SHEET_BYTES)?.ok_or_else(damaged)?;
        let mut row = 0;
        let mut cell = Cell::default();
        let mut text = String::new();
        let mut value = Vec::new();
        let (mut is_text, mut is_phonetic) = (false, false);
        part.read(|event, _| {
            match event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "c" => {
                        cell = Cell::of(element, cell.column)?;
                        text.clear();
                    }
                    "v" | "t" => is_text = !is_phonetic,
                    "row" => {
                        row = row_number(element, row)?;
                        cell.column = 0;
                    }
                    "rPh" => is_phonetic = true,
                    _ => {}
                },
                // An empty cell still stands in the row.
                Event::Empty(element) => match element.local_name().as_ref() {
                    "c" => cell = Cell::of(element, cell.column)?.after(),
                    "row" => row = row_number(element, row)?,
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "c" => {
                        rows.cell(cell.column, self.text_of(&cell, &text, &mut value)?)?;
                        cell = cell.after();
                    }
                    "v" | "t" => is_text = false,
                    "row" => rows.end(row, 1)?,
                    "rPh" => is_phonetic = false,
                    "sheetData" => return Ok(ControlFlow::Break(())),
                    _ => {}
                },
                _ if is_text => push_text(event, &mut text)?,
                _ => {}
            }
            Ok(ControlFlow::Continue(()))
        })
    }

    /// A cell's value in its one form, given what stands in it.
    fn text_of<'a>(&'a self, cell: &Cell, text: &str, value: &'a mut Vec<u8>) -> Result<&'a [u8], Refusal> {
        value.clear();
        match cell.kind {
            _ if text.is_empty() => {}
            Kind::Shared => {
                let at = text.trim_ascii().parse().map_err(|_| damaged())?;
                return self.strings.get(at).ok_or_else(damaged);
            }
            Kind::Number => match self.formats.get(cell.style).unwrap_or(&NumberFormat::Number) {
                NumberFormat::Number => push_number(text, value),
                format => match text.trim_ascii().parse() {
                    Ok(number) => push_serial(number, *format, self.is_1904, value),
                    Err(_) => push_number(text, value),
                },
            },
            Kind::Boolean => match text.trim_ascii() {
                "1" | "true" => value.extend_from_slice(b"TRUE"),
                _ => value.extend_from_slice(b"FALSE"),
            },
            Kind::Date => push_iso_moment(text, value),
            Kind::Error => {}
            Kind::Text => push_unescaped(text, value),
        }
        Ok(value)
    }
}

/// How a cell's value is stored (ECMA-376 part 1, 18.18.11).
#[derive(Clone, Copy, Default)]
enum Kind {
    #[default]
    Number,
    Shared,
    Text,
    Boolean,
    Date,
    Error,
}

/// Where a cell stands, and how to read it.
#[derive(Clone, Copy, Default)]
struct Cell {
    /// Counted from 0.
    column: u64,
    style: usize,
    kind: Kind,
}

impl Cell {
    /// A cell by its element; in `next_column` if it does not say where it stands.
    fn of(element: &BytesStart<'_>, next_column: u64) -> Result<Cell, Refusal> {
        let mut cell = Cell { column: next_column, style: 0, kind: Kind::Number };
        for attribute in attributes(element) {
            let (name, value) = attribute?;
            match name {
                "r" => cell.column = column_of(&value)?,
                "s" => cell.style = value.parse().unwrap_or(0),
                "t" => {
                    cell.kind = match &*value {
                        "s" => Kind::Shared,
                        "n" => Kind::Number,
                        "b" => Kind::Boolean,
                        "d" => Kind::Date,
                        "e" => Kind::Error,
                        _ => Kind::Text,
                    }
                }
                _ => {}
            }
        }
        Ok(cell)
    }

    /// Where the next cell stands.
    fn after(self) -> Cell {
        Cell { column: self.column + 1, ..self }
    }
}

/// The column of a reference such as `AB12`, counted from 0.
fn column_of(reference: &str) -> Result<u64, Refusal> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic);
    // Four letters already exceed the last column, XFD.
    let column = letters
        .take(4)
        .fold(0, |column, letter| column * 26 + u64::from(letter.to_ascii_uppercase() - b'A') + 1);
    column.checked_sub(1).ok_or_else(damaged)
}

/// The number of a row; the one after `last` if it does not say.
fn row_number(element: &BytesStart<'_>, last: u64) -> Result<u64, Refusal> {
    for attribute in attributes(element) {
        if let ("r", number) = attribute? {
            return number.parse().map_err(|_| damaged());
        }
    }
    Ok(last.saturating_add(1))
}

/// What the part `file` in `folder` is related to, the whole package if both are empty; nothing if it does not say.
fn relationships(package: &mut Package, folder: &str, file: &str) -> Result<Relationships, Refusal> {
    let mut found = Relationships::new();
    let Some(part) = package.xml(&resolve(folder, &format!("_rels/{file}.rels")), MAX_PART_BYTES)? else {
        return Ok(found);
    };
    part.read(|event, _| {
        if let Event::Start(element) | Event::Empty(element) = event
            && element.local_name().as_ref() == "Relationship"
        {
            let (mut id, mut kind, mut target) = (String::new(), String::new(), String::new());
            for attribute in attributes(element) {
                match attribute? {
                    ("Id", value) => id = unescaped(&value)?.into_owned(),
                    ("Type", value) => kind = unescaped(&value)?.into_owned(),
                    ("Target", value) => target = unescaped(&value)?.into_owned(),
                    _ => {}
                }
            }
            found.insert(id, (kind, resolve(folder, &target)));
        }
        Ok::<_, Refusal>(ControlFlow::Continue(()))
    })?;
    Ok(found)
}

/// The path of the part that is related as a kind whose name ends so.
fn of_kind<'a>(parts: &'a Relationships, kind: &str) -> Option<&'a str> {
    parts.values().find(|(found, _)| found.ends_with(kind)).map(|(_, path)| path.as_str())
}

/// The full path of a target that is relative to `folder`, unless it begins with `/`.
fn resolve(folder: &str, target: &str) -> String {
    let mut path = Vec::new();
    let base = if target.starts_with('/') { "" } else { folder };
    for step in base.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            _ => path.push(step),
        }
    }
    path.join("/")
}

/// The sheets, and whether dates count from 1904; none if this is no workbook.
fn read_workbook(part: Part<'_>) -> Result<Option<(Sheets, bool)>, Refusal> {
    let (mut sheets, mut is_1904, mut is_workbook) = (Vec::new(), false, false);
    part.read(|event, depth| {
        let (Event::Start(element) | Event::Empty(element)) = event else {
            return Ok(ControlFlow::Continue(()));
        };
        match element.local_name().as_ref() {
            "workbook" if depth == 1 => is_workbook = true,
            _ if depth == 1 => return Ok(ControlFlow::Break(())),
            "workbookPr" => {
                for attribute in attributes(element) {
                    if let ("date1904", value) = attribute? {
                        is_1904 = matches!(&*value, "1" | "true");
                    }
                }
            }
            "sheet" => {
                let (mut name, mut id) = (String::new(), String::new());
                for attribute in attributes(element) {
                    match attribute? {
                        ("name", value) => name = unescaped(&value)?.into_owned(),
                        (key, value) if key.ends_with(":id") => id = unescaped(&value)?.into_owned(),
                        _ => {}
                    }
                }
                sheets.push((name, id));
            }
            _ => {}
        }
        Ok::<_, Refusal>(ControlFlow::Continue(()))
    })?;
    Ok(is_workbook.then_some((sheets, is_1904)))
}

/// What a number stands for in each of the cells' styles.
fn read_formats(part: Part<'_>) -> Result<Vec<NumberFormat>, Refusal> {
    let mut custom = BTreeMap::new();
    let mut formats = Vec::new();
    let mut is_of_cells = false;
    part.read(|event, _| {
        match event {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "cellXfs" => is_of_cells = true,
                "numFmt" => {
                    let (mut id, mut format) = (None, NumberFormat::Number);
                    for attribute in attributes(element) {
                        match attribute? {
                            ("numFmtId", value) => id = value.parse::<u32>().ok(),
                            ("formatCode", value) => format = NumberFormat::of_code(&unescaped(&value)?),
                            _ => {}
                        }
                    }
                    custom.extend(id.map(|id| (id, format)));
                }
                "xf" if is_of_cells => {
                    let mut id = 0;
                    for attribute in attributes(element) {
                        if let ("numFmtId", value) = attribute? {
                            id = value.parse().unwrap_or(0);
                        }
                    }
                    formats.push(custom.get(&id).copied().unwrap_or_else(|| NumberFormat::built_in(id)));
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "cellXfs" => is_of_cells = false,
            _ => {}
        }
        Ok::<_, Refusal>(ControlFlow::Continue(()))
    })?;
    Ok(formats)
}

/// The texts that cells share, end to end.
#[derive(Default)]
struct Strings {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Strings {
    fn read(part: Part<'_>) -> Result<Strings, Refusal> {
        let mut strings = Strings::default();
        let mut text = String::new();
        let (mut is_text, mut is_phonetic) = (false, false);
        part.read(|event, _| {
            match event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "t" => is_text = !is_phonetic,
                    // How a text is pronounced is no part of it.
                    "rPh" => is_phonetic = true,
                    _ => {}
                },
                Event::Empty(element) if element.local_name().as_ref() == "si" => strings.push(&mut text),
                Event::End(element) => match element.local_name().as_ref() {
                    "t" => is_text = false,
                    "rPh" => is_phonetic = false,
                    "si" => strings.push(&mut text),
                    _ => {}
                },
                _ if is_text => push_text(event, &mut text)?,
                _ => {}
            }
            Ok::<_, Refusal>(ControlFlow::Continue(()))
        })?;
        Ok(strings)
    }

    fn push(&mut self, text: &mut String) {
        push_unescaped(text, &mut self.bytes);
        text.clear();
        // No more than MAX_STRINGS_BYTES were read, and unescaping only shortens.
        self.ends.push(self.bytes.len() as u32);
    }

    fn get(&self, at: usize) -> Option<&[u8]> {
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.bytes.get(start as usize..*self.ends.get(at)? as usize)
    }
}

/// Adds a text with `_x000D_` and the like replaced by the characters that they stand for (ECMA-376 part 1, 22.9.2.19).
fn push_unescaped(text: &str, out: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        rest = &rest[at..];
        let code = rest.get(2..6).filter(|_| rest.as_bytes().get(6) == Some(&b'_'));
        let code = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let character = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let (n_bytes, meant) = match character {
            Some(character) => (7, character),
            None => (1, '_'),
        };
        out.extend_from_slice(meant.encode_utf8(&mut [0; 4]).as_bytes());
        rest = &rest[n_bytes..];
    }
    out.extend_from_slice(rest.as_bytes());
}
