// What is kept of a file that was removed, so that it can be put back as it was.

/**
 * @typedef {import("../actions.js").Desk} Desk
 * @typedef {import("../engine.js").FileSummary} FileSummary
 * @typedef {import("../engine.js").Mapping} Mapping
 * @typedef {import("../holdings.js").PublishedChoice} PublishedChoice
 *
 * @typedef {object} Removal
 * @property {File | null} file  None of the figures that are built in.
 * @property {FileSummary} summary
 * @property {Mapping | null} mapping  How it was read, where the user had said so.
 * @property {PublishedChoice | undefined} choice  Which of its figures were shown, if it is a file of published ones.
 */

/**
 * @param {Desk} desk
 * @param {FileSummary | undefined} summary
 * @param {PublishedChoice | undefined} choice
 * @returns {Removal | null}  None where there is nothing to read again: the sample's files are made with each other.
 */
export function removalOf({ kept }, summary, choice) {
  const file = (summary && kept.get(summary.id)) ?? null;
  if (!summary || (file === null && !summary.published?.isBuiltIn)) {
    return null;
  }
  return { file, summary, mapping: isSaid(summary) ? summary.mapping : null, choice };
}

/** Whether the user had a say in how a file is read. @param {FileSummary} summary */
function isSaid({ columns, mapping, sheets }) {
  const hasSaid = mapping.assignments.length > 0 || mapping.dateOrder !== null || sheets.length > 1;
  return hasSaid || columns.some(({ why }) => why === "said");
}
