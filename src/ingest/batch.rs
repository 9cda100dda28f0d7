//! A stretch of a file as typed columns, in a form that can be handed from one worker to another as bytes.

use serde::{Deserialize, Serialize};

/// The numbers of one column.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Numbers {
    U8(Vec<u8>),
    U16(Vec<u16>),
    I16(Vec<i16>),
    I32(Vec<i32>),
    U64(Vec<u64>),
}

/// Rows whose numbers follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Run {
    /// The number of the first.
    pub(super) first: u64,
    /// How many there are.
    pub(super) n_rows: u32,
}

/// Rows of a file that are used, as columns of one length.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Batch {
    /// Which of the tables in its file it belongs to.
    pub(super) table: u32,
    /// The numbers of the rows.
    pub(super) runs: Vec<Run>,
    /// The columns by name.
    pub(super) columns: Vec<(String, Numbers)>,
}

#[derive(Serialize, Deserialize)]
struct Head {
    table: u32,
    runs: Vec<Run>,
    columns: Vec<(String, Width, u32)>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
enum Width {
    U8,
    U16,
    I16,
    I32,
    U64,
}

impl Batch {
    /// The number of its bytes.
    pub(super) fn n_bytes(&self) -> usize {
        let n_bytes: usize = self.columns.iter().map(|(_, numbers)| numbers.bytes().1.len()).sum();
        4 + self.head().len() + n_bytes
    }

    /// Writes it as bytes, piece by piece: the length of a head, the head as JSON, then each column as its numbers stand in memory.
    pub(super) fn write(&self, write: &mut dyn FnMut(&[u8])) {
        let head = self.head();
        write(&(head.len() as u32).to_le_bytes());
        write(&head);
        for (_, numbers) in &self.columns {
            write(numbers.bytes().1);
        }
    }

    fn head(&self) -> Vec<u8> {
        let columns = self.columns.iter().map(|(name, numbers)| {
            let (width, bytes) = numbers.bytes();
            (name.clone(), width, bytes.len() as u32)
        });
        let head = Head { table: self.table, runs: self.runs.clone(), columns: columns.collect() };
        serde_json::to_vec(&head).expect("a head is plain data")
    }

    /// Reads what [`write`](Self::write) wrote: `read` fills each piece of memory with the bytes that come next, and says whether there
    /// were as many. None if they are something else.
    pub(super) fn read(read: &mut dyn FnMut(&mut [u8]) -> bool) -> Option<Batch> {
        let mut length = [0; 4];
        read(&mut length).then_some(())?;
        let length = u32::from_le_bytes(length) as usize;
        if length > MAX_HEAD_BYTES {
            return None;
        }
        let mut head = vec![0; length];
        read(&mut head).then_some(())?;
        let head: Head = serde_json::from_slice(&head).ok()?;
        let mut columns = Vec::with_capacity(head.columns.len());
        for (name, width, n_bytes) in head.columns {
            columns.push((name, Numbers::read(width, n_bytes as usize, read)?));
        }
        Some(Batch { table: head.table, runs: head.runs, columns })
    }
}

/// The longest head that is believed: a run for every row of a batch.
const MAX_HEAD_BYTES: usize = 1 << 23;

impl Numbers {
    fn bytes(&self) -> (Width, &[u8]) {
        match self {
            Numbers::U8(numbers) => (Width::U8, numbers),
            Numbers::U16(numbers) => (Width::U16, bytemuck::cast_slice(numbers)),
            Numbers::I16(numbers) => (Width::I16, bytemuck::cast_slice(numbers)),
            Numbers::I32(numbers) => (Width::I32, bytemuck::cast_slice(numbers)),
            Numbers::U64(numbers) => (Width::U64, bytemuck::cast_slice(numbers)),
        }
    }

    fn read(width: Width, n_bytes: usize, read: &mut dyn FnMut(&mut [u8]) -> bool) -> Option<Numbers> {
        match width {
            Width::U8 => {
                let mut numbers = vec![0; n_bytes];
                read(&mut numbers).then_some(Numbers::U8(numbers))
            }
            Width::U16 => {
                let mut numbers = vec![0; n_bytes / 2];
                read(bytemuck::cast_slice_mut(&mut numbers)).then_some(Numbers::U16(numbers))
            }
            Width::I16 => {
                let mut numbers = vec![0; n_bytes / 2];
                read(bytemuck::cast_slice_mut(&mut numbers)).then_some(Numbers::I16(numbers))
            }
            Width::I32 => {
                let mut numbers = vec![0; n_bytes / 4];
                read(bytemuck::cast_slice_mut(&mut numbers)).then_some(Numbers::I32(numbers))
            }
            Width::U64 => {
                let mut numbers = vec![0; n_bytes / 8];
                read(bytemuck::cast_slice_mut(&mut numbers)).then_some(Numbers::U64(numbers))
            }
        }
    }
}
