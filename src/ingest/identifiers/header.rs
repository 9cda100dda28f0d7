//! What a column's header tells of it: words for what identifies persons, unless other words make an area, a category or a date
//! of it. Knows nothing of values.

use super::super::role::comparable;
use super::Identifier;

/// Words of headers, and what they say wherever they stand in one. The first row that fits counts, so that an e-mail
/// address is no address.
const WORDS: [(Identifier, &str); 10] = [
    (Identifier::Email, "email|emails|e mail"),
    (Identifier::Phone, "telephone|phone|mobile|landline|tel|contact number|contact no|imei"),
    (Identifier::Upn, "upn|unique pupil number|unique pupil no"),
    (Identifier::NhsNumber, "nhs number|nhs no|nhs num|nhs id|nhsnumber|nhsno"),
    (Identifier::NationalInsurance, "national insurance|nino|ni number|ni no|ninumber"),
    (
        Identifier::PersonNumber,
        "passport|pnc|cro number|cro no|home office number|home office reference|home office ref|driving licence|\
         unique learner number|uln|hospital number",
    ),
    // HOME_POST and PL_POST are columns of the SSDA903 return.
    (Identifier::Postcode, "postcode|postcodes|post code|post codes|home post|pl post"),
    (
        Identifier::MapReference,
        "easting|eastings|northing|northings|latitude|longitude|grid reference|grid ref|what3words|uprn",
    ),
    (Identifier::Address, "address|addresses|addr|street|house number|house no"),
    (
        Identifier::FreeText,
        "notes|comment|comments|remarks|narrative|circumstances|free text|freetext|what happened|additional information|\
         further information|other information|additional details|further details|incident details|incident description|\
         incident summary|physical description",
    ),
];

/// Headers that say something only if nothing else stands in them.
const WHOLE: [(Identifier, &str); 3] = [
    (Identifier::NhsNumber, "nhs"),
    (Identifier::FreeText, "description|details|summary|text|information|log|observations"),
    (
        Identifier::Name,
        "name|names|known as|aka|social worker|allocated social worker|allocated worker|key worker|officer in case|informant",
    ),
];

/// Words that make of the words above an area, a category or a date: "address region", "date of phone call".
const NOT_IT: &str = "la|authority|region|county|district|borough|ward|area|force|country|sector|lsoa|msoa|distance|miles|type|\
                      category|flag|indicator|yn|status|count|number of|date|time|unknown|reason";

/// Words for names of persons, wherever they stand.
const NAME_WORDS: &str = "surname|surnames|forename|forenames|firstname|lastname|middlename|fullname|childname|nickname|nicknames|\
                          alias|aliases|initials|fname";

/// Words that stand before "name", or after "name of", where it is a person's. "Force name" and "Name of placement" are places.
const PERSONS: &str = "child|childs|children|person|persons|young|yp|cyp|missing|misper|nominal|individual|subject|pupil|student|\
                       client|patient|victim|suspect|first|last|middle|given|family|full|maiden|preferred|legal|christian|other|\
                       mother|mothers|father|fathers|parent|parents|carer|carers|guardian|sibling|friend|friends|contact|worker";

/// Words of headers of references.
const REFERENCES: &str = "child|id|ids|ref|reference|urn|pseudonym|key|number";

/// What a header says that its column holds.
pub(super) fn tell(header: &str) -> Option<Identifier> {
    let words = Words::of(header);
    if let Some((identifier, _)) = WHOLE.iter().find(|(_, headers)| is_in(headers, words.text())) {
        return Some(*identifier);
    }
    if words.name_a_person() {
        return Some(Identifier::Name);
    }
    if words.has_any(NOT_IT) {
        return None;
    }
    WORDS.iter().find(|(_, phrases)| words.has_any(phrases)).map(|(identifier, _)| *identifier)
}

/// Whether a header speaks of a reference.
pub(super) fn is_reference(header: &str) -> bool {
    Words::of(header).has_any(REFERENCES)
}

/// Whether a header says that its column holds dates of birth.
pub(in crate::ingest) fn looks_like_birth_dates(header: &str) -> bool {
    let words = Words::of(header);
    words.has_any("dob|birthdate|birthday|dateofbirth")
        || (words.has_any("birth") && words.has_any("date|day|dt"))
        || is_in("birth|born|born on|date born", words.text())
}

/// Whether a word is one of a list.
fn is_in(list: &str, word: &str) -> bool {
    list.split('|').any(|listed| listed == word)
}

/// A header's words as headers are compared, with a space before and after each.
struct Words(String);

impl Words {
    /// The words of a header, without numbers: `Addr1`, `HomePostcode2`, `Child 1 name`.
    fn of(header: &str) -> Self {
        let mut words = String::from(" ");
        for word in comparable(header).split(' ') {
            let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
            if !word.is_empty() {
                words.push_str(word);
                words.push(' ');
            }
        }
        Words(words)
    }

    /// The words with single spaces between them.
    fn text(&self) -> &str {
        self.0.trim()
    }

    /// Whether some phrase of a list stands here, word for word.
    fn has_any(&self, phrases: &str) -> bool {
        phrases.split('|').any(|phrase| {
            self.0
                .match_indices(phrase)
                .any(|(at, _)| self.0[..at].ends_with(' ') && self.0[at + phrase.len()..].starts_with(' '))
        })
    }

    /// Whether they speak of the name of a person.
    fn name_a_person(&self) -> bool {
        let words: Vec<&str> = self.text().split(' ').collect();
        let is_person = |at: usize| words.get(at).is_some_and(|word| is_in(PERSONS, word));
        words.iter().enumerate().any(|(at, word)| {
            let is_name = ["name", "names"].contains(word);
            let after = if words.get(at + 1) == Some(&"of") { at + 2 } else { at + 1 };
            is_in(NAME_WORDS, word)
                || (is_name && (at.checked_sub(1).is_some_and(is_person) || is_person(after)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_tell_what_identifies_a_child() {
        let check = |expected, headers: &str| {
            for header in headers.split('|') {
                assert_eq!(tell(header), Some(expected), "{header}");
            }
        };
        check(
            Identifier::Name,
            "Name|NAME|Surname|Child_Surname|FORENAME(S)|Forename 1|First name|FirstName|Last Name|Child name|Child's name|\
             Name of child|Name of missing person|Misper Name|Full name|Also Known As (alias)|Carer name|Names of friends|\
             Mother's name|Name (child)|Social worker|Child 1 name",
        );
        check(Identifier::Address, "Address|Addr1|HOME_ADDRESS|Address Line 2|Address missing from|Street");
        check(
            Identifier::Postcode,
            "Postcode|HOME_POST|PL_POST|Post Code|HomePostcode2|Placement Postcode|postcode_of_home|Address postcode",
        );
        check(Identifier::MapReference, "Easting|Latitude|Grid Ref|UPRN|what3words");
        check(Identifier::Upn, "UPN|upn|Former UPN|Unique Pupil Number");
        check(Identifier::NhsNumber, "NHS No|NHS number|NHSNumber|NHS_NO.|NHS");
        check(Identifier::NationalInsurance, "NI Number|NINO|National Insurance No|N.I. number");
        check(Identifier::PersonNumber, "PNC ID|Passport number|ULN|Home Office Ref");
        check(Identifier::Email, "Email|E-mail address|Carer email|Email2");
        check(Identifier::Phone, "Tel|Tel No|Tel. no.|Telephone|Mobile|Mobile phone number|Contact number");
        check(
            Identifier::FreeText,
            "Notes|Comments|Circumstances|Circumstances of disappearance|Narrative|Description|Risk notes|Incident details|\
             Free text|Details",
        );
    }

    #[test]
    fn headers_of_places_categories_references_and_dates_are_let_pass() {
        for header in "CHILD|Child ID|Child Ref|Misper ID|Person Ref|miss_person_id|DOB|Date of birth|MIS_START|Force name|\
                       Name of force|Police force name|LA name|la_name|LAName|Local authority name|Region name|region_name|pfa_name|\
                       country_name|School name|Home name|Name of placement|Establishment|Placement provider|PLACE_PROVIDER|\
                       Placement description|Ethnic description|Risk|Initial risk|Risk assessment|Missing from|From|Location|\
                       Placement type|Address type|Region of home address|Home address LA|Postcode district|Postcode sector|\
                       Date of address change|Number of phones|Looked after|UPN unknown|NHS trust|NHS region|Reason|\
                       Reason for going missing|Ethnicity|URN of Placement|Child local authority name|Date reported|\
                       Time of phone call|Legal status|Telford|Mobility|Category of Need|Allocated team|Renamed|\
                       Was the child offered a Return Interview after their last missing episode (Y/N)?|"
            .split('|')
        {
            assert_eq!(tell(header), None, "{header}");
        }
    }

    #[test]
    fn headers_of_dates_of_birth_are_told_from_others_about_birth() {
        for header in "DOB|D.O.B.|dob|Child DOB|MC_DOB|Date of birth|DateOfBirth|date_of_birth|Birth date|Birthdate|BirthDate|\
                       Child's date of birth|Date of child's birth|Birth|Born|Date born|DOB (dd/mm/yyyy)"
            .split('|')
        {
            assert!(looks_like_birth_dates(header), "{header}");
        }
        for header in "Place of birth|Country of birth|Age|Year of birth|Birth weight|Date|Date missing|Adobe|CHILD|Stillborn|"
            .split('|')
        {
            assert!(!looks_like_birth_dates(header), "{header}");
        }
    }
}
