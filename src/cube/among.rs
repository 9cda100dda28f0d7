//! Which episodes a figure is about, apart from what the user left out.

use crate::episodes::Part;
use crate::ingest::{MINUTE_NOT_RECORDED, OPEN, column};
use crate::period::YearType;
use crate::reference::Category;

/// Minutes in a day.
const MINUTES_PER_DAY: i64 = 24 * 60;

/// An episode that ends so many dates after its start lasted more than 24 hours whatever the times of day were; one that ends a date
/// later may have been of any length up to 48 hours (the Department for Education collects no hours: parliamentary question 6519,
/// 7 September 2017).
const DAYS_CERTAINLY_OVER_24_HOURS: i64 = 2;

/// The fewest dates between start and end with which an episode can have lasted more than 24 hours.
const DAYS_POSSIBLY_OVER_24_HOURS: i64 = 1;

/// Which episodes a figure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Among {
    /// All.
    All,
    /// Those with an end.
    Ended,
    /// Those with an end and the times of day of both.
    Timed,
    /// Those that certainly lasted more than 24 hours.
    CertainlyOver24Hours,
    /// Those that may have.
    PossiblyOver24Hours,
    /// Those open at the end of the last day of the year, in each such year.
    OpenAtYearEnd,
    /// Those with any code of a list but "not recorded".
    Recorded(Category),
    /// Those with "not recorded" of a list.
    Unrecorded(Category),
    /// Those with a code of a list.
    Coded(Category, u8),
}

/// A part's columns of days and times.
pub(super) struct Lengths<'a> {
    part: &'a Part<'a>,
    starts: &'a [i32],
    ends: &'a [i32],
    start_minutes: Option<&'a [u16]>,
    end_minutes: Option<&'a [u16]>,
    years: Option<&'a [i16]>,
}

impl<'a> Lengths<'a> {
    /// Those of a part.
    pub(super) fn of(part: &'a Part<'a>) -> Self {
        Lengths {
            part,
            starts: part.stretch.days(column::START),
            ends: part.stretch.days(column::END),
            start_minutes: part.stretch.words(column::START_MINUTE),
            end_minutes: part.stretch.words(column::END_MINUTE),
            years: part.stretch.collection_years(),
        }
    }

    /// The day and the minute of a row's end.
    fn end(&self, at: usize) -> (i32, u16) {
        let minute = self.end_minutes.map_or(MINUTE_NOT_RECORDED, |minutes| minutes[at]);
        self.part.end(at, self.ends[at], minute)
    }

    /// Whole days from the date of a row's start to that of its end; none without an end.
    pub(super) fn days(&self, at: usize) -> Option<u32> {
        let (end, _) = self.end(at);
        let days = (end != OPEN).then(|| i64::from(end) - i64::from(self.starts[at]))?;
        Some(days.max(0) as u32)
    }

    /// Minutes by the clock; none without both times.
    pub(super) fn minutes(&self, at: usize) -> Option<u32> {
        let (_, end) = self.end(at);
        let start = self.start_minutes.map_or(MINUTE_NOT_RECORDED, |minutes| minutes[at]);
        if start == MINUTE_NOT_RECORDED || end == MINUTE_NOT_RECORDED {
            return None;
        }
        let minutes = i64::from(self.days(at)?) * MINUTES_PER_DAY + i64::from(end) - i64::from(start);
        Some(minutes.max(0) as u32)
    }

    /// Whether a row certainly lasted more than 24 hours. One that is open was so to the end of its collection year.
    fn is_certainly_over_24_hours(&self, at: usize) -> bool {
        if let Some(minutes) = self.minutes(at) {
            return i64::from(minutes) > MINUTES_PER_DAY;
        }
        let year = self.years.map(|years| i32::from(years[at])).filter(|year| *year > 0);
        let days = self.days(at).map(i64::from).or_else(|| {
            let last_day = YearType::Reporting.last_day(year?);
            // Until midnight, with which the next day begins.
            Some(i64::from(last_day.0) + 1 - i64::from(self.starts[at]))
        });
        days.is_some_and(|days| days >= DAYS_CERTAINLY_OVER_24_HOURS)
    }

    /// Whether a row may have lasted more than 24 hours.
    fn is_possibly_over_24_hours(&self, at: usize) -> bool {
        match self.minutes(at) {
            Some(minutes) => i64::from(minutes) > MINUTES_PER_DAY,
            None => self.days(at).is_none_or(|days| i64::from(days) >= DAYS_POSSIBLY_OVER_24_HOURS),
        }
    }
}

impl Among {
    /// Puts the rows of a part that it is not about into the cell of those that are not counted.
    pub(super) fn discard_others(self, part: &Part<'_>, cells: &mut [u32], discarded: u32) {
        let lengths = Lengths::of(part);
        let discard = |cells: &mut [u32], is_kept: &dyn Fn(usize) -> bool| {
            let others = cells.iter_mut().enumerate().filter(|(at, _)| !is_kept(*at));
            others.for_each(|(_, cell)| *cell = discarded);
        };
        match self {
            Among::All | Among::OpenAtYearEnd => {}
            Among::Ended => discard(cells, &|at| lengths.days(at).is_some()),
            Among::Timed => discard(cells, &|at| lengths.minutes(at).is_some()),
            Among::CertainlyOver24Hours => discard(cells, &|at| lengths.is_certainly_over_24_hours(at)),
            Among::PossiblyOver24Hours => discard(cells, &|at| lengths.is_possibly_over_24_hours(at)),
            Among::Recorded(category) => match part.category(category) {
                Some(codes) => discard(cells, &|at| codes[at] != category.not_recorded()),
                None => cells.fill(discarded),
            },
            Among::Unrecorded(category) => {
                if let Some(codes) = part.category(category) {
                    discard(cells, &|at| codes[at] == category.not_recorded());
                }
            }
            Among::Coded(category, code) => match part.category(category) {
                Some(codes) => discard(cells, &|at| codes[at] == code),
                None => cells.fill(discarded),
            },
        }
    }
}
