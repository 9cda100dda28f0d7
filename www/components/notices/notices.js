import { html } from "htm/preact";

/**
 * What was done that shows nowhere else. The page's announcer has said it already.
 *
 * @param {{ notices: string[] }} props
 */
export function Notices({ notices }) {
  return notices.map((notice) => html`<p class="wa-inset">${notice}</p>`);
}
