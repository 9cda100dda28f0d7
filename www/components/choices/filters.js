import { html } from "htm/preact";
import { useRef, useState } from "preact/hooks";
import { categoriesOf, filterInWords, withFilter } from "../../filters.js";
import { dimensionOptions } from "./dimension-options.js";
import { Select } from "./select.js";
import { Ticks } from "./ticks.js";

/**
 * @typedef {import("../../engine.js").Dimension} Dimension
 * @typedef {import("../../engine.js").Filter} Filter
 * @typedef {import("../../engine.js").SourceSummary} SourceSummary
 * @typedef {import("../../engine.js").Vocabulary} Vocabulary
 * @typedef {(choices: { filters: Filter[] }) => void} OnChoose
 */

/**
 * What is left out: said in sentences, each of which can be taken back, and changed below them.
 *
 * @param {{
 *   filters: Filter[],
 *   vocabulary: Vocabulary,
 *   source: SourceSummary,
 *   years: string[] | null,
 *   onChoose: OnChoose,
 * }} props
 */
export function Filters({ filters, vocabulary, source, years, onChoose }) {
  /** @type {{ current: HTMLElement | null }} */
  const $summary = useRef(null);
  const [wanted, setWanted] = useState(/** @type {Dimension} */ ("region"));
  const options = dimensionOptions(vocabulary, source, () => true).filter(
    ({ whyNot }) => whyNot === undefined,
  );
  const dimension = options.some(({ value }) => value === wanted) ? wanted : "region";
  const label = (/** @type {Dimension} */ of) =>
    vocabulary.dimensions.find(({ value }) => value === of)?.label ?? of;
  const remove = (/** @type {Filter} */ filter) => {
    // The button is about to be gone, and the keyboard's place must not go with it.
    $summary.current?.focus();
    onChoose({ filters: filters.filter((other) => other !== filter) });
  };
  return html`
    <div class="wa-filters">
      ${filters.length > 0 &&
      html`<ul class="wa-filters__list">
        ${filters.map(
          (filter) => html`
            <li key=${filter.dimension} class="wa-filters__filter">
              <span>${filterInWords(filter, label(filter.dimension))}</span>
              <button class="wa-button wa-button--small" type="button" onClick=${() => remove(filter)}>
                Remove<span class="wa-hidden">${" "}what is left out by ${label(filter.dimension)}</span>
              </button>
            </li>
          `,
        )}
      </ul>`}
      <details class="wa-filters__more">
        <summary ref=${$summary}>Count only some</summary>
        <div class="wa-filters__form">
          <${Select}
            id="filter"
            label="By"
            chosen=${dimension}
            options=${options}
            onChoose=${(/** @type {Dimension} */ chosen) => setWanted(chosen)}
          />
          <${Categories}
            key=${dimension}
            dimension=${dimension}
            legend=${options.find(({ value }) => value === dimension)?.label ?? dimension}
            known=${categoriesOf(dimension, source, years) ?? []}
            filters=${filters}
            onChoose=${onChoose}
          />
        </div>
      </details>
    </div>
  `;
}

/**
 * The categories of one dimension, to be ticked.
 *
 * @param {{ dimension: Dimension, legend: string, known: string[], filters: Filter[], onChoose: OnChoose }} props
 */
function Categories({ dimension, legend, known, filters, onChoose }) {
  // With all of them ticked nothing is left out, as with none: only these boxes can tell one from the other.
  const [isAll, setAll] = useState(false);
  const left = filters.find((filter) => filter.dimension === dimension)?.categories;
  return html`<${Ticks}
    id="filter-${dimension}"
    legend=${legend}
    hint="Only what is ticked is counted. With nothing ticked, everything is."
    known=${known}
    ticked=${left ?? (isAll ? known : [])}
    onTick=${(/** @type {string[]} */ categories) => {
      setAll(categories.length === known.length);
      onChoose({ filters: withFilter(filters, dimension, categories, known) });
    }}
  />`;
}
