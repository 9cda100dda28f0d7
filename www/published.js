// What the page knows of figures that somebody else published, and how that changes.

import { formatCount } from "./words.js";

/**
 * @typedef {import("./engine.js").Holdings} Holdings
 * @typedef {import("./holdings.js").PublishedTable} PublishedTable
 * @typedef {import("./state.js").PublishedShown} PublishedShown
 * @typedef {import("./state.js").State} State
 */

/**
 * What is shown of each file of published figures: as before, but for a file that is new or was read otherwise.
 *
 * @param {State} state
 * @param {Holdings} holdings
 */
export function publishedIn(state, holdings) {
  const summaryOfFile = (/** @type {number} */ id) =>
    state.holdings?.files.find((file) => file.id === id)?.published;
  /** @type {State["published"]} */
  const published = {};
  for (const file of holdings.files) {
    // What the sample makes up is there to be divided by and not shown.
    const choice = file.isSynthetic ? undefined : file.published?.first;
    const before = state.published[file.id];
    const isSame = JSON.stringify(file.published) === JSON.stringify(summaryOfFile(file.id));
    if (choice) {
      published[file.id] =
        before && isSame ? before : { choice, table: null, csv: "", isDrawn: false };
    }
  }
  return published;
}

/**
 * @param {State} state
 * @param {number} file
 * @param {Partial<PublishedShown>} change
 * @returns {State}
 */
export function showPublished(state, file, change) {
  const before = state.published[file];
  return before
    ? { ...state, published: { ...state.published, [file]: { ...before, ...change } } }
    : state;
}

/** @param {PublishedTable} table */
export function publishedInWords({ title, unitLabel, levelLabel, rows }) {
  return `Published figures: ${title}, ${levelLabel}, ${unitLabel}, ${formatCount(rows.length, "row")}.`;
}
