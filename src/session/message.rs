//! What crosses between a caller and a [`Session`](super::Session): one request type in, one response type out.
//!
//! These are the only types that are serialised for the page; its TypeScript types are generated from them.

use crate::diagnostic::Diagnostic;
use crate::disclosure::{Release, SetAside};
use crate::ingest::Kind;
use crate::recipe::{Recipe, Source};
use serde::{Deserialize, Serialize};

/// One call to the session. The bytes of a file do not come this way: see [`Session::push`](super::Session::push).
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Request {
    /// Begins a file; its bytes follow through `push`.
    Open {
        /// The file's name, for messages, provenance and what it says about authority and year.
        name: String,
    },
    /// All bytes of the open file have been pushed.
    Close,
    /// Forgets the file being read, as if it had never been opened.
    Abandon,
    /// Forgets a file that was read.
    Remove {
        /// Its [`FileSummary::id`].
        file: u32,
    },
    /// Says whose file it is and of which collection year, where neither file nor name did.
    Describe {
        /// Its [`FileSummary::id`].
        file: u32,
        /// The authority's name or code; none if the user does not know.
        authority: Option<String>,
        /// The year in which the collection year ends.
        year: Option<i32>,
    },
    /// Replaces whatever is held by the built-in synthetic extracts.
    Sample,
    /// Asks for the names of the local authorities that a file can be said to be of.
    Authorities,
    /// Tabulates, protects and draws.
    View {
        /// What to show.
        recipe: Recipe,
    },
}

/// The answer to a [`Request`].
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Response {
    /// A file is open for its bytes.
    Opened,
    /// What the session holds now.
    Holdings {
        /// The files and what was found in them.
        holdings: Holdings,
    },
    /// The local authorities with children's services today and before, in the order of their names.
    Authorities {
        /// Their names.
        names: Vec<&'static str>,
    },
    /// A view.
    View {
        /// What may leave.
        view: Box<View>,
    },
    /// The request could not be met; everything else stands as it was.
    Failed {
        /// Why.
        error: Error,
    },
}

/// What the session holds.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Holdings {
    /// The files that were read and are in use, in the order in which they were given.
    pub files: Vec<FileSummary>,
    /// The sources that these files come from, each once.
    pub sources: Vec<SourceSummary>,
    /// All findings, of files that could not be used too.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether any of it is synthetic.
    pub is_synthetic: bool,
}

/// What one source can be asked.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SourceSummary {
    /// The source.
    pub source: Source,
    /// Whether its files have a risk column.
    pub records_risk: bool,
    /// Whether its files tell missing from away.
    pub records_missing_status: bool,
}

/// What a file was taken for and what became of its rows.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct FileSummary {
    /// A number that stays the file's own for the session.
    pub id: u32,
    /// The file's name.
    pub name: String,
    /// What it was taken for.
    pub kind: Kind,
    /// The kind in plain words.
    pub kind_label: &'static str,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its size.
    #[cfg_attr(test, ts(type = "number"))]
    pub n_bytes: u64,
    /// Rows under the header.
    #[cfg_attr(test, ts(type = "number"))]
    pub n_rows: u64,
    /// Rows that are counted; with the rows set aside they make up `n_rows`.
    #[cfg_attr(test, ts(type = "number"))]
    pub n_used: u64,
    /// Rows set aside, by reason.
    pub set_aside: Vec<SetAside>,
    /// The columns that were read, with what each was taken for.
    pub columns: Vec<ColumnUse>,
    /// Headers of the columns that were passed over; nothing in them was read.
    pub unread_columns: Vec<String>,
    /// Whether the file had dates of birth, each of which became an age and was dropped.
    pub dropped_birth_dates: bool,
    /// Whether the file itself does not say whose it is: the user is asked.
    pub asks_authority: bool,
    /// The authority of the whole file, from its name or the user.
    pub authority: Option<String>,
    /// The collection year of the whole file, from its name or the user.
    pub year: Option<i32>,
    /// Whether it is made up.
    pub is_synthetic: bool,
}

/// A column and the role it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ColumnUse {
    /// The header as it stands in the file.
    pub header: String,
    /// The role in plain words.
    pub role: &'static str,
}

/// Everything that may leave for one recipe.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct View {
    /// The figures.
    pub release: Release,
    /// The picture, as a complete SVG document; none where the dimensions make no line chart.
    pub svg: Option<String>,
    /// The figures as CSV.
    pub csv: String,
    /// Definition, sources, policy, version and caveats as plain text.
    pub notes: String,
    /// A name for downloads, without extension.
    pub file_stem: String,
}

/// Why a request could not be met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Error {
    /// A stable kebab-case code.
    pub code: &'static str,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do, in one sentence.
    pub hint: String,
}
