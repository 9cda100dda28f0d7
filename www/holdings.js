// Questions about what the engine holds, answered from its summary alone.

/**
 * @typedef {import("./engine.js").Duplicates} Duplicates
 * @typedef {import("./engine.js").Holdings} Holdings
 * @typedef {import("./engine.js").FileSummary} FileSummary
 * @typedef {import("./engine.js").Diagnostic} Diagnostic
 * @typedef {import("./engine.js").Source} Source
 * @typedef {import("./engine.js").SourceSummary} SourceSummary
 * @typedef {import("./types/engine.ts").PublishedSummary} PublishedSummary
 * @typedef {import("./types/engine.ts").PublishedChoice} PublishedChoice
 * @typedef {import("./types/engine.ts").PublishedTable} PublishedTable
 */

/** Who recorded the episodes in a file of a kind; the other kinds hold none. @type {Partial<Record<FileSummary["kind"], Source>>} */
const SOURCES = {
  police: "police",
  regional: "local_authority",
  safeguardingDataset: "local_authority",
  ssda903: "local_authority",
};

/**
 * The sources that there is something to chart of. A file whose dates are in doubt is not counted, so it makes none.
 *
 * @param {Holdings | null} holdings
 * @returns {SourceSummary[]}
 */
export function chartedSources(holdings) {
  const counted = (holdings?.files ?? [])
    .filter((file) => !file.asksDateOrder)
    .map((file) => SOURCES[file.kind]);
  return (holdings?.sources ?? []).filter(({ source }) => counted.includes(source));
}

/**
 * Whether a file holds SSDA903's modules that say more about the children of the Missing module.
 *
 * @param {FileSummary} file
 */
export function isCompanion({ kind }) {
  return kind === "header" || kind === "episodes" || kind === "uasc";
}

/**
 * The files of which nothing is counted until the user has said what their columns hold.
 *
 * @param {Holdings | null} holdings
 */
export function unrecognisedFiles(holdings) {
  return (holdings?.files ?? []).filter((file) => file.kind === "unrecognised");
}

/**
 * The held file that an error asks the user to say something about.
 *
 * @param {Holdings | null} holdings
 * @param {Diagnostic} error
 */
export function fileToMend(holdings, error) {
  return error.code === "ingest-header-not-recognised"
    ? unrecognisedFiles(holdings).find((file) => file.name === error.location.file)
    : undefined;
}

/** @param {Holdings | null} holdings */
export function errorsIn(holdings) {
  return (holdings?.diagnostics ?? []).filter((diagnostic) => diagnostic.severity === "error");
}

/**
 * Findings without those that say just what another says: a file that cannot be used may have been chosen twice.
 *
 * @param {Diagnostic[]} diagnostics
 */
export function distinct(diagnostics) {
  return [...new Map(diagnostics.map((diagnostic) => [keyOf(diagnostic), diagnostic])).values()];
}

/** @param {Diagnostic} diagnostic */
export function keyOf(diagnostic) {
  return JSON.stringify(diagnostic);
}

/**
 * Rows in, rows used and rows set aside, over all files.
 *
 * @param {Holdings} holdings
 */
export function totalsOf(holdings) {
  const sum = (/** @type {(file: FileSummary) => number} */ of) =>
    holdings.files.reduce((total, file) => total + of(file), 0);
  const nRows = sum((file) => file.nRows);
  const nUsed = sum((file) => file.nUsed);
  return { nRows, nUsed, nSetAside: nRows - nUsed };
}

/** The finding that rows are the same episode once more. */
const ONCE_MORE = "episodes-duplicate";

/**
 * What is held as the figures count it: where identical episodes count once, the rows that are one once more are set aside.
 *
 * @param {Holdings} holdings
 * @param {Duplicates} duplicates
 * @returns {Holdings}
 */
export function asCounted(holdings, duplicates) {
  if (duplicates === "counted") {
    return holdings;
  }
  return {
    ...holdings,
    files: holdings.files.map((file) => {
      const nRows = file.nOnceMore ?? 0;
      const onceMore = { code: ONCE_MORE, reason: "the same episode once more", nRows };
      return nRows === 0
        ? file
        : { ...file, nUsed: file.nUsed - nRows, setAside: [...file.setAside, onceMore] };
    }),
    diagnostics: holdings.diagnostics.map((diagnostic) =>
      diagnostic.code === ONCE_MORE ? { ...diagnostic, setsAside: true } : diagnostic,
    ),
  };
}

/**
 * How many rows of a source are the same episode once more, as far as that was looked for.
 *
 * @param {Holdings} holdings
 * @param {Source} source
 */
export function nOnceMore(holdings, source) {
  return holdings.files
    .filter((file) => SOURCES[file.kind] === source)
    .reduce((sum, file) => sum + (file.nOnceMore ?? 0), 0);
}

/**
 * Whether the official figures that are built in are held.
 *
 * @param {Holdings | null} holdings
 */
export function hasOfficial(holdings) {
  return holdings?.files.some((file) => file.published?.isBuiltIn) ?? false;
}
