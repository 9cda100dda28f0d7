import { html } from "htm/preact";

/**
 * @typedef {object} Option
 * @property {string} value
 * @property {string} label
 * @property {string} [group]  Under which it is offered; next to others of the same group.
 * @property {string} [whyNot]  Why it cannot be chosen.
 */

/**
 * A choice of many things, with what the chosen one means and why others cannot be chosen.
 *
 * @param {{
 *   id: string,
 *   label: string,
 *   chosen: string,
 *   options: Option[],
 *   hints?: (string | false | undefined)[],
 *   error?: { message: string, hint: string },
 *   onChoose: (value: any) => void,
 *   children?: unknown,
 * }} props  `hints`: sentences below it. `error`: why nothing can be shown of the chosen one. `children`: a further choice that
 *   belongs to the chosen one.
 */
export function Select({ id, label, chosen, options, hints = [], error, onChoose, children }) {
  const sentences = hints.filter((hint) => hint);
  const describedBy = [error && `${id}-error`, sentences.length > 0 && `${id}-hint`].filter(Boolean).join(" ");
  const choose = (/** @type {{ currentTarget: HTMLSelectElement }} */ { currentTarget }) =>
    onChoose(currentTarget.value);
  return html`
    <div class="wa-field ${error ? "wa-field--error" : ""}">
      <label class="wa-choices__label" for=${id}>${label}</label>
      <select
        id=${id}
        value=${chosen}
        aria-describedby=${describedBy || undefined}
        aria-invalid=${error ? "true" : undefined}
        onChange=${choose}
      >
        ${groupsOf(options).map(([group, members]) => {
          const listed = members.map(
            (option) => html`<option
              key=${option.value}
              value=${option.value}
              selected=${option.value === chosen}
              disabled=${option.whyNot !== undefined}
            >
              ${option.label}${option.whyNot && " (not available)"}
            </option>`,
          );
          return group === "" ? listed : html`<optgroup key=${group} label=${group}>${listed}</optgroup>`;
        })}
      </select>
      ${children}
      ${error &&
      html`<p id="${id}-error"><strong class="wa-field__error">${error.message}</strong> ${error.hint}</p>`}
      ${sentences.length > 0 &&
      html`<div class="wa-choices__hint" id="${id}-hint">${sentences.map((hint) => html`<p>${hint}</p>`)}</div>`}
    </div>
  `;
}

/**
 * Options by their groups, in the order in which the first of each comes.
 *
 * @param {Option[]} options
 */
function groupsOf(options) {
  /** @type {Map<string, Option[]>} */
  const groups = new Map();
  for (const option of options) {
    const group = option.group ?? "";
    groups.set(group, [...(groups.get(group) ?? []), option]);
  }
  return [...groups];
}
