//! What all tests do: give files to a session and ask for a view.

use whereabouts::recipe::{Dimension, Policy, Recipe};
use whereabouts::session::{Error, Request, Response, Session, View};

/// The key of test sessions; any will do.
pub(crate) const KEY: [u8; 16] = *b"any sixteen byte";

/// A session that has read the named files.
pub(crate) fn session(files: &[(&str, &[u8])]) -> Session {
    let mut session = Session::new(KEY);
    for (name, bytes) in files {
        read(&mut session, name, bytes);
    }
    session
}

/// Reads one more file.
pub(crate) fn read(session: &mut Session, name: &str, bytes: &[u8]) {
    session.handle(Request::Open { name: (*name).to_owned(), mapping: None, replaces: None });
    session.push(bytes);
    session.handle(Request::Close);
}

/// A view of a session.
pub(crate) fn view(session: &mut Session, recipe: Recipe) -> Result<View, Error> {
    match session.handle(Request::View { recipe }) {
        Response::View { view } => Ok(*view),
        Response::Failed { error } => Err(error),
        other => panic!("a view is answered by a view or a failure, not by {other:?}"),
    }
}

/// A recipe with the usual choices.
pub(crate) fn recipe(by: &[Dimension], policy: Policy) -> Recipe {
    Recipe { by: by.to_vec(), policy, ..Recipe::default() }
}
