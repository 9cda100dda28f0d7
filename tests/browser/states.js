// The states of the page, for people to look at: how each is reached, and where in it to look.

import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  writeAuthorities,
  writeDatesInDoubt,
  writeMissingModule,
  writeOwnHeadings,
  writePolice,
  writePopulation,
  writePublished,
  writeSeven,
  writeSheets,
} from "./extracts.js";

const CASES = fileURLToPath(new URL("../cases", import.meta.url));

/** As files are called that are downloaded. */
const LONG_NAME = "published_children_missing_from_care_percentage_by_region_2016_to_2025.csv";

/** @typedef {import("./browser.js").Visit} Visit */

/** @param {Visit} visit */
export async function sample(visit) {
  await visit.press("Try it with sample data");
  await visit.settles();
}

/** Opens something of the choices, which may be folded away themselves. @param {Visit} visit @param {string} selector */
async function unfold(visit, selector) {
  const $summary = await visit.page.waitForSelector(selector);
  await visit.unfold($summary);
  await $summary.click();
}

/** @param {string} inputs  A folder with extracts. @returns {Record<string, (visit: Visit) => Promise<void>>} */
export const states = (inputs) => ({
  empty: async () => {},
  reading: async (visit) => {
    await visit.stallReading();
    await visit.choose(join(inputs, "police.csv"), join(inputs, "missing.csv"));
    await visit.says("123,456 rows");
  },
  "sample-by-region": sample,
  ...Object.fromEntries(
    ["Small charts", "Mix", "Heat table", "Authorities", "Funnel", "Police and authorities", "Repeat and length", "Table"].map((view) => [
      `view-${view.toLowerCase().replaceAll(" ", "-")}`,
      async (visit) => {
        await sample(visit);
        await visit.pick(view);
      },
    ]),
  ),
  tooltip: async (visit) => {
    await sample(visit);
    await visit.page.focus(".wa-chart__cursor[tabindex='0']");
    for (const key of ["ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight"]) {
      await visit.page.keyboard.press(key);
    }
    await visit.page.waitForSelector(".wa-tooltip");
  },
  "narrowed-in-chart": async (visit) => {
    await sample(visit);
    await visit.follows(() => visit.page.click('figure g.label[data-category="1:6"]'));
  },
  "picked-out": async (visit) => {
    await sample(visit);
    await visit.change("One line for each", "Local authority");
    await unfold(visit, ".wa-highlight summary");
    await visit.follows(() => visit.press("Kent"));
    await visit.follows(() => visit.press("Leeds"));
  },
  "taken-away": async (visit) => {
    await sample(visit);
    await visit.download("Workbook (XLSX)");
  },
  "put-back": async (visit) => {
    await visit.choose(join(inputs, "police.csv"), join(inputs, "missing.csv"));
    await visit.settles();
    await visit.follows(() => visit.press("Remove missing.csv"));
  },
  "from-a-link": async (visit) => {
    await visit.page.goto(`${visit.page.url()}#view=heat&by=risk&region=London,Atlantis&colour=red`);
    await visit.page.reload();
    await visit.choose(join(inputs, "police.csv"));
    await visit.settles();
  },
  "sample-by-risk": async (visit) => {
    await sample(visit);
    await visit.pick("Police");
    await visit.change("One line for each", "Risk category");
  },
  "sample-together": async (visit) => {
    await sample(visit);
    await visit.change("One line for each", "All together");
  },
  "measure-children": async (visit) => {
    await sample(visit);
    await visit.pick("Police");
    await visit.change("One line for each", "Risk category");
    await visit.change("What is measured", "Children");
  },
  share: async (visit) => {
    await sample(visit);
    await visit.change("Shown as", "Share of the total");
  },
  change: async (visit) => {
    await sample(visit);
    await visit.change("Shown as", "Change on a base year");
    await visit.change("Base year", "2020");
  },
  filtered: async (visit) => {
    await sample(visit);
    await visit.pick("Police");
    await unfold(visit, ".wa-filters__more summary");
    await visit.select("By", "Risk category");
    await visit.pick("High");
    await visit.pick("Medium");
    await visit.select("By", "Police force");
    await visit.pick("Kent");
    await visit.page.type("#filter-police_force-narrow", "sh");
  },
  undone: async (visit) => {
    await visit.choose(join(inputs, "police.csv"));
    await visit.settles();
    await visit.change("Shown as", "Share of the total");
    await visit.change("What is measured", "Median length in days");
    await visit.says("No longer possible, and so undone");
  },
  limits: async (visit) => {
    await sample(visit);
    await visit.pick("Show 95 % limits");
  },
  "policy-custom": async (visit) => {
    await sample(visit);
    await visit.change("How small figures are protected", "Your own rule");
    await visit.change("A figure is small if it is about", "up to 10 children");
    await visit.page.click(".wa-audit summary");
  },
  "policy-rounded": async (visit) => {
    await sample(visit);
    await visit.change("How small figures are protected", "Your own rule");
    await visit.change("Small figures are", "Rounded like all others");
    await visit.page.click(".wa-audit summary");
  },
  "policy-asks": async (visit) => {
    await sample(visit);
    await visit.select("How small figures are protected", "Unprotected, for the data holder's own eyes");
    await visit.says("Show unprotected figures");
  },
  unprotected: async (visit) => {
    await sample(visit);
    await visit.select("How small figures are protected", "Unprotected, for the data holder's own eyes");
    await visit.follows(() => visit.press("Show unprotected figures"));
  },
  ledger: async (visit) => {
    await sample(visit);
    await visit.download("Table (CSV)");
    await visit.change("One line for each", "Missing or away");
    await visit.download("Chart (SVG)");
    await visit.change("Years", "Calendar years, by start");
    await visit.press("Start a new release");
  },
  "start-again-asks": async (visit) => {
    await sample(visit);
    await visit.download("Table (CSV)");
    await visit.press("Start again");
    await visit.says("The page forgets what has left it too.");
  },
  "ledger-forbids": async (visit) => {
    await visit.choose(await writeSeven(inputs));
    await visit.settles();
    await visit.download("Table (CSV)");
    await visit.select("How small figures are protected", "Research service");
    await visit.says("Nothing is shown for these choices.");
    await visit.press("Start a new release");
  },
  "three-dimensions": async (visit) => {
    await sample(visit);
    await visit.change("Also split by", "Missing or away");
    await visit.pick("Show 95 % limits");
  },
  "side-by-side": async (visit) => {
    await sample(visit);
    await visit.follows(() => visit.press("Both, side by side"));
  },
  ratio: async (visit) => {
    await sample(visit);
    await visit.follows(() => visit.press("Both, side by side"));
    await visit.change("Also by", "Region");
    await visit.change("Shown as", "Police divided by local authorities");
  },
  matched: async (visit) => {
    const folder = join(CASES, "comparison/an-estimate-of-all-from-two-lists");
    await visit.choose(join(folder, "missing.csv"), join(folder, "police.csv"));
    await visit.settles();
    await visit.follows(() => visit.press("Both, matched: the files have the same reference for a child"));
  },
  official: async (visit) => {
    await visit.press("See official figures for England");
    await visit.page.waitForSelector(".wa-published table");
  },
  refused: async (visit) => {
    // The children of one authority, and episodes of whole regions.
    await visit.choose(join(inputs, "police.csv"), join(inputs, "population.csv"));
    await visit.settles();
    await visit.select("Shown as", "Per 1,000 looked-after children");
    await visit.page.waitForSelector("#expression[aria-invalid=true]");
  },
  "ask-authority": async (visit) => {
    await visit.choose(join(inputs, "missing.csv"));
    await visit.settles();
  },
  "wrong-authority": async (visit) => {
    await visit.choose(join(inputs, "missing.csv"));
    await visit.settles();
    await visit.page.type("[name=authority]", "Atlantis");
    await visit.press("Use this");
    await visit.page.waitForSelector("[aria-invalid=true]");
  },
  findings: async (visit) => {
    await visit.choose(join(inputs, "police.csv"), join(inputs, "missing.csv"), join(inputs, "own.csv"));
    await visit.settles();
    await visit.press("Columns of own.csv");
  },
  "ask-columns": async (visit) => {
    await visit.choose(join(inputs, "own.csv"));
    await visit.reaches("failed");
    await visit.page.waitForSelector(".wa-mapping select");
  },
  columns: async (visit) => {
    await visit.choose(join(inputs, "police.csv"));
    await visit.settles();
    await visit.press("Columns of police.csv");
    await visit.select("What outcome is read as", "risk category");
    await visit.press("Apply to police.csv");
    await visit.page.waitForSelector(".wa-values select");
    await visit.settles();
  },
  "ask-date-order": async (visit) => {
    await visit.choose(join(inputs, "doubt.csv"));
    await visit.reaches("ready");
  },
  sheets: async (visit) => {
    await visit.choose(join(inputs, "sheets.xlsx"));
    await visit.settles();
  },
  published: async (visit) => {
    await visit.choose(join(inputs, LONG_NAME));
    await visit.page.waitForSelector(".wa-published table");
    await visit.says("c = suppressed");
  },
  "downloads-wait": async (visit) => {
    await visit.holdFingerprints();
    await visit.choose(join(inputs, "large.csv"));
    await visit.settles();
  },
  duplicates: async (visit) => {
    const folder = join(CASES, "episodes/duplicates-counted-once");
    await visit.choose(join(folder, "a.csv"), join(folder, "b.csv"));
    await visit.settles();
    await visit.pick("Count once");
  },
  // Nearly all of it is suppressed.
  modules: async (visit) => {
    const modules = ["missing", "header", "uasc", "episodes"];
    const folder = join(CASES, "cube/legal-status-of-the-day");
    await visit.choose(...modules.map((module) => join(folder, `norfolk_${module}_2020.csv`)));
    await visit.settles();
    await visit.change("One line for each", "Legal status");
  },
  protecting: async (visit) => {
    await visit.choose(join(inputs, "authorities.csv"));
    await visit.settles();
    await visit.change("One line for each", "Local authority");
    await visit.change("How small figures are protected", "Research service");
    await visit.select("Also split by", "Risk category");
    await visit.says("Protecting small figures");
  },
  stopped: async (visit) => {
    await visit.choose(join(inputs, "authorities.csv"));
    await visit.settles();
    await visit.change("One line for each", "Local authority");
    await visit.change("How small figures are protected", "Research service");
    await visit.download("Table (CSV)");
    await visit.select("Also split by", "Risk category");
    await visit.press("Start a new release");
    await visit.press("Forget and start anew");
    await visit.says("Nothing yet. Each table or chart that you download");
    await visit.press("Stop");
    await visit.says("Go on after all");
  },
  failed: async (visit) => {
    await visit.choose(join(inputs, "empty.csv"));
    await visit.reaches("failed");
  },
  "ready-with-error": async (visit) => {
    await visit.choose(join(inputs, "police.csv"), join(inputs, "empty.csv"));
    await visit.settles();
  },
});

/** What to look at where a state is not about the chart. @type {Record<string, string>} */
export const PLACES = {
  "three-dimensions": ".wa-table",
  "view-table": ".wa-table",
  "policy-custom": ".wa-protection",
  "policy-rounded": ".wa-table",
  "policy-asks": ".wa-protection",
  ledger: "#ledger-heading",
  official: ".wa-published",
  findings: "#findings-heading",
  "ask-columns": ".wa-mapping",
  columns: ".wa-mapping",
  sheets: ".wa-mapping",
  published: ".wa-published",
  "downloads-wait": ".wa-take",
  "taken-away": ".wa-take",
};

/** Writes the extracts that states are reached with. @param {string} inputs */
export async function writeInputs(inputs) {
  await writeAuthorities(inputs);
  await writePolice(inputs, { nBadDates: 12 });
  await writeMissingModule(inputs);
  await writePolice(inputs, { name: "large.csv", nRows: 250_000 });
  await writeOwnHeadings(inputs);
  await writeDatesInDoubt(inputs);
  await writePublished(inputs);
  await writePopulation(inputs);
  await writeSheets(inputs);
  await copyFile(join(inputs, "published.csv"), join(inputs, LONG_NAME));
  await writeFile(join(inputs, "empty.csv"), "");
}
