//! The guard against columns that tell who a child is: names, addresses, numbers of persons, free text.
//!
//! In: a column's header, and different values from the head of the file. Out: what the column seems to hold and what told
//! so, or nothing. A header tells unless the values deny it; without one, values tell where their form cannot be chance. A column
//! that is not asked for is never read in any case, so where it is not sure the guard stays silent: to miss a column costs
//! a warning, to accuse a column of places costs the column. Knows nothing of roles, rows or what is done about it.

mod content;
mod form;
mod header;

use crate::reference::{find_authority, find_force, find_region, normalise};
pub(super) use header::looks_like_birth_dates;

/// What a column that must not be read seems to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Identifier {
    /// Names of persons.
    Name,
    /// Postal addresses.
    Address,
    /// Postcodes with both halves; an outward code alone or a postcode that was shortened is none.
    Postcode,
    /// Map references.
    MapReference,
    /// Unique pupil numbers of the Department for Education.
    Upn,
    /// NHS numbers.
    NhsNumber,
    /// National Insurance numbers.
    NationalInsurance,
    /// Other numbers by which authorities know a person: passports, the Police National Computer, unique learner numbers.
    PersonNumber,
    /// E-mail addresses.
    Email,
    /// Telephone numbers.
    Phone,
    /// Sentences, in which anything can stand.
    FreeText,
}

impl Identifier {
    /// What the column looks like: "Column `Surname` looks like names; it was not read."
    pub(super) fn label(self) -> &'static str {
        match self {
            Identifier::Name => "names",
            Identifier::Address => "addresses",
            Identifier::Postcode => "full postcodes",
            Identifier::MapReference => "map references",
            Identifier::Upn => "unique pupil numbers",
            Identifier::NhsNumber => "NHS numbers",
            Identifier::NationalInsurance => "National Insurance numbers",
            Identifier::PersonNumber => "numbers of persons",
            Identifier::Email => "e-mail addresses",
            Identifier::Phone => "telephone numbers",
            Identifier::FreeText => "free text",
        }
    }
}

/// What told that a column identifies persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ToldBy {
    /// The words of its header.
    Header,
    /// The form of its values.
    Content,
}

/// What a column seems to hold, and what told so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// What the column seems to hold.
    pub(super) identifier: Identifier,
    /// What told so.
    pub(super) told_by: ToldBy,
}

/// Values that answer a question about a thing and are not the thing: a column "Mobile" of these says who had one.
const ANSWERS: [&str; 8] = ["y", "n", "yes", "no", "true", "false", "0", "1"];

/// Beside the answers.
const NO_ANSWERS: [&str; 7] = ["unknown", "not known", "not recorded", "na", "n a", "null", "u"];

/// What a column seems to hold that tells who a child is, by its header or by up to some 200 different values, none of them
/// blank, from the head of the file.
pub(super) fn identify(header: &str, values: &[&str]) -> Option<Found> {
    let by_header = header::tell(header).filter(|identifier| !is_denied(*identifier, values));
    if let Some(identifier) = by_header {
        return Some(Found { identifier, told_by: ToldBy::Header });
    }
    let identifier = content::tell(values).filter(|identifier| {
        // References of ten or eleven digits can all begin as telephone numbers do.
        *identifier != Identifier::Phone || !header::is_reference(header)
    })?;
    Some(Found { identifier, told_by: ToldBy::Content })
}

/// Whether a column's values show that it does not hold what its header says.
fn is_denied(identifier: Identifier, values: &[&str]) -> bool {
    if values.is_empty() {
        return false;
    }
    let normalised: Vec<String> = values.iter().map(|value| normalise(value)).collect();
    let is_one_of = |answers: &[&str], value: &String| answers.contains(&value.as_str());
    let are_answers =
        normalised.iter().all(|value| is_one_of(&ANSWERS, value) || is_one_of(&NO_ANSWERS, value))
            && normalised.iter().any(|value| is_one_of(&ANSWERS, value));
    are_answers
        || match identifier {
            Identifier::Postcode => !values.iter().any(|value| form::is_full_postcode(value)),
            Identifier::Name => {
                2 * values.iter().filter(|value| is_known_place(value)).count() > values.len()
            }
            _ => false,
        }
}

/// Whether a value is a region, an authority or a police force.
fn is_known_place(value: &str) -> bool {
    find_region(value).is_some() || find_authority(value).is_some() || find_force(value).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a column of such values is taken for under a header that says nothing.
    fn by_content(values: &[&str]) -> Option<Identifier> {
        identify("Column 7", values).map(|found| {
            assert_eq!(found.told_by, ToldBy::Content, "{values:?}");
            found.identifier
        })
    }

    #[test]
    fn values_can_deny_what_a_header_says() {
        let check = |header, values: &[&str], expected| {
            let found = identify(header, values).map(|found| found.identifier);
            assert_eq!(found, expected, "{header} {values:?}");
        };
        check("HOME_POST", &["SW1A 1", "M60", "LS1 4"], None);
        check("HOME_POST", &["SW1A 1", "M60 1NW"], Some(Identifier::Postcode));
        check("Mobile", &["Y", "N", "Not known"], None);
        check("Mobile", &["Not known"], Some(Identifier::Phone));
        check("Name", &["Barnet", "Leeds", "County Durham", "England"], None);
        check("Name", &["Barnet", "Ann", "Bo"], Some(Identifier::Name));
    }

    #[test]
    fn values_tell_where_the_header_does_not() {
        let check = |values: &str, expected| {
            let values: Vec<&str> = values.split('|').collect();
            assert_eq!(by_content(&values), expected, "{values:?}");
        };
        check("a@b.org|c@d.org|not known", Some(Identifier::Email));
        check("M1 1AA|M60 1NW|CR2 6XH|no fixed abode", Some(Identifier::Postcode));
        check("M1 1AA|M60 1NW", None);
        check("M1|M60|CR2|DN55|W1A|EC1A|SW1A 1|LS1 4", None);
        check("B801200005001|P207000016049|M80120000500A", Some(Identifier::Upn));
        check("AB123456C|AB123457D|CE 12 34 56 A", Some(Identifier::NationalInsurance));
        check(
            "12 High Street|Children's home|4 Elm Road, Leeds|9 Mill Lane LS1 4AB",
            Some(Identifier::Address),
        );
        check(
            "07700900001|07700900002|07700900003|07700900004|07700900005|07700900006|07700900007|0161 496 0008|020 7946 0009|07700900010",
            Some(Identifier::Phone),
        );
        check(
            "Jack Ash|Olivia Bell|SMITH, Harry|Anne-Marie O'Brien|Thomas Zed|Priya Patel|Mohammed Khan|Bo Li|Emily Fox|Zoë Dean",
            Some(Identifier::Name),
        );
        check("Jack|Olivia|Harry|Ann|Thomas|Priya|Mohammed|Bo|Emily|Zoë", Some(Identifier::Name));
    }

    #[test]
    fn columns_of_places_categories_and_dates_are_let_pass() {
        for values in [
            "Barnet|Brent|Leeds|Kent|Essex|Norfolk|County Durham|City of London|York|Bristol, City of|Barnsley MBC",
            "North East|North West|Yorkshire and The Humber|East Midlands|West Midlands|East of England|London|South East|South West",
            "Avon and Somerset|Bedfordshire|Cambridgeshire|Cheshire|City of London Police|Met|Kent|Essex|Norfolk|Suffolk|Surrey",
            "High|Medium|Low|No apparent risk|Absent|H|M|L|Not recorded|Very high|Standard",
            "White British|White Irish|Gypsy or Roma|Traveller of Irish heritage|Any other White background|White and Asian|Indian|Pakistani|\
             Bangladeshi|Chinese|Black Caribbean|Black African|Any other ethnic group|Refused|Information not yet obtained",
            "Foster placement with relative or friend, long term fostering|Foster placement with other foster carer, FFA or concurrency|\
             Secure children's homes|Children's homes subject to children's homes regulations|Placed with own parents or other person with \
             parental responsibility|Independent living in flat, lodgings, bedsit|Residential care home|NHS or health trust providing nursing \
             care|Family centre or mother and baby unit|Young offender institution or prison|Residential school|Placed for adoption with consent",
            "Oak House|Willow Lodge|Rose Cottage|Thomas Coram House|St Mary's|The Elms|Elm Bank|Ash Grove|Park View|Mill House|Hope Care Ltd",
            "Milton Keynes|Great Yarmouth|Bury St Edmunds|Hemel Hempstead|King's Lynn|St Albans|Market Harborough|Leigh on Sea|Ely|Wisbech",
            "01/04/2015|02/04/2015|03/04/2015|04/04/2015|05/04/2015|06/04/2015|07/04/2015|08/04/2015|09/04/2015|10/04/2015|11/04/2015",
            "2015-04-01 13:05|2015-04-02 13:05|2015-04-03 13:05|2015-04-04 13:05|2015-04-05 13:05|2015-04-06 13:05|2015-04-07 13:05|\
             2015-04-08 13:05|2015-04-09 13:05|2015-04-10 13:05",
            "E09000003|E08000035|E06000047|E10000016|E10000020|E09000001|E06000023|E08000016|E09000002|E09000005",
            "W1|K2|U4|P1|R1|A3|T0|Z1|H5|S1|U6",
        ] {
            let values: Vec<&str> = values.split('|').collect();
            assert_eq!(by_content(&values), None, "{values:?}");
        }
        assert_eq!(by_content(&[]), None);
        assert_eq!(by_content(&[""; 20]), None);
    }

    #[test]
    fn references_are_let_pass_unless_nearly_all_are_a_known_number() {
        // Of every eleven numbers in a row that differ in the last digits alone, hardly one is an NHS number.
        let references: Vec<String> =
            (0..200).map(|at| format!("{}", 4_000_000_000_u64 + at * 7_919)).collect();
        let values: Vec<&str> = references.iter().map(String::as_str).collect();
        assert_eq!(identify("CHILD", &values), None);
        let all = (4_000_000_000_u64..).map(|number| number.to_string());
        let valid: Vec<String> = all.filter(|number| form::is_nhs_number(number)).take(40).collect();
        let of = |n_valid: usize, n_other: usize| {
            let other = references.iter().filter(|number| !form::is_nhs_number(number)).take(n_other);
            let values: Vec<&str> = valid.iter().take(n_valid).chain(other).map(String::as_str).collect();
            identify("CHILD", &values).map(|found| (found.identifier, found.told_by))
        };
        let nhs = Some((Identifier::NhsNumber, ToldBy::Content));
        assert_eq!(of(10, 0), nhs);
        assert_eq!(of(36, 4), nhs);
        assert_eq!(of(35, 5), None);
        assert_eq!(of(9, 0), None);
        let padded: Vec<String> = (0..50).map(|at| format!("0100000{at:04}")).collect();
        let values: Vec<&str> = padded.iter().map(String::as_str).collect();
        assert_eq!(identify("Child ref", &values), None);
        assert_eq!(identify("Misper ID", &["510000", "92296", "12345_BAR"]), None);
    }

    #[test]
    fn sentences_are_free_text() {
        let sentences: Vec<String> =
            ["park", "shop", "town", "pier", "mall", "farm", "pool", "club", "bank", "café"]
                .iter()
                .map(|place| {
                    format!("Was last seen near the {place} with two friends and did not come back.")
                })
                .collect();
        let values: Vec<&str> = sentences.iter().map(String::as_str).collect();
        assert_eq!(by_content(&values), Some(Identifier::FreeText));
        assert_eq!(by_content(&values[..9]), None);
    }
}
