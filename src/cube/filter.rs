//! What the user left in.

use super::axis::{Divider, TOTAL, is_recorded};
use super::{Error, Question};
use crate::episodes::{Episodes, Part};
use crate::recipe::{Dimension, Filter};
use crate::reference::{find_authority, find_force, find_region, normalise};

/// Filters whose categories have been found. Those of one dimension are alternatives; dimensions narrow each other down.
#[derive(Default)]
pub(super) struct Filters {
    others: Vec<(Divider, Vec<bool>)>,
    /// For each year of the axis, whether it is left in; none where all are.
    pub(super) years: Option<Vec<bool>>,
}

impl Filters {
    /// Finds the categories that are wanted. `years` is the divider of years, which is told from the others because an episode can
    /// count in several.
    pub(super) fn new(episodes: &Episodes, question: &Question<'_>, years: &Divider) -> Result<Self, Error> {
        let mut filters = Filters { others: Vec::new(), years: None };
        for filter in question.filters {
            if filter.dimension == Dimension::Source {
                return Err(Error::CannotFilter(filter.dimension));
            }
            if filter.dimension == Dimension::Year {
                let kept = filters.years.get_or_insert_with(|| vec![false; years.len()]);
                keep(years, filter, kept)?;
                continue;
            }
            let known =
                filters.others.iter().position(|(divider, _)| divider.dimension() == filter.dimension);
            let at = known.unwrap_or_else(|| {
                let divider =
                    Divider::new(episodes, filter.dimension, question.year_type, question.duplicates, None);
                let kept = vec![false; divider.len()];
                filters.others.push((divider, kept));
                filters.others.len() - 1
            });
            let (divider, kept) = &mut filters.others[at];
            keep(divider, filter, kept)?;
        }
        Ok(filters)
    }

    /// The filters with the names of categories as figures show them.
    pub(super) fn named(&self, years: &Divider) -> Vec<Filter> {
        let of = |divider: &Divider, kept: &[bool]| Filter {
            dimension: divider.dimension(),
            categories: divider
                .categories()
                .iter()
                .zip(kept)
                .filter(|(_, kept)| **kept)
                .map(|(name, _)| name.clone())
                .collect(),
        };
        let years = self.years.iter().map(|kept| of(years, kept));
        years.chain(self.others.iter().map(|(divider, kept)| of(divider, kept))).collect()
    }

    /// Whether something is wanted that no file says anything about: then that none was found is no zero.
    pub(super) fn asks_unrecorded(&self, episodes: &Episodes) -> bool {
        self.others.iter().any(|(divider, kept)| {
            let is_unknown = divider.not_recorded().is_some_and(|unknown| kept[unknown]);
            !is_recorded(episodes, divider.dimension()) && !is_unknown
        })
    }

    /// For each category of a dimension, whether it is left in; none where all are.
    pub(super) fn left_in(&self, dimension: Dimension) -> Option<&[bool]> {
        if dimension == Dimension::Year {
            return self.years.as_deref();
        }
        let filter = self.others.iter().find(|(divider, _)| divider.dimension() == dimension);
        filter.map(|(_, kept)| kept.as_slice())
    }

    /// Puts the rows of a part that are left out into the cell of those that are not counted.
    pub(super) fn discard_others(&self, part: &Part<'_>, cells: &mut [u32], discarded: u32) {
        let mut categories = vec![0; if self.others.is_empty() { 0 } else { cells.len() }];
        for (divider, is_kept) in &self.others {
            categories.fill(0);
            divider.divide(part, &mut categories);
            let rows = cells.iter_mut().zip(&categories);
            rows.filter(|(_, category)| !is_kept[**category as usize])
                .for_each(|(cell, _)| *cell = discarded);
        }
    }
}

/// What filters leave in beside years, under the names that figures show. What the dimension has not is left out.
pub fn named_filters(episodes: &Episodes, question: &Question<'_>) -> Vec<Filter> {
    let years = Divider::new(episodes, Dimension::Year, question.year_type, question.duplicates, None);
    let others = question.filters.iter().filter(|filter| filter.dimension != Dimension::Year);
    let others: Vec<Filter> = others.cloned().collect();
    let filters = Filters::new(episodes, &Question { filters: &others, ..*question }, &years);
    filters.map_or_else(|_| Vec::new(), |filters| filters.named(&years))
}

/// Marks the categories that a filter names.
fn keep(divider: &Divider, filter: &Filter, kept: &mut [bool]) -> Result<(), Error> {
    for name in &filter.categories {
        let at = find(divider, name).ok_or_else(|| Error::NoSuchCategory {
            dimension: filter.dimension,
            category: name.clone(),
            known: divider.categories().to_vec(),
        })?;
        kept[at] = true;
    }
    Ok(())
}

/// The category of a name: as it is shown, in any spelling, or a place under any of its names or codes.
fn find(divider: &Divider, name: &str) -> Option<usize> {
    let categories = divider.categories();
    let is = |wanted: &str| categories.iter().position(|category| category == wanted);
    let words = normalise(name);
    let spelt = || categories.iter().position(|category| normalise(category) == words && category != TOTAL);
    is(name).or_else(spelt).or_else(|| match divider.dimension() {
        Dimension::Region => is(find_region(name)?.name()),
        Dimension::LocalAuthority => is(find_authority(name)?.name),
        Dimension::PoliceForce => is(find_force(name)?.name),
        _ => None,
    })
}
