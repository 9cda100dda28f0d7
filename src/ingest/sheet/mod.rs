//! Workbooks (`.xlsx`, `.xlsm`, `.ods`) -> rows of text, sheet by sheet.
//!
//! In: a file's bytes, whole, because a workbook's table of contents stands at its end. Out: the names of its sheets,
//! and the rows of one of them in order, each with the number that a spreadsheet shows it under. Dates, numbers and
//! times leave as text in one form (see `value`). Whatever the file says of itself, memory and time stay bounded: no
//! more is unpacked than was measured, and no sheet is ever held whole. Knows nothing of headers or columns' meanings.
//!
//! The formats are read here and not by calamine (0.38), which holds all of an `.ods` file at once, makes gigabytes of
//! ten kilobytes of styles, panics at a false count of shared texts, and stops at errors of cells that it does not know.

mod number_format;
mod ods;
mod package;
mod part;
mod rows;
mod value;
mod xlsx;

use super::record::Record;
use super::refusal::Refusal;
use memchr::memmem;
use ods::Ods;
use package::Package;
use rows::{Rows, Stop};
use std::ops::ControlFlow;
use xlsx::Xlsx;

/// How an OLE container begins: what Office wrote before 2007, and what it still puts around a file with a password.
const OLE_MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The stream of an OLE container that holds a file with a password (MS-OFFCRYPTO, 2.3.4.4), in UTF-16.
const ENCRYPTED_STREAM: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// The most sheets that are believed, and the longest name of one, bytes. Excel allows names of 31 characters.
const MAX_SHEETS: usize = 1000;
const MAX_NAME_BYTES: usize = 1000;

const SAVE_AS_XLSX: &str = "Open it in a spreadsheet program, save it as .xlsx, and choose that file.";

/// A workbook whose sheets can be read.
pub(super) struct Workbook {
    package: Package,
    content: Content,
}

enum Content {
    Xlsx(Xlsx),
    Ods(Ods),
}

impl Workbook {
    /// Recognises a workbook by its content.
    ///
    /// # Errors
    /// `ingest-not-a-workbook`, or `ingest-workbook-` with `password`, `old`, `damaged`, `too-large`, `impossible` or
    /// `empty`.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Workbook, Refusal> {
        if bytes.starts_with(OLE_MAGIC) {
            return Err(match memmem::find(&bytes, ENCRYPTED_STREAM) {
                Some(_) => password(),
                None => old(),
            });
        }
        let mut package = Package::open(bytes)?;
        let content = if let Some(ods) = Ods::open(&mut package)? {
            Content::Ods(ods)
        } else if let Some(xlsx) = Xlsx::open(&mut package)? {
            Content::Xlsx(xlsx)
        } else {
            return Err(not_a_workbook());
        };
        let workbook = Workbook { package, content };
        match workbook.sheet_names() {
            [] => Err(Refusal::new(
                "ingest-workbook-empty",
                "The workbook has no sheet with cells.",
                SAVE_AS_XLSX,
            )),
            _ => Ok(workbook),
        }
    }

    /// The names of the sheets that have cells, in the file's order; hidden ones are among them, sheets that are
    /// nothing but a chart are not.
    pub(super) fn sheet_names(&self) -> &[String] {
        match &self.content {
            Content::Xlsx(xlsx) => xlsx.sheet_names(),
            Content::Ods(ods) => ods.sheet_names(),
        }
    }

    /// Gives the rows of a sheet to `take`, in order, until it breaks. Blank rows are left out, and so are the blank
    /// cells at a row's end: that a row is shorter than another means nothing. Of merged cells, the first has the
    /// value.
    ///
    /// # Errors
    /// `ingest-workbook-damaged` or `ingest-workbook-impossible`, after the rows before the fault were given.
    pub(super) fn read(
        &mut self,
        sheet: &str,
        take: &mut dyn FnMut(u64, Record<'_>) -> ControlFlow<()>,
    ) -> Result<(), Refusal> {
        let Some(at) = self.sheet_names().iter().position(|name| name == sheet) else {
            return Err(Refusal::new(
                "ingest-workbook-no-such-sheet",
                format!("The workbook has no sheet named \"{sheet}\"."),
                "Choose one of its sheets.",
            ));
        };
        let mut rows = Rows::new(take);
        let result = match &self.content {
            Content::Xlsx(xlsx) => xlsx.read(&mut self.package, at, &mut rows),
            Content::Ods(ods) => ods.read(&mut self.package, at, &mut rows),
        };
        match result {
            Err(Stop::Refused(refusal)) => Err(refusal),
            Ok(()) | Err(Stop::Enough) => Ok(()),
        }
    }
}

/// Adds a sheet's name.
fn push_name(name: String, names: &mut Vec<String>) -> Result<(), Refusal> {
    if names.len() == MAX_SHEETS || name.len() > MAX_NAME_BYTES {
        return Err(impossible(format!(
            "The workbook has more than {MAX_SHEETS} sheets, or a sheet with a name of more than {MAX_NAME_BYTES} letters."
        )));
    }
    names.push(name);
    Ok(())
}

fn password() -> Refusal {
    Refusal::new(
        "ingest-workbook-password",
        "The workbook is protected with a password.",
        "Open it in a spreadsheet program, save a copy without the password, and choose that copy.",
    )
}

fn old() -> Refusal {
    Refusal::new(
        "ingest-workbook-old",
        "The file is in a binary form of Excel workbook (.xls or .xlsb), which is not read.",
        SAVE_AS_XLSX,
    )
}

fn not_a_workbook() -> Refusal {
    Refusal::new(
        "ingest-not-a-workbook",
        "The file is not an Excel or OpenDocument workbook.",
        "Choose the extract itself: a CSV file, or a workbook saved as .xlsx or .ods.",
    )
}

fn damaged() -> Refusal {
    Refusal::new(
        "ingest-workbook-damaged",
        "The workbook is damaged: a part of it cannot be read.",
        "Export it again; or open it in a spreadsheet program, save it as .xlsx, and choose that file.",
    )
}

fn too_large() -> Refusal {
    Refusal::new(
        "ingest-workbook-too-large",
        "The workbook would unpack to far more than an extract can be.",
        "Save the sheet with the extract alone as \"CSV UTF-8\", and choose that file.",
    )
}

fn impossible(message: String) -> Refusal {
    Refusal::new("ingest-workbook-impossible", message, SAVE_AS_XLSX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::CompressionMethod;
    use zip::write::{SimpleFileOptions, ZipWriter};

    /// A zip file of these parts.
    fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            let method =
                if content.is_empty() { CompressionMethod::Stored } else { CompressionMethod::Deflated };
            writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
            writer.write_all(content.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// A workbook whose one sheet has these rows; its number formats are `General`, `dd/mm/yyyy`, `hh:mm`, `[h]:mm`.
    fn xlsx(rows: &str, properties: &str) -> Vec<u8> {
        packed(&[
            ("_rels/.rels", "<R><Relationship Id='a' Type='x/officeDocument' Target='xl/workbook.xml'/></R>"),
            (
                "xl/_rels/workbook.xml.rels",
                "<R><Relationship Id='a' Type='x/worksheet' Target='worksheets/one.xml'/>
                <Relationship Id='b' Type='x/styles' Target='/xl/styles.xml'/><Relationship Id='d' Type='x/chartsheet'/>
                <Relationship Id='c' Type='x/sharedStrings' Target='./sharedStrings.xml'/></R>",
            ),
            (
                "xl/workbook.xml",
                &format!(
                    "<workbook>{properties}<sheets><sheet name='A &amp; B' r:id='a'/><sheet name='Chart' r:id='d'/>
                    </sheets></workbook>"
                ),
            ),
            (
                "xl/sharedStrings.xml",
                "<sst uniqueCount='99999999999'><si><t>shared</t></si><si><r><t>ri</t></r><r><t>ch</t></r>
                <rPh><t>no</t></rPh></si><si/><si><t>a_x000D_b_x0</t></si></sst>",
            ),
            (
                "xl/styles.xml",
                "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='[h]:mm'/></numFmts>
                <cellStyleXfs><xf numFmtId='9'/></cellStyleXfs><cellXfs><xf/><xf numFmtId='14'/><xf numFmtId='20'/>
                <xf numFmtId='170'/></cellXfs></styleSheet>",
            ),
            (
                "XL/Worksheets/One.xml",
                &format!("<worksheet><dimension ref='A1:XFD1048576'/><sheetData>{rows}</sheetData></worksheet>"),
            ),
        ])
    }

    /// A spreadsheet with these tables.
    fn ods(tables: &str) -> Vec<u8> {
        packed(&[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            (
                "content.xml",
                &format!(
                    "<document-content><body><spreadsheet>{tables}</spreadsheet></body></document-content>"
                ),
            ),
        ])
    }

    /// The rows of the last sheet as `number: cell|cell`, and the code of the refusal, if there is one.
    fn read_all(bytes: Vec<u8>) -> (Vec<String>, Option<&'static str>) {
        let mut rows = Vec::new();
        let mut workbook = match Workbook::open(bytes) {
            Ok(workbook) => workbook,
            Err(refusal) => return (rows, Some(refusal.code)),
        };
        let sheet = workbook.sheet_names().last().unwrap().clone();
        let result = workbook.read(&sheet, &mut |number, row| {
            let cells: Vec<_> = row.fields().map(String::from_utf8_lossy).collect();
            rows.push(format!("{number}: {}", cells.join("|")));
            ControlFlow::Continue(())
        });
        (rows, result.err().map(|refusal| refusal.code))
    }

    #[track_caller]
    fn check(bytes: Vec<u8>, rows: &[&str], code: Option<&str>) {
        let (found, found_code) = read_all(bytes);
        assert_eq!(found, rows);
        assert_eq!(found_code, code);
    }

    #[test]
    fn cells_of_a_worksheet_become_text_in_one_form() {
        let check = |rows: &str, expected: &[&str]| check(xlsx(rows, ""), expected, None);
        check(
            "<row r='2'><c r='A2' t='s'><v>0</v></c><c r='B2' t='s'><v>1</v></c><c r='D2' t='s'><v>3</v></c></row>",
            &["2: shared|rich||a\rb_x0"],
        );
        check(
            "<row><c t='inlineStr'><is><t>a &lt;</t></is></c><c t='str'><f>B1</f><v>b</v></c><c t='b'><v>1</v></c></row>
            <row/><row><c><v>12345.0</v></c><c t='e'><v>#SPILL!</v></c><c t='n'><v>1E-2</v></c></row>",
            &["1: a <|b|TRUE", "3: 12345||0.01"],
        );
        check(
            "<row><c s='1'><v>43052</v></c><c s='1'><v>43052.75</v></c><c s='2'><v>0.25</v></c><c s='3'><v>1.5</v></c>
            <c t='d'><v>2017-11-13T00:00:00</v></c><c s='99'><v>7</v></c></row>",
            &["1: 2017-11-13|2017-11-13 18:00|06:00:00|36:00:00|2017-11-13|7"],
        );
        check("<row><c t='s'><v>2</v></c><c t='str'><v> </v></c><c s='1'/></row>", &[]);
    }

    #[test]
    fn dates_count_from_1904_where_the_workbook_says_so() {
        let rows = "<row><c s='1'><v>41590</v></c></row>";
        check(xlsx(rows, "<workbookPr date1904='1'/>"), &["1: 2017-11-13"], None);
        check(xlsx(rows, "<workbookPr date1904='0'/>"), &["1: 2013-11-12"], None);
    }

    #[test]
    fn a_worksheet_that_cannot_be_is_refused_after_the_rows_before() {
        let check = |row: &str, what| {
            check(xlsx(&format!("<row r='5'><c><v>1</v></c></row>{row}"), ""), &["5: 1"], Some(what));
        };
        check("<row r='1048577'><c><v>1</v></c></row>", "ingest-workbook-impossible");
        check("<row r='6'><c r='XFE6'><v>1</v></c></row>", "ingest-workbook-impossible");
        check("<row r='5'><c><v>1</v></c></row>", "ingest-workbook-impossible");
        check("<row r='6'><c r='B6'><v>1</v></c><c r='A6'><v>1</v></c></row>", "ingest-workbook-impossible");
        check("<row><c t='s'><v>4</v></c></row>", "ingest-workbook-damaged");
        check("<row><c><v>&own;</v></c></row>", "ingest-workbook-damaged");
        check("<row><c r='1'><v>1</v></c></row>", "ingest-workbook-damaged");
    }
    #[test]
    fn a_sheet_larger_than_the_window_is_read_whole() {
        let row =
            "<row><c t='str'><v>caf\u{e9} &#8364;<![CDATA[ > ]]><!-- - > -->\u{1f600}&amp;z</v></c></row>";
        let (rows, code) = read_all(xlsx(&row.repeat(10_000), ""));
        assert_eq!(code, None);
        assert_eq!(rows.len(), 10_000);
        for (at, row) in rows.iter().enumerate() {
            assert_eq!(row, &format!("{}: caf\u{e9} \u{20ac} > \u{1f600}&z", at + 1));
        }
    }

    #[test]
    fn what_would_take_too_much_is_refused_before_it_does() {
        let code = |bytes| read_all(bytes).1;
        let long = "<row><c t='str'><v>long</v></c></row>".replace("long", &"long".repeat(300_000));
        assert_eq!(code(xlsx(&long, "")), Some("ingest-workbook-damaged"));
        let deep = "<a>".repeat(300) + &"</a>".repeat(300);
        assert_eq!(code(xlsx(&deep, "")), Some("ingest-workbook-damaged"));
        let comment = format!("<!--{}-->", "x".repeat(300_000));
        assert_eq!(code(xlsx(&comment, "")), Some("ingest-workbook-damaged"));
        let many = "<sheet name='a' r:id='a'/>".repeat(1001);
        assert_eq!(code(xlsx("", &many)), Some("ingest-workbook-impossible"));
        let parts: Vec<_> = (0..10_001).map(|at| at.to_string()).collect();
        let parts: Vec<_> = parts.iter().map(|name| (name.as_str(), "")).collect();
        assert_eq!(code(packed(&parts)), Some("ingest-workbook-too-large"));
    }

    #[test]
    fn sizes_that_a_file_states_of_its_parts_are_not_believed() {
        let mut bytes = xlsx("<row><c><v>1</v></c></row>", "");
        let sheet = memmem::rfind(&bytes, b"XL/Worksheets/One.xml").unwrap();
        let size = sheet - 22..sheet - 18;
        bytes[size.clone()].copy_from_slice(&20_u32.to_le_bytes());
        check(bytes.clone(), &[], Some("ingest-workbook-damaged"));
        bytes[size].copy_from_slice(&(u32::MAX - 1).to_le_bytes());
        check(bytes, &[], Some("ingest-workbook-too-large"));
    }

    #[test]
    fn a_part_that_does_not_match_its_checksum_is_damaged() {
        let mut bytes = packed(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]);
        let checksum = memmem::rfind(&bytes, b"mimetype").unwrap() - 30;
        bytes[checksum] ^= 1;
        check(bytes, &[], Some("ingest-workbook-damaged"));
    }

    #[test]
    fn cells_of_a_table_become_text_in_one_form() {
        let check = |rows: &str, expected: &[&str], code| {
            check(ods(&format!("<table:table table:name='T'>{rows}</table:table>")), expected, code);
        };
        check(
            "<table:table-row><table:table-cell><text:p>a<text:s text:c='2'/>b</text:p><text:p>c &amp;<text:span> d</text:span>
            </text:p><office:annotation><text:p>no</text:p></office:annotation></table:table-cell>
            <table:table-cell office:value-type='float' office:value='1.50'><text:p>1,5</text:p></table:table-cell>
            <table:table-cell office:value='2'/><table:table-cell office:boolean-value='true'/></table:table-row>",
            &["1: a  b\nc & d|1.5|2|TRUE"],
            None,
        );
        check(
            "<table:table-row table:number-rows-repeated='3'/><table:table-row-group><table:table-row>
            <table:table-cell office:date-value='2017-11-13T07:05:00' table:number-columns-repeated='2'/>
            <table:covered-table-cell><text:p>hidden</text:p></table:covered-table-cell>
            <table:table-cell office:time-value='PT30H15M00S'/><table:table-cell office:string-value=''
            calcext:value-type='error'><text:p>#N/A</text:p></table:table-cell></table:table-row></table:table-row-group>",
            &["4: 2017-11-13 07:05|2017-11-13 07:05||30:15:00"],
            None,
        );
        check(
            "<table:shapes><table:table-row><table:table-cell office:value='1'/></table:table-row></table:shapes>
            <table:table-row table:number-rows-repeated='2'><table:table-cell office:value='7'/></table:table-row>
            <table:table-row table:number-rows-repeated='18446744073709551615'/><table:table-row/>",
            &["1: 7", "2: 7"],
            None,
        );
        let impossible = Some("ingest-workbook-impossible");
        check(
            "<table:table-row><table:table-cell table:number-columns-repeated='18446744073709551615'/>
            <table:table-cell office:value='1'/></table:table-row>",
            &[],
            impossible,
        );
        check(
            "<table:table-row table:number-rows-repeated='1048577'><table:table-cell office:value='1'/></table:table-row>",
            &[],
            impossible,
        );
        check(
            "<table:table-row table:number-rows-repeated='99999'><table:table-cell office:value='1'
            table:number-columns-repeated='16384'/></table:table-row>",
            &[],
            impossible,
        );
        check(
            "<table:table-row><table:table-cell><text:p><text:s text:c='4000000000'/></text:p></table:table-cell>
            </table:table-row>",
            &[],
            Some("ingest-workbook-damaged"),
        );
    }

    #[test]
    fn sheets_are_named_in_order_and_charts_are_none() {
        let names = |bytes| Workbook::open(bytes).unwrap().sheet_names().to_vec();
        assert_eq!(names(xlsx("", "")), ["A & B"]);
        let tables =
            "<table:table table:name='One'></table:table><table:table table:name='&lt;2'></table:table>";
        assert_eq!(names(ods(tables)), ["One", "<2"]);
        let mut workbook = Workbook::open(xlsx("", "")).unwrap();
        let refusal = workbook.read("Chart", &mut |_, _| ControlFlow::Continue(())).unwrap_err();
        assert_eq!(refusal.code, "ingest-workbook-no-such-sheet");
    }

    #[test]
    fn reading_ends_when_enough_is_read() {
        let mut n_rows = 0;
        let mut workbook = Workbook::open(xlsx(&"<row><c><v>1</v></c></row>".repeat(9), "")).unwrap();
        let result = workbook.read("A & B", &mut |_, _| {
            n_rows += 1;
            if n_rows == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!((result, n_rows), (Ok(()), 3));
    }

    #[test]
    fn what_is_no_workbook_is_told_what_it_is() {
        let check = |bytes: Vec<u8>, code| check(bytes, &[], Some(code));
        let root = |target: &str| format!("<R><Relationship Type='x/officeDocument' Target='{target}'/></R>");
        check(Vec::new(), "ingest-not-a-workbook");
        check(b"CHILD,DOB".to_vec(), "ingest-not-a-workbook");
        check(b"PK\x03\x04 and no more".to_vec(), "ingest-workbook-damaged");
        check(packed(&[("readme.txt", "")]), "ingest-not-a-workbook");
        check(
            packed(&[("_rels/.rels", &root("d.xml")), ("d.xml", "<w:document/>")]),
            "ingest-not-a-workbook",
        );
        check(packed(&[("_rels/.rels", &root("xl/workbook.bin"))]), "ingest-workbook-old");
        check(packed(&[("mimetype", "application/vnd.oasis.opendocument.text")]), "ingest-not-a-workbook");
        let encrypted = "<m><file-entry><manifest:encryption-data/></file-entry></m>";
        let ods = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
        check(packed(&[ods, ("META-INF/manifest.xml", encrypted)]), "ingest-workbook-password");
        check(packed(&[ods]), "ingest-workbook-damaged");
        check(packed(&[ods, ("content.xml", "<a></a>")]), "ingest-workbook-empty");
        check(OLE_MAGIC.repeat(2), "ingest-workbook-old");
        check([OLE_MAGIC, ENCRYPTED_STREAM].concat(), "ingest-workbook-password");
    }
}
