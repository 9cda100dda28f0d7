// Taking a view away: each product is opened and held against what the screen shows, and against the command line's.

import { it } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inBrowsers, on, PAGE_FILE } from "./browser.js";
import { program } from "./command-line.js";
import { writePolice } from "./extracts.js";
import { partsOf } from "./workbook.js";

/** @typedef {import("./browser.js").Visit} Visit */

/** The table on the screen, row by row. @param {Visit} visit @returns {Promise<string[][]>} */
function tableOf(visit) {
  return visit.page.$$eval(".wa-figure .wa-table__table tr", (rows) =>
    rows.map((row) =>
      [...row.children].map((cell) => {
        const $copy = /** @type {HTMLElement} */ (cell.cloneNode(true));
        // What only screen readers say.
        $copy.querySelectorAll(".wa-hidden").forEach((hidden) => hidden.remove());
        return ($copy.textContent ?? "").trim().replaceAll(",", "");
      }),
    ),
  );
}

/** The fields of a line of CSV, as far as these files need it. @param {string} line */
function fieldsOf(line) {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "");
}

/** Shows episodes of an extract of the police by risk category. @param {Visit} visit @param {string} folder */
async function show(visit, folder) {
  await writePolice(folder, { nRows: 3000 });
  await visit.choose(join(folder, "police.csv"));
  await visit.settles();
  await visit.change("One line for each", "Risk category");
}

/**
 * What a page says of itself that was taken away, opened from disk.
 *
 * @template T
 * @param {Visit} visit
 * @param {string} path
 * @param {Buffer} bytes
 * @param {() => T} look
 * @returns {Promise<T>}
 */
async function opened(visit, path, bytes, look) {
  await writeFile(path, bytes);
  const page = await visit.page.browser().newPage();
  try {
    await page.goto(pathToFileURL(path).href);
    return await page.evaluate(look);
  } finally {
    await page.close();
  }
}

/** Has the page keep what it puts on the clipboard, which a browser without a window may not have. @param {Visit} visit */
async function keepCopies(visit) {
  await visit.page.evaluate(() => {
    /** @type {Record<string, Blob>} */
    const copied = {};
    Reflect.set(globalThis, "copied", copied);
    const write = async (/** @type {ClipboardItem[]} */ items) => {
      for (const item of items) {
        for (const type of item.types) {
          copied[type] = await item.getType(type);
        }
      }
    };
    Object.defineProperty(navigator, "clipboard", { value: { write }, configurable: true });
  });
}

/** @param {Visit} visit @param {string} type @returns {Promise<string>} */
function copied(visit, type) {
  return visit.page.evaluate((wanted) => Reflect.get(globalThis, "copied")[wanted].text(), type);
}

inBrowsers(
  ({ open }) => {
    it(
      "gives the table as it is shown, for spreadsheets",
      on(open, async (visit, folder) => {
        await show(visit, folder);
        const { name, bytes } = await visit.download("Table as shown (CSV)");
        assert.match(name, /-table\.csv$/);
        const lines = bytes.toString("utf8").replace(/^\uFEFF/, "").split(/\r?\n/);
        const table = await tableOf(visit);
        const first = lines.findIndex((line) => line.startsWith("Year,"));
        assert.deepEqual(lines.slice(first, first + table.length).map(fieldsOf), table);
        assert.match(bytes.toString("utf8"), /What is counted: /);
      }),
    );

    it(
      "gives a workbook with the same numbers, and all that belongs to them on its other sheets",
      on(open, async (visit, folder) => {
        await show(visit, folder);
        const { bytes } = await visit.download("Workbook (XLSX)");
        const entries = partsOf(bytes);
        const workbook = entries["xl/workbook.xml"] ?? "";
        const sheets = [...workbook.matchAll(/<sheet name="([^"]+)"/g)].map(([, sheet]) => sheet);
        assert.deepEqual(sheets, ["Table", "Data", "Notes", "Findings", "Recipe"]);
        const shown = entries["xl/worksheets/sheet1.xml"] ?? "";
        const numbers = [...shown.matchAll(/<v>([^<]*)<\/v>/g)].map(([, number]) => Number(number));
        const table = await tableOf(visit);
        const figures = table.slice(1).flatMap((row) => row.slice(1)).filter((cell) => /^\d+$/.test(cell));
        const years = table.slice(1).map((row) => row[0] ?? "").filter((year) => /^\d+$/.test(year));
        // Years are numbers or texts; figures are numbers.
        const found = numbers.filter((number) => !years.includes(String(number)));
        assert.deepEqual(found, figures.map(Number).filter((number) => !years.includes(String(number))));
        assert.match(shown, /state="frozen"/);
      }),
    );

    it(
      "gives a report that stands by itself and loads nothing",
      on(open, async (visit, folder) => {
        await show(visit, folder);
        const { name, bytes } = await visit.download("Report (HTML)");
        assert.match(name, /-report\.html$/);
        const table = await tableOf(visit);
        const report = await opened(visit, join(folder, "report.html"), bytes, () => ({
          rows: [...(document.querySelector("table")?.rows ?? [])].map((row) =>
            [...row.cells].map((cell) => (cell.textContent ?? "").trim().replaceAll(",", "")),
          ),
          loads: document.querySelectorAll("script, link, img, iframe").length,
          pictures: document.querySelectorAll("svg[role=img] > title").length,
          policy: document.querySelector("meta[http-equiv=Content-Security-Policy]")?.getAttribute("content"),
          text: document.body.textContent ?? "",
        }));
        assert.deepEqual(report.rows.slice(0, table.length), table);
        assert.equal(report.loads, 0);
        assert.equal(report.pictures, 1);
        assert.match(report.policy ?? "", /^default-src 'none'/);
        assert.match(report.text, /police\.csv/);
        assert.match(report.text, /[0-9a-f]{64}/);
      }),
    );

    it(
      "gives the chart as pixels that are fit to be printed",
      on(open, async (visit, folder) => {
        await show(visit, folder);
        const { name, bytes } = await visit.download("Chart (PNG)");
        assert.match(name, /\.png$/);
        const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
        assert.equal(width, 2880);
        const at = bytes.indexOf("pHYs");
        assert.equal(bytes.readUInt32BE(at + 4), 11339);
        // Not an empty picture: it has the colours of lines and of the ground.
        const colours = await visit.page.evaluate(
          async ({ base64, size }) => {
            const pixels = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
            const image = await createImageBitmap(new Blob([pixels], { type: "image/png" }));
            const $canvas = new OffscreenCanvas(size[0] ?? 0, size[1] ?? 0);
            const context = $canvas.getContext("2d");
            context?.drawImage(image, 0, 0);
            const data = context?.getImageData(0, 0, size[0] ?? 0, size[1] ?? 0).data ?? [];
            const found = new Set();
            for (let pixel = 0; pixel < data.length; pixel += 4) {
              found.add(`${data[pixel]},${data[pixel + 1]},${data[pixel + 2]}`);
            }
            return ["255,255,255", "0,90,181", "179,65,14"].filter((colour) => found.has(colour));
          },
          { base64: bytes.toString("base64"), size: [width, height] },
        );
        assert.deepEqual(colours, ["255,255,255", "0,90,181", "179,65,14"]);
      }),
    );

    it(
      "puts table and chart on the clipboard, and notes that they leave",
      on(open, async (visit, folder) => {
        await show(visit, folder);
        await keepCopies(visit);
        await visit.press("Copy table");
        await visit.says("Table copied.");
        const table = await tableOf(visit);
        const html = await copied(visit, "text/html");
        const rows = await opened(visit, join(folder, "table.html"), Buffer.from(html), () =>
          [...document.querySelectorAll("tr")].map((row) =>
            [...row.cells].map((cell) => (cell.textContent ?? "").trim().replaceAll(",", "")),
          ),
        );
        assert.deepEqual(rows, table);
        const text = await copied(visit, "text/plain");
        assert.ok(text.includes(table.map((row) => row.join("\t"))[1] ?? "-"), text);
        await visit.press("Copy chart");
        await visit.says("Chart copied.");
        assert.match(await copied(visit, "image/png"), /^.PNG/);
        await visit.says("All that is shown from now on is protected together with these.");
      }),
    );

    it(
      "says so when the browser has no clipboard for it",
      on(open, async (visit, folder) => {
        await show(visit, folder);
        await visit.page.evaluate(() => {
          const write = () => Promise.reject(new DOMException("no", "NotAllowedError"));
          Object.defineProperty(navigator, "clipboard", { value: { write }, configurable: true });
        });
        await visit.press("Copy chart");
        await visit.says("The browser did not let the page do this.");
      }),
    );

    it(
      "replays a recipe, on the page and at the command line, to the byte",
      on(open, async (visit, folder) => {
        await show(visit, folder);
        await visit.change("Shown as", "Share of the total");
        const recipe = await visit.download("Recipe (JSON)");
        const names = ["Table (CSV)", "Table as shown (CSV)", "Workbook (XLSX)", "Chart (SVG)", "Notes (text)", "Report (HTML)"];
        /** @type {Record<string, Buffer>} */
        const taken = {};
        for (const label of names) {
          const { name, bytes } = await visit.download(label);
          taken[name] = bytes;
        }
        const file = join(folder, recipe.name);
        await writeFile(file, recipe.bytes);
        const date = await visit.page.evaluate(() => {
          const now = new Date();
          return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
        });
        const args = ["run", file, join(folder, "police.csv"), "--output-dir", join(folder, "out"), "--date", date];
        execFileSync(program(), args, { stdio: "ignore" });
        for (const [name, bytes] of Object.entries(taken)) {
          assert.ok(bytes.equals(await readFile(join(folder, "out", name))), name);
        }
        // The page takes it up too, with the file, after all was let go of.
        await visit.press("Start again");
        await visit.press("Forget it and start again");
        await visit.reaches("empty");
        await visit.choose(file, join(folder, "police.csv"));
        await visit.settles();
        await visit.says(`The recipe ${recipe.name} is applied.`);
        const again = await visit.download("Table (CSV)");
        assert.ok(again.bytes.equals(taken[again.name] ?? Buffer.of()), again.name);
      }),
    );

    it(
      "saves itself to the byte",
      on(open, async (visit) => {
        await visit.press("Try it with sample data");
        await visit.settles();
        const { name, bytes } = await visit.download("Save this page for offline use");
        assert.equal(name, "whereabouts.html");
        assert.ok(bytes.equals(await readFile(PAGE_FILE)), "the saved page is the page");
      }),
    );
  },
  { origins: ["http", "file"] },
);
