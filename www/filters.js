// What a user left in: for each dimension the categories that are counted, and no entry where all are.

import { listSome } from "./words.js";

/**
 * @typedef {import("./engine.js").Dimension} Dimension
 * @typedef {import("./engine.js").Filter} Filter
 * @typedef {import("./engine.js").SourceSummary} SourceSummary
 */

/** More categories than this are not named one by one in a sentence. */
const MAX_NAMED = 5;

/**
 * The categories that figures can be narrowed down to; none if they cannot be narrowed down by that, or it is not known yet.
 *
 * @param {Dimension} dimension
 * @param {SourceSummary} source
 * @param {string[] | null} years  Those of all figures of the source; none while they are not known.
 * @returns {string[] | null}
 */
export function categoriesOf(dimension, source, years) {
  if (dimension === "year") {
    return years;
  }
  return source.dimensions.find((known) => known.dimension === dimension)?.categories ?? null;
}

/**
 * The filters without the categories that what is held does not have. Years that are not known yet are let through.
 *
 * @param {Filter[]} filters
 * @param {SourceSummary} source
 * @param {string[] | null} years
 * @returns {Filter[]}
 */
export function possibleFilters(filters, source, years) {
  return filters.flatMap((filter) => {
    if (filter.dimension === "year" && years === null) {
      return [filter];
    }
    const known = categoriesOf(filter.dimension, source, years) ?? [];
    return narrowed(filter.dimension, filter.categories, known);
  });
}

/**
 * The filters with other categories of one dimension left in. None left in, or all of them, is no filter.
 *
 * @param {Filter[]} filters
 * @param {Dimension} dimension
 * @param {string[]} categories
 * @param {string[]} known  All of the dimension.
 * @returns {Filter[]}
 */
export function withFilter(filters, dimension, categories, known) {
  const others = filters.filter((filter) => filter.dimension !== dimension);
  return categories.length === known.length
    ? others
    : [...others, ...narrowed(dimension, categories, known)];
}

/**
 * The categories that are known, in their own order: the same choice makes the same title, in whatever order it was made.
 *
 * @param {Dimension} dimension
 * @param {string[]} categories
 * @param {string[]} known
 * @returns {Filter[]}
 */
function narrowed(dimension, categories, known) {
  const left = known.filter((category) => categories.includes(category));
  return left.length === 0 ? [] : [{ dimension, categories: left }];
}

/**
 * "Only risk category: High or Medium".
 *
 * @param {Filter} filter
 * @param {string} label  Of its dimension.
 */
export function filterInWords({ categories }, label) {
  return `Only ${label}: ${listSome(categories, MAX_NAMED, "or")}`;
}
