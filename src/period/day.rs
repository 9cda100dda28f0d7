//! A civil date as a number of days. Knows nothing of how dates are written.
//!
//! The arithmetic is that of Neri and Schneider, "Euclidean affine functions and their application to calendar algorithms"
//! (Software: Practice and Experience, 2023), which the Linux kernel uses too: years begin in March, so that the leap day is
//! their last, and every division is by a constant that a processor can multiply and shift for. A general library takes
//! about twice as long, on a path that every row of a file takes several times.

use super::YearType;

/// The years in which a date in an extract is taken at its word. Outside them it is a typing slip: a child in any
/// series that this project knows (the earliest is of 2001) was born after 1970, and 2100 catches a slipped digit.
const PLAUSIBLE_YEARS: std::ops::RangeInclusive<i32> = 1970..=2100;

/// Days from 1 March of the year 0, where the arithmetic begins to count, to 1 January 1970.
const DAYS_TO_EPOCH: i32 = 719_468;

/// 31 December 9999, where the arithmetic ends.
const LAST_DAY: i32 = 2_932_896;

/// Quarters of days in a century with the leap days spread evenly, which is the days in 400 years.
const QUARTERS_PER_CENTURY: u32 = 146_097;

/// 2^32 divided by 1461, the quarters of days in a year: in the product of quarters with it the upper half is whole years, the
/// lower half what is left of one.
const SCALE_OF_YEAR: u32 = 2_939_745;

/// About 2^16 divided by 30.6, the mean length of the months from March on: the upper half of a product is the month.
const SCALE_OF_MONTH: u32 = 2141;

/// What makes such products begin with month 3, and change months on the right days.
const OFFSET_OF_MONTH: u32 = 197_913;

/// Days from 1 March to 1 January.
const DAYS_TO_JANUARY: u32 = 306;

/// A civil date, as days since 1 January 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i32);

impl Day {
    /// The day of a calendar date, or none if there is no such date or its year is not plausible.
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Day> {
        if !PLAUSIBLE_YEARS.contains(&year) || !is_real(year, month, day) {
            return None;
        }
        let (year, month) = if month > 2 { (year as u32, month) } else { (year as u32 - 1, month + 12) };
        let century = year / 100;
        let days_before_year = 1461 * year / 4 - century + century / 4;
        let days_before_month = (979 * u32::from(month) - 2919) / 32;
        let days = days_before_year + days_before_month + u32::from(day) - 1;
        Some(Day(days as i32 - DAYS_TO_EPOCH))
    }

    /// The calendar date: year, month 1 to 12, day of the month. A day before 1 March of the year 0 or after 9999, which no
    /// extract comes near, is taken for the first or the last one between these.
    pub fn ymd(self) -> (i32, u8, u8) {
        let days = (self.0.clamp(-DAYS_TO_EPOCH, LAST_DAY) + DAYS_TO_EPOCH) as u32;
        let quarters = 4 * days + 3;
        let century = quarters / QUARTERS_PER_CENTURY;
        let scaled = u64::from((quarters % QUARTERS_PER_CENTURY) | 3) * u64::from(SCALE_OF_YEAR);
        let year = 100 * century + (scaled >> 32) as u32;
        let day_of_year = scaled as u32 / SCALE_OF_YEAR / 4;
        let scaled = SCALE_OF_MONTH * day_of_year + OFFSET_OF_MONTH;
        let (month, day) = (scaled >> 16, (scaled & 0xFFFF) / SCALE_OF_MONTH + 1);
        let is_next_year = day_of_year >= DAYS_TO_JANUARY;
        let month = if is_next_year { month - 12 } else { month };
        ((year + u32::from(is_next_year)) as i32, month as u8, day as u8)
    }

    /// The year ending 31 March that this day belongs to.
    pub fn reporting_year(self) -> i32 {
        YearType::Reporting.number(self)
    }

    /// Whole years of age on this day of somebody born on `birth`; none if not yet born.
    pub fn age_years(self, birth: Day) -> Option<u8> {
        if birth > self {
            return None;
        }
        let (birth_year, birth_month, birth_day) = birth.ymd();
        let (year, month, day) = self.ymd();
        let had_birthday = (month, day) >= (birth_month, birth_day);
        u8::try_from(year - birth_year - i32::from(!had_birthday)).ok()
    }
}

/// Whether the calendar has such a date.
pub(super) fn is_real(year: i32, month: u8, day: u8) -> bool {
    let is_within = (1..=12).contains(&month) && day >= 1;
    is_within && (day <= 28 || day <= last_day(year, month))
}

/// The last day of a month.
fn last_day(year: i32, month: u8) -> u8 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + u8::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::{Date, Month};

    #[test]
    fn every_date_agrees_with_a_calendar_library_and_comes_back() {
        let epoch = Date::from_calendar_date(1970, Month::January, 1).unwrap().to_julian_day();
        for year in 1968..=2102 {
            for month in 0..=13 {
                for day in 0..=32 {
                    let date = Month::try_from(month)
                        .ok()
                        .and_then(|month| Date::from_calendar_date(year, month, day).ok())
                        .filter(|date| (1970..=2100).contains(&date.year()));
                    let expected = date.map(|date| Day(date.to_julian_day() - epoch));
                    let found = Day::from_ymd(year, month, day);
                    assert_eq!(found, expected, "{year}-{month}-{day}");
                    if let Some(found) = found {
                        assert_eq!(found.ymd(), (year, month, day));
                    }
                }
            }
        }
    }

    #[test]
    fn day_numbers_outside_the_plausible_years_have_dates_too() {
        let epoch = Date::from_calendar_date(1970, Month::January, 1).unwrap().to_julian_day();
        for days in (-DAYS_TO_EPOCH..=LAST_DAY).step_by(31) {
            let date = Date::from_julian_day(days + epoch).unwrap();
            assert_eq!(Day(days).ymd(), (date.year(), date.month() as u8, date.day()), "{days}");
        }
        assert_eq!(Day(i32::MIN).ymd(), (0, 3, 1));
        assert_eq!(Day(i32::MAX).ymd(), (9999, 12, 31));
    }

    #[test]
    fn a_birthday_on_29_february_comes_on_1_march_in_other_years() {
        let day = |y, m, d| Day::from_ymd(y, m, d).expect("a real date");
        let birth = day(2004, 2, 29);
        assert_eq!(day(2018, 2, 28).age_years(birth), Some(13));
        assert_eq!(day(2018, 3, 1).age_years(birth), Some(14));
        assert_eq!(day(2003, 1, 1).age_years(birth), None);
    }
}
