import { html } from "htm/preact";
import { useRef } from "preact/hooks";
import { formatBytes, formatNumber } from "../../words.js";

/**
 * @typedef {import("../../engine.js").FileSummary} FileSummary
 */

/**
 * The files that are held, what each was taken for, and what became of its rows.
 *
 * @param {{
 *   holdings: import("../../engine.js").Holdings,
 *   isBusy: boolean,
 *   onRemove: (file: number) => void,
 * }} props
 */
export function Files({ holdings, isBusy, onRemove }) {
  /** @type {{ current: HTMLElement | null }} */
  const $heading = useRef(null);
  const remove = (/** @type {number} */ file) => {
    // The button goes with its file, and the keyboard's place must not go with them.
    $heading.current?.focus();
    onRemove(file);
  };
  return html`
    <section class="wa-section" aria-labelledby="files-heading">
      <h2 id="files-heading" ref=${$heading} tabindex="-1">Files</h2>
      <ul class="wa-files">
        ${holdings.files.map(
          (file) => html`<${File} key=${file.id} file=${file} isBusy=${isBusy} onRemove=${remove} />`,
        )}
      </ul>
    </section>
  `;
}

/** @param {{ file: FileSummary, isBusy: boolean, onRemove: (file: number) => void }} props */
function File({ file, isBusy, onRemove }) {
  return html`
    <li class="wa-file">
      <div class="wa-file__head">
        <h3 class="wa-file__name">${file.name}</h3>
        <button class="wa-button wa-button--small" type="button" disabled=${isBusy} onClick=${() => onRemove(file.id)}>
          Remove<span class="wa-hidden">${" "}${file.name}</span>
        </button>
      </div>
      <p>
        Read as: ${file.kindLabel}${file.authority && `, ${file.authority}`}${file.year && `, year ending 31 March ${file.year}`}.
        ${file.isSynthetic && html`${" "}<strong>Synthetic data: no real children.</strong>`}
      </p>
      <dl class="wa-file__rows">
        <div><dt>Rows</dt><dd>${formatNumber(file.nRows)}</dd></div>
        <div><dt>Used</dt><dd>${formatNumber(file.nUsed)}</dd></div>
        <div><dt>Set aside</dt><dd>${formatNumber(file.nRows - file.nUsed)}</dd></div>
      </dl>
      ${file.setAside.length > 0 &&
      html`<ul class="wa-file__reasons">
        ${file.setAside.map(({ reason, nRows }) => html`<li>${formatNumber(nRows)} set aside: ${reason}</li>`)}
      </ul>`}
      ${file.droppedBirthDates &&
      html`<p>Dates of birth: each became the child’s age when the episode started, and was dropped.</p>`}
      <details>
        <summary>Columns, size and fingerprint<span class="wa-hidden">${" "}of ${file.name}</span></summary>
        <table class="wa-file__columns">
          <caption class="wa-hidden">Columns of ${file.name}</caption>
          <thead>
            <tr><th scope="col">Column</th><th scope="col">Read as</th></tr>
          </thead>
          <tbody>
            ${file.columns.map(({ header, role }) => html`<tr><th scope="row">${header}</th><td>${role}</td></tr>`)}
            ${file.unreadColumns.map((header) => html`<tr><th scope="row">${header}</th><td>passed over, not read</td></tr>`)}
          </tbody>
        </table>
        <p>Size: ${formatBytes(file.nBytes)}</p>
        <p class="wa-file__hash">SHA-256: <code>${file.sha256}</code></p>
      </details>
    </li>
  `;
}
