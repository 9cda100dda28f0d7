//! Every choice a user makes about a view, as data: with the files and the version it reproduces a figure exactly.
//!
//! A recipe holds settings only, never anything from a file.

use crate::period::YearType;
use serde::{Deserialize, Serialize};

/// Who recorded the episodes. The two count the same events in different ways and are never added together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Local authorities, in the SSDA903 return or an extract of it.
    LocalAuthority,
    /// Police forces.
    Police,
}

/// What figures can be broken down by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// The year in which the episode started.
    Year,
    /// The English region of the authority or police force.
    Region,
    /// The risk category that the police gave the episode.
    Risk,
    /// Whether the child was missing or away from placement without authorisation (SSDA903 codes M and A).
    MissingStatus,
    /// Whether the child was looked after by a local authority.
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
    /// Whether the child was an unaccompanied asylum-seeking child when the episode started.
    Uasc,
    /// The child's legal status when the episode started, from the Episodes module of the same return.
    LegalStatus,
    /// The type of placement that the child went missing from, from the same.
    Placement,
}

impl Dimension {
    /// All, in the order in which they are offered.
    pub const ALL: [Dimension; 13] = [
        Dimension::Year,
        Dimension::Region,
        Dimension::Risk,
        Dimension::MissingStatus,
        Dimension::Sex,
        Dimension::LookedAfter,
        Dimension::SexualExploitation,
        Dimension::CriminalExploitation,
        Dimension::Trafficking,
        Dimension::Gangs,
        Dimension::Uasc,
        Dimension::LegalStatus,
        Dimension::Placement,
    ];

    /// The name of its column in exports, which is its name in recipes too.
    pub fn column_name(self) -> &'static str {
        match self {
            Dimension::Year => "year",
            Dimension::Region => "region",
            Dimension::Risk => "risk",
            Dimension::MissingStatus => "missing_status",
            Dimension::LookedAfter => "looked_after",
            Dimension::Sex => "sex",
            Dimension::SexualExploitation => "sexual_exploitation",
            Dimension::CriminalExploitation => "criminal_exploitation",
            Dimension::Trafficking => "trafficking",
            Dimension::Gangs => "gangs",
            Dimension::Uasc => "uasc",
            Dimension::LegalStatus => "legal_status",
            Dimension::Placement => "placement",
        }
    }

    /// Its name in the middle of a sentence.
    pub fn label(self) -> &'static str {
        match self {
            Dimension::Year => "year",
            Dimension::Region => "region",
            Dimension::Risk => "risk category",
            Dimension::MissingStatus => "missing or away",
            Dimension::LookedAfter => "looked after or not",
            Dimension::Sex => "sex",
            Dimension::SexualExploitation => "child sexual exploitation",
            Dimension::CriminalExploitation => "child criminal exploitation",
            Dimension::Trafficking => "trafficking",
            Dimension::Gangs => "gangs",
            Dimension::Uasc => "unaccompanied asylum-seeking",
            Dimension::LegalStatus => "legal status",
            Dimension::Placement => "placement",
        }
    }
}

/// Which rule decides what may be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Policy {
    /// As the Department for Education publishes local figures: a cell of 1 to 5 children is suppressed, zeros are shown.
    #[default]
    Dfe,
    /// Everything is shown: for the holder's own eyes, and every output says so.
    Unprotected,
}

/// The shape of the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Layout {
    /// For a page or a document.
    #[default]
    Wide,
    /// For a phone.
    Narrow,
}

/// How often episodes count that are identical in child, start, end and M or A.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Duplicates {
    /// Each time: where no times of day are recorded, two episodes of one day look the same.
    #[default]
    Counted,
    /// Once, however often they stand in the files.
    CountedOnce,
}

/// Every choice behind one view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Recipe {
    /// The dimensions, outermost first, each at most once.
    pub by: Vec<Dimension>,
    /// Which years.
    #[serde(default)]
    pub year_type: YearType,
    /// Whose figures; may be left out when the files at hand have one source only.
    #[serde(default)]
    pub source: Option<Source>,
    /// How often identical episodes count.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<Duplicates>", optional))]
    pub duplicates: Duplicates,
    /// What may be shown.
    #[serde(default)]
    pub policy: Policy,
    /// The picture's shape.
    #[serde(default)]
    pub layout: Layout,
}
