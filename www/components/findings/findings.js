import { html } from "htm/preact";
import { formatNumber, listInWords } from "../../words.js";
import { Download } from "../download/download.js";
import { findingsCsv } from "./findings-csv.js";
import { Severity } from "./severity.js";

/**
 * @typedef {import("../../engine.js").Diagnostic} Diagnostic
 */

/** @type {Diagnostic["severity"][]} */
const SEVERITIES = ["error", "warning", "note"];

/**
 * What was found wrong or worth knowing in the files, the gravest first.
 *
 * @param {{ diagnostics: Diagnostic[], isChecked?: boolean }} props  `isChecked` is false while more is looked for.
 */
export function Findings({ diagnostics, isChecked = true }) {
  const placed = diagnostics.map((diagnostic, at) => ({ diagnostic, id: anchorOf(at) }));
  const inOrder = SEVERITIES.flatMap((severity) =>
    placed.filter(({ diagnostic }) => diagnostic.severity === severity),
  );
  return html`
    <section class="wa-section" aria-labelledby="findings-heading" aria-busy=${isChecked ? "false" : "true"}>
      <h2 id="findings-heading" tabindex="-1">Findings</h2>
      ${!isChecked && html`<p>Looking for duplicates, overlaps and gaps in the episodes …</p>`}
      ${inOrder.length === 0
        ? isChecked && html`<p>Nothing was found wrong with the files.</p>`
        : html`
            <${Table} findings=${inOrder} />
            <p class="wa-findings__download">
              <${Download}
                label="Findings as CSV"
                name="whereabouts-findings.csv"
                text=${findingsCsv(inOrder.map(({ diagnostic }) => diagnostic))}
                type="text/csv;charset=utf-8"
              />
            </p>
          `}
    </section>
  `;
}

/** @param {{ findings: { id: string, diagnostic: Diagnostic }[] }} props */
function Table({ findings }) {
  const hasRules = findings.some(({ diagnostic }) => diagnostic.rule !== null);
  // Small screens show each row as a block, for which browsers would forget that it is a table: hence the roles.
  return html`
    <table class="wa-records" role="table" aria-labelledby="findings-heading">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">Finding</th>
          <th role="columnheader" scope="col">File</th>
          <th role="columnheader" scope="col">Column</th>
          <th role="columnheader" scope="col" class="wa-records__number">Rows</th>
          <th role="columnheader" scope="col">For example</th>
          ${hasRules && html`<th role="columnheader" scope="col">SSDA903 rule</th>`}
          <th role="columnheader" scope="col">In the figures</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${findings.map(
          ({ id, diagnostic }) => html`<${Finding} key=${id} id=${id} diagnostic=${diagnostic} hasRules=${hasRules} />`,
        )}
      </tbody>
    </table>
  `;
}

/** @param {{ id: string, diagnostic: Diagnostic, hasRules: boolean }} props */
function Finding({ id, diagnostic, hasRules }) {
  const { severity, message, hint, nRows, rule, location } = diagnostic;
  return html`
    <tr class="wa-finding" id=${id} role="row" tabindex="-1">
      <th class="wa-finding__what" role="rowheader" scope="row">
        <${Severity} severity=${severity} />
        <span class="wa-finding__message">${message}</span>
        <span class="wa-finding__hint">${hint}</span>
      </th>
      <td role="cell" data-label="File" class="wa-finding__where">${location.file ?? "all files"}</td>
      <td role="cell" data-label="Column" class="wa-finding__where">${location.column ?? html`<${Nothing} words="no column" />`}</td>
      <td role="cell" data-label="Rows" class="wa-records__number">
        ${nRows > 0 ? formatNumber(nRows) : html`<${Nothing} words="no rows" />`}
      </td>
      <td role="cell" data-label="For example">
        ${location.rows.length > 0
          ? // As a spreadsheet writes them: without separators.
            `${location.rows.length > 1 ? "rows" : "row"} ${listInWords(location.rows)}`
          : html`<${Nothing} words="no rows" />`}
      </td>
      ${hasRules &&
      html`<td role="cell" data-label="SSDA903 rule">${rule ?? html`<${Nothing} words="none" />`}</td>`}
      <td role="cell" data-label="In the figures" class="wa-finding__effect">${effectOf(diagnostic)}</td>
    </tr>
  `;
}

/**
 * An empty cell, which a screen reader would pass over without a word.
 *
 * @param {{ words: string }} props
 */
function Nothing({ words }) {
  return html`<span aria-hidden="true">–</span><span class="wa-hidden">${words}</span>`;
}

/**
 * What a finding does to the figures.
 *
 * @param {Diagnostic} diagnostic
 */
function effectOf({ severity, nRows, setsAside }) {
  if (setsAside) {
    return "set aside, counted nowhere";
  }
  if (nRows > 0) {
    return "counted all the same";
  }
  return severity === "error" ? "what could not be read is not counted" : "nothing";
}

/**
 * A finding's place on the page, so that an error summary can link to it.
 *
 * @param {number} at  Its place among all findings.
 */
export function anchorOf(at) {
  return `finding-${at}`;
}
