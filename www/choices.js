// What a user can choose to see: the choices that can be met, and the recipe that they make.

import { summaryOf } from "./comparison.js";
import { categoriesOf, filterInWords, possibleFilters } from "./filters.js";
import { chartedSources } from "./holdings.js";
import { canHaveLimits, hasBaseYear, isCount, whyNotExpressed } from "./measures.js";
import { fixedBy, pictureOf, usualSeries, viewKind, whyNoView } from "./views.js";
import { listInWords } from "./words.js";

/**
 * @typedef {import("./comparison.js").Together} Together
 * @typedef {import("./engine.js").Dimension} Dimension
 * @typedef {import("./engine.js").Duplicates} Duplicates
 * @typedef {import("./engine.js").Expression} Expression
 * @typedef {import("./engine.js").Filter} Filter
 * @typedef {import("./engine.js").Holdings} Holdings
 * @typedef {import("./engine.js").Layout} Layout
 * @typedef {import("./engine.js").Measure} Measure
 * @typedef {import("./engine.js").Policy} Policy
 * @typedef {import("./engine.js").Recipe} Recipe
 * @typedef {import("./engine.js").Source} Source
 * @typedef {import("./engine.js").SourceSummary} SourceSummary
 * @typedef {import("./engine.js").Vocabulary} Vocabulary
 * @typedef {import("./engine.js").YearType} YearType
 * @typedef {import("./views.js").ViewName} ViewName
 */

/**
 * What the chart has one line for each of, and the table a column; and what it is split by once more.
 *
 * @typedef {Exclude<Dimension, "year" | "source" | "seen_by"> | "none"} Series
 *
 * @typedef {object} Choices
 * @property {ViewName} view
 * @property {Measure} measure
 * @property {Expression} expression
 * @property {string | null} baseYear  Its name in figures; the first year if none.
 * @property {Series} series
 * @property {Series} alsoBy
 * @property {YearType} yearType
 * @property {Filter[]} filters
 * @property {string | null} year  Of a view of one year, its name in figures; the last if none.
 * @property {string | null} sortedBy  The year by whose figures rows are put in order; their usual order if none.
 * @property {string[]} highlighted  The categories that the picture picks out; the largest if none.
 * @property {boolean} hasLimits
 * @property {Source | null} source  None until there is something to choose from.
 * @property {Together} together  Whether the figures of both sources are wanted in one table.
 * @property {number} toleranceHours  How far apart two records of one episode can lie, where both are matched.
 * @property {Duplicates} duplicates
 * @property {Policy} policy
 * @property {Layout} layout
 */

/**
 * What is chosen before anybody has chosen anything.
 *
 * @param {Layout} layout
 * @returns {Choices}
 */
export function firstChoices(layout) {
  return {
    view: "trend",
    measure: "episodes",
    expression: "number",
    baseYear: null,
    series: "region",
    alsoBy: "none",
    yearType: "reporting",
    filters: [],
    year: null,
    sortedBy: null,
    highlighted: [],
    hasLimits: false,
    source: null,
    together: "none",
    toleranceHours: 24,
    duplicates: "counted",
    policy: "dfe",
    layout,
  };
}

/**
 * The choices, with those that what is held cannot meet replaced by the nearest that it can.
 *
 * @param {Choices} wanted
 * @param {Holdings | null} holdings
 * @param {string[] | null} years  Those that there are figures of; none while they are not known.
 * @returns {Choices}
 */
export function possibleChoices(wanted, holdings, years) {
  const sources = chartedSources(holdings);
  if (sources.length > 0 && whyNoView(wanted.view, wanted, holdings)) {
    const series = viewKind(wanted.view).isOfOneYear ? "region" : wanted.series;
    const trend = { ...wanted, view: /** @type {const} */ ("trend"), series, alsoBy: /** @type {const} */ ("none") };
    return possibleChoices(trend, holdings, years);
  }
  return possibleIn(fixedBy(wanted, summaryOf("none", wanted.source, sources)), holdings, years);
}

/**
 * The same within the view that is wanted, which can be had.
 *
 * @param {Choices} wanted
 * @param {Holdings | null} holdings
 * @param {string[] | null} years
 * @returns {Choices}
 */
function possibleIn(wanted, holdings, years) {
  const sources = chartedSources(holdings);
  const together = sources.length > 1 ? wanted.together : "none";
  const source = summaryOf(together, wanted.source, sources);
  if (!source) {
    return { ...wanted, source: null, together };
  }
  const isMeasured = source.measures.includes(wanted.measure) && !whyNotMeasured(wanted.measure, wanted.view);
  const measure = isMeasured ? wanted.measure : "episodes";
  const series = whyNot(wanted.series, source) ? usualSeries(wanted.view, source) : wanted.series;
  // The third dimension is that of the sources.
  const isSplit = together === "none" && series !== "none" && wanted.alsoBy !== series && !whyNot(wanted.alsoBy, source);
  const isExpressed = !whyNotExpressed(wanted.expression, { ...wanted, measure, together }, holdings);
  const expression = isExpressed ? wanted.expression : "number";
  const filters = possibleFilters(wanted.filters, source, years);
  const ifThere = (/** @type {string | null} */ year) => (years === null || years.includes(year ?? "") ? year : null);
  const baseYear = ifThere(wanted.baseYear);
  return {
    ...wanted,
    source: together === "none" ? source.source : wanted.source,
    together,
    measure,
    expression,
    series,
    alsoBy: isSplit ? wanted.alsoBy : "none",
    filters,
    year: ifThere(wanted.year),
    sortedBy: ifThere(wanted.sortedBy),
    highlighted: highlightable(series, source).filter((category) => wanted.highlighted.includes(category)),
    baseYear: yearsLeft(filters, years)?.includes(baseYear ?? "") === false ? null : baseYear,
    hasLimits: wanted.hasLimits && canHaveLimits({ measure, expression, together }),
  };
}

/**
 * The categories that a picture can pick out.
 *
 * @param {Series} series
 * @param {SourceSummary} source
 * @returns {string[]}
 */
export function highlightable(series, source) {
  return series === "none" ? [] : (categoriesOf(series, source, null) ?? []);
}

/**
 * Why something cannot be measured in a view, in a few words; none if it can.
 *
 * @param {Measure} measure
 * @param {ViewName} view
 * @returns {string | undefined}
 */
export function whyNotMeasured(measure, view) {
  return viewKind(view).isOfCounts && !isCount(measure) ? "this view shows numbers of episodes or children" : undefined;
}

/**
 * The years that are left in; none while they are not known.
 *
 * @param {Filter[]} filters
 * @param {string[] | null} years
 */
export function yearsLeft(filters, years) {
  return filters.find(({ dimension }) => dimension === "year")?.categories ?? years;
}

/**
 * Whether the choices name years, which have to be known to tell whether they can be met.
 *
 * @param {Choices} choices
 */
export function namesYears({ view, filters, baseYear, sortedBy }) {
  return viewKind(view).isOfOneYear || sortedBy !== null || baseYear !== null || filters.some(({ dimension }) => dimension === "year");
}

/**
 * Whether the same years are there to choose from.
 *
 * @param {Choices} one
 * @param {Choices} other
 */
export function hasSameYears(one, other) {
  return (
    one.source === other.source &&
    one.together === other.together &&
    one.yearType === other.yearType &&
    one.measure === other.measure &&
    one.duplicates === other.duplicates
  );
}

/**
 * Why there cannot be a line for each of something, in a few words; none if there can.
 *
 * @param {Series} series
 * @param {import("./comparison.js").SourceSummary} source
 * @returns {string | undefined}
 */
export function whyNot(series, source) {
  const whose = source.source === "police" ? "police files" : "local authority files";
  if (series === "none" || source.dimensions.some(({ dimension }) => dimension === series)) {
    return undefined;
  }
  if (source.whyNotBoth) {
    return source.whyNotBoth;
  }
  return series === "missing_status"
    ? `these ${whose} do not tell one from the other`
    : `these ${whose} do not record it`;
}

/**
 * What was wanted and had to be given up, in a sentence; empty if nothing was.
 *
 * @param {Choices} wanted
 * @param {Choices} possible
 * @param {Vocabulary | null} vocabulary
 */
export function givenUp(wanted, possible, vocabulary) {
  const labels = [
    ...(vocabulary?.measures ?? []),
    ...(vocabulary?.expressions ?? []),
    ...(vocabulary?.dimensions ?? []),
  ];
  const label = (/** @type {string} */ value) =>
    labels.find((known) => known.value === value)?.label ?? value.replaceAll("_", " ");
  /** @type {string[]} */
  const lost = [];
  if (wanted.view !== possible.view) {
    lost.push(`the view “${viewKind(wanted.view).label}”`);
  }
  if (wanted.together !== possible.together) {
    lost.push("both sources in one table");
  } else if (wanted.together === "none" && wanted.source !== null && wanted.source !== possible.source) {
    lost.push(wanted.source === "police" ? "figures of the police" : "figures of local authorities");
  }
  if (wanted.measure !== possible.measure) {
    lost.push(label(wanted.measure));
  }
  // The one way to express figures in a view goes with it.
  const isOfView = wanted.view !== possible.view && viewKind(wanted.view).expressions?.length === 1;
  if (wanted.expression !== possible.expression && !isOfView) {
    lost.push(label(wanted.expression));
  }
  if (wanted.series !== possible.series && !viewKind(wanted.view).isOfOneYear) {
    lost.push(`one line for each ${label(wanted.series)}`);
  }
  if (wanted.alsoBy !== possible.alsoBy && !viewKind(wanted.view).isOfOneYear) {
    lost.push(`split by ${label(wanted.alsoBy)}`);
  }
  for (const filter of wanted.filters) {
    const left = possible.filters.find(({ dimension }) => dimension === filter.dimension);
    const categories = filter.categories.filter((category) => !left?.categories.includes(category));
    if (categories.length > 0) {
      const words = filterInWords({ ...filter, categories }, label(filter.dimension));
      lost.push(`o${words.slice(1)}`);
    }
  }
  if (wanted.baseYear !== possible.baseYear) {
    lost.push(`base year ${wanted.baseYear}`);
  }
  for (const key of /** @type {const} */ (["year", "sortedBy"])) {
    if (wanted[key] !== possible[key]) {
      lost.push(key === "year" ? `year ${wanted[key]}` : `order by ${wanted[key]}`);
    }
  }
  const faded = wanted.highlighted.filter((category) => !possible.highlighted.includes(category));
  if (faded.length > 0) {
    lost.push(`${listInWords(faded)} picked out`);
  }
  if (wanted.hasLimits !== possible.hasLimits) {
    lost.push("95 % limits");
  }
  return lost.length === 0 ? "" : `No longer possible, and so undone: ${listInWords(lost)}.`;
}

/**
 * What to ask the engine for.
 *
 * @param {Choices} choices
 * @param {string[] | null} [years]  All that there are figures of, which a view of the last of them needs.
 * @returns {Recipe}
 */
export function recipeOf(choices, years = null) {
  const { measure, expression, baseYear, yearType, hasLimits, duplicates, policy, layout } = choices;
  const { source, together, toleranceHours } = choices;
  return {
    ...(together === "matched" ? { matching: { toleranceHours } } : {}),
    measure,
    expression,
    ...(baseYear !== null && hasBaseYear(expression) ? { baseYear } : {}),
    by: dimensionsOf(choices),
    ...pictureOf(choices, years),
    limits: hasLimits,
    yearType,
    source: together === "none" ? source : null,
    duplicates,
    policy,
    layout,
  };
}

/**
 * What to ask the engine for to learn of which years there are figures, whatever is left out of them.
 *
 * @param {Choices} choices
 * @returns {Recipe}
 */
export function recipeOfYears({ measure, yearType, source, together, duplicates, policy, layout }) {
  /** @type {Recipe} */
  const recipe = { measure, by: ["year"], yearType, source, duplicates, policy, layout };
  return together === "none" ? recipe : { ...recipe, by: ["year", "source"], source: null };
}

/**
 * The series is the last, so that it stands across the table and shares are those of a row.
 *
 * @param {Choices} choices
 * @returns {Dimension[]}
 */
function dimensionsOf({ series, alsoBy, together }) {
  /** @type {Dimension[]} */
  const dimensions = ["year", ...[alsoBy, series].filter((dimension) => dimension !== "none")];
  switch (together) {
    case "none":
      return dimensions;
    case "beside":
      return [...dimensions, "source"];
    case "matched":
      return [...dimensions, "seen_by"];
  }
}
