// The choices as the part of the page's address behind "#", and back: settings only, in words that people can read. A link made so
// opens the same view on whatever the reader holds. Nothing of files goes into it; names of categories are the core's own.

import { firstChoices } from "./choices.js";
import { isDimension } from "./components/choices/dimension-options.js";
import { isExpression, isMeasure } from "./measures.js";
import { VIEW_NAMES, viewKind } from "./views.js";

/**
 * @typedef {import("./choices.js").Choices} Choices
 * @typedef {import("./choices.js").Series} Series
 * @typedef {import("./engine.js").CustomPolicy} CustomPolicy
 * @typedef {import("./engine.js").Filter} Filter
 * @typedef {import("./engine.js").Layout} Layout
 * @typedef {import("./engine.js").Policy} Policy
 * @typedef {import("./engine.js").YearType} YearType
 * @typedef {import("./views.js").ViewName} ViewName
 *
 * Whose a link is: it may come from anybody, or the user made it in this sitting, and has said too that nothing is to be protected.
 *
 * @typedef {"anybodys" | "own" | "confirmed"} Whose
 *
 * @typedef {object} Link  What a link asks for.
 * @property {Choices} choices
 * @property {string[]} dropped  Those of its parts that were not understood or are not obeyed.
 */

// Written as objects so that the type checker sees when the core learns another.

/** @type {Record<YearType, string>} */
const YEAR_TYPES = {
  reporting: "reporting",
  reportingCarriedOver: "carried-over",
  calendar: "calendar",
  quarter: "quarters",
  month: "months",
};

/**
 * The policies that a link can ask for; that nothing is protected takes a second step of the user's own.
 *
 * @type {Record<Extract<Policy, string>, string | null>}
 */
const POLICIES = {
  dfe: "dfe",
  dfeRounded: "dfe-rounded",
  health: "health",
  research: "research",
  unprotected: null,
};

/** @type {Record<CustomPolicy["smallFigures"], string>} */
const SMALL_FIGURES = { suppressed: "suppressed", rounded: "rounded", rounded_adding_up: "adding-up" };

const UNPROTECTED = "unprotected";

/** The least number of children that a stranger's rule can take for few. */
const LEAST_THRESHOLD = 5;

/** A text beyond this is no link of ours. */
const MAX_LENGTH = 20_000;

/**
 * The choices as a link, without "#".
 *
 * @param {Choices} choices
 */
export function linkOf(choices) {
  const usual = firstChoices(choices.layout);
  const { view, together, policy } = choices;
  const source = together === "none" ? choices.source : together;
  /** @type {[string, string | null][]} */
  const parts = [
    ["view", view],
    ["source", source === null ? null : source.replaceAll("_", "-")],
    ["measure", unless(choices.measure, usual.measure)],
    ["as", unless(choices.expression, usual.expression)],
    ["base", choices.baseYear],
    ["by", viewKind(view).isOfOneYear || view === "sources" ? null : choices.series],
    ["split", viewKind(view).isOfOneYear ? null : unless(choices.alsoBy, usual.alsoBy)],
    ["years", unless(YEAR_TYPES[choices.yearType], YEAR_TYPES[usual.yearType])],
    ["year", choices.year],
    ["sorted", choices.sortedBy],
    ["limits", choices.hasLimits ? "yes" : null],
    ["tolerance", unless(String(choices.toleranceHours), String(usual.toleranceHours))],
    ["duplicates", choices.duplicates === usual.duplicates ? null : "once"],
    ["policy", unless(policyInLink(policy), policyInLink(usual.policy))],
  ];
  const texts = parts.flatMap(([name, value]) => (value === null ? [] : [`${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`]));
  const highlight = choices.highlighted.length === 0 ? [] : [`highlight=${listed(choices.highlighted)}`];
  const filters = choices.filters.map(({ dimension, categories }) => `${dimension}=${listed(categories)}`);
  return [...texts, ...highlight, ...filters].join("&");
}

/** @param {string[]} categories */
function listed(categories) {
  return categories.map(encodeURIComponent).join(",");
}

/**
 * @param {string} value
 * @param {string} usual
 */
function unless(value, usual) {
  return value === usual ? null : value;
}

/** @param {Policy} policy */
function policyInLink(policy) {
  if (typeof policy === "string") {
    return POLICIES[policy] ?? UNPROTECTED;
  }
  const { threshold, areZerosSensitive, base, smallFigures, dominance } = policy.custom;
  const zeros = areZerosSensitive ? "zeros" : "no-zeros";
  return ["own", threshold, SMALL_FIGURES[smallFigures], base, zeros, dominance ?? "none"].join(",");
}

/**
 * What a link asks for; none if it is the name of a place on the page. What it does not name is as in a page that was just opened.
 *
 * @param {string} hash  With or without "#".
 * @param {Layout} layout
 * @param {Whose} [whose]
 * @returns {Link | null}
 */
export function readLink(hash, layout, whose = "anybodys") {
  const text = hash.replace(/^#/, "");
  if (!/^[a-z_]+=/.test(text) || text.length > MAX_LENGTH) {
    return null;
  }
  /** @type {string[]} */
  const dropped = [];
  let choices = firstChoices(layout);
  for (const part of text.split("&")) {
    const at = part.indexOf("=");
    const change = at < 0 ? null : changeOf(part.slice(0, at), part.slice(at + 1), choices, whose);
    if (change === null) {
      dropped.push(decoded(part) ?? part);
    } else {
      choices = { ...choices, ...change };
    }
  }
  const { isOfOneYear } = viewKind(choices.view);
  const year = choices.filters.find(({ dimension }) => dimension === "year");
  if (isOfOneYear && year) {
    // One name for both: the year that is shown, or those that are left in.
    choices = { ...choices, year: year.categories[0] ?? null, filters: choices.filters.filter((filter) => filter !== year) };
  }
  if (isOfOneYear) {
    choices = { ...choices, series: "local_authority", alsoBy: "region" };
  } else if (choices.view === "sources") {
    choices = { ...choices, series: "none", together: "beside" };
  }
  return { choices, dropped };
}

/**
 * What one part of a link changes; none if it is not understood or not obeyed.
 *
 * @param {string} name
 * @param {string} value  As it stands in the link.
 * @param {Choices} choices  Those of the parts before.
 * @param {Whose} whose
 * @returns {Partial<Choices> | null}
 */
function changeOf(name, value, { filters }, whose) {
  const text = decoded(value);
  const categories = value.split(",").map((category) => decoded(category) ?? "");
  if (text === null || text === "") {
    return null;
  }
  switch (name) {
    case "view": {
      const view = VIEW_NAMES.find((known) => known === text);
      return view ? { view } : null;
    }
    case "source":
      return sourceOf(text);
    case "measure":
      return isMeasure(text) ? { measure: text } : null;
    case "as":
      return isExpression(text) ? { expression: text } : null;
    case "base":
      return { baseYear: text };
    case "by":
      return isSeries(text) ? { series: text } : null;
    case "split":
      return isSeries(text) ? { alsoBy: text } : null;
    case "years": {
      const known = /** @type {[YearType, string][]} */ (Object.entries(YEAR_TYPES));
      const yearType = known.find(([, words]) => words === text)?.[0];
      return yearType ? { yearType } : null;
    }
    case "sorted":
      return { sortedBy: text };
    case "highlight":
      return categories.includes("") ? null : { highlighted: categories };
    case "limits":
      return text === "yes" ? { hasLimits: true } : null;
    case "tolerance":
      return /^\d{1,3}$/.test(text) ? { toleranceHours: Number(text) } : null;
    case "duplicates":
      return text === "once" ? { duplicates: "countedOnce" } : null;
    case "policy": {
      const policy = policyOf(text, whose);
      return policy ? { policy } : null;
    }
  }
  const isFilter = isDimension(name) && !filters.some(({ dimension }) => dimension === name);
  return isFilter && !categories.includes("") ? { filters: [...filters, { dimension: name, categories }] } : null;
}

/**
 * @param {string} text
 * @returns {Partial<Choices> | null}
 */
function sourceOf(text) {
  switch (text) {
    case "police":
      return { source: "police" };
    case "local-authority":
      return { source: "local_authority" };
    case "beside":
    case "matched":
      return { together: text };
    default:
      return null;
  }
}

/**
 * @param {string} text
 * @returns {text is Series}
 */
function isSeries(text) {
  return text === "none" || (isDimension(text) && text !== "year" && text !== "source" && text !== "seen_by");
}

/**
 * @param {string} text
 * @param {Whose} whose
 * @returns {Policy | null}
 */
function policyOf(text, whose) {
  if (text === UNPROTECTED && whose === "confirmed") {
    return UNPROTECTED;
  }
  const known = /** @type {[Extract<Policy, string>, string | null][]} */ (Object.entries(POLICIES));
  const named = known.find(([, words]) => words === text)?.[0];
  if (named) {
    return named;
  }
  const rule = /^own,(\d{1,2}),([a-z-]+),(\d{1,2}),(no-)?zeros,(none|\d{1,2})$/.exec(text);
  const small = /** @type {[CustomPolicy["smallFigures"], string][]} */ (Object.entries(SMALL_FIGURES));
  const smallFigures = small.find(([, words]) => words === rule?.[2])?.[0];
  if (!rule || !smallFigures || (whose === "anybodys" && Number(rule[1]) < LEAST_THRESHOLD)) {
    return null;
  }
  return {
    custom: {
      threshold: Number(rule[1]),
      areZerosSensitive: rule[4] === undefined,
      base: Number(rule[3]),
      smallFigures,
      dominance: rule[5] === "none" ? null : Number(rule[5]),
    },
  };
}

/**
 * @param {string} text
 * @returns {string | null}  None if it is not encoded as it should be.
 */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
