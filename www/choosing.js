// How the state changes when the user chooses what is shown, when there is something else to choose from, and when the engine
// refuses a choice.

import { givenUp, hasSameYears, possibleChoices } from "./choices.js";
import { fixedBy, goTo } from "./views.js";
import { summaryOf } from "./comparison.js";
import { chartedSources } from "./holdings.js";

/**
 * @typedef {import("./choices.js").Choices} Choices
 * @typedef {import("./engine.js").EngineError} EngineError
 * @typedef {import("./engine.js").View} View
 * @typedef {import("./state.js").State} State
 */

/** The refusal of figures that, together with what has left the page, would give small ones away. */
const LEDGER_FORBIDS = "session-ledger-forbids";

/** Refusals of how figures are expressed. */
const OF_EXPRESSIONS = [
  "session-not-a-count",
  "session-needs-year",
  "session-no-such-year",
  "session-no-population",
];

/** Refusals of other choices. */
const OF_CHOICES = [
  "session-dimension-count",
  "session-dimension-twice",
  "session-too-many-cells",
  "session-no-such-category",
  "session-cannot-filter",
  "session-too-many-cells-to-protect",
  "session-audit-refused",
  "session-policy-faulty",
  LEDGER_FORBIDS,
];

/** Whether the engine refuses how figures are to be expressed. @param {EngineError} error */
export function isOfExpression({ code }) {
  return OF_EXPRESSIONS.includes(code);
}

/** Whether the engine refuses on account of what has left the page. @param {EngineError} error */
export function isOfLedger({ code }) {
  return code === LEDGER_FORBIDS;
}

/** Whether the engine can show what it holds, and refuses only what was chosen. @param {EngineError} error */
export function isOfChoices(error) {
  return isOfExpression(error) || OF_CHOICES.includes(error.code);
}

/**
 * @param {State} state
 * @param {Partial<Choices>} choices
 * @returns {State}
 */
export function choose(state, choices) {
  const { view = state.choices.view } = choices;
  const isOther = view !== state.choices.view;
  const { choices: begun, remembered } = isOther
    ? goTo(state.choices, view, state.remembered, state.holdings)
    : state;
  return take({ ...state, remembered, undone: "" }, { ...begun, ...choices });
}

/**
 * Makes the choices those that are wanted, as far as they can be met.
 *
 * @param {State} state
 * @param {Choices} wanted
 * @returns {State}
 */
export function take(state, wanted) {
  const years = hasSameYears(wanted, state.choices) ? state.years : null;
  return settle({ ...state, years }, wanted);
}

/**
 * Makes of choices those that can be met, and says what had to be given up.
 *
 * @param {State} state
 * @param {Choices} wanted
 * @returns {State}
 */
export function settle(state, wanted) {
  const choices = possibleChoices(wanted, state.holdings, state.years);
  // What the view does not show was not chosen in it, so nothing is lost.
  const shown = fixedBy(wanted, summaryOf("none", wanted.source, chartedSources(state.holdings)));
  const undone = givenUp(shown, choices, state.vocabulary);
  return {
    ...state,
    choices,
    undone: undone || state.undone,
    news: `${state.news} ${undone}`.trim(),
  };
}

/**
 * Of which years there are figures.
 *
 * @param {State} state
 * @param {View} view  With the years for its first dimension, none of them left out.
 * @returns {State}
 */
export function learnYears(state, view) {
  // The total is the last.
  return { ...state, years: view.release.axes[0]?.categories.slice(0, -1) ?? null };
}
