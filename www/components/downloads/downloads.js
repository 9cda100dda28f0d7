import { html } from "htm/preact";
import { NotedDownload } from "../download/download.js";

/**
 * The view as files: the very texts that the engine made along with what is shown. They name the SHA-256 of each source
 * file, so there are none until the last of them is taken; and none while other figures are about to be shown, which what
 * leaves now would have to be taken into account in.
 *
 * @param {{
 *   state: import("../../state.js").State,
 *   view: import("../../engine.js").View,
 *   onExport: import("../../actions.js").Actions["noteExport"],
 * }} props
 */
export function Downloads({ state, view, onExport }) {
  const { csv, svg, notes, fileStem, release } = view;
  const { recipe, exportError } = state;
  const isWaiting = release.sources.some(({ sha256 }) => sha256 === null);
  const isDrawing = state.isDrawing || recipe === null;
  const waitsFor = isWaiting || isDrawing ? "downloads-wait" : undefined;
  const note = async () => recipe !== null && (await onExport(recipe));
  return html`
    <section class="wa-downloads" aria-labelledby="downloads-heading">
      <h3 id="downloads-heading">Download what is shown</h3>
      ${waitsFor &&
      html`<p class=${isWaiting ? "wa-downloads__wait" : "wa-hidden"} id="downloads-wait">
        ${isWaiting ? "The files’ SHA-256 is being taken" : "The next figures are being drawn"}; downloads will be ready in a moment.
      </p>`}
      ${exportError &&
      html`<p class="wa-warning" role="alert"><strong>Not handed over. ${exportError.message}</strong> ${exportError.hint}</p>`}
      <ul class="wa-downloads__list">
        <li>
          <${NotedDownload}
            label="Table (CSV)"
            name="${fileStem}.csv"
            text=${csv}
            type="text/csv;charset=utf-8"
            waitsFor=${waitsFor}
            note=${note}
          />
        </li>
        ${svg !== null &&
        html`<li>
          <${NotedDownload}
            label="Chart (SVG)"
            name="${fileStem}.svg"
            text=${svg}
            type="image/svg+xml"
            waitsFor=${waitsFor}
            note=${note}
          />
        </li>`}
        <li>
          <${NotedDownload}
            label="Notes (text)"
            name="${fileStem}-notes.txt"
            text=${notes}
            type="text/plain;charset=utf-8"
            waitsFor=${waitsFor}
            note=${note}
          />
        </li>
      </ul>
    </section>
  `;
}
