// Counts of groups, and whether two contestants came to the same.

/** @typedef {Record<string, number>} Counts  Each group is named by its categories, joined by slashes. */

/** What the groups of a whole count are of. */
export const DIMENSIONS = ["year", "region", "risk"];

/**
 * The counts by some of the dimensions alone.
 *
 * @param {Counts} counts
 * @param {string[]} by
 * @returns {Counts}
 */
export function margin(counts, by) {
  const places = by.map((dimension) => DIMENSIONS.indexOf(dimension));
  /** @type {Counts} */
  const sums = {};
  for (const [group, count] of Object.entries(counts)) {
    const categories = group.split("/");
    const name = places.map((place) => categories[place]).join("/");
    sums[name] = (sums[name] ?? 0) + count;
  }
  return sums;
}

/**
 * Says in which groups the counts are not those expected; nothing where all are. A group that is not there counts none.
 *
 * @param {Counts} counts
 * @param {Counts} expected
 * @returns {string | null}
 */
export function difference(counts, expected) {
  const groups = new Set([...Object.keys(expected), ...Object.keys(counts)]);
  const wrong = [...groups].filter((group) => (counts[group] ?? 0) !== (expected[group] ?? 0));
  if (wrong.length === 0) {
    return null;
  }
  const [first] = wrong;
  const others = wrong.length > 1 ? `, and ${wrong.length - 1} other groups are wrong` : "";
  return `counts ${counts[first] ?? 0} of ${first} instead of ${expected[first] ?? 0}${others}`;
}
