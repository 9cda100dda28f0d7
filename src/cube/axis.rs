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
    /// A code list: for each code the category; whether any file has the list; and whether categories are left out that do not occur.
    Category {
        category: Category,
        of_code: Vec<u8>,
        is_recorded: bool,
        is_long: bool,
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
        if let Some(category) = code_list(dimension) {
            return by_code(episodes, dimension, category);
        }
        match dimension {
            Dimension::Year => years(episodes, year_type),
            _ => {
                let names = Region::ALL.map(Region::name).into_iter().chain([Region::NOT_KNOWN]);
                Divider { dimension, categories: names.map(str::to_owned).collect(), by: By::Region }
            }
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
            By::Category { is_recorded: true, is_long: true, .. } => Empty::LeftOut,
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
            By::Category { category, of_code, .. } => match part.category(*category) {
                Some(codes) => {
                    for (cell, code) in cells.iter_mut().zip(codes) {
                        *cell = *cell * length + u32::from(of_code[usize::from(*code)]);
                    }
                }
                None => {
                    for cell in cells {
                        *cell = *cell * length + (length - 1);
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

/// The code list whose categories divide a dimension; none for one that is told by dates or places.
pub fn code_list(dimension: Dimension) -> Option<Category> {
    Some(match dimension {
        Dimension::Year | Dimension::Region => return None,
        Dimension::Risk => Category::Risk,
        Dimension::MissingStatus => Category::MissingStatus,
        Dimension::LookedAfter => Category::LookedAfter,
        Dimension::Sex => Category::Sex,
        Dimension::SexualExploitation => Category::SexualExploitation,
        Dimension::CriminalExploitation => Category::CriminalExploitation,
        Dimension::Trafficking => Category::Trafficking,
        Dimension::Gangs => Category::Gangs,
        Dimension::Uasc => Category::Uasc,
        Dimension::LegalStatus => Category::LegalStatus,
        Dimension::Placement => Category::Placement,
    })
}

/// All categories of a code list, the last of which is "not recorded".
fn by_code(episodes: &Episodes, dimension: Dimension, category: Category) -> Divider {
    let (names, of_code) = category.shown();
    Divider {
        dimension,
        // A list whose codes are put into groups has many of them.
        by: By::Category {
            category,
            is_recorded: episodes.records(category),
            is_long: names.len() < of_code.len(),
            of_code,
        },
        categories: names.into_iter().map(str::to_owned).collect(),
    }
}
