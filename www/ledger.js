// What has left the page in this sitting, in words.

import { formatCount, formatNumber } from "./words.js";

/**
 * @typedef {import("./engine.js").Ledger} Ledger
 * @typedef {import("./engine.js").View} View
 * @typedef {import("./state.js").State} State
 */

/** What a saved ledger is called. */
export const LEDGER_FILE = "whereabouts-ledger.json";

/** Its first key, which tells it from a saved mapping. */
const LEDGER_START = /^\s*\{\s*"whereaboutsLedger"\s*:/;

/** So much of a file is looked at to tell. */
const N_BYTES_LOOKED_AT = 200;

/**
 * Whether a file is a saved ledger, to all appearances; the engine looks at it whole.
 *
 * @param {File} file
 */
export async function isLedgerFile(file) {
  return LEDGER_START.test(await file.slice(0, N_BYTES_LOOKED_AT).text());
}

/**
 * @param {State} state
 * @param {Ledger} ledger
 * @param {boolean} isUnprotected  What is unprotected is not noted.
 * @returns {State}
 */
export function noteExport(state, ledger, isUnprotected) {
  const isAnew = ledger.entries.length > (state.ledger?.entries.length ?? 0);
  const announcement = isUnprotected
    ? "Not noted: unprotected figures must not be passed on."
    : `Noted ${isAnew ? "" : "before "}under What has left this page.`;
  return { ...state, ledger, exportError: null, announcement };
}

/**
 * @param {State} state
 * @param {Ledger} ledger  Of which some was loaded, or all forgotten.
 * @returns {State}
 */
export function changeLedger(state, ledger) {
  const words = `What has left this page: ${formatCount(ledger.entries.length, "export")}.`;
  // What is shown was protected together with other exports, and must not leave any more.
  const changed = { ...state, ledger, recipe: null, drawn: null, exportError: null };
  // Where there are figures, the next ones are about to be announced.
  return state.view || state.refusal ? { ...changed, news: words } : { ...changed, announcement: words };
}

/**
 * What was done with a saved recipe. Without what had left before it was saved its figures can be other ones.
 *
 * @param {{ name: string, nEarlierExports: number }} recipe
 * @param {Ledger | null} ledger
 */
export function recipeInWords({ name, nEarlierExports }, ledger) {
  const nHeld = ledger?.entries.length ?? 0;
  const missing =
    nEarlierExports > nHeld
      ? ` It was made after ${formatCount(nEarlierExports, "earlier export")}: load their ledger too to see the same figures.`
      : "";
  return `The recipe ${name} is applied.${missing}`;
}

/**
 * What a view owes to what left before it; empty if nothing did.
 *
 * @param {View["ledger"]} ledger
 */
export function protectedTogether(ledger) {
  if (!ledger || ledger.nTables === 0) {
    return "";
  }
  const { nTables, nBecauseOf } = ledger;
  const together = `Protected together with ${formatCount(nTables, "earlier export")}`;
  if (nBecauseOf === null) {
    return `${together}.`;
  }
  const more =
    nBecauseOf === 0
      ? "no more figures are"
      : `${formatNumber(nBecauseOf)} more ${nBecauseOf === 1 ? "figure is" : "figures are"}`;
  return `${together}; ${more} blank because of ${nTables === 1 ? "it" : "them"}.`;
}
