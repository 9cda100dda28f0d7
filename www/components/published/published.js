import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { capitalised, formatNumber, stemOf } from "../../words.js";
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
      <h2 id=${id}>${summary.isBuiltIn ? "Official figures for England" : `Published figures: ${file.name}`}</h2>
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
  const { notes } = table;
  const names = namesOf(table, breakdown);
  const { headings, numbers, lines } = isSparse(table) ? listed(table, names) : tabled(table, names);
  const shown = isWhole ? lines : lines.slice(0, MAX_ROWS);
  const statuses = new Set(lines.flatMap(({ cells }) => cells.map((cell) => cell.status)));
  if (lines.length === 0) {
    return html`<p>The file has no such figures.</p>`;
  }
  // The region takes the focus so that a keyboard can scroll it.
  return html`
    <div
      class="wa-table ${numbers.length > 1 ? "wa-published__years" : ""}"
      role="region"
      aria-labelledby="${id}-caption"
      tabindex="0"
      aria-busy=${isBusy ? "true" : "false"}
    >
      <table class="wa-table__table">
        <caption class="wa-table__caption" id="${id}-caption">
          <span class="wa-table__title">${table.title}</span>
          <span class="wa-table__subtitle">${table.levelLabel}, ${table.unitLabel}, from ${table.file}</span>
        </caption>
        <thead>
          <tr>
            ${headings.map((heading) => html`<th scope="col">${heading}</th>`)}
            ${numbers.map((heading) => html`<th class="wa-table__number" scope="col">${heading}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            (line, at) => html`
              <tr key=${at} class=${line.isTotal ? "wa-published__total" : ""}>
                ${line.names.map(
                  (name, column) => html`<th scope="row">
                    ${name}${column === line.names.length - 1 &&
                    line.isTotal &&
                    html`${" "}<span class="wa-published__mark">total</span>`}
                  </th>`,
                )}
                ${line.cells.map(
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
    ${shown.length < lines.length &&
    html`<button class="wa-button" type="button" onClick=${() => setWhole(true)}>
      Show all ${formatNumber(lines.length)} rows
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
 * Lines as they stand on the page.
 *
 * @typedef {object} Lines
 * @property {string[]} headings  Of what names a line.
 * @property {string[]} numbers  The headings of figures.
 * @property {{ names: string[], isTotal: boolean, cells: PublishedTable["rows"][number]["cells"] }[]} lines
 */

/**
 * A column for each year.
 *
 * @param {PublishedTable} table
 * @param {ReturnType<typeof namesOf>} names
 * @returns {Lines}
 */
function tabled({ rows, years }, names) {
  return {
    headings: names.map(({ heading }) => heading),
    numbers: years.map(({ label }) => label),
    lines: rows.map((row) => ({ names: names.map(({ of }) => of(row)), isTotal: row.isTotal, cells: row.cells })),
  };
}

/**
 * A line for each figure, by years: what is not available is not listed.
 *
 * @param {PublishedTable} table
 * @param {ReturnType<typeof namesOf>} names
 * @returns {Lines}
 */
function listed({ rows, years, unitLabel }, names) {
  return {
    headings: ["Year", ...names.map(({ heading }) => heading)],
    numbers: [capitalised(unitLabel)],
    lines: years.flatMap(({ label }, at) =>
      rows.flatMap((row) => {
        const cells = row.cells.slice(at, at + 1).filter(({ status }) => status !== "not_available");
        return cells.map((cell) => ({ names: [label, ...names.map(({ of }) => of(row))], isTotal: row.isTotal, cells: [cell] }));
      }),
    ),
  };
}

/**
 * Whether a column for each year would be empty for the most part.
 *
 * @param {PublishedTable} table
 */
function isSparse({ rows, years }) {
  const nKnown = rows.reduce((n, { cells }) => n + cells.filter(({ status }) => status !== "not_available").length, 0);
  return 3 * nKnown < rows.length * years.length;
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
