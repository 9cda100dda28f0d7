// What can be said of measures and of how they are expressed before the engine is asked: it refuses the same.

/**
 * @typedef {import("./comparison.js").Together} Together
 * @typedef {import("./engine.js").Expression} Expression
 * @typedef {import("./engine.js").Holdings} Holdings
 * @typedef {import("./engine.js").Measure} Measure
 * @typedef {import("./engine.js").YearType} YearType
 *
 * @typedef {object} Nature
 * @property {string} group  Under which it is offered.
 * @property {boolean} isCount  Whether it is a number of episodes or children.
 */

// Written as an object so that the type checker sees when the core learns another.

/** @type {Record<Measure, Nature>} */
const NATURES = {
  episodes: { group: "Episodes", isCount: true },
  open_at_year_end: { group: "Episodes", isCount: true },
  children: { group: "Children", isCount: true },
  children_two_or_more: { group: "Children", isCount: true },
  children_three_or_more: { group: "Children", isCount: true },
  children_ten_or_more: { group: "Children", isCount: true },
  episodes_per_child: { group: "Children", isCount: false },
  days_median: { group: "Length", isCount: false },
  days_percentile_90: { group: "Length", isCount: false },
  days_total: { group: "Length", isCount: false },
  hours_median: { group: "Length", isCount: false },
  hours_percentile_90: { group: "Length", isCount: false },
  hours_total: { group: "Length", isCount: false },
  over_24_hours_certain: { group: "Over 24 hours", isCount: true },
  over_24_hours_possible: { group: "Over 24 hours", isCount: true },
  interviews_offered: { group: "Return interviews", isCount: false },
  interviews_accepted: { group: "Return interviews", isCount: false },
};

/** Whether each is made of counts alone. @type {Record<Expression, boolean>} */
const EXPRESSIONS = {
  number: false,
  share: true,
  rate: true,
  change_on_year_before: false,
  change_on_base_year: false,
  index: false,
  ratio: false,
  difference: false,
};

/**
 * Whether a word is the name of a measure.
 *
 * @param {string} word
 * @returns {word is Measure}
 */
export function isMeasure(word) {
  return Object.hasOwn(NATURES, word);
}

/**
 * Whether a word is the name of a way to express figures.
 *
 * @param {string} word
 * @returns {word is Expression}
 */
export function isExpression(word) {
  return Object.hasOwn(EXPRESSIONS, word);
}

/** Under what a measure is offered. @param {Measure} measure */
export function groupOf(measure) {
  return NATURES[measure].group;
}

/** Whether a measure is a number of episodes or children. @param {Measure} measure */
export function isCount(measure) {
  return NATURES[measure].isCount;
}

/**
 * Whether figures are set against those of the other source, which they can be where both stand side by side.
 *
 * @param {Expression} expression
 */
export function isComparison(expression) {
  return expression === "ratio" || expression === "difference";
}

/**
 * Why the figures of a measure cannot be expressed in some way, in a few words; none if they can, as far as that can be told
 * beforehand.
 *
 * @param {Expression} expression
 * @param {{ measure: Measure, yearType: YearType, together: Together }} choices
 * @param {Holdings | null} holdings
 * @returns {string | undefined}
 */
export function whyNotExpressed(expression, { measure, yearType, together }, holdings) {
  if (together === "matched" && expression !== "number") {
    return "matched episodes are counted, and nothing else is made of them";
  }
  if (isComparison(expression)) {
    return together === "beside" ? undefined : "it sets both sources against each other; choose them side by side";
  }
  if (!EXPRESSIONS[expression]) {
    return undefined;
  }
  if (!isCount(measure)) {
    return "what is measured is not a number of episodes or children";
  }
  if (expression === "share") {
    return undefined;
  }
  if (yearType !== "reporting" && yearType !== "reportingCarriedOver") {
    return "numbers of looked-after children are published for years ending 31 March";
  }
  return knowsLookedAfter(holdings)
    ? undefined
    : "it needs a file of published figures with the number of looked-after children; add one to your files";
}

/**
 * Whether some file has numbers of looked-after children.
 *
 * @param {Holdings | null} holdings
 * @param {import("./engine.js").Level} [level]  Of such places; of any that rates can be of if left out.
 */
export function knowsLookedAfter(holdings, level) {
  return holdings?.files.some(({ lookedAfterBy }) => (level ? lookedAfterBy.includes(level) : lookedAfterBy.length > 0)) ?? false;
}

/**
 * Whether figures are set against those of a base year.
 *
 * @param {Expression} expression
 */
export function hasBaseYear(expression) {
  return expression === "change_on_base_year" || expression === "index";
}

/**
 * Whether figures can have 95 % confidence limits.
 *
 * @param {{ measure: Measure, expression: Expression, together: Together }} choices
 */
export function canHaveLimits({ measure, expression, together }) {
  const isChange = expression === "change_on_year_before" || hasBaseYear(expression);
  if (isChange || isComparison(expression) || together === "matched") {
    return false;
  }
  return isCount(measure) || measure === "interviews_offered" || measure === "interviews_accepted";
}
