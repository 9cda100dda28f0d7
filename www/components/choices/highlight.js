import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { highlightable } from "../../choices.js";
import { viewKind } from "../../views.js";
import { listSome } from "../../words.js";
import { Ticks } from "./ticks.js";

/** So many lines have a colour of their own; `src/chart/trend.rs` has the same. */
const MOST_LINES = 9;

/** More are not named one by one. */
const MOST_NAMED = 5;

/**
 * What the picture picks out. Nothing is left out of the figures for it.
 *
 * @param {{
 *   choices: import("../../choices.js").Choices,
 *   vocabulary: import("../../engine.js").Vocabulary,
 *   source: import("../../engine.js").SourceSummary,
 *   onChoose: import("./choices.js").OnChoose,
 * }} props
 */
export function Highlight({ choices: { view, series, alsoBy, highlighted }, vocabulary, source, onChoose }) {
  const [isOpen, setOpen] = useState(false);
  const known = highlightable(series, source);
  const { canHighlight, isOfOneYear } = viewKind(view);
  if (!canHighlight || known.length < 2 || (alsoBy !== "none" && !isOfOneYear)) {
    return null;
  }
  const hint = isOfOneYear
    ? "With nothing ticked, none stands out."
    : `The others turn grey. ${MOST_LINES} lines at the most have a colour; with nothing ticked, the largest.`;
  return html`
    <details
      class="wa-highlight"
      onToggle=${(/** @type {{ currentTarget: HTMLDetailsElement }} */ { currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>Pick some out</summary>
      ${isOpen &&
      html`<div class="wa-filters__form">
        <${Ticks}
          key=${series}
          id="highlight"
          legend="Pick out by ${vocabulary.dimensions.find(({ value }) => value === series)?.label}"
          hint=${hint}
          known=${known}
          ticked=${highlighted}
          onTick=${(/** @type {string[]} */ categories) =>
            onChoose({ highlighted: known.filter((category) => categories.includes(category)) })}
        />
      </div>`}
    </details>
    ${highlighted.length > 0 && html`<p class="wa-choices__hint">Picked out: ${listSome(highlighted, MOST_NAMED)}.</p>`}
  `;
}
