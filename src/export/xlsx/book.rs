//! Sheets of cells -> a workbook in Office Open XML (`.xlsx`; ECMA-376 part 1, 18).
//!
//! Written here and not by rust_xlsxwriter (0.9x), which alone makes a page of 400 kB of compressed code; this and the packing take about
//! 40 kB. Texts stand in their cells, so that no cell is a formula whatever it begins with. The same cells give the same bytes everywhere:
//! parts stand in one order, bear the earliest date that the container knows, and say the same system.

use crate::export::csv::is_like_formula;
use crate::export::html::escape;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The longest text that Excel opens in a cell, in characters.
const MAX_TEXT: usize = 32_767;

/// How a cell looks: its place among the formats of [`styles`].
#[derive(Clone, Copy)]
pub(super) enum Style {
    Plain,
    Title,
    Head,
    /// The head of a column of figures.
    FigureHead,
    /// Text broken into lines.
    Wrapped,
    /// A letter in a column of figures.
    Letter,
    Figure,
    /// A figure that rounds to zero and is not.
    LowFigure,
    /// A figure of low reliability.
    UnreliableFigure,
}

/// The heights of a line of text and of a title, in points.
const LINE: u32 = 13;
const TITLE: u32 = 19;

/// How many formats there are; after them come the same once more for words that are like a formula.
const N_STYLES: usize = 9;

/// A cell.
pub(super) enum Value<'a> {
    Blank,
    Text(&'a str, Style),
    Number(f64, Style),
}

/// A sheet that is being written.
pub(super) struct Sheet {
    name: &'static str,
    columns: String,
    /// How many characters wide each column is, the last for all that follow.
    widths: Vec<u32>,
    frozen: Option<(usize, usize)>,
    rows: String,
    n_rows: usize,
    n_columns: usize,
}

impl Sheet {
    /// Begins a sheet whose columns are so many characters wide, the last width for all that follow.
    pub(super) fn new(name: &'static str, widths: &[u32]) -> Self {
        let last = widths.len();
        let column = |(at, width): (usize, &u32)| {
            let to = if at + 1 == last { 16_384 } else { at + 1 };
            format!("<col min=\"{}\" max=\"{to}\" width=\"{width}\" customWidth=\"1\"/>", at + 1)
        };
        let columns = widths.iter().enumerate().map(column).collect();
        Sheet {
            name,
            columns,
            widths: widths.to_vec(),
            frozen: None,
            rows: String::new(),
            n_rows: 0,
            n_columns: 1,
        }
    }

    /// Keeps the rows so far, and so many columns, in sight while the others move.
    pub(super) fn freeze(&mut self, n_columns: usize) {
        self.frozen = Some((self.n_rows, n_columns));
    }

    /// Writes the next row.
    pub(super) fn row<'a>(&mut self, values: impl IntoIterator<Item = Value<'a>>) {
        self.n_rows += 1;
        let values: Vec<Value<'a>> = values.into_iter().collect();
        // Not every program looks how high a row has to be.
        let height =
            values.iter().enumerate().map(|(at, value)| self.height(at, value)).max().unwrap_or(LINE);
        let height = match height {
            LINE => String::new(),
            height => format!(" ht=\"{height}\" customHeight=\"1\""),
        };
        self.rows.push_str(&format!("<row r=\"{}\"{height}>", self.n_rows));
        for (at, value) in values.into_iter().enumerate() {
            self.n_columns = self.n_columns.max(at + 1);
            let place = format!("{}{}", column_name(at), self.n_rows);
            match value {
                Value::Blank => {}
                Value::Number(number, style) => {
                    let style = style as usize;
                    self.rows.push_str(&format!("<c r=\"{place}\" s=\"{style}\"><v>{number}</v></c>"));
                }
                Value::Text(text, style) => {
                    let style = style as usize + if is_like_formula(text) { N_STYLES } else { 0 };
                    self.rows.push_str(&format!(
                        "<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                        escape(&allowed(text))
                    ));
                }
            }
        }
        self.rows.push_str("</row>");
    }

    /// How high a cell has to be, in points. Letters are not much wider than digits, by which the width of columns is counted.
    fn height(&self, at: usize, value: &Value<'_>) -> u32 {
        match value {
            Value::Text(_, Style::Title) => TITLE,
            Value::Text(text, Style::Wrapped | Style::Head | Style::FigureHead) => {
                let width = self.widths.get(at).or(self.widths.last()).map_or(1, |width| *width as usize);
                LINE * text.chars().count().div_ceil(width).max(1) as u32
            }
            _ => LINE,
        }
    }

    /// The sheet's part. Years are text among figures, which is no mistake that a reader has to be warned of.
    fn xml(self, is_first: bool) -> String {
        let selected = if is_first { " tabSelected=\"1\"" } else { "" };
        let pane = self.frozen.map_or_else(String::new, |(n_rows, n_columns)| {
            let (across, which) = match n_columns {
                0 => (String::new(), "bottomLeft"),
                _ => (format!(" xSplit=\"{n_columns}\""), "bottomRight"),
            };
            let corner = format!("{}{}", column_name(n_columns), n_rows + 1);
            format!("<pane{across} ySplit=\"{n_rows}\" topLeftCell=\"{corner}\" activePane=\"{which}\" state=\"frozen\"/>")
        });
        let last = format!("{}{}", column_name(self.n_columns - 1), self.n_rows.max(1));
        format!(
            "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView{selected} workbookViewId=\"0\">{pane}</sheetView></sheetViews>\
             <cols>{}</cols><sheetData>{}</sheetData>\
             <pageMargins left=\"0.5\" right=\"0.5\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/>\
             <pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\"/>\
             <ignoredErrors><ignoredError sqref=\"A1:{last}\" numberStoredAsText=\"1\"/></ignoredErrors></worksheet>",
            self.columns, self.rows
        )
    }
}

/// What a workbook says of itself.
pub(super) struct Properties<'a> {
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    /// As in `2026-03-31`.
    pub(super) date: Option<String>,
}

/// Packs sheets into a workbook. `decimals`: how many decimal places its figures have.
pub(super) fn workbook(sheets: Vec<Sheet>, decimals: u8, properties: &Properties<'_>) -> Vec<u8> {
    let numbered = || sheets.iter().enumerate().map(|(at, sheet)| (at + 1, sheet.name));
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), content_types(sheets.len())),
        (
            "_rels/.rels".to_owned(),
            relationships([
                ("officeDocument", "xl/workbook.xml".to_owned()),
                ("extended-properties", "docProps/app.xml".to_owned()),
                ("core", "docProps/core.xml".to_owned()),
            ]),
        ),
        (
            "docProps/app.xml".to_owned(),
            format!(
                "{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
             <Application>Whereabouts</Application></Properties>"
            ),
        ),
        ("docProps/core.xml".to_owned(), core_properties(properties)),
    ];
    let listed: String = numbered()
        .map(|(at, name)| format!("<sheet name=\"{name}\" sheetId=\"{at}\" r:id=\"r{at}\"/>"))
        .collect();
    parts.push(("xl/workbook.xml".to_owned(), format!(
        "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><bookViews><workbookView/></bookViews><sheets>{listed}</sheets></workbook>"
    )));
    let of_sheets = numbered().map(|(at, _)| ("worksheet", format!("worksheets/sheet{at}.xml")));
    let related = of_sheets.chain([("styles", "styles.xml".to_owned())]);
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), relationships(related)));
    parts.push(("xl/styles.xml".to_owned(), styles(decimals)));
    let of_sheets = sheets.into_iter().enumerate();
    parts.extend(
        of_sheets.map(|(at, sheet)| (format!("xl/worksheets/sheet{}.xml", at + 1), sheet.xml(at == 0))),
    );
    pack(&parts)
}

fn pack(parts: &[(String, String)]) -> Vec<u8> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Dos);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name.as_str(), options).expect("each part has a name of its own");
        zip.write_all(text.as_bytes()).expect("memory takes all that is written");
    }
    zip.finish().expect("memory takes all that is written").into_inner()
}

fn content_types(n_sheets: usize) -> String {
    let of = |part: &str, kind: &str| {
        format!("<Override PartName=\"/{part}\" ContentType=\"application/vnd.openxmlformats-{kind}+xml\"/>")
    };
    let sheets: String = (1..=n_sheets)
        .map(|at| of(&format!("xl/worksheets/sheet{at}.xml"), "officedocument.spreadsheetml.worksheet"))
        .collect();
    format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{}{}{}{sheets}</Types>",
        of("xl/workbook.xml", "officedocument.spreadsheetml.sheet.main"),
        of("xl/styles.xml", "officedocument.spreadsheetml.styles"),
        of("docProps/core.xml", "package.core-properties"),
        of("docProps/app.xml", "officedocument.extended-properties"),
    )
}

/// What a part is related to: the kind of each and its path.
fn relationships(of: impl IntoIterator<Item = (&'static str, String)>) -> String {
    let one = |(at, (kind, path)): (usize, (&str, String))| {
        let kind = match kind {
            "core" => format!("{PACKAGE}/relationships/metadata/core-properties"),
            _ => format!("{OFFICE}/{kind}"),
        };
        format!("<Relationship Id=\"r{}\" Type=\"{kind}\" Target=\"{path}\"/>", at + 1)
    };
    let all: String = of.into_iter().enumerate().map(one).collect();
    format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{all}</Relationships>")
}

fn core_properties(properties: &Properties<'_>) -> String {
    let created = properties.date.as_ref().map_or_else(String::new, |date| {
        format!("<dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:created>")
    });
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:description>{}</dc:description>{created}</cp:coreProperties>",
        escape(&allowed(properties.title)),
        escape(&allowed(properties.description))
    )
}

/// The formats of cells in the order of [`Style`], then once more with the mark by which words stay words when they are edited.
fn styles(decimals: u8) -> String {
    let places = "0".repeat(usize::from(decimals));
    let point = if decimals > 0 { "." } else { "" };
    let figure = format!("#,##0{point}{places}");
    let format = |at: usize, letter: &str| {
        format!("<numFmt numFmtId=\"{}\" formatCode=\"{figure}{letter}\"/>", 164 + at)
    };
    let formats = [format(0, ""), format(1, "&quot; low&quot;"), format(2, "&quot; u&quot;")].concat();
    let wrapped = "applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>";
    let right = "applyAlignment=\"1\"><alignment horizontal=\"right\"/></xf>";
    // The number format and the font of each style, and what else there is to it.
    let of_styles: [(usize, usize, &str); N_STYLES] = [
        (0, 0, "/>"),
        (0, 1, "applyFont=\"1\"/>"),
        (0, 2, "applyFont=\"1\" applyAlignment=\"1\"><alignment vertical=\"bottom\" wrapText=\"1\"/></xf>"),
        (
            0,
            2,
            "applyFont=\"1\" applyAlignment=\"1\"><alignment horizontal=\"right\" vertical=\"bottom\" wrapText=\"1\"/></xf>",
        ),
        (0, 0, wrapped),
        (0, 0, right),
        (164, 0, "applyNumberFormat=\"1\"/>"),
        (165, 0, "applyNumberFormat=\"1\"/>"),
        (166, 0, "applyNumberFormat=\"1\"/>"),
    ];
    let xf = |quoted: &str| -> String {
        let one = |(format, font, rest): &(usize, usize, &str)| {
            format!(
                "<xf numFmtId=\"{format}\" fontId=\"{font}\" fillId=\"0\" borderId=\"0\" xfId=\"0\"{quoted} {rest}"
            )
        };
        of_styles.iter().map(one).collect()
    };
    let (plain, quoted) = (xf(""), xf(" quotePrefix=\"1\""));
    let font = |bold: &str, size: u32| {
        format!("<font>{bold}<sz val=\"{size}\"/><name val=\"Arial\"/><family val=\"2\"/></font>")
    };
    let fonts = [font("", 10), font("<b/>", 14), font("<b/>", 10)].concat();
    let n_styles = 2 * N_STYLES;
    format!(
        "{HEAD}<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"3\">{formats}</numFmts><fonts count=\"3\">{fonts}</fonts>\
         <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>\
         <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"{n_styles}\">{plain}{quoted}</cellXfs>\
         <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
    )
}

/// The name of a column: A to Z, AA and so on.
fn column_name(at: usize) -> String {
    let letter = char::from(b'A' + (at % 26) as u8);
    match at / 26 {
        0 => letter.to_string(),
        before => format!("{}{letter}", column_name(before - 1)),
    }
}

/// What XML and Excel allow of a text.
fn allowed(text: &str) -> String {
    let is_allowed = |letter: &char| {
        !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}') || matches!(letter, '\t' | '\n')
    };
    text.chars().filter(is_allowed).take(MAX_TEXT).collect()
}
