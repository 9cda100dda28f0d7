//! Why nothing in a file can be used.

/// Why nothing in a file, or nothing from some point on, can be used: words for the user, and a stable code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// A stable kebab-case code, `ingest-<what>`.
    pub(crate) code: &'static str,
    /// What is wrong, in one sentence.
    pub(crate) message: String,
    /// What to do, in one sentence.
    pub(crate) hint: &'static str,
}

impl Refusal {
    /// A refusal with its words.
    pub(crate) fn new(code: &'static str, message: impl Into<String>, hint: &'static str) -> Self {
        Refusal { code, message: message.into(), hint }
    }
}

/// The codes of the refusals of which a scan tells, all that there are.
const CODES: [&str; 14] = [
    "ingest-figures-too-many",
    "ingest-no-rows",
    "ingest-not-a-workbook",
    "ingest-workbook-damaged",
    "ingest-workbook-empty",
    "ingest-workbook-impossible",
    "ingest-workbook-no-such-sheet",
    "ingest-workbook-old",
    "ingest-workbook-password",
    "ingest-workbook-too-large",
    "ingest-xml-broken",
    "ingest-xml-entities",
    "ingest-xml-not-recognised",
    "ingest-unreadable",
];

impl Refusal {
    /// The code that came as text from a scan in another worker.
    pub(super) fn known_code(code: &str) -> &'static str {
        CODES.into_iter().find(|known| *known == code).unwrap_or("ingest-unreadable")
    }
}
