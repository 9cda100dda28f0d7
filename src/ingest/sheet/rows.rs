//! Cells -> records: puts rows together and bounds what a sheet may come to.

use super::impossible;
use crate::ingest::record::{Record, RecordBuffer};
use crate::ingest::refusal::Refusal;
use std::ops::ControlFlow;

/// The rows and columns of the largest sheet (Excel specifications and limits; LibreOffice Calc has the same).
const MAX_ROWS: u64 = 1_048_576;
const MAX_COLUMNS: u64 = 16_384;

/// The longest row that is believed, bytes; the same as of a CSV record.
const MAX_ROW_BYTES: usize = 1 << 20;

/// The most cells of a sheet that are believed, blank ones before others in their row counted: the largest sheet with
/// 95 columns in use.
const MAX_CELLS: u64 = 100_000_000;

/// Why no more rows are wanted.
pub(super) enum Stop {
    /// Whoever takes them has enough.
    Enough,
    /// There can be none.
    Refused(Refusal),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Stop::Refused(refusal)
    }
}

/// Puts a sheet's rows together and gives them on.
pub(super) struct Rows<'a> {
    take: &'a mut dyn FnMut(u64, Record<'_>) -> ControlFlow<()>,
    row: RecordBuffer,
    /// The columns of the row so far, its last one with a value in it.
    n_columns: u64,
    n_bytes: usize,
    n_cells: u64,
    /// The number of the last row given.
    last: u64,
}

impl<'a> Rows<'a> {
    /// Rows for `take`.
    pub(super) fn new(take: &'a mut dyn FnMut(u64, Record<'_>) -> ControlFlow<()>) -> Self {
        Rows { take, row: RecordBuffer::default(), n_columns: 0, n_bytes: 0, n_cells: 0, last: 0 }
    }

    /// Adds a cell to the row; `column` counts from 0 and grows from cell to cell.
    pub(super) fn cell(&mut self, column: u64, text: &[u8]) -> Result<(), Refusal> {
        if text.trim_ascii().is_empty() {
            return Ok(());
        }
        if column >= MAX_COLUMNS {
            return Err(impossible(format!(
                "The sheet has values beyond column {MAX_COLUMNS}, the last there can be."
            )));
        }
        if column < self.n_columns {
            return Err(impossible(
                "The sheet has two values for the same cell, or cells in the wrong order.".to_owned(),
            ));
        }
        self.n_bytes += text.len();
        if self.n_bytes > MAX_ROW_BYTES {
            return Err(impossible("The sheet has a row with more than a million characters.".to_owned()));
        }
        for _ in self.n_columns..column {
            self.row.push(b"");
        }
        self.row.push(text);
        self.n_columns = column + 1;
        Ok(())
    }

    /// Ends the row, which a spreadsheet shows under `number` and as many numbers after it as make `n_times`.
    pub(super) fn end(&mut self, number: u64, n_times: u64) -> Result<(), Stop> {
        if self.n_columns > 0 {
            if number <= self.last {
                return Err(impossible(
                    "The sheet has two rows with the same number, or in the wrong order.".to_owned(),
                )
                .into());
            }
            if number.saturating_add(n_times) > MAX_ROWS + 1 {
                let message = format!("The sheet has values beyond row {MAX_ROWS}, the last there can be.");
                return Err(impossible(message).into());
            }
            self.n_cells = self.n_cells.saturating_add(self.n_columns.saturating_mul(n_times));
            if self.n_cells > MAX_CELLS {
                let message =
                    format!("The sheet has more than {MAX_CELLS} cells, far more than an extract can have.");
                return Err(impossible(message).into());
            }
            for number in number..number + n_times {
                if (self.take)(number, self.row.record()).is_break() {
                    return Err(Stop::Enough);
                }
            }
            self.last = number + n_times - 1;
        }
        self.row.clear();
        self.n_columns = 0;
        self.n_bytes = 0;
        Ok(())
    }
}
