import { html } from "htm/preact";
import { LEDGER_FILE } from "../../ledger.js";
import { formatNumber } from "../../words.js";
import { Download } from "../download/download.js";
import { NewRelease } from "./new-release.js";

/**
 * @typedef {import("../../engine.js").Ledger} LedgerHeld
 */

/**
 * What was exported in this sitting, against which all that is shown next is protected.
 *
 * @param {{ ledger: LedgerHeld | null, actions: import("../../actions.js").Actions }} props
 */
export function Ledger({ ledger, actions }) {
  const isEmpty = ledger === null || ledger.entries.length === 0;
  return html`
    <section class="wa-section wa-ledger" aria-labelledby="ledger-heading">
      <h2 id="ledger-heading" tabindex="-1">What has left this page</h2>
      ${isEmpty
        ? html`<p>
            Nothing yet. Each table or chart that you download, copy or print is listed here, and what you look at next is protected
            together with it, so that nobody can work out small figures by setting one against the other.
          </p>`
        : html`
            <p>
              All that is shown from now on is protected together with these. To carry on another day, save this list and load it
              then; closing the page or starting again forgets it.
            </p>
            <${Entries} entries=${ledger.entries} />
          `}
      <div class="wa-ledger__buttons">
        ${!isEmpty &&
        html`<${Download} label="Save ledger" name=${LEDGER_FILE} text=${ledger.text} type="application/json" />`}
        <${LoadLedger} onLoad=${actions.loadLedger} />
        ${!isEmpty && html`<${NewRelease} onStart=${actions.startNewRelease} />`}
      </div>
    </section>
  `;
}

/** @param {{ entries: LedgerHeld["entries"] }} props */
function Entries({ entries }) {
  // Small screens show each row as a block, for which browsers would forget that it is a table: hence the roles.
  return html`
    <table class="wa-records" role="table" aria-labelledby="ledger-heading">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">Export</th>
          <th role="columnheader" scope="col">How it is protected</th>
          <th role="columnheader" scope="col" class="wa-records__number">Figures</th>
          <th role="columnheader" scope="col" class="wa-records__number">Blank</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${entries.map(
          ({ title, subtitle, policyLabel, nFigures, nSuppressed, isOfOtherFiles }) => html`
            <tr role="row">
              <th role="rowheader" scope="row"><strong>${title}</strong><br />${subtitle}${isOfOtherFiles && html`<br />Made from files that are not open now`}</th>
              <td role="cell" data-label="Protected">${policyLabel}</td>
              <td role="cell" data-label="Figures" class="wa-records__number">${formatNumber(nFigures)}</td>
              <td role="cell" data-label="Blank" class="wa-records__number">${formatNumber(nSuppressed)}</td>
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}

/** @param {{ onLoad: (file: File) => void }} props */
function LoadLedger({ onLoad }) {
  const choose = (/** @type {{ currentTarget: HTMLInputElement }} */ { currentTarget }) => {
    const file = currentTarget.files?.[0];
    if (file) {
      onLoad(file);
    }
    // Otherwise the browser would not tell of the same file chosen again.
    currentTarget.value = "";
  };
  return html`
    <label class="wa-button wa-ledger__load">
      Load ledger<input class="wa-hidden" type="file" accept=".json" onChange=${choose} />
    </label>
  `;
}
