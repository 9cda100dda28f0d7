// Police and local authorities in one table, side by side or matched, and the official figures that are built in.

import assert from "node:assert/strict";
import { it } from "node:test";
import { fileURLToPath } from "node:url";
import { inBrowsers, on } from "./browser.js";
import { assertSameAsCommandLine } from "./command-line.js";

/** @param {string} of @param {string[]} names */
const paths = (of, names) =>
  names.map((name) => fileURLToPath(new URL(`../cases/comparison/${of}/${name}`, import.meta.url)));

const FILES = paths("police-divided-by-authorities", ["missing.csv", "police.csv"]);
const MATCHING = paths("an-estimate-of-all-from-two-lists", ["missing.csv", "police.csv"]);

inBrowsers(
  ({ open }) => {
    it(
      "both sources stand side by side, or one is set against the other",
      on(open, async (visit) => {
        await visit.choose(...FILES);
        await visit.follows(() => visit.press("Both, side by side"));
        await assertSameAsCommandLine(visit, FILES, "--by", "year,source");
        await visit.says("What could explain how the sources differ");
        await visit.says("Population: the return is of looked-after children alone");
        assert.notEqual(await visit.page.$("figure svg"), null, "a line for each source");
        await visit.follows(() => visit.select("Also by", "Region"));
        await assertSameAsCommandLine(visit, FILES, "--by", "year,region,source");
        await visit.follows(() => visit.select("Shown as", "Police divided by local authorities"));
        await assertSameAsCommandLine(visit, FILES, "--by", "year,region,source", "--as", "ratio");
        assert.notEqual(await visit.page.$("figure svg"), null, "a line for each region");
        await visit.follows(() => visit.press("Police"));
        await visit.says("No longer possible, and so undone: police divided by local authorities.");
        await assertSameAsCommandLine(visit, FILES, "--by", "year,region", "--source", "police");
      }),
    );

    it(
      "episodes are matched where the user says that references are the same",
      on(open, async (visit) => {
        await visit.choose(...MATCHING);
        await visit.follows(() => visit.press("Both, matched: the files have the same reference for a child"));
        await assertSameAsCommandLine(visit, MATCHING, "--by", "year,seen_by", "--same-references-within", "24");
        await visit.says("39 episodes estimated (95 % interval 33 to 57), of which 30 were seen by either.");
        await visit.says("takes for granted that the two sources see episodes independently");
        await visit.follows(() => visit.select("Records are of one episode where", "They overlap"));
        await assertSameAsCommandLine(visit, MATCHING, "--by", "year,seen_by", "--same-references-within", "0");
      }),
    );

    it(
      "official figures are shown at a press, with the source of each",
      on(open, async (visit) => {
        await visit.press("See official figures for England");
        await visit.page.waitForSelector(".wa-published caption", { timeout: 20_000 });
        assert.equal(await visit.state(), "ready");
        await visit.select("Places", "England");
        await visit.page.waitForFunction(() =>
          document.querySelector(".wa-published table")?.textContent.includes("House of Commons, 21 January 2013"),
        );
        const rows = await visit.page.$$eval(".wa-published tr", (all) =>
          all.map((row) => [...row.cells].map((cell) => cell.textContent.trim())),
        );
        const debated = rows.filter((cells) => cells.join(" ").includes("21 January 2013"));
        assert.deepEqual(debated.map(([year, , , figure]) => [year, figure]), [["2010", "800"], ["2011", "920"], ["2012", "1,490"]]);
        const buttons = await visit.page.$$eval("button", (all) => all.map((button) => button.textContent));
        assert.ok(!buttons.some((label) => label.includes("official figures")), "they are there");
      }),
    );
  },
);
