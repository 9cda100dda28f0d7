// Both sources in one table: side by side, or matched child by child.

/**
 * @typedef {import("./engine.js").SourceSummary & { whyNotBoth?: string }} SourceSummary  `whyNotBoth`: why of both sources together there is no more.
 *
 * Whether the figures are of one source, or of both.
 *
 * @typedef {"none" | "beside" | "matched"} Together
 */

/**
 * What there is to choose from: what the chosen source has, or what both have.
 *
 * @param {Together} together
 * @param {SourceSummary["source"] | null} chosen
 * @param {SourceSummary[]} sources
 * @returns {SourceSummary | undefined}
 */
export function summaryOf(together, chosen, sources) {
  const [first, second] = sources;
  if (together === "none" || !first || !second) {
    return sources.find(({ source }) => source === chosen) ?? first;
  }
  const ofSecond = new Map(second.dimensions.map(({ dimension, categories }) => [dimension, categories]));
  const isTold = (/** @type {string} */ dimension) =>
    together === "beside" || dimension === "year" || dimension === "region";
  return {
    source: first.source,
    whyNotBoth:
      together === "matched"
        ? "matched episodes are told by year and region alone"
        : "the files of the police and of local authorities do not both record it",
    measures: together === "matched" ? ["episodes"] : first.measures.filter((measure) => second.measures.includes(measure)),
    dimensions: first.dimensions
      .filter(({ dimension }) => ofSecond.has(dimension) && isTold(dimension))
      .map(({ dimension, categories }) => {
        const others = ofSecond.get(dimension) ?? [];
        // Only what both have can be left in: the other source refuses what it does not know.
        return { dimension, categories: categories.filter((category) => others.includes(category)) };
      }),
  };
}
