import { html } from "htm/preact";
import { capitalised, formatNumber } from "../../words.js";
import { Chart } from "../chart/chart.js";
import { DataTable } from "../data-table/data-table.js";

/**
 * The chart as the engine drew it, the same figures as a table, and what a reader of either must know.
 *
 * @param {{
 *   view: import("../../engine.js").View,
 *   yearType: import("../../engine.js").YearType,
 *   chart: import("../../types/engine.ts").Chart | undefined,
 *   isBusy: boolean,
 *   onNarrow: (dimension: import("../../engine.js").Dimension, category: string) => void,
 *   children?: unknown,
 * }} props  `chart`: what was to be drawn. `children`: what stands between the chart and the table.
 */
export function Figure({ view, yearType, chart, isBusy, onNarrow, children }) {
  const { caveats, trends, breaks, checklist } = view.release;
  return html`
    <figure class="wa-figure" data-chart=${chart} aria-labelledby="table-caption" aria-busy=${isBusy ? "true" : "false"}>
      ${view.svg !== null && html`<${Chart} svg=${view.svg} release=${view.release} onNarrow=${onNarrow} />`}
      ${isMostlyBlank(view) && html`<p class="wa-inset">${mostlyBlank(view)}</p>`}
      ${view.noPicture !== null && chart !== "table" && html`<p class="wa-inset">${view.noPicture}</p>`}
      ${children}
      <${DataTable} key=${shapeOf(view)} release=${view.release} yearType=${yearType} />
      <${Meaning} release=${view.release} />
      <${Notes} heading="Read with care" notes=${caveats} />
      <${Notes} heading="What could explain how the sources differ" notes=${checklist} />
      <${Notes} heading="In words" notes=${trends} />
      <${Notes}
        heading="Breaks in series"
        notes=${breaks.map(({ when, title, note, source }) => `${when}: ${title}. ${note} (${source})`)}
      />
    </figure>
  `;
}

/**
 * What is counted, and what it is broken down by.
 *
 * @param {{ release: import("../../engine.js").Release }} props
 */
function Meaning({ release }) {
  return html`
    <div class="wa-figure__meaning">
      <h3>What these figures are</h3>
      <p>${release.definition}</p>
      ${release.axes.map(
        ({ label, definition }) => html`<p><b>${capitalised(label)}.</b> ${definition}</p>`,
      )}
    </div>
  `;
}

/**
 * Whether so much is suppressed that a user had better ask for less.
 *
 * @param {import("../../engine.js").View} view
 */
function isMostlyBlank({ release: { nSuppressed, nCells } }) {
  return 2 * nSuppressed > nCells;
}

/** @param {import("../../engine.js").View} view */
function mostlyBlank({ release: { nSuppressed, nCells } }) {
  const share = `${formatNumber(nSuppressed)} of ${formatNumber(nCells)} figures are suppressed.`;
  return `${share} Fewer or larger categories, or longer periods, would show more.`;
}

/** @param {{ heading: string, notes: string[] }} props */
function Notes({ heading, notes }) {
  return (
    notes.length > 0 &&
    html`<div class="wa-figure__caveats">
      <h3>${heading}</h3>
      <ul>
        ${notes.map((note) => html`<li>${note}</li>`)}
      </ul>
    </div>`
  );
}

/**
 * The categories of a view, as one text: a table of others is another table.
 *
 * @param {import("../../engine.js").View} view
 */
function shapeOf({ release }) {
  return release.axes.map(({ dimension, categories }) => `${dimension} ${categories.length}`).join();
}
