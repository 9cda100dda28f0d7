//! How many children are looked after, to set figures against.

use crate::disclosure::SourceFile;
use std::collections::BTreeMap;

/// Children by year and place, from figures that somebody published.
#[derive(Clone, Debug)]
pub struct Population {
    label: String,
    caveats: Vec<String>,
    source: SourceFile,
    /// By the year's name and the place's; England has no name.
    children: BTreeMap<(String, Option<String>), f64>,
}

impl Population {
    /// A population of `label`, such as "children looked after during the year (a file)", with what a reader must know of it
    /// and the file.
    pub fn new(label: String, caveats: Vec<String>, source: SourceFile) -> Self {
        Population { label, caveats, source, children: BTreeMap::new() }
    }

    /// Says how many children there are in a year and place; in all places together where none is named. What was said first stands.
    pub fn insert(&mut self, year: &str, place: Option<&str>, children: f64) {
        self.children.entry((year.to_owned(), place.map(str::to_owned))).or_insert(children);
    }

    /// The children of a year and place, or of all places.
    pub fn of(&self, year: &str, place: Option<&str>) -> Option<f64> {
        self.children.get(&(year.to_owned(), place.map(str::to_owned))).copied()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.children.is_empty()
    }

    /// Who is counted, in the middle of a sentence.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The file that says so.
    pub fn source(&self) -> &SourceFile {
        &self.source
    }

    /// What a reader must know.
    pub fn caveats(&self) -> &[String] {
        &self.caveats
    }
}
