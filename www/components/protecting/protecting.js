import { html } from "htm/preact";
import { formatNumber } from "../../words.js";

/**
 * @typedef {import("../../engine.js").Progress} Progress
 *
 * @type {Record<Progress["stage"], string>}
 */
const STAGES = {
  suppressing: "Finding what has to be left blank",
  auditing: "Checking that nobody can work small figures out",
};

/**
 * How far the protection of the figures has come, and a way out. It lies over the foot of the window, so that nothing moves when it
 * comes and goes. Its numbers change many times a second: the page's one announcer speaks instead.
 *
 * @param {{ progress: Progress, onStop: () => void }} props
 */
export function Protecting({ progress: { stage, nDone, nAll }, onStop }) {
  const stop = () => {
    // The button is about to be gone.
    document.getElementById("results-heading")?.focus({ preventScroll: true });
    onStop();
  };
  return html`
    <section class="wa-protecting" aria-labelledby="protecting-heading">
      <h2 class="wa-protecting__heading" id="protecting-heading">Protecting small figures</h2>
      <p class="wa-protecting__stage">
        ${STAGES[stage]}${nAll > 0 && `: ${formatNumber(nDone)} of ${formatNumber(nAll)}`}
      </p>
      <progress
        class="wa-protecting__bar"
        aria-labelledby="protecting-heading"
        max="1"
        value=${nAll > 0 ? nDone / nAll : undefined}
      ></progress>
      <button class="wa-button" type="button" onClick=${stop}>Stop</button>
    </section>
  `;
}
