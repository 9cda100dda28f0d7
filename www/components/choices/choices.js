import { html } from "htm/preact";
import { whyNot } from "../../choices.js";
import { formatCount } from "../../words.js";

/**
 * @typedef {import("../../choices.js").Choices} ChoicesMade
 * @typedef {import("../../engine.js").SourceSummary} SourceSummary
 *
 * @typedef {object} Option
 * @property {string} value
 * @property {string} label
 * @property {string} [whyNot]  Why it cannot be chosen.
 */

/** @type {{ value: ChoicesMade["series"], label: string }[]} */
const SERIES = [
  { value: "region", label: "Region" },
  { value: "risk", label: "Risk category" },
  { value: "missing_status", label: "Missing or away" },
  { value: "sex", label: "Sex" },
  { value: "looked_after", label: "Looked after or not" },
  { value: "sexual_exploitation", label: "Child sexual exploitation" },
  { value: "criminal_exploitation", label: "Child criminal exploitation" },
  { value: "trafficking", label: "Trafficking" },
  { value: "gangs", label: "Gangs" },
  { value: "uasc", label: "Unaccompanied asylum-seeking" },
  { value: "legal_status", label: "Legal status" },
  { value: "placement", label: "Placement" },
  { value: "none", label: "All together" },
];

/** These are offered, or it is said why they are not; the others are offered where they can be chosen. */
const USUAL = ["region", "risk", "missing_status", "none"];

/** @type {{ value: ChoicesMade["yearType"], label: string }[]} */
const YEARS = [
  { value: "reporting", label: "To 31 March" },
  { value: "calendar", label: "Calendar" },
];

/** @type {{ value: ChoicesMade["duplicates"], label: string }[]} */
const DUPLICATES = [
  { value: "counted", label: "Count each" },
  { value: "countedOnce", label: "Count once" },
];

const SOURCES = { local_authority: "Local authorities", police: "Police" };

/**
 * What the chart shows. Every choice takes effect at once.
 *
 * @param {{
 *   choices: ChoicesMade,
 *   sources: SourceSummary[],
 *   nOnceMore: number,
 *   onChoose: (choices: Partial<ChoicesMade>) => void,
 * }} props
 */
export function Choices({ choices, sources, nOnceMore, onChoose }) {
  const source = sources.find((summary) => summary.source === choices.source);
  return html`
    <div class="wa-choices">
      ${sources.length > 1 &&
      html`<${Radios}
        name="source"
        legend="Whose figures"
        hint="The two record the same events in different ways and are never added together."
        chosen=${choices.source}
        options=${sources.map((summary) => ({
          value: summary.source,
          label: SOURCES[summary.source],
        }))}
        onChoose=${(/** @type {SourceSummary["source"]} */ chosen) => onChoose({ source: chosen })}
      />`}
      <${Radios}
        name="series"
        legend="One line for each"
        chosen=${choices.series}
        options=${SERIES.map((option) => ({
          ...option,
          whyNot: source && whyNot(option.value, source),
        })).filter((option) => USUAL.includes(option.value) || !option.whyNot)}
        onChoose=${(/** @type {ChoicesMade["series"]} */ series) => onChoose({ series })}
      />
      <${Radios}
        name="years"
        legend="Years"
        chosen=${choices.yearType}
        options=${YEARS}
        onChoose=${(/** @type {ChoicesMade["yearType"]} */ yearType) => onChoose({ yearType })}
      />
      ${nOnceMore > 0 &&
      html`<${Radios}
        name="duplicates"
        legend="Identical episodes"
        hint="${formatCount(nOnceMore, "row")} ${nOnceMore === 1 ? "repeats" : "repeat"} another: the same child, start and end. They may be copies, or episodes of one day without times."
        chosen=${choices.duplicates}
        options=${DUPLICATES}
        onChoose=${(/** @type {ChoicesMade["duplicates"]} */ duplicates) => onChoose({ duplicates })}
      />`}
    </div>
  `;
}

/**
 * @param {{
 *   name: string,
 *   legend: string,
 *   hint?: string,
 *   chosen: string | null,
 *   options: Option[],
 *   onChoose: (value: any) => void,
 * }} props
 */
function Radios({ name, legend, hint, chosen, options, onChoose }) {
  return html`
    <fieldset class="wa-radios" aria-describedby=${hint ? `${name}-hint` : undefined}>
      <legend class="wa-radios__legend">${legend}</legend>
      ${options.map((option) => {
        const id = `${name}-${option.value}`;
        return html`
          <div class="wa-radios__option">
            <input
              type="radio"
              id=${id}
              name=${name}
              value=${option.value}
              checked=${option.value === chosen}
              disabled=${option.whyNot !== undefined}
              aria-describedby=${option.whyNot ? `${id}-why` : undefined}
              onChange=${() => onChoose(option.value)}
            />
            <label for=${id}>${option.label}</label>
          </div>
        `;
      })}
      ${options
        .filter((option) => option.whyNot)
        .map(
          (option) => html`<p class="wa-radios__hint" id="${name}-${option.value}-why">
            ${option.label} is not available: ${option.whyNot}.
          </p>`,
        )}
      ${hint && html`<p class="wa-radios__hint" id="${name}-hint">${hint}</p>`}
    </fieldset>
  `;
}
