// What goes wrong outside the files themselves, in words: a sentence that says what, and one that says what to do.

/**
 * Something that the user has to know at once and that is not about what a file holds.
 *
 * @typedef {object} Problem
 * @property {string} message
 * @property {string} hint
 */

/** @type {Problem} */
export const ENGINE_STOPPED = {
  message: "The engine stopped because of a fault of ours.",
  hint: "Choose the files again.",
};

/** @type {Problem} */
export const ENGINE_MISSING = {
  message: "The engine cannot be started in this browser.",
  hint: "Open this page in a current release of Chrome, Edge or Firefox.",
};

/** @type {Problem} */
export const FOLDER_DROPPED = {
  message: "A folder was dropped, and only files can be read.",
  hint: "Open the folder and drop the files that are in it.",
};

/** @type {Problem} */
export const NOTHING_DROPPED = {
  message: "What was dropped is not a file.",
  hint: "Drop a file from your computer, or choose one.",
};

/**
 * @param {string} name
 * @returns {Problem}
 */
export function unreadable(name) {
  return {
    message: `${name} could not be read to its end, so none of it is used.`,
    hint: "It may have been moved, changed or opened elsewhere since you chose it. Choose it again.",
  };
}

/**
 * @param {string} name
 * @returns {Problem}
 */
export function notAMapping(name) {
  return {
    message: `${name} is not a mapping that this page saved.`,
    hint: "JSON files are taken for saved mappings and ledgers only. Export data as CSV or as a workbook.",
  };
}
