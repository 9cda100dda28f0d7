//! What to begin from: the files of the cases.

#![expect(clippy::disallowed_methods, reason = "cases are files")]

use crate::{CUT_BYTES, Target};
use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use zip::ZipArchive;

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../cases");

/// Parts of a workbook that say nothing of its cells, by words of their names.
const IDLE_PARTS: [&str; 5] = ["docProps", "theme", "Thumbnails", "settings.xml", "meta.xml"];

/// The bytes to begin from, in one order on all machines.
pub fn of(target: Target) -> Vec<Vec<u8>> {
    let texts = || files(&["csv"]);
    let seeds: BTreeSet<Vec<u8>> = match target {
        Target::Csv => texts().map(|text| [text.as_slice(), &[1; CUT_BYTES]].concat()).collect(),
        Target::Xml => files(&["xml"]).collect(),
        Target::Sheet => {
            files(&["xlsx", "ods"]).flat_map(|file| [unpacked(&file), Some(file)]).flatten().collect()
        }
        Target::Date => texts().flat_map(|text| cells(&text)).collect(),
    };
    seeds.into_iter().collect()
}

/// What the cases' files with these extensions hold. What a case expects is no file of it.
fn files(extensions: &[&str]) -> impl Iterator<Item = Vec<u8>> {
    let is_wanted = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_one = |extension: &&str| name.ends_with(&format!(".{extension}"));
        !name.starts_with("expected.") && extensions.iter().any(is_one)
    };
    let phases = entries(Path::new(CASES)).into_iter();
    let paths = phases.flat_map(|phase| entries(&phase)).flat_map(|case| entries(&case)).filter(is_wanted);
    let paths: Vec<PathBuf> = paths.collect();
    paths
        .into_iter()
        .map(|path| fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.expect("a folder can be listed").path()).collect()
}

/// The cells with a digit of a text, cut without regard to quotation marks.
fn cells(text: &[u8]) -> Vec<Vec<u8>> {
    let cells = text.split(|byte| matches!(byte, b',' | b';' | b'\t' | b'|' | b'"' | b'\r' | b'\n'));
    cells.filter(|cell| cell.len() < 40 && cell.iter().any(u8::is_ascii_digit)).map(<[u8]>::to_vec).collect()
}

/// A workbook as the names and contents of its parts with a zero after each; none if it is too damaged, or too large.
fn unpacked(workbook: &[u8]) -> Option<Vec<u8>> {
    const MAX_BYTES: u64 = 1 << 16;
    let mut archive = ZipArchive::new(Cursor::new(workbook)).ok()?;
    let mut bytes = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).ok()?;
        let name = String::from_utf8_lossy(part.name_raw()).into_owned();
        if IDLE_PARTS.iter().any(|words| name.contains(words)) {
            continue;
        }
        bytes.extend_from_slice(name.as_bytes());
        bytes.push(0);
        if part.by_ref().take(MAX_BYTES).read_to_end(&mut bytes).ok()? as u64 == MAX_BYTES {
            return None;
        }
        bytes.push(0);
    }
    Some(bytes)
}
