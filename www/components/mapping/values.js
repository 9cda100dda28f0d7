import { html } from "htm/preact";
import { valuesAsked } from "../../mapping.js";
import { formatCount, formatNumber } from "../../words.js";

/**
 * @typedef {import("../../engine.js").FileSummary} FileSummary
 * @typedef {import("../../engine.js").Role} Role
 * @typedef {import("../../engine.js").Vocabulary} Vocabulary
 * @typedef {import("../../mapping.js").ValueAsked} ValueAsked
 *
 * @typedef {(file: number, role: Role, value: string, category: string | null) => void} OnAssign
 */

/** A column with more values that are not understood than this is no column of places or categories. */
const MAX_VALUES = 100;

/**
 * The values that were not understood, each to be told what it stands for.
 *
 * @param {{ file: FileSummary, mapping: FileSummary["mapping"], vocabulary: Vocabulary, onAssign: OnAssign }} props
 */
export function Values({ file, mapping, vocabulary, onAssign }) {
  return valuesAsked(file, mapping).map(([role, values]) => {
    const header = mapping.header[mapping.roles.indexOf(role)];
    const nMore = values.length - MAX_VALUES;
    return html`
      <fieldset class="wa-values">
        <legend class="wa-radios__legend">What values of ${header || "a column"} stand for</legend>
        <p class="wa-radios__hint">
          These were not understood. Say what each stands for, or leave it: its rows are then counted as not recorded or not known.
        </p>
        <ul class="wa-values__list">
          ${values.slice(0, MAX_VALUES).map(
            (value, at) => html`<${Value}
              key=${value.value}
              id="value-${file.id}-${role}-${at}"
              value=${value}
              choices=${choicesFor(role, vocabulary)}
              isLong=${role === "authority"}
              onAssign=${(/** @type {string | null} */ category) => onAssign(file.id, role, value.value, category)}
            />`,
          )}
        </ul>
        ${nMore > 0 && html`<p>${formatNumber(nMore)} more are left as they are.</p>`}
      </fieldset>
    `;
  });
}

/**
 * What a value can stand for.
 *
 * @param {Role} role
 * @param {Vocabulary} vocabulary
 * @returns {string[]}
 */
function choicesFor(role, { roles, regions, forces, authorities }) {
  switch (role) {
    case "region":
      return regions;
    case "force":
      return forces;
    case "authority":
      return authorities;
    default:
      return roles.find((known) => known.role === role)?.categories ?? [];
  }
}

/**
 * @param {{
 *   id: string,
 *   value: ValueAsked,
 *   choices: string[],
 *   isLong: boolean,
 *   onAssign: (category: string | null) => void,
 * }} props  `isLong`: whether there are too many choices to look through.
 */
function Value({ id, value, choices, isLong, onAssign }) {
  const rows = value.nRows === null ? "" : ` (${formatCount(value.nRows, "row")})`;
  return html`
    <li class="wa-values__value">
      <label for=${id}><code>${value.value}</code>${rows}</label>
      ${isLong
        ? html`<${NameInput} id=${id} value=${value} choices=${choices} onAssign=${onAssign} />`
        : html`<${CategorySelect} id=${id} value=${value} choices=${choices} onAssign=${onAssign} />`}
    </li>
  `;
}

/** @param {{ id: string, value: ValueAsked, choices: string[], onAssign: (category: string | null) => void }} props */
function CategorySelect({ id, value, choices, onAssign }) {
  const assign = (/** @type {{ currentTarget: HTMLSelectElement }} */ { currentTarget }) => {
    onAssign(currentTarget.value || null);
  };
  return html`
    <select id=${id} value=${value.category ?? ""} onChange=${assign}>
      <option value="" selected=${value.category === null}>Leave as it is</option>
      ${choices.map((choice) => html`<option value=${choice} selected=${choice === value.category}>${choice}</option>`)}
    </select>
  `;
}

/** @param {{ id: string, value: ValueAsked, choices: string[], onAssign: (category: string | null) => void }} props */
function NameInput({ id, value, choices, onAssign }) {
  const assign = (/** @type {{ currentTarget: HTMLInputElement }} */ { currentTarget }) => {
    const name = currentTarget.value.trim();
    const isKnown = name === "" || choices.includes(name);
    currentTarget.setCustomValidity(isKnown ? "" : "Choose a name from the list, or leave this blank.");
    if (isKnown) {
      onAssign(name || null);
    }
  };
  const forgive = (/** @type {{ currentTarget: HTMLInputElement }} */ { currentTarget }) => {
    currentTarget.setCustomValidity("");
  };
  return html`
    <input
      id=${id}
      list="authorities"
      autocomplete="off"
      spellcheck="false"
      value=${value.category ?? ""}
      onInput=${forgive}
      onChange=${assign}
    />
  `;
}
