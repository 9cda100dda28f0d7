//! Why rows are set aside, and what else can be odd about a row.

use super::role::Role;
use crate::reference::Category;

/// Why a row was set aside, or what is odd about a row that is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The start date is blank (SSDA903 rule 564).
    NoStart,
    /// The start date is not a date (rule 1004).
    StartUnreadable,
    /// The end date is not a date (rule 1005).
    EndUnreadable,
    /// The end is before the start (rule 567).
    EndsBeforeStart,
    /// The child's reference is blank; used, all such rows of a place counting as one child.
    NoChild,
    /// M or A is blank (rule 565); used as not recorded.
    NoMissingStatus,
    /// M or A is blank where there is an end (rule 566); used as not recorded.
    EndsWithoutMissingStatus,
    /// The row has fewer or more fields than the header; used as far as it goes.
    Ragged,
    /// The date of birth is not a date; used without an age.
    BirthDateUnreadable,
    /// The start is before the date of birth (rule 586); used without an age.
    StartsBeforeBirth,
    /// The age at the start is 18 or more; used.
    NotAChild,
    /// The row goes over several lines, in quotation marks; used.
    OverLines,
    /// The row opens a quotation mark that is never closed.
    QuoteNeverClosed,
    /// The row is longer, or has more fields, than any row of an extract.
    TooLong,
    /// The user has yet to say whether day or month comes first.
    OrderNotKnown,
}

impl Reason {
    /// All, in the order in which they are reported.
    pub(super) const ALL: [Reason; 15] = [
        Reason::OrderNotKnown,
        Reason::QuoteNeverClosed,
        Reason::TooLong,
        Reason::NoStart,
        Reason::StartUnreadable,
        Reason::EndUnreadable,
        Reason::EndsBeforeStart,
        Reason::NoChild,
        Reason::NoMissingStatus,
        Reason::EndsWithoutMissingStatus,
        Reason::Ragged,
        Reason::OverLines,
        Reason::BirthDateUnreadable,
        Reason::StartsBeforeBirth,
        Reason::NotAChild,
    ];

    /// Whether such a row is counted nowhere.
    pub fn sets_aside(self) -> bool {
        matches!(
            self,
            Reason::NoStart
                | Reason::StartUnreadable
                | Reason::EndUnreadable
                | Reason::EndsBeforeStart
                | Reason::QuoteNeverClosed
                | Reason::TooLong
                | Reason::OrderNotKnown
        )
    }

    /// Its diagnostic's code.
    pub fn code(self) -> &'static str {
        match self {
            Reason::NoStart => "episodes-no-start",
            Reason::StartUnreadable => "ingest-start-unreadable",
            Reason::EndUnreadable => "ingest-end-unreadable",
            Reason::EndsBeforeStart => "episodes-end-before-start",
            Reason::NoChild => "ingest-no-child",
            Reason::NoMissingStatus => "ingest-no-missing-status",
            Reason::EndsWithoutMissingStatus => "ingest-end-without-missing-status",
            Reason::Ragged => "ingest-ragged-row",
            Reason::BirthDateUnreadable => "ingest-birth-date-unreadable",
            Reason::StartsBeforeBirth => "episodes-start-before-birth",
            Reason::NotAChild => "episodes-not-a-child",
            Reason::OverLines => "ingest-row-over-lines",
            Reason::QuoteNeverClosed => "ingest-quote-never-closed",
            Reason::TooLong => "ingest-row-too-long",
            Reason::OrderNotKnown => "ingest-date-order-not-known",
        }
    }

    /// The reason in a few words.
    pub fn label(self) -> &'static str {
        match self {
            Reason::NoStart => "no start date",
            Reason::StartUnreadable => "start date not readable",
            Reason::EndUnreadable => "end date not readable",
            Reason::EndsBeforeStart => "end before start",
            Reason::NoChild => "no child's reference",
            Reason::NoMissingStatus => "missing or away not recorded",
            Reason::EndsWithoutMissingStatus => "ended, missing or away not recorded",
            Reason::Ragged => "too few or too many fields",
            Reason::BirthDateUnreadable => "date of birth not readable",
            Reason::StartsBeforeBirth => "start before date of birth",
            Reason::NotAChild => "18 or older",
            Reason::OverLines => "over several lines",
            Reason::QuoteNeverClosed => "quotation mark never closed",
            Reason::TooLong => "too long",
            Reason::OrderNotKnown => "order of day and month not known",
        }
    }

    /// The SSDA903 validation rule of the same matter.
    pub(super) fn rule(self) -> Option<&'static str> {
        Some(match self {
            Reason::NoStart => "564",
            Reason::StartUnreadable => "1004",
            Reason::EndUnreadable => "1005",
            Reason::EndsBeforeStart => "567",
            Reason::NoMissingStatus => "565",
            Reason::EndsWithoutMissingStatus => "566",
            Reason::StartsBeforeBirth => "586",
            Reason::NoChild
            | Reason::Ragged
            | Reason::BirthDateUnreadable
            | Reason::NotAChild
            | Reason::OverLines
            | Reason::QuoteNeverClosed
            | Reason::TooLong
            | Reason::OrderNotKnown => return None,
        })
    }

    /// The role of the column in which it shows.
    pub(super) fn role(self) -> Option<Role> {
        match self {
            Reason::NoStart | Reason::StartUnreadable | Reason::OrderNotKnown => Some(Role::Start),
            Reason::EndUnreadable | Reason::EndsBeforeStart => Some(Role::End),
            Reason::NoChild => Some(Role::Child),
            Reason::NoMissingStatus | Reason::EndsWithoutMissingStatus => {
                Some(Role::Category(Category::MissingStatus))
            }
            Reason::BirthDateUnreadable | Reason::StartsBeforeBirth => Some(Role::BirthDate),
            Reason::NotAChild
            | Reason::Ragged
            | Reason::OverLines
            | Reason::QuoteNeverClosed
            | Reason::TooLong => None,
        }
    }

    /// What was found, in one sentence.
    pub(super) fn message(self) -> &'static str {
        match self {
            Reason::NoStart => "The start date is blank; the row was set aside.",
            Reason::StartUnreadable => "The start date could not be read; the row was set aside.",
            Reason::EndUnreadable => "The end date could not be read; the row was set aside.",
            Reason::EndsBeforeStart => "The episode ends before it starts; the row was set aside.",
            Reason::NoChild => {
                "The child's reference is blank; the row is counted as an episode and as no child, and where small figures are protected it adds no child to the others."
            }
            Reason::NoMissingStatus => "Missing or away is blank; the row is counted as not recorded.",
            Reason::EndsWithoutMissingStatus => {
                "The episode has an end, and missing or away is blank; the row is counted as not recorded."
            }
            Reason::Ragged => {
                "The row has fewer or more fields than the header; it is read as far as it goes."
            }
            Reason::BirthDateUnreadable => {
                "The date of birth could not be read; the row is counted without an age."
            }
            Reason::StartsBeforeBirth => {
                "The episode starts before the date of birth; the row is counted without an age."
            }
            Reason::NotAChild => "The person is 18 or older at the start; the row is counted all the same.",
            Reason::OverLines => {
                "The row goes over more than one line of the file, in quotation marks; a stray quotation mark does the same \
                 and takes the lines up to the next one with it."
            }
            Reason::QuoteNeverClosed => {
                "A quotation mark in the row is never closed; the row was set aside, and the rows after it are read as usual."
            }
            Reason::TooLong => "The row is longer than any row of an extract; it was set aside.",
            Reason::OrderNotKnown => {
                "Every date can be read with the day first or with the month first; nothing is counted until you say which."
            }
        }
    }

    /// What to do, in one sentence.
    pub(super) fn hint(self) -> &'static str {
        match self {
            Reason::NoStart => "Fill in the start date, or remove the row.",
            Reason::StartUnreadable | Reason::EndUnreadable => {
                "Write dates as 31/03/2015 or 2015-03-31, with a time after a space if there is one."
            }
            Reason::EndsBeforeStart => "Correct whichever of the two dates is wrong.",
            Reason::NoChild => "Give each child a reference of its own; any pseudonym will do.",
            Reason::NoMissingStatus | Reason::EndsWithoutMissingStatus => {
                "Write M for missing or A for away from placement without authorisation."
            }
            Reason::Ragged => "Put quotation marks around values that contain the separator.",
            Reason::BirthDateUnreadable | Reason::StartsBeforeBirth => {
                "Correct the date of birth if ages matter."
            }
            Reason::NotAChild => {
                "Remove the row if the person was no child, or correct the age or date of birth."
            }
            Reason::OverLines => {
                "Compare the number of rows with what you expect, and look at the rows named."
            }
            Reason::TooLong => "Check that the file has a line break after each row.",
            Reason::OrderNotKnown => "Say whether 03/04/2020 is 3 April or 4 March.",
            Reason::QuoteNeverClosed => "Close or remove the quotation mark, and choose the file again.",
        }
    }
}
