import { html } from "htm/preact";
import { formatCount, formatNumber, listInWords } from "../../words.js";

/**
 * @typedef {import("../../engine.js").Diagnostic} Diagnostic
 */

/** @type {Diagnostic["severity"][]} */
const SEVERITIES = ["error", "warning", "note"];

const SEVERITY_WORDS = { error: "Error", warning: "Warning", note: "Note" };

/**
 * What was found wrong or worth knowing in the files, the gravest first.
 *
 * @param {{ diagnostics: Diagnostic[] }} props
 */
export function Findings({ diagnostics }) {
  const placed = diagnostics.map((diagnostic, at) => ({ diagnostic, id: anchorOf(at) }));
  const inOrder = SEVERITIES.flatMap((severity) =>
    placed.filter(({ diagnostic }) => diagnostic.severity === severity),
  );
  return html`
    <section class="wa-section" aria-labelledby="findings-heading">
      <h2 id="findings-heading" tabindex="-1">Findings</h2>
      ${inOrder.length === 0
        ? html`<p>Nothing was found wrong with the files.</p>`
        : html`<ul class="wa-findings">
            ${inOrder.map(({ diagnostic, id }) => html`<${Finding} key=${id} id=${id} diagnostic=${diagnostic} />`)}
          </ul>`}
    </section>
  `;
}

/** @param {{ id: string, diagnostic: Diagnostic }} props */
function Finding({ id, diagnostic }) {
  const { severity, message, hint, nRows, setsAside, rule } = diagnostic;
  const where = whereOf(diagnostic);
  return html`
    <li class="wa-finding wa-finding--${severity}" id=${id} tabindex="-1">
      <p class="wa-finding__message"><strong class="wa-finding__severity">${SEVERITY_WORDS[severity]}</strong> ${message}</p>
      ${where && html`<p class="wa-finding__where">${where}</p>`}
      <p>${hint}</p>
      ${nRows > 0 &&
      html`<p class="wa-finding__rows">
        ${formatCount(nRows, "row")}${setsAside ? `, set aside: counted nowhere` : ", still counted"}${rule !== null && `. SSDA903 rule ${rule}`}.
      </p>`}
    </li>
  `;
}

/**
 * "903.csv, column MIS_START, rows 4, 9 and 1,203 more".
 *
 * @param {Diagnostic} diagnostic
 */
function whereOf({ location, nRows }) {
  const { file, column, rows } = location;
  const nMore = nRows - rows.length;
  // As a spreadsheet writes them: without separators.
  const named = rows.map(String);
  const inWords = listInWords(nMore > 0 ? [...named, `${formatNumber(nMore)} more`] : named);
  const parts = [
    file,
    column && `column ${column}`,
    rows.length > 0 && `${nRows > 1 ? "rows" : "row"} ${inWords}`,
  ];
  return parts.filter(Boolean).join(", ");
}

/**
 * A finding's place on the page, so that an error summary can link to it.
 *
 * @param {number} at  Its place among all findings.
 */
export function anchorOf(at) {
  return `finding-${at}`;
}
