//! The categories of risk and of missing status, with the spellings that files use for them.

use super::care;
use super::place::normalise;
use serde::{Deserialize, Serialize};

/// The risk category that police give a missing episode: the continuum of the College of Policing's Authorised
/// Professional Practice on missing persons since January 2017, in which "no apparent risk" took the place of "absent".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Risk {
    /// High.
    High,
    /// Medium.
    Medium,
    /// Low.
    Low,
    /// No apparent risk; "absent" before 2017.
    NoApparentRisk,
    /// The file has no risk category for the episode, or one that is not understood.
    NotRecorded,
}

impl Risk {
    /// All categories, in the order in which they are shown.
    pub const ALL: [Risk; 5] = [Risk::High, Risk::Medium, Risk::Low, Risk::NoApparentRisk, Risk::NotRecorded];

    /// The category's name.
    pub fn label(self) -> &'static str {
        RISK_LABELS[self as usize]
    }

    /// Reads a value of a risk column; none if it is not understood.
    pub(crate) fn read(text: &str) -> Option<Risk> {
        let words = normalise(text);
        let words = words.strip_suffix(" risk").unwrap_or(&words);
        Some(match words {
            "high" | "h" => Risk::High,
            "medium" | "med" | "m" => Risk::Medium,
            "low" | "l" => Risk::Low,
            "no apparent" | "absent" | "no apparent risk absent" => Risk::NoApparentRisk,
            words if is_blank(words) => Risk::NotRecorded,
            _ => return None,
        })
    }
}

/// Whether a looked-after child was missing or away, as SSDA903's `MISSING` column codes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingStatus {
    /// Code M: not where the child is expected to be, whereabouts not known.
    Missing,
    /// Code A: away from placement without authorisation, whereabouts known.
    Away,
    /// Not where the child is expected to be, and by the police's category of 2013 to 2017 not missing.
    Absent,
    /// None of these stands in the file.
    NotRecorded,
}

impl MissingStatus {
    /// All categories, in the order in which they are shown.
    pub const ALL: [MissingStatus; 4] =
        [MissingStatus::Missing, MissingStatus::Away, MissingStatus::Absent, MissingStatus::NotRecorded];

    /// The category's name.
    pub fn label(self) -> &'static str {
        MISSING_STATUS_LABELS[self as usize]
    }

    /// What it is in a local authority's file: there, as in the Standard Safeguarding Dataset, absent is another word for away.
    pub(crate) fn of_authority(self) -> MissingStatus {
        if self == MissingStatus::Absent { MissingStatus::Away } else { self }
    }

    /// Reads a code of SSDA903, or a word for it.
    pub(crate) fn read(text: &str) -> Option<MissingStatus> {
        match normalise(text).as_str() {
            "m" | "missing" => Some(MissingStatus::Missing),
            "a" | "away" | "away without authorisation" => Some(MissingStatus::Away),
            "absent" => Some(MissingStatus::Absent),
            _ => None,
        }
    }
}

/// A coded column: a list of categories, of which every row has one. The last category of each list is "Not recorded".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// [`Risk`].
    Risk,
    /// [`MissingStatus`].
    MissingStatus,
    /// Whether the child is looked after by a local authority.
    LookedAfter,
    /// The child's sex.
    Sex,
    /// Whether child sexual exploitation is flagged.
    SexualExploitation,
    /// Whether child criminal exploitation is flagged.
    CriminalExploitation,
    /// Whether trafficking is flagged.
    Trafficking,
    /// Whether gangs are flagged.
    Gangs,
    /// Whether the child is an unaccompanied asylum-seeking child.
    Uasc,
    /// Whether a return interview was offered.
    InterviewOffered,
    /// Whether a return interview was accepted.
    InterviewAccepted,
    /// SSDA903's `LS`.
    LegalStatus,
    /// SSDA903's `PLACE`.
    Placement,
    /// SSDA903's `REC`: why a period of care ended.
    ReasonCeased,
    /// The child's ethnic group.
    Ethnicity,
    /// Whether the child was placed in the area of its own authority.
    PlacementArea,
    /// How the child was found or came back.
    Outcome,
}

impl Category {
    /// All, in the order in which they are offered.
    pub const ALL: [Category; 17] = [
        Category::Risk,
        Category::MissingStatus,
        Category::LookedAfter,
        Category::Sex,
        Category::SexualExploitation,
        Category::CriminalExploitation,
        Category::Trafficking,
        Category::Gangs,
        Category::Uasc,
        Category::InterviewOffered,
        Category::InterviewAccepted,
        Category::LegalStatus,
        Category::Placement,
        Category::ReasonCeased,
        Category::Ethnicity,
        Category::PlacementArea,
        Category::Outcome,
    ];

    /// What a column of it holds, in plain words.
    pub fn label(self) -> &'static str {
        match self {
            Category::Risk => "risk category",
            Category::MissingStatus => "missing (M) or away (A)",
            Category::LookedAfter => "looked after or not",
            Category::Sex => "sex",
            Category::SexualExploitation => "child sexual exploitation, yes or no",
            Category::CriminalExploitation => "child criminal exploitation, yes or no",
            Category::Trafficking => "trafficking, yes or no",
            Category::Gangs => "gangs, yes or no",
            Category::Uasc => "unaccompanied asylum-seeking child, yes or no",
            Category::InterviewOffered => "return interview offered, yes or no",
            Category::InterviewAccepted => "return interview accepted, yes or no",
            Category::LegalStatus => "legal status",
            Category::Placement => "placement",
            Category::ReasonCeased => "reason for ceasing to be looked after",
            Category::Ethnicity => "ethnic group",
            Category::PlacementArea => "placed in or out of area",
            Category::Outcome => "way in which the episode ended",
        }
    }

    /// The names of its categories, "Not recorded" last.
    pub fn labels(self) -> &'static [&'static str] {
        match self {
            Category::Risk => &RISK_LABELS,
            Category::MissingStatus => &MISSING_STATUS_LABELS,
            Category::Sex => &["Male", "Female", NOT_RECORDED],
            Category::LegalStatus => &care::LEGAL_STATUSES,
            Category::Placement => &care::PLACEMENTS,
            Category::ReasonCeased => &care::REASONS_CEASED,
            Category::Ethnicity => &care::ETHNICITIES,
            Category::PlacementArea => &["In area", "Out of area", NOT_RECORDED],
            Category::Outcome => &OUTCOME_LABELS,
            _ => &["Yes", "No", NOT_RECORDED],
        }
    }

    /// Its categories as figures show them, "Not recorded" last, and for each code its place among them: some lists have more codes
    /// than anyone can tell apart in a chart.
    pub(crate) fn shown(self) -> (Vec<&'static str>, Vec<u8>) {
        let groups: &[(&str, &[&str])] = match self {
            Category::LegalStatus => &care::LEGAL_STATUS_GROUPS,
            Category::Placement => &care::PLACEMENT_GROUPS,
            Category::Ethnicity => &care::ETHNICITY_GROUPS,
            _ => return (self.labels().to_vec(), (0..=self.not_recorded()).collect()),
        };
        let not_recorded = groups.len();
        let group = |code: &&str| groups.iter().position(|(_, codes)| codes.contains(code));
        let places = self.labels().iter().map(|code| group(code).unwrap_or(not_recorded) as u8);
        let names = groups.iter().map(|(name, _)| *name).chain([NOT_RECORDED]);
        (names.collect(), places.collect())
    }

    /// The code of "Not recorded".
    pub fn not_recorded(self) -> u8 {
        (self.labels().len() - 1) as u8
    }

    /// Reads a value; none if it is not understood.
    pub(crate) fn read(self, text: &str) -> Option<u8> {
        if is_blank(text) {
            return Some(self.not_recorded());
        }
        match self {
            Category::Risk => Risk::read(text).map(|risk| risk as u8),
            Category::MissingStatus => MissingStatus::read(text).map(|status| status as u8),
            Category::Sex => sex(text),
            Category::LegalStatus | Category::Placement | Category::ReasonCeased => self.code(text),
            Category::Ethnicity => self.code(text).or_else(|| self.code(ethnic_group(text)?)),
            Category::PlacementArea => placement_area(text),
            Category::Outcome => outcome(text),
            _ => yes_or_no(text),
        }
    }

    /// A code as it stands in the list, in either case.
    fn code(self, text: &str) -> Option<u8> {
        let at = self.labels().iter().position(|label| label.eq_ignore_ascii_case(text.trim()))?;
        u8::try_from(at).ok()
    }
}

/// The last category of every list.
const NOT_RECORDED: &str = "Not recorded";

const RISK_LABELS: [&str; 5] = ["High", "Medium", "Low", "No apparent risk", NOT_RECORDED];
const OUTCOME_LABELS: [&str; 5] = [
    "Returned of own accord",
    "Found by police",
    "Found or brought back by others",
    "Found dead",
    NOT_RECORDED,
];
const MISSING_STATUS_LABELS: [&str; 4] = ["Missing", "Away without authorisation", "Absent", NOT_RECORDED];

/// SSDA903's SEX is 1 or 2 up to the collection of 2024, M or F from the next; U stands for none of them.
fn sex(text: &str) -> Option<u8> {
    match normalise(text).as_str() {
        "m" | "male" | "1" | "1 0" => Some(0),
        "f" | "female" | "2" | "2 0" => Some(1),
        "u" => Some(2),
        _ => None,
    }
}

/// Yes or no, also as Ofsted's Annex A has them ("a) Yes").
fn yes_or_no(text: &str) -> Option<u8> {
    match normalise(text).as_str() {
        "y" | "yes" | "true" | "1" | "a yes" => Some(0),
        "n" | "no" | "false" | "0" | "b no" => Some(1),
        _ => None,
    }
}

/// The group of an ethnicity in words, such as "White British", told by its first word; a group of several words as the census has them
/// begins with the same one ("Asian or Asian British").
fn ethnic_group(text: &str) -> Option<&'static str> {
    let words = normalise(text);
    let words = words.strip_prefix("any other ").unwrap_or(&words);
    Some(match words.split(' ').next()? {
        "white" => "White",
        "mixed" => "Mixed",
        "asian" => "Asian",
        "black" => "Black",
        "chinese" => "Chinese",
        "other" | "ethnic" => "Other",
        "refused" => "REFU",
        "information" => "NOBT",
        _ => return None,
    })
}

/// In or out of area; a column of yes and no is one that asks whether the child was placed out of area.
fn placement_area(text: &str) -> Option<u8> {
    match normalise(text).as_str() {
        "in" | "in area" | "inside" | "inside area" | "in borough" | "in county" | "inside la boundary" => {
            Some(0)
        }
        "out"
        | "out of area"
        | "outside"
        | "outside area"
        | "out of borough"
        | "out of county"
        | "outside la boundary"
        | "ooa" => Some(1),
        _ => yes_or_no(text).map(|no| 1 - no),
    }
}

/// How an episode ended, by a word that says it; the police's statistics tell who found the child and fatal outcomes from others (UK
/// Missing Persons Unit, data report).
fn outcome(text: &str) -> Option<u8> {
    const WORDS: [(u8, &[&str]); 4] = [
        (3, &["dead", "deceased", "died", "fatal"]),
        (0, &["own accord", "own volition", "self returned", "returned self"]),
        (1, &["police", "officer", "officers"]),
        (
            2,
            &[
                "carer",
                "carers",
                "parent",
                "parents",
                "family",
                "relative",
                "friend",
                "staff",
                "social worker",
                "public",
            ],
        ),
    ];
    let words = format!(" {} ", normalise(text));
    let says = |sought: &&str| words.contains(&format!(" {sought} "));
    WORDS.into_iter().find(|(_, sought)| sought.iter().any(says)).map(|(code, _)| code)
}

/// Whether a value says that nothing was recorded.
pub(crate) fn is_blank(text: &str) -> bool {
    matches!(
        normalise(text).as_str(),
        "" | "not recorded"
            | "not known"
            | "unknown"
            | "not stated"
            | "na"
            | "n a"
            | "nk"
            | "n k"
            | "null"
            | "none"
            | "nan"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_groups_areas_and_outcomes_are_read_and_never_guessed() {
        let check = |category: Category, text, expected: Option<&str>| {
            let found = category.read(text).map(|code| category.labels()[usize::from(code)]);
            assert_eq!(found, expected, "{text:?}");
        };
        check(Category::Ethnicity, "WBRI", Some("WBRI"));
        check(Category::Ethnicity, "White - British", Some("White"));
        check(Category::Ethnicity, "Asian or Asian British", Some("Asian"));
        check(Category::Ethnicity, "Any other ethnic group", Some("Other"));
        check(Category::Ethnicity, "Not stated", Some("Not recorded"));
        check(Category::Ethnicity, "IC1", None);
        check(Category::PlacementArea, "Out of area", Some("Out of area"));
        check(Category::PlacementArea, "Y", Some("Out of area"));
        check(Category::PlacementArea, "No", Some("In area"));
        check(Category::PlacementArea, "nearby", None);
        check(Category::Outcome, "Returned, of own accord", Some("Returned of own accord"));
        check(Category::Outcome, "Found by Police", Some("Found by police"));
        check(Category::Outcome, "returned by carer", Some("Found or brought back by others"));
        check(Category::Outcome, "safe", None);
    }

    #[test]
    fn risk_is_read_in_the_spellings_of_files_and_never_guessed() {
        let check = |text, expected| assert_eq!(Risk::read(text), expected, "{text:?}");
        check("High", Some(Risk::High));
        check("HIGH RISK", Some(Risk::High));
        check(" medium-risk ", Some(Risk::Medium));
        check("No apparent risk", Some(Risk::NoApparentRisk));
        check("No Apparent Risk (Absent)", Some(Risk::NoApparentRisk));
        check("absent", Some(Risk::NoApparentRisk));
        check("", Some(Risk::NotRecorded));
        check("N/A", Some(Risk::NotRecorded));
        check("Std", None);
        check("highest", None);
    }
}
