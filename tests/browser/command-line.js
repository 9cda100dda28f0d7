// The figures of the page set against those of the command line.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";

/** @typedef {import("./browser.js").Visit} Visit */

export const MINUS = "\u2212";

/** @returns {string} */
export function program() {
  const { WHEREABOUTS_CLI } = process.env;
  assert.ok(WHEREABOUTS_CLI, "WHEREABOUTS_CLI must name the command line program, as `cargo xtask test` sees to");
  return WHEREABOUTS_CLI;
}

/** @param {...string} args */
export const tabulate = (...args) => execFileSync(program(), ["tabulate", ...args], { stdio: ["ignore", "pipe", "ignore"] });

/**
 * What the command line counts, as the table of the page shows it: by the categories of a cell.
 *
 * @param {string} csv
 */
export function cellsOf(csv) {
  const [head, ...rows] = csv.trim().split("\n");
  const nDimensions = head.split(",").indexOf("value");
  const hasLimits = head.includes("lower_95");
  const marks = { suppressed: "csuppressed", not_applicable: "znot applicable", not_available: "xnot available" };
  return Object.fromEntries(
    rows.map((row) => {
      const fields = row.split(",");
      const [value, ...others] = fields.slice(nDimensions);
      const written = (/** @type {string} */ figure) => figure.replace("-", MINUS);
      const figure = marks[others.at(-1)] ?? written(value);
      const isLimited = hasLimits && others[0] !== "";
      const limits = isLimited ? ` (95 % limits ${written(others[0])} to ${written(others[1])})` : "";
      return [fields.slice(0, nDimensions).join(" / "), `${figure}${limits}`];
    }),
  );
}

/**
 * What the table of the page shows. The head of a group is a row of a single cell.
 *
 * @param {string[][]} table
 */
export function cellsShown([head, ...rows]) {
  /** @type {Record<string, string>} */
  const cells = {};
  let group = "";
  for (const [name, ...figures] of rows) {
    if (figures.length === 0) {
      group = `${name} / `;
    }
    figures.forEach((figure, at) => {
      const series = head.length === 2 ? "" : ` / ${head[at + 1]}`;
      cells[`${group}${name}${series}`] = figure.replaceAll(",", "");
    });
  }
  return cells;
}

/**
 * @param {Visit} visit
 * @param {string[]} paths  All files.
 * @param {...string} args  What asks the command line for the same.
 */
export async function assertSameAsCommandLine(visit, paths, ...args) {
  const csv = tabulate(...paths, ...args).toString();
  assert.deepEqual(cellsShown(await visit.table()), cellsOf(csv));
  assert.equal((await visit.download("CSV")).bytes.toString(), csv);
  await visit.startNewRelease();
}
