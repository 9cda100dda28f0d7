//! The places that published figures are of: names and codes in, a level and a region out.

use crate::reference::{Region, find_authority, find_force, find_region, normalise};
use serde::{Deserialize, Serialize};

/// How large the places of a figure are. A table is of one level: the levels hold each other's figures once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Level {
    /// England as a whole.
    National,
    /// English regions.
    Regional,
    /// Local authorities.
    LocalAuthority,
    /// Police force areas.
    PoliceForceArea,
    /// The file does not say of what place its figures are.
    NotStated,
}

impl Level {
    /// All levels, in the order in which they are offered; the first that a file has is its default.
    pub(super) const BY_PREFERENCE: [Level; 5] =
        [Level::Regional, Level::National, Level::LocalAuthority, Level::PoliceForceArea, Level::NotStated];

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Level::National => "England",
            Level::Regional => "Regions",
            Level::LocalAuthority => "Local authorities",
            Level::PoliceForceArea => "Police force areas",
            Level::NotStated => "Place not stated",
        }
    }

    /// The level that the `geographic_level` column of explore education statistics names; none for the many that are not
    /// read here, such as parliamentary constituencies.
    pub(super) fn of_ees(text: &str) -> Option<Level> {
        Some(match normalise(text).as_str() {
            "national" => Level::National,
            "regional" => Level::Regional,
            "local authority" => Level::LocalAuthority,
            "police force area" => Level::PoliceForceArea,
            _ => return None,
        })
    }
}

/// A place that a figure is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// How large it is.
    pub level: Level,
    /// Its name: a region's official one, any other as the file writes it.
    pub name: String,
    /// The region that it is or lies in.
    pub region: Option<Region>,
}

impl Place {
    /// A place of a level under its name, with whatever else is known of it: its code or the region it lies in.
    pub(super) fn new(level: Level, name: &str, others: [&str; 2]) -> Place {
        let texts = || [name].into_iter().chain(others);
        let region = match level {
            Level::National | Level::NotStated => None,
            Level::Regional => texts().find_map(find_region),
            Level::LocalAuthority => texts()
                .find_map(|text| find_authority(text).map(|found| found.region))
                .or_else(|| texts().find_map(find_region)),
            Level::PoliceForceArea => texts().find_map(|text| find_force(text).map(|found| found.region)),
        };
        let name = match (level, region) {
            // The halves of London keep their names.
            (Level::Regional, Some(region)) if !is_half_of_london(name) => region.name(),
            _ => name,
        };
        Place { level, name: name.to_owned(), region }
    }

    /// The place of a file that names none.
    pub(super) fn not_stated() -> Place {
        Place::new(Level::NotStated, Level::NotStated.label(), [""; 2])
    }
}

/// The level of a place that is known by its name alone, if it is one of `level`.
pub(super) fn is_of_level(name: &str, level: Level) -> bool {
    match level {
        Level::National => is_england(name),
        Level::Regional => find_region(name).is_some() || is_half_of_london(name),
        Level::LocalAuthority => find_authority(name).is_some(),
        Level::PoliceForceArea => find_force(name).is_some(),
        Level::NotStated => false,
    }
}

/// Whether a name is that of the whole country.
pub(super) fn is_england(name: &str) -> bool {
    matches!(normalise(name).as_str(), "england" | "england total" | "national" | "e92000001")
}

/// Whether a name or code is that of Inner or Outer London, which published files list as regions beside London.
pub(super) fn is_half_of_london(name: &str) -> bool {
    matches!(
        normalise(name).as_str(),
        "inner london"
            | "outer london"
            | "london inner"
            | "london outer"
            | "inner london region"
            | "outer london region"
            | "e13000001"
            | "e13000002"
    )
}

/// The names or codes that a combined row joins ("E06000061 / E06000062"); empty if it is of one place.
pub(super) fn parts(text: &str) -> Vec<&str> {
    if !text.contains('/') {
        return Vec::new();
    }
    text.split('/').map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Whether a text is a code of the Office for National Statistics: a letter and eight digits.
pub(super) fn is_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 9 && bytes[0].is_ascii_uppercase() && bytes[1..].iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_the_official_name_of_its_region_and_its_own_otherwise() {
        let check = |level, name, others, expected: (&str, Option<Region>)| {
            let place = Place::new(level, name, others);
            assert_eq!((place.name.as_str(), place.region), expected, "{name}");
        };
        let humber = Some(Region::YorkshireAndTheHumber);
        check(Level::Regional, "Yorkshire & the Humber", ["", ""], ("Yorkshire and The Humber", humber));
        check(Level::Regional, "Inner London", ["E13000001", ""], ("Inner London", Some(Region::London)));
        check(
            Level::LocalAuthority,
            "Dorset (Pre LG)",
            ["", "South West"],
            ("Dorset (Pre LG)", Some(Region::SouthWest)),
        );
        check(Level::LocalAuthority, "Kent", ["E10000016", ""], ("Kent", Some(Region::SouthEast)));
        check(
            Level::PoliceForceArea,
            "Cleveland Police",
            ["", ""],
            ("Cleveland Police", Some(Region::NorthEast)),
        );
        check(Level::National, "England", ["", ""], ("England", None));
    }
}
