import { html } from "htm/preact";

/**
 * @typedef {import("../../engine.js").Cell["status"]} Status
 *
 * @typedef {object} Mark  What stands in a cell instead of a number, or beside one.
 * @property {string} mark
 * @property {string} spoken  For screen readers, which would else say a lone letter.
 * @property {string} meaning
 */

/** The letters of the Department for Education's open data standards. @type {Partial<Record<Status, Mark>>} */
const MARKS = {
  suppressed: { mark: "c", spoken: "suppressed", meaning: "suppressed" },
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
 * A cell of a table of figures.
 *
 * @param {{ status: Status, figure: string | null, limits?: string | null }} props  `figure`: the number in words; none if there
 *   is none. `limits`: the same for its confidence limits.
 */
export function MarkedCell({ status, figure, limits }) {
  const mark = MARKS[status];
  const within =
    limits &&
    html`${" "}<span class="wa-table__limits">(<span class="wa-hidden">95 % limits </span>${limits})</span>`;
  if (!mark) {
    return html`<td class="wa-table__number">${figure}${within}</td>`;
  }
  return html`
    <td class="wa-table__number wa-table__number--marked">
      ${figure !== null && html`${figure}${" "}`}<span aria-hidden="true">${mark.mark}</span
      ><span class="wa-hidden">${mark.spoken}</span>${within}
    </td>
  `;
}

/**
 * What the marks in a table stand for.
 *
 * @param {{ statuses: Set<Status>, suppressed?: string }} props  `suppressed`: why a figure is, where that is known.
 */
export function MarkKey({ statuses, suppressed }) {
  const marks = /** @type {[Status, Mark][]} */ (Object.entries(MARKS)).filter(([status]) =>
    statuses.has(status),
  );
  if (marks.length === 0) {
    return null;
  }
  return html`<p class="wa-table__key">
    ${marks.map(
      ([status, { mark, meaning }], at) =>
        html`${at > 0 && "; "}<b>${mark}</b> = ${meaning}${status === "suppressed" && suppressed && `, ${suppressed}`}`,
    )}.
  </p>`;
}
