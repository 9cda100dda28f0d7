//! Which years an episode counts in, where it can be others than the one in which it starts.
//!
//! A row of a return says of its episode only what was so within that return's collection year. A row without a collection year says it
//! of all the time from its start to its end, or to the end of the files where it has none.

use crate::episodes::{Episodes, Part};
use crate::ingest::{OPEN, column};
use crate::period::{Day, YearType};
use crate::recipe::Duplicates;

/// What puts an episode into a year.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// It is open for a day or more of it.
    OpenInYear,
    /// It is open at the end of its last day.
    OpenAtYearEnd,
}

/// The years that episodes count in.
#[derive(Clone, Copy)]
pub(super) struct Years {
    year_type: YearType,
    rule: Rule,
    /// The year in which the last episode of the files starts; of those open at the end of a year, the last whose end the files reach.
    last: i32,
}

impl Years {
    /// The years in which episodes are open, or open at the end.
    pub(super) fn new(episodes: &Episodes, year_type: YearType, at_year_end: bool) -> Option<Years> {
        let rule = if at_year_end { Rule::OpenAtYearEnd } else { Rule::OpenInYear };
        let last = match rule {
            Rule::OpenInYear => year_type.number(episodes.days()?.1),
            Rule::OpenAtYearEnd => last_reached(episodes, year_type)?,
        };
        Some(Years { year_type, rule, last })
    }

    /// The first and the last year that each row of a part counts in; none where it counts in no year.
    pub(super) fn of_rows<'a>(self, part: &Part<'a>) -> impl Fn(usize) -> Option<(i32, i32)> + 'a {
        let (starts, ends) = (part.stretch.days(column::START), part.stretch.days(column::END));
        let years = part.stretch.collection_years();
        move |at| {
            let year = years.map(|years| i32::from(years[at])).filter(|year| *year > 0);
            self.of_row(starts[at], Some(ends[at]).filter(|end| *end != OPEN), year)
        }
    }

    /// The last year that an episode without an end counts in.
    pub(super) fn last(self) -> i32 {
        self.last
    }

    /// The year in which a row's episode starts.
    pub(super) fn start(self, start: i32) -> i32 {
        self.year_type.number(Day(start))
    }

    fn of_row(self, start: i32, end: Option<i32>, collection_year: Option<i32>) -> Option<(i32, i32)> {
        let number = |day: i32| self.year_type.number(Day(day));
        let first = number(start);
        let end = end.map(|end| end.max(start));
        // What the row can tell of: the days of its collection year, if they have anything to do with the episode.
        let told = collection_year.map(|year| {
            (YearType::Reporting.last_day(year - 1).0.saturating_add(1), YearType::Reporting.last_day(year).0)
        });
        let told = told.filter(|(from, to)| start <= *to && end.is_none_or(|end| end >= *from));
        let (from, to) = match (self.rule, told) {
            (Rule::OpenInYear, Some((from, to))) => (number(from), number(to)),
            (Rule::OpenAtYearEnd, Some((from, to))) => {
                let last = number(to);
                (number(from), if self.year_type.last_day(last).0 > to { last - 1 } else { last })
            }
            (_, None) => (first, self.last),
        };
        let until = match (self.rule, end) {
            (_, None) => to,
            (Rule::OpenInYear, Some(end)) => number(end).min(to.max(first)),
            (Rule::OpenAtYearEnd, Some(end)) => (number(end) - 1).min(to),
        };
        let from = first.max(from);
        (from <= until).then_some((from, until))
    }
}

/// The first year whose beginning the files reach and the last whose end they do, by their numbers; none without episodes.
pub fn whole_years(episodes: &Episodes, year_type: YearType) -> Option<(i32, i32)> {
    Some((first_reached(episodes, year_type)?, last_reached(episodes, year_type)?))
}

/// The first year whose beginning the files reach: in its first month an episode starts, or a return of that month's year is at hand.
fn first_reached(episodes: &Episodes, year_type: YearType) -> Option<i32> {
    let mut first_day = episodes.days()?.0;
    for part in episodes.parts(Duplicates::Counted) {
        let years = part.stretch.collection_years().into_iter().flatten().copied();
        let returned = years
            .filter(|year| *year > 0)
            .min()
            .map(|year| YearType::Reporting.last_day(i32::from(year) - 1));
        first_day = first_day.min(returned.map_or(first_day, |before| Day(before.0 + 1)));
    }
    let year = year_type.number(first_day);
    let month = |day| YearType::Month.number(day);
    let is_reached = month(first_day) == month(Day(year_type.last_day(year - 1).0 + 1));
    Some(if is_reached { year } else { year + 1 })
}

/// The last year whose end the files reach: in the month of its last day or later an episode starts, or it is the collection year of a return.
/// Who was missing on 31 March is not told by files that end in June. That an episode ends later tells of itself alone.
fn last_reached(episodes: &Episodes, year_type: YearType) -> Option<i32> {
    let mut last_day = episodes.days()?.1;
    for part in episodes.parts(Duplicates::Counted) {
        let years = part.stretch.collection_years().and_then(|years| years.iter().copied().max());
        let returned = years.filter(|year| *year > 0).map(|year| YearType::Reporting.last_day(year.into()));
        last_day = last_day.max(returned.unwrap_or(last_day));
    }
    let year = year_type.number(last_day);
    let month = |day| YearType::Month.number(day);
    let is_reached = month(last_day) == month(year_type.last_day(year));
    Some(if is_reached { year } else { year - 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> i32 {
        Day::from_ymd(year, month, day).expect("a real date").0
    }

    fn years(rule: Rule, year_type: YearType) -> Years {
        Years { year_type, rule, last: year_type.number(Day(day(2021, 1, 1))) }
    }

    #[test]
    fn an_episode_counts_in_every_year_that_its_row_can_tell_of() {
        let check = |start, end, collection_year, expected| {
            let years = years(Rule::OpenInYear, YearType::ReportingCarriedOver);
            assert_eq!(years.of_row(start, end, collection_year), expected);
        };
        // Over 31 March, to the very day of 1 April, and within a year.
        check(day(2018, 3, 31), Some(day(2018, 4, 1)), None, Some((2018, 2019)));
        check(day(2018, 3, 30), Some(day(2018, 3, 31)), None, Some((2018, 2018)));
        check(day(2018, 3, 30), Some(day(2020, 4, 1)), None, Some((2018, 2021)));
        // Open ones: to the end of the files, or of the return.
        check(day(2018, 3, 30), None, None, Some((2018, 2021)));
        check(day(2018, 3, 30), None, Some(2018), Some((2018, 2018)));
        // The next return tells of its own year alone.
        check(day(2018, 3, 30), Some(day(2018, 4, 2)), Some(2019), Some((2019, 2019)));
        // A return that has nothing to do with the dates of its row.
        check(day(2018, 3, 1), Some(day(2018, 3, 2)), Some(2020), Some((2018, 2018)));
        // Beyond the files.
        check(day(2021, 3, 30), Some(day(2021, 4, 2)), None, Some((2021, 2021)));
    }

    #[test]
    fn an_episode_is_open_at_the_end_of_a_year_if_it_ends_later() {
        let check = |year_type, start, end, collection_year, expected| {
            assert_eq!(years(Rule::OpenAtYearEnd, year_type).of_row(start, end, collection_year), expected);
        };
        let reporting = YearType::Reporting;
        check(reporting, day(2018, 3, 31), Some(day(2018, 4, 1)), None, Some((2018, 2018)));
        check(reporting, day(2018, 3, 31), Some(day(2018, 3, 31)), None, None);
        check(reporting, day(2018, 3, 31), None, None, Some((2018, 2021)));
        check(reporting, day(2018, 3, 31), None, Some(2018), Some((2018, 2018)));
        check(reporting, day(2018, 3, 31), Some(day(2018, 4, 3)), Some(2019), None);
        check(YearType::Calendar, day(2017, 12, 1), None, Some(2018), Some((2017, 2017)));
        check(YearType::Month, day(2016, 2, 29), Some(day(2016, 3, 1)), None, Some((24193, 24193)));
    }
}
