// Figures that somebody else published, and modules that only say more about children: shown for what they are, with no chart.

import assert from "node:assert/strict";
import { it } from "node:test";
import { inBrowsers, on } from "./browser.js";
import { writeHeaderModule, writeMissingModule, writePolice, writePublished } from "./extracts.js";

/**
 * The table of published figures, as rows of cells' texts.
 *
 * @param {import("./browser.js").Visit} visit
 */
function published(visit) {
  return visit.page.$$eval(".wa-published tr", (rows) =>
    rows.map((row) => [...row.cells].map((cell) => cell.textContent.replace(/\s+/g, " ").trim())),
  );
}

/**
 * @param {import("./browser.js").Visit} visit
 * @param {string} words  In the caption of the table that is waited for.
 */
async function captionSays(visit, words) {
  await visit.page.waitForFunction(
    (wanted) =>
      document.querySelector(".wa-published caption")?.textContent.includes(wanted) &&
      document.querySelector(".wa-published [aria-busy=false]") !== null,
    { polling: 20 },
    words,
  );
}

inBrowsers(
  ({ open }) => {
    it(
      "published figures are a table of one level and one measure at a time",
      on(open, async (visit, folder) => {
        await visit.choose(await writePublished(folder));
        await captionSays(visit, "Children missing at 31 March");
        assert.equal(await visit.state(), "ready");
        assert.equal(await visit.focused(), "results-heading");
        assert.equal(await visit.page.$("figure"), null, "there is nothing to chart");
        await visit.says("Published figures are held and shown as a table below");
        await visit.says("Published figures: published.csv");
        const [years, ...regional] = await published(visit);
        assert.deepEqual(years.slice(1), ["2023", "2024", "2025"]);
        assert.deepEqual(regional, [
          ["North East", "20", "20", "20"],
          ["London", "60", "csuppressed", "60"],
        ]);
        await visit.says("c = suppressed.");
        assert.match(await visit.text("[role=status]"), /^Published figures: Children missing at 31 March, /);

        await visit.select("Places", "England");
        await captionSays(visit, "England");
        assert.deepEqual((await published(visit)).slice(1), [["England", "220", "220", "220"]]);
        await visit.select("What is measured", "Average number of missing incidents per looked after child who went missing");
        await captionSays(visit, "Average number of missing incidents");
        assert.deepEqual((await published(visit)).slice(1), [["England", "6.8", "6.8", "6.8"]]);
        await visit.select("What is measured", "Children missing at 31 March");
        await captionSays(visit, "Children missing at 31 March");
        await visit.select("Places", "Regions");
        await captionSays(visit, "Regions");

        const { name, bytes } = await visit.download("Published table (CSV)");
        assert.equal(name, "published-published.csv");
        assert.match(bytes.toString(), /London,.*2024,.*,,suppressed\n/);
        assert.doesNotMatch(bytes.toString(), /115410/, "what is shown, and nothing else");
      }),
    );

    it(
      "published figures stand below a chart and are never added to it",
      on(open, async (visit, folder) => {
        await visit.choose(await writePolice(folder), await writePublished(folder));
        await visit.settles();
        await captionSays(visit, "Children missing at 31 March");
        assert.equal((await visit.table()).at(-1)?.at(-1), "2,000");
        await visit.press("Remove police.csv");
        await visit.says("No chart yet");
        assert.equal(await visit.page.$("figure"), null);
        assert.equal((await published(visit)).length, 3);
      }),
    );

    it(
      "a module that says more about children is held, and its use is said",
      on(open, async (visit, folder) => {
        await visit.choose(await writeHeaderModule(folder));
        await visit.reaches("ready");
        await visit.says("a chart needs the Missing module too");
        await visit.says("Used for sex, placement, legal status and UASC, and for checks against the Missing file.");
        assert.equal(await visit.page.$("figure"), null);
        await visit.choose(await writeMissingModule(folder));
        await visit.settles();
        assert.equal((await visit.table()).at(-1)?.at(-1), "60");
      }),
    );
  },
  { origins: ["file"] },
);
