// A saved recipe: the same choices again, and what was said of its files.

import { firstChoices } from "./choices.js";
import { VIEW_NAMES, viewKind } from "./views.js";

/**
 * @typedef {import("./choices.js").Choices} Choices
 * @typedef {import("./choices.js").Series} Series
 * @typedef {import("./engine.js").Layout} Layout
 * @typedef {import("./engine.js").Recipe} Recipe
 * @typedef {import("./link.js").Link} Link
 */

/** Its first key, which tells it from a saved mapping. */
const RECIPE_START = /^\s*\{\s*"whereaboutsRecipe"\s*:/;

/** So much of a file is looked at to tell. */
const N_BYTES_LOOKED_AT = 200;

/** What is shown of how often and how long children were missing is a mix too. */
const REPEAT_AND_LENGTH = ["repeats", "duration"];

/**
 * Whether a file is a saved recipe, to all appearances; the engine looks at it whole.
 *
 * @param {File} file
 */
export async function isRecipeFile(file) {
  return RECIPE_START.test(await file.slice(0, N_BYTES_LOOKED_AT).text());
}

/**
 * The choices that make a recipe. That nothing is protected takes a step of the user's own.
 *
 * @param {Recipe} recipe
 * @param {Layout} layout
 * @returns {Link}
 */
export function choicesOfRecipe(recipe, layout) {
  const usual = firstChoices(layout);
  const view = viewOf(recipe);
  const others = recipe.by.filter((dimension) => dimension !== "year" && dimension !== "source" && dimension !== "seen_by");
  const series = /** @type {Series[]} */ (others);
  const filters = recipe.where ?? [];
  const year = viewKind(view).isOfOneYear ? filters.find(({ dimension }) => dimension === "year") : undefined;
  const isObeyed = recipe.policy !== "unprotected";
  return {
    choices: {
      ...usual,
      view,
      measure: recipe.measure ?? usual.measure,
      expression: recipe.expression ?? usual.expression,
      baseYear: recipe.baseYear ?? null,
      series: series.at(-1) ?? "none",
      alsoBy: series.at(-2) ?? "none",
      yearType: recipe.yearType,
      year: year?.categories[0] ?? null,
      filters: filters.filter((filter) => filter !== year),
      sortedBy: recipe.sortedBy ?? null,
      highlighted: recipe.highlighted ?? [],
      hasLimits: recipe.limits ?? false,
      source: recipe.source,
      together: recipe.by.includes("source") ? "beside" : recipe.by.includes("seen_by") ? "matched" : "none",
      toleranceHours: recipe.matching?.toleranceHours ?? usual.toleranceHours,
      duplicates: recipe.duplicates ?? usual.duplicates,
      policy: isObeyed ? recipe.policy : usual.policy,
    },
    dropped: isObeyed ? [] : ["unprotected"],
  };
}

/** @param {Recipe} recipe */
function viewOf({ chart = "trend", by }) {
  const isRepeat = chart === "mix" && REPEAT_AND_LENGTH.includes(by.at(-1) ?? "");
  const view = VIEW_NAMES.find((name) => viewKind(name).chart === chart && (name === "repeat") === isRepeat);
  return view ?? "trend";
}
