import { html } from "htm/preact";
import { isCompanion } from "../../holdings.js";
import { DateOrder } from "../date-order/date-order.js";
import { Mapping } from "../mapping/mapping.js";
import { FileFacts } from "./file-facts.js";

/**
 * @typedef {import("../../engine.js").FileSummary} FileSummary
 */

/**
 * One file: what is asked about it, what it was taken for, and its columns on request.
 *
 * @param {{
 *   file: FileSummary,
 *   state: import("../../state.js").State,
 *   actions: import("../../actions.js").Actions,
 *   onRemove: (file: number) => void,
 * }} props
 */
export function FileEntry({ file, state, actions, onRemove }) {
  const isBusy = state.reading !== null;
  const isOpen = state.openColumns.includes(file.id);
  const columns = `file-${file.id}-columns`;
  return html`
    <li class="wa-file">
      ${file.asksDateOrder &&
      html`<${DateOrder} file=${file} isBusy=${isBusy} onAnswer=${actions.remapFile} />`}
      <div class="wa-file__head">
        <h3 class="wa-file__name" id="file-${file.id}" tabindex="-1">${file.name}</h3>
        ${file.columns.length > 0 &&
        html`<button
          class="wa-button wa-button--small"
          type="button"
          aria-expanded=${isOpen ? "true" : "false"}
          aria-controls=${isOpen ? columns : undefined}
          onClick=${() => actions.toggleColumns(file.id)}
        >
          Columns<span class="wa-hidden">${" "}of ${file.name}</span>
        </button>`}
        <button class="wa-button wa-button--small" type="button" disabled=${isBusy} onClick=${() => onRemove(file.id)}>
          Remove<span class="wa-hidden">${" "}${file.name}</span>
        </button>
      </div>
      <p>
        Read as: ${file.kindLabel}${file.authority && `, ${file.authority}`}${file.year && `, year ending 31 March ${file.year}`}.
        ${file.isSynthetic && html`${" "}<strong>Synthetic data: no real children.</strong>`}
      </p>
      ${isCompanion(file) &&
      html`<p>Used for sex, placement, legal status and UASC, and for checks against the Missing file.</p>`}
      ${file.kind === "unrecognised" && html`<p>Nothing in it is counted until you say what its columns hold.</p>`}
      ${file.sheets.length > 1 &&
      html`<${Sheets} file=${file} isBusy=${isBusy} onChoose=${actions.remapFile} />`}
      <${FileFacts} file=${file} />
      ${isOpen &&
      html`<div class="wa-file__columns" id=${columns}>
        <${Mapping}
          file=${file}
          draft=${state.drafts[file.id]}
          vocabulary=${state.vocabulary}
          isBusy=${isBusy}
          isSample=${state.isSample}
          actions=${actions}
        />
      </div>`}
    </li>
  `;
}

/**
 * Which sheet of a workbook is read.
 *
 * @param {{
 *   file: FileSummary,
 *   isBusy: boolean,
 *   onChoose: (file: number, mapping: FileSummary["mapping"]) => void,
 * }} props
 */
function Sheets({ file, isBusy, onChoose }) {
  const id = `file-${file.id}-sheet`;
  const choose = (/** @type {{ currentTarget: HTMLSelectElement }} */ { currentTarget }) => {
    // The header of the other sheet is not known yet, so nothing is said of its columns.
    onChoose(file.id, { ...file.mapping, header: [], roles: [], sheet: currentTarget.value });
  };
  return html`
    <div class="wa-field wa-field--inline">
      <label for=${id}>Sheet<span class="wa-hidden">${" "}of ${file.name}</span></label>
      <select id=${id} value=${file.sheet} disabled=${isBusy} onChange=${choose}>
        ${file.sheets.map((sheet) => html`<option value=${sheet} selected=${sheet === file.sheet}>${sheet}</option>`)}
      </select>
    </div>
  `;
}
