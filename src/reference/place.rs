//! Regions, local authorities and police forces of England, found by name or code in any usual spelling.
//!
//! `local_authorities.tsv` and `police_forces.tsv` restate names and codes of the Office for National Statistics
//! (Open Government Licence v3.0) as the Department for Education listed them in 2025; abolished authorities are kept,
//! with the dates between which their code was in use. Every authority and force lies in exactly one region.

use hashbrown::HashMap;
use std::sync::LazyLock;

/// An English region, in the order in which the Office for National Statistics lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Region {
    /// E12000001.
    NorthEast,
    /// E12000002.
    NorthWest,
    /// E12000003.
    YorkshireAndTheHumber,
    /// E12000004.
    EastMidlands,
    /// E12000005.
    WestMidlands,
    /// E12000006.
    EastOfEngland,
    /// E12000007.
    London,
    /// E12000008.
    SouthEast,
    /// E12000009.
    SouthWest,
}

impl Region {
    /// All regions, in order.
    pub const ALL: [Region; 9] = [
        Region::NorthEast,
        Region::NorthWest,
        Region::YorkshireAndTheHumber,
        Region::EastMidlands,
        Region::WestMidlands,
        Region::EastOfEngland,
        Region::London,
        Region::SouthEast,
        Region::SouthWest,
    ];

    /// The category of episodes whose region could not be told.
    pub const NOT_KNOWN: &'static str = "Region not known";

    /// The name that the Office for National Statistics gives it.
    pub fn name(self) -> &'static str {
        match self {
            Region::NorthEast => "North East",
            Region::NorthWest => "North West",
            Region::YorkshireAndTheHumber => "Yorkshire and The Humber",
            Region::EastMidlands => "East Midlands",
            Region::WestMidlands => "West Midlands",
            Region::EastOfEngland => "East of England",
            Region::London => "London",
            Region::SouthEast => "South East",
            Region::SouthWest => "South West",
        }
    }
}

/// A local authority with children's services, past or present.
#[derive(Clone, Debug)]
pub struct LocalAuthority {
    /// Its official name; recoded authorities that kept their name stand here once.
    pub name: &'static str,
    /// The region it lies in.
    pub region: Region,
    /// The police force in whose area it lies, by the name of that area. No authority lies in two (lookup of the Office for National
    /// Statistics, 2016; of later authorities, that of those before them).
    pub force: &'static str,
    /// Its nine-character codes, past and present, with its three-digit codes.
    pub codes: Vec<&'static str>,
    /// Whether one of its codes is in use today.
    pub is_live: bool,
    /// The first and the last year ending 31 March in which one of its codes was in use; the least and the greatest number there
    /// is where the list knows no beginning or no end.
    pub years: (i32, i32),
}

impl LocalAuthority {
    /// Whether one of its codes was in use in the year ending 31 March.
    pub(crate) fn was_there(&self, year: i32) -> bool {
        (self.years.0..=self.years.1).contains(&year)
    }
}

/// A police force of England.
#[derive(Clone, Debug)]
pub struct PoliceForce {
    /// The name that the Office for National Statistics gives its area.
    pub name: &'static str,
    /// The region it lies in.
    pub region: Region,
    /// The code of its area.
    pub code: &'static str,
}

/// Spellings of regions beside their names: older or shorter forms, and the two halves of London that published
/// files list as regions of their own.
const REGION_VARIANTS: [(&str, Region); 10] = [
    ("yorkshire and humber", Region::YorkshireAndTheHumber),
    ("yorkshire and humberside", Region::YorkshireAndTheHumber),
    ("yorkshire humber", Region::YorkshireAndTheHumber),
    ("eastern", Region::EastOfEngland),
    ("east england", Region::EastOfEngland),
    ("greater london", Region::London),
    ("inner london", Region::London),
    ("outer london", Region::London),
    ("e13000001", Region::London),
    ("e13000002", Region::London),
];

/// The nine-character codes of the regions begin so; the tenth part of the code is the region's place in the list.
const REGION_CODE_STEM: &str = "e1200000";

/// Words in front of an authority's or force's name that are not part of what tells it from others.
const PREFIXES: [&str; 8] = [
    "london borough of ",
    "royal borough of ",
    "metropolitan borough of ",
    "borough of ",
    "city of ",
    "county of ",
    "county ",
    "lb ",
];

/// The same after the name; "upon hull, city of" is how the official list writes it.
const SUFFIXES: [&str; 19] = [
    " council",
    " city",
    " county",
    " borough",
    " metropolitan",
    " district",
    " unitary",
    " authority",
    " city of",
    " county of",
    " london borough of",
    " mbc",
    " bc",
    " cc",
    " police",
    " police force",
    " constabulary",
    " police service",
    " force",
];

static AUTHORITIES: LazyLock<Vec<LocalAuthority>> = LazyLock::new(|| {
    let mut authorities: Vec<LocalAuthority> = Vec::new();
    for [code, old_code, name, region, force, from, to] in rows(include_str!("local_authorities.tsv")) {
        let (Some(region), is_live) = (find_region(region), to.is_empty()) else {
            continue;
        };
        let known = authorities.iter().position(|known| known.name == name);
        let authority = match known {
            Some(at) => &mut authorities[at],
            None => {
                let years = (i32::MAX, i32::MIN);
                authorities.push(LocalAuthority { name, region, force, codes: Vec::new(), is_live, years });
                authorities.last_mut().expect("one was pushed just now")
            }
        };
        authority.is_live |= is_live;
        let (first, last) =
            (reporting_year(from).unwrap_or(i32::MIN), reporting_year(to).unwrap_or(i32::MAX));
        authority.years = (authority.years.0.min(first), authority.years.1.max(last));
        for code in [code, old_code] {
            if !code.is_empty() && !authority.codes.contains(&code) {
                authority.codes.push(code);
            }
        }
    }
    authorities
});

/// The day on which the codes of the Office for National Statistics were first given: it is not when what they stand for began.
const FIRST_CODES: &str = "2009-01-01";

/// The year ending 31 March that a date of the list lies in; none if there is no date, or none that says when a place began.
fn reporting_year(date: &str) -> Option<i32> {
    let mut parts = date.split('-').map(|part| part.parse::<i32>().ok());
    let (year, month) = (parts.next()??, parts.next()??);
    (date != FIRST_CODES).then_some(year + i32::from(month > 3))
}

/// Later entries win: a living authority over an abolished one of the same spelling, a full name over the bare form of
/// another's ("City of London" is not "London").
static AUTHORITY_INDEX: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let mut index = HashMap::new();
    for is_live in [false, true] {
        let of_this_age = || {
            let all = AUTHORITIES.iter().enumerate();
            all.filter(move |(_, authority)| authority.is_live == is_live)
        };
        for (at, authority) in of_this_age() {
            for code in &authority.codes {
                index.insert(normalise(code), at);
            }
            // "London" alone is the region, not the City.
            if find_region(&bare(authority.name)).is_none() {
                index.insert(bare(authority.name), at);
            }
        }
        for (at, authority) in of_this_age() {
            index.insert(normalise(authority.name), at);
        }
    }
    index
});

static FORCES: LazyLock<Vec<PoliceForce>> = LazyLock::new(|| {
    rows(include_str!("police_forces.tsv"))
        .filter_map(|[code, name, region]| Some(PoliceForce { name, region: find_region(region)?, code }))
        .collect()
});

static FORCE_INDEX: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let mut index = HashMap::new();
    for (at, force) in FORCES.iter().enumerate() {
        index.insert(normalise(force.code), at);
        index.insert(bare(force.name), at);
        index.insert(normalise(force.name), at);
        match force.name {
            "Metropolitan Police" => {
                index.insert("met".to_owned(), at);
            }
            "London, City of" => {
                index.insert("city of london".to_owned(), at);
            }
            _ => {}
        }
    }
    index
});

/// All local authorities, past and present, in the order of their codes.
pub fn local_authorities() -> &'static [LocalAuthority] {
    &AUTHORITIES
}

/// All police forces, in the order of their codes.
pub(crate) fn police_forces() -> &'static [PoliceForce] {
    &FORCES
}

/// The place in [`local_authorities`] of the authority that a name or code means.
pub(crate) fn authority_code(text: &str) -> Option<u16> {
    find(&AUTHORITY_INDEX, text).and_then(|at| u16::try_from(at).ok())
}

/// The place in [`police_forces`] of the force that a name or code means.
pub(crate) fn force_code(text: &str) -> Option<u16> {
    find(&FORCE_INDEX, text).and_then(|at| u16::try_from(at).ok())
}

/// Finds a region by its name, a variant of it, or its code.
pub(crate) fn find_region(text: &str) -> Option<Region> {
    let words = normalise(text);
    if let Some(place) = words.strip_prefix(REGION_CODE_STEM) {
        return Region::ALL.get(place.parse::<usize>().ok()?.checked_sub(1)?).copied();
    }
    let words = words.strip_suffix(" region").unwrap_or(&words);
    let named = Region::ALL.into_iter().find(|region| normalise(region.name()) == words);
    named.or_else(|| {
        let variant = REGION_VARIANTS.iter().find(|(name, _)| *name == words)?;
        Some(variant.1)
    })
}

/// Finds a local authority by name or code.
pub(crate) fn find_authority(text: &str) -> Option<&'static LocalAuthority> {
    find(&AUTHORITY_INDEX, text).map(|at| &AUTHORITIES[at])
}

/// Finds a police force by name or code.
pub(crate) fn find_force(text: &str) -> Option<&'static PoliceForce> {
    find(&FORCE_INDEX, text).map(|at| &FORCES[at])
}

fn find(index: &HashMap<String, usize>, text: &str) -> Option<usize> {
    let words = normalise(text.trim().trim_end_matches(".0"));
    index.get(&words).or_else(|| index.get(&bare(&words))).copied()
}

/// Lower-case words with single spaces, `&` as "and", the article and other punctuation dropped: the form in which names and headers are
/// compared.
pub(crate) fn normalise(text: &str) -> String {
    let spelt = text.to_lowercase().replace('&', " and ");
    let words: Vec<&str> =
        spelt.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’' && c != '.').collect();
    let words = words
        .iter()
        .map(|word| word.replace(['\'', '’', '.'], ""))
        .filter(|word| !word.is_empty() && word != "the");
    words.collect::<Vec<_>>().join(" ")
}

/// A normalised name without what many authorities' or forces' names share.
fn bare(name: &str) -> String {
    let mut words = normalise(name);
    loop {
        let shorter = PREFIXES
            .iter()
            .find_map(|prefix| words.strip_prefix(prefix))
            .or_else(|| SUFFIXES.iter().find_map(|suffix| words.strip_suffix(suffix)));
        match shorter {
            Some(rest) if !rest.is_empty() => words = rest.to_owned(),
            _ => return words,
        }
    }
}

/// The rows of a tab-separated table, its header left out. A row of another width is not one of ours.
fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().skip(1).filter_map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        fields.try_into().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_153_live_authorities_lie_in_the_regions_that_the_official_list_gives() {
        let live = |region: Region| {
            AUTHORITIES.iter().filter(|authority| authority.is_live && authority.region == region).count()
        };
        let counts: Vec<usize> = Region::ALL.into_iter().map(live).collect();
        assert_eq!(counts, [12, 24, 15, 10, 14, 11, 33, 19, 15]);
    }

    #[test]
    fn every_authority_lies_in_the_area_of_one_force_and_that_in_its_region() {
        for authority in local_authorities() {
            let force = FORCES.iter().find(|force| force.name == authority.force).expect(authority.name);
            assert_eq!(force.region, authority.region, "{}", authority.name);
        }
        for force in FORCES.iter() {
            assert!(
                local_authorities().iter().any(|authority| authority.force == force.name),
                "{}",
                force.name
            );
        }
    }

    #[test]
    fn an_authority_is_there_in_the_years_of_its_codes() {
        let check = |name, years: [bool; 3]| {
            let found = [2018, 2020, 2024].map(|year| find_authority(name).expect(name).was_there(year));
            assert_eq!(found, years, "{name}");
        };
        check("Kent", [true, true, true]);
        check("Poole", [true, false, false]);
        check("Bournemouth, Christchurch and Poole", [false, true, true]);
        // A council before and after its reorganisation, under one name.
        check("Dorset", [true, true, true]);
        check("Cumbria", [true, true, false]);
        check("Cumberland", [false, false, true]);
    }

    #[test]
    fn every_authority_and_force_is_found_by_its_own_name_and_codes() {
        for authority in local_authorities() {
            for text in authority.codes.iter().chain([&authority.name]) {
                let found = find_authority(text).expect(text);
                assert_eq!(found.region, authority.region, "{text}");
                assert!(found.name == authority.name || !authority.is_live, "{text}");
            }
        }
        assert_eq!(FORCES.len(), 39);
        for force in FORCES.iter() {
            for text in [force.name, force.code] {
                let found = find_force(text).map(|found| found.name);
                assert_eq!(found, Some(force.name), "{text}");
            }
        }
    }

    #[test]
    fn places_are_found_in_the_spellings_of_files() {
        let authority = |text| find_authority(text).map(|found| found.name);
        assert_eq!(authority("barnsley MBC"), Some("Barnsley"));
        assert_eq!(authority("LONDON BOROUGH OF BARKING & DAGENHAM"), Some("Barking and Dagenham"));
        assert_eq!(authority("Bristol"), Some("Bristol, City of"));
        assert_eq!(authority("Durham County Council"), Some("County Durham"));
        assert_eq!(authority("City of London"), Some("City of London"));
        assert_eq!(authority("St Helens"), Some("St. Helens"));
        assert_eq!(authority("301.0"), Some("Barking and Dagenham"));
        assert_eq!(authority("Atlantis"), None);
        assert_eq!(authority(""), None);
        let force = |text| find_force(text).map(|found| found.name);
        assert_eq!(force("Met"), Some("Metropolitan Police"));
        assert_eq!(force("Devon and Cornwall Police"), Some("Devon & Cornwall"));
        assert_eq!(force("City of London Police"), Some("London, City of"));
        assert_eq!(find_region("Yorkshire & the Humber"), Some(Region::YorkshireAndTheHumber));
        assert_eq!(find_region("E12000009"), Some(Region::SouthWest));
        assert_eq!(find_region("E12000000"), None);
        assert_eq!(find_region("The North"), None);
    }
}
