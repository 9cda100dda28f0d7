import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";

/** How long an address is kept after its view is gone: a download that was begun may still be reading from it. */
const KEEP_MS = 60_000;

/**
 * The view as files: the very texts that the engine made along with what is shown.
 *
 * @param {{ view: import("../../engine.js").View }} props
 */
export function Downloads({ view }) {
  const { csv, svg, notes, fileStem } = view;
  return html`
    <section class="wa-downloads" aria-labelledby="downloads-heading">
      <h3 id="downloads-heading">Download what is shown</h3>
      <ul class="wa-downloads__list">
        <li><${Download} label="Table (CSV)" name="${fileStem}.csv" text=${csv} type="text/csv;charset=utf-8" /></li>
        ${svg !== null &&
        html`<li><${Download} label="Chart (SVG)" name="${fileStem}.svg" text=${svg} type="image/svg+xml" /></li>`}
        <li><${Download} label="Notes (text)" name="${fileStem}-notes.txt" text=${notes} type="text/plain;charset=utf-8" /></li>
      </ul>
    </section>
  `;
}

/** @param {{ label: string, name: string, text: string, type: string }} props */
function Download({ label, name, text, type }) {
  const [url, setUrl] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([text], { type }));
    setUrl(made);
    return () => void setTimeout(() => URL.revokeObjectURL(made), KEEP_MS);
  }, [text, type]);
  return html`<a class="wa-button" href=${url || undefined} download=${name}>${label}</a>`;
}
