//! Files into a session, read and described as the command says.

use crate::arguments::FilesArgs;
use crate::{Failure, failure};
use std::io::{self, Read as _};
use std::path::Path;
use whereabouts::ingest::{Fingerprint, Mapping};
use whereabouts::period::DateOrder;
use whereabouts::session::{FileSummary, Request, Response, Session};

/// How much of a file is read at a time.
const CHUNK_BYTES: usize = 1 << 20;

/// Reads the files into a session of their own and looks for what is odd about them.
pub(crate) fn open(args: &FilesArgs) -> Result<Session, Failure> {
    let mut session = begin()?;
    for path in &args.mappings {
        session.handle(Request::Learn { mapping: Box::new(read_mapping(path)?) });
    }
    for path in &args.files {
        read(&mut session, path, args.date_order)?;
    }
    describe(&mut session, args)?;
    session.handle(Request::Check);
    Ok(session)
}

/// A session that holds nothing yet.
pub(crate) fn begin() -> Result<Session, Failure> {
    let mut key = [0; 16];
    getrandom::fill(&mut key)
        .map_err(|error| Failure::Unusable(format!("the system gives no random numbers: {error}")))?;
    Ok(Session::new(key))
}

/// Reads a mapping that was saved.
fn read_mapping(path: &Path) -> Result<Mapping, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| cannot_read(path, &error))?;
    serde_json::from_str(&text).map_err(|error| {
        Failure::Usage(format!("{} is no mapping that the page has saved: {error}", path.display()))
    })
}

/// Reads one file; once more if its dates can be read either way and the command says which.
fn read(session: &mut Session, path: &Path, date_order: Option<DateOrder>) -> Result<(), Failure> {
    let n_before = session.holdings().files.len();
    feed(session, path, None, None)?;
    let files = session.holdings().files;
    if let (Some(file), Some(_)) = (files.get(n_before).filter(|file| file.asks_date_order), date_order) {
        let mapping = Mapping { date_order, ..file.mapping.clone() };
        feed(session, path, Some(mapping), Some(file.id))?;
    }
    Ok(())
}

/// Feeds one file to the session. A file that cannot be opened ends the run: figures without it would not be what was asked for.
pub(crate) fn feed(
    session: &mut Session,
    path: &Path,
    mapping: Option<Mapping>,
    replaces: Option<u32>,
) -> Result<(), Failure> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    session.handle(Request::Open { name, mapping: mapping.map(Box::new), replaces });
    each_chunk(path, |chunk| {
        session.push(chunk);
    })?;
    session.handle(Request::Close);
    Ok(())
}

/// The SHA-256 of a file.
pub(crate) fn fingerprint(path: &Path) -> Result<String, Failure> {
    let mut fingerprint = Fingerprint::default();
    each_chunk(path, |chunk| fingerprint.push(chunk))?;
    Ok(fingerprint.finish())
}

/// Gives the bytes of a file, some at a time.
fn each_chunk(path: &Path, mut take: impl FnMut(&[u8])) -> Result<(), Failure> {
    let cannot = |error: io::Error| cannot_read(path, &error);
    let mut file = std::fs::File::open(path).map_err(cannot)?;
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        match file.read(&mut chunk).map_err(cannot)? {
            0 => return Ok(()),
            n_read => take(&chunk[..n_read]),
        }
    }
}

/// Says whose the SSDA903 files are that do not say it themselves, as far as the command does.
fn describe(session: &mut Session, args: &FilesArgs) -> Result<(), Failure> {
    let is_told = args.authority.is_some() || args.collection_year.is_some();
    let asks = |file: &FileSummary| file.asks_authority && is_told;
    for file in session.holdings().files.into_iter().filter(asks) {
        let request = Request::Describe {
            file: file.id,
            authority: args.authority.clone().or(file.authority),
            year: args.collection_year.or(file.year),
        };
        if let Response::Failed { error } = session.handle(request) {
            return Err(failure(&error));
        }
    }
    Ok(())
}

pub(crate) fn cannot_read(path: &Path, error: &io::Error) -> Failure {
    Failure::Unusable(format!("{} cannot be read: {error}", path.display()))
}
