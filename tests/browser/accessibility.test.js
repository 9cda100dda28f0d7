// The page for people who use a keyboard, a screen reader, large type or a small window.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inBrowsers } from "./browser.js";
import {
  writeAuthorities,
  writeDatesInDoubt,
  writeMissingModule,
  writeOwnHeadings,
  writePolice,
  writePublished,
  writeSeven,
} from "./extracts.js";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @typedef {import("./browser.js").Visit} Visit */

/** @type {Record<string, (visit: Visit, folder: string) => Promise<unknown>>} */
const STATES = {
  empty: (visit) => visit.reaches("empty"),
  "reading a file": async (visit, folder) => {
    await visit.stallReading();
    await visit.choose(join(folder, "police.csv"), join(folder, "missing.csv"));
    await visit.says("123,456 rows");
  },
  "showing the sample": async (visit) => {
    await visit.press("Try it with sample data");
    await visit.settles();
  },
  ...Object.fromEntries(
    ["Small charts", "Mix", "Heat table", "Authorities", "Police and authorities", "Repeat and length", "Table"].map((view) => [
      `showing the view ${view}`,
      async (visit) => {
        await STATES["showing the sample"]?.(visit, "");
        await visit.pick(view);
      },
    ]),
  ),
  "telling of a figure in the chart": async (visit) => {
    await STATES["showing the sample"]?.(visit, "");
    await visit.page.focus(".wa-chart__cursor[tabindex='0']");
    await visit.page.keyboard.press("ArrowRight");
    await visit.page.waitForSelector(".wa-tooltip");
  },
  "offering to put a file back": async (visit, folder) => {
    await visit.choose(join(folder, "police.csv"), join(folder, "missing.csv"));
    await visit.settles();
    await visit.follows(() => visit.press("Remove missing.csv"));
    await visit.says("missing.csv was removed.");
  },
  "showing what a link asked for": async (visit, folder) => {
    await visit.page.goto(`${visit.page.url()}#view=heat&by=risk&region=London,Atlantis&colour=red`);
    await visit.page.reload();
    await visit.choose(join(folder, "police.csv"));
    await visit.settles();
    await visit.says("Left out of the link");
  },
  "showing three dimensions with limits": async (visit) => {
    await STATES["showing the sample"]?.(visit, "");
    await visit.change("Also split by", "Missing or away");
    await visit.pick("Show 95 % limits");
  },
  "leaving some out": async (visit) => {
    await STATES["showing the sample"]?.(visit, "");
    const $more = await visit.page.waitForSelector(".wa-filters__more summary");
    await visit.unfold($more);
    await $more?.click();
    await visit.select("By", "Local authority");
    await visit.pick("Leeds");
    await visit.page.type("#filter-local_authority-narrow", "sh");
  },
  "taking a rule of one's own": async (visit) => {
    await STATES["showing the sample"]?.(visit, "");
    await visit.change("How small figures are protected", "Your own rule");
    await visit.page.click(".wa-audit summary");
  },
  "showing unprotected figures": async (visit) => {
    await STATES["asking whether nothing is to be protected"]?.(visit, "");
    await visit.follows(() => visit.press("Show unprotected figures"));
  },
  "asking whether nothing is to be protected": async (visit) => {
    await STATES["showing the sample"]?.(visit, "");
    await visit.select("How small figures are protected", "Unprotected, for the data holder's own eyes");
    await visit.says("Show unprotected figures");
  },
  "listing what has left the page": async (visit) => {
    await STATES["showing the sample"]?.(visit, "");
    await visit.download("Table (CSV)");
    await visit.change("One line for each", "Age");
    await visit.press("Start a new release");
  },
  "protecting what takes a while": async (visit, folder) => {
    await visit.choose(await writeAuthorities(folder));
    await visit.settles();
    await visit.change("One line for each", "Local authority");
    await visit.change("How small figures are protected", "Research service");
    await visit.select("Also split by", "Risk category");
    await visit.says("Protecting small figures");
  },
  "refusing what would give away more than has left": async (visit, folder) => {
    await visit.choose(await writeSeven(folder));
    await visit.settles();
    await visit.download("Table (CSV)");
    await visit.select("How small figures are protected", "Research service");
    await visit.says("Nothing is shown for these choices.");
  },
  "refusing what was chosen": async (visit, folder) => {
    await visit.choose(join(folder, "police.csv"), join(folder, "published.csv"));
    await visit.settles();
    await visit.select("Shown as", "Per 1,000 looked-after children");
    await visit.page.waitForSelector("#expression[aria-invalid=true]");
  },
  "having undone a choice": async (visit, folder) => {
    await visit.choose(join(folder, "police.csv"));
    await visit.settles();
    await visit.change("Shown as", "Share of the total");
    await visit.change("What is measured", "Median length in days");
    await visit.says("No longer possible, and so undone");
  },
  "asking for an authority": async (visit, folder) => {
    await visit.choose(join(folder, "missing.csv"));
    await visit.settles();
    await visit.page.type("[name=authority]", "Atlantis");
    await visit.press("Use this");
    await visit.page.waitForSelector("[aria-invalid=true]");
  },
  "telling of findings beside a chart": async (visit, folder) => {
    await visit.choose(join(folder, "police.csv"), join(folder, "empty.csv"));
    await visit.settles();
    await visit.says("There is a problem");
  },
  "asking what columns hold": async (visit, folder) => {
    await visit.choose(join(folder, "own.csv"));
    await visit.reaches("failed");
    await visit.page.waitForSelector(".wa-mapping select");
  },
  "showing columns and values that were not understood": async (visit, folder) => {
    await visit.choose(join(folder, "police.csv"));
    await visit.settles();
    await visit.press("Columns of police.csv");
    await visit.select("What outcome is read as", "risk category");
    await visit.press("Apply to police.csv");
    await visit.page.waitForSelector(".wa-values select");
    await visit.settles();
  },
  "asking which way round dates are": async (visit, folder) => {
    await visit.choose(join(folder, "doubt.csv"));
    await visit.reaches("ready");
  },
  "showing published figures": async (visit, folder) => {
    await visit.choose(join(folder, "published.csv"));
    await visit.page.waitForSelector(".wa-published table");
    await visit.says("c = suppressed");
  },
  "letting downloads wait": async (visit, folder) => {
    await visit.holdFingerprints();
    await visit.choose(join(folder, "large.csv"));
    await visit.settles();
  },
  failed: async (visit, folder) => {
    await visit.choose(join(folder, "empty.csv"));
    await visit.reaches("failed");
  },
};

describe("accessibility", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "whereabouts-extracts-"));
    await writePolice(folder, { nBadDates: 12 });
    await writeMissingModule(folder);
    await writePolice(folder, { name: "large.csv", nRows: 250_000 });
    await writeOwnHeadings(folder);
    await writeDatesInDoubt(folder);
    await writePublished(folder);
    await writeFile(join(folder, "empty.csv"), "");
  });
  after(() => rm(folder, { recursive: true, force: true }));

  inBrowsers(
    ({ open, browser }) => {
      for (const [name, reach] of Object.entries(STATES)) {
        for (const scheme of browser === "Chromium" ? ["light", "dark"] : ["light"]) {
          it(`axe finds nothing to mend when ${name}, ${scheme}`, async () => {
            const visit = await open();
            if (scheme === "dark") {
              await visit.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
            }
            await reach(visit, folder);
            await visit.page.evaluate(axe);
            const violations = await visit.page.evaluate(async () => {
              const results = await window.axe.run(document, { resultTypes: ["violations"] });
              return results.violations.map(
                (violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join("  ")}`,
              );
            });
            assert.deepEqual(violations, []);
            await visit.close();
          });
        }

        it(`needs no sideways scrolling in a window of 320 pixels when ${name}`, async () => {
          const visit = await open({ width: 320, height: 640 });
          await reach(visit, folder);
          const width = await visit.page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(width <= 320, `${width} pixels`);
          await visit.close();
        });
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
        await STATES["showing the sample"]?.(visit, folder);
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
