// Generated from the Rust types by `cargo xtask codegen`; not to be edited.

export type Request = { "kind": "open", 
/**
 * The file's name, for messages, provenance and what it says about authority and year.
 */
name: string, } | { "kind": "close" } | { "kind": "abandon" } | { "kind": "remove", 
/**
 * Its [`FileSummary::id`].
 */
file: number, } | { "kind": "describe", 
/**
 * Its [`FileSummary::id`].
 */
file: number, 
/**
 * The authority's name or code; none if the user does not know.
 */
authority: string | null, 
/**
 * The year in which the collection year ends.
 */
year: number | null, } | { "kind": "sample" } | { "kind": "authorities" } | { "kind": "view", 
/**
 * What to show.
 */
recipe: Recipe, };

export type Response = { "kind": "opened" } | { "kind": "holdings", 
/**
 * The files and what was found in them.
 */
holdings: Holdings, } | { "kind": "authorities", 
/**
 * Their names.
 */
names: Array<string>, } | { "kind": "view", 
/**
 * What may leave.
 */
view: View, } | { "kind": "failed", 
/**
 * Why.
 */
error: Error, };

export type Recipe = { 
/**
 * The dimensions, outermost first, each at most once.
 */
by: Array<Dimension>, 
/**
 * Which years.
 */
yearType: YearType, 
/**
 * Whose figures; may be left out when the files at hand have one source only.
 */
source: Source | null, 
/**
 * What may be shown.
 */
policy: Policy, 
/**
 * The picture's shape.
 */
layout: Layout, };

export type Dimension = "year" | "region" | "risk" | "missing_status";

export type YearType = "reporting" | "calendar";

export type Source = "local_authority" | "police";

export type Policy = "dfe" | "unprotected";

export type Layout = "wide" | "narrow";

export type Holdings = { 
/**
 * The files that were read and are in use, in the order in which they were given.
 */
files: Array<FileSummary>, 
/**
 * The sources that these files come from, each once.
 */
sources: Array<SourceSummary>, 
/**
 * All findings, of files that could not be used too.
 */
diagnostics: Array<Diagnostic>, 
/**
 * Whether any of it is synthetic.
 */
isSynthetic: boolean, };

export type FileSummary = { 
/**
 * A number that stays the file's own for the session.
 */
id: number, 
/**
 * The file's name.
 */
name: string, 
/**
 * What it was taken for.
 */
kind: Kind, 
/**
 * The kind in plain words.
 */
kindLabel: string, 
/**
 * SHA-256 of its bytes, in hexadecimal.
 */
sha256: string, 
/**
 * Its size.
 */
nBytes: number, 
/**
 * Rows under the header.
 */
nRows: number, 
/**
 * Rows that are counted; with the rows set aside they make up `n_rows`.
 */
nUsed: number, 
/**
 * Rows set aside, by reason.
 */
setAside: Array<SetAside>, 
/**
 * The columns that were read, with what each was taken for.
 */
columns: Array<ColumnUse>, 
/**
 * Headers of the columns that were passed over; nothing in them was read.
 */
unreadColumns: Array<string>, 
/**
 * Whether the file had dates of birth, each of which became an age and was dropped.
 */
droppedBirthDates: boolean, 
/**
 * Whether the file itself does not say whose it is: the user is asked.
 */
asksAuthority: boolean, 
/**
 * The authority of the whole file, from its name or the user.
 */
authority: string | null, 
/**
 * The collection year of the whole file, from its name or the user.
 */
year: number | null, 
/**
 * Whether it is made up.
 */
isSynthetic: boolean, };

export type Kind = "regional" | "ssda903" | "police";

export type SetAside = { 
/**
 * The diagnostic's code.
 */
code: string, 
/**
 * The reason in a few words.
 */
reason: string, 
/**
 * How many rows.
 */
nRows: number, };

export type ColumnUse = { 
/**
 * The header as it stands in the file.
 */
header: string, 
/**
 * The role in plain words.
 */
role: string, };

export type SourceSummary = { 
/**
 * The source.
 */
source: Source, 
/**
 * Whether its files have a risk column.
 */
recordsRisk: boolean, 
/**
 * Whether its files tell missing from away.
 */
recordsMissingStatus: boolean, };

export type Diagnostic = { 
/**
 * How much it matters.
 */
severity: Severity, 
/**
 * A stable kebab-case code, `<area>-<what>`.
 */
code: string, 
/**
 * The number of the official SSDA903 validation rule that this corresponds to, if one does.
 */
rule: number | null, 
/**
 * Where.
 */
location: Location, 
/**
 * How many rows it concerns; 0 when it concerns a file as a whole.
 */
nRows: number, 
/**
 * Whether those rows were set aside, that is, are counted nowhere.
 */
setsAside: boolean, 
/**
 * What was found, in one sentence.
 */
message: string, 
/**
 * What to do about it, in one sentence.
 */
hint: string, };

export type Severity = "error" | "warning" | "note";

export type Location = { 
/**
 * The file's name as the user knows it; none when it concerns all files together.
 */
file: string | null, 
/**
 * The column's header as it stands in the file.
 */
column: string | null, 
/**
 * The first few rows concerned, as a spreadsheet numbers them (the header is row 1).
 */
rows: number[], };

export type View = { 
/**
 * The figures.
 */
release: Release, 
/**
 * The picture, as a complete SVG document; none where the dimensions make no line chart.
 */
svg: string | null, 
/**
 * The figures as CSV.
 */
csv: string, 
/**
 * Definition, sources, policy, version and caveats as plain text.
 */
notes: string, 
/**
 * A name for downloads, without extension.
 */
fileStem: string, };

export type Release = { version: string, title: string, subtitle: string, definition: string, isSynthetic: boolean, policy: Policy, policyLabel: string, axes: Array<Axis>, cells: Array<Cell>, sources: Array<SourceFile>, caveats: Array<string>, nCells: number, nSuppressed: number, };

export type Axis = { 
/**
 * Which dimension.
 */
dimension: Dimension, 
/**
 * Its name in the middle of a sentence.
 */
label: string, 
/**
 * Its categories in the order in which they are shown, [`TOTAL`] last.
 */
categories: Array<string>, };

export type Cell = { value: number | null, status: Status, };

export type Status = "value" | "zero" | "suppressed" | "rounded_to_zero" | "not_available" | "not_applicable" | "low_reliability";

export type SourceFile = { 
/**
 * Its name.
 */
name: string, 
/**
 * SHA-256 of its bytes, in hexadecimal.
 */
sha256: string, 
/**
 * Rows under its header.
 */
nRows: number, 
/**
 * Rows that are counted.
 */
nUsed: number, 
/**
 * Rows set aside, by reason.
 */
setAside: Array<SetAside>, };

export type Error = { 
/**
 * A stable kebab-case code.
 */
code: string, 
/**
 * What is wrong, in one sentence.
 */
message: string, 
/**
 * What to do, in one sentence.
 */
hint: string, };
