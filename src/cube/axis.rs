//! A dimension's categories, and how an episode's place among them is told.

use super::bands::{
    AGE_BANDS, DAYS_FROM_MONDAY, DURATION_BANDS, NO_END, REPEATS_BANDS, WEEKDAYS, band, repeats,
};
use crate::episodes::{Episodes, Part};
use crate::ingest::{AGE_NOT_RECORDED, MINUTE_NOT_RECORDED, OPEN, PLACE_NOT_KNOWN, column};
use crate::period::{Day, YearType};
use crate::recipe::{Dimension, Duplicates, Source};
use crate::reference::{Category, MissingStatus, Region, local_authorities, police_forces};
use serde::Serialize;
use std::sync::Arc;

/// The category that sums all others.
pub const TOTAL: &str = "Total";

/// The category of what no file says.
const NOT_RECORDED: &str = "Not recorded";

/// The names of the sources, in their order.
pub const SOURCES: [&str; 2] = ["Local authorities", "Police"];

/// A dimension of a cube or a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Axis {
    /// Which dimension.
    pub dimension: Dimension,
    /// Its name in the middle of a sentence.
    pub label: &'static str,
    /// What it means.
    pub definition: &'static str,
    /// Its categories in the order in which they are shown, [`TOTAL`] last; sources have no total.
    pub categories: Vec<String>,
    /// Which of them is for what was not recorded, if one is.
    pub not_recorded: Option<usize>,
    /// Of authorities and forces beside regions: in which category of the regions' axis each lies, where that is known.
    pub within: Option<Vec<Option<usize>>>,
}

impl Axis {
    /// Its categories without the total.
    pub fn parts(&self) -> &[String] {
        match self.categories.split_last() {
            Some((last, parts)) if last == TOTAL => parts,
            _ => &self.categories,
        }
    }
}

/// How a dimension divides episodes, before it is known which of its categories occur.
#[derive(Clone)]
pub(super) struct Divider {
    dimension: Dimension,
    categories: Vec<String>,
    by: By,
}

/// What tells an episode's category.
#[derive(Clone)]
enum By {
    /// The day on which it starts: for each day from the first on, the category; and for each category whether any episode starts in it.
    Year {
        first: i32,
        categories: Vec<u16>,
        is_covered: Vec<bool>,
    },
    Region,
    /// The code of a place: for each, its category.
    Place {
        column: &'static str,
        categories: Vec<u16>,
    },
    /// A code list: for each code the category; whether any file has the list; and whether categories are left out that do not occur.
    Category {
        category: Category,
        of_code: Vec<u8>,
        is_recorded: bool,
        is_long: bool,
    },
    /// The same category for all, as a local authority's return is of looked-after children alone.
    Always(u32),
    Age,
    Duration,
    Weekday,
    Hour,
    /// For each row of all, how many episodes its child has in the year; 0 where the child is not known.
    Repeats(Arc<[u8]>),
    /// Several dimensions at once: for each combination of their categories, the category.
    Several {
        dividers: Vec<Divider>,
        categories: Vec<u16>,
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

/// Whether some file says something about a dimension; without one it can only be "not recorded".
pub fn is_recorded(episodes: &Episodes, dimension: Dimension) -> bool {
    let is_police = episodes.source() == Source::Police;
    match dimension {
        Dimension::Year | Dimension::Region | Dimension::Duration | Dimension::Weekday => true,
        Dimension::Source | Dimension::Repeats => true,
        // Only episodes that were matched tell who has seen them.
        Dimension::SeenBy => false,
        Dimension::LookedAfter if !is_police => true,
        Dimension::LocalAuthority => !is_police || episodes.has_column(column::AUTHORITY),
        Dimension::PoliceForce => !is_police || episodes.has_column(column::FORCE),
        Dimension::Age => episodes.has_column(column::AGE),
        Dimension::Hour => episodes.has_column(column::START_MINUTE),
        _ => code_list(dimension).is_some_and(|category| episodes.records(category)),
    }
}

impl Divider {
    /// How a dimension divides these episodes, identical ones counted so often; `years` is the years of the axis, as the numbers of the first and
    /// the last.
    pub(super) fn new(
        episodes: &Episodes,
        dimension: Dimension,
        year_type: YearType,
        duplicates: Duplicates,
        years: Option<(i32, i32)>,
    ) -> Self {
        let named = |names: &[&str], by| Divider {
            dimension,
            categories: names.iter().map(|name| (*name).to_owned()).collect(),
            by,
        };
        let bands = |bands: Vec<&'static str>, last| bands.into_iter().chain([last]).collect::<Vec<_>>();
        match dimension {
            Dimension::Year => by_year(episodes, year_type, years),
            Dimension::SeenBy => named(&super::matching::SEEN_BY, By::Always(0)),
            Dimension::Source => named(&SOURCES, By::Always(episodes.source() as u32)),
            Dimension::LookedAfter if is_always_looked_after(episodes) => {
                named(Category::LookedAfter.labels(), By::Always(0))
            }
            Dimension::Region => {
                named(&bands(Region::ALL.map(Region::name).into(), Region::NOT_KNOWN), By::Region)
            }
            Dimension::LocalAuthority => {
                let names: Vec<&str> = local_authorities().iter().map(|authority| authority.name).collect();
                by_place(dimension, column::AUTHORITY, &names, &names, "Local authority not known")
            }
            Dimension::PoliceForce => {
                let names: Vec<&str> = police_forces().iter().map(|force| force.name).collect();
                let (column, of_codes) = match episodes.source() {
                    Source::Police => (column::FORCE, names.clone()),
                    // An authority's episodes are those of the force in whose area it lies.
                    Source::LocalAuthority => (
                        column::AUTHORITY,
                        local_authorities().iter().map(|authority| authority.force).collect(),
                    ),
                };
                by_place(dimension, column, &names, &of_codes, "Police force not known")
            }
            Dimension::Age => named(&bands(AGE_BANDS.map(|(_, name)| name).into(), NOT_RECORDED), By::Age),
            Dimension::Duration => {
                named(&bands(DURATION_BANDS.map(|(_, name)| name).into(), NO_END), By::Duration)
            }
            Dimension::Repeats => {
                let by = By::Repeats(episodes.often(year_type, duplicates));
                Divider { dimension, categories: repeats(), by }
            }
            Dimension::Weekday => named(&WEEKDAYS, By::Weekday),
            Dimension::Hour => {
                let hours = (0..24).map(|hour| format!("{hour:02}:00 to {hour:02}:59"));
                let categories = hours.chain([NOT_RECORDED.to_owned()]).collect();
                Divider { dimension, categories, by: By::Hour }
            }
            _ => match code_list(dimension) {
                Some(category) => by_code(episodes, dimension, category),
                None => named(&[NOT_RECORDED], By::Region),
            },
        }
    }

    /// Several dimensions as one, of which `categories` says for each combination of theirs the category, of so many.
    pub(super) fn several(dividers: Vec<Divider>, categories: Vec<u16>, n_categories: usize) -> Self {
        Divider {
            // Which of them matters to nobody: there is no axis of it.
            dimension: dividers.first().map_or(Dimension::Source, |divider| divider.dimension),
            categories: vec![String::new(); n_categories],
            by: By::Several { dividers, categories },
        }
    }

    /// Which dimension.
    pub(super) fn dimension(&self) -> Dimension {
        self.dimension
    }

    /// The categories, without the total.
    pub(super) fn categories(&self) -> &[String] {
        &self.categories
    }

    /// The number of categories, without the total.
    pub(super) fn len(&self) -> usize {
        self.categories.len()
    }

    /// What a category is that no episode is in.
    pub(super) fn empty(&self, at: usize) -> Empty {
        let is_last = at + 1 == self.len();
        match &self.by {
            // A year in which no episode of any file starts is not covered by the files, as far as they tell.
            By::Year { is_covered, .. } if is_covered[at] => Empty::Zero,
            By::Year { .. } => Empty::NotAvailable,
            // Who has seen no episode has seen none.
            By::Always(_) if self.dimension == Dimension::SeenBy => Empty::Zero,
            By::Region | By::Place { .. } | By::Always(_) => Empty::LeftOut,
            // The police had this category for a few years only, and local authorities never.
            By::Category { category: Category::MissingStatus, .. }
                if at == MissingStatus::Absent as usize =>
            {
                Empty::LeftOut
            }
            // Where no file records it, a zero in any category but the last, "not recorded", would be a falsehood.
            By::Category { is_recorded: false, .. } if !is_last => Empty::NotAvailable,
            By::Category { is_recorded: true, is_long: true, .. } => Empty::LeftOut,
            By::Age | By::Hour | By::Duration | By::Repeats(_) if is_last => Empty::LeftOut,
            _ => Empty::Zero,
        }
    }

    /// Divides the cells of a part's episodes further: each becomes `cell * len + category`.
    pub(super) fn divide(&self, part: &Part<'_>, cells: &mut [u32]) {
        let length = self.len() as u32;
        let not_recorded = length - 1;
        let starts = part.stretch.days(column::START);
        match &self.by {
            By::Year { first, categories, .. } => {
                for (cell, start) in cells.iter_mut().zip(starts) {
                    // Rows that are not counted may start outside the years that are.
                    let category = usize::try_from(start - first).ok().and_then(|at| categories.get(at));
                    *cell = *cell * length + u32::from(category.copied().unwrap_or(0));
                }
            }
            By::Region => {
                for (cell, code) in cells.iter_mut().zip(part.stretch.regions()) {
                    *cell = *cell * length + u32::from(*code);
                }
            }
            By::Place { column, categories } => {
                divide_words(part.stretch.words(column), length, cells, &|code| {
                    (code != PLACE_NOT_KNOWN).then(|| u32::from(categories[usize::from(code)]))
                });
            }
            By::Category { category, of_code, .. } => {
                divide_bytes(part.category(*category), length, cells, &|code| {
                    Some(u32::from(of_code[usize::from(code)]))
                });
            }
            By::Always(category) => cells.iter_mut().for_each(|cell| *cell = *cell * length + category),
            By::Age => divide_bytes(part.stretch.ages(), length, cells, &|age| {
                (age != AGE_NOT_RECORDED).then(|| band(&AGE_BANDS, age))
            }),
            By::Duration => {
                let ends = part.stretch.days(column::END);
                for (at, (cell, start)) in cells.iter_mut().zip(starts).enumerate() {
                    let category = match part.end(at, ends[at], MINUTE_NOT_RECORDED).0 {
                        OPEN => not_recorded,
                        end => band(&DURATION_BANDS, end.saturating_sub(*start)),
                    };
                    *cell = *cell * length + category;
                }
            }
            By::Repeats(often) => {
                let rows = part.first_of_all..part.first_of_all + cells.len();
                divide_bytes(often.get(rows), length, cells, &|n| (n > 0).then(|| band(&REPEATS_BANDS, n)));
            }
            By::Weekday => {
                for (cell, start) in cells.iter_mut().zip(starts) {
                    *cell = *cell * length + (start + DAYS_FROM_MONDAY).rem_euclid(7) as u32;
                }
            }
            By::Several { dividers, categories } => {
                let mut codes = vec![0; cells.len()];
                dividers.iter().for_each(|divider| divider.divide(part, &mut codes));
                for (cell, code) in cells.iter_mut().zip(codes) {
                    *cell = *cell * length + u32::from(categories[code as usize]);
                }
            }
            By::Hour => divide_words(part.stretch.words(column::START_MINUTE), length, cells, &|minute| {
                (minute != MINUTE_NOT_RECORDED).then(|| u32::from(minute) / 60)
            }),
        }
    }

    /// Lets the files say nothing about years after a numbered one.
    pub(super) fn uncover_after(&mut self, last: i32, year_type: YearType) {
        if let By::Year { is_covered, .. } = &mut self.by {
            let years = self.categories.iter().zip(is_covered);
            let later = years.filter(|(name, _)| year_type.named(name).is_none_or(|year| year > last));
            later.for_each(|(_, is_covered)| *is_covered = false);
        }
    }

    /// Whether the files say something about a year; about any other category they do.
    pub(super) fn is_covered(&self, at: usize) -> bool {
        !matches!(&self.by, By::Year { is_covered, .. } if !is_covered[at])
    }

    /// The place of "not recorded" among its categories; none where every episode has one of the others.
    pub(super) fn not_recorded(&self) -> Option<usize> {
        match self.by {
            By::Year { .. } | By::Weekday | By::Duration | By::Always(_) => None,
            _ => self.categories.len().checked_sub(1),
        }
    }

    /// The axis of the categories that are kept.
    pub(super) fn axis(&self, is_kept: &[bool]) -> Axis {
        let kept = self.categories.iter().zip(is_kept).filter(|(_, is_kept)| **is_kept);
        let kept: Vec<String> = kept.map(|(category, _)| category.clone()).collect();
        let has_not_recorded = self.not_recorded().is_some_and(|unknown| is_kept[unknown]);
        let words = self.dimension.words();
        Axis {
            dimension: self.dimension,
            label: words.label,
            definition: words.definition,
            not_recorded: has_not_recorded.then(|| kept.len() - 1),
            within: None,
            categories: kept.into_iter().chain([TOTAL.to_owned()]).collect(),
        }
    }
}

/// Whether all episodes are of looked-after children: the returns of local authorities are made for no others.
fn is_always_looked_after(episodes: &Episodes) -> bool {
    episodes.source() == Source::LocalAuthority && !episodes.records(Category::LookedAfter)
}

/// Divides by a column of bytes; where the file has no such column, or the code says so, by the last category.
fn divide_bytes(codes: Option<&[u8]>, length: u32, cells: &mut [u32], category: &dyn Fn(u8) -> Option<u32>) {
    // Told once for each code rather than for each row.
    let categories: Option<Vec<u32>> = codes.map(|codes| {
        let last = codes.iter().copied().max().unwrap_or(0);
        (0..=last).map(|code| category(code).unwrap_or(length - 1)).collect()
    });
    match (codes, categories) {
        (Some(codes), Some(categories)) => {
            for (cell, code) in cells.iter_mut().zip(codes) {
                *cell = *cell * length + categories[usize::from(*code)];
            }
        }
        _ => cells.iter_mut().for_each(|cell| *cell = *cell * length + (length - 1)),
    }
}

/// The same by a column of words.
fn divide_words(
    codes: Option<&[u16]>,
    length: u32,
    cells: &mut [u32],
    category: &dyn Fn(u16) -> Option<u32>,
) {
    for (at, cell) in cells.iter_mut().enumerate() {
        let category = codes.and_then(|codes| category(codes[at]));
        *cell = *cell * length + category.unwrap_or(length - 1);
    }
}

/// The years from the first to the last, those in which an episode starts unless others are wanted.
fn by_year(episodes: &Episodes, year_type: YearType, wanted: Option<(i32, i32)>) -> Divider {
    let days = episodes.days();
    let of_starts = days.map(|(first, last)| (year_type.number(first), year_type.number(last)));
    let (Some((first, last)), Some((first_year, last_year))) = (days, wanted.or(of_starts)) else {
        let by = By::Year { first: 0, categories: Vec::new(), is_covered: Vec::new() };
        return Divider { dimension: Dimension::Year, categories: Vec::new(), by };
    };
    let place = |day: Day| (year_type.number(day) - first_year).clamp(0, last_year - first_year);
    let mut is_covered = vec![false; (last_year - first_year) as usize + 1];
    for day in episodes.start_days() {
        is_covered[place(day) as usize] = true;
    }
    let categories = (first.0..=last.0).map(|day| place(Day(day)) as u16);
    Divider {
        dimension: Dimension::Year,
        categories: (first_year..=last_year).map(|year| year_type.label(year)).collect(),
        by: By::Year { first: first.0, categories: categories.collect(), is_covered },
    }
}

/// Places in the order of their names, the unknown one last; `of_codes` has the name of the place that each code of the column lies in.
fn by_place(
    dimension: Dimension,
    column: &'static str,
    names: &[&'static str],
    of_codes: &[&'static str],
    not_known: &'static str,
) -> Divider {
    let mut sorted = names.to_vec();
    sorted.sort_unstable();
    let place = |name: &&str| sorted.binary_search(name).unwrap_or(sorted.len()) as u16;
    let categories = of_codes.iter().map(place).collect();
    Divider {
        dimension,
        categories: sorted.into_iter().chain([not_known]).map(str::to_owned).collect(),
        by: By::Place { column, categories },
    }
}

/// The code list whose categories divide a dimension; none for one that is told by dates or places.
pub fn code_list(dimension: Dimension) -> Option<Category> {
    Some(match dimension {
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
        Dimension::PlacementArea => Category::PlacementArea,
        Dimension::Outcome => Category::Outcome,
        Dimension::Ethnicity => Category::Ethnicity,
        Dimension::InterviewOffered => Category::InterviewOffered,
        Dimension::InterviewAccepted => Category::InterviewAccepted,
        Dimension::Year
        | Dimension::Region
        | Dimension::LocalAuthority
        | Dimension::PoliceForce
        | Dimension::Source
        | Dimension::SeenBy
        | Dimension::Duration
        | Dimension::Weekday
        | Dimension::Hour
        | Dimension::Repeats
        | Dimension::Age => return None,
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
