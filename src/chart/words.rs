//! A picture in words, for who does not see it: its range, how each series runs, the highest and the lowest, what is suppressed.

use super::series::{Over, Series};
use crate::diagnostic::figure;
use crate::disclosure::Release;

/// More series than this are not told of one by one: the table has them.
const MAX_TOLD: usize = 12;

/// Figures over years that are told of.
pub(super) struct Spoken<'a> {
    release: &'a Release,
    over: &'a Over,
}

impl<'a> Spoken<'a> {
    pub(super) fn of(release: &'a Release, over: &'a Over) -> Self {
        Spoken { release, over }
    }

    fn written(&self, value: f64) -> String {
        figure(value, self.release.decimals())
    }

    /// All of it: what kind of chart it is, its range, trends, extremes and breaks, and how many of its `noun`s are suppressed.
    pub(super) fn whole(&self, kind: &str, noun: &str) -> Vec<String> {
        let mut sentences = vec![kind.to_owned()];
        sentences.extend(self.range());
        sentences.extend(self.trends());
        sentences.extend(self.extremes());
        sentences.extend(self.breaks());
        sentences.extend(suppressed_in_words(self.over.n_suppressed(), noun));
        sentences
    }

    /// Over which years, of how many series and in which unit.
    pub(super) fn range(&self) -> Option<String> {
        let (first, last) = (self.over.years.first()?, self.over.years.last()?);
        let n = self.over.series.len();
        let years = if first == last { first.clone() } else { format!("{first} to {last}") };
        let of = if n == 1 { String::new() } else { format!(", {n} categories") };
        Some(format!("{}, {years}{of}.", self.release.unit()))
    }

    /// Each series' first and last figure.
    pub(super) fn trends(&self) -> Vec<String> {
        let years = &self.over.years;
        let told = self.over.series.iter().take(MAX_TOLD).map(|series| {
            let mut figures = series.figures();
            match (figures.next(), figures.next_back()) {
                (Some((first, from)), Some((last, to))) => format!(
                    "{}: {} in {}, {} in {}.",
                    series.name,
                    self.written(from),
                    years[first],
                    self.written(to),
                    years[last]
                ),
                (Some((year, figure)), None) => {
                    format!("{}: {} in {}.", series.name, self.written(figure), years[year])
                }
                (None, _) => format!("{}: no figure can be shown.", series.name),
            }
        });
        let mut sentences: Vec<String> = told.collect();
        if let Some(n @ 1..) = self.over.series.len().checked_sub(MAX_TOLD) {
            sentences.push(format!("{n} more are in the table."));
        }
        sentences
    }

    /// The highest and the lowest figure of all. Where more are suppressed than shown, either may be among those.
    pub(super) fn extremes(&self) -> Vec<String> {
        let figures = self
            .over
            .series
            .iter()
            .flat_map(|series| series.figures().map(move |(year, figure)| (series, year, figure)));
        let figures: Vec<(&Series, usize, f64)> = figures.collect();
        // The first of several that are the same.
        let highest = figures.iter().rev().max_by(|one, other| one.2.total_cmp(&other.2));
        let lowest = figures.iter().min_by(|one, other| one.2.total_cmp(&other.2));
        let is_told = figures.len() > 2 && figures.len() >= self.over.n_suppressed();
        let tell = |what: &str, (series, year, figure): &(&Series, usize, f64)| {
            let name = if self.over.series.len() > 1 { format!("{}, ", series.name) } else { String::new() };
            format!("{what}: {name}{} in {}.", self.written(*figure), self.over.years[*year])
        };
        let both = [("Highest", highest), ("Lowest", lowest)].into_iter();
        both.filter_map(|(what, one)| one.filter(|_| is_told).map(|one| tell(what, one))).collect()
    }

    /// The breaks in series.
    pub(super) fn breaks(&self) -> Vec<String> {
        let breaks = self.release.breaks().iter();
        breaks.map(|one| format!("Break in series, {}: {}.", one.when, one.title)).collect()
    }
}

/// How many figures are suppressed; nothing if none is.
pub(super) fn suppressed_in_words(n: usize, noun: &str) -> Option<String> {
    match n {
        0 => None,
        1 => Some(format!("1 {noun} is suppressed.")),
        n => Some(format!("{n} {noun}s are suppressed.")),
    }
}

/// So many local authorities.
pub(super) fn authorities_in_words(n: usize) -> String {
    if n == 1 { "1 local authority".to_owned() } else { format!("{n} local authorities") }
}
