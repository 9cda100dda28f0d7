//! What a scan hands over: batches as it goes, and at its end what else it found.

use super::batch::Batch;
use super::grid::Grid;
use super::plan::Plan;
use super::refusal::Refusal;
use super::tally::Tallies;
use serde::{Deserialize, Serialize};

/// A part of what a scan found.
#[derive(Clone, Debug)]
pub enum Part {
    /// Some rows.
    Rows(Rows),
    /// The end of the scan.
    End(Box<End>),
}

/// Rows as typed columns; what is in them is ingest's own affair.
#[derive(Clone, Debug)]
pub struct Rows(pub(super) Batch);

/// What a scan found beside its rows.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct End {
    /// The tables that were read, each with how it was read.
    pub(super) tables: Vec<(Plan, Tallies)>,
    /// The whole file as it stands, where its figures are already aggregated.
    pub(super) grid: Option<(Plan, Grid)>,
    /// Why the file, or the rest of it, could not be read: code, message and hint.
    pub(super) refusal: Option<(String, String, String)>,
    /// The offset of the first record that was looked at, and of the one after the last.
    pub(super) from: u64,
    /// See [`from`](Self::from).
    pub(super) to: u64,
    /// Rows passed over or read, blank ones too.
    pub(super) n_lines: u64,
    /// SHA-256 of all bytes, in hexadecimal, if the scan had them all.
    pub(super) sha256: Option<String>,
}

impl End {
    fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("what a scan found is plain data")
    }

    /// Says why the file, or the rest of it, could not be read.
    pub(super) fn refuse(&mut self, refusal: Refusal) {
        self.refusal = Some((refusal.code.to_owned(), refusal.message, refusal.hint.to_owned()));
    }
}

const ROWS: u8 = 0;
const END: u8 = 1;

impl Part {
    /// The number of bytes that [`write`](Self::write) writes.
    pub fn n_bytes(&self) -> usize {
        match self {
            Part::Rows(Rows(batch)) => 1 + batch.n_bytes(),
            Part::End(end) => 1 + end.to_json().len(),
        }
    }

    /// Writes it as bytes, piece by piece, to be handed to another worker.
    pub fn write(&self, write: &mut dyn FnMut(&[u8])) {
        match self {
            Part::Rows(Rows(batch)) => {
                write(&[ROWS]);
                batch.write(write);
            }
            Part::End(end) => {
                write(&[END]);
                write(&end.to_json());
            }
        }
    }

    /// Reads what [`write`](Self::write) wrote, `n_bytes` in all: `read` fills each piece of memory with the bytes that come next, and
    /// says whether there were as many. None if they are something else.
    pub fn read(n_bytes: usize, read: &mut dyn FnMut(&mut [u8]) -> bool) -> Option<Part> {
        let mut kind = [0];
        read(&mut kind).then_some(())?;
        match kind {
            [ROWS] => Some(Part::Rows(Rows(Batch::read(read)?))),
            [END] => {
                let mut json = vec![0; n_bytes.checked_sub(1)?];
                read(&mut json).then_some(())?;
                Some(Part::End(Box::new(serde_json::from_slice(&json).ok()?)))
            }
            _ => None,
        }
    }
}
