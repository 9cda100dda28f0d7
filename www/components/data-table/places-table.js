import { html } from "htm/preact";
import { capitalised } from "../../words.js";
import { Row } from "./row.js";

/**
 * @typedef {import("../../engine.js").Release} Release
 */

/**
 * Whether a release is of the places of one year within wider places, so that a table of all with all would be empty for the most part.
 *
 * @param {Release} release
 */
export function isOfPlaces({ axes }) {
  const [years, , places] = axes;
  // The total is one more than the year.
  return axes.length === 3 && years?.dimension === "year" && years.categories.length <= 2 && places?.within != null;
}

/**
 * The rows of such a release: each place under the wider place that it lies in, which stands last in its group.
 *
 * @param {{ release: Release }} props
 */
export function PlacesRows({ release }) {
  const [, wider, places] = release.axes;
  const within = places?.within;
  if (!wider || !places || !within) {
    return null;
  }
  const total = places.categories.length - 1;
  const cellOf = (/** @type {number} */ region, /** @type {number} */ place) => {
    const cell = release.cells[region * places.categories.length + place];
    return cell ? [cell] : [];
  };
  const all = wider.categories.length - 1;
  const membersOf = (/** @type {number | null} */ region) =>
    within.flatMap((of, place) => (of === region && place !== total ? [place] : []));
  const groups = wider.categories.map((name, region) => ({ name, region, members: membersOf(region), hasAll: true }));
  const unknown = { name: "Where it lies is not known", region: all, members: membersOf(null), hasAll: false };
  const shown = [...groups, unknown].filter(({ members }) => members.length > 0);
  return html`
    ${shown.map(
      ({ name, region, members, hasAll }) => html`
        <tbody key=${name}>
          <tr class="wa-table__group">
            <th scope="rowgroup" colspan="2"><span>${name}</span></th>
          </tr>
          ${members.map(
            (place) => html`<${Row}
              heading=${places.categories[place] ?? ""}
              cells=${cellOf(region, place)}
              decimals=${release.decimals}
            />`,
          )}
          ${hasAll &&
          html`<${Row} heading="All of ${name}" cells=${cellOf(region, total)} decimals=${release.decimals} />`}
        </tbody>
      `,
    )}
    <tbody>
      <${Row} heading="Total" cells=${cellOf(all, total)} decimals=${release.decimals} />
    </tbody>
  `;
}

/** What stands above the places. @param {Release} release */
export function placesHeading({ axes }) {
  const [, wider, places] = axes;
  return `${capitalised(wider?.label ?? "")} and ${places?.label ?? ""}`;
}
