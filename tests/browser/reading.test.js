// Large files: progress, cancelling, and a page that answers all the while.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, stat, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inBrowsers } from "./browser.js";
import { writePolice } from "./extracts.js";

/** About 60 MB. */
const N_LARGE_ROWS = 700_000;

describe("reading", () => {
  let folder = "";
  let large = "";
  let small = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "whereabouts-extracts-"));
    large = await writePolice(folder, { name: "large.csv", nRows: N_LARGE_ROWS });
    small = await writePolice(folder, { name: "small.csv" });
  });
  after(() => rm(folder, { recursive: true, force: true }));

  inBrowsers(({ open }) => {
    /**
     * Cancels as soon as a file is under way, from inside the page: on a fast machine it would be read before a test
     * outside came round to it.
     *
     * @param {import("./browser.js").Visit} visit
     * @param {string} file
     * @returns {Promise<number>} Milliseconds until the page had stopped.
     */
    const cancel = (visit, file) =>
      visit.page.evaluate(async (name) => {
        const briefly = () => new Promise((resolve) => setTimeout(resolve, 1));
        const isUnderWay = () =>
          document.querySelector(".wa-reading__file")?.textContent?.includes(name) &&
          (document.querySelector("progress")?.value ?? 0) > 0.05;
        while (!isUnderWay()) {
          await briefly();
        }
        const began = performance.now();
        [...document.querySelectorAll("button")].find((button) => button.textContent === "Cancel")?.click();
        while (document.querySelector("progress[value]")) {
          await briefly();
        }
        return performance.now() - began;
      }, file);

    it("shows bytes and rows as they come, and tells screen readers now and then", async () => {
      const visit = await open();
      await visit.page.evaluate(() => {
        window.said = [];
        window.numbers = [];
        const observe = (element, onChange) =>
          new MutationObserver(onChange).observe(element, { characterData: true, childList: true, subtree: true });
        const status = document.querySelector('[role="status"]');
        observe(status, () => window.said.push(status.textContent));
        observe(document.querySelector("#app"), () => {
          const text = document.querySelector(".wa-reading__numbers")?.textContent ?? "";
          if (text && text !== window.numbers.at(-1)) {
            window.numbers.push(text);
          }
        });
      });
      await visit.choose(large);
      await visit.settles();
      const numbers = await visit.page.evaluate(() => window.numbers);
      assert.ok(numbers.length > 2, numbers.join(" | "));
      assert.ok(
        numbers.some((text) => /^\d+%, [\d.]+ MB of [\d.]+ MB, [\d,]+ rows$/.test(text.trim())),
        numbers.join(" | "),
      );
      assert.equal((await visit.table()).at(-1)?.at(-1), "700,000");
      const said = await visit.page.evaluate(() => window.said);
      assert.ok(said.some((words) => /^\d+% read/.test(words)), said.join(" | "));
      assert.ok(said.some((words) => /^Chart and table ready/.test(words)), said.join(" | "));
      assert.ok(said.length < 20, `${said.length} announcements`);
      await visit.close();
    });

    it("stops at once when cancelled, and then reads another file", async () => {
      const visit = await open();
      await visit.choose(large);
      const took = await cancel(visit, "large.csv");
      assert.ok(took < 500, `${took} ms`);
      assert.equal(await visit.state(), "empty");
      assert.equal(await visit.page.evaluate(() => document.activeElement?.id), "files");
      await visit.choose(small);
      await visit.settles();
      await visit.says("From 1 file with 2,000 rows");
      await visit.close();
    });

    it("keeps the files that were read before a cancel, and their chart", async () => {
      const visit = await open();
      await visit.choose(small, large);
      await cancel(visit, "large.csv");
      await visit.settles();
      await visit.says("From 1 file with 2,000 rows");
      await visit.close();
    });

    it("goes on with the next file when one has gone", async () => {
      const gone = await writePolice(folder, { name: "gone.csv" });
      const visit = await open();
      await visit.choose(large, gone, small);
      await unlink(gone);
      await visit.settles();
      await visit.says("gone.csv could not be read to its end, so none of it is used.");
      await visit.says("From 2 files with 702,000 rows");
      await visit.close();
    });

    it("shows the chart before the SHA-256 is taken, and lets downloads wait for it", async () => {
      const visit = await open();
      await visit.holdFingerprints();
      await visit.choose(large);
      await visit.settles();
      const waiting = "The files’ SHA-256 is being taken; downloads will be ready in a moment.";
      await visit.says(waiting);
      await visit.says("being taken");
      const downloads = () =>
        visit.page.$$eval(".wa-take button", (buttons) => [...new Set(buttons.map((button) => button.ariaDisabled))]);
      assert.deepEqual(await downloads(), ["true"]);
      await visit.page.click(".wa-take button");
      assert.equal(await visit.page.$(".wa-ledger tbody"), null, "nothing leaves yet");
      await visit.page.evaluate(() => window.release());
      await visit.page.waitForFunction(
        () => document.querySelector("[role=status]")?.textContent === "The downloads are ready.",
      );
      const { bytes } = await visit.download("Notes (text)");
      assert.equal(await visit.focused(), "Notes (text)");
      assert.ok(bytes.toString().includes(createHash("sha256").update(await readFile(large)).digest("hex")));
      assert.deepEqual(await downloads(), [null]);
      assert.ok(!(await visit.page.evaluate(() => document.body.innerText)).includes(waiting));
      assert.match(await visit.text("[role=status]"), /^Saved as .*-notes\.txt\. Noted under What has left this page\.$/);
      await visit.close();
    });

    it("lets go of a file that is gone before its SHA-256 is taken", async () => {
      const gone = await writePolice(folder, { name: "soon-gone.csv", nRows: 250_000 });
      const visit = await open();
      await visit.holdFingerprints();
      await visit.choose(gone, small);
      await visit.settles();
      await visit.says("From 2 files with 252,000 rows");
      await unlink(gone);
      await visit.page.evaluate(() => window.release());
      await visit.says("soon-gone.csv could not be read to its end, so none of it is used.");
      await visit.says("From 1 file with 2,000 rows");
      await visit.close();
    });

    it("measures an import from the choosing of the file to its first table", async () => {
      const visit = await open();
      await visit.choose(large);
      await visit.settles();
      const [measure] = await visit.page.evaluate(() =>
        performance.getEntriesByName("import").map(({ duration, detail }) => ({ duration, ...detail })),
      );
      assert.equal(measure.nRows, N_LARGE_ROWS);
      assert.equal(measure.nBytes, (await stat(large)).size);
      assert.ok(measure.wasmBytes > 1e6 && measure.duration > 0, JSON.stringify(measure));
      await visit.close();
    });
  });
});
