import { html } from "htm/preact";

/**
 * What was done that shows nowhere else. The page's announcer has said it already.
 *
 * @param {{ notices: string[] }} props
 */
export function Notices({ notices }) {
  return notices.map((notice) => html`<p class="wa-inset">${notice}</p>`);
}

/**
 * The file that was removed last, and the way to have it back.
 *
 * @param {{ state: import("../../state.js").State, onPutBack: () => void }} props
 */
export function Removed({ state: { removed, reading }, onPutBack }) {
  return (
    removed &&
    !reading &&
    html`<p class="wa-inset">
      ${removed.name} was removed.${" "}
      <button class="wa-button wa-button--small" type="button" onClick=${onPutBack}>
        Put it back<span class="wa-hidden">: ${removed.name}</span>
      </button>
    </p>`
  );
}
