import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { formatNumber } from "../../words.js";

/**
 * @typedef {import("../../engine.js").ColumnSummary} ColumnSummary
 * @typedef {import("../../engine.js").FileSummary} FileSummary
 * @typedef {import("../../engine.js").Role} Role
 * @typedef {import("../../engine.js").Vocabulary} Vocabulary
 */

/** With more columns than this at once, a page is slow to draw and no easier to work with. */
const MAX_COLUMNS = 100;

/** @type {Record<ColumnSummary["why"], string>} */
const WHY = {
  officialHeader: "official header",
  usualHeader: "usual word for it",
  said: "you said so",
  identifyingHeader: "its header says so",
  identifyingValues: "its values look so",
  unknown: "nothing says what it holds",
};

/**
 * Each column with a few values, what it is read as, and why.
 *
 * @param {{
 *   file: FileSummary,
 *   mapping: FileSummary["mapping"],
 *   roles: Vocabulary["roles"],
 *   isFixed: boolean,
 *   onChoose: (file: number, column: number, role: Role | null) => void,
 * }} props
 */
export function Columns({ file, mapping, roles, isFixed, onChoose }) {
  const [isWhole, setWhole] = useState(file.columns.length <= MAX_COLUMNS);
  const shown = isWhole ? file.columns : file.columns.slice(0, MAX_COLUMNS);
  // Small screens show each row as a block, for which browsers would forget that it is a table: hence the roles.
  return html`
    <table class="wa-records" role="table">
      <caption class="wa-hidden">Columns of ${file.name}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">Column</th>
          <th role="columnheader" scope="col">Some values</th>
          <th role="columnheader" scope="col">Read as</th>
          <th role="columnheader" scope="col">Why</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${shown.map((column, at) => {
          const role = mapping.roles[at] ?? null;
          return html`
            <tr role="row" key=${at}>
              <th role="rowheader" scope="row">${column.header || "no header"}</th>
              <td role="cell" data-label="Some values"><${SomeValues} column=${column} /></td>
              <td role="cell" data-label="Read as">
                ${isFixed
                  ? column.label || (file.kind === "published" ? "as it stands" : "Not read")
                  : html`<${RoleSelect}
                      id="role-${file.id}-${at}"
                      column=${column}
                      role=${role}
                      roles=${roles}
                      onChoose=${(/** @type {Role | null} */ chosen) => onChoose(file.id, at, chosen)}
                    />`}
              </td>
              <td role="cell" data-label="Why">
                ${role === column.role ? WHY[column.why] : "your choice, not applied yet"}
              </td>
            </tr>
          `;
        })}
      </tbody>
    </table>
    ${!isWhole &&
    html`<button class="wa-button" type="button" onClick=${() => setWhole(true)}>
      Show all ${formatNumber(file.columns.length)} columns
    </button>`}
  `;
}

/** @param {{ column: ColumnSummary }} props */
function SomeValues({ column }) {
  if (column.identifies !== null) {
    return html`not read: looks like ${column.identifies}`;
  }
  if (column.values.length === 0) {
    return html`<span class="wa-mapping__none">${column.role === "birth_date" ? "not shown" : "none"}</span>`;
  }
  return html`<ul class="wa-mapping__values">
    ${column.values.map((value) => html`<li><code>${value}</code></li>`)}
  </ul>`;
}

/**
 * @param {{
 *   id: string,
 *   column: ColumnSummary,
 *   role: Role | null,
 *   roles: Vocabulary["roles"],
 *   onChoose: (role: Role | null) => void,
 * }} props
 */
function RoleSelect({ id, column, role, roles, onChoose }) {
  const isIdentifying = column.identifies !== null;
  // What only an official module holds is not offered, but it may be what the column was read as.
  const isOffered = column.role === null || roles.some((offered) => offered.role === column.role);
  const options = isOffered ? roles : [...roles, { role: column.role, label: column.label, categories: [] }];
  const choose = (/** @type {{ currentTarget: HTMLSelectElement }} */ { currentTarget }) => {
    onChoose(/** @type {Role | null} */ (currentTarget.value || null));
  };
  return html`
    <label class="wa-hidden" for=${id}>What ${column.header || "this column"} is read as</label>
    <select
      class="wa-mapping__role"
      id=${id}
      value=${role ?? ""}
      disabled=${isIdentifying}
      aria-describedby=${isIdentifying ? `${id}-why` : undefined}
      onChange=${choose}
    >
      <option value="" selected=${role === null}>Not read</option>
      ${options.map((option) => html`<option value=${option.role} selected=${option.role === role}>${option.label}</option>`)}
    </select>
    ${isIdentifying &&
    html`<p class="wa-mapping__none" id="${id}-why">It looks like ${column.identifies}, so it cannot be read.</p>`}
  `;
}
