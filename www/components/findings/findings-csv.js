// Findings as CSV, for a spreadsheet or for whoever made the files.

/** @typedef {import("../../engine.js").Diagnostic} Diagnostic */

const COLUMNS = [
  "severity",
  "code",
  "rule",
  "file",
  "column",
  "rows",
  "example_rows",
  "sets_aside",
  "message",
  "hint",
];

/**
 * One row for each finding, in the order given. Lines end in a line feed, as in all files of this page.
 *
 * @param {Diagnostic[]} diagnostics
 * @returns {string}
 */
export function findingsCsv(diagnostics) {
  const rows = diagnostics.map(({ severity, code, rule, location, nRows, setsAside, message, hint }) => [
    severity,
    code,
    rule ?? "",
    location.file ?? "",
    location.column ?? "",
    nRows,
    location.rows.join(" "),
    setsAside,
    message,
    hint,
  ]);
  return [COLUMNS, ...rows].map((row) => `${row.map(quoted).join(",")}\n`).join("");
}

/** @param {unknown} field */
function quoted(field) {
  const text = String(field);
  // Names of files and columns come from anywhere: what a spreadsheet would take for a formula is made text.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
