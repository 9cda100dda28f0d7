//! What a file's name says about the authority and the collection year of an SSDA903 file.

use crate::period::{Day, YearType};
use crate::reference::{LocalAuthority, find_authority, normalise};

/// The collection years that a bare number in a file name can mean.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2099;

/// The authority that the name contains, the longest match first: "barking_and_dagenham_missing.csv".
pub(super) fn authority(name: &str) -> Option<&'static LocalAuthority> {
    let words = normalise(stem(name));
    let words: Vec<&str> =
        words.split(' ').filter(|word| !word.bytes().any(|byte| byte.is_ascii_digit())).collect();
    (1..=words.len())
        .rev()
        .flat_map(|n_words| words.windows(n_words))
        .map(|window| window.join(" "))
        // A shorter one is an abbreviation at best.
        .filter(|text| text.len() > 3)
        .find_map(|text| find_authority(&text))
}

/// The year in which the collection year ends, from `2017-18`, `201819`, `2019_20`, `1920`, `21-22`, `2022` or a date
/// such as `14032021`, the patterns in which regional teams name these files.
pub(super) fn collection_year(name: &str) -> Option<i32> {
    let name = stem(name);
    let runs: Vec<&str> = name.split(|c: char| !c.is_ascii_digit()).collect();
    let pairs = runs.windows(2).filter_map(|pair| match (pair[0].len(), pair[1].len()) {
        (2 | 4, 2) => consecutive(&pair[0][pair[0].len() - 2..], pair[1]),
        _ => None,
    });
    let singles = runs.iter().filter_map(|run| match run.len() {
        8 => date(run),
        6 => consecutive(&run[2..4], &run[4..]),
        4 => {
            consecutive(&run[..2], &run[2..]).or_else(|| run.parse().ok().filter(|year| YEARS.contains(year)))
        }
        _ => None,
    });
    pairs.chain(singles).next()
}

/// The name without its last extension.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The later of two two-digit years, if they follow each other.
fn consecutive(first: &str, second: &str) -> Option<i32> {
    let (first, second): (i32, i32) = (first.parse().ok()?, second.parse().ok()?);
    (second == first + 1).then_some(2000 + second)
}

/// The collection year that a `ddmmyyyy` or `yyyymmdd` date lies in.
fn date(run: &str) -> Option<i32> {
    let part = |range: std::ops::Range<usize>| run[range].parse::<i32>().ok();
    let day = |year, month, day| Day::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let found =
        day(part(4..8)?, part(2..4)?, part(0..2)?).or_else(|| day(part(0..4)?, part(4..6)?, part(6..8)?))?;
    Some(found.year(YearType::Reporting))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_collection_year_is_taken_from_the_patterns_in_use() {
        let check = |name, expected| assert_eq!(collection_year(name), expected, "{name}");
        check("missing_2022.csv", Some(2022));
        check("Missing 2017-18.csv", Some(2018));
        check("missing201819.csv", Some(2019));
        check("missing_2019_20.csv", Some(2020));
        check("missing 1920.csv", Some(2020));
        check("21-22 missing.csv", Some(2022));
        check("SSDA903_2021_missing_14032021.csv", Some(2021));
        check("903_missing.csv", None);
        check("missing.csv", None);
        check("missing 2017-19.csv", Some(2017));
    }

    #[test]
    fn the_authority_is_taken_from_its_full_name_only() {
        let check = |name, expected: Option<&str>| {
            assert_eq!(authority(name).map(|found| found.name), expected, "{name}");
        };
        check("Barking_and_Dagenham-missing-2018.csv", Some("Barking and Dagenham"));
        check("missing 2020 Southend-on-Sea.csv", Some("Southend-on-Sea"));
        check("903_missing.csv", None);
        check("BAR_missing.csv", None);
    }
}
