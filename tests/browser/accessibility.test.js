// The page for people who use a keyboard, a screen reader, large type or a small window.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inBrowsers } from "./browser.js";
import { sample, states, writeInputs } from "./states.js";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @typedef {import("./browser.js").Visit} Visit */

/** What axe finds to mend. @param {Visit} visit */
async function violations(visit) {
  await visit.page.evaluate(axe);
  return visit.page.evaluate(async () => {
    const results = await window.axe.run(document, { resultTypes: ["violations"] });
    return results.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join("  ")}`);
  });
}

describe("accessibility", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "whereabouts-extracts-"));
    await writeInputs(folder);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  inBrowsers(
    ({ open, browser }) => {
      for (const name of Object.keys(states(folder))) {
        it(`of the state ${name}: axe finds nothing in a window of 320 pixels, which needs no sideways scrolling`, async () => {
          const visit = await open({ width: 320, height: 640 });
          await states(folder)[name]?.(visit);
          const width = await visit.page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(width <= 320, `${width} pixels`);
          assert.deepEqual(await violations(visit), []);
          await visit.close();
        });

        // Only Chromium can be told to be dark.
        if (browser === "Chromium") {
          it(`of the state ${name}: axe finds nothing in a wide window, light or dark`, async () => {
            const visit = await open();
            await states(folder)[name]?.(visit);
            assert.deepEqual(await violations(visit), [], "light");
            await visit.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
            assert.deepEqual(await violations(visit), [], "dark");
            await visit.close();
          });
        }
      }

      it("is done with the keyboard alone, from the sample to a download", async () => {
        const visit = await open();
        const { keyboard } = visit.page;
        const focused = () =>
          visit.page.evaluate(() => {
            const { activeElement } = document;
            return activeElement?.id || activeElement?.textContent?.trim() || "";
          });
        const tabTo = async (/** @type {string} */ wanted) => {
          for (let at = 0; at < 60; at += 1) {
            await keyboard.press("Tab");
            if ((await focused()) === wanted) {
              return;
            }
          }
          assert.fail(`the Tab key does not reach ${wanted}`);
        };
        await keyboard.press("Tab");
        assert.equal(await focused(), "Skip to main content");
        await tabTo("files");
        await tabTo("Try it with sample data");
        await keyboard.press("Enter");
        await visit.settles();
        await visit.page.waitForFunction(() => document.activeElement?.id === "results-heading");
        await tabTo("source-local_authority");
        await keyboard.press("ArrowDown");
        await visit.says("Police records");
        await visit.settles();
        assert.equal(await focused(), "source-police", "the focus stays on the choice");
        await tabTo("series");
        await keyboard.press("ArrowDown");
        await visit.says("Missing episodes by year and risk category");
        await visit.settles();
        await tabTo("Chart (SVG)");
        await tabTo("Table (CSV)");
        await visit.close();
      });

      it("draws a narrow chart for a narrow window", async () => {
        const visit = await open({ width: 360, height: 740 });
        await sample(visit);
        const width = () => visit.page.$eval("figure svg", (picture) => picture.viewBox.baseVal.width);
        const narrow = await width();
        await visit.page.setViewport({ width: 1280, height: 900 });
        await visit.page.waitForFunction(
          (before) => (document.querySelector("figure svg")?.viewBox.baseVal.width ?? 0) > before,
          { polling: 50 },
          narrow,
        );
        await visit.close();
      });
    },
    { origins: ["file"] },
  );
});
