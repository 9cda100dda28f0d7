//! Dimensions that depend on each other, taken as one, and divided as finely as any table does.

use super::super::axis::Divider;
use super::super::placing::Placing;
use super::{Asked, TooManyFigures, is_total};
use crate::period::YearType;
use crate::recipe::Dimension;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The levels of a figure in the groups in which it is not of all episodes: which group, which level.
pub(super) type Key = Vec<(usize, usize)>;

/// The most combinations of categories of dimensions that depend on each other.
const MAX_CODES: usize = 1 << 22;

/// A dimension, which years where it is of them, and how it divides episodes.
type Named = (Dimension, YearType, Divider);

/// Dimensions that depend on each other. Of any two combinations of their categories it is known whether an episode can be in both, so
/// that only combinations that occur are figures.
pub(super) struct Group {
    dividers: Vec<Named>,
    /// For each combination of categories, the class that it is in.
    class_of: Vec<u16>,
    pub(super) n_classes: usize,
    /// For each table and class, the categories of the table's dimensions in the group; none where the table leaves it out.
    categories: Vec<Vec<Option<Vec<usize>>>>,
    /// For each table, its dimensions in the group, by their places among its own.
    axes: Vec<Vec<usize>>,
    /// Sets of classes that some table has in one cell, beside single ones and all.
    pub(super) unions: Vec<Vec<usize>>,
}

/// Stands for all categories that a table has not, since nothing is in them.
const ABSENT: usize = usize::MAX;

/// All groups of some tables.
pub(super) struct Groups {
    pub(super) groups: Vec<Group>,
}

/// The dimension that stands for all that depend on each other with one.
fn kind(dimension: Dimension) -> Dimension {
    match dimension {
        Dimension::LocalAuthority | Dimension::PoliceForce => Dimension::Region,
        Dimension::InterviewAccepted => Dimension::InterviewOffered,
        Dimension::Outcome => Dimension::Duration,
        Dimension::Placement | Dimension::PlacementArea | Dimension::Uasc | Dimension::LookedAfter => {
            Dimension::LegalStatus
        }
        own => own,
    }
}

/// By which years a dimension divides episodes, if it makes a difference: years themselves, and how often a child was missing in one.
fn years_of(dimension: Dimension, year_type: YearType) -> YearType {
    match dimension {
        Dimension::Year => year_type,
        Dimension::Repeats => year_type.whole(),
        _ => YearType::default(),
    }
}

impl Groups {
    pub(super) fn new(
        asked: &[Asked<'_>],
        placings: &[Option<Placing<'_>>],
    ) -> Result<Groups, TooManyFigures> {
        let mut of_kind: Vec<(Dimension, Vec<Named>)> = Vec::new();
        for (asked, placing) in asked.iter().zip(placings) {
            let Some(placing) = placing else { continue };
            for dimension in dimensions(asked) {
                let year_type = years_of(dimension, asked.question.year_type);
                let at =
                    of_kind.iter().position(|(known, _)| *known == kind(dimension)).unwrap_or_else(|| {
                        of_kind.push((kind(dimension), Vec::new()));
                        of_kind.len() - 1
                    });
                let dividers = &mut of_kind[at].1;
                if !dividers.iter().any(|(known, of, _)| (*known, *of) == (dimension, year_type)) {
                    dividers.push((dimension, year_type, placing.divider(dimension, year_type)));
                }
            }
        }
        let groups = of_kind.into_iter().map(|(_, dividers)| Group::new(dividers, asked, placings));
        Ok(Groups { groups: groups.collect::<Result<_, _>>()? })
    }

    /// The groups by which a table divides episodes, or narrows them down.
    pub(super) fn used_by(&self, table: usize) -> BTreeSet<usize> {
        let is_used = |group: &&usize| {
            let group = &self.groups[**group];
            !group.axes[table].is_empty() || group.categories[table].iter().any(Option::is_none)
        };
        (0..self.groups.len()).collect::<Vec<_>>().iter().filter(is_used).copied().collect()
    }

    /// The number of figures of all combinations of the levels of some groups.
    pub(super) fn n_cells(&self, groups: &BTreeSet<usize>) -> usize {
        groups.iter().fold(1_usize, |n, group| n.saturating_mul(self.groups[*group].n_levels()))
    }

    /// The figure that each cell of a table is; none where there is no such figure among these episodes.
    pub(super) fn keys(
        &mut self,
        table: usize,
        asked: &Asked<'_>,
        placings: &[Option<Placing<'_>>],
    ) -> Vec<Option<Key>> {
        if placings[table].is_none() {
            return Vec::new();
        }
        let shape: Vec<usize> = asked.axes.iter().map(|(_, categories)| categories.len()).collect();
        // For each dimension and category, its place among all of the dimension; none for the total.
        let places: Vec<Vec<Result<Option<usize>, ()>>> = asked
            .axes
            .iter()
            .map(|(dimension, categories)| self.places(asked, *dimension, categories))
            .collect();
        let n_cells = shape.iter().product();
        let wanted = |cell: usize| {
            let categories = super::super::coordinates(&shape, cell).enumerate();
            categories.map(|(axis, category)| places[axis][category].ok()).collect::<Option<Vec<_>>>()
        };
        (0..n_cells).map(|cell| self.key(table, &wanted(cell)?)).collect()
    }

    /// For each dimension of a table, the figure of all categories that it has not since nothing is in them; none where it has all.
    pub(super) fn absent(&mut self, table: usize, n_axes: usize) -> Vec<Key> {
        let of_axis = |axis: usize| {
            self.groups.iter().find(|group| group.axes[table].contains(&axis))?;
            let mut wanted = vec![None; n_axes];
            wanted[axis] = Some(ABSENT);
            self.key(table, &wanted)
        };
        (0..n_axes).filter_map(of_axis).collect()
    }

    fn key(&mut self, table: usize, wanted: &[Option<usize>]) -> Option<Key> {
        let mut key = Vec::new();
        for (at, group) in self.groups.iter_mut().enumerate() {
            let level = group.level(table, wanted)?;
            if level != group.total() {
                key.push((at, level));
            }
        }
        Some(key)
    }

    fn places(
        &self,
        asked: &Asked<'_>,
        dimension: Dimension,
        categories: &[String],
    ) -> Vec<Result<Option<usize>, ()>> {
        let is_own = |(known, year_type, _): &&Named| {
            *known == dimension && *year_type == years_of(dimension, asked.question.year_type)
        };
        let divider = self.groups.iter().flat_map(|group| &group.dividers).find(is_own);
        let place = |category: &String| match is_total(category) {
            true => Ok(None),
            false => {
                let (_, _, divider) = divider.ok_or(())?;
                divider.categories().iter().position(|known| known == category).map(Some).ok_or(())
            }
        };
        categories.iter().map(place).collect()
    }
}

impl Group {
    fn new(
        dividers: Vec<Named>,
        asked: &[Asked<'_>],
        placings: &[Option<Placing<'_>>],
    ) -> Result<Group, TooManyFigures> {
        let lengths: Vec<usize> = dividers.iter().map(|(_, _, divider)| divider.len()).collect();
        let n_codes = lengths.iter().try_fold(1_usize, |n, length| n.checked_mul(*length));
        let n_codes = n_codes.filter(|n| *n <= MAX_CODES).ok_or(TooManyFigures)?;
        let occurs = occurring(&dividers, n_codes, placings);
        let at_of = |asked: &Asked<'_>, dimension: Dimension| {
            dividers.iter().position(|(known, year_type, _)| {
                *known == dimension && *year_type == years_of(dimension, asked.question.year_type)
            })
        };
        let axes: Vec<Vec<(usize, usize)>> = asked
            .iter()
            .map(|asked| {
                let own = asked.axes.iter().enumerate();
                own.filter_map(|(axis, (dimension, _))| Some((axis, at_of(asked, *dimension)?))).collect()
            })
            .collect();
        let is_listed: Vec<Vec<Vec<bool>>> = asked
            .iter()
            .zip(&axes)
            .map(|(asked, own)| {
                let of = |(axis, at): &(usize, usize)| {
                    let (_, listed) = asked.axes[*axis];
                    let names = dividers[*at].2.categories().iter();
                    names.map(|name| listed.contains(name)).collect()
                };
                own.iter().map(of).collect()
            })
            .collect();
        let filters: Vec<Vec<(usize, &[bool])>> = asked
            .iter()
            .zip(placings)
            .map(|(asked, placing)| {
                let Some(placing) = placing else { return Vec::new() };
                let own = asked.question.filters.iter();
                own.filter_map(|filter| {
                    Some((at_of(asked, filter.dimension)?, placing.kept(filter.dimension)?))
                })
                .collect()
            })
            .collect();
        // What each table says of a combination: which of its categories it is in, or that it is left out.
        let said = |code: usize| -> Vec<Option<Vec<usize>>> {
            let digits: Vec<usize> = super::super::coordinates(&lengths, code).collect();
            let of = |table: usize| {
                let is_kept = filters[table].iter().all(|(at, kept)| kept[digits[*at]]);
                let listed = axes[table].iter().zip(&is_listed[table]);
                let category = |((_, at), listed): (&(usize, usize), &Vec<bool>)| {
                    if listed[digits[*at]] { digits[*at] } else { ABSENT }
                };
                is_kept.then(|| listed.map(category).collect())
            };
            (0..asked.len()).map(of).collect()
        };
        let mut classes: BTreeMap<Vec<Option<Vec<usize>>>, u16> = BTreeMap::new();
        let said_of: Vec<Option<Vec<Option<Vec<usize>>>>> =
            (0..n_codes).map(|code| occurs[code].then(|| said(code))).collect();
        for said in said_of.iter().flatten() {
            classes.entry(said.clone()).or_insert(0);
        }
        classes.values_mut().enumerate().for_each(|(at, class)| *class = at as u16);
        let class_of = said_of.iter().map(|said| said.as_ref().map_or(0, |said| classes[said])).collect();
        let categories =
            (0..asked.len()).map(|table| classes.keys().map(|said| said[table].clone()).collect());
        Ok(Group {
            categories: categories.collect(),
            n_classes: classes.len(),
            class_of,
            axes: axes.into_iter().map(|axes| axes.into_iter().map(|(axis, _)| axis).collect()).collect(),
            unions: Vec::new(),
            dividers,
        })
    }

    /// The level of all classes together.
    pub(super) fn total(&self) -> usize {
        self.n_classes
    }

    /// The classes, all together, and the unions.
    pub(super) fn n_levels(&self) -> usize {
        self.n_classes + 1 + self.unions.len()
    }

    /// The levels that a class is in, beside its own.
    pub(super) fn levels_of(&self, class: usize) -> Vec<usize> {
        let unions = self.unions.iter().enumerate().filter(|(_, union)| union.contains(&class));
        [class, self.total()].into_iter().chain(unions.map(|(at, _)| self.total() + 1 + at)).collect()
    }

    /// The classes of a level.
    pub(super) fn classes(&self, level: usize) -> Vec<usize> {
        match level.checked_sub(self.total() + 1) {
            Some(union) => self.unions[union].clone(),
            None if level == self.total() => (0..self.n_classes).collect(),
            None => vec![level],
        }
    }

    /// The level of the cells of a table with some categories on its axes; none where no episode is in both. A set of classes that is new
    /// becomes a level.
    fn level(&mut self, table: usize, wanted: &[Option<usize>]) -> Option<usize> {
        let is_in = |class: &usize| {
            let categories = self.categories[table][*class].as_ref();
            categories.is_some_and(|categories| {
                let mut pairs = self.axes[table].iter().zip(categories);
                pairs.all(|(axis, category)| wanted[*axis].is_none_or(|wanted| wanted == *category))
            })
        };
        let classes: Vec<usize> = (0..self.n_classes).filter(is_in).collect();
        match classes.as_slice() {
            _ if classes.len() == self.n_classes => Some(self.total()),
            [] => None,
            [class] => Some(*class),
            _ => {
                let known = self.unions.iter().position(|union| *union == classes);
                let at = known.unwrap_or_else(|| {
                    self.unions.push(classes);
                    self.unions.len() - 1
                });
                Some(self.total() + 1 + at)
            }
        }
    }

    /// For each level the next larger one that it is a part of, in a nest of levels: a union that overlaps a larger one has no place in it.
    pub(super) fn parents(&self) -> Vec<Option<usize>> {
        let mut by_size: Vec<usize> = (0..self.unions.len()).collect();
        by_size.sort_by_key(|union| (Reverse(self.unions[*union].len()), *union));
        let mut parents = vec![None; self.n_levels()];
        // For each class, the smallest union so far that it is in.
        let mut innermost = vec![self.total(); self.n_classes];
        for union in by_size {
            let classes = &self.unions[union];
            let around = innermost[classes[0]];
            if classes.iter().all(|class| innermost[*class] == around) {
                let level = self.total() + 1 + union;
                parents[level] = Some(around);
                classes.iter().for_each(|class| innermost[*class] = level);
            }
        }
        parents[..self.n_classes].copy_from_slice(&innermost.into_iter().map(Some).collect::<Vec<_>>());
        parents
    }

    /// How it divides episodes.
    pub(super) fn divider(&self) -> Divider {
        let dividers = self.dividers.iter().map(|(_, _, divider)| divider.clone()).collect();
        Divider::several(dividers, self.class_of.clone(), self.n_classes)
    }

    /// The divider of years alone, if that is what the group is.
    pub(super) fn years(&self) -> Option<Divider> {
        match self.dividers.as_slice() {
            [(Dimension::Year, _, divider)] => Some(divider.clone()),
            _ => None,
        }
    }
}

/// The dimensions that a table has or narrows down.
fn dimensions(asked: &Asked<'_>) -> Vec<Dimension> {
    let own = asked.axes.iter().map(|(dimension, _)| *dimension);
    own.chain(asked.question.filters.iter().map(|filter| filter.dimension)).collect()
}

/// Which combinations of categories there are: those in which some episode is. That there is none in others is what many would guess.
fn occurring(dividers: &[Named], n_codes: usize, placings: &[Option<Placing<'_>>]) -> Vec<bool> {
    let Some(placing) = placings.iter().flatten().next() else { return vec![true; n_codes] };
    // Years have to stay in their order where an episode counts in several.
    if placing.is_spanned() && dividers.iter().any(|(dimension, ..)| *dimension == Dimension::Year) {
        return vec![true; n_codes];
    }
    let mut occurs = vec![false; n_codes];
    let all = placing.regrouped(dividers.iter().map(|(_, _, divider)| divider.clone()).collect(), None);
    all.each_row(&mut |code| {
        if let Some(occurs) = occurs.get_mut(code) {
            *occurs = true;
        }
    });
    occurs
}
