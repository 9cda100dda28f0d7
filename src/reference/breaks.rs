//! Breaks in series: when what was counted changed, so that figures before and after are not of the same thing.
//!
//! Each has the source that says so. What is only remembered of them stands nowhere here.

use crate::period::Day;

/// Whose figures a break concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concerns {
    /// Those of local authorities, and what the Department for Education publishes of them.
    LocalAuthorities,
    /// Those of police forces.
    Police,
    /// Both.
    Everyone,
    /// The series of these authorities by themselves. Their regions have no break, since old and new lie in the same one.
    Authorities(&'static [&'static str]),
    /// Every series of local authorities that these are in.
    SeriesWith(&'static [&'static str]),
}

/// A break in series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// The first day of the new way: year, month and day.
    date: (i32, u8, u8),
    /// What changed, in a few words.
    pub title: &'static str,
    /// What a reader has to make of it, in full sentences.
    pub note: &'static str,
    /// Who says so.
    pub source: &'static str,
    /// Whose figures it concerns.
    pub concerns: Concerns,
}

impl Break {
    /// The first day of the new way.
    pub fn day(&self) -> Day {
        let (year, month, day) = self.date;
        Day::from_ymd(year, month, day).unwrap_or(Day(0))
    }

    /// Whether it concerns figures of police forces, or otherwise of local authorities: all the `authorities` in the files, of which
    /// those in `apart` have a series of their own.
    pub fn is_about(&self, is_police: bool, authorities: &[&str], apart: &[&str]) -> bool {
        let any = |some: &[&str], of: &[&str]| some.iter().any(|one| of.contains(one));
        match self.concerns {
            Concerns::Everyone => true,
            Concerns::Police => is_police,
            Concerns::LocalAuthorities => !is_police,
            Concerns::Authorities(names) => !is_police && any(names, apart),
            Concerns::SeriesWith(names) => !is_police && any(names, authorities),
        }
    }
}

/// All breaks, in the order of their days.
pub const BREAKS: [Break; 15] = [
    Break {
        date: (2001, 4, 1),
        title: "24 hours instead of 7 days",
        note: "Children missing for more than seven days were recorded before, those missing for 24 hours or more after. The Lords were told \
               that this began in April 2001, the Commons that it did on 1 April 2000.",
        source: "House of Lords, written answer HL3233, 21 March 2002; House of Commons, written answer, 6 May 2003",
        concerns: Concerns::LocalAuthorities,
    },
    Break {
        date: (2003, 4, 1),
        title: "Full count instead of a third",
        note: "From 1998 to 2003 the return was made for one child in three, from 2004 on for every child.",
        source: "House of Commons, written answer, 13 January 2003",
        concerns: Concerns::LocalAuthorities,
    },
    Break {
        date: (2009, 4, 1),
        title: "Counties reorganised",
        note: "Bedfordshire, Cheshire, and Cornwall and Isles of Scilly were replaced by other authorities.",
        source: REGISTER,
        concerns: Concerns::Authorities(&["Bedfordshire", "Cheshire", "Cornwall and Isles of Scilly"]),
    },
    Break {
        date: (2013, 4, 1),
        title: "Missing and absent told apart",
        note: "Police forces began to record some children as absent and not as missing; before 2013-14 the national statistics called \
               calls incidents. Absent was defined anew on 11 March 2015.",
        source: "National Police Chiefs' Council, 20 March 2013; UK Missing Persons Unit, annual data reports",
        concerns: Concerns::Police,
    },
    Break {
        date: (2014, 1, 1),
        title: "New statutory guidance",
        note: "The statutory guidance on children who run away or go missing from home or care was issued in January 2014.",
        source: "Department for Education, January 2014",
        concerns: Concerns::Everyone,
    },
    Break {
        date: (2014, 4, 1),
        title: "All incidents, of any length",
        note: "From the year ending 31 March 2015 on the return has a new definition of missing, away from placement without authorisation as \
               a code of its own, and incidents of less than a day too. The figures of earlier years are not on the same basis, and those of \
               2015 and 2016 are not comparable with each other.",
        source: "House of Lords, written answer HL3445, 30 November 2016",
        concerns: Concerns::LocalAuthorities,
    },
    Break {
        date: (2017, 1, 1),
        title: "Risk levels instead of absent",
        note: "Police forces gave up absent as a category and give every missing person a risk, from no apparent risk to high.",
        source: "College of Policing, authorised professional practice, January 2017",
        concerns: Concerns::Police,
    },
    Break {
        date: (2017, 1, 1),
        title: "Away recorded as missing by some",
        note: "About one local authority in three follows the police and records absences as missing, all of them or most, so that missing is \
               counted too high and away from placement too low: by the Department for Education's own estimate, in the years 2018 to 2023, \
               children missing by as much as 8 to 13 per cent, and children away by as much as 18 to 32 per cent.",
        source: "Department for Education, children looked after in England: methodology",
        concerns: Concerns::LocalAuthorities,
    },
    Break {
        date: (2019, 4, 1),
        title: "Authorities of Dorset reorganised",
        note: "Bournemouth, Poole and the county council of Dorset were replaced by Bournemouth, Christchurch and Poole, and a new \
               Dorset council.",
        source: REGISTER,
        concerns: Concerns::Authorities(&[
            "Bournemouth",
            "Poole",
            "Dorset",
            "Bournemouth, Christchurch and Poole",
        ]),
    },
    Break {
        date: (2020, 4, 1),
        title: "COVID-19 pandemic",
        note: "In the year of the pandemic calls to the police of England and Wales about missing people of all ages fell by 17.8 per cent.",
        source: "UK Missing Persons Unit, annual data report 2020/21",
        concerns: Concerns::Everyone,
    },
    Break {
        date: (2020, 4, 1),
        title: "Hackney without figures",
        note: "There are no published figures of Hackney for the year ending 31 March 2021.",
        source: "Department for Education, children looked after in England, footnotes",
        concerns: Concerns::SeriesWith(&["Hackney"]),
    },
    Break {
        date: (2020, 4, 1),
        title: "Buckinghamshire reorganised",
        note: "The county council of Buckinghamshire was replaced by a new Buckinghamshire council.",
        source: REGISTER,
        concerns: Concerns::Authorities(&["Buckinghamshire"]),
    },
    Break {
        date: (2021, 4, 1),
        title: "Pandemic year over",
        note: "The year ending 31 March 2021 was that of the pandemic; a rise after it is not a rise on the years before.",
        source: "UK Missing Persons Unit, annual data report 2020/21",
        concerns: Concerns::Everyone,
    },
    Break {
        date: (2021, 4, 1),
        title: "Northamptonshire reorganised",
        note: "Northamptonshire was replaced by North Northamptonshire and West Northamptonshire.",
        source: REGISTER,
        concerns: Concerns::Authorities(&[
            "Northamptonshire",
            "North Northamptonshire",
            "West Northamptonshire",
        ]),
    },
    Break {
        date: (2023, 4, 1),
        title: "Cumbria, North Yorkshire, Somerset reorganised",
        note: "Cumbria was replaced by Cumberland and Westmorland and Furness, and the county councils of North Yorkshire and Somerset \
               by new councils of the same names.",
        source: REGISTER,
        concerns: Concerns::Authorities(&[
            "Cumbria",
            "Cumberland",
            "Westmorland and Furness",
            "North Yorkshire",
            "Somerset",
        ]),
    },
];

/// Where the dates of reorganisations are from.
const REGISTER: &str = "Office for National Statistics, codes of local authorities";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::{find_authority, local_authorities};

    #[test]
    fn breaks_stand_in_order_on_real_days_and_name_real_authorities() {
        let days: Vec<i32> = BREAKS.iter().map(|one| one.day().0).collect();
        assert!(days.is_sorted() && days[0] > 0);
        for one in BREAKS {
            if let Concerns::Authorities(names) | Concerns::SeriesWith(names) = one.concerns {
                for name in names {
                    assert_eq!(find_authority(name).map(|found| found.name), Some(*name));
                }
            }
        }
    }

    #[test]
    fn every_authority_that_came_or_went_has_a_break_and_the_region_of_its_successors() {
        let named = |name: &str| {
            BREAKS
                .iter()
                .any(|one| matches!(one.concerns, Concerns::Authorities(names) if names.contains(&name)))
        };
        // One that is found under the name of another has no series of its own.
        let is_apart = |name: &str| find_authority(name).is_some_and(|found| found.name == name);
        let gone =
            local_authorities().iter().filter(|authority| !authority.is_live && is_apart(authority.name));
        for authority in gone {
            assert!(named(authority.name), "{}", authority.name);
        }
        // Before 2010 there are no series of authorities that are known here.
        for one in BREAKS.iter().filter(|one| one.day() > Day::from_ymd(2010, 1, 1).unwrap()) {
            let Concerns::Authorities(names) = one.concerns else { continue };
            let gone = names.iter().filter_map(|name| find_authority(name)).filter(|one| !one.is_live);
            for gone in gone {
                let successor = names
                    .iter()
                    .filter_map(|name| find_authority(name))
                    .any(|other| other.is_live && other.region == gone.region);
                assert!(successor, "{}", gone.name);
            }
        }
    }

    #[test]
    fn a_break_concerns_those_sources_and_places_alone() {
        let about = |title, is_police, authorities: &[&str], apart: &[&str]| {
            let found = BREAKS.iter().find(|one| one.title == title).expect(title);
            found.is_about(is_police, authorities, apart)
        };
        assert!(about("Risk levels instead of absent", true, &[], &[]));
        assert!(!about("Risk levels instead of absent", false, &[], &[]));
        assert!(about("Northamptonshire reorganised", false, &["Northamptonshire"], &["Northamptonshire"]));
        assert!(!about("Northamptonshire reorganised", false, &["Northamptonshire", "Kent"], &[]));
        assert!(about("Hackney without figures", false, &["Hackney", "Camden"], &[]));
        assert!(!about("Hackney without figures", false, &["Camden"], &[]));
    }
}
