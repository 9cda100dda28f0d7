// The picture under the pointer and under the keyboard.

import { describe, it } from "node:test";
import assert from "node:assert/strict";
import { inBrowsers, on } from "./browser.js";

/** @typedef {import("./browser.js").Visit} Visit */

/** @param {Visit} visit */
async function showSample(visit) {
  await visit.press("Try it with sample data");
  await visit.settles();
}

/** Where the mark of some figures is on the screen, in its middle. @param {Visit} visit @param {string} selector */
const middleOf = (visit, selector) =>
  visit.page.$eval(selector, (mark) => {
    mark.scrollIntoView({ block: "center" });
    const box = mark.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  });

/** @param {Visit} visit */
const told = (visit) => visit.page.$eval(".wa-tooltip", (tooltip) => tooltip.innerText.replace(/\s+/g, " "));

/** @param {Visit} visit */
const isInWindow = (visit) =>
  visit.page.$eval(".wa-tooltip", (tooltip) => {
    const { left, right, top, bottom } = tooltip.getBoundingClientRect();
    return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
  });

inBrowsers(
  ({ open, browser }) => {
    describe("a chart", () => {
      it(
        "tells of the figure under the pointer, as the table has it, and inside the window",
        on(open, async (visit) => {
          await showSample(visit);
          const marks = await visit.page.$$eval("figure g.mark", (all) => all.map((mark) => mark.dataset.cells));
          assert.ok(marks.length > 80, `${marks.length} marks`);
          const table = await visit.table();
          const columns = table[0].length - 1;
          for (const cells of ["20", "91", "17"]) {
            const { x, y } = await middleOf(visit, `figure g.mark[data-cells="${cells}"]`);
            await visit.page.mouse.move(x, y + 1);
            await visit.page.waitForSelector(".wa-tooltip");
            const [year, ...figures] = table[1 + Math.floor(Number(cells) / columns)];
            const region = table[0][1 + (Number(cells) % columns)];
            const figure = figures[Number(cells) % columns];
            const words = figure.startsWith("c") ? "suppressed: about 1 to 5 children, or would give such a figure away" : `${figure} episodes`;
            await visit.page.waitForFunction(
              (wanted) => document.querySelector(".wa-tooltip")?.innerText.replace(/\s+/g, " ").startsWith(wanted),
              {},
              `${year}, ${region} ${words}`,
            );
            assert.ok(await isInWindow(visit));
          }
          assert.match(await told(visit), /An episode is a period/);
          // Those that are suppressed have one mark in a year.
          const { x, y } = await middleOf(visit, `figure g.mark[data-cells="${marks.find((cells) => cells.includes(" "))}"]`);
          await visit.page.mouse.move(x, y);
          await visit.page.waitForFunction(() =>
            document.querySelector(".wa-tooltip")?.innerText.includes("suppressed: about 1 to 5 children, or would give such a figure away"),
          );
          await visit.page.keyboard.press("Escape");
          await visit.page.waitForFunction(() => !document.querySelector(".wa-tooltip"));
          await visit.page.mouse.move(5, 5);
        }),
      );

      it(
        "is one stop of the Tab key, in which arrow keys go from figure to figure",
        on(open, async (visit) => {
          await showSample(visit);
          await visit.page.focus(".wa-chart__cursor[tabindex='0']");
          const { keyboard } = visit.page;
          const name = () => visit.page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
          const table = await visit.table();
          const said = (year, region) => {
            const figure = table.find(([of]) => of === year)[table[0].indexOf(region)];
            return figure.startsWith("c")
              ? `${year}, ${region}: suppressed: about 1 to 5 children, or would give such a figure away`
              : `${year}, ${region}: ${figure} episodes`;
          };
          await keyboard.press("Home");
          // The first two years of the first region are suppressed.
          await keyboard.press("ArrowRight");
          await keyboard.press("ArrowRight");
          const first = await name();
          const [, year, region] = /^(\d{4}), ([^:]+):/.exec(first);
          assert.equal(first, said(year, region));
          await keyboard.press("ArrowRight");
          assert.equal(await name(), said(String(Number(year) + 1), region));
          await keyboard.press("ArrowDown");
          const below = await name();
          assert.match(below, new RegExp(`^${Number(year) + 1}, `));
          assert.notEqual(/, ([^:]+):/.exec(below)[1], region);
          assert.match(await told(visit), new RegExp(`^${Number(year) + 1}, `));
          assert.ok(await visit.page.$("g.series.wa-chart--back"), "the others stand back");
          await keyboard.press("Tab");
          assert.equal(await visit.page.evaluate(() => document.activeElement?.textContent?.trim()), "Copy chart");
          assert.equal(await visit.page.$(".wa-tooltip"), null);
          await visit.page.focus(".wa-chart__cursor[tabindex='0']");
          await keyboard.press("Escape");
          assert.ok(await visit.page.evaluate(() => document.activeElement?.classList.contains("wa-table")));
        }),
      );

      it(
        "is narrowed down by the name of a category, with two ways back",
        on(open, async (visit) => {
          await showSample(visit);
          const { x, y } = await middleOf(visit, 'figure g.label[data-category="1:6"]');
          await visit.page.mouse.move(x, y);
          await visit.page.waitForSelector("g.series.wa-chart--back");
          await visit.follows(() => visit.page.mouse.click(x, y));
          assert.match(await visit.text(".wa-table__title"), /region: London$/);
          await visit.follows(() => visit.press("Only region: London Show all"));
          assert.doesNotMatch(await visit.text(".wa-table__title"), /London/);
          await visit.follows(() => visit.press("Undo"));
          assert.match(await visit.text(".wa-table__title"), /region: London$/);
        }),
      );

      it(
        "has what is picked out stand out, without a figure less, in the link and in the recipe",
        on(open, async (visit) => {
          await showSample(visit);
          const colours = () =>
            visit.page.$$eval("figure g.label text", (texts) => new Set(texts.map((text) => text.getAttribute("fill"))).size);
          assert.equal(await colours(), 9);
          const table = await visit.table();
          await visit.page.click(".wa-highlight summary");
          await visit.follows(() => visit.press("London"));
          await visit.follows(() => visit.press("North East"));
          assert.equal(await colours(), 3, "two, and grey");
          await visit.says("Picked out: North East and London.");
          assert.deepEqual(await visit.table(), table);
          assert.match(await visit.page.evaluate(() => location.hash), /&highlight=North%20East,London$/);
          const recipe = JSON.parse(String((await visit.download("Recipe (JSON)")).bytes));
          assert.deepEqual(recipe.recipe.highlighted, ["North East", "London"]);
          await visit.follows(() => visit.press("Undo"));
          assert.equal(await colours(), 2);
          await visit.change("One line for each", "Missing or away");
          assert.equal(await visit.page.evaluate(() => location.hash.includes("highlight")), false);
        }),
      );

      it(
        "stays where it is when a choice is made, and so does everything above it",
        on(open, async (visit) => {
          await showSample(visit);
          await visit.page.evaluate(() => {
            const $chart = document.querySelector(".wa-chart");
            window.tops = new Set();
            const note = () => {
              const $now = document.querySelector(".wa-chart");
              window.tops.add($now ? Math.round($now.getBoundingClientRect().top + scrollY) : "gone");
              window.watch = requestAnimationFrame(note);
            };
            note();
            return $chart !== null;
          });
          await visit.change("What is measured", "Children");
          await visit.change("Shown as", "Share of the total");
          await visit.change("One line for each", "Missing or away");
          await visit.change("What is measured", "Median length in days");
          await visit.says("No longer possible, and so undone");
          const tops = await visit.page.evaluate(() => [...window.tops]);
          assert.equal(tops.length, 1, `tops of the chart: ${tops}`);
        }),
      );

      it("is in sight without scrolling once the sample is there", async () => {
        const visit = await open({ width: 1440, height: 900 });
        await showSample(visit);
        const last = await visit.page.$$eval("figure g.mark", (marks) => Math.max(...marks.map((mark) => mark.getBoundingClientRect().bottom)));
        assert.ok(last <= 900, `the lowest mark ends at ${last}`);
        await visit.close();
      });

      it("is drawn for the room that it has, and begins in sight", async () => {
        for (const [width, least, most] of [
          [1440, 950, 970],
          [1200, 700, 740],
          [768, 700, 740],
          [360, 360, 400],
        ]) {
          const visit = await open({ width, height: 800 });
          await showSample(visit);
          const drawn = await visit.page.$eval("figure svg", (svg) => svg.viewBox.baseVal.width);
          assert.ok(drawn >= least && drawn <= most, `${drawn} in a window of ${width}`);
          const top = await visit.page.$eval("figure svg", (svg) => svg.getBoundingClientRect().top + scrollY);
          assert.ok(top < (width > 1000 ? 400 : 580), `the chart begins at ${top} in a window of ${width}`);
          await visit.close();
        }
      });

      // Only Chromium can be told to be dark, or to print.
      if (browser === "Chromium") {
        it(
        "has names and figures that stand out in the dark, and is drawn for light paper in print",
        on(open, async (visit) => {
          await visit.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
          await showSample(visit);
          for (const view of ["Trend", "Small charts", "Repeat and length", "Police and authorities"]) {
            if (view !== "Trend") {
              await visit.pick(view);
            }
            const faint = await visit.page.evaluate(() => {
              const parse = (colour) => colour.match(/\d+/g).slice(0, 3).map(Number);
              const linear = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
              const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
              const contrast = (one, other) => {
                const [less, more] = [luminance(one), luminance(other)].sort((a, b) => a - b);
                return (more + 0.05) / (less + 0.05);
              };
              const paper = parse(getComputedStyle(document.querySelector("figure svg > rect")).fill);
              // Words on bars lie on another ground, which they are drawn for.
              return [...document.querySelectorAll("figure svg text:not([fill='#FEFEFE'], [fill='#1B1B1B'])")]
                .filter((text) => contrast(parse(getComputedStyle(text).fill), paper) < 4.5)
                .map((text) => `${text.textContent.trim()} ${text.getAttribute("fill")}`);
            });
            assert.deepEqual(faint, [], view);
          }
          const ground = () => visit.page.$eval("figure svg > rect", (rect) => getComputedStyle(rect).fill);
          assert.notEqual(await ground(), "rgb(255, 255, 255)");
          await visit.page.emulateMediaType("print");
          assert.equal(await ground(), "rgb(255, 255, 255)");
        }),
        );
      }

      it("tells of what is tapped in a window of 320 pixels, inside it", async () => {
        const visit = await open({ width: 320, height: 640 });
        await showSample(visit);
        for (const at of [0, 40, 80]) {
          const marks = await visit.page.$$eval("figure g.mark", (all) => all.map((mark) => mark.dataset.cells));
          const { x, y } = await middleOf(visit, `figure g.mark[data-cells="${marks[at]}"]`);
          await visit.page.mouse.click(x, y);
          await visit.page.waitForSelector(".wa-tooltip");
          assert.ok(await isInWindow(visit));
        }
        assert.ok((await visit.page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
        await visit.close();
      });
    });
  },
  { origins: ["file"] },
);
