//! What the figures of a cube are figures of, in words.

use crate::episodes::Episodes;
use crate::period::YearType;
use crate::recipe::{Dimension, Duplicates, Source};

/// What was counted, for everyone who reads a figure without having made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// What the figures are, in a few words.
    pub title: String,
    /// Whose records and which years.
    pub subtitle: String,
    /// What one unit of the figures is and how it is put into a year, in full sentences.
    pub sentence: String,
}

impl Definition {
    /// The definition of episodes counted by these dimensions.
    pub(super) fn new(
        episodes: &Episodes,
        by: &[Dimension],
        year_type: YearType,
        duplicates: Duplicates,
    ) -> Self {
        let labels: Vec<&str> = by.iter().map(|dimension| dimension.label()).collect();
        let source = match episodes.source() {
            Source::LocalAuthority => "Local-authority records",
            Source::Police => "Police records",
        };
        let years = match year_type {
            YearType::Reporting => "years ending 31 March",
            YearType::Calendar => "calendar years",
        };
        let unit = match episodes.source() {
            Source::LocalAuthority => {
                "An episode is a period in which a looked-after child was missing from care (code M) or away from \
                 placement without authorisation (code A), of any length."
            }
            Source::Police => {
                "An episode is an incident, recorded by the police, in which a child was missing. The extract decides \
                 which children are in it; they need not be looked after."
            }
        };
        let year = match year_type {
            YearType::Reporting => "the year from 1 April to 31 March in which it starts",
            YearType::Calendar => "the calendar year in which it starts",
        };
        let what = match episodes.source() {
            Source::LocalAuthority => "Missing and away episodes",
            Source::Police => "Missing episodes",
        };
        let identical = match (duplicates, episodes.source()) {
            (Duplicates::Counted, _) => "",
            (Duplicates::CountedOnce, Source::LocalAuthority) => {
                " Episodes of one child with the same start, end and code count as one, however often they stand in the files."
            }
            (Duplicates::CountedOnce, Source::Police) => {
                " Episodes of one child with the same start and end count as one, however often they stand in the files."
            }
        };
        let is_of_the_day =
            |dimension: &Dimension| matches!(dimension, Dimension::LegalStatus | Dimension::Placement);
        let of_the_day: Vec<&str> = by
            .iter()
            .filter(|dimension| is_of_the_day(dimension))
            .map(|dimension| dimension.label())
            .collect();
        let at_start = match of_the_day.is_empty() {
            true => String::new(),
            false => format!(
                " What is said of {} is that of the day on which the episode starts, from the Episodes module of the same return.",
                enumerate(&of_the_day)
            ),
        };
        Definition {
            title: format!("{what} by {}", enumerate(&labels)),
            subtitle: format!("{source}, {years}"),
            sentence: format!(
                "{unit} Each episode is counted once, in {year}; a child can have several.{identical}{at_start}"
            ),
        }
    }
}

/// "a, b and c".
fn enumerate(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [word] => (*word).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
