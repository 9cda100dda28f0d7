// How the state changes when the user chooses what is shown, when there is something else to choose from, and when the engine
// refuses a choice.

import { givenUp, hasSameYears, possibleChoices } from "./choices.js";
import { summaryOf } from "./comparison.js";
import { chartedSources } from "./holdings.js";
import { announce } from "./news.js";
import { fixedBy, goTo } from "./views.js";
import { listInWords } from "./words.js";

/**
 * @typedef {import("./choices.js").Choices} Choices
 * @typedef {import("./engine.js").EngineError} EngineError
 * @typedef {import("./link.js").Link} Link
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
  // What was picked out of one thing is nothing of another.
  const isOfOther = choices.series !== undefined && choices.series !== begun.series;
  const others = isOfOther ? { highlighted: [] } : {};
  return take({ ...state, remembered, undone: "" }, { ...begun, ...others, ...choices });
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
 * Takes the choices of a link, at once where there are figures, or else once there are.
 *
 * @param {State} state
 * @param {Link} link
 * @returns {State}
 */
export function openLink(state, link) {
  if (chartedSources(state.holdings).length === 0) {
    return { ...state, linked: link, choices: link.choices };
  }
  return withDropped(take({ ...state, undone: "" }, link.choices), link);
}

/**
 * The choices of a link, of what is held so far: what the files that come later can meet is still wanted.
 *
 * @param {State} state
 * @param {Link} link
 * @returns {State}
 */
export function settleLinked(state, link) {
  const { layout } = state.choices;
  const { news } = state;
  return { ...withDropped(settle({ ...state, undone: "" }, { ...link.choices, layout }), link), news };
}

/**
 * @param {State} state
 * @param {Link} link
 * @returns {State}
 */
function withDropped(state, { dropped }) {
  const said = dropped.length === 0 ? "" : `Left out of the link, since it is not understood or not obeyed: ${listInWords(dropped)}.`;
  return { ...state, undone: `${said} ${state.undone}`.trim() };
}

/**
 * Tells of a file that is gone, and keeps the choices that it could meet.
 *
 * @param {State} state
 * @param {{ name: string, before: Choices }} event
 * @returns {State}
 */
export function removeFile(state, { name, before }) {
  const removed = { ...state, removed: { name, before, after: state.choices } };
  const words = `${name} was removed. It can be put back.`;
  // Where there are figures, the next ones are about to be announced.
  return chartedSources(state.holdings).length > 0 ? { ...removed, news: `${state.news} ${words}`.trim() } : announce(removed, words);
}

/**
 * A file that was removed is there again: so are the choices that it could meet, unless others were made since.
 *
 * @param {State} state
 * @returns {State}
 */
export function putBack(state) {
  const { removed } = state;
  // A source is offered anew where nothing was held any more.
  const asText = (/** @type {Choices} */ choices) => JSON.stringify({ ...choices, source: null });
  const isSame = removed !== null && asText(removed.after) === asText(state.choices);
  const without = { ...state, removed: null };
  return isSame ? take({ ...without, undone: "" }, removed.before) : without;
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
