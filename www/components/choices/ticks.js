import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { formatNumber } from "../../words.js";

/** A longer list is narrowed down by typing. */
const MAX_AT_ONCE = 12;

/**
 * A list of categories to be ticked, which can be narrowed down by typing where it is long.
 *
 * @param {{
 *   id: string,
 *   legend: string,
 *   hint: string,
 *   known: string[],
 *   ticked: string[],
 *   onTick: (categories: string[]) => void,
 * }} props
 */
export function Ticks({ id, legend, hint, known, ticked, onTick }) {
  const [typed, setTyped] = useState("");
  const shown = known.filter((category) => category.toLowerCase().includes(typed.trim().toLowerCase()));
  const isShown = (/** @type {string} */ category) => shown.includes(category);
  return html`
    <fieldset class="wa-ticks" aria-describedby="${id}-hint">
      <legend class="wa-choices__label">${legend}</legend>
      <p class="wa-choices__hint" id="${id}-hint">${hint}</p>
      ${known.length > MAX_AT_ONCE &&
      html`<div class="wa-field wa-field--inline">
        <label for="${id}-narrow">Narrow the list</label>
        <input
          id="${id}-narrow"
          type="text"
          autocomplete="off"
          value=${typed}
          aria-describedby="${id}-count"
          onInput=${(/** @type {{ currentTarget: HTMLInputElement }} */ { currentTarget }) => setTyped(currentTarget.value)}
        />
        <span class="wa-choices__hint" id="${id}-count" role="status">
          ${formatNumber(shown.length)} of ${formatNumber(known.length)} listed
        </span>
      </div>`}
      <div class="wa-ticks__buttons">
        <button
          class="wa-button wa-button--small"
          type="button"
          onClick=${() => onTick(known.filter((category) => ticked.includes(category) || isShown(category)))}
        >
          Tick all listed
        </button>
        <button
          class="wa-button wa-button--small"
          type="button"
          onClick=${() => onTick(ticked.filter((category) => !isShown(category)))}
        >
          Untick all listed
        </button>
      </div>
      <div class="wa-ticks__list">
        ${shown.map((category) => {
          const at = known.indexOf(category);
          const isTicked = ticked.includes(category);
          return html`
            <div key=${category} class="wa-check">
              <input
                type="checkbox"
                id="${id}-${at}"
                checked=${isTicked}
                onChange=${() => onTick(isTicked ? ticked.filter((other) => other !== category) : [...ticked, category])}
              />
              <label for="${id}-${at}">${category}</label>
            </div>
          `;
        })}
      </div>
    </fieldset>
  `;
}
