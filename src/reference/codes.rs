//! The categories of risk and of missing status, with the spellings that files use for them.

use super::place::normalise;

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
        match self {
            Risk::High => "High",
            Risk::Medium => "Medium",
            Risk::Low => "Low",
            Risk::NoApparentRisk => "No apparent risk",
            Risk::NotRecorded => "Not recorded",
        }
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
    /// Neither code stands in the file.
    NotRecorded,
}

impl MissingStatus {
    /// All categories, in the order in which they are shown.
    pub const ALL: [MissingStatus; 3] =
        [MissingStatus::Missing, MissingStatus::Away, MissingStatus::NotRecorded];

    /// The category's name.
    pub fn label(self) -> &'static str {
        match self {
            MissingStatus::Missing => "Missing",
            MissingStatus::Away => "Away without authorisation",
            MissingStatus::NotRecorded => "Not recorded",
        }
    }

    /// Reads a value of the `MISSING` column in either case; none if it is not a code of the list.
    pub(crate) fn read(text: &[u8]) -> Option<MissingStatus> {
        match text {
            b"M" | b"m" => Some(MissingStatus::Missing),
            b"A" | b"a" => Some(MissingStatus::Away),
            _ => None,
        }
    }
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
