// What the other contestants' pages have in common: an input for the file, and the outcome where the benchmark looks for it.

/** @typedef {import("../browser.js").Outcome} Outcome */

/**
 * Shows the input: the contestant is ready.
 *
 * @param {(file: File) => Promise<Pick<Outcome, "counts" | "nBytes">>} read
 */
export function compete(read) {
  const $input = document.createElement("input");
  $input.type = "file";
  $input.addEventListener("change", async () => {
    /** @type {import("../browser.js").Bench} */
    const bench = /** @type {any} */ (globalThis).bench;
    try {
      const outcome = await read(/** @type {File} */ ($input.files?.[0]));
      bench.outcome = { ...outcome, failure: null, ms: performance.now() - bench.start };
    } catch (error) {
      bench.outcome = { failure: String(error), ms: 0 };
    }
  });
  document.body.append($input);
}
