//! A dimension's categories, and each episode's place among them.

use crate::episodes::{Episodes, year_column};
use crate::ingest::column;
use crate::period::YearType;
use crate::recipe::Dimension;
use crate::reference::{MissingStatus, Region, Risk};
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

/// An axis with the category of each episode.
pub(super) struct Coded {
    pub(super) axis: Axis,
    /// For each episode, the index of its category.
    pub(super) codes: Vec<u16>,
    /// For each category, whether the files say nothing about it; the total is left out.
    pub(super) is_unavailable: Vec<bool>,
}

impl Coded {
    /// The axis of a dimension for these episodes.
    pub(super) fn new(episodes: &Episodes, dimension: Dimension, year_type: YearType) -> Self {
        match dimension {
            Dimension::Year => years(episodes, year_type),
            Dimension::Region => regions(episodes),
            Dimension::Risk => {
                let labels = Risk::ALL.map(Risk::label);
                code_list(episodes, dimension, column::RISK, &labels, episodes.records_risk())
            }
            Dimension::MissingStatus => {
                let labels = MissingStatus::ALL.map(MissingStatus::label);
                let is_recorded = episodes.records_missing_status();
                code_list(episodes, dimension, column::MISSING_STATUS, &labels, is_recorded)
            }
        }
    }

    fn of(dimension: Dimension, categories: impl IntoIterator<Item = String>) -> Axis {
        let total = std::iter::once(TOTAL.to_owned());
        Axis {
            dimension,
            label: dimension.label(),
            categories: categories.into_iter().chain(total).collect(),
        }
    }
}

/// The years from first to last. A year between in which no episode of any file starts is not covered by the files, as far
/// as they tell.
fn years(episodes: &Episodes, year_type: YearType) -> Coded {
    let column = episodes.frame().column(year_column(year_type)).expect("episodes have it");
    let years: Vec<i16> = column.i16().expect("years are i16").into_no_null_iter().collect();
    let first = years.iter().copied().min().unwrap_or(0);
    let last = years.iter().copied().max().unwrap_or(-1);
    let codes: Vec<u16> = years.iter().map(|year| (year - first) as u16).collect();
    let mut is_unavailable = vec![true; (last - first + 1) as usize];
    for code in &codes {
        is_unavailable[usize::from(*code)] = false;
    }
    let axis = Coded::of(Dimension::Year, (first..=last).map(|year| year.to_string()));
    Coded { axis, codes, is_unavailable }
}

/// The regions that occur: one that no file concerns is not a region with no episodes.
fn regions(episodes: &Episodes) -> Coded {
    let codes = byte_column(episodes, column::REGION);
    let mut occurs = [false; Region::ALL.len() + 1];
    for code in &codes {
        occurs[usize::from(*code)] = true;
    }
    let mut place = [0_u16; Region::ALL.len() + 1];
    let mut names = Vec::new();
    for (code, _) in occurs.iter().enumerate().filter(|(_, occurs)| **occurs) {
        place[code] = names.len() as u16;
        names.push(Region::ALL.get(code).map_or(Region::NOT_KNOWN, |region| region.name()).to_owned());
    }
    Coded {
        is_unavailable: vec![false; names.len()],
        axis: Coded::of(Dimension::Region, names),
        codes: codes.into_iter().map(|code| place[usize::from(code)]).collect(),
    }
}

/// All categories of a code list, the last of which is "not recorded". Where no file records it, a zero in the others would
/// be a falsehood.
fn code_list(
    episodes: &Episodes,
    dimension: Dimension,
    column: &str,
    labels: &[&str],
    is_recorded: bool,
) -> Coded {
    let mut is_unavailable = vec![!is_recorded; labels.len()];
    if let Some(not_recorded) = is_unavailable.last_mut() {
        *not_recorded = false;
    }
    Coded {
        axis: Coded::of(dimension, labels.iter().map(|label| (*label).to_owned())),
        codes: byte_column(episodes, column).into_iter().map(u16::from).collect(),
        is_unavailable,
    }
}

fn byte_column(episodes: &Episodes, name: &str) -> Vec<u8> {
    let column = episodes.frame().column(name).expect("episodes have it");
    column.u8().expect("it is u8").into_no_null_iter().collect()
}
