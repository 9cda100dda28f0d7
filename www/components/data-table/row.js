import { html } from "htm/preact";
import { formatFigure } from "../../words.js";
import { MarkedCell } from "../marks/marks.js";

/**
 * A row of figures.
 *
 * @param {{ heading: string, cells: import("../../engine.js").Cell[], decimals: number }} props
 */
export function Row({ heading, cells, decimals }) {
  return html`
    <tr>
      <th scope="row">${heading}</th>
      ${cells.map(
        ({ value, status, limits }) => html`<${MarkedCell}
          status=${status}
          figure=${value === null ? null : formatFigure(value, decimals)}
          limits=${limits && limits.map((limit) => formatFigure(limit, decimals)).join(" to ")}
        />`,
      )}
    </tr>
  `;
}
