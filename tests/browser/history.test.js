// Steps back and forth between choices, and links to them.

import { describe, it } from "node:test";
import assert from "node:assert/strict";
import { inBrowsers, on } from "./browser.js";
import { writeMissingModule, writePolice } from "./extracts.js";

/** @typedef {import("./browser.js").Visit} Visit */

/** @param {Visit} visit */
const hash = (visit) => visit.page.evaluate(() => location.hash);

/** @param {Visit} visit @param {string} words */
const reachesTitle = async (visit, words) => {
  await visit.page.waitForFunction(
    (wanted) => document.querySelector(".wa-table__title")?.textContent === wanted,
    { polling: 20 },
    words,
  );
  await visit.settles();
};


inBrowsers(({ open }) => {
  describe("the address", () => {
    it(
      "follows each choice; undo, redo and the browser's own buttons go back and forth between them",
      on(open, async (visit) => {
        await visit.press("Try it with sample data");
        await visit.settles();
        assert.equal(await hash(visit), "#view=trend&source=local-authority&by=region");
        const first = await visit.text(".wa-table__title");
        await visit.change("What is measured", "Children");
        const second = await visit.text(".wa-table__title");
        assert.equal(await hash(visit), "#view=trend&source=local-authority&measure=children&by=region");
        await visit.pick("Heat table");
        assert.match(await hash(visit), /^#view=heat/);
        await visit.press("Undo");
        await visit.page.waitForSelector('figure[data-chart="trend"]');
        await reachesTitle(visit, second);
        assert.equal(await visit.focused(), "Undo", "the keyboard's place stays");
        await visit.page.keyboard.down("Control");
        await visit.page.keyboard.press("z");
        await visit.page.keyboard.up("Control");
        await reachesTitle(visit, first);
        await visit.page.waitForFunction(() =>
          [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === "Undo")?.ariaDisabled === "true",
        );
        await visit.press("Undo");
        await visit.press("Redo");
        await reachesTitle(visit, second);
        await visit.page.keyboard.down("Control");
        await visit.page.keyboard.press("y");
        await visit.page.keyboard.up("Control");
        await visit.page.waitForSelector('figure[data-chart="heat"]');
        await visit.page.evaluate(() => history.go(-2));
        await reachesTitle(visit, first);
        assert.equal(await visit.state(), "ready", "the page was not left");
        await visit.page.click('a[href="#findings-heading"]');
        assert.equal(await hash(visit), "#view=trend&source=local-authority&by=region", "a jump is no step");
        assert.equal(await visit.focused(), "findings-heading");
      }),
    );

    it(
      "opens the same view on one's own data, and says what of it they cannot meet",
      on(open, async (visit, folder) => {
        const link = "view=mix&source=police&measure=children&as=share&by=risk&region=London,Atlantis&policy=unprotected&colour=red";
        await visit.page.goto(`${visit.page.url()}#${link}`);
        await visit.page.reload();
        await visit.choose(await writePolice(folder), await writeMissingModule(folder));
        await visit.settles();
        await visit.page.waitForSelector('figure[data-chart="mix"]');
        assert.match(await visit.text(".wa-table__title"), /^Children with missing episodes by year and risk category, region: London/);
        await visit.says("Left out of the link, since it is not understood or not obeyed: policy=unprotected and colour=red.");
        await visit.says("No longer possible, and so undone: only region: Atlantis.");
        assert.equal(await visit.page.$eval("#policy", (select) => select.value), "dfe");
        assert.equal(await hash(visit), "#view=mix&source=police&measure=children&as=share&by=risk&region=London");
      }),
    );

    it(
      "holds nothing of the files, and is cleared with them",
      on(open, async (visit, folder) => {
        await visit.choose(await writePolice(folder, { name: "secret-name.csv" }));
        await visit.settles();
        assert.ok(!(await hash(visit)).includes("secret"));
        await visit.press("Start again");
        await visit.reaches("empty");
        await visit.page.waitForFunction(() => location.hash === "");
      }),
    );
  });

  describe("a file that was removed", () => {
    it(
      "can be put back, with the choices that went with it",
      on(open, async (visit, folder) => {
        await visit.choose(await writePolice(folder), await writeMissingModule(folder));
        await visit.settles();
        await visit.pick("Police");
        await visit.change("One line for each", "Risk category");
        const table = await visit.table();
        await visit.follows(() => visit.press("Remove police.csv"));
        await visit.says("police.csv was removed.");
        await visit.press("Put it back: police.csv");
        await visit.says("From 2 files");
        await visit.page.waitForFunction(() => document.querySelector("#source-police")?.checked);
        await visit.page.waitForFunction(() => document.querySelector("#series")?.value === "risk");
        await visit.settles();
        assert.deepEqual(await visit.table(), table);
        assert.equal((await visit.page.$$(".wa-notices button, .wa-inset button")).length, 0);
      }),
    );
  });
});
