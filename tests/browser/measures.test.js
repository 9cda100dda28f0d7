// What can be measured, broken down, expressed and left out: each choice as a person makes it on the page, and the figures set
// against those of the command line.

import { describe, it } from "node:test";
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isCount } from "../../www/measures.js";
import { inBrowsers, on } from "./browser.js";
import { MINUS, assertSameAsCommandLine, cellsOf, cellsShown, program, tabulate } from "./command-line.js";
import { writeInterviews, writeMissingModule, writePolice, writePopulation } from "./extracts.js";

/** @typedef {import("./browser.js").Visit} Visit */

/** @param {Visit} visit @param {string} name */
const tick = (visit, name) => visit.follows(() => visit.press(name));

/** @param {Visit} visit */
const openFilters = (visit) => visit.page.click(".wa-filters__more summary");

/** @param {Visit} visit @param {string} selector */
const options = (visit, selector) =>
  visit.page.$$eval(`${selector} option`, (all) =>
    all.map((option) => [option.textContent.trim(), option.disabled]),
  );

describe("measures", () => {
  it("are counts in the page's eyes if the engine gives shares of them", async () => {
    const folder = await mkdtemp(join(tmpdir(), "whereabouts-extracts-"));
    const path = await writePolice(folder);
    // The expressions are listed below the measures.
    const [measures] = execFileSync(program(), ["measures"]).toString().split("Each of them");
    const names = [...measures.matchAll(/^([a-z_0-9]+)/gm)].map(([, name]) => name);
    assert.equal(names.length, 17, measures);
    for (const name of names) {
      const { status } = spawnSync(program(), ["tabulate", path, "--measure", name, "--as", "share", "--by", "year"]);
      assert.equal(status === 0, isCount(name), name);
    }
    await rm(folder, { recursive: true, force: true });
  });

  inBrowsers(
    ({ open }) => {
      /** @param {(visit: Visit, path: string, folder: string) => Promise<unknown>} test */
      const ofPolice = (test) =>
        on(open, async (visit, folder) => {
          const path = await writePolice(folder);
          await visit.choose(path);
          await visit.settles();
          await test(visit, path, folder);
        });

      it(
        "are those of the files, each with what it means",
        ofPolice(async (visit, path) => {
          await visit.change("What is measured", "Children");
          await visit.says("Each child counts once in each cell, however many episodes it had there.");
          await visit.change("One line for each", "Risk category");
          await assertSameAsCommandLine(visit, [path], "--measure", "children", "--by", "year,risk");
          await visit.change("What is measured", "Median length in days");
          await assertSameAsCommandLine(visit, [path], "--measure", "days_median", "--by", "year,risk");
          await visit.change("One line for each", "All together");
          assert.deepEqual((await visit.table())[0], ["Year", "Days"]);
          const measures = await options(visit, "#measure");
          assert.equal(measures.length, 17);
          assert.deepEqual(
            measures.filter(([, isDisabled]) => isDisabled).map(([name]) => name),
            ["Return interviews offered (not available)", "Return interviews accepted (not available)"],
          );
        }),
      );

      it(
        "can be expressed as shares and changes",
        ofPolice(async (visit, path) => {
          await visit.change("One line for each", "Risk category");
          await visit.change("Shown as", "Share of the total");
          await assertSameAsCommandLine(visit, [path], "--as", "share", "--by", "year,risk");
          await visit.change("Shown as", "Change on the year before");
          await assertSameAsCommandLine(visit, [path], "--as", "change_on_year_before", "--by", "year,risk");
          await visit.says("z = not applicable");
          await visit.change("Shown as", "Change on a base year");
          await visit.change("Base year", "2019");
          await assertSameAsCommandLine(
            ...[visit, [path], "--as", "change_on_base_year", "--base-year", "2019", "--by", "year,risk"],
          );
          await visit.change("What is measured", "Total days");
          assert.equal(await visit.page.$eval("#expression", (select) => select.value), "change_on_base_year");
        }),
      );

      it(
        "that are no counts have no shares, rates or limits, and it is said why",
        ofPolice(async (visit) => {
          await visit.change("Shown as", "Share of the total");
          await visit.change("What is measured", "Median length in days");
          await visit.says("No longer possible, and so undone: share of the total.");
          await visit.says("Share of the total and per 1,000 looked-after children are not available: what is measured is not a number");
          assert.equal(await visit.page.$eval("#limits", (box) => box.disabled), true);
          await visit.change("What is measured", "Children");
          assert.equal(await visit.page.$eval("#limits", (box) => box.disabled), false);
          await visit.says("Per 1,000 looked-after children is not available: it needs a file of published figures");
        }),
      );

      it(
        "can have limits",
        ofPolice(async (visit, path) => {
          await tick(visit, "Show 95 % limits");
          await assertSameAsCommandLine(visit, [path], "--limits", "--by", "year,region");
          await visit.change("Shown as", "Share of the total");
          await assertSameAsCommandLine(visit, [path], "--limits", "--as", "share", "--by", "year,region");
        }),
      );

      it(
        "can be told by quarters, months, and with episodes carried over",
        ofPolice(async (visit, path) => {
          await visit.change("Years", "Financial quarters, by start");
          await assertSameAsCommandLine(visit, [path], "--year-type", "quarter", "--by", "year,region");
          assert.equal((await visit.table())[0][0], "Quarter");
          await visit.change("Years", "Years ending 31 March, with episodes carried over");
          await assertSameAsCommandLine(visit, [path], "--year-type", "reporting_carried_over", "--by", "year,region");
        }),
      );

      it(
        "can be of some categories only, until that is taken back",
        ofPolice(async (visit, path) => {
          await openFilters(visit);
          await visit.select("By", "Risk category");
          await tick(visit, "High");
          await visit.says("Only risk category: High");
          await assertSameAsCommandLine(visit, [path], "--where", "risk=high", "--by", "year,region");
          await tick(visit, "Medium");
          await visit.says("Only risk category: High or Medium");
          await visit.select("By", "Year");
          await tick(visit, "2018");
          await assertSameAsCommandLine(
            ...[visit, [path], "--where", "risk=high", "--where", "risk=medium", "--where", "year=2018"],
            ...["--by", "year,region"],
          );
          assert.ok(await visit.page.$("#filter-year-0"), "the other years can still be ticked");
          await visit.change("Years", "Financial quarters, by start");
          await visit.says("No longer possible, and so undone: only year: 2018.");
          await visit.change("Years", "Years ending 31 March, by start");
          await visit.follows(() => visit.press("Remove what is left out by risk category"));
          assert.equal(await visit.focused(), "Count only some");
          await assertSameAsCommandLine(visit, [path], "--by", "year,region");
        }),
      );

      it(
        "can leave out one of many by ticking all others",
        ofPolice(async (visit, path) => {
          await openFilters(visit);
          await visit.select("By", "Hour of the day");
          await visit.page.type("#filter-hour-narrow", "21");
          await visit.says("1 of 25 listed");
          await visit.page.click("#filter-hour-narrow", { count: 3 });
          await visit.page.keyboard.press("Backspace");
          await visit.says("25 of 25 listed");
          await visit.select("By", "Region");
          await visit.press("Tick all listed");
          assert.equal(await visit.page.$(".wa-filters__filter"), null, "nothing is left out yet");
          await tick(visit, "London");
          await visit.says("Only region: North East, North West");
          assert.ok(!(await visit.table())[0].includes("London"));
          assert.equal((await visit.table()).at(-1).at(-1), "1,778");
          assert.ok(path);
        }),
      );

      it(
        "can be told by three dimensions, in a table alone",
        ofPolice(async (visit, path) => {
          await visit.change("One line for each", "Risk category");
          await visit.change("Also split by", "Looked after or not");
          await visit.says("There is no chart of this: a chart shows years and one other dimension.");
          assert.equal(await visit.page.$("figure svg"), null);
          await assertSameAsCommandLine(visit, [path], "--by", "year,looked_after,risk");
          const groups = await visit.page.$$eval("figure th[scope=rowgroup]", (all) => all.map((th) => th.textContent));
          assert.deepEqual([groups[0], groups.at(-1)], ["2016", "Total"]);
          await visit.change("Shown as", "Share of the total");
          await assertSameAsCommandLine(visit, [path], "--as", "share", "--by", "year,looked_after,risk");
          await visit.change("Also split by", "Nothing");
          assert.ok(await visit.page.$("figure svg"));
        }),
      );

      it(
        "can be return interviews, where they are recorded",
        on(open, async (visit, folder) => {
          const path = await writeInterviews(folder);
          await visit.choose(path);
          await visit.settles();
          await visit.change("What is measured", "Return interviews offered");
          await tick(visit, "Show 95 % limits");
          await assertSameAsCommandLine(visit, [path], "--measure", "interviews_offered", "--limits", "--by", "year,region");
          await visit.change("What is measured", "Return interviews accepted");
          await assertSameAsCommandLine(visit, [path], "--measure", "interviews_accepted", "--limits", "--by", "year,region");
        }),
      );

      it(
        "can be rates where a published file has the children looked after",
        on(open, async (visit, folder) => {
          const [missing, population] = [await writeMissingModule(folder, { name: "leeds_missing_2018.csv" }), await writePopulation(folder)];
          await visit.choose(missing, population);
          await visit.settles();
          await visit.change("Shown as", "Per 1,000 looked-after children");
          const csv = tabulate(missing, population, "--as", "rate", "--by", "year,region").toString();
          assert.deepEqual(cellsShown(await visit.table()), cellsOf(csv));
          assert.match(csv, /,\d+\.\d,value/);
          await visit.change("Years", "Calendar years, by start");
          await visit.says("No longer possible, and so undone: per 1,000 looked-after children.");
        }),
      );

      it(
        "that the engine cannot express are refused beside the choice, which stays",
        ofPolice(async (visit, _, folder) => {
          // Of one authority, and the episodes are those of whole regions.
          await visit.choose(await writePopulation(folder));
          await visit.page.waitForSelector(".wa-published table");
          await visit.settles();
          await visit.select("Shown as", "Per 1,000 looked-after children");
          await visit.page.waitForSelector("#expression[aria-invalid=true]");
          assert.equal(await visit.state(), "ready");
          assert.equal(await visit.page.$eval("#expression", (select) => select.value), "rate");
          assert.match(await visit.text("#expression-error"), /^No file that is held says how many children were looked after/);
          assert.match(await visit.text("[role=status]"), /No file that is held says/);
          assert.equal(await visit.page.$("figure"), null, "no figures of another choice");
          await visit.select("One line for each", "Risk category");
          await visit.page.waitForSelector("#expression[aria-invalid=true]");
          await visit.select("Shown as", "As they are");
          await visit.settles();
          assert.equal(await visit.page.$("#expression[aria-invalid=true]"), null);
          assert.ok((await visit.table())[0].includes("High"));
        }),
      );
    },
    { origins: ["file"] },
  );
});
