import { html } from "htm/preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { parseSvg } from "../../trust.js";
import { DataTable } from "../data-table/data-table.js";

/**
 * The chart as the engine drew it, the same figures as a table, and what a reader of either must know.
 *
 * @param {{ view: import("../../engine.js").View, isBusy: boolean }} props
 */
export function Figure({ view, isBusy }) {
  /** @type {{ current: HTMLElement | null }} */
  const $picture = useRef(null);
  const { caveats } = view.release;
  useLayoutEffect(() => {
    $picture.current?.replaceChildren(...(view.svg === null ? [] : [parseSvg(view.svg)]));
  }, [view.svg]);
  return html`
    <figure class="wa-figure" aria-labelledby="table-caption" aria-busy=${isBusy ? "true" : "false"}>
      <div class="wa-figure__picture" ref=${$picture}></div>
      <${DataTable} release=${view.release} />
      ${caveats.length > 0 &&
      html`<div class="wa-figure__caveats">
        <h3>Read with care</h3>
        <ul>
          ${caveats.map((caveat) => html`<li>${caveat}</li>`)}
        </ul>
      </div>`}
    </figure>
  `;
}
