import { html } from "htm/preact";
import { useRef } from "preact/hooks";
import { Removed } from "../notices/notices.js";
import { FileEntry } from "./file-entry.js";

/**
 * The files that are held, what each was taken for, and what became of its rows.
 *
 * @param {{
 *   state: import("../../state.js").State,
 *   holdings: import("../../engine.js").Holdings,
 *   actions: import("../../actions.js").Actions,
 * }} props
 */
export function Files({ state, holdings, actions }) {
  /** @type {{ current: HTMLElement | null }} */
  const $heading = useRef(null);
  const remove = (/** @type {number} */ file) => {
    // The button goes with its file, and the keyboard's place must not go with them.
    $heading.current?.focus();
    actions.removeFile(file);
  };
  return html`
    <section class="wa-section" aria-labelledby="files-heading">
      <h2 id="files-heading" ref=${$heading} tabindex="-1">Files</h2>
      <${Removed} state=${state} onPutBack=${actions.putBack} />
      <ul class="wa-files">
        ${holdings.files.map(
          (file) => html`<${FileEntry}
            key=${file.id}
            file=${file}
            state=${state}
            actions=${actions}
            onRemove=${remove}
          />`,
        )}
      </ul>
    </section>
  `;
}
