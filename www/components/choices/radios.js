import { html } from "htm/preact";

/**
 * A choice of few things.
 *
 * @param {{
 *   name: string,
 *   legend: string,
 *   hint: string,
 *   chosen: string | null,
 *   options: { value: string, label: string }[],
 *   onChoose: (value: any) => void,
 * }} props
 */
export function Radios({ name, legend, hint, chosen, options, onChoose }) {
  return html`
    <fieldset class="wa-radios" aria-describedby="${name}-hint">
      <legend class="wa-radios__legend">${legend}</legend>
      ${options.map(
        ({ value, label }) => html`
          <div class="wa-radios__option">
            <input
              type="radio"
              id="${name}-${value}"
              name=${name}
              value=${value}
              checked=${value === chosen}
              onChange=${() => onChoose(value)}
            />
            <label for="${name}-${value}">${label}</label>
          </div>
        `,
      )}
      <p class="wa-choices__hint" id="${name}-hint">${hint}</p>
    </fieldset>
  `;
}
