//! What a column can hold, and the headers by which it is told.

use super::format::Kind;
use crate::reference::{Category, normalise};
use serde::{Deserialize, Serialize};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A child's reference, which means something within its source only.
    Child,
    /// A date of birth.
    BirthDate,
    /// Whole years of age.
    Age,
    /// The date, or date and time, at which an episode starts.
    Start,
    /// The time of day at which it starts.
    StartTime,
    /// The date, or date and time, at which it ends.
    End,
    /// The time of day at which it ends.
    EndTime,
    /// Its length in hours.
    Duration,
    /// An English region.
    Region,
    /// A local authority.
    Authority,
    /// A police force.
    Force,
    /// The year in which the collection year ends.
    CollectionYear,
    /// A category from a code list.
    #[serde(untagged)]
    Category(Category),
}

impl Role {
    /// Every role, in the order in which they are offered.
    pub(crate) fn all() -> impl Iterator<Item = Role> {
        let plain = [
            Role::Child,
            Role::Start,
            Role::StartTime,
            Role::End,
            Role::EndTime,
            Role::Duration,
            Role::Region,
            Role::Authority,
            Role::Force,
            Role::BirthDate,
            Role::Age,
            Role::CollectionYear,
        ];
        plain.into_iter().chain(Category::ALL.into_iter().map(Role::Category))
    }

    /// The role in plain words.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Role::Child => "child's reference, hashed as it is read",
            Role::BirthDate => "date of birth, made an age and dropped",
            Role::Age => "age",
            Role::Start => "start date",
            Role::StartTime => "start time",
            Role::End => "end date",
            Role::EndTime => "end time",
            Role::Duration => "duration in hours",
            Role::Region => "region",
            Role::Authority => "local authority",
            Role::Force => "police force",
            Role::CollectionYear => "collection year",
            Role::Category(category) => category.label(),
        }
    }
}

/// A header and the role of its column.
type Word = (Role, &'static [&'static str]);

/// The official headers of SSDA903's modules, with the two that the regional extracts add, and of the Standard Safeguarding
/// Dataset's missing table.
pub(super) fn official_words(kind: Kind) -> &'static [Word] {
    use Category::{
        Ethnicity, InterviewAccepted, InterviewOffered, LegalStatus, MissingStatus, Placement, ReasonCeased,
        Sex,
    };
    match kind {
        Kind::Ssda903 | Kind::Regional => &[
            (Role::Child, &["child"]),
            (Role::BirthDate, &["dob"]),
            (Role::Category(MissingStatus), &["missing"]),
            (Role::Start, &["mis start"]),
            (Role::End, &["mis end"]),
            (Role::Authority, &["la"]),
            (Role::CollectionYear, &["year"]),
        ],
        Kind::Header => &[
            (Role::Child, &["child"]),
            (Role::Category(Sex), &["sex"]),
            (Role::BirthDate, &["dob"]),
            (Role::Category(Ethnicity), &["ethnic"]),
            (Role::Authority, &["la"]),
            (Role::CollectionYear, &["year"]),
        ],
        Kind::Episodes => &[
            (Role::Child, &["child"]),
            (Role::Start, &["decom"]),
            (Role::Category(LegalStatus), &["ls"]),
            (Role::Category(Placement), &["place"]),
            (Role::End, &["dec"]),
            (Role::Category(ReasonCeased), &["rec"]),
            (Role::Authority, &["la"]),
            (Role::CollectionYear, &["year"]),
        ],
        Kind::Uasc => &[
            (Role::Child, &["child"]),
            (Role::Category(Sex), &["sex"]),
            (Role::BirthDate, &["dob"]),
            (Role::End, &["duc"]),
            (Role::Authority, &["la"]),
            (Role::CollectionYear, &["year"]),
        ],
        Kind::SafeguardingDataset => &[
            (Role::Child, &["miss person id"]),
            (Role::Start, &["miss missing episode start date"]),
            (Role::Category(MissingStatus), &["miss missing episode type"]),
            (Role::End, &["miss missing episode end date"]),
            (Role::Category(InterviewOffered), &["miss missing rhi offered"]),
            (Role::Category(InterviewAccepted), &["miss missing rhi accepted"]),
        ],
        Kind::Police | Kind::Published | Kind::Unrecognised => &[],
    }
}

/// Headers that police exports use; no standard for them was found, so these are plain words for the same things. Where two
/// headers claim a role, the one that stands earlier here has it.
const POLICE_WORDS: &[Word] = &[
    (
        Role::Child,
        &[
            "child ref",
            "child reference",
            "child id",
            "child",
            "person ref",
            "person reference",
            "person id",
            "nominal ref",
            "nominal id",
            "misper ref",
            "misper id",
            "individual id",
            "pseudonym",
        ],
    ),
    (Role::BirthDate, &["dob", "date of birth", "birth date"]),
    (Role::Age, &["age", "age years", "age at missing", "age when missing", "age at start"]),
    (
        Role::Start,
        &[
            "date missing",
            "missing date",
            "date went missing",
            "date reported missing",
            "reported missing",
            "missing from date",
            "date missing from",
            "start date",
            "start",
            "date from",
            "missing start",
            "missing start date",
            "episode start",
            "episode start date",
            "datetime missing",
            "date time missing",
            "missing datetime",
            "missing date time",
            "start datetime",
            "start date time",
            "reported date",
            "date reported",
            "reported date time",
            "reported datetime",
            // The last two can be the place from which a child is missing; a better name goes first.
            "missing from",
            "from",
        ],
    ),
    (
        Role::StartTime,
        &[
            "time missing",
            "missing time",
            "start time",
            "time went missing",
            "reported time",
            "time reported",
        ],
    ),
    (
        Role::End,
        &[
            "date found",
            "found date",
            "date returned",
            "returned date",
            "return date",
            "date located",
            "located date",
            "end date",
            "end",
            "to",
            "date to",
            "missing to",
            "missing end",
            "missing end date",
            "episode end",
            "episode end date",
            "datetime found",
            "date time found",
            "found datetime",
            "found date time",
            "end datetime",
            "end date time",
            "located date time",
            "located datetime",
        ],
    ),
    (
        Role::EndTime,
        &[
            "time found",
            "found time",
            "end time",
            "time returned",
            "return time",
            "time located",
            "located time",
        ],
    ),
    (Role::Duration, &["duration hours", "duration hrs", "duration in hours", "hours missing", "duration h"]),
    (Role::Region, &["region", "region name", "region code"]),
    (
        Role::Authority,
        &[
            "local authority",
            "local authority name",
            "la",
            "la name",
            "la code",
            "new la code",
            "authority",
            "council",
        ],
    ),
    (
        Role::Force,
        &[
            "force",
            "police force",
            "force name",
            "police force name",
            "police force area",
            "pfa",
            "pfa name",
            "pfa code",
        ],
    ),
    (
        Role::Category(Category::Risk),
        &[
            "risk",
            "risk category",
            "risk level",
            "risk grading",
            "risk grade",
            "risk assessment",
            "risk rating",
        ],
    ),
    (
        Role::Category(Category::LookedAfter),
        &[
            "looked after",
            "looked after child",
            "lac",
            "cla",
            "in care",
            "is looked after",
            "looked after yn",
        ],
    ),
    (Role::Category(Category::MissingStatus), &["missing status", "missing or absent", "missing absent"]),
    (Role::Category(Category::Sex), &["sex", "gender"]),
    (
        Role::Category(Category::SexualExploitation),
        &[
            "cse",
            "cse flag",
            "cse risk",
            "at risk of cse",
            "child sexual exploitation",
            "sexual exploitation",
        ],
    ),
    (
        Role::Category(Category::CriminalExploitation),
        &[
            "cce",
            "cce flag",
            "cce risk",
            "at risk of cce",
            "child criminal exploitation",
            "criminal exploitation",
        ],
    ),
    (
        Role::Category(Category::Trafficking),
        &["trafficking", "trafficked", "trafficking flag", "child trafficking"],
    ),
    (Role::Category(Category::Gangs), &["gangs", "gang", "gang flag", "gangs flag", "gang affiliation"]),
    (
        Role::Category(Category::Uasc),
        &["uasc", "uasc flag", "unaccompanied asylum seeker", "unaccompanied asylum seeking child"],
    ),
    (
        Role::Category(Category::InterviewOffered),
        &["rhi offered", "return interview offered", "return home interview offered", "interview offered"],
    ),
    (
        Role::Category(Category::InterviewAccepted),
        &[
            "rhi accepted",
            "return interview accepted",
            "return home interview accepted",
            "interview accepted",
        ],
    ),
    (Role::Category(Category::Ethnicity), &["ethnicity", "ethnic group", "ethnic origin", "ethnic"]),
    (
        Role::Category(Category::PlacementArea),
        &[
            "placement area",
            "placed in or out of area",
            "in or out of area",
            "out of area",
            "placed out of area",
            "out of area placement",
            "placement location",
        ],
    ),
    (
        Role::Category(Category::Outcome),
        &["outcome", "how found", "found by", "return method", "how returned"],
    ),
];

/// The role of each column by the official headers of a kind of file.
pub(super) fn official_roles(kind: Kind, headers: &[String]) -> Vec<Option<Role>> {
    roles(headers, official_words(kind))
}

/// The role of each column by the words that police exports use.
pub(super) fn police_roles(headers: &[String]) -> Vec<Option<Role>> {
    roles(headers, POLICE_WORDS)
}

fn roles(headers: &[String], words: &[Word]) -> Vec<Option<Role>> {
    let headers: Vec<String> = headers.iter().map(|header| comparable(header)).collect();
    let mut roles = vec![None; headers.len()];
    for (role, names) in words {
        let column = names.iter().find_map(|name| headers.iter().position(|header| header == name));
        if let Some(column) = column {
            roles[column] = Some(*role);
        }
    }
    roles
}

/// A header in the form in which headers are compared, with a space before each capital that follows a small letter:
/// `DateMissing` is "date missing".
pub(super) fn comparable(header: &str) -> String {
    let mut text = String::with_capacity(header.len() + 4);
    let mut was_small = false;
    for c in header.chars() {
        if was_small && c.is_uppercase() {
            text.push(' ');
        }
        was_small = c.is_lowercase();
        text.push(c);
    }
    normalise(&text)
}
