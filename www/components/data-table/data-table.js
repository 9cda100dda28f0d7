import { html } from "htm/preact";
import { formatNumber } from "../../words.js";

/**
 * @typedef {import("../../engine.js").Release} Release
 * @typedef {import("../../engine.js").Cell} Cell
 *
 * @typedef {object} Mark  What stands in a cell instead of a number.
 * @property {string} mark
 * @property {string} spoken  For screen readers, which would else say a lone letter.
 * @property {string} meaning
 */

/** @type {Partial<Record<Cell["status"], Mark>>} */
const MARKS = {
  suppressed: {
    mark: "c",
    spoken: "suppressed",
    meaning: "suppressed, because it counts 1 to 5 children",
  },
  rounded_to_zero: {
    mark: "low",
    spoken: "rounded to zero",
    meaning: "not zero, but rounded to zero",
  },
  not_available: { mark: "x", spoken: "not available", meaning: "not available" },
  not_applicable: { mark: "z", spoken: "not applicable", meaning: "not applicable" },
  low_reliability: { mark: "u", spoken: "of low reliability", meaning: "of low reliability" },
};

/**
 * A release as a table: years down the side, and across it the categories of the other dimension if there is one.
 *
 * @param {{ release: Release }} props
 */
export function DataTable({ release }) {
  const [years, series] = release.axes;
  if (!years) {
    return null;
  }
  const columns = series?.categories ?? ["All episodes"];
  const cellAt = (/** @type {number} */ row, /** @type {number} */ column) =>
    release.cells[row * columns.length + column];
  const statuses = new Set(release.cells.map((cell) => cell.status));
  const marks = Object.entries(MARKS).filter(([status]) => statuses.has(/** @type {any} */ (status)));
  // The region takes the focus so that a keyboard can scroll it.
  return html`
    <div class="wa-table" role="region" aria-labelledby="table-caption" tabindex="0">
      <table class="wa-table__table">
        <caption class="wa-table__caption" id="table-caption">
          <span class="wa-table__title">${release.title}</span>
          <span class="wa-table__subtitle">
            ${release.isSynthetic && html`<strong>Synthetic data: no real children. </strong>`}${release.subtitle}
          </span>
        </caption>
        <thead>
          <tr>
            <th scope="col">Year</th>
            ${columns.map((name) => html`<th class="wa-table__number" scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${years.categories.map(
            (year, row) => html`
              <tr>
                <th scope="row">${year}</th>
                ${columns.map((_, column) => html`<${Figures} cell=${cellAt(row, column)} />`)}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
    ${marks.length > 0 &&
    html`<p class="wa-table__key">
      ${marks.map(
        ([, { mark, meaning }], at) => html`${at > 0 && "; "}<b>${mark}</b> = ${meaning}`,
      )}.
    </p>`}
  `;
}

/** @param {{ cell: Cell | undefined }} props */
function Figures({ cell }) {
  const mark = cell && MARKS[cell.status];
  if (mark) {
    return html`
      <td class="wa-table__number wa-table__number--marked">
        <span aria-hidden="true">${mark.mark}</span><span class="wa-hidden">${mark.spoken}</span>
      </td>
    `;
  }
  return html`<td class="wa-table__number">${formatNumber(cell?.value ?? 0)}</td>`;
}
