//! The container of a workbook: a zip file, measured before anything in it is unpacked.

use super::part::Part;
use super::{damaged, not_a_workbook, password, too_large};
use crate::ingest::refusal::Refusal;
use memchr::memmem;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The largest workbook that is opened: seven times a sheet of 200,000 rows and 15 columns. Its table of contents may take
/// six times as much memory as the whole file before it can be looked at.
const MAX_FILE_BYTES: usize = 128 << 20;

/// The most that a workbook may unpack to: nine times such a sheet.
const MAX_TOTAL_BYTES: u64 = 1 << 30;

/// What unpacks to more than [`BOMB_RATIO`] times its size, and to more than [`BOMB_BYTES`], was made to do harm:
/// sheets shrink twenty-fold or so, and the format's own limit is 1,032.
const BOMB_RATIO: u64 = 1000;
const BOMB_BYTES: u64 = 64 << 20;

/// The most parts of a workbook that are believed.
const MAX_PARTS: usize = 10_000;

/// How a part is announced in the zip file's table of contents.
const PART_MAGIC: &[u8] = b"PK\x01\x02";

/// A zip file's parts by name.
pub(super) struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
}

impl Package {
    /// Reads the table of contents.
    ///
    /// # Errors
    /// If it is damaged, no zip file, has a password, or would unpack to too much.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Package, Refusal> {
        if !bytes.starts_with(b"PK") {
            return Err(not_a_workbook());
        }
        if bytes.len() > MAX_FILE_BYTES {
            return Err(too_large());
        }
        if memmem::find_iter(&bytes, PART_MAGIC).take(MAX_PARTS + 1).count() > MAX_PARTS {
            return Err(too_large());
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        let mut total_bytes = 0_u64;
        for at in 0..archive.len() {
            let part = archive.by_index_data(at).map_err(|_| damaged())?;
            if part.encrypted() {
                return Err(password());
            }
            total_bytes = total_bytes.saturating_add(part.size());
            let is_bomb =
                part.size() > BOMB_BYTES && part.size() / part.compressed_size().max(1) > BOMB_RATIO;
            if is_bomb || total_bytes > MAX_TOTAL_BYTES {
                return Err(too_large());
            }
        }
        Ok(Package { archive })
    }

    /// A part as XML, if there is such a part. No more than `max_bytes` of it are ever unpacked.
    pub(super) fn xml(&mut self, name: &str, max_bytes: u64) -> Result<Option<Part<'_>>, Refusal> {
        let Some(at) = self.position(name) else {
            return Ok(None);
        };
        let file = self.archive.by_index(at).map_err(|error| match error {
            ZipError::InvalidPassword => password(),
            _ => damaged(),
        })?;
        match file.size() > max_bytes {
            true => Err(too_large()),
            // The size is only what the file says of itself.
            false => Ok(Some(Part::new(file.take(max_bytes)))),
        }
    }

    /// Up to `max_bytes` of a part's beginning; nothing if there is no such part.
    pub(super) fn head(&mut self, name: &str, max_bytes: u64) -> Result<Vec<u8>, Refusal> {
        let mut head = Vec::new();
        if let Some(at) = self.position(name) {
            let file = self.archive.by_index(at).map_err(|_| damaged())?;
            file.take(max_bytes).read_to_end(&mut head).map_err(|_| damaged())?;
        }
        Ok(head)
    }

    /// Where a part is. Names of parts differ in case (ECMA-376 part 2), and some programs write `\` for `/`.
    fn position(&self, name: &str) -> Option<usize> {
        let comparable = |byte: u8| if byte == b'\\' { b'/' } else { byte.to_ascii_lowercase() };
        self.archive
            .file_names_raw()
            .position(|found| found.iter().map(|byte| comparable(*byte)).eq(name.bytes().map(comparable)))
    }
}
