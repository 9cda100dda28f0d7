//! The bands that ages, lengths and numbers of episodes are put into.

/// The Department for Education's age bands, by the first year of age of each (children looked after in England, age of children
/// missing from placement; under 1 has no band of its own there).
pub(super) const AGE_BANDS: [(u8, &str); 5] =
    [(0, "Under 1"), (1, "1 to 4"), (5, "5 to 9"), (10, "10 to 15"), (16, "16 and over")];

/// Lengths by the fewest whole days of each. Two days and thirty are where the Department for Education's text draws lines; a day
/// between dates is a band of its own, since it says least of the hours.
pub(super) const DURATION_BANDS: [(i32, &str); 6] = [
    (0, "Same day"),
    (1, "Ended the next day"),
    (2, "2 days"),
    (3, "3 to 7 days"),
    (8, "8 to 30 days"),
    (31, "More than 30 days"),
];

/// How often a child was missing in a year, by the fewest episodes of each: once, and as often as the measures of children with several ask for.
pub(super) const REPEATS_BANDS: [(u8, &str); 5] = [
    (1, "1 episode"),
    (2, "2 episodes"),
    (3, "3 to 4 episodes"),
    (5, "5 to 9 episodes"),
    (10, "10 episodes or more"),
];

/// The category of episodes without a child's reference.
pub(super) const NO_CHILD: &str = "Child not known";

/// The category of episodes without an end.
pub(super) const NO_END: &str = "No end recorded";

/// The days of the week.
pub(super) const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Days from a Monday to 1 January 1970, a Thursday.
pub(super) const DAYS_FROM_MONDAY: i32 = 3;

/// The band that a number lies in, by the least number of each.
pub(super) fn band<N: PartialOrd + Copy>(bands: &[(N, &str)], number: N) -> u32 {
    bands.partition_point(|(least, _)| *least <= number).saturating_sub(1) as u32
}

/// The categories of how often a child was missing in a year.
pub(super) fn repeats() -> Vec<String> {
    REPEATS_BANDS.iter().map(|(_, name)| *name).chain([NO_CHILD]).map(str::to_owned).collect()
}
