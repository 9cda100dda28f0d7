// The rules by which small figures are protected: in words, and which rules of the user's own can be met. The engine refuses
// the others.

/**
 * @typedef {import("./engine.js").CustomPolicy} CustomPolicy
 * @typedef {import("./engine.js").Policy} Policy
 * @typedef {import("./engine.js").Vocabulary} Vocabulary
 */

// Written as an object so that the type checker sees when the core learns another.

/** The largest number of children at which a figure is small. @type {Record<Extract<Policy, string>, number>} */
const THRESHOLDS = { dfe: 5, dfeRounded: 5, health: 7, research: 9, unprotected: 0 };

/** Small figures that are rounded like all others have to be rounded to this at the least. */
const LEAST_BASE = 3;

/** To the nearest of which numbers figures are rounded before anybody says otherwise. */
const USUAL_BASE = 5;

/**
 * What the user's own rule says; none where another is chosen.
 *
 * @param {Policy} policy
 * @returns {CustomPolicy | null}
 */
export function customOf(policy) {
  return typeof policy === "string" ? null : policy.custom;
}

/**
 * A policy among those that are offered; a rule of the user's own is the one that can be changed.
 *
 * @param {Policy} policy
 * @param {Vocabulary} vocabulary
 */
export function offeredAs(policy, { policies }) {
  return policies.find(({ value }) => value === policy || (customOf(value) !== null && customOf(policy) !== null));
}

/**
 * Whether small figures are rounded like all others and not left blank.
 *
 * @param {Policy} policy
 */
export function roundsInstead(policy) {
  const custom = customOf(policy);
  return custom !== null && isRoundedInstead(custom);
}

/** @param {CustomPolicy} custom */
function isRoundedInstead({ smallFigures }) {
  return smallFigures !== "suppressed";
}

/**
 * The rule with a part of it changed, and whatever does not go with that given up.
 *
 * @param {CustomPolicy} custom
 * @param {Partial<CustomPolicy>} change
 * @returns {Policy}
 */
export function withRule(custom, change) {
  const changed = { ...custom, ...change };
  if (!isRoundedInstead(changed)) {
    return { custom: changed };
  }
  // Zeros are rounded with all others, and rounding asks of no figure whose it mostly is.
  const base = changed.base < LEAST_BASE ? USUAL_BASE : changed.base;
  return { custom: { ...changed, base, areZerosSensitive: false, dominance: null } };
}

/**
 * The rule by which all figures are rounded and none is left blank for being small.
 *
 * @param {Vocabulary} vocabulary
 */
export function roundedInstead({ policies }) {
  const custom = policies.map(({ value }) => customOf(value)).find((offered) => offered !== null);
  return custom && withRule(custom, { smallFigures: "rounded", base: USUAL_BASE });
}

/**
 * What makes a figure small, to be read after "about": "1 to 5 children".
 *
 * @param {Policy} policy
 */
export function fewInWords(policy) {
  const custom = customOf(policy);
  const most = typeof policy === "string" ? THRESHOLDS[policy] : policy.custom.threshold;
  const least = custom?.areZerosSensitive ? 0 : 1;
  const few = most === least ? "1 child" : `${least} to ${most} children`;
  return custom?.dominance ? `${few}, or mostly about one child` : few;
}
