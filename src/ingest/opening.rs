//! What a file is and how it will be read, from its first bytes.

use super::csv::{Cut, Records};
use super::format::{Container, Kind, container};
use super::grid::{Grid, GridRow};
use super::mapping::Mapping;
use super::plan::{Head, Plan};
use super::refusal::Refusal;
use super::text::{Transcoder, UTF8_MARK, decode, delimiter};
use serde::{Deserialize, Serialize};

/// How much of a file is looked at before it is read.
pub const HEAD_BYTES: usize = 1 << 20;

/// How many rows of it are looked at.
const MAX_HEAD_ROWS: usize = 2000;

/// What a file is, and what was said about files like it; the same for every part of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Opening {
    pub(super) container: Container,
    /// How it is to be read; none yet where that needs the whole file.
    pub(super) plan: Option<Plan>,
    /// What was said about files with certain headers, the latest last.
    pub(super) mappings: Vec<Mapping>,
}

/// Tells figures that somebody already aggregated, by their first rows.
pub type IsAggregated = fn(&Grid) -> bool;

impl Opening {
    /// Opens a file by its first bytes: [`HEAD_BYTES`] of them, or `is_whole` if there are no more.
    ///
    /// # Errors
    /// Why nothing in the file can be used.
    pub(crate) fn of(
        head: &[u8],
        is_whole: bool,
        mappings: &[Mapping],
        is_aggregated: IsAggregated,
    ) -> Result<Opening, Refusal> {
        let container = container(head)?;
        let mut opening = Opening { container, plan: None, mappings: mappings.to_vec() };
        if matches!(container, Container::Workbook | Container::Xml) {
            return Ok(opening);
        }
        let mut transcoder = Transcoder::new(container);
        let text = transcoder.push(head, is_whole);
        let (delimiter, skipped) = first_line(&text);
        let head = head_of(&text[skipped..], skipped as u64, delimiter, is_whole)?;
        opening.plan = Plan::of(container, delimiter, &head, mappings, is_aggregated);
        match opening.plan {
            Some(_) => Ok(opening),
            None => Err(Refusal::new(
                "ingest-no-rows",
                "It has no row that could be read.",
                "Export it again, or choose another file.",
            )),
        }
    }

    /// Whether several workers may each read a part of the file.
    pub fn is_splittable(&self) -> bool {
        let is_of_rows = self.plan.as_ref().is_some_and(|plan| plan.kind != Kind::Published);
        self.container == Container::Text && is_of_rows && self.is_scanned()
    }

    /// Whether the file is to be read at all: one whose columns the user has to tell first is not.
    pub fn is_scanned(&self) -> bool {
        self.plan.as_ref().is_none_or(|plan| plan.kind != Kind::Unrecognised)
    }
}

/// The separator of a text, and how many bytes of it are no rows: a mark of the encoding, and the line `sep=;` by which spreadsheets
/// are told the separator.
fn first_line(text: &[u8]) -> (u8, usize) {
    let marked = if text.starts_with(UTF8_MARK) { UTF8_MARK.len() } else { 0 };
    let rest = &text[marked..];
    if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator, b'\n' | b'\r', ..] = rest {
        return (*separator, marked + 5);
    }
    (delimiter(rest), marked)
}

/// The first rows of a text that begins at `offset` of its file.
fn head_of(text: &[u8], offset: u64, delimiter: u8, is_whole: bool) -> Result<Head, Refusal> {
    let mut head = Head { text_offset: offset, ..Head::default() };
    let mut is_too_long = false;
    let mut records = Records::new(delimiter, offset);
    records.push(text);
    records.cut(is_whole, |cut, number, next_offset| {
        match cut {
            Cut::Record { record, .. } => {
                let cells: Vec<String> = record.fields().map(|field| decode(field).into_owned()).collect();
                if cells.iter().any(|cell| !cell.is_empty()) {
                    head.grid.rows.push(GridRow { number, cells });
                    head.next_offsets.push(next_offset);
                }
            }
            Cut::NeverClosed | Cut::TooLong => is_too_long = head.grid.rows.is_empty(),
        }
        !is_too_long && head.grid.rows.len() < MAX_HEAD_ROWS
    });
    if is_too_long || (head.grid.rows.is_empty() && !is_whole) {
        return Err(Refusal::new(
            "ingest-header-too-long",
            "Its first row is too long to be a header.",
            "Check that the file is a CSV file with one row for each episode.",
        ));
    }
    Ok(head)
}
