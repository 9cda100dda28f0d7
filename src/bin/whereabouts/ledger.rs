//! The ledger of what was exported, as a file.

use crate::{Failure, failure};
use std::io;
use std::path::Path;
use whereabouts::recipe::Recipe;
use whereabouts::session::{Request, Response, Session};

/// Reads what was exported before. Without the file nothing was.
pub(crate) fn load(session: &mut Session, path: &Path) -> Result<(), Failure> {
    let text = match std::fs::read_to_string(path) {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(fault) => return Err(Failure::Unusable(format!("{} cannot be read: {fault}", path.display()))),
        Ok(text) => text,
    };
    match session.handle(Request::LoadLedger { text }) {
        Response::Failed { error } => Err(failure(&error)),
        _ => Ok(()),
    }
}

/// Notes an export before any of it is written: what cannot be noted does not leave.
pub(crate) fn note(session: &mut Session, path: &Path, recipe: Recipe) -> Result<(), Failure> {
    match session.handle(Request::Export { recipe }) {
        Response::Ledger { ledger } => std::fs::write(path, ledger.text).map_err(Failure::Output),
        Response::Failed { error } => Err(failure(&error)),
        _ => unreachable!("an export is answered by the ledger or a failure"),
    }
}
