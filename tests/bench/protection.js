// How long the page takes to protect and audit tables, in both browsers, and whether it stays alive meanwhile: `cargo xtask bench --protection` builds
// the page and runs this.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launch } from "../browser/browser.js";
import { writeAuthorities, writeRegions } from "../browser/extracts.js";

const { values: options } = parseArgs({ options: { rounds: { type: "string", default: "5" } } });

/** How long a view may take. */
const WAIT_MS = 120_000;

/** What is shown of which extract: the names of the choices, each with what is chosen, the last of which is measured. */
const VIEWS = [
  {
    name: "10 years, 9 regions, 5 risk categories",
    write: writeRegions,
    choices: [["One line for each", "Region"], ["Also split by", "Risk category"]],
    isAfterRegions: false,
  },
  {
    name: "12 years, all local authorities, 5 risk categories",
    write: writeAuthorities,
    choices: [["One line for each", "Local authority"], ["Also split by", "Risk category"]],
    isAfterRegions: false,
  },
  {
    name: "the same, after the regions were exported",
    write: writeAuthorities,
    choices: [["One line for each", "Local authority"], ["Also split by", "Risk category"]],
    isAfterRegions: true,
  },
];

/** @param {number[]} all */
function median(all) {
  return all.sort((one, other) => one - other)[Math.floor(all.length / 2)] ?? Number.NaN;
}

/** Notes the longest time between two frames of the page from now on. Runs in the page. */
function watchFrames() {
  let last = performance.now();
  Object.assign(globalThis, { longestFrame: 0 });
  const next = () => {
    const now = performance.now();
    Object.assign(globalThis, { longestFrame: Math.max(/** @type {any} */ (globalThis).longestFrame, now - last) });
    last = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}

/**
 * @param {Awaited<ReturnType<typeof launch>>} browser
 * @param {typeof VIEWS[number]} view
 * @param {string} path
 */
async function measure(browser, { choices, isAfterRegions }, path) {
  const visit = await browser.open("file");
  visit.page.setDefaultTimeout(WAIT_MS);
  await visit.choose(path);
  await visit.settles();
  if (isAfterRegions) {
    await visit.download("Table (CSV)");
  }
  const [[first, line], [second, split]] = choices;
  if (line !== "Region") {
    await visit.change(first, line);
  }
  await visit.page.evaluate(watchFrames);
  await visit.change(second, split);
  const measured = await visit.page.evaluate(() => ({
    ms: /** @type {any} */ (performance.getEntriesByName("view").at(-1)).detail.engineMs,
    frameMs: /** @type {any} */ (globalThis).longestFrame,
    audit: document.querySelector(".wa-audit p")?.textContent ?? "",
  }));
  await visit.close();
  return measured;
}

const folder = await mkdtemp(join(tmpdir(), "whereabouts-bench-"));
try {
  for (const name of /** @type {const} */ (["Chromium", "Firefox"])) {
    const browser = await launch(name);
    for (const view of VIEWS) {
      const path = await view.write(folder);
      const runs = [];
      for (let round = 0; round < Number(options.rounds); round += 1) {
        runs.push(await measure(browser, view, path));
      }
      const ms = Math.round(median(runs.map((run) => run.ms)));
      const frameMs = Math.round(Math.max(...runs.map((run) => run.frameMs)));
      console.log(`${name}, ${view.name}: ${ms} ms (median of ${runs.length}), longest frame ${frameMs} ms`);
      console.log(`  ${runs[0]?.audit.replace(/\s+/g, " ").trim()}`);
    }
    await browser.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
