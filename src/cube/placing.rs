//! Which cell each episode is counted in.

use super::among::Among;
use super::axis::Divider;
use super::filter::Filters;
use super::years::Years;
use super::{Error, Question};
use crate::episodes::{Episodes, Part};
use crate::period::YearType;
use crate::recipe::{Dimension, Duplicates, Filter};

/// How all episodes are placed in the cells of all dimensions, row-major, without totals.
pub(super) struct Placing<'a> {
    episodes: &'a Episodes,
    duplicates: Duplicates,
    among: Among,
    /// The dimensions.
    pub(super) dividers: Vec<Divider>,
    filters: Filters,
    /// The divider of years, for the filter, and which of the dimensions is years.
    years: Divider,
    year_at: Option<usize>,
    /// Where an episode can count in other years than that in which it starts.
    spans: Option<(Years, i32)>,
}

/// The cells of a part's rows.
pub(super) struct Placed {
    /// For each row, its cell; [`Placing::discarded`] where it is not counted.
    pub(super) cells: Vec<u32>,
    /// Further cells, of later years, with their rows, in the order of the rows: there the episode is counted once more, which totals over
    /// years must not.
    pub(super) again: Vec<(u32, u32)>,
}

impl<'a> Placing<'a> {
    /// Finds the dimensions and filters of a question.
    pub(super) fn new(episodes: &'a Episodes, question: &Question<'_>, among: Among) -> Result<Self, Error> {
        let at_year_end = among == Among::OpenAtYearEnd;
        let year_type = question.year_type;
        let is_carried_over = year_type == YearType::ReportingCarriedOver;
        let spans = match at_year_end || is_carried_over {
            true => Years::new(episodes, year_type, at_year_end),
            false => None,
        };
        let of_axis = spans.and_then(|spans| bounds(episodes, question.duplicates, spans, at_year_end));
        let divider = |dimension: Dimension| {
            let mut divider = Divider::new(episodes, dimension, year_type, question.duplicates, of_axis);
            if let (true, Some(spans)) = (at_year_end, spans) {
                divider.uncover_after(spans.last(), year_type);
            }
            divider
        };
        let years = divider(Dimension::Year);
        let filters = Filters::new(episodes, question, &years)?;
        let one_year =
            filters.years.as_ref().is_some_and(|years| years.iter().filter(|kept| **kept).count() == 1);
        let year_at = question.by.iter().position(|dimension| *dimension == Dimension::Year);
        if at_year_end && year_at.is_none() && !one_year {
            return Err(Error::NeedsYear);
        }
        let dividers = question.by.iter().map(|at| divider(*at));
        let first_day = episodes.days().map_or(0, |(first, _)| year_type.number(first));
        let first_year = of_axis.map_or(first_day, |(first, _)| first);
        Ok(Placing {
            episodes,
            duplicates: question.duplicates,
            among,
            dividers: dividers.collect(),
            filters,
            years,
            year_at,
            spans: spans.map(|spans| (spans, first_year)),
        })
    }

    /// The same episodes, none left out, by other dimensions; `year_at`: which of them is years.
    pub(super) fn regrouped(&self, dividers: Vec<Divider>, year_at: Option<usize>) -> Placing<'a> {
        Placing {
            episodes: self.episodes,
            duplicates: self.duplicates,
            among: self.among,
            dividers,
            filters: Filters::default(),
            years: self.years.clone(),
            year_at,
            spans: self.spans,
        }
    }

    /// Whether an episode can count in other years than that in which it starts.
    pub(super) fn is_spanned(&self) -> bool {
        self.spans.is_some()
    }

    /// For each category of a dimension, whether the user left it in; none where all are.
    pub(super) fn kept(&self, dimension: Dimension) -> Option<&[bool]> {
        self.filters.left_in(dimension)
    }

    /// How a dimension divides episodes here.
    pub(super) fn divider(&self, dimension: Dimension, year_type: YearType) -> Divider {
        match dimension {
            Dimension::Year => self.years.clone(),
            _ => Divider::new(self.episodes, dimension, year_type, self.duplicates, None),
        }
    }

    /// The episodes that are placed.
    pub(super) fn episodes(&self) -> &Episodes {
        self.episodes
    }

    /// What the user left in, by the names that figures show.
    pub(super) fn filters(&self) -> Vec<Filter> {
        self.filters.named(&self.years)
    }

    /// Whether something is wanted that no file says anything about.
    pub(super) fn asks_unrecorded(&self) -> bool {
        let is_untold =
            |years: &Vec<bool>| (0..years.len()).all(|at| !years[at] || !self.years.is_covered(at));
        let at_year_end = self.among == Among::OpenAtYearEnd;
        self.filters.asks_unrecorded(self.episodes)
            || at_year_end && self.filters.years.as_ref().is_some_and(is_untold)
    }

    /// For each dimension and each of its categories, whether the user left it in.
    pub(super) fn left_in(&self) -> Vec<Vec<bool>> {
        let of = |divider: &Divider| {
            let left_in = self.filters.left_in(divider.dimension());
            left_in.map_or_else(|| vec![true; divider.len()], <[bool]>::to_vec)
        };
        self.dividers.iter().map(of).collect()
    }

    /// The number of cells.
    pub(super) fn n_cells(&self) -> usize {
        self.dividers.iter().map(Divider::len).product()
    }

    /// The cell of rows that are not counted: the one after all others.
    pub(super) fn discarded(&self) -> u32 {
        self.n_cells() as u32
    }

    /// Which dimension is years, as a bit, where an episode can count in several of them.
    pub(super) fn spanned_bit(&self) -> usize {
        self.year_at.filter(|_| self.spans.is_some()).map_or(0, |at| 1 << at)
    }

    /// Hands over the cell of each row, whether or not it is counted.
    pub(super) fn each_row(&self, take: &mut dyn FnMut(usize)) {
        for part in self.episodes.parts(self.duplicates) {
            let mut cells = vec![0; part.stretch.references().len()];
            self.dividers.iter().for_each(|divider| divider.divide(&part, &mut cells));
            cells.into_iter().for_each(|cell| take(cell as usize));
        }
    }

    /// Hands over each part with the cells of its rows.
    pub(super) fn each_part(&self, take: &mut dyn FnMut(&Part<'_>, &Placed)) {
        let discarded = self.discarded();
        let mut placed = Placed { cells: Vec::new(), again: Vec::new() };
        for part in self.episodes.parts(self.duplicates) {
            placed.again.clear();
            let cells = &mut placed.cells;
            cells.clear();
            cells.resize(part.stretch.references().len(), 0);
            for divider in &self.dividers {
                match (divider.dimension(), &self.spans) {
                    (Dimension::Year, Some(_)) => {
                        cells.iter_mut().for_each(|cell| *cell *= divider.len() as u32);
                    }
                    _ => divider.divide(&part, cells),
                }
            }
            self.among.discard_others(&part, cells, discarded);
            self.filters.discard_others(&part, cells, discarded);
            match self.spans {
                Some((years, first)) => self.spread(&part, &mut placed, years, first),
                None => self.discard_years(&part, cells),
            }
            take(&part, &placed);
        }
    }

    /// Discards rows that are not counted, and rows of years that are left out.
    fn discard_years(&self, part: &Part<'_>, cells: &mut [u32]) {
        let discarded = self.discarded();
        for at in &part.skipped {
            cells[*at] = discarded;
        }
        if let Some(is_kept) = &self.filters.years {
            let mut years = vec![0; cells.len()];
            self.years.divide(part, &mut years);
            let rows = cells.iter_mut().zip(years);
            rows.filter(|(_, year)| !is_kept[*year as usize]).for_each(|(cell, _)| *cell = discarded);
        }
    }

    /// Places each row in every year that it counts in.
    fn spread(&self, part: &Part<'_>, placed: &mut Placed, years: Years, first_year: i32) {
        let discarded = self.discarded();
        let stride = self
            .year_at
            .map_or(0, |at| self.dividers[at + 1..].iter().map(Divider::len).product::<usize>() as u32);
        let is_kept = |year: i32| {
            let at = usize::try_from(year - first_year).ok().filter(|at| *at < self.years.len());
            at.is_some_and(|at| self.filters.years.as_ref().is_none_or(|years| years[at]))
        };
        let starts = part.stretch.days(crate::ingest::column::START);
        let of_row = years.of_rows(part);
        let mut skipped = part.skipped.iter().copied().peekable();
        let mut repeats = part.repeats.iter().copied().peekable();
        for (at, start) in starts.iter().enumerate() {
            let is_skipped = skipped.next_if_eq(&at).is_some();
            let is_repeat = repeats.next_if_eq(&at).is_some();
            let cell = placed.cells[at];
            if cell == discarded {
                continue;
            }
            placed.cells[at] = discarded;
            let Some((from, to)) = of_row(at).filter(|_| is_repeat || !is_skipped) else { continue };
            // The record of an earlier return has been counted in the years before, as far as these are left in.
            let mut is_again = is_repeat && (years.start(*start)..from).any(is_kept);
            for year in (from..=to).filter(|year| is_kept(*year)) {
                let cell = cell + (year - first_year) as u32 * stride;
                match (is_again, self.year_at) {
                    (false, _) => placed.cells[at] = cell,
                    (true, Some(_)) => placed.again.push((at as u32, cell)),
                    (true, None) => break,
                }
                is_again = true;
            }
        }
    }
}

/// The first and the last year that any row counts in, and, where those open at the end of a year are wanted, that any starts in: a year
/// at whose end none is open is a zero.
fn bounds(
    episodes: &Episodes,
    duplicates: Duplicates,
    years: Years,
    at_year_end: bool,
) -> Option<(i32, i32)> {
    let mut bounds: Option<(i32, i32)> = None;
    let mut widen = |from: i32, to: i32| {
        let (first, last) = bounds.unwrap_or((from, to));
        bounds = Some((first.min(from), last.max(to)));
    };
    if let (true, Some((first, last))) = (at_year_end, episodes.days()) {
        widen(years.start(first.0), years.start(last.0));
    }
    for part in episodes.parts(duplicates) {
        let of_row = years.of_rows(&part);
        for (from, to) in (0..part.stretch.references().len()).filter_map(of_row) {
            widen(from, to);
        }
    }
    bounds
}
