//! Which stretches of time figures are given for, and how each is named.

use super::Day;
use serde::{Deserialize, Serialize};

/// The month in which the years of the Department for Education's statistics on looked-after children begin.
const FIRST_MONTH: i32 = 4;

/// Which years, quarters or months figures are given for. A year is named by the calendar year in which it ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum YearType {
    /// 1 April to 31 March, an episode in the year in which it starts; 2015 is the year ending 31 March 2015.
    #[default]
    Reporting,
    /// The same years, an episode in every year in which it is open for a day or more, carried over from before or not: so the
    /// Department for Education counts, one year's return after the other.
    ReportingCarriedOver,
    /// 1 January to 31 December.
    Calendar,
    /// The quarters of a financial year, the first from April to June.
    Quarter,
    /// The months of a calendar year.
    Month,
}

impl YearType {
    /// All, in the order in which they are offered.
    pub const ALL: [YearType; 5] = [
        YearType::Reporting,
        YearType::ReportingCarriedOver,
        YearType::Calendar,
        YearType::Quarter,
        YearType::Month,
    ];

    /// The year, quarter or month that a day lies in, as a number that is one more for the next.
    pub fn number(self, day: Day) -> i32 {
        let (year, month, _) = day.ymd();
        let month = i32::from(month);
        match self {
            YearType::Calendar => year,
            YearType::Reporting | YearType::ReportingCarriedOver => year + i32::from(month >= FIRST_MONTH),
            YearType::Quarter => (year * 12 + month - FIRST_MONTH).div_euclid(3),
            YearType::Month => year * 12 + month - 1,
        }
    }

    /// The last day of a numbered year, quarter or month; one too far away for a date ends with the last day there is.
    pub fn last_day(self, number: i32) -> Day {
        let first_of =
            |year, month| Day::from_ymd(year, month as u8, 1).map_or(Day(i32::MAX), |day| Day(day.0 - 1));
        match self {
            YearType::Calendar => first_of(number + 1, 1),
            YearType::Reporting | YearType::ReportingCarriedOver => first_of(number, FIRST_MONTH),
            YearType::Quarter => {
                let month = (number + 1) * 3 + FIRST_MONTH - 1;
                first_of(month.div_euclid(12), month.rem_euclid(12) + 1)
            }
            YearType::Month => first_of((number + 1).div_euclid(12), (number + 1).rem_euclid(12) + 1),
        }
    }

    /// The name of a numbered year, quarter or month: `2015`, `2014-15 Q1` or `2014-04`, which stand in their order when sorted.
    pub fn label(self, number: i32) -> String {
        match self {
            YearType::Calendar | YearType::Reporting | YearType::ReportingCarriedOver => number.to_string(),
            YearType::Quarter => {
                let (year, quarter) = (number.div_euclid(4), number.rem_euclid(4) + 1);
                format!("{year}-{:02} Q{quarter}", (year + 1).rem_euclid(100))
            }
            YearType::Month => format!("{}-{:02}", number.div_euclid(12), number.rem_euclid(12) + 1),
        }
    }

    /// The number of a year, quarter or month by its name.
    pub fn named(self, label: &str) -> Option<i32> {
        // Names begin with a calendar year that they begin or end in, but for the last quarter, which comes straight after.
        let year = label.get(..4)?.parse().ok()?;
        let number = |month, day| Day::from_ymd(year, month, day).map(|day| self.number(day));
        let (first, last) = (number(1, 1)?, number(12, 31)?);
        (first..=last + 1).find(|number| self.label(*number) == label)
    }

    /// What it is called where it is chosen.
    pub fn title(self) -> &'static str {
        match self {
            YearType::Reporting => "Years ending 31 March, by start",
            YearType::ReportingCarriedOver => "Years ending 31 March, with episodes carried over",
            YearType::Calendar => "Calendar years, by start",
            YearType::Quarter => "Financial quarters, by start",
            YearType::Month => "Months, by start",
        }
    }

    /// Several of them, in the middle of a sentence.
    pub fn plural(self) -> &'static str {
        match self {
            YearType::Reporting => "years ending 31 March",
            YearType::ReportingCarriedOver => "years ending 31 March, episodes carried over included",
            YearType::Calendar => "calendar years",
            YearType::Quarter => "financial quarters",
            YearType::Month => "months",
        }
    }

    /// One of them, in the middle of a sentence.
    pub fn noun(self) -> &'static str {
        match self {
            YearType::Reporting | YearType::ReportingCarriedOver | YearType::Calendar => "year",
            YearType::Quarter => "quarter",
            YearType::Month => "month",
        }
    }

    /// What one that is named so is called in a sentence: `2025-03` is March 2025.
    pub fn in_words(self, label: &str) -> String {
        let number = (self == YearType::Month).then(|| self.named(label)).flatten();
        number.map_or_else(
            || label.to_owned(),
            |number| {
                format!("{} {}", super::MONTH_NAMES[number.rem_euclid(12) as usize], number.div_euclid(12))
            },
        )
    }

    /// What stands above them in a table.
    pub fn heading(self) -> &'static str {
        match self {
            YearType::Reporting | YearType::ReportingCarriedOver | YearType::Calendar => "Year",
            YearType::Quarter => "Quarter",
            YearType::Month => "Month",
        }
    }

    /// The whole years that these are or lie in: calendar years, or years ending 31 March.
    #[must_use]
    pub fn whole(self) -> YearType {
        if self == YearType::Calendar { YearType::Calendar } else { YearType::Reporting }
    }

    /// How many of them are in a year.
    pub fn in_a_year(self) -> usize {
        match self {
            YearType::Reporting | YearType::ReportingCarriedOver | YearType::Calendar => 1,
            YearType::Quarter => 4,
            YearType::Month => 12,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_lies_in_the_period_that_ends_next() {
        let first = Day::from_ymd(2015, 1, 1).unwrap().0;
        for year_type in YearType::ALL {
            for day in (first..first + 3000).map(Day) {
                let number = year_type.number(day);
                assert!(day <= year_type.last_day(number), "{year_type:?} {day:?}");
                assert_eq!(year_type.named(&year_type.label(number)), Some(number));
                assert!(day > year_type.last_day(number - 1), "{year_type:?} {day:?}");
            }
        }
    }

    #[test]
    fn periods_are_named_as_the_field_names_them() {
        let label =
            |year_type: YearType, y, m, d| year_type.label(year_type.number(Day::from_ymd(y, m, d).unwrap()));
        assert_eq!(label(YearType::Reporting, 2015, 3, 31), "2015");
        assert_eq!(label(YearType::Reporting, 2015, 4, 1), "2016");
        assert_eq!(label(YearType::Calendar, 2015, 4, 1), "2015");
        assert_eq!(label(YearType::Quarter, 2015, 4, 1), "2015-16 Q1");
        assert_eq!(label(YearType::Quarter, 2016, 3, 31), "2015-16 Q4");
        assert_eq!(YearType::Month.in_words("2025-03"), "March 2025");
        assert_eq!(YearType::Month.in_words("Not recorded"), "Not recorded");
        assert_eq!(YearType::Quarter.in_words("2015-16 Q4"), "2015-16 Q4");
        assert_eq!(label(YearType::Quarter, 1999, 6, 30), "1999-00 Q1");
        assert_eq!(label(YearType::Month, 2016, 2, 29), "2016-02");
        assert_eq!(YearType::Month.named("2016-02"), Some(24193));
        assert_eq!(YearType::Quarter.named("2016"), None);
    }
}
