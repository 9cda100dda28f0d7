// A count of groups by hand, for the contestants that give rows only.

/** Counts by year, region and risk. Nested: to join three texts into one key for each row would cost more. */
export class Tally {
  /** @type {Map<string, Map<string, Map<number, number>>>} */
  #regions = new Map();

  /**
   * @param {number} year
   * @param {string} region
   * @param {string} risk
   */
  add(year, region, risk) {
    const risks = entry(this.#regions, region, () => new Map());
    const years = entry(risks, risk, () => new Map());
    years.set(year, (years.get(year) ?? 0) + 1);
  }

  /** @returns {import("../counts.js").Counts} */
  counts() {
    /** @type {import("../counts.js").Counts} */
    const counts = {};
    for (const [region, risks] of this.#regions) {
      for (const [risk, years] of risks) {
        for (const [year, count] of years) {
          counts[`${year}/${region}/${risk}`] = count;
        }
      }
    }
    return counts;
  }
}

/**
 * @template K, V
 * @param {Map<K, V>} map
 * @param {K} key
 * @param {() => V} make
 * @returns {V}
 */
function entry(map, key, make) {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
