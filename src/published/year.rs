//! The years of published figures: text in, a twelve-month period out. What is not a whole year (a quarter, a month, a part
//! of a year) is no period here.

use crate::period::MONTHS;
use crate::reference::normalise;
use serde::Serialize;

/// The years in which published figures are taken at their word; anything else is a number that is no year.
const PLAUSIBLE_YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// The longest heading that is looked at for a year, in bytes.
const MAX_BYTES: usize = 60;

/// Which twelve months a published year is. The first five are the annual time identifiers of explore education statistics
/// (Department for Education, open data standards).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum YearKind {
    /// Ending on 31 March, as looked-after children are reported.
    Reporting,
    /// January to December.
    Calendar,
    /// April to March, written as two years.
    Financial,
    /// September to August.
    Academic,
    /// 6 April to 5 April.
    Tax,
    /// A bare year: the file does not say which twelve months.
    AsWritten,
}

/// The twelve months that a figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A year.
    Year {
        /// Which twelve months.
        kind: YearKind,
        /// The calendar year in which it ends.
        ending: i32,
    },
    /// The twelve months before the file was made, on a day that it does not name.
    LastTwelveMonths,
}

impl Period {
    /// The calendar year in which it ends, if that is known.
    pub fn ending(self) -> Option<i32> {
        match self {
            Period::Year { ending, .. } => Some(ending),
            Period::LastTwelveMonths => None,
        }
    }

    /// Its name at the head of a column.
    pub fn label(self) -> String {
        match self {
            Period::Year { kind: YearKind::Financial | YearKind::Academic | YearKind::Tax, ending } => {
                format!("{}-{:02}", ending - 1, ending.rem_euclid(100))
            }
            Period::Year { ending, .. } => ending.to_string(),
            Period::LastTwelveMonths => "last 12 months".to_owned(),
        }
    }

    /// Which twelve months, in words.
    pub fn kind_label(self) -> &'static str {
        match self {
            Period::Year { kind: YearKind::Reporting, .. } => "years ending 31 March",
            Period::Year { kind: YearKind::Calendar, .. } => "calendar years",
            Period::Year { kind: YearKind::Financial, .. } => "financial years, April to March",
            Period::Year { kind: YearKind::Academic, .. } => "academic years",
            Period::Year { kind: YearKind::Tax, .. } => "tax years",
            Period::Year { kind: YearKind::AsWritten, .. } => {
                "years as written, without saying which twelve months"
            }
            Period::LastTwelveMonths => "the twelve months before the file was made",
        }
    }
}

/// Reads `time_period` with `time_identifier`: four digits, or six for years that are written as two, such as 202425.
pub(super) fn of_ees(time_period: &str, time_identifier: &str) -> Option<Period> {
    let kind = match normalise(time_identifier).as_str() {
        "reporting year" => YearKind::Reporting,
        "calendar year" => YearKind::Calendar,
        "financial year" => YearKind::Financial,
        "academic year" => YearKind::Academic,
        "tax year" => YearKind::Tax,
        _ => return None,
    };
    let digits: String = time_period.chars().filter(|c| !matches!(c, '/' | '-')).collect();
    let digits = digits.strip_suffix(".0").unwrap_or(&digits);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let is_single = matches!(kind, YearKind::Reporting | YearKind::Calendar);
    let ending = match digits.len() {
        4 if is_single => plausible(digits)?,
        6 if kind != YearKind::Calendar => {
            let (from, to) = digits.split_at(4);
            following(plausible(from)?, to)?
        }
        _ => return None,
    };
    Some(Period::Year { kind, ending })
}

/// Reads a column's heading that names a whole year: `2021`, `2021.0`, `2021/22`, `2021-2022`, `FY21/22`, `Year ending March
/// 2022`, `April 2021 to March 2022`, `2022 Calendar`, `Academic year 2021/22`.
pub(super) fn of_heading(text: &str) -> Option<Period> {
    let text = text.trim();
    if text.len() > MAX_BYTES || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let text = text.strip_suffix(".0").unwrap_or(text);
    if is_bare(text) {
        // Most cells are such numbers, so that this way has to be short.
        let ending = plausible(text).filter(|_| text.len() == 4)?;
        return Some(Period::Year { kind: YearKind::AsWritten, ending });
    }
    let words = normalise(without_mark(text));
    let mut heading = Heading::default();
    for word in words.split(' ') {
        heading.take(word)?;
    }
    heading.period()
}

/// Whether a heading is a mere number, which could be a figure as well as a year.
pub(super) fn is_bare(text: &str) -> bool {
    let text = text.trim();
    text.strip_suffix(".0").unwrap_or(text).bytes().all(|byte| byte.is_ascii_digit())
}

/// A heading without a pointer to a footnote, or a remark that the figures are provisional or revised.
fn without_mark(text: &str) -> &str {
    if let Some((body, _)) = text.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')) {
        return body.trim_end();
    }
    match text.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        Some((body, mark)) if mark.len() == 1 || matches!(mark, "provisional" | "revised") => body.trim_end(),
        _ => text,
    }
}

/// The words of a heading, sorted.
#[derive(Default)]
struct Heading {
    years: Vec<i32>,
    /// A first year of two digits, waiting for its second.
    short: Option<i32>,
    months: Vec<usize>,
    has_days: bool,
    kind: Option<YearKind>,
    says_end: bool,
}

impl Heading {
    /// Puts a word where it belongs; none if the heading is of something else than a year.
    fn take(&mut self, word: &str) -> Option<()> {
        let word = match word.strip_prefix("fy").or_else(|| word.strip_prefix("cy")) {
            Some(rest) => {
                let is_financial = word.starts_with('f');
                self.kind = Some(if is_financial { YearKind::Financial } else { YearKind::Calendar });
                rest
            }
            None => word,
        };
        match word {
            "" | "year" | "years" | "in" | "from" | "between" | "for" => {}
            "ending" | "ended" | "end" | "to" | "and" | "ye" => self.says_end = true,
            // Twelve of them, not the year 2012.
            "months" if self.short == Some(2012) => self.short = None,
            "financial" => self.kind = Some(YearKind::Financial),
            "calendar" => self.kind = Some(YearKind::Calendar),
            "academic" => self.kind = Some(YearKind::Academic),
            "tax" => self.kind = Some(YearKind::Tax),
            "reporting" => self.kind = Some(YearKind::Reporting),
            _ if word.bytes().all(|byte| byte.is_ascii_digit()) => self.take_number(word)?,
            "1st" | "31st" => self.has_days = true,
            _ => {
                let is_month = |month: &str| month == word || (word.len() == 3 && month.starts_with(word));
                self.months.push(MONTHS.iter().position(|month| is_month(month))?);
            }
        }
        Some(())
    }

    fn take_number(&mut self, digits: &str) -> Option<()> {
        match (digits.len(), self.years.last(), self.short) {
            (4, _, None) => self.years.push(plausible(digits)?),
            (2, Some(first), None) if self.years.len() == 1 && self.months.is_empty() => {
                self.years.push(following(*first, digits)?);
            }
            (2, None, Some(first)) => {
                self.years.extend([first, following(first, digits)?]);
                self.short = None;
            }
            _ if matches!(digits, "1" | "01" | "31") => self.has_days = true,
            (2, None, None) if self.months.is_empty() => {
                self.short = Some(2000 + digits.parse::<i32>().ok()?);
            }
            _ => return None,
        }
        Some(())
    }

    fn period(self) -> Option<Period> {
        const MARCH: usize = 2;
        const APRIL: usize = 3;
        const DECEMBER: usize = 11;
        if self.short.is_some() || (self.has_days && self.months.is_empty()) {
            return None;
        }
        let (kind, ending) = match (self.months.as_slice(), self.years.as_slice()) {
            ([], [year]) => match self.kind {
                // Nobody can tell whether "FY2022" begins or ends in 2022.
                Some(YearKind::Financial | YearKind::Academic | YearKind::Tax) => return None,
                Some(kind) => (kind, *year),
                None if self.says_end => return None,
                None => (YearKind::AsWritten, *year),
            },
            ([], [first, second]) if first + 1 == *second => match self.kind {
                Some(YearKind::Calendar) => return None,
                kind => (kind.unwrap_or(YearKind::Financial), *second),
            },
            ([MARCH], [year]) if self.says_end => (YearKind::Reporting, *year),
            ([DECEMBER], [year]) if self.says_end => (YearKind::Calendar, *year),
            ([APRIL, MARCH], [first, second]) if first + 1 == *second => (YearKind::Reporting, *second),
            ([0, DECEMBER], [year]) => (YearKind::Calendar, *year),
            ([0, DECEMBER], [first, second]) if first == second => (YearKind::Calendar, *first),
            _ => return None,
        };
        Some(Period::Year { kind, ending })
    }
}

/// A year of four digits.
fn plausible(digits: &str) -> Option<i32> {
    digits.parse().ok().filter(|year| PLAUSIBLE_YEARS.contains(year))
}

/// The year after `first`, if that is what two digits say.
fn following(first: i32, digits: &str) -> Option<i32> {
    let last: i32 = digits.parse().ok()?;
    (digits.len() == 2 && (first + 1).rem_euclid(100) == last).then_some(first + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use YearKind::{Academic, AsWritten, Calendar, Financial, Reporting, Tax};

    #[test]
    fn a_heading_is_a_whole_year_or_none() {
        let check = |text: &str, expected: Option<(YearKind, i32)>| {
            let expected = expected.map(|(kind, ending)| Period::Year { kind, ending });
            assert_eq!(of_heading(text), expected, "{text:?}");
        };
        check("2021", Some((AsWritten, 2021)));
        check("2021.0", Some((AsWritten, 2021)));
        for text in
            ["2021/22", "2021-22", "2021–22", "2021/2022", "2021 - 2022", "FY21/22", "FY 2021/22", "21/22"]
        {
            check(text, Some((Financial, 2022)));
        }
        check("Financial year 2021/22*", Some((Financial, 2022)));
        check("2021/22 [note 1]", Some((Financial, 2022)));
        check("2021/22 (provisional)", Some((Financial, 2022)));
        check("1999/00", Some((Financial, 2000)));
        check("12/13", Some((Financial, 2013)));
        check("2021/22 academic year", Some((Academic, 2022)));
        check("Tax year 2021/22", Some((Tax, 2022)));
        check("Year ending March 2022", Some((Reporting, 2022)));
        check("Year ending 31 March 2022", Some((Reporting, 2022)));
        check("12 months to Mar 2022", Some((Reporting, 2022)));
        check("April 2021 - March 2022", Some((Reporting, 2022)));
        check("1 April 2021 to 31 March 2022", Some((Reporting, 2022)));
        check("1st April 2021 to 31st March 2022", Some((Reporting, 2022)));
        check("2022 Calendar", Some((Calendar, 2022)));
        check("CY2022", Some((Calendar, 2022)));
        check("Jan-Dec 2022", Some((Calendar, 2022)));
        check("Year ending December 2022", Some((Calendar, 2022)));
        for text in [
            "2021/23",
            "2021/22 Q1",
            "Q1 2021",
            "March 2022",
            "2024 (to June)",
            "FY2022",
            "Year to 2022",
            "Total",
            "0022",
            "3000",
            "12",
            "12/13/14",
            "Apr-Jun 2021",
            "2021 22 23",
            "1/4/2021",
            "April 2021 to March 2023",
            "",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn time_period_and_identifier_must_fit_each_other() {
        let check = |period, identifier, expected: Option<(YearKind, i32)>| {
            let expected = expected.map(|(kind, ending)| Period::Year { kind, ending });
            assert_eq!(of_ees(period, identifier), expected, "{period} {identifier}");
        };
        check("2025", "Reporting year", Some((Reporting, 2025)));
        check("2025", "Calendar year", Some((Calendar, 2025)));
        check("202425", "Financial year", Some((Financial, 2025)));
        check("2024/25", "Academic year", Some((Academic, 2025)));
        check("202425", "Tax year", Some((Tax, 2025)));
        check("2025", "Financial year", None);
        check("202426", "Financial year", None);
        check("202425", "Calendar year", None);
        check("2025", "Week 1", None);
        check("2025", "", None);
        check("NaN", "Reporting year", None);
    }

    #[test]
    fn a_year_written_as_two_is_shown_as_two() {
        let label = |kind| Period::Year { kind, ending: 2000 }.label();
        assert_eq!(label(Financial), "1999-00");
        assert_eq!(label(Reporting), "2000");
    }
}
