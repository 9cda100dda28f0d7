//! Years and places that the files seem to cover badly: years with far fewer episodes than those beside them, years that hardly
//! any episode starts in, and places without a row in a year.
//!
//! All thresholds here are ours: nothing official says how many episodes a year should have.

use crate::diagnostic::{Diagnostic, Location, Severity, Tally};
use crate::episodes::{Episodes, Member};
use crate::ingest::{PLACE_NOT_KNOWN, Stretch, column};
use crate::period::Day;
use crate::recipe::{Duplicates, Source};
use crate::reference::{local_authorities, police_forces};
use std::collections::BTreeSet;

/// A year with fewer episodes than one of so many of the usual number holds typing slips rather than episodes: an extract that
/// reaches a few days into a year has more.
const SLIPS_PER_USUAL: u64 = 100;

/// A year with fewer than half as many episodes as those beside it: no change that is known, not even that of 2020/21, was nearly
/// so great, but half a year's extract makes one.
const PARTS_OF_USUAL: u64 = 2;

/// Below this number, chance and a few children alone can halve a year.
const MIN_USUAL_EPISODES: u64 = 100;

/// How many years on either side of a year say what is usual.
const YEARS_BESIDE: usize = 2;

/// How many years or places are named in one sentence.
const MAX_NAMED: usize = 10;

/// Looks at the years that all files of a source cover together.
pub(super) fn check(episodes: &Episodes) -> Vec<Diagnostic> {
    let Some(years) = Years::of(episodes) else { return Vec::new() };
    let mut found: Vec<Diagnostic> =
        episodes.members.iter().filter_map(|member| years.slips(episodes.source, member)).collect();
    found.extend(years.few());
    found.extend(years.places(episodes));
    found
}

/// Which years the files seem to cover badly.
#[derive(Clone, Debug, Default)]
pub(crate) struct Coverage {
    /// For each year ending 31 March, the places without a row in it that have rows in others, by their names in order; years without such are
    /// left out. A place that has rows in a few years only, as the smallest have, lacks none.
    pub(crate) lacking: Vec<(i32, Vec<&'static str>)>,
    /// The years ending 31 March that hold typing slips, to all appearance, or far fewer episodes than those beside them.
    pub(crate) doubtful: BTreeSet<i32>,
}

impl Coverage {
    /// That of all files of a source.
    pub(in crate::episodes) fn of(episodes: &Episodes) -> Coverage {
        let Some(years) = Years::of(episodes) else { return Coverage::default() };
        let are_few = are_few(&years.counts, &years.are_slips);
        let doubtful = years.are_slips.iter().zip(are_few).map(|(is_slip, is_few)| *is_slip || is_few);
        let doubtful = (years.first..).zip(doubtful).filter(|(_, is_doubtful)| *is_doubtful);
        Coverage { lacking: years.lacking(episodes), doubtful: doubtful.map(|(year, _)| year).collect() }
    }
}

/// The years ending 31 March in which an episode starts of which the authority, or the force, is not known.
pub(crate) fn unplaced(episodes: &Episodes) -> BTreeSet<i32> {
    let mut days = BTreeSet::new();
    for stretch in episodes.members.iter().flat_map(|member| member.table.stretches()) {
        let places = stretch.words(episodes.children.place_column);
        let starts = stretch.days(column::START).iter().enumerate();
        let unknown = starts.filter(|(at, _)| places.is_none_or(|places| places[*at] == PLACE_NOT_KNOWN));
        days.extend(unknown.map(|(_, day)| *day));
    }
    days.into_iter().map(|day| Day(day).reporting_year()).collect()
}

/// The years ending 31 March from the first to the last in which an episode starts.
struct Years {
    first: i32,
    /// How many episodes start in each.
    counts: Vec<u64>,
    /// Which of them hold typing slips, to all appearance.
    are_slips: Vec<bool>,
    /// The first day on which an episode starts, and for each day from it on the place of its year.
    days: (i32, Vec<u16>),
}

impl Years {
    fn of(episodes: &Episodes) -> Option<Years> {
        let (first_day, last_day) = episodes.days()?;
        let year = |day: i32| Day(day).reporting_year();
        let first = year(first_day.0);
        let days: Vec<u16> = (first_day.0..=last_day.0)
            .map(|day| u16::try_from(year(day) - first).unwrap_or(u16::MAX))
            .collect();
        let n_years = usize::try_from(year(last_day.0) - first).ok()? + 1;
        let mut years =
            Years { first, counts: vec![0; n_years], are_slips: Vec::new(), days: (first_day.0, days) };
        for part in episodes.parts(Duplicates::Counted) {
            let mut skipped = part.skipped.iter().copied().peekable();
            for (at, start) in part.stretch.days(column::START).iter().enumerate() {
                if skipped.next_if_eq(&at).is_none()
                    && let Some(at) = years.place_of_day(*start)
                {
                    years.counts[at] += 1;
                }
            }
        }
        years.are_slips = are_slips(&years.counts);
        Some(years)
    }

    /// The place of the year that a day lies in.
    fn place_of_day(&self, day: i32) -> Option<usize> {
        let at = usize::try_from(day.checked_sub(self.days.0)?).ok()?;
        self.days.1.get(at).map(|year| usize::from(*year))
    }

    /// For each row, the place of its collection year; where it has none, that of the year in which it starts, unless the year holds
    /// typing slips.
    fn places_of_rows<'a>(&'a self, stretch: Stretch<'a>) -> impl Iterator<Item = Option<usize>> + 'a {
        let years = stretch.collection_years();
        stretch.days(column::START).iter().enumerate().map(move |(at, start)| {
            match years.map(|years| years[at]).filter(|year| *year > 0) {
                Some(year) => {
                    let at = usize::try_from(i32::from(year) - self.first).ok();
                    at.filter(|at| *at < self.counts.len())
                }
                None => self.place_of_day(*start).filter(|at| !self.are_slips[*at]),
            }
        })
    }

    /// Says which rows of a file start in years that hold typing slips. Rows with a collection year are judged by that.
    fn slips(&self, source: Source, member: &Member) -> Option<Diagnostic> {
        if !self.are_slips.contains(&true) {
            return None;
        }
        let mut rows = Tally::default();
        let mut years = vec![false; self.counts.len()];
        let mut row = 0;
        for stretch in member.table.stretches() {
            let collection_years = stretch.collection_years();
            for (at, start) in stretch.days(column::START).iter().enumerate() {
                let has_year = collection_years.is_some_and(|years| years[at] > 0);
                if let Some(year) =
                    self.place_of_day(*start).filter(|year| !has_year && self.are_slips[*year])
                {
                    rows.add(row);
                    years[year] = true;
                }
                row += 1;
            }
        }
        let years = self.named(&years);
        let finding = super::Finding::warning(
            "episodes-slip-in-year",
            None,
            "",
            "Look for slips in the year of the start date; leave it if the files only touch that year.",
        );
        let mut found = finding.in_rows(source, member, &rows)?;
        found.message = format!(
            "Hardly any episodes of the files, fewer than 1 in {SLIPS_PER_USUAL} of the usual number, start in {years}; they are \
             counted there."
        );
        Some(found)
    }

    /// Says which years have far fewer episodes than those beside them.
    fn few(&self) -> Option<Diagnostic> {
        let are_few = are_few(&self.counts, &self.are_slips);
        are_few.contains(&true).then(|| {
            let message = format!(
                "Fewer than half as many episodes start in {} as is usual in the years beside; what looks like a fall there may lie \
                 in the files.",
                self.named(&are_few)
            );
            let hint = "Check whether the files cover the whole year, and whether one is missing.";
            of_all_files(Severity::Warning, "episodes-few-in-year", message, hint)
        })
    }

    /// Some of the years, by name.
    fn named(&self, are_named: &[bool]) -> String {
        let years = (self.first..).zip(are_named).filter(|(_, is_named)| **is_named);
        let years: Vec<String> = years.map(|(year, _)| year.to_string()).collect();
        let noun = if years.len() == 1 { "year" } else { "years" };
        format!("the {noun} ending 31 March {}", named(years.into_iter()))
    }

    /// Says which places have no row in a year that others have rows in.
    fn places(&self, episodes: &Episodes) -> Vec<Diagnostic> {
        let noun = match episodes.source {
            Source::LocalAuthority => "local authorities",
            Source::Police => "police forces",
        };
        let said = self.lacking(episodes).into_iter().map(|(year, names)| {
            let message = format!(
                "The files have no row of the year ending 31 March {year} for {noun} that other years have: {}.",
                named(names.into_iter().map(str::to_owned))
            );
            let hint = "Add their files if there are any; without them the year cannot be compared with the others.";
            of_all_files(Severity::Note, "episodes-place-without-rows", message, hint)
        });
        said.collect()
    }

    /// For each year, the places without a row in it that have rows in others, by their names in order; years without such are left out.
    fn lacking(&self, episodes: &Episodes) -> Vec<(i32, Vec<&'static str>)> {
        let source = episodes.source;
        let n_places = match source {
            Source::LocalAuthority => local_authorities().len(),
            Source::Police => police_forces().len(),
        };
        let n_years = self.counts.len();
        let mut has_rows = vec![false; n_places * n_years];
        let mut is_covered = vec![false; n_years];
        for stretch in episodes.members.iter().flat_map(|member| member.table.stretches()) {
            let places = stretch.words(episodes.children.place_column);
            for (at, year) in self.places_of_rows(stretch).enumerate() {
                let Some(year) = year else { continue };
                is_covered[year] = true;
                let place = places.map_or(PLACE_NOT_KNOWN, |places| places[at]);
                if usize::from(place) < n_places {
                    has_rows[usize::from(place) * n_years + year] = true;
                }
            }
        }
        let covered: Vec<usize> = (0..n_years).filter(|year| is_covered[*year]).collect();
        let mut lacking = vec![Vec::new(); n_years];
        for place in 0..n_places {
            let has_rows: Vec<bool> = covered.iter().map(|year| has_rows[place * n_years + year]).collect();
            for at in lacks(&has_rows) {
                let year = self.first + covered[at] as i32;
                let (name, was_there) = match source {
                    Source::LocalAuthority => {
                        let authority = &local_authorities()[place];
                        (authority.name, authority.was_there(year))
                    }
                    Source::Police => (police_forces()[place].name, true),
                };
                if was_there {
                    lacking[covered[at]].push(name);
                }
            }
        }
        lacking.iter_mut().for_each(|names| names.sort_unstable());
        (self.first..).zip(lacking).filter(|(_, names)| !names.is_empty()).collect()
    }
}

/// A finding about all files together.
fn of_all_files(severity: Severity, code: &'static str, message: String, hint: &str) -> Diagnostic {
    Diagnostic {
        severity,
        code,
        rule: None,
        location: Location::default(),
        n_rows: 0,
        sets_aside: false,
        message,
        hint: hint.to_owned(),
    }
}

/// The first few of some names, and how many more there are.
fn named(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    match names.as_slice() {
        [] => String::new(),
        [name] => name.clone(),
        [first @ .., last] if names.len() <= MAX_NAMED => format!("{} and {last}", first.join(", ")),
        _ => format!("{} and {} more", names[..MAX_NAMED].join(", "), names.len() - MAX_NAMED),
    }
}

/// Which years hold typing slips, to all appearance: with hardly any episodes, and first, last, or with none on either side.
fn are_slips(counts: &[u64]) -> Vec<bool> {
    let usual = usual(counts.to_vec());
    let is_small = |at: &usize| counts[*at] * SLIPS_PER_USUAL < usual;
    let first = (0..counts.len()).find(|at| !is_small(at)).unwrap_or(0);
    let last = (0..counts.len()).rfind(|at| !is_small(at)).unwrap_or(counts.len());
    let is_empty = |at: usize| counts.get(at).is_none_or(|count| *count == 0);
    let is_alone = |at: usize| is_empty(at.wrapping_sub(1)) && is_empty(at + 1);
    let is_slip = |at: usize| counts[at] > 0 && is_small(&at) && (at < first || at > last || is_alone(at));
    (0..counts.len()).map(is_slip).collect()
}

/// Which years have far fewer episodes than is usual in the years beside them, from the first to the last without typing slips.
fn are_few(counts: &[u64], are_slips: &[bool]) -> Vec<bool> {
    let is_year = |at: &usize| counts[*at] > 0 && !are_slips[*at];
    let (Some(first), Some(last)) = ((0..counts.len()).find(is_year), (0..counts.len()).rfind(is_year))
    else {
        return vec![false; counts.len()];
    };
    let is_few = |at: usize| {
        let from = at.saturating_sub(YEARS_BESIDE).max(first);
        let to = (at + YEARS_BESIDE).min(last);
        let usual = median((from..=to).filter(|other| *other != at).map(|other| counts[other]).collect());
        usual >= MIN_USUAL_EPISODES && counts[at] * PARTS_OF_USUAL < usual
    };
    (0..counts.len()).map(|at| (first..=last).contains(&at) && is_few(at)).collect()
}

/// In which years a place lacks rows, of the years that some place has rows in: it has rows in the year before and the year after,
/// or in half of the years.
fn lacks(has_rows: &[bool]) -> impl Iterator<Item = usize> + '_ {
    let n_with = has_rows.iter().filter(|has_rows| **has_rows).count();
    let is_usual = n_with > 0 && n_with * 2 >= has_rows.len();
    let has = |at: usize| has_rows.get(at) == Some(&true);
    (0..has_rows.len()).filter(move |at| {
        let is_between = at.checked_sub(1).is_some_and(has) && has(at + 1);
        !has_rows[*at] && (is_usual || is_between)
    })
}

/// How many episodes the year has that the middle one of all episodes lies in, the years ordered by their number: the middle year
/// itself could be one with slips, where several have some.
fn usual(mut counts: Vec<u64>) -> u64 {
    counts.sort_unstable();
    let n_episodes: u64 = counts.iter().sum();
    let mut n_before = 0;
    let middle = counts.iter().find(|count| {
        n_before += **count;
        n_before * 2 > n_episodes
    });
    middle.copied().unwrap_or(0)
}

/// The middle one of some numbers, or halfway between the two in the middle; 0 of none.
fn median(mut numbers: Vec<u64>) -> u64 {
    numbers.sort_unstable();
    let middle = numbers.len() / 2;
    match numbers.len() {
        0 => 0,
        n if n % 2 == 1 => numbers[middle],
        _ => u64::midpoint(numbers[middle - 1], numbers[middle]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_holds_slips_if_it_has_hardly_any_episodes_at_an_edge_or_alone() {
        let check = |counts: &[u64], expected: &[usize]| {
            let slips = are_slips(counts);
            let slips: Vec<usize> = (0..counts.len()).filter(|at| slips[*at]).collect();
            assert_eq!(slips, expected, "{counts:?}");
        };
        check(&[1, 0, 0, 1000, 1100, 1200], &[0]);
        check(&[1, 2, 1000, 1100, 1200, 9], &[0, 1, 5]);
        // In the middle, and not alone: a year that hardly anybody recorded.
        check(&[1000, 3, 1100, 1200], &[]);
        check(&[1000, 1100, 1200, 0, 3, 0, 1300], &[4]);
        check(&[11, 1000, 1100], &[]);
        check(&[1, 50, 60], &[]);
        check(&[5], &[]);
        check(&[], &[]);
    }

    #[test]
    fn a_year_has_few_episodes_beside_the_years_round_it() {
        let check = |counts: &[u64], expected: &[usize]| {
            let few = are_few(counts, &are_slips(counts));
            let few: Vec<usize> = (0..counts.len()).filter(|at| few[*at]).collect();
            assert_eq!(few, expected, "{counts:?}");
        };
        check(&[1000, 1000, 499, 1000, 1000], &[2]);
        check(&[1000, 1000, 500, 1000, 1000], &[]);
        check(&[1000, 1000, 1000, 300], &[3]);
        check(&[1000, 0, 1000], &[1]);
        check(&[99, 40, 99], &[]);
        check(&[100, 49, 100], &[1]);
        // Typing slips are no years to be compared with.
        check(&[1, 0, 0, 1000, 1000, 1000, 0, 2], &[]);
        check(&[1000], &[]);
        check(&[], &[]);
    }

    #[test]
    fn a_place_lacks_a_year_between_two_or_if_it_has_half_of_them() {
        let check = |has_rows: &str, expected: &[usize]| {
            let has_rows: Vec<bool> = has_rows.chars().map(|c| c == 'x').collect();
            assert_eq!(lacks(&has_rows).collect::<Vec<_>>(), expected);
        };
        check("x.x.....", &[1]);
        check("xx..", &[2, 3]);
        check("x...", &[]);
        check(".x", &[0]);
        check("xxx", &[]);
        check("", &[]);
    }
}
