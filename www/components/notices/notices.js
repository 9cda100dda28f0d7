import { html } from "htm/preact";

/**
 * What was done that shows nowhere else, and what of it can be taken back. The page's announcer has said it already.
 *
 * @param {{ notices: string[], removed: import("../../state.js").State["removed"], onPutBack: () => void }} props
 */
export function Notices({ notices, removed, onPutBack }) {
  return html`
    ${notices.map((notice) => html`<p class="wa-inset">${notice}</p>`)}
    ${removed &&
    html`<p class="wa-inset">
      ${removed.name} was removed.${" "}
      <button class="wa-button wa-button--small" type="button" onClick=${onPutBack}>
        Put it back<span class="wa-hidden">: ${removed.name}</span>
      </button>
    </p>`}
  `;
}
