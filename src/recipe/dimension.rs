//! What figures can be broken down by.

use super::Words;
use serde::{Deserialize, Serialize};

/// What figures can be broken down by, or narrowed down to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// The year, quarter or month.
    Year,
    /// The English region of the authority or police force.
    Region,
    /// The local authority.
    LocalAuthority,
    /// The police force.
    PoliceForce,
    /// Who recorded the episode.
    Source,
    /// Which of the sources has seen it, where episodes are matched.
    SeenBy,
    /// Whether the child was missing or away from placement without authorisation (SSDA903 codes M and A).
    MissingStatus,
    /// The risk category that the police gave the episode.
    Risk,
    /// How long the episode lasted.
    Duration,
    /// How it ended.
    Outcome,
    /// The day of the week on which it started.
    Weekday,
    /// The hour in which it started.
    Hour,
    /// How often the child was missing in the same year.
    Repeats,
    /// The child's sex.
    Sex,
    /// The child's age when the episode started.
    Age,
    /// The child's ethnic group.
    Ethnicity,
    /// Whether the child was looked after by a local authority.
    LookedAfter,
    /// The child's legal status when the episode started.
    LegalStatus,
    /// The type of placement that the child went missing from.
    Placement,
    /// Whether that placement was in the area of the child's own authority.
    PlacementArea,
    /// Whether child sexual exploitation is flagged.
    SexualExploitation,
    /// Whether child criminal exploitation is flagged.
    CriminalExploitation,
    /// Whether trafficking is flagged.
    Trafficking,
    /// Whether gangs are flagged.
    Gangs,
    /// Whether the child was an unaccompanied asylum-seeking child when the episode started.
    Uasc,
    /// Whether a return interview was offered.
    InterviewOffered,
    /// Whether a return interview was accepted.
    InterviewAccepted,
}

impl Dimension {
    /// All, in the order in which they are offered.
    pub const ALL: [Dimension; 27] = [
        Dimension::Year,
        Dimension::Region,
        Dimension::LocalAuthority,
        Dimension::PoliceForce,
        Dimension::Source,
        Dimension::SeenBy,
        Dimension::MissingStatus,
        Dimension::Risk,
        Dimension::Duration,
        Dimension::Outcome,
        Dimension::Weekday,
        Dimension::Hour,
        Dimension::Repeats,
        Dimension::Sex,
        Dimension::Age,
        Dimension::Ethnicity,
        Dimension::LookedAfter,
        Dimension::LegalStatus,
        Dimension::Placement,
        Dimension::PlacementArea,
        Dimension::SexualExploitation,
        Dimension::CriminalExploitation,
        Dimension::Trafficking,
        Dimension::Gangs,
        Dimension::Uasc,
        Dimension::InterviewOffered,
        Dimension::InterviewAccepted,
    ];

    /// Whether its categories are places, which lie in each other.
    pub fn is_place(self) -> bool {
        matches!(self, Dimension::Region | Dimension::LocalAuthority | Dimension::PoliceForce)
    }

    /// Its name in recipes and exports.
    pub fn name(self) -> &'static str {
        self.words().name
    }

    /// Its name in the middle of a sentence.
    pub fn label(self) -> &'static str {
        self.words().label
    }

    /// How it is called and what it means.
    pub fn words(self) -> Words {
        let (name, label, definition) = match self {
            Dimension::Year => (
                "year",
                "year",
                "The year, quarter or month in which the episode starts; where episodes carried over are included, every year in \
                 which it is open.",
            ),
            Dimension::Region => (
                "region",
                "region",
                "The English region of the local authority or police force that recorded the episode, whatever the authority was \
                 called at the time.",
            ),
            Dimension::LocalAuthority => (
                "local_authority",
                "local authority",
                "The local authority that looks after the child, under its name at the time; reorganised authorities have their \
                 series broken.",
            ),
            Dimension::PoliceForce => (
                "police_force",
                "police force",
                "The police force that recorded the episode or, of an authority's episodes, the one in whose area the authority lies.",
            ),
            Dimension::Source => (
                "source",
                "source",
                "Who recorded the episode: local authorities or the police, side by side and never added together.",
            ),
            Dimension::SeenBy => (
                "seen_by",
                "who has seen them",
                "Whether both the local authority and the police have the episode, or one of them alone; for files of both that have the \
                 same reference for a child.",
            ),
            Dimension::MissingStatus => (
                "missing_status",
                "missing or away",
                "Missing (code M): the child's whereabouts is not known. Away from placement without authorisation (code A; a local \
                 authority's word absent is read as the same): it is known (Department for Education, SSDA903). Absent: a category of police \
                 records from 2013 to 2017.",
            ),
            Dimension::Risk => (
                "risk",
                "risk category",
                "The risk that the police gave the episode: high, medium, low or, since 2017 in the place of absent, no apparent \
                 risk (College of Policing).",
            ),
            Dimension::Duration => (
                "duration",
                "duration",
                "Whole days from the date on which the episode starts to that on which it ends: 0 is the same day, 1 the next, \
                 which can be anything up to 48 hours.",
            ),
            Dimension::Outcome => (
                "outcome",
                "outcome",
                "How the child came back or who found it, as far as the file records it.",
            ),
            Dimension::Weekday => {
                ("weekday", "day of the week", "The day of the week on which the episode starts.")
            }
            Dimension::Hour => (
                "hour",
                "hour of the day",
                "The hour in which the episode starts, by the clock; not recorded where the file gives dates alone.",
            ),
            Dimension::Repeats => (
                "repeats",
                "how often missing in the year",
                "How many episodes the child has in the files that start in the same year as this one: the year ending 31 March, or the \
                 calendar year where figures are by those. Each of the child's episodes of the year counts, whatever is left out of the \
                 figures.",
            ),
            Dimension::Sex => ("sex", "sex", "The child's sex, as recorded."),
            Dimension::Age => (
                "age",
                "age",
                "The child's age in whole years when the episode starts, in the Department for Education's bands.",
            ),
            Dimension::Ethnicity => (
                "ethnicity",
                "ethnic group",
                "The child's ethnic group, SSDA903's codes put together by their first words.",
            ),
            Dimension::LookedAfter => (
                "looked_after",
                "looked after or not",
                "Whether the child was looked after by a local authority, as recorded.",
            ),
            Dimension::LegalStatus => (
                "legal_status",
                "legal status",
                "The child's legal status on the day on which the episode starts, from the Episodes module of the same return.",
            ),
            Dimension::Placement => (
                "placement",
                "placement",
                "The type of placement on the day on which the episode starts, from the Episodes module of the same return.",
            ),
            Dimension::PlacementArea => (
                "placement_area",
                "placed in or out of area",
                "Whether the child was placed in the area of the authority that looks after it, as recorded.",
            ),
            Dimension::SexualExploitation => (
                "sexual_exploitation",
                "child sexual exploitation",
                "Whether child sexual exploitation is flagged; a flag of its own, whatever the risk category.",
            ),
            Dimension::CriminalExploitation => (
                "criminal_exploitation",
                "child criminal exploitation",
                "Whether child criminal exploitation is flagged; a flag of its own, whatever the risk category.",
            ),
            Dimension::Trafficking => (
                "trafficking",
                "trafficking",
                "Whether trafficking is flagged; a flag of its own, whatever the risk category.",
            ),
            Dimension::Gangs => (
                "gangs",
                "gangs",
                "Whether gangs are flagged; a flag of its own, whatever the risk category.",
            ),
            Dimension::Uasc => (
                "uasc",
                "unaccompanied asylum-seeking",
                "Whether the child was an unaccompanied asylum-seeking child when the episode starts.",
            ),
            Dimension::InterviewOffered => (
                "interview_offered",
                "return interview offered",
                "Whether a return interview was offered after the episode, as recorded.",
            ),
            Dimension::InterviewAccepted => (
                "interview_accepted",
                "return interview accepted",
                "Whether a return interview was accepted after the episode, as recorded.",
            ),
        };
        Words { name, label, definition }
    }
}
