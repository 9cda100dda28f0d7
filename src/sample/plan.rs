//! Who goes missing how often: the children behind an extract, before any episode of theirs is written.

use super::Imitation;
use crate::period::Day;
use fastrand::Rng;

/// The first year, ending 31 March, of a sample.
pub const FIRST_YEAR: i32 = 2016;

/// Its last year.
pub const LAST_YEAR: i32 = 2025;

const N_YEARS: usize = (LAST_YEAR - FIRST_YEAR + 1) as usize;

/// A few authorities of every region with the police force of their area.
pub(super) const PLACES: [(&str, &str, &str); 27] = [
    ("North East", "Hartlepool", "Cleveland"),
    ("North East", "Gateshead", "Northumbria"),
    ("North East", "County Durham", "Durham"),
    ("North West", "Manchester", "Greater Manchester"),
    ("North West", "Liverpool", "Merseyside"),
    ("North West", "Lancashire", "Lancashire"),
    ("Yorkshire and The Humber", "Leeds", "West Yorkshire"),
    ("Yorkshire and The Humber", "Sheffield", "South Yorkshire"),
    ("Yorkshire and The Humber", "York", "North Yorkshire"),
    ("East Midlands", "Derby", "Derbyshire"),
    ("East Midlands", "Leicester", "Leicestershire"),
    ("East Midlands", "Lincolnshire", "Lincolnshire"),
    ("West Midlands", "Birmingham", "West Midlands"),
    ("West Midlands", "Staffordshire", "Staffordshire"),
    ("West Midlands", "Worcestershire", "West Mercia"),
    ("East of England", "Essex", "Essex"),
    ("East of England", "Norfolk", "Norfolk"),
    ("East of England", "Luton", "Bedfordshire"),
    ("London", "Croydon", "Metropolitan Police"),
    ("London", "Hackney", "Metropolitan Police"),
    ("London", "Ealing", "Metropolitan Police"),
    ("South East", "Kent", "Kent"),
    ("South East", "Brighton and Hove", "Sussex"),
    ("South East", "Oxfordshire", "Thames Valley"),
    ("South West", "Bristol, City of", "Avon and Somerset"),
    ("South West", "Cornwall", "Devon & Cornwall"),
    ("South West", "Wiltshire", "Wiltshire"),
];

/// Relative numbers of children by year, as each side records them: rising, with a fall in 2020/21, and not the same.
const LOCAL_AUTHORITY_YEARS: [usize; N_YEARS] = [62, 78, 86, 90, 92, 80, 94, 99, 104, 108];
const POLICE_YEARS: [usize; N_YEARS] = [96, 97, 101, 105, 108, 86, 98, 101, 103, 104];

/// Relative numbers of children in the regions of [`PLACES`], as each side records them.
const LOCAL_AUTHORITY_REGIONS: [usize; 9] = [60, 160, 85, 60, 95, 90, 150, 130, 70];
const POLICE_REGIONS: [usize; 9] = [75, 150, 100, 70, 90, 85, 190, 120, 80];

/// The place, of [`PLACES`], whose return an SSDA903 extract is.
const SSDA903_PLACE: usize = 16;

/// Its year, counted from the first.
const SSDA903_YEAR_AT: usize = 2;

/// How many of a hundred looked-after children go missing in a year.
const MISSING_PER_HUNDRED: usize = 11;

/// Numbers of episodes in a year: of a thousand children who go missing, how many have between the first and the last
/// number. The mean is between 6 and 7.
const EPISODES: [(u32, usize, usize); 7] =
    [(300, 1, 1), (150, 2, 2), (105, 3, 3), (175, 4, 6), (130, 7, 12), (95, 13, 25), (45, 26, 50)];

/// The mean of [`EPISODES`], in hundredths; a test holds the two together.
const MEAN_EPISODES_HUNDREDTHS: usize = 654;

/// A child in one year of an extract.
#[derive(Clone, Copy, Debug)]
pub(super) struct Child {
    /// A number that is the child's own within the place, the same in every year.
    pub(super) number: usize,
    /// Index into [`PLACES`].
    pub(super) place: usize,
    /// The year, ending 31 March.
    pub(super) year: i32,
    /// How many episodes in the year.
    pub(super) n_episodes: usize,
}

/// One time that a child was missing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spell {
    /// The day on which it began.
    pub(super) start: Day,
    /// Days from the first to the last.
    pub(super) n_days: i32,
    /// Whether the child was still missing when the extract was made, at the end of its last year.
    is_open: bool,
}

impl Spell {
    /// The day on which it ended; none if the child was still missing.
    pub(super) fn end(self) -> Option<Day> {
        (!self.is_open).then_some(Day(self.start.0 + self.n_days))
    }
}

/// How many children are looked after in one authority in the year, for an extract of the kind and size.
pub fn n_looked_after(kind: Imitation, n_rows: usize, place: usize, year: i32) -> usize {
    let n_hundredths = n_missing_hundredths(kind, n_rows, place, (year - FIRST_YEAR) as usize);
    n_hundredths.div_ceil(MISSING_PER_HUNDRED).max(1)
}

/// Plans the children of an extract whose episodes add up to `n_rows`, by year and place.
pub(super) fn children(kind: Imitation, n_rows: usize, rng: &mut Rng) -> Vec<Child> {
    let mut children = Vec::new();
    for year_at in 0..N_YEARS {
        for place in 0..PLACES.len() {
            let expected = n_missing_hundredths(kind, n_rows, place, year_at);
            let n_missing = expected / 100 + usize::from(below(100, rng) < expected % 100);
            // Half of those looked after in one year still are in the next.
            let n_looked_after = (expected / MISSING_PER_HUNDRED).max(n_missing).max(1);
            let first = year_at * n_looked_after / 2;
            for number in distinct(n_missing, n_looked_after, rng) {
                children.push(Child {
                    number: first + number,
                    place,
                    year: FIRST_YEAR + year_at as i32,
                    n_episodes: n_episodes(rng),
                });
            }
        }
    }
    fit(&mut children, kind, n_rows, rng);
    children
}

/// The number of children who go missing in one place and year, in hundredths of a child. Reckoned in 64 bits, which a
/// browser's `usize` does not have.
fn n_missing_hundredths(kind: Imitation, n_rows: usize, place: usize, year_at: usize) -> usize {
    let weight = |place: usize, year_at: usize| -> u64 {
        let weight = match kind {
            Imitation::Police => POLICE_REGIONS[region_of(place)] * POLICE_YEARS[year_at],
            // One authority's return for one year.
            Imitation::Ssda903 => usize::from(place == SSDA903_PLACE && year_at == SSDA903_YEAR_AT),
            // In the first year hardly any authority of the South West records episodes yet, as beginnings are.
            Imitation::Regional if region_of(place) == 8 && year_at == 0 => 120,
            Imitation::Regional => LOCAL_AUTHORITY_REGIONS[region_of(place)] * LOCAL_AUTHORITY_YEARS[year_at],
        };
        weight as u64
    };
    let places = |year_at| (0..PLACES.len()).map(move |place| (place, year_at));
    let all: u64 = (0..N_YEARS).flat_map(places).map(|(place, year_at)| weight(place, year_at)).sum();
    let n_hundredths = n_rows as u64 * 10_000 / MEAN_EPISODES_HUNDREDTHS as u64;
    usize::try_from(u128::from(n_hundredths) * u128::from(weight(place, year_at)) / u128::from(all))
        .unwrap_or(usize::MAX)
}

/// Three places stand for each region.
fn region_of(place: usize) -> usize {
    place / 3
}

/// Some distinct numbers below `n`, in rising order (Knuth's selection sampling).
fn distinct(n_wanted: usize, n: usize, rng: &mut Rng) -> Vec<usize> {
    let mut chosen = Vec::with_capacity(n_wanted);
    for number in 0..n {
        if below(n - number, rng) < n_wanted - chosen.len() {
            chosen.push(number);
        }
    }
    chosen
}

/// A number below `n`, drawn in 64 bits: a draw of a `usize` would differ where a `usize` has 32.
fn below(n: usize, rng: &mut Rng) -> usize {
    rng.u64(0..n as u64) as usize
}

/// Draws a number of episodes.
fn n_episodes(rng: &mut Rng) -> usize {
    let mut draw = rng.u32(0..1000);
    for (share, least, most) in EPISODES {
        if draw < share {
            return least + below(most - least + 1, rng);
        }
        draw -= share;
    }
    1
}

/// The spells of a child in a year: none begins before the one before has ended, and only in the last year is one still open.
pub(super) fn spells(child: &Child, rng: &mut Rng) -> Vec<Spell> {
    let first = Day::from_ymd(child.year - 1, 4, 1).expect("the years of samples are real");
    let last = Day::from_ymd(child.year, 3, 31).expect("the years of samples are real");
    let n_days_of_year = (last.0 - first.0 + 1) as usize;
    let days = distinct(child.n_episodes.min(n_days_of_year), n_days_of_year, rng);
    // More episodes than days share them.
    let day = |at: usize| Day(first.0 + days[at * days.len() / child.n_episodes] as i32);
    (0..child.n_episodes)
        .map(|at| {
            let start = day(at);
            let n_days = n_days(rng);
            let is_last = at + 1 == child.n_episodes;
            let is_open = is_last && child.year == LAST_YEAR && start.0 + n_days > last.0;
            let latest = if is_last { last } else { Day(day(at + 1).0 - 1) };
            let n_days = if is_open { n_days } else { n_days.min(latest.0 - start.0).max(0) };
            Spell { start, n_days, is_open }
        })
        .collect()
}

/// Days between start and end: nine in ten are two at the most.
fn n_days(rng: &mut Rng) -> i32 {
    match rng.u32(0..100) {
        0..58 => 0,
        58..82 => 1,
        82..90 => 2,
        90..97 => rng.i32(3..=9),
        _ => rng.i32(10..=60),
    }
}

/// Makes the episodes add up to `n_rows`, by giving single ones to or taking them from children picked at random.
fn fit(children: &mut Vec<Child>, kind: Imitation, n_rows: usize, rng: &mut Rng) {
    if n_rows == 0 {
        children.clear();
    } else if children.is_empty() {
        let (place, year_at) =
            if kind == Imitation::Ssda903 { (SSDA903_PLACE, SSDA903_YEAR_AT) } else { (0, 0) };
        children.push(Child { number: 0, place, year: FIRST_YEAR + year_at as i32, n_episodes: 1 });
    }
    let mut sum: usize = children.iter().map(|child| child.n_episodes).sum();
    while sum != n_rows {
        let at = below(children.len(), rng);
        if sum < n_rows {
            children[at].n_episodes += 1;
            sum += 1;
        } else if children[at].n_episodes > 1 {
            children[at].n_episodes -= 1;
            sum -= 1;
        } else if children.len() > n_rows {
            children.remove(at);
            sum -= 1;
        }
    }
}

/// A name in quotation marks where it has a comma.
pub(super) fn quoted(name: &str) -> String {
    if name.contains(',') { format!("\"{name}\"") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shares_of_episode_numbers_have_the_mean_that_the_plan_reckons_with() {
        let twice: u32 = EPISODES.iter().map(|(share, least, most)| share * (least + most) as u32).sum();
        assert_eq!(EPISODES.iter().map(|(share, _, _)| share).sum::<u32>(), 1000);
        assert_eq!(twice.div_ceil(20) as usize, MEAN_EPISODES_HUNDREDTHS);
    }
}
