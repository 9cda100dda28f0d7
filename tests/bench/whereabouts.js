// Whereabouts as a contestant: its page as a person uses it, from the file to the first table, and then the other views.

import { Visit } from "../browser/browser.js";
import { DIMENSIONS, difference, margin } from "./counts.js";

/** The names of the controls that make another view; each is a group of radio buttons or a select. */
const CONTROLS = ["series", "years"];

/**
 * @typedef {import("./browser.js").Tab} Tab
 * @typedef {import("./extract.js").Extract} Extract
 *
 * @typedef {object} Choice
 * @property {string} control
 * @property {string} value
 */

/**
 * Reads a file, makes the other views, and checks the figures that the extract's counts say something about.
 *
 * @param {Tab} tab
 * @param {Extract} extract
 * @returns {Promise<import("./contestants.js").Run>}
 */
export async function readInWhereabouts(tab, extract) {
  const { page } = tab;
  await page.evaluate(watchForTable);
  const outcome = await tab.read(extract.path);
  if (outcome.failure !== null) {
    return outcome;
  }
  const [reading] = await measures(tab, "import");
  const visit = new Visit(page, tab.chromium.downloads);
  const checks = [await check(visit, extract)];
  const nViews = (await measures(tab, "view")).length;
  for (const choice of await page.evaluate(otherChoices, CONTROLS)) {
    const before = await page.$eval("figure table", (table) => table.outerHTML);
    await page.evaluate(choose, choice);
    await page.waitForFunction(
      (table) =>
        document.querySelector("figure table")?.outerHTML !== table &&
        document.querySelector('figure[aria-busy="false"]') !== null,
      { polling: 20 },
      before,
    );
    checks.push(await check(visit, extract));
  }
  const views = (await measures(tab, "view")).slice(nViews);
  const unchecked = ["year,region", "year,risk"].filter((by) => !checks.some((checked) => checked?.by === by));
  return {
    ...outcome,
    ms: reading?.duration ?? outcome.ms,
    wasmBytes: reading?.detail?.wasmBytes,
    viewsMs: views.map(({ detail }) => detail?.engineMs).filter((ms) => typeof ms === "number"),
    failure:
      checks.find((checked) => checked?.wrong)?.wrong ??
      (unchecked.length > 0 ? `the page showed no table by ${unchecked.join(" or ")}` : null),
  };
}

/** Tells the outcome once the first table is there, or the page has said that there will be none. Runs in the page. */
function watchForTable() {
  /** @type {import("./browser.js").Bench} */
  const bench = /** @type {any} */ (globalThis).bench;
  new MutationObserver(() => {
    const $main = document.querySelector("main");
    if (bench.outcome || bench.start === 0 || !$main) {
      return;
    }
    if ($main.dataset["state"] === "ready" && $main.querySelector("figure table td")) {
      bench.outcome = { failure: null, ms: performance.now() - bench.start };
    } else if ($main.dataset["state"] === "failed") {
      const $said = /** @type {HTMLElement} */ ($main.querySelector(".wa-errors") ?? $main);
      bench.outcome = { failure: `the page says: ${$said.innerText.replace(/\s+/g, " ").trim()}`, ms: 0 };
    }
  }).observe(document, { subtree: true, childList: true, attributes: true });
}

/**
 * The page's own measures of a name.
 *
 * @param {Tab} tab
 * @param {"import" | "view"} name
 * @returns {Promise<{ duration: number, detail: any }[]>}
 */
function measures(tab, name) {
  return tab.page.evaluate(
    (wanted) =>
      performance
        .getEntriesByName(wanted, "measure")
        .map((entry) => ({ duration: entry.duration, detail: /** @type {PerformanceMeasure} */ (entry).detail })),
    name,
  );
}

/**
 * Every choice that can be made and is not, and then the one that stood at first again. Runs in the page.
 *
 * @param {string[]} controls
 * @returns {Choice[]}
 */
function otherChoices(controls) {
  return controls.flatMap((control) => {
    /** @type {NodeListOf<HTMLInputElement>} */
    const all = document.querySelectorAll(`input[name="${control}"]`);
    const radios = [...all];
    const select = /** @type {HTMLSelectElement | null} */ (document.querySelector(`select[name="${control}"]`));
    const options = select ? [...select.options] : radios;
    const first = select ? select.value : radios.find((radio) => radio.checked)?.value;
    const others = options.filter(({ value, disabled }) => !disabled && value !== first).map(({ value }) => value);
    return others.length > 0 && first !== undefined
      ? [...others, first].map((value) => ({ control, value }))
      : [];
  });
}

/**
 * Makes a choice. Runs in the page.
 *
 * @param {Choice} choice
 */
function choose({ control, value }) {
  const select = /** @type {HTMLSelectElement | null} */ (document.querySelector(`select[name="${control}"]`));
  if (select) {
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  } else {
    const radio = document.querySelector(`input[name="${control}"][value="${value}"]`);
    /** @type {HTMLInputElement} */ (radio).click();
  }
}

/**
 * Compares the view's download with what the extract's counts say. They say nothing about calendar years.
 *
 * @param {Visit} visit
 * @param {Extract} extract
 */
async function check(visit, extract) {
  if (!(await visit.page.evaluate(isOfReportingYears))) {
    return null;
  }
  const { bytes } = await visit.download("CSV");
  const lines = bytes.toString().trim().split(/\r?\n/);
  const [header, ...rows] = lines.map((line) => line.split(","));
  const by = header.slice(0, -2);
  if (!by.every((dimension) => DIMENSIONS.includes(dimension))) {
    return null;
  }
  const figures = rows
    .map((row) => ({ categories: row.slice(0, by.length), value: row[by.length] }))
    .filter(({ categories }) => !categories.includes("Total"))
    // Whatever is not shown is not the figure that it should be.
    .map(({ categories, value }) => [categories.join("/"), value === "" ? Number.NaN : Number(value)]);
  return { by: by.join(","), wrong: difference(Object.fromEntries(figures), margin(extract.counts, by)) };
}

/** Whether the view is of years to 31 March. Runs in the page. */
function isOfReportingYears() {
  const $radio = document.querySelector('[name="years"][value="reporting"]:checked');
  const $option = document.querySelector('[name="years"] [value="reporting"]:checked');
  return $radio !== null || $option !== null;
}
