import { html } from "htm/preact";
import { Confirm } from "../confirm/confirm.js";

/**
 * Where files come in. The browser's own control, which works with every keyboard, voice and screen reader; dropping
 * files anywhere on the page is a shortcut to it. It stays in its place in every phase, so that it never loses focus.
 *
 * @param {{
 *   phase: "empty" | "reading" | "ready" | "failed",
 *   isSample: boolean,
 *   hasOfficial: boolean,
 *   hasExported: boolean,
 *   actions: import("../../actions.js").Actions,
 * }} props
 */
export function FileZone({ phase, isSample, hasOfficial, hasExported, actions }) {
  const isFirst = phase === "empty" || phase === "failed";
  const choose = (/** @type {{ currentTarget: HTMLInputElement }} */ { currentTarget }) => {
    const files = [...(currentTarget.files ?? [])];
    // Otherwise the browser would not tell of the same file chosen again, after it was mended, say.
    currentTarget.value = "";
    actions.chooseFiles(files);
  };
  return html`
    <div class="wa-zone ${isFirst ? "wa-zone--first" : ""}">
      <div class="wa-zone__files">
        <label class="wa-zone__label" for="files">${labelFor(phase, isSample)}</label>
        <p class="wa-zone__hint" id="files-hint">
          ${isFirst
            ? "CSV, Excel, OpenDocument or SSDA903 XML, one file or several. You can also drop them, or their folder, anywhere on this page."
            : "Or drop them anywhere on this page."}
        </p>
        <input class="wa-zone__input" id="files" type="file" multiple aria-describedby="files-hint" onChange=${choose} />
      </div>
      <div class="wa-zone__other">
        ${isFirst &&
        html`<button class="wa-button" type="button" onClick=${actions.loadSample}>Try it with sample data</button>`}
        ${phase !== "reading" &&
        !hasOfficial &&
        html`<button class="wa-button" type="button" onClick=${actions.addOfficial}>
          ${isFirst ? "See official figures for England" : "Add official figures"}
        </button>`}
        ${phase === "ready" &&
        (hasExported
          ? html`<${Confirm} label="Start again" confirm="Forget it and start again" onConfirm=${actions.startOver}>
              <strong>The page forgets what has left it too.</strong> If any of it is passed on,${" "}
              <a href="#ledger-heading">save the ledger</a> first, and load it when you go on with these files: without it somebody
              could work out small figures from both.
            <//>`
          : html`<button class="wa-button" type="button" onClick=${actions.startOver}>Start again</button>`)}
      </div>
    </div>
  `;
}

/**
 * @param {string} phase
 * @param {boolean} isSample
 */
function labelFor(phase, isSample) {
  if (phase === "empty" || phase === "failed") {
    return "Choose your files";
  }
  return isSample ? "Use your own files" : "Add more files";
}
