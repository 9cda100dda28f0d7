// The page as a person meets it, from the first look to the downloads.

import { describe, it } from "node:test";
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { inBrowsers, on } from "./browser.js";
import { writeMissingModule, writeOtherFile, writePolice } from "./extracts.js";

/** @typedef {import("./browser.js").Visit} Visit */

/** @param {Visit} visit */
async function showSample(visit) {
  await visit.press("Try it with sample data");
  await visit.settles();
}

/**
 * The cells of a CSV as the table shows them, by year and category.
 *
 * @param {string} csv
 */
function cellsOf(csv) {
  const [, ...rows] = csv.trim().split(/\r?\n/);
  return Object.fromEntries(
    rows.map((row) => {
      const fields = row.split(",");
      const [value, status] = fields.slice(-2);
      return [fields.slice(0, -2).join(" / "), status === "suppressed" ? "csuppressed" : value];
    }),
  );
}

/** @param {string[][]} table */
function cellsShown([head, ...rows]) {
  return Object.fromEntries(
    rows.flatMap(([year, ...cells]) =>
      cells.map((cell, at) => [
        head.length === 2 ? year : `${year} / ${head[at + 1]}`,
        cell.replaceAll(",", ""),
      ]),
    ),
  );
}

inBrowsers(({ open, origin, browser }) => {
  describe("at first", () => {
    it(
      "says what it is and asks for files",
      on(open, async (visit) => {
        assert.equal(await visit.state(), "empty");
        await visit.says("Your files stay on this computer");
        assert.equal(await visit.text("label[for=files]"), "Choose your files");
        assert.equal(await visit.page.$$eval("input[type=file][multiple]", (inputs) => inputs.length), 1);
      }),
    );

    it("has its engine ready soon", async () => {
      const began = performance.now();
      const visit = await open();
      const opened = performance.now();
      await showSample(visit);
      const drawn = performance.now();
      console.log(
        `${browser}, ${origin}: opened in ${Math.round(opened - began)} ms, sample chart ${Math.round(drawn - opened)} ms later`,
      );
      await visit.close();
    });

    it(
      "refuses every way out",
      on(open, async (visit) => {
        let nHits = 0;
        const probe = createServer((_, response) => {
          nHits += 1;
          response.end();
        });
        await new Promise((resolve) => probe.listen(0, "127.0.0.1", () => resolve(undefined)));
        const url = `http://127.0.0.1:${probe.address().port}/`;
        const answer = await visit.page.evaluate(async (target) => {
          const $image = new Image();
          $image.src = `${target}image`;
          const $link = document.createElement("link");
          $link.rel = "prefetch";
          $link.href = `${target}prefetch`;
          document.head.append($link);
          const $frame = document.createElement("iframe");
          $frame.src = `${target}frame`;
          document.body.append($frame);
          navigator.sendBeacon(`${target}beacon`, "x");
          return fetch(`${target}fetch`).then(
            () => "let through",
            () => "refused",
          );
        }, url);
        await new Promise((resolve) => setTimeout(resolve, 500));
        probe.close();
        assert.equal(answer, "refused");
        assert.equal(nHits, 0);
        visit.complaints.length = 0;
      }),
    );
  });

  describe("the sample", () => {
    it(
      "gives a chart and a table that say that they are synthetic, and asks for nothing",
      on(open, async (visit) => {
        await showSample(visit);
        assert.match(await visit.text(".wa-synthetic"), /Synthetic data: no real children/);
        assert.match(await visit.text("figure caption"), /Synthetic data: no real children/);
        assert.match(await visit.text("figure svg"), /SYNTHETIC DATA/);
        assert.ok((await visit.text("figure svg title")).length > 0);
        assert.ok((await visit.text("figure svg desc")).length > 0);
        assert.equal((await visit.table()).length, 12, "ten years between a head and a total");
        assert.deepEqual(visit.requests, []);
      }),
    );

    it(
      "can be seen by whatever its sources record, each with the files that go with it",
      on(open, async (visit) => {
        await showSample(visit);
        for (const [source, series] of [
          ["Local authorities", ["Missing or away", "All together", "Region"]],
          ["Police", ["Risk category", "All together", "Region"]],
        ]) {
          if (source === "Police") {
            await visit.pick(source);
          }
          for (const name of series) {
            await visit.change("One line for each", name);
            const { bytes, name: file } = await visit.download("CSV");
            assert.match(file, /^synthetic-.*\.csv$/);
            assert.deepEqual(cellsShown(await visit.table()), cellsOf(bytes.toString()), name);
          }
        }
        const svg = (await visit.download("SVG")).bytes.toString();
        const shown = await visit.page.$eval("figure svg", (picture) => picture.querySelector("desc").textContent);
        assert.ok(svg.startsWith("<svg"));
        assert.ok(svg.includes(shown.slice(0, 40)), "the saved chart is the one that is shown");
        const notes = (await visit.download("Notes (text)")).bytes.toString();
        assert.match(notes, /SYNTHETIC DATA/);
      }),
    );

    it(
      "says why something cannot be chosen",
      on(open, async (visit) => {
        await showSample(visit);
        const isDisabled = (name) =>
          visit.page.$eval(`#series option[value=${name}]`, (option) => option.disabled);
        assert.equal(await isDisabled("risk"), true);
        await visit.says("Risk category is not available: these local authority files do not record it.");
        await visit.pick("Police");
        assert.equal(await isDisabled("risk"), false);
        assert.equal(await isDisabled("missing_status"), true);
        await visit.says("Missing or away is not available: these police files do not tell one from the other.");
      }),
    );

    it(
      "is gone when files of one's own are chosen",
      on(open, async (visit, folder) => {
        await showSample(visit);
        await visit.choose(await writePolice(folder));
        await visit.says("police.csv");
        await visit.settles();
        assert.equal(await visit.page.$(".wa-synthetic"), null);
        assert.equal((await visit.page.$$(".wa-file")).length, 1);
      }),
    );
  });

  it(
    "never holds the sample together with files that are dropped while it is made",
    on(open, async (visit) => {
      await visit.page.evaluate(() => {
        [...document.querySelectorAll("button")].find((button) => button.textContent.includes("sample"))?.click();
        const rows = Array.from({ length: 30 }, (_, at) => `${at},01/01/2004,M,0${1 + (at % 9)}/05/2017,`);
        const text = ["CHILD,DOB,MISSING,MIS_START,MIS_END", ...rows].join("\n");
        const event = new Event("drop", { bubbles: true, cancelable: true });
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], "dropped.csv"));
        Object.defineProperty(event, "dataTransfer", { value: transfer });
        document.body.dispatchEvent(event);
      });
      await visit.settles();
      await visit.says("From 1 file with 30 rows");
      assert.equal(await visit.page.$(".wa-synthetic"), null);
    }),
  );

  describe("files of one's own", () => {
    it(
      "are counted to the last row",
      on(open, async (visit, folder) => {
        await visit.choose(await writePolice(folder, { nBadDates: 12 }));
        await visit.settles();
        await visit.says("From 1 file with 2,000 rows: 1,988 used, 12 set aside.");
        const table = await visit.table();
        assert.equal(table.at(-1)?.at(-1), "1,988");
        await visit.change("One line for each", "Risk category");
        assert.deepEqual((await visit.table())[0], [
          "Year",
          "High",
          "Medium",
          "Low",
          "No apparent risk",
          "Not recorded",
          "Total",
        ]);
        await visit.change("Years", "Calendar years, by start");
        assert.equal((await visit.table()).at(-1)?.at(-1), "1,988");
        assert.deepEqual(visit.requests, []);
      }),
    );

    it(
      "can be two at once, of two sources that are never added together",
      on(open, async (visit, folder) => {
        await visit.choose(await writePolice(folder), await writeMissingModule(folder));
        await visit.settles();
        await visit.says("From 2 files with 2,060 rows");
        assert.equal((await visit.table()).at(-1)?.at(-1), "60");
        await visit.pick("Police");
        assert.equal((await visit.table()).at(-1)?.at(-1), "2,000");
      }),
    );

    it(
      "can be added, removed, and cleared",
      on(open, async (visit, folder) => {
        await visit.choose(await writePolice(folder));
        await visit.settles();
        await visit.choose(await writeMissingModule(folder));
        await visit.says("From 2 files");
        await visit.settles();
        await visit.press("Remove missing.csv");
        await visit.says("From 1 file");
        await visit.settles();
        assert.equal(await visit.page.evaluate(() => document.activeElement?.id), "files-heading");
        await visit.press("Start again");
        await visit.reaches("empty");
        assert.equal(await visit.page.evaluate(() => document.activeElement?.id), "files");
      }),
    );

    it(
      "are asked about when nothing says whose they are",
      on(open, async (visit, folder) => {
        await visit.choose(await writeMissingModule(folder));
        await visit.settles();
        await visit.says("Whose figures are in missing.csv?");
        assert.deepEqual((await visit.table())[0], ["Year", "Region not known", "Total"]);
        await visit.page.type("[name=authority]", "Atlantis");
        await visit.press("Use this");
        await visit.page.waitForSelector("[name=authority][aria-invalid=true]:focus");
        await visit.page.$eval("[name=authority]", (input) => (input.value = ""));
        await visit.page.type("[name=authority]", "Leeds");
        await visit.page.type("[name=year]", "2018");
        await visit.press("Use this");
        await visit.page.waitForFunction(() => document.querySelector("[name=authority]") === null);
        await visit.settles();
        await visit.says("Leeds, year ending 31 March 2018");
        assert.ok((await visit.table())[0].includes("Yorkshire and The Humber"));
      }),
    );

    it(
      "can be dropped anywhere on the page, other things cannot",
      on(open, async (visit) => {
        await visit.page.evaluate(() => {
          const drop = (transfer) => {
            const event = new Event("drop", { bubbles: true, cancelable: true });
            Object.defineProperty(event, "dataTransfer", { value: transfer });
            document.querySelector("footer")?.dispatchEvent(event);
            return event.defaultPrevented;
          };
          window.drop = drop;
          drop({ items: [{ kind: "string" }] });
        });
        await visit.says("What was dropped is not a file.");
        await visit.reaches("failed");
        const isPrevented = await visit.page.evaluate(() => {
          const rows = Array.from({ length: 30 }, (_, at) => `${at},01/01/2004,M,0${1 + (at % 9)}/05/2017,`);
          const text = ["CHILD,DOB,MISSING,MIS_START,MIS_END", ...rows].join("\n");
          const transfer = new DataTransfer();
          transfer.items.add(new File([text], "dropped.csv"));
          return window.drop(transfer);
        });
        assert.ok(isPrevented, "the browser would leave the page to show the file");
        await visit.settles();
        await visit.says("From 1 file with 30 rows");
      }),
    );

    it(
      "can be dropped as folders, of which what is of use is read and the rest is told",
      on(open, async (visit) => {
        await visit.page.evaluate(() => {
          const file = (fullPath) => {
            const name = fullPath.split("/").at(-1);
            const rows = Array.from({ length: 30 }, (_, at) => `${name}${at},01/01/2004,M,0${1 + (at % 9)}/05/2017,`);
            const text = ["CHILD,DOB,MISSING,MIS_START,MIS_END", ...rows].join("\n");
            return { name, fullPath, isDirectory: false, file: (found) => found(new File([text], name)) };
          };
          const folder = (name, ...parts) => ({
            name,
            isDirectory: true,
            // One at a time, as a browser may.
            createReader: () => ({ readEntries: (found) => found(parts.splice(0, 1)) }),
          });
          window.drop = (...entries) => {
            const event = new Event("drop", { bubbles: true, cancelable: true });
            const items = entries.map((entry) => ({ kind: "file", webkitGetAsEntry: () => entry, getAsFile: () => null }));
            Object.defineProperty(event, "dataTransfer", { value: { items } });
            document.body.dispatchEvent(event);
          };
          const many = Array.from({ length: 501 }, (_, at) => file(`/disk/${at}.csv`));
          window.folders = {
            empty: folder("empty", file("/empty/letter.docx")),
            disk: folder("disk", ...many),
            closed: { name: "closed", isDirectory: true, createReader: () => ({ readEntries: (_, fail) => fail(new Error()) }) },
            extracts: folder(
              "extracts",
              file("/extracts/b.csv"),
              folder("older", file("/extracts/older/a.csv"), file("/extracts/older/~$a.xlsx")),
              file("/extracts/letter.docx"),
              file("/extracts/.hidden.csv"),
            ),
          };
          window.drop(window.folders.empty);
        });
        await visit.says("There is nothing in the folder empty that can be read here.");
        await visit.page.evaluate(() => window.drop(window.folders.disk));
        await visit.says("There are more files in the folder disk than can be read at once.");
        await visit.page.evaluate(() => window.drop(window.folders.closed));
        await visit.says("The browser does not let this page read the folder closed.");
        await visit.page.evaluate(() => window.drop(window.folders.extracts));
        await visit.says("2 files of the folder extracts can be read here. Left alone, being of other kinds: letter.docx.");
        await visit.settles();
        await visit.says("From 2 files with 60 rows");
      }),
    );

    if (browser === "Chromium") {
      // No other browser lets a test drag anything in from outside.
      it(
        "can be dragged in as a folder of the disk",
        on(open, async (visit, folder) => {
          await mkdir(join(folder, "years"));
          await writePolice(join(folder, "years"));
          await writeFile(join(folder, "letter.docx"), "");
          const session = await visit.page.createCDPSession();
          const data = { items: [], files: [folder], dragOperationsMask: 1 };
          for (const type of ["dragEnter", "dragOver", "drop"]) {
            await session.send("Input.dispatchDragEvent", { type, x: 300, y: 200, data });
          }
          await visit.settles();
          await visit.says("From 1 file with");
          await visit.says("Left alone, being of other kinds: letter.docx.");
        }),
      );
    }
  });

  describe("what goes wrong", () => {
    it(
      "is told first, with the focus, when a file cannot be used; the page stays alive",
      on(open, async (visit, folder) => {
        await visit.choose(await writeOtherFile(folder));
        await visit.reaches("failed");
        await visit.says("There is a problem");
        await visit.says("spending.csv");
        assert.match(await visit.focused(), /^columns-/, "where it can be mended");
        const empty = join(folder, "empty.csv");
        await writeFile(empty, "");
        await visit.choose(empty);
        await visit.says("The file is empty.");
        await visit.page.waitForFunction(() => document.activeElement?.className === "wa-errors");
        await visit.choose(await writePolice(folder, { nBadDates: 12 }));
        await visit.settles();
        assert.equal(await visit.page.$(".wa-errors"), null, "told once");
        const findings = await visit.page.$$eval(".wa-finding", (all) => all.map((finding) => finding.textContent));
        assert.ok(findings.some((words) => /Error.*spending\.csv/s.test(words)));
        assert.ok(findings.some((words) => /Error.*empty\.csv/s.test(words)));
      }),
    );

    it(
      "in rows is a table of findings, the gravest first, and a CSV file",
      on(open, async (visit, folder) => {
        await visit.choose(await writePolice(folder, { nRows: 4000, nBadDates: 1200 }), await writeMissingModule(folder));
        await visit.settles();
        const rows = await visit.page.$$eval(".wa-finding", (all) =>
          all.map((row) => [...row.cells].map((cell) => cell.innerText.replace(/\s+/g, " ").trim())),
        );
        const found = rows.find(([, file]) => file === "police.csv");
        assert.match(found[0], /^Warning .*\. .*\.$/);
        assert.deepEqual(found.slice(1, 4), ["police.csv", "date_missing", "1,200"]);
        assert.match(found[4], /^rows 2, 3, 4, 5 and 6$/);
        assert.equal(found.at(-1), "set aside, counted nowhere");
        const severities = rows.map(([what]) => ["Error", "Warning", "Note"].indexOf(what.split(" ")[0]));
        assert.deepEqual(severities, [...severities].sort((one, other) => one - other));
        const { name, bytes } = await visit.download("Findings as CSV");
        assert.equal(name, "whereabouts-findings.csv");
        const lines = bytes.toString().trim().split("\n");
        assert.equal(lines.length, rows.length + 1);
        assert.equal(lines[0], "severity,code,rule,file,column,rows,example_rows,sets_aside,message,hint");
        assert.ok(
          lines.some((line) => line.startsWith("warning,ingest-start-unreadable,,police.csv,date_missing,1200,2 3 4 5 6,true,")),
          lines.join("\n"),
        );
      }),
    );

    it(
      "does not keep the other files from being read",
      on(open, async (visit, folder) => {
        await visit.choose(await writeOtherFile(folder), await writePolice(folder));
        await visit.settles();
        await visit.says("There is a problem");
        await visit.says("From 2 files with 2,000 rows: 2,000 used");
      }),
    );

    it(
      "is a fault of ours when the engine stops: the page says so and starts another",
      on(open, async (visit, folder) => {
        await visit.page.evaluateOnNewDocument(() => {
          const workers = (window.workers = []);
          window.Worker = class extends Worker {
            constructor(url, options) {
              super(url, options);
              if (options.name === "engine") {
                workers.push(this);
              }
            }
          };
        });
        await visit.page.reload();
        await showSample(visit);
        await visit.page.evaluate(() => {
          window.workers.at(-1).onerror(new ErrorEvent("error", { message: "unreachable", cancelable: true }));
        });
        await visit.reaches("failed");
        await visit.says("The engine stopped because of a fault of ours. Choose the files again.");
        await visit.choose(await writePolice(folder));
        await visit.settles();
        await visit.says("From 1 file with 2,000 rows");
      }),
    );
  });
});
