import { html } from "htm/preact";
import { Download } from "../download/download.js";

/**
 * The view as files: the very texts that the engine made along with what is shown. They name the SHA-256 of each source
 * file, so there are none until the last of them is taken.
 *
 * @param {{ view: import("../../engine.js").View }} props
 */
export function Downloads({ view }) {
  const { csv, svg, notes, fileStem, release } = view;
  const isWaiting = release.sources.some(({ sha256 }) => sha256 === null);
  const waitsFor = isWaiting ? "downloads-wait" : undefined;
  return html`
    <section class="wa-downloads" aria-labelledby="downloads-heading">
      <h3 id="downloads-heading">Download what is shown</h3>
      ${isWaiting &&
      html`<p class="wa-downloads__wait" id="downloads-wait">
        The files’ SHA-256 is being taken; downloads will be ready in a moment.
      </p>`}
      <ul class="wa-downloads__list">
        <li>
          <${Download} label="Table (CSV)" name="${fileStem}.csv" text=${csv} type="text/csv;charset=utf-8" waitsFor=${waitsFor} />
        </li>
        ${svg !== null &&
        html`<li>
          <${Download} label="Chart (SVG)" name="${fileStem}.svg" text=${svg} type="image/svg+xml" waitsFor=${waitsFor} />
        </li>`}
        <li>
          <${Download}
            label="Notes (text)"
            name="${fileStem}-notes.txt"
            text=${notes}
            type="text/plain;charset=utf-8"
            waitsFor=${waitsFor}
          />
        </li>
      </ul>
    </section>
  `;
}
