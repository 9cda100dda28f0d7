// How the state changes while figures are protected and drawn.

import { learnYears } from "./choosing.js";
import { announce } from "./news.js";
import { viewKind } from "./views.js";

/**
 * @typedef {import("./engine.js").EngineError} EngineError
 * @typedef {import("./engine.js").Progress} Progress
 * @typedef {import("./engine.js").Recipe} Recipe
 * @typedef {import("./engine.js").View} View
 * @typedef {import("./state.js").State} State
 */

/** Who waits for less than this does not need to be told how long it takes. */
const TELL_AFTER_MS = 400;

/**
 * Why there are no figures where the user did not want to wait for them.
 *
 * @type {EngineError}
 */
const STOPPED = {
  code: "page-drawing-stopped",
  message: "The protection of these figures was stopped before its end.",
  hint: "Use fewer dimensions or longer periods, or leave some categories out.",
};

/** Whether there are no figures because the user did not want to wait for them. @param {EngineError} error */
export function isStopped({ code }) {
  return code === STOPPED.code;
}

/**
 * @param {State} state
 * @param {{ progress: Progress, elapsedMs: number }} event
 * @returns {State}
 */
export function protect(state, { progress, elapsedMs }) {
  if (elapsedMs < TELL_AFTER_MS) {
    return state;
  }
  const protecting = { ...state, protecting: progress };
  return state.protecting ? protecting : announce(protecting, "Protecting small figures. This takes a while.");
}

/**
 * The choices are again those of the view that is still there; figures of other files or another release are not.
 *
 * @param {State} state
 * @returns {State}
 */
export function stopDrawing(state) {
  const { drawn } = state;
  return drawn && state.view
    ? announce({ ...state, isDrawing: false, protecting: null, choices: drawn, undone: "" }, "Stopped. Nothing has changed.")
    : refuseView(state, STOPPED);
}

/**
 * @param {State} state
 * @param {View} view
 * @param {Recipe} recipe
 * @returns {State}
 */
export function showView(state, view, recipe) {
  const { choices } = state;
  const isWhole = !viewKind(choices.view).isOfOneYear && !choices.filters.some(({ dimension }) => dimension === "year");
  const known = isWhole ? learnYears(state, view) : state;
  // A link is for files of one's own: the sample only shows what it asks for.
  const linked = state.isSample ? state.linked : null;
  const done = { isDrawing: false, protecting: null, drawn: choices, refusal: null, exportError: null, taken: "", linked };
  // What of a link could not be met was not told yet.
  const news = state.linked && state.undone ? `${state.undone} ${state.news}`.trim() : state.news;
  const shown = { ...known, ...done, isShown: true, view, recipe, news };
  if (state.view && figuresOf(state.view) === figuresOf(view)) {
    // Only what is said of the files has changed, such as their SHA-256.
    return announce(shown, "");
  }
  const what = view.svg === null ? "Table" : "Chart and table";
  const isAnew = state.view !== null || state.refusal !== null;
  return announce(shown, `${what} ${isAnew ? "updated" : "ready"}: ${view.release.title}.`);
}

/**
 * All that a view shows of the data, as one text.
 *
 * @param {View} view
 */
function figuresOf({ release, csv }) {
  return JSON.stringify([release.title, release.subtitle, csv]);
}

/**
 * There are no figures of the choices, and other choices can be met.
 *
 * @param {State} state
 * @param {EngineError} error
 * @returns {State}
 */
export function refuseView(state, error) {
  return announce({ ...withoutView(state), refusal: error }, `${error.message} ${error.hint}`);
}

/**
 * Figures of earlier choices must not stand under the choices of now.
 *
 * @param {State} state
 * @returns {State}
 */
export function withoutView(state) {
  const done = { isDrawing: false, protecting: null, drawn: null, refusal: null };
  return { ...state, ...done, isShown: true, view: null, recipe: null };
}
