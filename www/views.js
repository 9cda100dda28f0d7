// The ways to look at figures: what each shows, what of the choices it fixes, and what it begins with.

import { chartedSources } from "./holdings.js";
import { isCount, knowsLookedAfter, whyNotExpressed } from "./measures.js";

/**
 * @typedef {import("./choices.js").Choices} Choices
 * @typedef {import("./choices.js").Series} Series
 * @typedef {import("./types/engine.ts").Chart} Chart
 * @typedef {import("./engine.js").Expression} Expression
 * @typedef {import("./engine.js").Holdings} Holdings
 * @typedef {import("./engine.js").Recipe} Recipe
 * @typedef {import("./engine.js").SourceSummary} SourceSummary
 *
 * @typedef {"trend" | "multiples" | "mix" | "heat" | "authorities" | "funnel" | "sources" | "repeat" | "table"} ViewName
 *
 * @typedef {object} ViewKind
 * @property {string} label
 * @property {Chart} chart
 * @property {boolean} isOfOneYear  Whether it shows one year alone.
 * @property {boolean} isOfCounts  Whether only numbers of episodes or children make sense in it.
 * @property {boolean} canCompare  Whether it can show both sources.
 * @property {boolean} canSplit  Whether it can show a third dimension.
 * @property {boolean} canLimit  Whether it can show the limits of chance of each figure.
 * @property {boolean} canHighlight  Whether some of its categories can be picked out.
 * @property {string} each  What it has one of for each category; empty where that is not to be chosen.
 * @property {Expression[] | null} expressions  How its figures can be expressed; any way if none are named.
 */

// Written as an object so that the type checker sees when there is another.

/** @type {Record<ViewName, ViewKind>} */
const VIEWS = {
  trend: kind("Trend", "trend", { canCompare: true, canSplit: true, canLimit: true, canHighlight: true, each: "line" }),
  multiples: kind("Small charts", "multiples", { canLimit: true, each: "chart" }),
  mix: kind("Mix", "mix", { each: "part", isOfCounts: true, expressions: ["number", "share"] }),
  heat: kind("Heat table", "heat", { each: "row" }),
  authorities: kind("Authorities", "ranking", {
    canLimit: true,
    canHighlight: true,
    isOfOneYear: true,
    expressions: ["number", "rate"],
  }),
  funnel: kind("Funnel", "funnel", { canHighlight: true, isOfOneYear: true, isOfCounts: true, expressions: ["rate"] }),
  sources: kind("Police and authorities", "sources", { canCompare: true }),
  repeat: kind("Repeat and length", "mix", { isOfCounts: true, expressions: ["share", "number"] }),
  table: kind("Table", "table", { canCompare: true, canSplit: true, canLimit: true, each: "column" }),
};

/** All, in the order in which they are offered. */
export const VIEW_NAMES = /** @type {ViewName[]} */ (Object.keys(VIEWS));

/**
 * @param {string} label
 * @param {Chart} chart
 * @param {Partial<ViewKind>} [more]
 * @returns {ViewKind}
 */
function kind(label, chart, more = {}) {
  const none = { isOfOneYear: false, isOfCounts: false, canCompare: false, canSplit: false };
  return { label, chart, ...none, canLimit: false, canHighlight: false, each: "", expressions: null, ...more };
}

/** @param {ViewName} view */
export function viewKind(view) {
  return VIEWS[view];
}

/** How often children were missing and for how long, where the core knows the one and files record the other. */
const REPEAT_AND_LENGTH = ["repeats", "duration"];

/** What a mix is made of before anybody chose: the first of these that is recorded. */
const MIXES = ["risk", "missing_status", "placement", "legal_status", "age", "sex", "region"];

/**
 * What can be chosen from for "Repeat and length".
 *
 * @param {SourceSummary | undefined} source
 * @returns {Series[]}
 */
export function repeatAndLength(source) {
  return recorded(REPEAT_AND_LENGTH, source);
}

/**
 * Those of the dimensions that a source records. They are compared by their names, since what the core will know of tomorrow has no
 * type today.
 *
 * @param {string[]} dimensions
 * @param {SourceSummary | undefined} source
 * @returns {Series[]}
 */
function recorded(dimensions, source) {
  const known = source?.dimensions.map(({ dimension }) => String(dimension)) ?? [];
  return /** @type {Series[]} */ (dimensions.filter((dimension) => known.includes(dimension)));
}

/**
 * Why a view cannot be had of what is held, in a few words; none if it can.
 *
 * @param {ViewName} view
 * @param {Choices} choices
 * @param {Holdings | null} holdings
 * @returns {string | undefined}
 */
export function whyNoView(view, choices, holdings) {
  const sources = chartedSources(holdings);
  const source = sources.find((summary) => summary.source === choices.source) ?? sources[0];
  switch (view) {
    case "sources":
      return sources.length > 1 ? undefined : "it needs files of the police and of local authorities";
    case "repeat":
      return repeatAndLength(source).length > 0 ? undefined : "these files do not record how long children were missing";
    case "mix":
      return recorded(MIXES, source).length > 0 ? undefined : "these files record nothing that episodes are made up of";
    case "authorities":
      return whyNoAuthorities(source);
    case "funnel":
      return (
        whyNoAuthorities(source) ??
        whyNotExpressed("rate", { measure: "episodes", yearType: choices.yearType, together: "none" }, holdings) ??
        (knowsLookedAfter(holdings, "localAuthority")
          ? undefined
          : "the published files have the number of looked-after children of whole regions alone")
      );
    default:
      return undefined;
  }
}

/** @param {SourceSummary | undefined} source */
function whyNoAuthorities(source) {
  return recorded(["local_authority"], source).length > 0
    ? undefined
    : `these ${source?.source === "police" ? "police files" : "files"} do not record local authorities`;
}

/**
 * The choices with what a view fixes: what it cannot show is taken back without a word, for nobody chose it in this view.
 *
 * @param {Choices} choices
 * @param {SourceSummary | undefined} source  Of which there are figures.
 * @returns {Choices}
 */
export function fixedBy(choices, source) {
  const { view } = choices;
  const { isOfOneYear, canCompare, canSplit, canLimit, canHighlight, expressions } = VIEWS[view];
  const { series, expression } = choices;
  const fixed = {
    ...choices,
    together: view === "sources" ? /** @type {const} */ ("beside") : canCompare ? choices.together : "none",
    alsoBy: canSplit ? choices.alsoBy : "none",
    expression: expressions && !expressions.includes(expression) ? (expressions[0] ?? expression) : expression,
    hasLimits: canLimit && choices.hasLimits,
    year: isOfOneYear ? choices.year : null,
    filters: isOfOneYear ? choices.filters.filter(({ dimension }) => dimension !== "year") : choices.filters,
    sortedBy: view === "heat" ? choices.sortedBy : null,
    highlighted: canHighlight ? choices.highlighted : [],
  };
  switch (view) {
    case "authorities":
    case "funnel":
      return { ...fixed, series: "local_authority", alsoBy: "region" };
    case "sources":
      return { ...fixed, series: "none", expression: "number" };
    case "repeat": {
      const offered = repeatAndLength(source);
      return { ...fixed, series: offered.includes(series) ? series : (offered[0] ?? series) };
    }
    case "multiples":
    case "heat":
    case "mix":
      return { ...fixed, series: series === "none" ? usualSeries(view, source) : series };
    default:
      return fixed;
  }
}

/**
 * What a view breaks figures down by before anybody chose.
 *
 * @param {ViewName} view
 * @param {SourceSummary | undefined} source
 * @returns {Series}
 */
export function usualSeries(view, source) {
  return view === "mix" ? (recorded(MIXES, source)[0] ?? "region") : "region";
}

/**
 * What belongs to a view alone and is there again when a user comes back to it. What is counted, of whom, of which years and how it is
 * protected stays the same from one view to the next.
 *
 * @param {Choices} choices
 */
function ownOf({ series, alsoBy, expression, baseYear, hasLimits, together, year, sortedBy, highlighted, filters }) {
  const years = filters.filter(({ dimension }) => dimension === "year");
  return { series, alsoBy, expression, baseYear, hasLimits, together, year, sortedBy, highlighted, years };
}

/** @typedef {Partial<Record<ViewName, ReturnType<typeof ownOf>>>} Remembered */

/**
 * Goes to another view: to what was chosen in it before, or else to what it begins with.
 *
 * @param {Choices} choices
 * @param {ViewName} view
 * @param {Remembered} remembered
 * @param {Holdings | null} holdings
 * @returns {{ choices: Choices, remembered: Remembered }}
 */
export function goTo(choices, view, remembered, holdings) {
  const known = { ...remembered, [choices.view]: ownOf(choices) };
  const before = known[view];
  if (before) {
    const { years, ...own } = before;
    const others = choices.filters.filter(({ dimension }) => dimension !== "year");
    return { choices: { ...choices, ...own, view, filters: [...others, ...years] }, remembered: known };
  }
  const sources = chartedSources(holdings);
  const source = sources.find((summary) => summary.source === choices.source) ?? sources[0];
  // A mix and a heat table are of few things; the others go on with what was broken down by.
  const isOwn = view === "mix" || view === "heat" || viewKind(choices.view).isOfOneYear;
  const begun = {
    ...choices,
    view,
    series: isOwn ? usualSeries(view, source) : choices.series,
    alsoBy: /** @type {const} */ ("none"),
    expression: view === "repeat" ? /** @type {const} */ ("share") : choices.expression,
    measure: VIEWS[view].isOfCounts && !isCount(choices.measure) ? /** @type {const} */ ("episodes") : choices.measure,
  };
  // What was picked out is of what there was one line for each of.
  const isSame = fixedBy(begun, source).series === choices.series;
  return { choices: { ...begun, highlighted: isSame ? choices.highlighted : [] }, remembered: known };
}

/**
 * What a view makes of a recipe: what is drawn, of which year.
 *
 * @param {Choices} choices
 * @param {string[] | null} years  All that there are figures of.
 * @returns {Pick<Recipe, "where" | "chart" | "sortedBy" | "highlighted">}
 */
export function pictureOf({ view, year, filters, sortedBy, highlighted }, years) {
  const { chart, isOfOneYear } = VIEWS[view];
  const shown = year ?? years?.at(-1);
  return {
    where: isOfOneYear && shown !== undefined ? [...filters, { dimension: "year", categories: [shown] }] : filters,
    chart,
    ...(sortedBy === null ? {} : { sortedBy }),
    ...(highlighted.length === 0 ? {} : { highlighted }),
  };
}
