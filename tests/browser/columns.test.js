// What a file's columns and values stand for: shown, corrected, told, kept, and applied to the next file.

import { describe, it } from "node:test";
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inBrowsers, on } from "./browser.js";
import {
  writeDatesInDoubt,
  writeMissingModule,
  writeOwnHeadings,
  writePolice,
  writeSheets,
} from "./extracts.js";

/** @typedef {import("./browser.js").Visit} Visit */

/**
 * The rows of the columns of a file, as a person reads them.
 *
 * @param {Visit} visit
 * @param {string} header
 */
function columnOf(visit, header) {
  return visit.page.$$eval(
    ".wa-mapping tbody tr",
    (rows, wanted) => {
      const row = rows.find((one) => one.cells[0].textContent.trim() === wanted);
      const [, values, , why] = [...row.cells].map((cell) => cell.textContent.replace(/\s+/g, " ").trim());
      const select = row.querySelector("select");
      return { values, role: select.selectedOptions[0].textContent.trim(), why, isFixed: select.disabled };
    },
    header,
  );
}

/**
 * Says what the columns of a file with headings of somebody's own hold, and applies it.
 *
 * @param {Visit} visit
 */
async function mapOwnHeadings(visit) {
  await visit.select("What Kid is read as", "child's reference, hashed as it is read");
  await visit.select("What Went is read as", "start date");
  await visit.select("What Area is read as", "region");
  await visit.select("What Grade is read as", "risk category");
  await visit.press("Recorded by the police");
  await visit.press("Apply to own.csv");
  await visit.settles();
}

inBrowsers(
  ({ open }) => {
    it(
      "are shown with a few values, what each is read as, and why",
      on(open, async (visit, folder) => {
        await visit.choose(await writePolice(folder));
        await visit.settles();
        await visit.press("Columns of police.csv");
        await visit.says("What the columns of police.csv hold");
        const risk = await columnOf(visit, "risk_category");
        assert.equal(risk.role, "risk category");
        assert.match(risk.values, /High/);
        assert.equal(risk.why, "usual word for it");
        assert.equal((await columnOf(visit, "episode_id")).role, "Not read");
        await visit.press("Columns of police.csv");
        assert.equal(await visit.page.$(".wa-mapping"), null);
      }),
    );

    it(
      "are corrected, and chart, table and downloads follow",
      on(open, async (visit, folder) => {
        await visit.choose(await writePolice(folder));
        await visit.settles();
        await visit.change("One line for each", "Risk category");
        await visit.press("Columns of police.csv");
        await visit.select("What outcome is read as", "risk category");
        await visit.says("Column risk_category is now not read: another column holds that.");
        assert.equal((await columnOf(visit, "risk_category")).role, "Not read");
        assert.equal((await columnOf(visit, "outcome")).why, "your choice, not applied yet");
        const before = await visit.page.$eval("figure table", (table) => table.outerHTML);
        await visit.press("Apply to police.csv");
        await visit.page.waitForFunction(
          (table) => document.querySelector("figure table")?.outerHTML !== table,
          { polling: 20 },
          before,
        );
        await visit.settles();
        assert.equal(await visit.focused(), "Apply to police.csv", "the keyboard's place is kept");
        assert.match(
          await visit.text("[role=status]"),
          /^police\.csv was read again: 2,000 of 2,000 rows used\. Chart and table updated: /,
        );
        // None of the values of that column is a risk.
        assert.equal((await visit.table()).at(-1)?.at(-2), "2,000", "not recorded");
        assert.equal((await columnOf(visit, "outcome")).why, "you said so");
        const csv = (await visit.download("Table (CSV)")).bytes.toString();
        assert.match(csv, /Total,Not recorded,2000,value/);
        const findings = (await visit.download("Findings as CSV")).bytes.toString();
        assert.match(findings, /warning,ingest-value-not-understood,,police\.csv,outcome,2000,/);
      }),
    );

    it(
      "are edited in vain when the changes are undone",
      on(open, async (visit, folder) => {
        await visit.choose(await writePolice(folder));
        await visit.settles();
        await visit.press("Columns of police.csv");
        await visit.select("What outcome is read as", "risk category");
        await visit.press("Undo changes");
        assert.equal((await columnOf(visit, "risk_category")).role, "risk category");
        assert.equal((await columnOf(visit, "outcome")).role, "way in which the episode ended");
      }),
    );

    it(
      "of a file that was not recognised are asked for at once, and make a chart",
      on(open, async (visit, folder) => {
        await visit.choose(await writeOwnHeadings(folder));
        await visit.reaches("failed");
        await visit.says("There is a problem");
        assert.match(await visit.focused(), /^columns-/);
        assert.equal(await visit.text(":focus"), "What the columns of own.csv hold");
        const link = await visit.page.$eval(".wa-errors a", (element) => element.hash);
        assert.equal(link, `#${await visit.focused()}`);
        // Nothing is read before the user has said what the file is: the browser itself asks for it.
        await visit.select("What Kid is read as", "child's reference, hashed as it is read");
        await visit.press("Apply to own.csv");
        assert.match(await visit.focused(), /^kind-/);
        await visit.press("Recorded by the police");
        await visit.press("Apply to own.csv");
        await visit.says("none is said to hold");
        assert.match(await visit.focused(), /^columns-/, "and again what is missing");
        await mapOwnHeadings(visit);
        assert.equal(await visit.focused(), "results-heading");
        assert.equal(await visit.page.$(".wa-errors"), null);
        await visit.says("From 1 file with 120 rows: 120 used, 0 set aside.");
        assert.deepEqual((await visit.table())[0], ["Year", "London", "South East", "Region not known", "Total"]);
        assert.deepEqual((await visit.table()).at(-1), ["Total", "40", "40", "40", "120"]);
        await visit.says("in row 2");
      }),
    );

    it(
      "that look like names are not read, and cannot be",
      on(open, async (visit, folder) => {
        await visit.choose(await writeOwnHeadings(folder));
        await visit.reaches("failed");
        await visit.says("What the columns of own.csv hold");
        await visit.page.waitForSelector(".wa-mapping select");
        const { values, isFixed } = await columnOf(visit, "Surname");
        assert.match(values, /^not read: looks like /);
        assert.ok(isFixed);
        const said = await visit.page.evaluate(() => document.body.innerText);
        assert.doesNotMatch(said, /Patel/);
      }),
    );

    it(
      "are saved, and the next file with the same columns is read so",
      on(open, async (visit, folder) => {
        await visit.choose(await writeOwnHeadings(folder));
        await visit.reaches("failed");
        await mapOwnHeadings(visit);
        await visit.select("Amber (39 rows)", "Medium");
        const { name, bytes } = await visit.download("Save mapping of own.csv");
        assert.equal(name, "own.mapping.json");
        const mapping = JSON.parse(bytes.toString());
        assert.equal(mapping.whereaboutsMapping, 1);
        assert.deepEqual(mapping.roles, ["child", "start", "region", "risk", null, null]);
        assert.deepEqual(mapping.assignments, [{ role: "risk", value: "Amber", category: "Medium" }]);
        const path = join(folder, name);
        await writeFile(path, bytes);

        await visit.press("Start again");
        await visit.reaches("empty");
        // The mapping holds for files that come with it, wherever it stands among them.
        await visit.choose(await writeOwnHeadings(folder, { name: "next.csv", shift: 5 }), path);
        await visit.settles();
        await visit.says("The mapping own.mapping.json is applied to files with the same columns.");
        await visit.change("One line for each", "Risk category");
        assert.deepEqual((await visit.table())[0], ["Year", "High", "Medium", "Low", "No apparent risk", "Not recorded", "Total"]);
        assert.equal((await visit.table()).at(-1)?.at(2), "39");
        assert.equal(await visit.page.$(".wa-errors"), null);
      }),
    );

    it(
      "are read anew when a mapping comes after the file",
      on(open, async (visit, folder) => {
        const path = join(folder, "mine.JSON");
        const mapping = {
          whereaboutsMapping: 1,
          header: ["KID", "went", "Area", "Grade", "Surname", "Other"],
          kind: "police",
          roles: ["child", "start", "region", null, null, null],
        };
        await writeFile(path, JSON.stringify(mapping));
        await visit.choose(await writeOwnHeadings(folder));
        await visit.reaches("failed");
        await visit.choose(path);
        await visit.settles();
        await visit.says("From 1 file with 120 rows: 120 used");
      }),
    );

    it(
      "are not told by a JSON file that is no mapping, and the engine goes on",
      on(open, async (visit, folder) => {
        const path = join(folder, "data.json");
        await writeFile(path, JSON.stringify({ whereaboutsMapping: 1, header: [], roles: [], kind: "mine" }));
        await visit.choose(path);
        await visit.says("data.json is not a mapping that this page saved.");
        await visit.choose(await writePolice(folder));
        await visit.settles();
        assert.equal(await visit.page.$(".wa-errors"), null);
      }),
    );

    it(
      "have values that the user says the meaning of",
      on(open, async (visit, folder) => {
        await visit.choose(await writeOwnHeadings(folder));
        await visit.reaches("failed");
        await mapOwnHeadings(visit);
        assert.ok((await visit.table())[0].includes("Region not known"));
        await visit.select("Northern (40 rows)", "North East");
        await visit.press("Apply to own.csv");
        await visit.page.waitForFunction(
          () => document.querySelector("figure thead")?.textContent.includes("North East"),
          { polling: 20 },
        );
        await visit.settles();
        assert.ok(!(await visit.table())[0].includes("Region not known"));
        // What was said stays in sight, to be changed.
        assert.equal(await visit.page.$eval(".wa-values select", (select) => select.value), "North East");
      }),
    );

    it(
      "of a return are told too, though no column says whose it is",
      on(open, async (visit, folder) => {
        await visit.choose(await writeMissingModule(folder));
        await visit.settles();
        await visit.press("Columns of missing.csv");
        await visit.select("What DOB is read as", "Not read");
        await visit.press("Apply to missing.csv");
        await visit.says("missing.csv was read again: 60 of 60 rows used.");
        await visit.settles();
        assert.equal((await columnOf(visit, "DOB")).role, "Not read");
      }),
    );

    describe("and dates in doubt", () => {
      it(
        "are asked about, and nothing is counted before",
        on(open, async (visit, folder) => {
          await visit.choose(await writeDatesInDoubt(folder));
          await visit.reaches("ready");
          await visit.says("Is 03/04/2020 in this file 3 April or 4 March?");
          await visit.says("Nothing in doubt.csv is counted until you say which is right.");
          assert.equal(await visit.page.$("figure"), null);
          await visit.says("From 1 file with 60 rows: 0 used, 60 set aside.");
          await visit.press("4 March");
          await visit.press("Read the dates so");
          await visit.settles();
          await visit.says("From 1 file with 60 rows: 60 used");
          assert.equal(await visit.focused(), "results-heading");
          await visit.change("Years", "Calendar years, by start");
          assert.equal((await visit.table()).at(-1)?.at(-1), "60");
        }),
      );
    });

    describe("and sheets", () => {
      it(
        "are told, and another is read when it is chosen",
        on(open, async (visit, folder) => {
          await visit.choose(await writeSheets(folder));
          await visit.settles();
          assert.equal((await visit.table())[0].at(1), "North East");
          await visit.says("in row 2");
          for (const [sheet, region] of [
            ["Capital", "London"],
            ["North", "North East"],
          ]) {
            await visit.select("Sheet of sheets.xlsx", sheet);
            await visit.page.waitForFunction(
              (wanted) => document.querySelector("figure thead")?.textContent.includes(wanted),
              { polling: 20 },
              region,
            );
            await visit.settles();
          }
        }),
      );
    });
  },
  { origins: ["file"] },
);
