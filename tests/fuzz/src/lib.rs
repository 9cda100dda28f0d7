//! What must hold of the reading of any bytes, as a function of the bytes for each kind of file.
//!
//! `cargo test` tries the files of the cases and some mutants of them. `cargo xtask fuzz` lets libFuzzer look for bytes that
//! are worse. Only the program that it drives depends on it, so that all else builds wherever the project does.

#[cfg(test)]
mod mutants;
#[path = "../../it/ranges.rs"]
mod ranges;
pub mod seeds;
#[path = "../../it/support.rs"]
mod support;

use ranges::{read_split, told};
use std::borrow::Cow;
use std::io::{Cursor, Write};
use support::{KEY, recipe, session, view};
use whereabouts::period::{DateOrder, Moment, OrderEvidence, is_open_end, order_evidence, read_moment};
use whereabouts::published::PublishedChoice;
use whereabouts::recipe::{Dimension, Policy};
use whereabouts::session::{Request, Session};
use zip::write::{SimpleFileOptions, ZipWriter};

/// What bytes are read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A text file, followed by [`CUT_BYTES`] bytes that say where it is cut.
    Csv,
    /// An XML file.
    Xml,
    /// A workbook: a zip file, or the names and contents of its parts with a zero after each, so that a fuzzer need not know how
    /// zip files are made.
    Sheet,
    /// The text of a cell.
    Date,
}

/// How many bytes after a text say where it is cut: six for the beginnings of ranges, one for the size of chunks.
pub const CUT_BYTES: usize = 7;

impl Target {
    /// All of them.
    pub const ALL: [Target; 4] = [Target::Csv, Target::Xml, Target::Sheet, Target::Date];

    /// The target of a name.
    pub fn named(name: &str) -> Option<Target> {
        Target::ALL.into_iter().find(|target| target.name() == name)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Target::Csv => "csv",
            Target::Xml => "xml",
            Target::Sheet => "sheet",
            Target::Date => "date",
        }
    }

    /// Reads bytes.
    ///
    /// # Panics
    /// If something does not hold that must.
    pub fn check(self, data: &[u8]) {
        match self {
            Target::Csv => check_csv(data),
            Target::Xml => drop(answers(&mut session(&[("return.xml", data)]))),
            Target::Sheet => drop(answers(&mut session(&[("workbook.xlsx", &packed(data))]))),
            Target::Date => check_date(data),
        }
    }
}

/// However a text is cut, it comes out the same.
fn check_csv(data: &[u8]) {
    let Some((text, [cuts @ .., chunk])) = data.split_last_chunk::<CUT_BYTES>() else { return };
    let (name, chunk) = ("missing 2018-19.csv", usize::from(*chunk) + 1);
    let place = |pair: &[u8]| usize::from(u16::from_le_bytes([pair[0], pair[1]])) % text.len().max(1);
    let mut cuts: Vec<usize> = cuts.chunks_exact(2).map(place).filter(|cut| *cut > 0).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let whole = answers(&mut session(&[(name, text)]));
    for cuts in [&[], cuts.as_slice()] {
        let mut split = Session::new(KEY);
        read_split(&mut split, name, text, cuts, chunk);
        assert_eq!(answers(&mut split), whole, "cut at {cuts:?}, in chunks of {chunk}");
    }
}

/// What a session says of the file that it has read, and the figures. Every row is accounted for.
fn answers(session: &mut Session) -> (String, Option<String>) {
    session.handle(Request::Check);
    let holdings = session.holdings();
    assert!(!holdings.files.is_empty() || !holdings.diagnostics.is_empty(), "nothing is said of it");
    for file in &holdings.files {
        let n_aside: u64 = file.set_aside.iter().map(|aside| aside.n_rows).sum();
        assert_eq!(file.n_rows, file.n_used + n_aside, "not every row is accounted for");
        let Some(published) = &file.published else { continue };
        for (level, measure) in published.levels.iter().zip(published.measures.iter().cycle()) {
            let choice = PublishedChoice { level: level.level, unit: measure.unit, measure: None };
            session.handle(Request::Published { file: file.id, choice });
        }
    }
    let by = [Dimension::Year, Dimension::Region, Dimension::Risk];
    let figures = view(session, recipe(&by, Policy::Unprotected)).ok().map(|view| view.csv);
    // With a picture. That there is none to be had is an answer too.
    let _ = view(session, recipe(&[Dimension::Year, Dimension::MissingStatus], Policy::Dfe));
    (told(holdings), figures)
}

/// A zip file of the parts whose names and contents these are, with a zero after each; a zip file as it is.
fn packed(data: &[u8]) -> Cow<'_, [u8]> {
    if data.starts_with(b"PK") {
        return Cow::Borrowed(data);
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let pieces: Vec<&[u8]> = data.split(|byte| *byte == 0).collect();
    for piece in pieces.chunks_exact(2) {
        // Two parts of one name cannot be written.
        if writer.start_file(String::from_utf8_lossy(piece[0]), options).is_ok() {
            writer.write_all(piece[1]).expect("there is room in memory");
        }
    }
    Cow::Owned(writer.finish().expect("there is room in memory").into_inner())
}

/// A date that is read is read the same once it is written as ISO 8601 says, and what a text tells of the order of day and month
/// is what reading it in both orders shows.
fn check_date(text: &[u8]) {
    let [day_first, month_first] =
        [DateOrder::DayFirst, DateOrder::MonthFirst].map(|order| read_moment(text, order));
    for moment in [day_first, month_first].into_iter().flatten() {
        let written = iso(moment);
        for order in [DateOrder::DayFirst, DateOrder::MonthFirst] {
            assert_eq!(read_moment(written.as_bytes(), order), Some(moment), "{written}");
        }
        assert!(!is_open_end(text), "{written} stands for no end too");
    }
    let evidence = match (day_first, month_first) {
        (Some(_), None) => OrderEvidence::DayFirst,
        (None, Some(_)) => OrderEvidence::MonthFirst,
        (Some(day_first), Some(month_first)) if day_first != month_first => OrderEvidence::Either,
        _ => OrderEvidence::None,
    };
    assert_eq!(order_evidence(text), evidence);
}

fn iso(moment: Moment) -> String {
    let (year, month, day) = moment.day.ymd();
    let time = moment.minute.map(|minute| format!(" {:02}:{:02}", minute / 60, minute % 60));
    format!("{year:04}-{month:02}-{day:02}{}", time.unwrap_or_default())
}
