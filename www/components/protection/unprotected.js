import { html } from "htm/preact";

/** The warning that stands above figures in which nothing is protected. */
export function Unprotected() {
  return html`<p class="wa-warning">
    <strong>Unprotected: for the data holder’s own eyes.</strong> Figures about single children are shown. Not to be passed on
    or published. <a href="#policy">Change how small figures are protected</a>.
  </p>`;
}
