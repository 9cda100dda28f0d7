//! The sentence on top of a view, made from what is released of the years that the files cover whole.

use super::covered::Covered;
use super::view::question;
use super::{Session, covered};
use crate::cube;
use crate::disclosure::Release;
use crate::episodes::Episodes;
use crate::period::{Day, YearType};
use crate::recipe::Recipe;
use crate::statistics;
use std::collections::BTreeSet;

/// The years of one source's files that can be compared with each other.
struct Comparable {
    year_type: YearType,
    /// The first and the last year that the files reach the beginning and the end of.
    whole: Option<(i32, i32)>,
    /// The years ending 31 March of which the files lack places that others have, or in which far fewer episodes start than in those beside.
    doubtful: BTreeSet<i32>,
}

impl Comparable {
    fn of(session: &Session, episodes: &Episodes, recipe: &Recipe) -> Comparable {
        let covered = Covered::of(session, episodes.source()).left_in(&recipe.filters);
        let is_covered = |name: &&str| covered.authorities.contains(name) || covered.forces.contains(name);
        let coverage = episodes.coverage();
        let lacking = coverage.lacking.iter().filter(|(_, names)| names.iter().any(is_covered));
        Comparable {
            year_type: recipe.year_type,
            whole: cube::whole_years(episodes, recipe.year_type),
            doubtful: coverage.doubtful.iter().copied().chain(lacking.map(|(year, _)| *year)).collect(),
        }
    }

    fn has(&self, year: &str) -> bool {
        let (Some(number), Some((first, last))) = (self.year_type.named(year), self.whole) else {
            return false;
        };
        let begins = Day(self.year_type.last_day(number - 1).0.saturating_add(1)).reporting_year();
        let ends = self.year_type.last_day(number).reporting_year();
        (first..=last).contains(&number) && !(begins..=ends).any(|year| self.doubtful.contains(&year))
    }
}

/// Puts the sentence on top of a release of the episodes of one source, or of several; `counted`: the figures that its own were made of, where
/// they are shares, rates or changes.
pub(super) fn with_headline(
    session: &Session,
    release: Release,
    counted: Option<&Release>,
    recipe: &Recipe,
    episodes: &[&Episodes],
) -> Release {
    // Figures of different places are not set against each other in a sentence.
    let are_alike = episodes.len() < 2 || covered::differences(session).caveat.is_none();
    let comparable: Vec<Comparable> =
        episodes.iter().map(|episodes| Comparable::of(session, episodes, recipe)).collect();
    let question = question(recipe, recipe.measure);
    let filters = episodes.first().map_or_else(Vec::new, |episodes| cube::named_filters(episodes, &question));
    let recipe = &Recipe { filters, ..recipe.clone() };
    let is_whole = |year: &str| comparable.iter().all(|source| source.has(year));
    let headline = are_alike.then(|| statistics::headline(&release, counted, recipe, &is_whole)).flatten();
    release.with_headline(headline)
}
