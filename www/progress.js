// How far the reading of files has come: the part of the state that changes many times a second.

import { errorsIn, keyOf } from "./holdings.js";
import { formatCount, formatPercentage } from "./words.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./engine.js").Diagnostic} Diagnostic
 *
 * @typedef {{ name: string, size: number }} ChosenFile
 *
 * @typedef {object} Reading
 * @property {ChosenFile[]} files  All files of this reading, those still to come too.
 * @property {number} index  The one that is being read.
 * @property {number} nBytes  Bytes of it that were read.
 * @property {number} nRows  Rows of it that were read.
 * @property {number} announcedAt  When the last announcement was made, in milliseconds.
 * @property {number} announcedQuarter  How many quarters of all bytes had been read then.
 */

/** Between announcements of progress, unless a quarter of the bytes is reached before. */
const ANNOUNCE_AFTER_MS = 5000;

/**
 * Files that are chosen during a reading join it.
 *
 * @param {State} state
 * @param {{ files: ChosenFile[], at: number, isAgain?: boolean }} event
 * @returns {State}
 */
export function beginReading(state, { files, at, isAgain = false }) {
  // A file that is chosen again is told of again.
  const isRead = (/** @type {Diagnostic} */ error) =>
    files.some((file) => file.name === error.location.file);
  if (state.reading) {
    const { reading } = state;
    const again = errorsIn(state.holdings).filter(isRead).map(keyOf);
    return {
      ...state,
      oldErrors: state.oldErrors.filter((key) => !again.includes(key)),
      reading: { ...reading, files: [...reading.files, ...files] },
    };
  }
  const old = errorsIn(state.holdings).filter((error) => !isRead(error));
  const what = files.length === 1 ? files[0]?.name : `${files.length} files`;
  return {
    ...state,
    problems: [],
    notices: isAgain ? state.notices : [],
    oldErrors: old.map(keyOf),
    reading: { files, index: 0, nBytes: 0, nRows: 0, announcedAt: at, announcedQuarter: 0 },
    announcement: `Reading ${what}${isAgain ? " again" : ""}.`,
  };
}

/**
 * @param {State} state
 * @param {{ nBytes: number, nRows: number, at: number }} event
 * @returns {State}
 */
export function progress(state, { nBytes, nRows, at }) {
  if (!state.reading) {
    return state;
  }
  const reading = { ...state.reading, nBytes, nRows };
  const share = shareRead(reading);
  const quarter = Math.floor(share * 4);
  const isDue =
    share < 1 &&
    (quarter > reading.announcedQuarter || at - reading.announcedAt >= ANNOUNCE_AFTER_MS);
  return isDue
    ? {
        ...state,
        reading: { ...reading, announcedAt: at, announcedQuarter: quarter },
        announcement: `${formatPercentage(share)} read, ${formatCount(nRows, "row")}.`,
      }
    : { ...state, reading };
}

/**
 * How much of all bytes was read, from 0 to 1.
 *
 * @param {Reading} reading
 * @returns {number}
 */
export function shareRead(reading) {
  const total = totalBytes(reading);
  return total === 0 ? 0 : Math.min(1, bytesRead(reading) / total);
}

/** @param {Reading} reading */
export function totalBytes(reading) {
  return reading.files.reduce((sum, file) => sum + file.size, 0);
}

/** @param {Reading} reading */
export function bytesRead(reading) {
  const before = reading.files.slice(0, reading.index);
  return before.reduce((sum, file) => sum + file.size, 0) + reading.nBytes;
}
