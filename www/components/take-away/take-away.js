import { html } from "htm/preact";

/**
 * @typedef {import("../../actions.js").Actions["take"]} Take
 *
 * @typedef {object} Offer
 * @property {string} label
 * @property {() => void} onTake
 */

/**
 * What is shown, to be taken away: the chart, the table, and both with all that belongs to them. What is taken names the SHA-256 of each
 * source file, so there is none until the last of them is taken; and none while other figures are about to be shown, which what leaves now
 * would have to be taken into account in.
 *
 * @param {{
 *   state: import("../../state.js").State,
 *   view: import("../../engine.js").View,
 *   take: Take,
 * }} props
 */
export function TakeAway({ state, view, take }) {
  const { release, svg } = view;
  const { recipe, exportError, taken } = state;
  const isHashing = release.sources.some(({ sha256 }) => sha256 === null);
  const isWaiting = isHashing || state.isDrawing || recipe === null;
  const offers = offersOf(take);
  return html`
    <section class="wa-take" aria-labelledby="take-heading">
      <h3 id="take-heading">Take it away</h3>
      ${exportError &&
      html`<p class="wa-warning" role="alert"><strong>Not handed over. ${exportError.message}</strong> ${exportError.hint}</p>`}
      <div class="wa-take__groups">
        ${svg !== null && html`<${Group} heading="Chart" offers=${offers.chart} isWaiting=${isWaiting} />`}
        <${Group} heading="Table" offers=${offers.table} isWaiting=${isWaiting} />
        <${Group} heading="With all that belongs to it" offers=${offers.whole} isWaiting=${isWaiting} />
      </div>
      <p class="wa-take__said" id="take-said">
        ${isWaiting
          ? html`<span class=${isHashing ? "" : "wa-hidden"}>
              ${isHashing ? "The files’ SHA-256 is being taken" : "The next figures are being drawn"}; downloads will be ready in a moment.
            </span>`
          : taken}
      </p>
    </section>
  `;
}

/**
 * @param {Take} take
 * @returns {Record<"chart" | "table" | "whole", Offer[]>}
 */
function offersOf(take) {
  const file = (/** @type {string} */ label, /** @type {import("../../engine.js").Product} */ product) => ({
    label,
    onTake: () => take.save(product),
  });
  return {
    chart: [
      { label: "Copy chart", onTake: take.copyPicture },
      { label: "Chart (PNG)", onTake: take.savePng },
      file("Chart (SVG)", "svg"),
    ],
    table: [
      { label: "Copy table", onTake: take.copyTable },
      file("Workbook (XLSX)", "xlsx"),
      file("Table (CSV)", "csv"),
      file("Table as shown (CSV)", "pivot"),
    ],
    whole: [file("Report (HTML)", "report"), file("Notes (text)", "notes"), file("Recipe (JSON)", "recipe")],
  };
}

/** @param {{ heading: string, offers: Offer[], isWaiting: boolean }} props */
function Group({ heading, offers, isWaiting }) {
  return html`
    <div class="wa-take__group">
      <h4>${heading}</h4>
      <ul class="wa-take__list">
        ${offers.map(
          ({ label, onTake }) => html`
            <li>
              <button
                class="wa-button wa-button--small"
                type="button"
                aria-disabled=${isWaiting ? "true" : undefined}
                aria-describedby=${isWaiting ? "take-said" : undefined}
                onClick=${() => isWaiting || onTake()}
              >
                ${label}
              </button>
            </li>
          `,
        )}
      </ul>
    </div>
  `;
}
