// What a user can choose to see: the choices that can be met, and the recipe that they make.

import { chartedSources } from "./holdings.js";

/**
 * @typedef {import("./engine.js").Dimension} Dimension
 * @typedef {import("./engine.js").Duplicates} Duplicates
 * @typedef {import("./engine.js").Holdings} Holdings
 * @typedef {import("./engine.js").Layout} Layout
 * @typedef {import("./engine.js").Recipe} Recipe
 * @typedef {import("./engine.js").Source} Source
 * @typedef {import("./engine.js").SourceSummary} SourceSummary
 * @typedef {import("./engine.js").YearType} YearType
 */

/**
 * What the chart has one line for each of.
 *
 * @typedef {Exclude<Dimension, "year"> | "none"} Series
 *
 * @typedef {object} Choices
 * @property {Series} series
 * @property {YearType} yearType
 * @property {Source | null} source  None until there is something to choose from.
 * @property {Duplicates} duplicates
 * @property {Layout} layout
 */

/**
 * The choices, with those that what is held cannot meet replaced by the nearest that it can.
 *
 * @param {Choices} choices
 * @param {Holdings | null} holdings
 * @returns {Choices}
 */
export function possibleChoices(choices, holdings) {
  const sources = chartedSources(holdings);
  const source = sources.find((summary) => summary.source === choices.source) ?? sources[0];
  return {
    ...choices,
    source: source?.source ?? null,
    series: source && whyNot(choices.series, source) ? "region" : choices.series,
  };
}

/**
 * Why there cannot be a line for each of something, in a few words; none if there can.
 *
 * @param {Series} series
 * @param {SourceSummary} source
 * @returns {string | undefined}
 */
export function whyNot(series, source) {
  const whose = source.source === "police" ? "police files" : "local authority files";
  if (series === "none" || source.dimensions.includes(series)) {
    return undefined;
  }
  return series === "missing_status"
    ? `these ${whose} do not tell one from the other`
    : `these ${whose} do not record it`;
}

/**
 * What to ask the engine for.
 *
 * @param {Choices} choices
 * @returns {Recipe}
 */
export function recipeOf({ series, yearType, source, duplicates, layout }) {
  return {
    by: series === "none" ? ["year"] : ["year", series],
    yearType,
    source,
    duplicates,
    policy: "dfe",
    layout,
  };
}
