//! What each column of a file holds, told by its header.

use super::format::Kind;
use crate::reference::normalise;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Child,
    BirthDate,
    Age,
    MissingStatus,
    Start,
    StartTime,
    End,
    EndTime,
    DurationHours,
    Region,
    Authority,
    Force,
    Risk,
    LookedAfter,
    CollectionYear,
}

impl Role {
    /// The role in plain words.
    pub(super) fn label(self) -> &'static str {
        match self {
            Role::Child => "child's reference, hashed as it is read",
            Role::BirthDate => "date of birth, made an age and dropped",
            Role::Age => "age",
            Role::MissingStatus => "missing (M) or away (A)",
            Role::Start => "start date",
            Role::StartTime => "start time",
            Role::End => "end date",
            Role::EndTime => "end time",
            Role::DurationHours => "duration in hours",
            Role::Region => "region",
            Role::Authority => "local authority",
            Role::Force => "police force",
            Role::Risk => "risk category",
            Role::LookedAfter => "looked after or not",
            Role::CollectionYear => "collection year",
        }
    }
}

/// The official headers of the SSDA903 Missing module, with the two that the regional extract adds.
const SSDA903_HEADERS: [(Role, &[&str]); 7] = [
    (Role::Child, &["child"]),
    (Role::BirthDate, &["dob"]),
    (Role::MissingStatus, &["missing"]),
    (Role::Start, &["mis start"]),
    (Role::End, &["mis end"]),
    (Role::Authority, &["la"]),
    (Role::CollectionYear, &["year"]),
];

/// Headers that police exports use; no standard for them was found, so these are plain words for the same things.
const POLICE_HEADERS: [(Role, &[&str]); 14] = [
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
    (
        Role::DurationHours,
        &["duration hours", "duration hrs", "duration in hours", "hours missing", "duration h"],
    ),
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
        Role::Risk,
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
        Role::LookedAfter,
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
    (Role::MissingStatus, &["missing status"]),
];

/// A header with a space before each capital that follows a small letter: `DateMissing` is "Date Missing".
fn spaced(header: &str) -> String {
    let mut text = String::with_capacity(header.len() + 4);
    let mut was_small = false;
    for c in header.chars() {
        if was_small && c.is_uppercase() {
            text.push(' ');
        }
        was_small = c.is_lowercase();
        text.push(c);
    }
    text
}

/// What each column of a file holds. Columns without a role are never decoded.
#[derive(Clone, Debug)]
pub(super) struct Mapping {
    kind: Kind,
    roles: Vec<Option<Role>>,
}

impl Mapping {
    /// By the official headers of SSDA903.
    pub(super) fn of_ssda903(headers: &[String]) -> Self {
        Self::of(Kind::Ssda903, headers, &SSDA903_HEADERS)
    }

    /// By the words that police exports use.
    pub(super) fn of_police(headers: &[String]) -> Self {
        Self::of(Kind::Police, headers, &POLICE_HEADERS)
    }

    /// Where two headers claim a role, the one that stands earlier in the list of words has it.
    fn of(kind: Kind, headers: &[String], words: &[(Role, &[&str])]) -> Self {
        let headers: Vec<String> = headers.iter().map(|header| normalise(&spaced(header))).collect();
        let mut roles = vec![None; headers.len()];
        for (role, names) in words {
            let column = names.iter().find_map(|name| headers.iter().position(|header| header == name));
            if let Some(column) = column {
                roles[column] = Some(*role);
            }
        }
        Mapping { kind, roles }
    }

    /// The same columns in a file of another kind.
    pub(super) fn of_kind(self, kind: Kind) -> Self {
        Mapping { kind, ..self }
    }

    /// The kind of file.
    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether some column has a role.
    pub(super) fn has(&self, role: Role) -> bool {
        self.column(role).is_some()
    }

    /// The column that has a role.
    pub(super) fn column(&self, role: Role) -> Option<usize> {
        self.roles.iter().position(|found| *found == Some(role))
    }

    /// The role of each column.
    pub(super) fn roles(&self) -> &[Option<Role>] {
        &self.roles
    }
}
