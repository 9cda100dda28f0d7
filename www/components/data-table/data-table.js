import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { fewInWords } from "../../protection.js";
import { formatNumber } from "../../words.js";
import { MarkKey } from "../marks/marks.js";
import { PlacesRows, isOfPlaces, placesHeading } from "./places-table.js";
import { Row } from "./row.js";

/**
 * @typedef {import("../../engine.js").Release} Release
 * @typedef {import("../../engine.js").YearType} YearType
 */

/** More cells than this at once make the page slow to draw. */
const MAX_CELLS = 15_000;

/** What stands above the years. @type {Partial<Record<YearType, string>>} */
const YEAR_HEADINGS = { quarter: "Quarter", month: "Month" };

/**
 * A release as a table. Years stand down the side, and within each of them the categories of a third dimension if there is one;
 * across it stand the categories of the last dimension, or what the figures are in.
 *
 * @param {{ release: Release, yearType: YearType }} props
 */
export function DataTable({ release, yearType }) {
  const [isWhole, setWhole] = useState(false);
  const [years, ...others] = release.axes;
  const series = others.at(-1);
  const within = others.length > 1 ? others[0] : undefined;
  if (!years) {
    return null;
  }
  const arePlaces = isOfPlaces(release);
  const columns = arePlaces ? [release.unit] : (series?.categories ?? [release.unit]);
  const statuses = new Set(release.cells.map((cell) => cell.status));
  if (arePlaces) {
    // Of a place in a region that it does not lie in, which has no row.
    statuses.delete("not_applicable");
  }
  const nRows = release.cells.length / columns.length;
  // Years whole: a group of rows is not cut in two.
  const nWithin = within?.categories.length ?? 1;
  const nYears = Math.max(1, Math.floor(MAX_CELLS / (columns.length * nWithin)));
  const shown = isWhole || arePlaces ? years.categories : years.categories.slice(0, nYears);
  const cellsOf = (/** @type {number} */ row) =>
    release.cells.slice(row * columns.length, (row + 1) * columns.length);
  const yearHeading = YEAR_HEADINGS[yearType] ?? "Year";
  // Sources are never added together.
  const hasTotalColumn = !arePlaces && series !== undefined && series.dimension !== "source";
  // The region takes the focus so that a keyboard can scroll it.
  return html`
    <div
      class="wa-table wa-table--totals ${hasTotalColumn ? "wa-table--total-column" : ""}"
      role="region" aria-labelledby="table-caption"
      tabindex="0"
    >
      <table class="wa-table__table">
        <caption class="wa-table__caption" id="table-caption">
          <span class="wa-table__title">${release.title}</span>
          <span class="wa-table__subtitle">
            ${release.isSynthetic && html`<strong>Synthetic data: no real children. </strong>`}${release.subtitle}
          </span>
        </caption>
        <thead>
          <tr>
            <th scope="col">${arePlaces ? placesHeading(release) : within ? `${yearHeading} and ${within.label}` : yearHeading}</th>
            ${columns.map((name) => html`<th class="wa-table__number" scope="col">${name}</th>`)}
          </tr>
        </thead>
        ${arePlaces
          ? html`<${PlacesRows} release=${release} />`
          : within
          ? shown.map(
              (year, at) => html`
                <tbody key=${year}>
                  <tr class="wa-table__group">
                    <th scope="rowgroup" colspan=${columns.length + 1}><span>${year}</span></th>
                  </tr>
                  ${within.categories.map(
                    (category, row) => html`<${Row}
                      heading=${category}
                      cells=${cellsOf(at * nWithin + row)}
                      decimals=${release.decimals}
                    />`,
                  )}
                </tbody>
              `,
            )
          : html`<tbody>
              ${shown.map(
                (year, at) => html`<${Row} heading=${year} cells=${cellsOf(at)} decimals=${release.decimals} />`,
              )}
            </tbody>`}
      </table>
    </div>
    ${shown.length < years.categories.length &&
    html`<button class="wa-button wa-table__more" type="button" onClick=${() => setWhole(true)}>
      Show all ${formatNumber(nRows)} rows
    </button>`}
    <${MarkKey}
      statuses=${statuses}
      suppressed="because it rests on a figure about ${fewInWords(release.policy)}, or because such a figure could be worked out from it"
    />
  `;
}
