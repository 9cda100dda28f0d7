//! All that has left: what was exported, as a reader knows it, so that what is shown next is protected together with it.

use super::{Error, Response, Session, error, message};
use crate::cube::{self, Question};
use crate::disclosure::{Linked, Release, ReleasedTable, has_sensitive};
use crate::episodes::Episodes;
use crate::recipe::{Dimension, Filter, Measure, Policy, Recipe};
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

    /// The place of the export that a recipe made of the files at hand, whose SHA-256 are given.
    pub(super) fn place_of(&self, recipe: &Recipe, files: &[&str]) -> Option<usize> {
        let is_of_files = |export: &Export| export.files.iter().all(|file| files.contains(&file.as_str()));
        self.exports.iter().position(|export| export.is_of(recipe) && is_of_files(export))
    }

    /// How many exports there are.
    pub(super) fn len(&self) -> usize {
        self.exports.len()
    }

    /// Whether an export is the one at a place.
    pub(super) fn has_at(&self, place: usize, export: &Export) -> bool {
        self.exports.get(place) == Some(export)
    }
}

impl Session {
    /// The tables of the exports that the view at hand is protected together with.
    fn tables_out(&self) -> impl Iterator<Item = (&Recipe, &ReleasedTable)> {
        let regarded = self.ledger.exports.iter().take(self.n_regarded.get());
        regarded.flat_map(|export| export.tables.iter().map(|table| (&export.recipe, table)))
    }

    /// The SHA-256 of the files at hand.
    pub(super) fn fingerprints(&self) -> Vec<&str> {
        self.held.iter().filter_map(|held| held.file.sha256.as_deref()).collect()
    }

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
                let entries = self.ledger.entries(&self.fingerprints());
                Response::Ledger { ledger: message::Ledger { entries, text: self.ledger.text() } }
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

    /// Whether small figures by how often a child was missing are out already in another measure, or wanted in another. Two episodes for each
    /// child make the numbers of the one those of the other, which are not protected together: what is blank in the one table could be shown in
    /// the other.
    pub(super) fn is_told_otherwise(
        &self,
        episodes: &Episodes,
        recipe: &Recipe,
        question: &Question<'_>,
        cubes: &[cube::Cube],
    ) -> bool {
        let is_by_often = |by: &[Dimension], filters: &[Filter]| {
            by.contains(&Dimension::Repeats)
                || filters.iter().any(|filter| filter.dimension == Dimension::Repeats)
        };
        let is_small = || cubes.iter().any(|cube| has_sensitive(cube, recipe.policy));
        let own = (question.measure, is_by_often(question.by, question.filters));
        self.tables_out().any(|(earlier, released)| {
            let other = (earlier.measure, is_by_often(&released.by, &earlier.filters));
            let is_told = own.0 != other.0 && tells_how_often(own) && tells_how_often(other);
            is_told
                && (own.1 || other.1)
                && released.source == episodes.source()
                && (released.has_blanks() || is_small())
        })
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
            self.tables_out().filter(|(_, released)| of_source(released)).collect();
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
            self.tables_out().filter(is_of_same).map(|(_, released)| released).collect();
        let joint = cube::Joint::default();
        (!others.is_empty()).then_some(Linked { joint, earlier: Vec::new(), others })
    }
}

/// Whether figures of a measure, by how often a child was missing or not, tell how many children were missing so often.
fn tells_how_often((measure, is_by_often): (Measure, bool)) -> bool {
    match measure {
        Measure::ChildrenTwoOrMore | Measure::ChildrenThreeOrMore | Measure::ChildrenTenOrMore => true,
        _ => is_by_often,
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

#[cfg(test)]
mod tests {
    use super::super::Request;
    use super::*;
    use crate::period::YearType;

    #[test]
    fn tables_by_how_often_a_child_was_missing_are_put_together_each_by_its_own_years() {
        let mut text = "child_ref,risk_category,date_missing\n".to_owned();
        // Two to seven episodes a child, over 31 March and the end of the year.
        for row in 0..400 {
            let (child, year, month) = (row * row % 67, 2018 + row % 3, 1 + row * 5 % 12);
            let risk = ["High", "Low", ""][row % 5 % 3];
            text += &format!("c{child},{risk},{year}-{month:02}-{:02}\n", 1 + row % 28);
        }
        let mut session = Session::new([1; 16]);
        session.handle(Request::Open { name: "police.csv".to_owned(), mapping: None, replaces: None });
        session.push(text.as_bytes());
        session.handle(Request::Close);
        let episodes = &session.episodes[0].output;
        let high = [Filter { dimension: Dimension::Risk, categories: vec!["High".to_owned()] }];
        let often = [Filter { dimension: Dimension::Repeats, categories: vec!["2 episodes".to_owned()] }];
        let (by_both, by_often) = ([Dimension::Year, Dimension::Repeats], [Dimension::Repeats]);
        for measure in [Measure::Episodes, Measure::Children] {
            let question = |by, filters, year_type| Question {
                measure,
                by,
                filters,
                year_type,
                duplicates: crate::recipe::Duplicates::default(),
                with_largest: false,
            };
            let questions = [
                question(&by_both[..], &[][..], YearType::Reporting),
                question(&by_both, &[], YearType::Calendar),
                question(&by_often, &high, YearType::Quarter),
                question(&by_both[..1], &often, YearType::Calendar),
            ];
            let cubes = questions.map(|question| cube::tabulate(episodes, &question).unwrap().0.remove(0));
            let asked = questions.iter().zip(&cubes).map(|(question, cube)| cube::Asked {
                question: *question,
                table: 0,
                axes: cube.released_axes(),
            });
            let joint = cube::join(episodes, &asked.collect::<Vec<_>>()).unwrap();
            let mut n_compared = 0;
            for (cube, places) in cubes.iter().zip(&joint.places) {
                assert_eq!(cube.counts().len(), places.len());
                for (count, place) in cube.counts().iter().zip(places) {
                    let figure = |count: &cube::Count| match count {
                        cube::Count::Counted { figure, .. } => *figure,
                        _ => 0.0,
                    };
                    let joined = place.map_or(0.0, |place| figure(&joint.counts[place]));
                    assert_eq!(figure(count), joined);
                    n_compared += usize::from(joined > 0.0);
                }
            }
            assert!(n_compared > 30, "{n_compared}");
        }
    }

    #[test]
    fn how_often_children_were_missing_is_not_told_in_two_ways() {
        let mut text = "child_ref,force,date_missing\n".to_owned();
        for child in 0..160 {
            let n_episodes =
                [2, 1, 3, 6, 11][usize::from(child >= 3) + child / 40 % 4 * usize::from(child >= 40)];
            (0..n_episodes).for_each(|day| text += &format!("c{child},Kent,2019-05-{:02}\n", day + 1));
        }
        let mut session = Session::new([1; 16]);
        session.handle(Request::Open { name: "police.csv".to_owned(), mapping: None, replaces: None });
        session.push(text.as_bytes());
        session.handle(Request::Close);
        let by = |measure, by: &[Dimension]| Recipe { measure, by: by.to_vec(), ..Recipe::default() };
        let often = [Dimension::Year, Dimension::Repeats];
        session.export(&by(Measure::Children, &often)).unwrap();
        let is_refused = |recipe: Recipe| match session.answer_view(&recipe) {
            Response::Failed { error } => error.code == "session-ledger-forbids",
            _ => false,
        };
        assert!(is_refused(by(Measure::Episodes, &often)));
        assert!(is_refused(by(Measure::ChildrenTwoOrMore, &often[..1])));
        assert!(!is_refused(by(Measure::Episodes, &often[..1])));
    }
}
