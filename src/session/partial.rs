//! Years that the files begin or end within, whose figures are not those of whole years.

use crate::cube;
use crate::diagnostic::joined;
use crate::disclosure::Release;
use crate::episodes::Episodes;
use crate::recipe::{Dimension, Recipe};

/// The years of a release, quarters or months among them, that the files reach into and do not cover whole, by their names: in their first or their last
/// month no episode starts, nor is a return of that month at hand. None where no year is covered whole: then there is nothing to compare.
pub(super) fn partial_years(episodes: &Episodes, recipe: &Recipe, release: &Release) -> Vec<String> {
    let whole = cube::whole_years(episodes, recipe.year_type).filter(|(first, last)| first <= last);
    let axis = release.axes().iter().find(|axis| axis.dimension == Dimension::Year);
    let (Some((first, last)), Some(axis)) = (whole, axis) else { return Vec::new() };
    let is_partial =
        |name: &&String| recipe.year_type.named(name).is_some_and(|number| !(first..=last).contains(&number));
    axis.parts().iter().filter(is_partial).cloned().collect()
}

/// What is to be known of such years; nothing where there are none.
pub(super) fn caveat(partial: &[String], recipe: &Recipe) -> Option<String> {
    let names: Vec<String> = partial.iter().map(|year| recipe.year_type.in_words(year)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let noun = recipe.year_type.noun();
    (!names.is_empty()).then(|| {
        format!(
            "The files do not seem to cover all of {}: what stands there may be of a part of the {noun}, and cannot be compared with whole {noun}s.",
            joined(&names, " and ")
        )
    })
}
