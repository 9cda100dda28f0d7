//! What a file's name says about the authority and the collection year of an SSDA903 file.

use crate::period::Day;
use crate::reference::{LocalAuthority, find_authority, normalise};

/// The collection years that a bare number in a file name can mean.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2099;

/// The authority that the name contains: "barking_and_dagenham_missing.csv". None if it contains several.
pub(super) fn authority(name: &str) -> Option<&'static LocalAuthority> {
    let words = normalise(stem(name));
    let words: Vec<&str> =
        words.split(' ').filter(|word| !word.bytes().any(|byte| byte.is_ascii_digit())).collect();
    // The longest match first: "Bath and North East Somerset" has another authority's name in it.
    for n_words in (1..=words.len()).rev() {
        let texts = words.windows(n_words).map(|window| window.join(" "));
        // A shorter one is an abbreviation at best.
        let found: Vec<_> =
            texts.filter(|text| text.len() > 3).filter_map(|text| find_authority(&text)).collect();
        if let [first, rest @ ..] = found.as_slice() {
            return rest.iter().all(|other| other.name == first.name).then_some(*first);
        }
    }
    None
}

/// The year in which the collection year ends, from `2017-18`, `201819`, `2019_20`, `1920`, `21-22`, `2022` or a date
/// such as `14032021`, the patterns in which regional teams name these files.
pub(super) fn collection_year(name: &str) -> Option<i32> {
    let name = stem(name);
    let runs: Vec<&str> = name.split(|c: char| !c.is_ascii_digit()).collect();
    // Runs of digits with one sign between them stand beside each other: 31-03-2021, 2021-03-31, 2017_2018, 2017-18.
    let triples = runs.windows(3).filter_map(|run| match (run[0].len(), run[1].len(), run[2].len()) {
        (2, 2, 4) | (4, 2, 2) => date(&run.concat()),
        _ => None,
    });
    let pairs = runs.windows(2).filter_map(|pair| match (pair[0].len(), pair[1].len()) {
        (2 | 4, 2) | (4, 4) => {
            let last_two = |run: &'_ str| run[run.len() - 2..].to_owned();
            consecutive(&last_two(pair[0]), &last_two(pair[1]))
        }
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
    triples.chain(pairs).chain(singles).next()
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
    Some(found.reporting_year())
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
        check("missing_2017_2018.csv", Some(2018));
        check("missing 01-02-2023.csv", Some(2023));
        check("missing_2018-06-07.csv", Some(2019));
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
        check("London missing.csv", None);
        check("City of London missing.csv", Some("City of London"));
        check("norfolk_suffolk_2019.csv", None);
        check("Bath and North East Somerset.csv", Some("Bath and North East Somerset"));
    }
}
