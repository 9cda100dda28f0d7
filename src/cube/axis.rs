//! A dimension's categories, and how an episode's place among them is told.

use crate::episodes::{Episodes, Part};
use crate::ingest::column;
use crate::period::{Day, YearType};
use crate::recipe::Dimension;
use crate::reference::{Category, Region};
use serde::Serialize;

/// The category that sums all others.
pub const TOTAL: &str = "Total";

/// A dimension of a cube or a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Axis {
    /// Which dimension.
    pub dimension: Dimension,
    /// Its name in the middle of a sentence.
    pub label: &'static str,
    /// Its categories in the order in which they are shown, [`TOTAL`] last.
    pub categories: Vec<String>,
}

/// How a dimension divides episodes, before it is known which of its categories occur.
pub(super) struct Divider {
    dimension: Dimension,
    categories: Vec<String>,
    by: By,
}

/// What tells an episode's category.
enum By {
    /// The day on which it starts: for each day from the first on, the category.
    Year {
        first: i32,
        categories: Vec<u16>,
    },
    Region,
    /// A code list; whether any file has it.
    Category {
        category: Category,
        is_recorded: bool,
    },
}

/// What becomes of a category that no episode is in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Empty {
    /// It is a true zero.
    Zero,
    /// It is left out: a region that no file concerns is not a region with no episodes.
    LeftOut,
    /// The files say nothing about it.
    NotAvailable,
}

impl Divider {
    /// How a dimension divides these episodes.
    pub(super) fn new(episodes: &Episodes, dimension: Dimension, year_type: YearType) -> Self {
        match dimension {
            Dimension::Year => years(episodes, year_type),
            Dimension::Region => {
                let names = Region::ALL.map(Region::name).into_iter().chain([Region::NOT_KNOWN]);
                Divider { dimension, categories: names.map(str::to_owned).collect(), by: By::Region }
            }
            Dimension::Risk => code_list(episodes, dimension, Category::Risk),
            Dimension::MissingStatus => code_list(episodes, dimension, Category::MissingStatus),
        }
    }

    /// The number of categories, without the total.
    pub(super) fn len(&self) -> usize {
        self.categories.len()
    }

    /// What a category is that no episode is in.
    pub(super) fn empty(&self, at: usize) -> Empty {
        match &self.by {
            // A year between in which no episode of any file starts is not covered by the files, as far as they tell.
            By::Year { .. } => Empty::NotAvailable,
            By::Region => Empty::LeftOut,
            // Where no file records it, a zero in any category but the last, "not recorded", would be a falsehood.
            By::Category { is_recorded: false, .. } if at + 1 < self.len() => Empty::NotAvailable,
            By::Category { .. } => Empty::Zero,
        }
    }

    /// Divides the cells of a part's episodes further: each becomes `cell * len + category`.
    pub(super) fn divide(&self, part: &Part<'_>, cells: &mut [u32]) {
        let length = self.len() as u32;
        match &self.by {
            By::Year { first, categories } => {
                for (cell, start) in cells.iter_mut().zip(part.stretch.days(column::START)) {
                    // Rows that are not counted may start outside the years that are.
                    let category = usize::try_from(start - first).ok().and_then(|at| categories.get(at));
                    *cell = *cell * length + u32::from(category.copied().unwrap_or(0));
                }
            }
            By::Region => divide_by(cells, length, part.stretch.regions()),
            By::Category { category, .. } => match part.stretch.category(*category) {
                Some(codes) => divide_by(cells, length, codes),
                None => {
                    for cell in cells {
                        *cell = *cell * length + u32::from(category.not_recorded());
                    }
                }
            },
        }
    }

    /// The axis of the categories that are kept.
    pub(super) fn axis(&self, is_kept: &[bool]) -> Axis {
        let kept = self.categories.iter().zip(is_kept).filter(|(_, is_kept)| **is_kept);
        let kept = kept.map(|(category, _)| category.clone());
        Axis {
            dimension: self.dimension,
            label: self.dimension.label(),
            categories: kept.chain([TOTAL.to_owned()]).collect(),
        }
    }
}

fn divide_by(cells: &mut [u32], length: u32, codes: &[u8]) {
    for (cell, code) in cells.iter_mut().zip(codes) {
        *cell = *cell * length + u32::from(*code);
    }
}

/// The years from the first to the last in which an episode starts.
fn years(episodes: &Episodes, year_type: YearType) -> Divider {
    let Some((first, last)) = episodes.days() else {
        let by = By::Year { first: 0, categories: Vec::new() };
        return Divider { dimension: Dimension::Year, categories: Vec::new(), by };
    };
    let first_year = first.year(year_type);
    let years = (first.0..=last.0).map(|day| (Day(day).year(year_type) - first_year) as u16);
    Divider {
        dimension: Dimension::Year,
        categories: (first_year..=last.year(year_type)).map(|year| year.to_string()).collect(),
        by: By::Year { first: first.0, categories: years.collect() },
    }
}

/// All categories of a code list, the last of which is "not recorded".
fn code_list(episodes: &Episodes, dimension: Dimension, category: Category) -> Divider {
    Divider {
        dimension,
        categories: category.labels().iter().map(|label| (*label).to_owned()).collect(),
        by: By::Category { category, is_recorded: episodes.records(category) },
    }
}
