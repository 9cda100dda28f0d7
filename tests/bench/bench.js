// Whereabouts side by side with others, in one browser: `cargo xtask bench` builds the page and runs this.

import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Chromium } from "./browser.js";
import { contestants, run } from "./contestants.js";
import { extract } from "./extract.js";
import { readmePlace, report, writeToReadme } from "./report.js";
import { serve } from "./server.js";

const MILLION = 1_000_000;
/** Several seconds' work for SheetJS. */
const WORKBOOK_ROWS = 200_000;
/** 4.5 GB: more bytes than 32 bits can number. */
const HUGE_ROWS = 32 * MILLION;

const { values: options } = parseArgs({
  options: {
    page: { type: "string", default: fileURLToPath(new URL("../../dist/index.html", import.meta.url)) },
    rounds: { type: "string", default: "3" },
    rows: { type: "string" },
    workbook: { type: "boolean", default: false },
    huge: { type: "boolean", default: false },
    only: { type: "string" },
    write: { type: "boolean", default: false },
  },
});

/**
 * @typedef {object} Plan
 * @property {"csv" | "xlsx"} format
 * @property {number} nRows
 * @property {number} nRounds
 * @property {boolean} hasWarmUp
 */

/** Which files are asked for; the usual ones where none is. @returns {Plan[]} */
function plans() {
  const isUsual = options.rows === undefined && !options.workbook && !options.huge;
  const rows = options.rows ?? (isUsual ? "1,8" : "");
  const usual = { nRounds: Number(options.rounds), hasWarmUp: true };
  return [
    ...rows
      .split(",")
      .filter((text) => text !== "")
      .map((text) => ({ format: /** @type {const} */ ("csv"), nRows: Number(text) * MILLION, ...usual })),
    ...(options.workbook || isUsual
      ? [{ format: /** @type {const} */ ("xlsx"), nRows: WORKBOOK_ROWS, ...usual }]
      : []),
    ...(options.huge
      ? [{ format: /** @type {const} */ ("csv"), nRows: HUGE_ROWS, nRounds: 1, hasWarmUp: false }]
      : []),
  ];
}

/**
 * Has every contestant read an extract once in each round, so that what slows the machine for a while slows them all.
 *
 * @param {Plan} plan
 * @param {{ chromium: Chromium, url: string }} where
 * @returns {Promise<import("./report.js").Contest>}
 */
async function contest({ format, nRows, nRounds, hasWarmUp }, where) {
  const made = await extract(format, nRows);
  const wanted = options.only?.split(",");
  const entries = (await contestants())
    .filter(({ key }) => !wanted || wanted.includes(key))
    .filter(({ formats, isForHuge }) => formats.includes(format) && (nRows < HUGE_ROWS || isForHuge))
    .map((contestant) => ({ contestant, runs: /** @type {import("./contestants.js").Run[]} */ ([]) }));
  for (let round = hasWarmUp ? 0 : 1; round <= nRounds; round += 1) {
    for (const { contestant, runs } of entries) {
      const done = await run(contestant, made, where);
      const told = done.failure ?? `${Math.round(done.ms)} ms`;
      console.log(`${nRows} rows, ${round === 0 ? "warm-up" : `round ${round}`}, ${contestant.name}: ${told}`);
      if (round > 0) {
        runs.push(done);
      }
    }
  }
  return { extract: made, entries };
}

if (options.write) {
  // Before the work, which takes minutes.
  await readmePlace();
}
const server = await serve(options.page);
const chromium = await Chromium.launch();
try {
  const contests = [];
  for (const plan of plans()) {
    contests.push(await contest(plan, { chromium, url: server.url }));
  }
  const text = report(contests, { version: chromium.version, nRounds: Number(options.rounds) });
  console.log(`\n${text}`);
  const runs = contests.flatMap(({ entries }) => entries.flatMap((entry) => entry.runs));
  if (runs.some(({ failure }) => failure)) {
    console.error("\nA contestant failed, or its counts are wrong; nothing was written.");
    process.exitCode = 1;
  } else if (options.write) {
    await writeToReadme(text);
  }
} finally {
  await chromium.close();
  server.close();
}
