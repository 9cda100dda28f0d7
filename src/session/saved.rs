//! A recipe as a file: with what the user said of the files, so that the same files give the same bytes again.
//!
//! Files are known by their SHA-256 and never by their names.

use super::{Error, Held, Session, error};
use crate::ingest::{MAPPING_VERSION, Mapping};
use crate::recipe::Recipe;
use crate::reference::find_authority;
use serde::{Deserialize, Serialize};

/// The version of recipe files that this program writes and reads.
const VERSION: u32 = 1;

/// A recipe and the files that it was made with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SavedRecipe {
    /// 1; its name, which stands first, tells a recipe from any other JSON.
    pub whereabouts_recipe: u32,
    /// The version of Whereabouts that wrote it.
    pub version: String,
    /// What is shown.
    pub recipe: Recipe,
    /// How many other exports it was protected together with: without their ledger other figures may be suppressed.
    #[serde(default)]
    pub n_earlier_exports: usize,
    /// The files that were held, in their order.
    pub files: Vec<SavedFile>,
}

/// What a user said of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SavedFile {
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Whose it is, where the file does not say itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub authority: Option<String>,
    /// Its collection year, where the file does not say itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub year: Option<i32>,
    /// How it is read, where the user said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(as = "Option<Mapping>", optional))]
    pub mapping: Option<Box<Mapping>>,
}

impl SavedRecipe {
    /// Reads one that was saved.
    fn read(text: &str) -> Result<SavedRecipe, Error> {
        const CODE: &str = "session-recipe-unreadable";
        let hint = "Choose a recipe as it was saved, and do not change it.";
        let saved: SavedRecipe = serde_json::from_str(text)
            .map_err(|fault| error(CODE, &format!("This is no saved recipe: {fault}."), hint))?;
        match saved.whereabouts_recipe {
            VERSION => Ok(saved),
            _ => Err(error(CODE, "The recipe was saved by another version of Whereabouts.", hint)),
        }
    }

    /// The recipe as a file.
    pub(super) fn text(&self) -> String {
        serde_json::to_string_pretty(self).expect("a recipe is plain data") + "\n"
    }

    /// The same for those who are given figures. Headers and values of a file are not for them: what a user has mapped was written in the file
    /// just so. Their copy replays all the same where files are recognised by themselves.
    pub(super) fn for_readers(&self) -> SavedRecipe {
        let files = self.files.iter().map(|file| SavedFile { mapping: None, ..file.clone() });
        SavedRecipe { files: files.collect(), ..self.clone() }
    }
}

impl Session {
    /// A recipe with what was said of the files that are held.
    pub(super) fn saved(&self, recipe: &Recipe) -> SavedRecipe {
        SavedRecipe {
            whereabouts_recipe: VERSION,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            recipe: recipe.clone(),
            n_earlier_exports: self.ledger.n_others(recipe),
            files: self.held.iter().filter_map(|held| self.saved_file(held)).collect(),
        }
    }

    /// What was said of a file; none while its SHA-256 is still to be taken.
    fn saved_file(&self, held: &Held) -> Option<SavedFile> {
        let file = &held.file;
        let is_mapped = self.mappings.iter().any(|mapping| mapping.is_for(&file.mapping.header));
        // A wish for a sheet alone leaves the columns to be recognised.
        let mapping = match (is_mapped, &file.mapping.sheet) {
            (true, _) => Some(file.mapping.clone()),
            (false, Some(sheet)) => Some(Mapping {
                whereabouts_mapping: MAPPING_VERSION,
                header: Vec::new(),
                kind: file.kind,
                roles: Vec::new(),
                assignments: Vec::new(),
                date_order: None,
                sheet: Some(sheet.clone()),
            }),
            (false, None) => None,
        };
        Some(SavedFile {
            sha256: file.sha256.clone()?,
            authority: held
                .authority
                .filter(|_| file.asks_authority)
                .map(|authority| authority.name.to_owned()),
            year: held.year.filter(|_| file.asks_authority),
            mapping: mapping.map(Box::new),
        })
    }

    /// Takes up a saved recipe: what it says of files holds for those that are held and those that come. A file that is held and is mapped
    /// by it has to be read again.
    pub(super) fn load_recipe(&mut self, text: &str) -> Result<SavedRecipe, Error> {
        let saved = SavedRecipe::read(text)?;
        for file in &saved.files {
            if let Some(mapping) = &file.mapping {
                self.learn((**mapping).clone());
            }
        }
        self.said.retain(|known| saved.files.iter().all(|file| file.sha256 != known.sha256));
        self.said.extend(saved.files.iter().cloned());
        let n_described = (0..self.held.len()).filter(|at| self.describe_as_said(*at)).count();
        if n_described > 0 {
            self.derive();
        }
        Ok(saved)
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
        held.year = said.year.or(held.year);
        let is_changed = before != (held.authority.map(|authority| authority.name), held.year);
        if is_changed {
            held.describe();
        }
        is_changed
    }
}
