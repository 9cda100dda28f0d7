// What the audit says of a view, in sentences for the holder of the data.

import { customOf, fewInWords, roundsInstead } from "./protection.js";
import { formatCount, formatNumber } from "./words.js";

/**
 * @typedef {import("./engine.js").Audit} Audit
 * @typedef {import("./engine.js").Policy} Policy
 */

/**
 * That the figures were checked, and what came of it.
 *
 * @param {Audit} audit
 * @param {Policy} policy
 */
export function auditInWords(audit, policy) {
  const { nFigures, nSensitive, nSuppressed } = audit;
  const few = fewInWords(policy);
  const behind = `${formatCount(nFigures, "figure")} ${nFigures === 1 ? "stands" : "stand"} behind this view.`;
  if (nSensitive === 0) {
    const none = `${behind} None of them is about ${few}`;
    return nSuppressed === 0
      ? `${none}, so none had to be protected.`
      : `${none}; ${formatNumber(nSuppressed)} ${are(nSuppressed)} left blank to protect small figures elsewhere.`;
  }
  const small = `${formatNumber(nSensitive)} of them ${are(nSensitive)} about ${few}`;
  if (roundsInstead(policy)) {
    // Rounding alone may not do, and figures that are no counts are not rounded: then some are left blank.
    const blank = nSuppressed === 0 ? "all are rounded" : `${formatNumber(nSuppressed)} ${are(nSuppressed)} left blank`;
    return `${behind} ${small}; ${blank} to protect them. ${outOfReach(audit)}`;
  }
  const nOthers = nSuppressed - nSensitive;
  const others = nOthers > 0 ? `, and ${formatNumber(nOthers)} more ${are(nOthers)} left blank to protect small figures` : "";
  return `${behind} ${small} and left blank${others}. ${outOfReach(audit)}`;
}

/** @param {number} n */
function are(n) {
  return n === 1 ? "is" : "are";
}

/**
 * How near anybody can come to a small figure.
 *
 * @param {Audit} audit
 */
function outOfReach({ nSensitive, width, narrowest }) {
  const whom = nSensitive === 1 ? "it" : `any of the ${formatNumber(nSensitive)}`;
  const nearest =
    narrowest !== null && narrowest > width
      ? ` (${nSensitive === 1 ? "it" : "each"} could be anything over a range of at least ${narrowest})`
      : "";
  return `Nobody can work ${whom} out from what is shown to within less than ${width}${nearest}.`;
}

/**
 * Why figures are blank, or not as they are.
 *
 * @param {Audit} audit
 * @param {Policy} policy
 * @returns {{ question: string, answer: string[] } | null}  None where there is nothing to explain.
 */
export function explanationOf({ nSensitive, nSuppressed }, policy) {
  const few = fewInWords(policy);
  if (nSuppressed > 0) {
    return {
      question: "Why is a cell blank?",
      answer: [
        `Its figure rests on one about ${few}, or it would give such a figure away: by being taken from a total, for instance, or by being set against what left this page before.`,
        "Blanks of both kinds look the same on purpose. Whoever could tell them apart would know which figures are small.",
        "Where there is a choice, totals are kept and smaller figures are left blank.",
        "Longer periods and fewer categories usually leave fewer cells blank.",
      ],
    };
  }
  if (nSensitive > 0 && roundsInstead(policy)) {
    return {
      question: "Why is no cell blank?",
      answer: [
        `By your own rule every figure is rounded to the nearest ${customOf(policy)?.base}, instead of small ones being left blank.`,
        "A 0 can be a true zero or a small figure that was rounded to it; both look the same on purpose.",
        "What is worked out from counts, such as a share, is worked out from rounded ones.",
      ],
    };
  }
  return null;
}
