// Generated from the Rust types by `cargo xtask codegen`; not to be edited.

export type Request = { "kind": "open", 
/**
 * The file's name, for messages, provenance and what it says about authority and year.
 */
name: string, 
/**
 * How it is to be read, where the user says so; later files with the same header are read so too.
 */
mapping: Mapping | null, 
/**
 * The [`FileSummary::id`] of the reading of the same file that it takes the place of.
 */
replaces: number | null, } | { "kind": "split", 
/**
 * The size of the whole file.
 */
nBytes: number, 
/**
 * How many ranges there can be at the most.
 */
nRanges: number, } | { "kind": "close" } | { "kind": "learn", 
/**
 * As it was saved.
 */
mapping: Mapping, } | { "kind": "fingerprint", 
/**
 * Its [`FileSummary::id`].
 */
file: number, 
/**
 * In hexadecimal.
 */
sha256: string, } | { "kind": "abandon" } | { "kind": "remove", 
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
year: number | null, } | { "kind": "sample" } | { "kind": "official" } | { "kind": "vocabulary" } | { "kind": "published", 
/**
 * Its [`FileSummary::id`].
 */
file: number, 
/**
 * Which figures.
 */
choice: PublishedChoice, } | { "kind": "check" } | { "kind": "export", 
/**
 * What leaves.
 */
recipe: Recipe, } | { "kind": "loadLedger", 
/**
 * As it was saved.
 */
text: string, } | { "kind": "clearLedger" } | { "kind": "view", 
/**
 * What to show.
 */
recipe: Recipe, } | { "kind": "product", 
/**
 * What is shown.
 */
recipe: Recipe, 
/**
 * What is wanted of it.
 */
product: Product, 
/**
 * The day, as `2026-03-31`, by the clock of whoever takes it away; it stands in workbooks and reports.
 */
date: string | null, } | { "kind": "loadRecipe", 
/**
 * As it was saved.
 */
text: string, };

export type Response = { "kind": "opened" } | { "kind": "split", 
/**
 * For each scan, as it is.
 */
opening: string, 
/**
 * In how many ranges of about the same size.
 */
nRanges: number, } | { "kind": "mended", 
/**
 * Which range.
 */
range: number, 
/**
 * The offset at which a record is now known to begin.
 */
from: number, } | { "kind": "holdings", 
/**
 * The files and what was found in them.
 */
holdings: Holdings, } | { "kind": "vocabulary", 
/**
 * The words.
 */
vocabulary: Vocabulary, } | { "kind": "published", 
/**
 * The figures.
 */
table: PublishedTable, 
/**
 * The same as CSV.
 */
csv: string, } | { "kind": "ledger", 
/**
 * The exports.
 */
ledger: Ledger, } | { "kind": "view", 
/**
 * What may leave.
 */
view: View, } | { "kind": "product", 
/**
 * A file name for it.
 */
name: string, 
/**
 * Its media type.
 */
mediaType: string, 
/**
 * Its bytes.
 */
bytes: Uint8Array, } | { "kind": "recipe", 
/**
 * The recipe, and what it says of files.
 */
saved: SavedRecipe, 
/**
 * What the session holds now that it knows that.
 */
holdings: Holdings, } | { "kind": "failed", 
/**
 * Why.
 */
error: Error, };

export type Progress = { 
/**
 * What is being done.
 */
stage: Stage, 
/**
 * For how many figures it is done.
 */
nDone: number, 
/**
 * For how many it is to be done.
 */
nAll: number, };

export type Stage = "suppressing" | "auditing";

export type Recipe = { 
/**
 * What is counted or measured.
 */
measure?: Measure, 
/**
 * How it is expressed.
 */
expression?: Expression, 
/**
 * The year on which changes are measured, by its name in figures; the first if left out.
 */
baseYear?: string, 
/**
 * The dimensions, outermost first, each at most once.
 */
by: Array<Dimension>, 
/**
 * What is left in.
 */
where?: Array<Filter>, 
/**
 * Whether figures are given with 95 % confidence limits.
 */
limits?: boolean, 
/**
 * Which years.
 */
yearType: YearType, 
/**
 * Whose figures; may be left out when the files at hand have one source only.
 */
source: Source | null, 
/**
 * How often identical episodes count.
 */
duplicates?: Duplicates, 
/**
 * How episodes of the two sources are matched; only where figures are by who has seen them.
 */
matching?: Matching, 
/**
 * What may be shown.
 */
policy: Policy, 
/**
 * What is drawn.
 */
chart?: Chart, 
/**
 * The categories that the picture picks out, by their names in figures; those with the largest figures if none are named.
 */
highlighted?: Array<string>, 
/**
 * The category by whose figures, largest first, rows are put in order, such as a year; the usual order if left out.
 */
sortedBy?: string, 
/**
 * The picture's shape.
 */
layout: Layout, };

export type Filter = { 
/**
 * The dimension.
 */
dimension: Dimension, 
/**
 * The categories that are counted, by their names in figures; those of one dimension are alternatives.
 */
categories: Array<string>, };

export type Matching = { 
/**
 * How far apart in hours two records of one episode can lie.
 */
toleranceHours: number, };

export type Measure = "episodes" | "children" | "children_two_or_more" | "children_three_or_more" | "children_ten_or_more" | "episodes_per_child" | "days_median" | "days_percentile_90" | "days_total" | "hours_median" | "hours_percentile_90" | "hours_total" | "over_24_hours_certain" | "over_24_hours_possible" | "open_at_year_end" | "interviews_offered" | "interviews_accepted";

export type Expression = "number" | "share" | "rate" | "change_on_year_before" | "change_on_base_year" | "index" | "ratio" | "difference";

export type Dimension = "year" | "region" | "local_authority" | "police_force" | "source" | "seen_by" | "missing_status" | "risk" | "duration" | "outcome" | "weekday" | "hour" | "repeats" | "sex" | "age" | "ethnicity" | "looked_after" | "legal_status" | "placement" | "placement_area" | "sexual_exploitation" | "criminal_exploitation" | "trafficking" | "gangs" | "uasc" | "interview_offered" | "interview_accepted";

export type YearType = "reporting" | "reportingCarriedOver" | "calendar" | "quarter" | "month";

export type Source = "local_authority" | "police";

export type Policy = "dfe" | "dfeRounded" | "health" | "research" | { "custom": CustomPolicy } | "unprotected";

export type CustomPolicy = { 
/**
 * The largest number of children at which a figure is sensitive, 1 to [`CustomPolicy::MAX_THRESHOLD`].
 */
threshold: number, 
/**
 * Whether a zero is sensitive too.
 */
areZerosSensitive: boolean, 
/**
 * To the nearest of which numbers figures are rounded; 1 if they are not.
 */
base: number, 
/**
 * What becomes of small figures.
 */
smallFigures: SmallFigures, 
/**
 * From how many per cent of its episodes on a child makes a figure sensitive; none if that is no matter.
 */
dominance: number | null, };

export type SmallFigures = "suppressed" | "rounded" | "rounded_adding_up";

export type Duplicates = "counted" | "countedOnce";

export type Chart = "trend" | "multiples" | "mix" | "heat" | "ranking" | "funnel" | "sources" | "table";

export type Layout = "wide" | "medium" | "narrow";

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
 * Whether these have what [`Request::Check`] looks for.
 */
isChecked: boolean, 
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
 * SHA-256 of its bytes, in hexadecimal; none while it is still to be taken.
 */
sha256: string | null, 
/**
 * Its size.
 */
nBytes: number, 
/**
 * The row of its header.
 */
headerRow: number, 
/**
 * Rows under the header.
 */
nRows: number, 
/**
 * Rows that are used; with the rows set aside they make up `n_rows`.
 */
nUsed: number, 
/**
 * Rows set aside, by reason.
 */
setAside: Array<SetAside>, 
/**
 * Of the rows that are used, those that are the same episode once more and are not used where identical episodes count once;
 * none before [`Request::Check`] has looked for them.
 */
nOnceMore: number | null, 
/**
 * The years ending 31 March in which its first and its last episode start.
 */
years: [number, number] | null, 
/**
 * The authorities or forces in it.
 */
places: Array<string>, 
/**
 * What else is in it.
 */
others: Array<TableSummary>, 
/**
 * Its columns, with what each was taken for.
 */
columns: Array<ColumnSummary>, 
/**
 * How it was read, to be corrected or kept.
 */
mapping: Mapping, 
/**
 * The sheets of a workbook.
 */
sheets: Array<string>, 
/**
 * The sheet that was read.
 */
sheet: string | null, 
/**
 * What there is to choose from, in a file of figures that somebody else aggregated.
 */
published: PublishedSummary | null, 
/**
 * The levels of places of which such a file has numbers of looked-after children, which rates need.
 */
lookedAfterBy: Array<Level>, 
/**
 * Values that were not understood.
 */
unknownValues: Array<UnknownValue>, 
/**
 * Whether the user has to say if day or month comes first; nothing in it is counted before.
 */
asksDateOrder: boolean, 
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

export type Kind = "regional" | "ssda903" | "safeguardingDataset" | "header" | "episodes" | "uasc" | "police" | "published" | "unrecognised";

export type Rows = { 
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

export type TableSummary = { 
/**
 * What it is, in plain words.
 */
label: string, 
/**
 * Its rows.
 */
nRows: number, };

export type ColumnSummary = { 
/**
 * The header as it stands in the file.
 */
header: string, 
/**
 * What it holds; none for a column that is not read.
 */
role: Role | null, 
/**
 * The role in plain words.
 */
label: string | null, 
/**
 * Why it was taken for that.
 */
why: Why, 
/**
 * What it seems to hold that identifies people, in plain words; such a column is not read.
 */
identifies: string | null, 
/**
 * A few of its values; of children's references their shapes only, and none where it identifies people.
 */
values: Array<string>, };

export type Why = "officialHeader" | "usualHeader" | "said" | "identifyingHeader" | "identifyingValues" | "unknown";

export type Role = "child" | "birth_date" | "age" | "start" | "start_time" | "end" | "end_time" | "duration" | "region" | "authority" | "force" | "collection_year" | Category;

export type Category = "risk" | "missing_status" | "looked_after" | "sex" | "sexual_exploitation" | "criminal_exploitation" | "trafficking" | "gangs" | "uasc" | "interview_offered" | "interview_accepted" | "legal_status" | "placement" | "reason_ceased" | "ethnicity" | "placement_area" | "outcome";

export type Mapping = { 
/**
 * [`MAPPING_VERSION`]; its name tells a mapping from any other JSON.
 */
whereaboutsMapping: number, 
/**
 * The header that it is for.
 */
header: Array<string>, 
/**
 * What such a file is.
 */
kind: Kind, 
/**
 * For each column of the header, what it holds; none for a column that is not to be read.
 */
roles: Array<Role | null>, 
/**
 * Values with what they stand for.
 */
assignments: Array<Assignment>, 
/**
 * The order of day and month, where a user had to say it.
 */
dateOrder: DateOrder | null, 
/**
 * The sheet of the workbook, where a user chose one.
 */
sheet: string | null, };

export type Assignment = { 
/**
 * What the column holds.
 */
role: Role, 
/**
 * The value as it stands in the file.
 */
value: string, 
/**
 * What it stands for.
 */
category: string, };

export type DateOrder = "day_first" | "month_first";

export type UnknownValue = { 
/**
 * What its column holds.
 */
role: Role, 
/**
 * The value as it stands in the file.
 */
value: string, 
/**
 * How many rows have it.
 */
nRows: number, };

export type Vocabulary = { 
/**
 * What a column can hold, in the order in which it is offered.
 */
roles: Array<RoleName>, 
/**
 * What a file of the user's own making can be.
 */
kinds: Array<KindName>, 
/**
 * The local authorities with children's services today and before, in the order of their names.
 */
authorities: Array<string>, 
/**
 * The police forces, in the order of their names.
 */
forces: Array<string>, 
/**
 * The regions.
 */
regions: Array<string>, 
/**
 * What can be measured, in the order in which it is offered.
 */
measures: Array<Choice<Measure>>, 
/**
 * How it can be expressed.
 */
expressions: Array<Choice<Expression>>, 
/**
 * What it can be broken down by.
 */
dimensions: Array<Choice<Dimension>>, 
/**
 * What can be drawn of it.
 */
charts: Array<Choice<Chart>>, 
/**
 * What can decide what may be shown.
 */
policies: Array<Choice<Policy>>, 
/**
 * Which years, quarters or months.
 */
yearTypes: Array<YearTypeName>, };

export type Choice<T> = { 
/**
 * The choice.
 */
value: T, 
/**
 * Its name in recipes and exports.
 */
name: string, 
/**
 * Its name in the middle of a sentence.
 */
label: string, 
/**
 * What it means, in full sentences.
 */
definition: string, };

export type YearTypeName = { 
/**
 * Which.
 */
value: YearType, 
/**
 * What they are called.
 */
label: string, };

export type RoleName = { 
/**
 * The role.
 */
role: Role, 
/**
 * What such a column holds, in plain words.
 */
label: string, 
/**
 * The categories that its values can stand for; none where they are places, dates or numbers.
 */
categories: Array<string>, };

export type KindName = { 
/**
 * The kind.
 */
kind: Kind, 
/**
 * In plain words.
 */
label: string, };

export type SourceSummary = { 
/**
 * The source.
 */
source: Source, 
/**
 * What its figures can be broken down by: years, regions, and whatever some of its files records.
 */
dimensions: Array<DimensionSummary>, 
/**
 * What can be measured.
 */
measures: Array<Measure>, };

export type DimensionSummary = { 
/**
 * The dimension.
 */
dimension: Dimension, 
/**
 * The categories that figures can be narrowed down to; places are those of the files. None for years, which depend on what years
 * are wanted.
 */
categories: Array<string>, };

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
 * The official SSDA903 validation rule that this corresponds to, if one does: `564`, `INT04`.
 */
rule: string | null, 
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
 * The picture, as a complete SVG document; none where there can be none of these figures, or none is wanted.
 */
svg: string | null, 
/**
 * Why the picture that is wanted cannot be drawn, in full sentences.
 */
noPicture: string | null, 
/**
 * The figures as CSV.
 */
csv: string, 
/**
 * Definition, sources, policy, version and caveats as plain text.
 */
notes: string, 
/**
 * What the audit says of the figures, for the holder of the data; none where nothing is protected.
 */
audit: Audit | null, 
/**
 * What it was protected together with; none if nothing was exported before.
 */
ledger: Together | null, 
/**
 * A name for downloads, without extension.
 */
fileStem: string, };

export type Release = { version: string, title: string, subtitle: string, definition: string, unit: string, decimals: number, isSynthetic: boolean, policy: Policy, policyLabel: string, axes: Array<Axis>, cells: Array<Cell>, sizes?: Array<number | null>, sources: Array<SourceFile>, caveats: Array<string>, breaks: Array<SeriesBreak>, headline: string | null, trends: Array<string>, checklist: Array<string>, nCells: number, nSuppressed: number, };

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
 * What it means.
 */
definition: string, 
/**
 * Its categories in the order in which they are shown, [`TOTAL`] last; sources have no total.
 */
categories: Array<string>, 
/**
 * Which of them is for what was not recorded, if one is.
 */
notRecorded: number | null, 
/**
 * Of authorities and forces beside regions: in which category of the regions' axis each lies, where that is known.
 */
within: Array<number | null> | null, };

export type Cell = { value: number | null, limits?: [number, number], status: Status, };

export type Audit = { 
/**
 * Figures behind what is shown.
 */
nFigures: number, 
/**
 * Those that must not be shown as they are.
 */
nSensitive: number, 
/**
 * Those that are suppressed, these and others to protect them.
 */
nSuppressed: number, 
/**
 * Those of them that would be shown if nothing had been released before; none where that was not looked for.
 */
nBecauseOf: number | null, 
/**
 * How far apart the least and the largest figure have to be that a reader can take a sensitive one for.
 */
width: number, 
/**
 * How far apart they are at the least, as far as was looked; none without sensitive figures.
 */
narrowest: number | null, };

export type Ledger = { 
/**
 * The exports in their order.
 */
entries: Array<LedgerEntry>, 
/**
 * All that is needed to protect later exports together with these, to be saved.
 */
text: string, };

export type LedgerEntry = { 
/**
 * What was exported.
 */
title: string, 
/**
 * Whose records and which years.
 */
subtitle: string, 
/**
 * The policy by which it was protected.
 */
policyLabel: string, 
/**
 * Its figures.
 */
nFigures: number, 
/**
 * Those of them that were suppressed.
 */
nSuppressed: number, 
/**
 * Whether some file behind it is not at hand: what is shown is protected together with it as far as its figures are still what they were.
 */
isOfOtherFiles: boolean, };

export type Product = "csv" | "pivot" | "xlsx" | "svg" | "notes" | "report" | "recipe" | "table_html" | "table_text";

export type SavedRecipe = { 
/**
 * 1; its name, which stands first, tells a recipe from any other JSON.
 */
whereaboutsRecipe: number, 
/**
 * The version of Whereabouts that wrote it.
 */
version: string, 
/**
 * What is shown.
 */
recipe: Recipe, 
/**
 * How many other exports it was protected together with: without their ledger other figures may be suppressed.
 */
nEarlierExports: number, 
/**
 * The files that were held, in their order.
 */
files: Array<SavedFile>, };

export type SavedFile = { 
/**
 * SHA-256 of its bytes, in hexadecimal.
 */
sha256: string, 
/**
 * Whose it is, where the file does not say itself.
 */
authority?: string, 
/**
 * Its collection year, where the file does not say itself.
 */
year?: number, 
/**
 * How it is read, where the user said so.
 */
mapping?: Mapping, };

export type Together = { 
/**
 * How many exports.
 */
nTables: number, 
/**
 * How many more figures are suppressed on their account; none where that was not looked for.
 */
nBecauseOf: number | null, };

export type Status = "value" | "zero" | "suppressed" | "rounded_to_zero" | "not_available" | "not_applicable" | "low_reliability";

export type SourceFile = { 
/**
 * Its name.
 */
name: string, 
/**
 * SHA-256 of its bytes, in hexadecimal; none while it is still being taken.
 */
sha256: string | null, 
/**
 * What became of its rows; none where that could give away a figure that must not be shown.
 */
rows: Rows | null, };

export type SeriesBreak = { 
/**
 * Where on the axis of years, on which the first category is at 0, the second at 1 and so on.
 */
position: number, 
/**
 * When, in words.
 */
when: string, 
/**
 * What changed, in a few words.
 */
title: string, 
/**
 * What to make of it, in full sentences.
 */
note: string, 
/**
 * Who says so.
 */
source: string, };

export type PublishedSummary = { 
/**
 * What the file was taken for.
 */
form: Form, 
/**
 * That in plain words.
 */
formLabel: string, 
/**
 * Whether it is the built-in file of official figures for England.
 */
isBuiltIn: boolean, 
/**
 * The calendar years in which the first and the last period end; none where the file names no years.
 */
from: number | null, 
/**
 * See `from`.
 */
to: number | null, 
/**
 * Which twelve months its years are, in words; more than one where the file mixes them.
 */
yearKinds: Array<string>, 
/**
 * The levels of places, the default first.
 */
levels: Array<PublishedLevel>, 
/**
 * The measures, in the order of the file.
 */
measures: Array<PublishedMeasure>, 
/**
 * What is shown as long as nobody chose; none if the file has no figures.
 */
first: PublishedChoice | null, };

export type Form = "ees" | "lait" | "annexA" | "wide";

export type PublishedLevel = { 
/**
 * The level.
 */
level: Level, 
/**
 * Its name.
 */
label: string, 
/**
 * How many places of it the file has.
 */
nPlaces: number, };

export type Level = "national" | "regional" | "localAuthority" | "policeForceArea" | "notStated";

export type PublishedMeasure = { 
/**
 * The words of the file for it.
 */
label: string, 
/**
 * What it counts.
 */
unit: Unit, 
/**
 * The unit in words.
 */
unitLabel: string, 
/**
 * The levels of the places that it has figures of, in the order in which they are offered.
 */
levels: Array<Level>, };

export type Unit = "children" | "incidents" | "calls" | "average" | "percentage" | "rate" | "other";

export type PublishedChoice = { 
/**
 * The level of places.
 */
level: Level, 
/**
 * The unit.
 */
unit: Unit, 
/**
 * One measure, as an index into [`PublishedSummary::measures`]; all measures of the unit if none.
 */
measure: number | null, };

export type PublishedTable = { 
/**
 * What is measured.
 */
title: string, 
/**
 * What the figures count.
 */
unit: Unit, 
/**
 * The unit in words.
 */
unitLabel: string, 
/**
 * The level of its places.
 */
level: Level, 
/**
 * The level's name.
 */
levelLabel: string, 
/**
 * The name of the file that it is from.
 */
file: string, 
/**
 * The columns.
 */
years: Array<PublishedYear>, 
/**
 * The rows, in the order of the file.
 */
rows: Array<PublishedRow>, 
/**
 * What a reader must know, in full sentences, and the file's own notes.
 */
notes: Array<string>, };

export type PublishedYear = { 
/**
 * Its heading.
 */
label: string, 
/**
 * Which twelve months, in words.
 */
kindLabel: string, 
/**
 * The calendar year in which it ends, if the file names one.
 */
ending: number | null, };

export type PublishedRow = { 
/**
 * What is measured.
 */
measure: string, 
/**
 * The category within the measure; empty where there are none.
 */
breakdown: string, 
/**
 * The place.
 */
place: string, 
/**
 * The region that the place is or lies in, if known.
 */
region: string | null, 
/**
 * Whether it is the total of other rows.
 */
isTotal: boolean, 
/**
 * The figures, one for each column.
 */
cells: Array<Figure>, };

export type Figure = { 
/**
 * The figure in its unit; always finite.
 */
value: number | null, 
/**
 * Why it is there, or not.
 */
status: PublishedStatus, };

export type PublishedStatus = "value" | "zero" | "suppressed" | "rounded_to_zero" | "not_available" | "not_applicable" | "low_reliability";

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
