//! What crosses between a caller and a [`Session`](super::Session): one request type in, one response type out.
//!
//! These are the only types that are serialised for the page; its TypeScript types are generated from them.

use super::ledger::LedgerEntry;
use super::product::{Bytes, Product};
use super::saved::SavedRecipe;
use crate::diagnostic::Diagnostic;
use crate::disclosure::{Audit, Release, SetAside};
use crate::ingest::{Kind, Mapping, Role, Why};
use crate::period::YearType;
use crate::published::{Level, PublishedChoice, PublishedSummary, PublishedTable};
use crate::recipe::{Chart, Dimension, Expression, Measure, Policy, Recipe, Source, Words};
use serde::{Deserialize, Serialize};

/// One call to the session. The bytes of a file do not come this way: see [`Session::push`](super::Session::push).
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Request {
    /// Begins a file; its bytes follow through `push`.
    Open {
        /// The file's name, for messages, provenance and what it says about authority and year.
        name: String,
        /// How it is to be read, where the user says so; later files with the same header are read so too.
        #[serde(default)]
        mapping: Option<Box<Mapping>>,
        /// The [`FileSummary::id`] of the reading of the same file that it takes the place of.
        #[serde(default)]
        replaces: Option<u32>,
    },
    /// The first bytes of the open file have been pushed, [`HEAD_BYTES`](crate::ingest::HEAD_BYTES) or all there are; the rest is
    /// read by scans elsewhere, which hand their parts to `take`.
    Split {
        /// The size of the whole file.
        #[cfg_attr(test, ts(type = "number"))]
        n_bytes: u64,
        /// How many ranges there can be at the most.
        n_ranges: u32,
    },
    /// All bytes of the open file have been pushed, or all parts taken.
    Close,
    /// Remembers how files with a certain header are to be read.
    Learn {
        /// As it was saved.
        mapping: Box<Mapping>,
    },
    /// Says the SHA-256 of a file that was read in several ranges.
    Fingerprint {
        /// Its [`FileSummary::id`].
        file: u32,
        /// In hexadecimal.
        sha256: String,
    },
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
    /// Adds the built-in official figures for England.
    Official,
    /// Asks for the words that a mapping can be made of.
    Vocabulary,
    /// Asks for a table of the figures of a file that somebody else aggregated.
    Published {
        /// Its [`FileSummary::id`].
        file: u32,
        /// Which figures.
        choice: PublishedChoice,
    },
    /// Looks for what is odd about the episodes, beyond what was found as they were read; the holdings have it from then on.
    Check,
    /// Notes that the view of a recipe leaves; what is shown from then on is protected together with it.
    Export {
        /// What leaves.
        recipe: Recipe,
    },
    /// Adds what a saved ledger has.
    LoadLedger {
        /// As it was saved.
        text: String,
    },
    /// Forgets all exports.
    ClearLedger,
    /// Tabulates, protects and draws.
    View {
        /// What to show.
        recipe: Recipe,
    },
    /// Makes what is taken away of the view of a recipe.
    Product {
        /// What is shown.
        recipe: Recipe,
        /// What is wanted of it.
        product: Product,
        /// The day, as `2026-03-31`, by the clock of whoever takes it away; it stands in workbooks and reports.
        #[serde(default)]
        date: Option<String>,
    },
    /// Takes up a saved recipe: what it says of files holds for those that are held and those that come.
    LoadRecipe {
        /// As it was saved.
        text: String,
    },
}

impl Request {
    /// Whether figures can be others after it.
    pub(super) fn changes_figures(&self) -> bool {
        use Request::{Check, Export, Product, Published, View, Vocabulary};
        !matches!(self, Check | Export { .. } | Product { .. } | Published { .. } | View { .. } | Vocabulary)
    }
}

/// The answer to a [`Request`].
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Response {
    /// A file is open for its bytes.
    Opened,
    /// How the open file is to be read elsewhere.
    Split {
        /// For each scan, as it is.
        opening: String,
        /// In how many ranges of about the same size.
        n_ranges: u32,
    },
    /// A range did not begin where it was thought to; it has to be read again before the file can be closed.
    Mended {
        /// Which range.
        range: u32,
        /// The offset at which a record is now known to begin.
        #[cfg_attr(test, ts(type = "number"))]
        from: u64,
    },
    /// What the session holds now.
    Holdings {
        /// The files and what was found in them.
        holdings: Box<Holdings>,
    },
    /// The words that a mapping can be made of.
    Vocabulary {
        /// The words.
        vocabulary: Box<Vocabulary>,
    },
    /// Published figures.
    Published {
        /// The figures.
        table: Box<PublishedTable>,
        /// The same as CSV.
        csv: String,
    },
    /// What has been exported.
    Ledger {
        /// The exports.
        ledger: Ledger,
    },
    /// A view.
    View {
        /// What may leave.
        view: Box<View>,
    },
    /// What is taken away of a view.
    Product {
        /// A file name for it.
        name: String,
        /// Its media type.
        media_type: &'static str,
        /// Its bytes.
        #[cfg_attr(test, ts(type = "Uint8Array"))]
        bytes: Bytes,
    },
    /// A recipe that was saved.
    Recipe {
        /// The recipe, and what it says of files.
        saved: Box<SavedRecipe>,
        /// What the session holds now that it knows that.
        holdings: Box<Holdings>,
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
    /// Whether these have what [`Request::Check`] looks for.
    pub is_checked: bool,
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
    /// What its figures can be broken down by: years, regions, and whatever some of its files records.
    pub dimensions: Vec<DimensionSummary>,
    /// What can be measured.
    pub measures: Vec<Measure>,
}

/// A dimension by which some file tells episodes apart.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DimensionSummary {
    /// The dimension.
    pub dimension: Dimension,
    /// The categories that figures can be narrowed down to; places are those of the files. None for years, which depend on what years
    /// are wanted.
    pub categories: Vec<String>,
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
    /// SHA-256 of its bytes, in hexadecimal; none while it is still to be taken.
    pub sha256: Option<String>,
    /// Its size.
    #[cfg_attr(test, ts(type = "number"))]
    pub n_bytes: u64,
    /// The row of its header.
    #[cfg_attr(test, ts(type = "number"))]
    pub header_row: u64,
    /// Rows under the header.
    #[cfg_attr(test, ts(type = "number"))]
    pub n_rows: u64,
    /// Rows that are used; with the rows set aside they make up `n_rows`.
    #[cfg_attr(test, ts(type = "number"))]
    pub n_used: u64,
    /// Rows set aside, by reason.
    pub set_aside: Vec<SetAside>,
    /// Of the rows that are used, those that are the same episode once more and are not used where identical episodes count once;
    /// none before [`Request::Check`] has looked for them.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub n_once_more: Option<u64>,
    /// The years ending 31 March in which its first and its last episode start.
    pub years: Option<(i32, i32)>,
    /// The authorities or forces in it.
    pub places: Vec<&'static str>,
    /// What else is in it.
    pub others: Vec<TableSummary>,
    /// Its columns, with what each was taken for.
    pub columns: Vec<ColumnSummary>,
    /// How it was read, to be corrected or kept.
    pub mapping: Mapping,
    /// The sheets of a workbook.
    pub sheets: Vec<String>,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// What there is to choose from, in a file of figures that somebody else aggregated.
    pub published: Option<PublishedSummary>,
    /// The levels of places of which such a file has numbers of looked-after children, which rates need.
    pub looked_after_by: Vec<Level>,
    /// Values that were not understood.
    pub unknown_values: Vec<UnknownValue>,
    /// Whether the user has to say if day or month comes first; nothing in it is counted before.
    pub asks_date_order: bool,
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

/// A table of a file beside the one that it was taken for.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct TableSummary {
    /// What it is, in plain words.
    pub label: &'static str,
    /// Its rows.
    #[cfg_attr(test, ts(type = "number"))]
    pub n_rows: u64,
}

/// A column and what it was taken for.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ColumnSummary {
    /// The header as it stands in the file.
    pub header: String,
    /// What it holds; none for a column that is not read.
    pub role: Option<Role>,
    /// The role in plain words.
    pub label: Option<&'static str>,
    /// Why it was taken for that.
    pub why: Why,
    /// What it seems to hold that identifies people, in plain words; such a column is not read.
    pub identifies: Option<String>,
    /// A few of its values; of children's references their shapes only, and none where it identifies people.
    pub values: Vec<String>,
}

/// A value that was not understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct UnknownValue {
    /// What its column holds.
    pub role: Role,
    /// The value as it stands in the file.
    pub value: String,
    /// How many rows have it.
    #[cfg_attr(test, ts(type = "number"))]
    pub n_rows: u64,
}

/// The words that a mapping can be made of.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Vocabulary {
    /// What a column can hold, in the order in which it is offered.
    pub roles: Vec<RoleName>,
    /// What a file of the user's own making can be.
    pub kinds: Vec<KindName>,
    /// The local authorities with children's services today and before, in the order of their names.
    pub authorities: Vec<&'static str>,
    /// The police forces, in the order of their names.
    pub forces: Vec<&'static str>,
    /// The regions.
    pub regions: Vec<&'static str>,
    /// What can be measured, in the order in which it is offered.
    pub measures: Vec<Choice<Measure>>,
    /// How it can be expressed.
    pub expressions: Vec<Choice<Expression>>,
    /// What it can be broken down by.
    pub dimensions: Vec<Choice<Dimension>>,
    /// What can be drawn of it.
    pub charts: Vec<Choice<Chart>>,
    /// What can decide what may be shown.
    pub policies: Vec<Choice<Policy>>,
    /// Which years, quarters or months.
    pub year_types: Vec<YearTypeName>,
}

/// A choice of a recipe with its words.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Choice<T> {
    /// The choice.
    pub value: T,
    /// How it is called and what it means.
    #[serde(flatten)]
    pub words: Words,
}

/// Years, quarters or months with their words.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct YearTypeName {
    /// Which.
    pub value: YearType,
    /// What they are called.
    pub label: &'static str,
}

/// A role with its words.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RoleName {
    /// The role.
    pub role: Role,
    /// What such a column holds, in plain words.
    pub label: &'static str,
    /// The categories that its values can stand for; none where they are places, dates or numbers.
    pub categories: Vec<&'static str>,
}

/// A kind of file with its words.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct KindName {
    /// The kind.
    pub kind: Kind,
    /// In plain words.
    pub label: &'static str,
}

/// Everything that may leave for one recipe.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct View {
    /// The figures.
    pub release: Release,
    /// The picture, as a complete SVG document; none where there can be none of these figures, or none is wanted.
    pub svg: Option<String>,
    /// Why the picture that is wanted cannot be drawn, in full sentences.
    pub no_picture: Option<&'static str>,
    /// The figures as CSV.
    pub csv: String,
    /// Definition, sources, policy, version and caveats as plain text.
    pub notes: String,
    /// What the audit says of the figures, for the holder of the data; none where nothing is protected.
    pub audit: Option<Audit>,
    /// What it was protected together with; none if nothing was exported before.
    pub ledger: Option<Together>,
    /// A name for downloads, without extension.
    pub file_stem: String,
}

/// What has been exported.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Ledger {
    /// The exports in their order.
    pub entries: Vec<LedgerEntry>,
    /// All that is needed to protect later exports together with these, to be saved.
    pub text: String,
}

/// What a view was protected together with.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Together {
    /// How many exports.
    pub n_tables: usize,
    /// How many more figures are suppressed on their account; none where that was not looked for.
    pub n_because_of: Option<usize>,
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
