//! Every choice a user makes about a view, as data: with the files and the version it reproduces a figure exactly.
//!
//! A recipe holds settings only, never anything from a file.

mod chart;
mod dimension;
mod measure;
mod policy;

pub use chart::{Chart, Layout};
pub use dimension::Dimension;
pub use measure::{Expression, Measure};
pub use policy::{CustomPolicy, Policy, SmallFigures};

use crate::period::YearType;
use serde::{Deserialize, Serialize};

/// Who recorded the episodes. The two count the same events in different ways and are never added together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Local authorities, in the SSDA903 return or an extract of it.
    LocalAuthority,
    /// Police forces.
    Police,
}

/// A choice in words: the same on the page, at the command line and beside the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Words {
    /// Its name in recipes and exports.
    pub name: &'static str,
    /// Its name in the middle of a sentence.
    pub label: &'static str,
    /// What it means, in full sentences.
    pub definition: &'static str,
}

/// How often episodes count that are identical in child, start, end and M or A.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Duplicates {
    /// Each time: where no times of day are recorded, two episodes of one day look the same.
    #[default]
    Counted,
    /// Once, however often they stand in the files.
    CountedOnce,
}

/// Only some of the categories of a dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Filter {
    /// The dimension.
    pub dimension: Dimension,
    /// The categories that are counted, by their names in figures; those of one dimension are alternatives.
    pub categories: Vec<String>,
}

/// How episodes of two sources are matched, whose references for a child the user says are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Matching {
    /// How far apart in hours two records of one episode can lie.
    pub tolerance_hours: u16,
}

/// Every choice behind one view.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Recipe {
    /// What is counted or measured.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<Measure>", optional))]
    pub measure: Measure,
    /// How it is expressed.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<Expression>", optional))]
    pub expression: Expression,
    /// The year on which changes are measured, by its name in figures; the first if left out.
    #[serde(default)]
    #[cfg_attr(test, ts(optional))]
    pub base_year: Option<String>,
    /// The dimensions, outermost first, each at most once.
    pub by: Vec<Dimension>,
    /// What is left in.
    #[serde(default, rename = "where")]
    #[cfg_attr(test, ts(as = "Option<Vec<Filter>>", optional))]
    pub filters: Vec<Filter>,
    /// Whether figures are given with 95 % confidence limits.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<bool>", optional))]
    pub limits: bool,
    /// Which years.
    #[serde(default)]
    pub year_type: YearType,
    /// Whose figures; may be left out when the files at hand have one source only.
    #[serde(default)]
    pub source: Option<Source>,
    /// How often identical episodes count.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<Duplicates>", optional))]
    pub duplicates: Duplicates,
    /// How episodes of the two sources are matched; only where figures are by who has seen them.
    #[serde(default)]
    #[cfg_attr(test, ts(optional))]
    pub matching: Option<Matching>,
    /// What may be shown.
    #[serde(default)]
    pub policy: Policy,
    /// What is drawn.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<Chart>", optional))]
    pub chart: Chart,
    /// The categories that the picture picks out, by their names in figures; those with the largest figures if none are named.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<Vec<String>>", optional))]
    pub highlighted: Vec<String>,
    /// The category by whose figures, largest first, rows are put in order, such as a year; the usual order if left out.
    #[serde(default)]
    #[cfg_attr(test, ts(optional))]
    pub sorted_by: Option<String>,
    /// The picture's shape.
    #[serde(default)]
    pub layout: Layout,
}

impl Recipe {
    /// The same figures in the usual picture: recipes of the same figures are equal without what only changes the picture.
    #[must_use]
    pub fn without_picture(&self) -> Recipe {
        Recipe {
            chart: Chart::default(),
            highlighted: Vec::new(),
            sorted_by: None,
            layout: Layout::default(),
            ..self.clone()
        }
    }
}
