// What the page's one announcer says.

/**
 * @typedef {import("./state.js").State} State
 */

/**
 * Says what has happened, after news that waited for it.
 *
 * @param {State} state
 * @param {string} words
 * @returns {State}
 */
export function announce(state, words) {
  return { ...state, announcement: `${state.news} ${words}`.trim(), news: "" };
}
