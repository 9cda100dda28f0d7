//! All that has left: what was exported, as a reader knows it, so that what is shown next is protected together with it.

use super::{Error, Response, Session, error, message};
use crate::cube::{self, Question};
use crate::disclosure::{Linked, Release, ReleasedTable};
use crate::episodes::Episodes;
use crate::recipe::{Dimension, Policy, Recipe};
use serde::{Deserialize, Serialize};

/// The version of saved ledgers.
const VERSION: u32 = 1;

/// What was exported, in the order in which it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Ledger {
    whereabouts_ledger: u32,
    exports: Vec<Export>,
}

/// One export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Export {
    title: String,
    subtitle: String,
    policy_label: String,
    n_figures: usize,
    n_suppressed: usize,
    /// SHA-256 of the files behind it.
    files: Vec<String>,
    recipe: Recipe,
    tables: Vec<ReleasedTable>,
}

impl Export {
    /// The view of a recipe as one that leaves.
    pub(super) fn of(recipe: &Recipe, release: &Release, tables: Vec<ReleasedTable>) -> Self {
        let cells = release.cells();
        Export {
            title: release.title().to_owned(),
            subtitle: release.subtitle().to_owned(),
            policy_label: release.policy_label().to_owned(),
            n_figures: cells.len(),
            n_suppressed: cells
                .iter()
                .filter(|cell| cell.status() == crate::disclosure::Status::Suppressed)
                .count(),
            files: release.sources().iter().filter_map(|file| file.sha256.clone()).collect(),
            recipe: recipe.without_picture(),
            tables,
        }
    }

    /// Whether it is what a recipe asks for, in whatever shape.
    pub(super) fn is_of(&self, recipe: &Recipe) -> bool {
        self.recipe == recipe.without_picture()
    }
}

/// What a saved ledger says of itself for the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct LedgerEntry {
    /// What was exported.
    pub title: String,
    /// Whose records and which years.
    pub subtitle: String,
    /// The policy by which it was protected.
    pub policy_label: String,
    /// Its figures.
    pub n_figures: usize,
    /// Those of them that were suppressed.
    pub n_suppressed: usize,
    /// Whether some file behind it is not at hand: what is shown is protected together with it as far as its figures are still what they were.
    pub is_of_other_files: bool,
}

impl Default for Ledger {
    fn default() -> Self {
        Ledger { whereabouts_ledger: VERSION, exports: Vec::new() }
    }
}

impl Ledger {
    /// Reads one that was saved and adds what it has and this one has not.
    pub(super) fn load(&mut self, text: &str) -> Result<(), Error> {
        let unreadable = |message: &str| {
            error(
                "session-ledger-unreadable",
                message,
                "Choose a ledger as it was saved, and do not change it.",
            )
        };
        let loaded: Ledger = serde_json::from_str(text)
            .map_err(|fault| unreadable(&format!("This is no saved ledger: {fault}.")))?;
        if loaded.whereabouts_ledger != VERSION {
            return Err(unreadable("The ledger was saved by another version of Whereabouts."));
        }
        if !loaded.exports.iter().flat_map(|export| &export.tables).all(ReleasedTable::is_whole) {
            return Err(unreadable("The ledger is damaged: a table in it is not whole."));
        }
        loaded.exports.into_iter().for_each(|export| self.add(export));
        Ok(())
    }

    /// The ledger to be saved: recipes, and what a reader of the exports knows.
    pub(super) fn text(&self) -> String {
        serde_json::to_string(self).expect("a ledger is plain data") + "\n"
    }

    /// Its exports in a few words each. `held`: the SHA-256 of the files at hand.
    fn entries(&self, held: &[&str]) -> Vec<LedgerEntry> {
        let entry = |export: &Export| LedgerEntry {
            title: export.title.clone(),
            subtitle: export.subtitle.clone(),
            policy_label: export.policy_label.clone(),
            n_figures: export.n_figures,
            n_suppressed: export.n_suppressed,
            is_of_other_files: !export.files.iter().all(|file| held.contains(&file.as_str())),
        };
        self.exports.iter().map(entry).collect()
    }

    /// How many exports there are beside one of the same recipe.
    pub(super) fn n_others(&self, recipe: &Recipe) -> usize {
        self.exports.iter().filter(|export| !export.is_of(recipe)).count()
    }

    /// Notes an export, unless the same was exported before.
    fn add(&mut self, export: Export) {
        if !self.exports.contains(&export) {
            self.exports.push(export);
        }
    }

    fn tables(&self) -> impl Iterator<Item = (&Recipe, &ReleasedTable)> {
        self.exports.iter().flat_map(|export| export.tables.iter().map(|table| (&export.recipe, table)))
    }
}

impl Session {
    /// Notes that the view of a recipe leaves. What is not protected is for the holder's own eyes and does not leave.
    pub(super) fn export(&mut self, recipe: &Recipe) -> Result<(), Error> {
        if recipe.policy != Policy::Unprotected {
            let export = self.export_of(recipe)?;
            self.ledger.add(export);
        }
        Ok(())
    }

    /// What has been exported, after something was done to it.
    pub(super) fn answer_ledger(&self, done: Result<(), Error>) -> Response {
        match done {
            Ok(()) => {
                let held: Vec<&str> =
                    self.held.iter().filter_map(|held| held.file.sha256.as_deref()).collect();
                Response::Ledger {
                    ledger: message::Ledger { entries: self.ledger.entries(&held), text: self.ledger.text() },
                }
            }
            Err(error) => Response::Failed { error },
        }
    }

    /// What binds each of the tables of a question to tables that are out already.
    pub(super) fn links(
        &self,
        episodes: &Episodes,
        question: &Question<'_>,
        cubes: &[cube::Cube],
    ) -> Result<Vec<Option<Linked<'_>>>, Error> {
        let of_table = |table: usize| self.link(episodes, question, table, &cubes[table]);
        (0..cubes.len()).map(of_table).collect()
    }

    fn link(
        &self,
        episodes: &Episodes,
        question: &Question<'_>,
        table: usize,
        cube: &cube::Cube,
    ) -> Result<Option<Linked<'_>>, Error> {
        let of_source = |released: &ReleasedTable| {
            released.source == episodes.source() && !released.by.contains(&Dimension::SeenBy)
        };
        let earlier: Vec<(&Recipe, &ReleasedTable)> =
            self.ledger.tables().filter(|(_, released)| of_source(released)).collect();
        let is_same_kind = |(recipe, released): &(&Recipe, &ReleasedTable)| {
            cube::are_of_one_kind(&asked(recipe, released), released.table, question, table)
        };
        let (same, others): (Vec<_>, Vec<_>) = earlier.into_iter().partition(is_same_kind);
        if same.is_empty() && others.is_empty() {
            return Ok(None);
        }
        let axes = cube.released_axes();
        let new = cube::Asked { question: *question, table, axes: axes.clone() };
        let tables = same.iter().map(|(recipe, released)| released.asked(asked(recipe, released)));
        let joint = cube::join(episodes, &tables.chain([new]).collect::<Vec<_>>()).map_err(|_| too_many())?;
        let is_close = |recipe: &Recipe| recipe.filters.as_slice() == question.filters;
        Ok(Some(Linked {
            joint,
            earlier: same.into_iter().map(|(_, released)| released).collect(),
            others: others
                .into_iter()
                .filter(|(recipe, _)| is_close(recipe))
                .map(|(_, released)| released)
                .collect(),
        }))
    }

    /// What binds matched episodes to those that were matched before: figures of the same cells that differ by little.
    pub(super) fn link_matched(&self, recipe: &Recipe) -> Option<Linked<'_>> {
        let is_of_same = |(earlier, released): &(&Recipe, &ReleasedTable)| {
            released.by.contains(&Dimension::SeenBy) && earlier.filters == recipe.filters
        };
        let others: Vec<&ReleasedTable> =
            self.ledger.tables().filter(is_of_same).map(|(_, released)| released).collect();
        let joint = cube::Joint::default();
        (!others.is_empty()).then_some(Linked { joint, earlier: Vec::new(), others })
    }
}

/// What a table that is out was asked for.
fn asked<'a>(recipe: &'a Recipe, released: &'a ReleasedTable) -> Question<'a> {
    Question {
        measure: recipe.measure,
        by: &released.by,
        filters: &recipe.filters,
        year_type: recipe.year_type,
        duplicates: recipe.duplicates,
        with_largest: false,
    }
}

fn too_many() -> Error {
    error(
        "session-ledger-forbids",
        "Together with what has been exported this view has too many figures to be protected.",
        ALTERNATIVES,
    )
}

/// What can be done where a view cannot be protected together with what is out.
pub(super) const ALTERNATIVES: &str = "Use fewer dimensions or the same filters as before, round figures instead of suppressing them, or start a new \
                                       release if nothing that was exported has been passed on.";
