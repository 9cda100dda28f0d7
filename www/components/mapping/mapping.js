import { html } from "htm/preact";
import { isSameMapping } from "../../mapping.js";
import { writeMapping } from "../../mapping-file.js";
import { stemOf } from "../../words.js";
import { Download } from "../download/download.js";
import { Columns } from "./columns.js";
import { Values } from "./values.js";

/**
 * @typedef {import("../../engine.js").FileSummary} FileSummary
 * @typedef {import("../../engine.js").Vocabulary} Vocabulary
 * @typedef {import("../../mapping.js").Draft} Draft
 */

/** The kinds of file of which a user can say that they are another. @type {FileSummary["kind"][]} */
const OPEN_KINDS = ["police", "regional", "ssda903", "unrecognised"];

/**
 * What the columns and values of a file stand for, to be corrected, kept for the next file, or told in the first place.
 *
 * @param {{
 *   file: FileSummary,
 *   draft: Draft | undefined,
 *   vocabulary: Vocabulary | null,
 *   isBusy: boolean,
 *   isSample: boolean,
 *   actions: import("../../actions.js").Actions,
 * }} props
 */
export function Mapping({ file, draft, vocabulary, isBusy, isSample, actions }) {
  const mapping = draft?.mapping ?? file.mapping;
  const isChanged = !isSameMapping(mapping, file.mapping);
  const isFixed = isSample || file.kind === "published";
  const id = `columns-${file.id}`;
  const apply = (/** @type {SubmitEvent} */ event) => {
    // Nothing is ever submitted; the page's policy would refuse it too.
    event.preventDefault();
    if (!isBusy) {
      actions.remapFile(file.id, mapping);
    }
  };
  const undo = () => {
    if (isChanged) {
      actions.undoDraft(file.id);
    }
  };
  return html`
    <section class="wa-mapping" aria-labelledby=${id}>
      <h4 class="wa-mapping__heading" id=${id} tabindex="-1">What the columns of ${file.name} hold</h4>
      <p class="wa-mapping__why">${whyShown(file, isSample)}</p>
      ${vocabulary &&
      html`<form class="wa-mapping__form" onSubmit=${apply}>
        ${!isFixed &&
        OPEN_KINDS.includes(file.kind) &&
        html`<${Kinds} file=${file} chosen=${mapping.kind} kinds=${vocabulary.kinds} onChoose=${actions.chooseKind} />`}
        ${draft?.givenUp && html`<p class="wa-inset">Column ${draft.givenUp} is now not read: another column holds that.</p>`}
        <${Columns}
          file=${file}
          mapping=${mapping}
          roles=${vocabulary.roles}
          isFixed=${isFixed}
          onChoose=${actions.chooseRole}
        />
        ${!isFixed &&
        html`<${Values} file=${file} mapping=${mapping} vocabulary=${vocabulary} onAssign=${actions.assignValue} />`}
        ${!isFixed &&
        html`<div class="wa-mapping__buttons">
          <button class="wa-button wa-button--chief" type="submit" aria-disabled=${isBusy ? "true" : undefined}>
            Apply<span class="wa-hidden">${" "}to ${file.name}</span>
          </button>
          <${Download}
            label=${html`Save mapping<span class="wa-hidden">${" "}of ${file.name}</span>`}
            name="${stemOf(file.name)}.mapping.json"
            text=${writeMapping(mapping)}
            type="application/json"
          />
          <button class="wa-button" type="button" aria-disabled=${isChanged ? undefined : "true"} onClick=${undo}>
            Undo changes
          </button>
        </div>`}
      </form>`}
    </section>
  `;
}

/**
 * @param {FileSummary} file
 * @param {boolean} isSample
 */
function whyShown(file, isSample) {
  if (isSample) {
    return "The sample is made by this page itself; its columns stay as they are.";
  }
  if (file.kind === "published") {
    return "Published figures are read by their own headings; nothing has to be said of their columns.";
  }
  return file.kind === "unrecognised"
    ? "Its header was not recognised. Say what the file is and what each column holds, at least a child’s reference, the date missing, and a place or the risk; then press Apply. Other columns are not read."
    : "Correct what was taken for something else, then press Apply: the file is read again. Columns that are not read are passed over.";
}

/**
 * Who recorded what is in a file.
 *
 * @param {{
 *   file: FileSummary,
 *   chosen: FileSummary["kind"],
 *   kinds: Vocabulary["kinds"],
 *   onChoose: (file: number, kind: FileSummary["kind"]) => void,
 * }} props
 */
function Kinds({ file, chosen, kinds, onChoose }) {
  const name = `kind-${file.id}`;
  return html`
    <fieldset class="wa-radios wa-radios--stacked">
      <legend class="wa-radios__legend">What this file is</legend>
      ${kinds.map(
        ({ kind, label }) => html`
          <div class="wa-radios__option">
            <input
              type="radio"
              id="${name}-${kind}"
              name=${name}
              value=${kind}
              checked=${kind === chosen}
              required
              onChange=${() => onChoose(file.id, kind)}
            />
            <label for="${name}-${kind}">${label}</label>
          </div>
        `,
      )}
    </fieldset>
  `;
}
