import { html } from "htm/preact";
import { formatNumber } from "../../words.js";
import { MarkKey, MarkedCell } from "../marks/marks.js";

/**
 * A release as a table: years down the side, and across it the categories of the other dimension if there is one.
 *
 * @param {{ release: import("../../engine.js").Release }} props
 */
export function DataTable({ release }) {
  const [years, series] = release.axes;
  if (!years) {
    return null;
  }
  const columns = series?.categories ?? ["All episodes"];
  const statuses = new Set(release.cells.map((cell) => cell.status));
  // The region takes the focus so that a keyboard can scroll it.
  return html`
    <div class="wa-table wa-table--totals" role="region" aria-labelledby="table-caption" tabindex="0">
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
                ${columns.map((_, column) => {
                  const cell = release.cells[row * columns.length + column];
                  return html`<${MarkedCell}
                    status=${cell?.status ?? "zero"}
                    figure=${cell?.value === null ? null : formatNumber(cell?.value ?? 0)}
                  />`;
                })}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
    <${MarkKey} statuses=${statuses} suppressed="because it counts 1 to 5 children" />
  `;
}
