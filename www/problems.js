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

/**
 * Why nothing of a folder is read.
 *
 * @param {string} name
 * @param {"empty" | "tooMuch" | "unreadable"} reason
 * @returns {Problem}
 */
export function folderRefused(name, reason) {
  switch (reason) {
    case "empty":
      return {
        message: `There is nothing in the folder ${name} that can be read here.`,
        hint: "Drop a folder with files as CSV, Excel, OpenDocument or SSDA903 XML, or the files themselves.",
      };
    case "tooMuch":
      return {
        message: `There are more files in the folder ${name} than can be read at once.`,
        hint: "Drop the files that you want to see, or a folder with these alone.",
      };
    case "unreadable":
      return {
        message: `The browser does not let this page read the folder ${name}.`,
        hint: "Open the folder, select the files in it, and drop them here.",
      };
  }
}

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
