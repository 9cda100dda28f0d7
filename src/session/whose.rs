//! Whose a file is and of which year, where neither the file nor its name says it: the user does, or a recipe.

use super::saved::SavedFile;
use super::{Error, Held, Session, error};
use crate::reference::find_authority;

/// The years that a return can be said to be of.
const COLLECTION_YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

impl Session {
    /// Takes the user's word for it.
    pub(super) fn describe(
        &mut self,
        id: u32,
        authority: Option<&str>,
        year: Option<i32>,
    ) -> Result<(), Error> {
        let at = self.position(id)?;
        let authority = match authority.map(str::trim).filter(|text| !text.is_empty()) {
            None => None,
            Some(text) => Some(find_authority(text).ok_or_else(|| {
                let message = format!("No local authority is called \"{text}\".");
                error("session-authority-not-found", &message, "Choose one from the list, or give its code.")
            })?),
        };
        if let Some(year) = year.filter(|year| !COLLECTION_YEARS.contains(year)) {
            let message = format!("{year} is no year of a return.");
            return Err(error(
                "session-year-out-of-range",
                &message,
                "Give the year with its four digits, such as 2018.",
            ));
        }
        // What the user says last holds, whatever a recipe says.
        let sha256 = self.held[at].file.sha256.as_ref();
        self.said.retain(|said| Some(&said.sha256) != sha256);
        let held = &mut self.held[at];
        if !held.file.asks_authority {
            let message = format!("{} says itself whose it is.", held.name);
            return Err(error(
                "session-authority-in-file",
                &message,
                "Correct the file's own columns instead.",
            ));
        }
        held.authority = authority;
        held.year = year;
        held.describe();
        self.derive();
        Ok(())
    }

    /// Says of a file what a recipe says of it; whether that changes anything.
    pub(super) fn describe_as_said(&mut self, at: usize) -> bool {
        let held = &mut self.held[at];
        let is_of = |said: &&SavedFile| Some(&said.sha256) == held.file.sha256.as_ref();
        let Some(said) = self.said.iter().find(is_of).filter(|_| held.file.asks_authority) else {
            return false;
        };
        let before = (held.authority.map(|authority| authority.name), held.year);
        held.authority = said.authority.as_deref().and_then(find_authority).or(held.authority);
        held.year = said.year.filter(|year| COLLECTION_YEARS.contains(year)).or(held.year);
        let is_changed = before != (held.authority.map(|authority| authority.name), held.year);
        if is_changed {
            held.describe();
        }
        is_changed
    }
}

impl Held {
    /// Tells the tables whose file it is and of which year.
    pub(super) fn describe(&mut self) {
        for table in &mut self.file.tables {
            table.table.describe(self.authority, self.year);
        }
    }
}
