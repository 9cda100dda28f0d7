import { html } from "htm/preact";
import { VIEW_NAMES, viewKind, whyNoView } from "../../views.js";
import { reasonsOf } from "../choices/dimension-options.js";

/**
 * @typedef {import("../../views.js").ViewName} ViewName
 */

/** What each looks like, in 24 by 16 units, drawn with a pen. @type {Record<ViewName, string>} */
const PICTURES = {
  trend: "M2 13L8 8L14 10L22 3",
  multiples: "M2 6L5 4L9 5M15 6L18 2L22 4M2 14L5 12L9 11M15 14L18 13L22 10",
  mix: "M4 14V2H8V14ZM4 9H8M10 14V4H14V14ZM10 10H14M16 14V3H20V14ZM16 7H20",
  heat: "M3 2H21V14H3ZM3 6H21M3 10H21M9 2V14M15 2V14",
  authorities: "M3 3H8M3 8H13M3 13H18M8 3H10M13 8H15M18 13H20",
  funnel: "M3 2C8 7 14 7 21 7M3 14C8 9 14 9 21 9M9 8H9.1M14 4H14.1M16 12H16.1",
  sources: "M2 11L9 6L15 8L22 3M2 14L9 12L15 13L22 10",
  repeat: "M3 14V3H7V14M10 14V8H14V14M17 14V11H21V14",
  table: "M3 2H21V14H3ZM3 6H21M9 2V14",
};

/**
 * The ways to look at the figures. Those that cannot be had are there too, with the reason, so that nobody looks for them in vain.
 *
 * @param {{ state: import("../../state.js").State, onChoose: import("../choices/choices.js").OnChoose }} props
 */
export function Views({ state: { choices, holdings }, onChoose }) {
  const options = VIEW_NAMES.map((value) => ({
    value,
    label: viewKind(value).label,
    whyNot: whyNoView(value, choices, holdings),
  }));
  const reasons = reasonsOf(options);
  return html`
    <fieldset class="wa-views" aria-describedby=${reasons.length > 0 ? "views-hint" : undefined}>
      <legend class="wa-views__legend">View</legend>
      <div class="wa-views__list">
        ${options.map(
          ({ value, label, whyNot }) => html`
            <div class="wa-views__view" key=${value}>
              <input
                class="wa-views__radio"
                type="radio"
                id="view-${value}"
                name="view"
                value=${value}
                checked=${value === choices.view}
                disabled=${whyNot !== undefined}
                onChange=${() => onChoose({ view: value })}
              />
              <label class="wa-views__label" for="view-${value}">
                <svg class="wa-views__icon" viewBox="0 0 24 16" aria-hidden="true" focusable="false">
                  <path d=${PICTURES[value]} />
                </svg>
                <span>${label}</span>
              </label>
            </div>
          `,
        )}
      </div>
      ${reasons.length > 0 && html`<p class="wa-views__hint" id="views-hint">${reasons.join(" ")}</p>`}
    </fieldset>
  `;
}
