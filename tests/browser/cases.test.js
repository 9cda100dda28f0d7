// The same bytes in a browser as at the command line: each case of tests/cases/ goes through the page, and what is
// downloaded is compared with what the native tests expect, byte for byte.

import { it } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inBrowsers } from "./browser.js";
import { writePolice } from "./extracts.js";

const ROOT = fileURLToPath(new URL("../cases", import.meta.url));

const SOURCES = { local_authority: "Local authorities", police: "Police" };

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {string} folder
 * @property {string[]} files
 * @property {{ by: string[], measure?: string, expression?: string, baseYear?: string, limits?: boolean,
 *   where?: { dimension: string, categories: string[] }[], yearType?: string, source?: keyof typeof SOURCES,
 *   duplicates?: string, policy?: string, layout?: string, chart?: string, highlighted?: string[] }} recipe
 * @property {{ authority: string, year: number | null }[]} [describe]
 * @property {object[]} [mappings]  What was saved before, to be applied to these files.
 */

/** @returns {Case[]} */
function readCases() {
  const folders = (path) =>
    readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  return folders(ROOT).flatMap((phase) =>
    folders(join(ROOT, phase)).map((name) => {
      const folder = join(ROOT, phase, name);
      return { name: `${phase}/${name}`, folder, ...JSON.parse(readFileSync(join(folder, "case.json"), "utf8")) };
    }),
  );
}

/**
 * Whether the page offers what a case asks for. It shows protected figures by year only, and hands over pictures for documents, not for
 * phones or tablets. What is picked out comes with a recipe here.
 *
 * @param {Case} one
 */
function isOffered({ folder, recipe, exports }) {
  return (
    existsSync(join(folder, "expected.csv")) &&
    recipe.by[0] === "year" &&
    (recipe.chart || !recipe.by.some((dimension) => dimension === "source" || dimension === "seen_by")) &&
    (recipe.policy ?? "dfe") === "dfe" &&
    (recipe.layout ?? "wide") === "wide" &&
    (recipe.chart || !recipe.highlighted) &&
    // Exports one after the other have a test of their own.
    !exports
  );
}

/**
 * Chooses an option of a select by its value, unless it is chosen already.
 *
 * @param {import("./browser.js").Visit} visit
 * @param {string} id
 * @param {string} value
 */
async function setOption(visit, id, value) {
  const select = await visit.page.waitForSelector(`#${id}`);
  if ((await select.evaluate((element) => element.value)) !== value) {
    await visit.follows(() => select.select(value));
  }
}

/**
 * Leaves in some categories only.
 *
 * @param {import("./browser.js").Visit} visit
 * @param {{ dimension: string, categories: string[] }} filter
 */
async function leaveIn(visit, { dimension, categories }) {
  if (!(await visit.page.$(".wa-filters__more[open]"))) {
    await visit.page.click(".wa-filters__more summary");
  }
  await visit.page.select("#filter", dimension);
  for (const category of categories) {
    await set(visit, category);
  }
}

/**
 * Sets a choice of the page, unless it is set already.
 *
 * @param {import("./browser.js").Visit} visit
 * @param {string} name
 */
async function set(visit, name) {
  const isSet = await visit.page.$$eval(
    "label",
    (labels, wanted) => labels.find((label) => label.textContent.trim() === wanted)?.control.checked,
    name,
  );
  if (!isSet) {
    await visit.pick(name);
  }
}

/**
 * Writes the mappings of a case as the page saves them; their paths.
 *
 * @param {string} folder
 * @param {object[]} mappings
 */
async function writeMappings(folder, mappings) {
  const paths = mappings.map((_, at) => join(folder, `${at}.mapping.json`));
  await Promise.all(paths.map((path, at) => writeFile(path, JSON.stringify(mappings[at]))));
  return paths;
}

/**
 * Writes a recipe as the page saves it; its path.
 *
 * @param {string} folder
 * @param {object} recipe
 */
async function writeRecipe(folder, recipe) {
  const path = join(folder, "recipe.json");
  const usual = { by: [], yearType: "reporting", source: null, policy: "dfe", layout: "wide" };
  await writeFile(path, JSON.stringify({ whereaboutsRecipe: 1, version: "0.1.0", recipe: { ...usual, ...recipe }, files: [] }));
  return path;
}

/**
 * Makes the choices of a recipe one by one; whether they can all be made.
 *
 * @param {import("./browser.js").Visit} visit
 * @param {Case["recipe"]} recipe
 */
async function make(visit, recipe) {
  const [, ...others] = recipe.by;
  const series = others.at(-1) ?? "none";
  const unavailable = await visit.page.$(`#series option[value=${series}]:disabled`);
  if (unavailable) {
    // What no file records is not offered; the page says why instead.
    const name = await unavailable.evaluate((option) => option.textContent.replace("(", "is ").replace(")", ""));
    await visit.says(name);
    return false;
  }
  if (recipe.source) {
    await set(visit, SOURCES[recipe.source]);
  }
  await setOption(visit, "measure", recipe.measure ?? "episodes");
  await setOption(visit, "series", series);
  await setOption(visit, "also-by", others.length > 1 ? others[0] : "none");
  await setOption(visit, "years", recipe.yearType ?? "reporting");
  await setOption(visit, "expression", recipe.expression ?? "number");
  if (recipe.baseYear) {
    await setOption(visit, "base-year", recipe.baseYear);
  }
  if (recipe.limits) {
    await set(visit, "Show 95 % limits");
  }
  for (const filter of recipe.where ?? []) {
    await leaveIn(visit, filter);
  }
  if (recipe.duplicates === "countedOnce") {
    await visit.page.waitForSelector("#duplicates-countedOnce");
    await set(visit, "Count once");
  }
  return true;
}

/**
 * @param {Buffer} found
 * @param {Buffer} expected
 * @param {string} what
 */
function assertSameBytes(found, expected, what) {
  if (found.equals(expected)) {
    return;
  }
  // The first line that differs tells more than two long texts.
  const [foundLines, expectedLines] = [found, expected].map((bytes) => bytes.toString().split("\n"));
  const at = foundLines.findIndex((line, index) => line !== expectedLines[index]);
  assert.equal(foundLines[at], expectedLines[at], `line ${at + 1} differs from ${what}`);
  assert.fail(`${found.length} bytes instead of the ${expected.length} of ${what}`);
}

const cases = readCases().filter(isOffered);

/**
 * @param {...string} args
 * @returns {Buffer} What the command line prints.
 */
function runCommandLine(...args) {
  const program = process.env.WHEREABOUTS_CLI;
  assert.ok(program, "WHEREABOUTS_CLI must name the command line program, as `cargo xtask test` sees to");
  return execFileSync(program, args, { stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 28 });
}

/**
 * @param {import("./browser.js").Visit} visit  It shows regions by year.
 * @param {string} path  The one file behind what it shows.
 */
async function assertSameAsCommandLine(visit, path) {
  for (const [label, command] of [
    ["CSV", "tabulate"],
    ["SVG", "chart"],
  ]) {
    const { bytes } = await visit.download(label);
    assertSameBytes(bytes, runCommandLine(command, path, "--by", "year,region"), "what the command line printed");
  }
}

inBrowsers(({ open }) => {
  it("has cases to compare", () => assert.ok(cases.length > 5, `${cases.length}`));

  for (const { name, folder, files, recipe, describe, mappings = [] } of cases) {
    it(`gives the expected bytes for ${name}`, async () => {
      const visit = await open();
      const saved = await mkdtemp(join(tmpdir(), "whereabouts-mappings-"));
      const recipes = recipe.chart ? [await writeRecipe(saved, recipe)] : [];
      const inputs = files.map((file) => join(folder, file));
      await visit.choose(...inputs, ...(await writeMappings(saved, mappings)), ...recipes);
      await visit.settles();
      for (const { authority, year } of describe ?? []) {
        const svg = await visit.page.$eval("figure svg", (picture) => picture.outerHTML);
        await visit.page.type("[name=authority]", authority);
        await visit.page.type("[name=year]", String(year ?? ""));
        await visit.press("Use this");
        await visit.page.waitForFunction(
          (before) => document.querySelector("figure svg")?.outerHTML !== before,
          { polling: 20 },
          svg,
        );
      }
      // Another kind of chart comes with a saved recipe.
      if (!recipe.chart && !(await make(visit, recipe))) {
        await visit.close();
        return;
      }
      for (const [label, file] of [
        ["CSV", "expected.csv"],
        ["SVG", "expected.svg"],
        ["Notes (text)", "expected.notes.txt"],
      ]) {
        if (label === "SVG" && !existsSync(join(folder, file))) {
          await visit.says(readFileSync(join(folder, "expected.no-picture.txt"), "utf8").trim());
          continue;
        }
        const { bytes } = await visit.download(label);
        assertSameBytes(bytes, readFileSync(join(folder, file)), file);
      }
      await visit.close();
      await rm(saved, { recursive: true, force: true });
    });
  }

  it("gives the bytes of the command line for a larger file", async () => {
    const folder = await mkdtemp(join(tmpdir(), "whereabouts-extracts-"));
    const path = await writePolice(folder, { nRows: 50_000, nBadDates: 12 });
    const visit = await open();
    await visit.choose(path);
    await visit.settles();
    await assertSameAsCommandLine(visit, path);
    await visit.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("makes the sample that the command line makes", async () => {
    const folder = await mkdtemp(join(tmpdir(), "whereabouts-extracts-"));
    const path = join(folder, "synthetic-regional.csv");
    await writeFile(path, runCommandLine("sample", "--kind", "regional", "--rows", "90000"));
    const visit = await open();
    await visit.press("Try it with sample data");
    await visit.settles();
    await assertSameAsCommandLine(visit, path);
    await visit.close();
    await rm(folder, { recursive: true, force: true });
  });
});
