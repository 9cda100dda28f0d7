import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { formatNumber, stemOf } from "../../words.js";
import { Download } from "../download/download.js";
import { MarkKey, MarkedCell } from "../marks/marks.js";
import { PublishedChoices } from "./published-choices.js";

/**
 * @typedef {import("../../engine.js").FileSummary} FileSummary
 * @typedef {import("../../holdings.js").PublishedChoice} PublishedChoice
 * @typedef {import("../../holdings.js").PublishedTable} PublishedTable
 * @typedef {import("../../state.js").PublishedShown} PublishedShown
 */

/** More rows than this at once make the page slow to draw. */
const MAX_ROWS = 300;

/** Figures stand as they were published, to the last digit. */
const asPublished = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 15 });

/**
 * Figures that somebody else published, as they stand in a file, beside what is counted here and never added to it.
 *
 * @param {{
 *   file: FileSummary,
 *   shown: PublishedShown | undefined,
 *   onChoose: (file: number, choice: PublishedChoice) => void,
 * }} props
 */
export function Published({ file, shown, onChoose }) {
  const summary = file.published;
  if (!summary) {
    return null;
  }
  const id = `published-${file.id}`;
  return html`
    <section class="wa-section wa-published" aria-labelledby=${id}>
      <h2 id=${id}>Published figures: ${file.name}</h2>
      <p>${summary.formLabel}. These figures are not counted by this page and are added to nothing.</p>
      ${shown
        ? html`<${PublishedChoices}
            id=${id}
            summary=${summary}
            choice=${shown.choice}
            onChoose=${(/** @type {PublishedChoice} */ choice) => onChoose(file.id, choice)}
          />`
        : html`<p>No figures were found in it.</p>`}
      ${shown?.table &&
      html`
        <${Figures}
          key=${JSON.stringify(shown.choice)}
          id=${id}
          table=${shown.table}
          breakdown=${summary.isBuiltIn ? "Source" : "Category"}
          isBusy=${!shown.isDrawn}
        />
        <div class="wa-published__download">
          <${Download}
            label=${html`Published table (CSV)<span class="wa-hidden">${" "}of ${file.name}</span>`}
            name="${stemOf(file.name)}-published.csv"
            text=${shown.csv}
            type="text/csv;charset=utf-8"
          />
        </div>
      `}
    </section>
  `;
}

/** @param {{ id: string, table: PublishedTable, breakdown: string, isBusy: boolean }} props  `breakdown`: what stands beside a measure. */
function Figures({ id, table, breakdown, isBusy }) {
  const [isWhole, setWhole] = useState(false);
  const { rows, years, notes } = table;
  const shown = isWhole ? rows : rows.slice(0, MAX_ROWS);
  const names = namesOf(table, breakdown);
  const statuses = new Set(rows.flatMap((row) => row.cells.map((cell) => cell.status)));
  if (rows.length === 0) {
    return html`<p>The file has no such figures.</p>`;
  }
  // The region takes the focus so that a keyboard can scroll it.
  return html`
    <div class="wa-table" role="region" aria-labelledby="${id}-caption" tabindex="0" aria-busy=${isBusy ? "true" : "false"}>
      <table class="wa-table__table">
        <caption class="wa-table__caption" id="${id}-caption">
          <span class="wa-table__title">${table.title}</span>
          <span class="wa-table__subtitle">${table.levelLabel}, ${table.unitLabel}, from ${table.file}</span>
        </caption>
        <thead>
          <tr>
            ${names.map(({ heading }) => html`<th scope="col">${heading}</th>`)}
            ${years.map(({ label }) => html`<th class="wa-table__number" scope="col">${label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            (row, at) => html`
              <tr key=${at} class=${row.isTotal ? "wa-published__total" : ""}>
                ${names.map(
                  ({ of }, column) => html`<th scope="row">
                    ${of(row)}${column === names.length - 1 &&
                    row.isTotal &&
                    html`${" "}<span class="wa-published__mark">total</span>`}
                  </th>`,
                )}
                ${row.cells.map(
                  ({ value, status }) => html`<${MarkedCell}
                    status=${status}
                    figure=${value === null ? null : asPublished.format(value)}
                  />`,
                )}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
    ${shown.length < rows.length &&
    html`<button class="wa-button" type="button" onClick=${() => setWhole(true)}>
      Show all ${formatNumber(rows.length)} rows
    </button>`}
    <${MarkKey} statuses=${statuses} />
    ${notes.length > 0 &&
    html`<div class="wa-figure__caveats">
      <h3>Notes</h3>
      <ul>
        ${notes.map((note) => html`<li>${note}</li>`)}
      </ul>
    </div>`}
  `;
}

/**
 * The columns that name a row: those that tell its rows apart, and the last one in any case.
 *
 * @param {PublishedTable} table
 * @param {string} breakdown
 * @returns {{ heading: string, of: (row: PublishedTable["rows"][number]) => string }[]}
 */
function namesOf({ rows }, breakdown) {
  const all = [
    { heading: "Place", of: (/** @type {PublishedTable["rows"][number]} */ row) => row.place },
    { heading: "Measure", of: (/** @type {PublishedTable["rows"][number]} */ row) => row.measure },
    { heading: breakdown, of: (/** @type {PublishedTable["rows"][number]} */ row) => row.breakdown },
  ];
  const told = all.filter(({ of }) => new Set(rows.map(of)).size > 1);
  const named = all.filter(({ of }) => rows.some((row) => of(row) !== ""));
  return told.length > 0 ? told : named.slice(0, 1);
}
