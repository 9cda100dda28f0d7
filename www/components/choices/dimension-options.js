import { whyNot } from "../../choices.js";
import { capitalised, listInWords, uncapitalised } from "../../words.js";

/**
 * @typedef {import("../../choices.js").Series} Series
 * @typedef {import("../../engine.js").Dimension} Dimension
 * @typedef {import("../../engine.js").SourceSummary} SourceSummary
 * @typedef {import("../../engine.js").Vocabulary} Vocabulary
 * @typedef {import("./select.js").Option} Option
 */

// Written as an object so that the type checker sees when the core learns another.

/** Under what each dimension is offered. @type {Record<Dimension, string>} */
const GROUPS = {
  year: "Time",
  region: "Usual",
  risk: "Usual",
  missing_status: "Usual",
  local_authority: "Place",
  police_force: "Place",
  source: "Place",
  seen_by: "Place",
  duration: "Episode",
  outcome: "Episode",
  weekday: "Episode",
  hour: "Episode",
  interview_offered: "Episode",
  interview_accepted: "Episode",
  repeats: "Child",
  sex: "Child",
  age: "Child",
  ethnicity: "Child",
  looked_after: "Child",
  legal_status: "Child",
  placement: "Child",
  placement_area: "Child",
  uasc: "Child",
  sexual_exploitation: "Flags",
  criminal_exploitation: "Flags",
  trafficking: "Flags",
  gangs: "Flags",
};

/**
 * Whether a word is the name of a dimension.
 *
 * @param {string} word
 * @returns {word is Dimension}
 */
export function isDimension(word) {
  return Object.hasOwn(GROUPS, word);
}

/** In the order in which they are offered: what is chosen most stands first. */
const ORDER = ["Usual", "Time", "Place", "Episode", "Child", "Flags"];

/** These are offered, or it is said why they are not; the others are offered where they can be chosen. */
const USUAL = "Usual";

/**
 * What figures can be broken down by, or narrowed down to.
 *
 * @param {Vocabulary} vocabulary
 * @param {SourceSummary} source
 * @param {(dimension: Dimension) => boolean} isWanted
 * @returns {(Option & { value: Dimension })[]}
 */
export function dimensionOptions({ dimensions }, source, isWanted) {
  const options = dimensions
    .filter(({ value }) => value !== "source" && isWanted(value))
    .map(({ value, label }) => ({
      value,
      label: capitalised(label),
      group: GROUPS[value],
      whyNot: whyNot(/** @type {Series} */ (value), source),
    }));
  const isOffered = (/** @type {Option} */ option) => option.group === USUAL || option.whyNot === undefined;
  return options
    .filter(isOffered)
    .sort((one, other) => ORDER.indexOf(one.group) - ORDER.indexOf(other.group));
}

/**
 * Why options cannot be chosen, each reason in a sentence.
 *
 * @param {Pick<Option, "label" | "whyNot">[]} options
 */
export function reasonsOf(options) {
  /** @type {Map<string, string[]>} */
  const labelsOf = new Map();
  for (const { label, whyNot } of options) {
    if (whyNot !== undefined) {
      labelsOf.set(whyNot, [...(labelsOf.get(whyNot) ?? []), label]);
    }
  }
  return [...labelsOf].map(([whyNot, [first = "", ...others]]) => {
    const labels = listInWords([first, ...others.map(uncapitalised)]);
    return `${labels} ${others.length > 0 ? "are" : "is"} not available: ${whyNot}.`;
  });
}
