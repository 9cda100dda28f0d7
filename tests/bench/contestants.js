// Who takes part, with which files, and one run of each.

import { readFile } from "node:fs/promises";
import { difference } from "./counts.js";
import { readInWhereabouts } from "./whereabouts.js";

/**
 * @typedef {import("./extract.js").Extract} Extract
 * @typedef {import("./browser.js").Tab} Tab
 *
 * @typedef {object} Contestant
 * @property {string} key  As it is asked for on the command line.
 * @property {string} name  As the report calls it.
 * @property {string} path  Its page.
 * @property {("csv" | "xlsx")[]} formats
 * @property {boolean} isForHuge  Whether it is to read the largest file too.
 *
 * @typedef {object} Run
 * @property {string | null} failure  What went wrong or is wrong; nothing else counts then.
 * @property {number} ms  From the file to the figures.
 * @property {number} longestMs  The longest time for which the page could not answer; zero if under 50 ms.
 * @property {number | null} [peakBytes]  The most memory that the tab's process held, where the system tells.
 * @property {number} [wasmBytes]  The most memory that the page's own engine held, where the page tells.
 * @property {number[]} [viewsMs]  What the page's own engine took for each further view, where the page tells.
 */

/** @returns {Promise<Contestant[]>} */
export async function contestants() {
  const versionOf = async (/** @type {string} */ name) =>
    JSON.parse(await readFile(new URL(`node_modules/${name}/package.json`, import.meta.url), "utf8")).version;
  const duckdb = `DuckDB-WASM ${await versionOf("@duckdb/duckdb-wasm")}`;
  return [
    {
      key: "reading",
      name: "reading the file only",
      path: "/reading",
      formats: ["csv"],
      isForHuge: true,
    },
    {
      key: "whereabouts",
      name: "Whereabouts",
      path: "/whereabouts",
      formats: ["csv", "xlsx"],
      isForHuge: true,
    },
    {
      key: "duckdb",
      name: `${duckdb}, types given`,
      path: "/duckdb?typed",
      formats: ["csv"],
      isForHuge: false,
    },
    {
      key: "duckdb",
      name: `${duckdb}, types found by itself`,
      path: "/duckdb?auto",
      formats: ["csv"],
      isForHuge: false,
    },
    {
      key: "papaparse",
      name: `Papa Parse ${await versionOf("papaparse")}`,
      path: "/papaparse",
      formats: ["csv"],
      isForHuge: false,
    },
    {
      key: "sheetjs",
      name: `SheetJS ${await versionOf("xlsx")}`,
      path: "/sheetjs",
      formats: ["xlsx"],
      isForHuge: false,
    },
  ];
}

/**
 * Has a contestant read an extract once.
 *
 * @param {Contestant} contestant
 * @param {Extract} extract
 * @param {{ chromium: import("./browser.js").Chromium, url: string }} where
 * @returns {Promise<Run>}
 */
export async function run(contestant, extract, { chromium, url }) {
  const read = contestant.key === "whereabouts" ? readInWhereabouts : readInPeer;
  try {
    return await chromium.inTab(url + contestant.path, (tab) => read(tab, extract));
  } catch (error) {
    return { failure: String(error), ms: 0, longestMs: 0 };
  }
}

/**
 * @param {Tab} tab
 * @param {Extract} extract
 * @returns {Promise<Run>}
 */
async function readInPeer(tab, extract) {
  const { nBytes, counts, ...run } = await tab.read(extract.path);
  if (run.failure !== null) {
    return run;
  }
  if (counts) {
    return { ...run, failure: difference(counts, extract.counts) };
  }
  const isWhole = nBytes === extract.nBytes;
  return { ...run, failure: isWhole ? null : `read ${nBytes} bytes instead of ${extract.nBytes}` };
}
