// How small figures are protected: the rule that is chosen, and what is said of the figures that it leaves. In words by itself, and
// as a person sees it on the page.

import { describe, it } from "node:test";
import assert from "node:assert/strict";
import { auditInWords, explanationOf } from "../../www/audit.js";
import { fewInWords, withRule } from "../../www/protection.js";
import { inBrowsers, on } from "./browser.js";

/** @typedef {import("./browser.js").Visit} Visit */

const LABEL = "How small figures are protected";
const UNPROTECTED = "Unprotected, for the data holder's own eyes";

const CUSTOM = { threshold: 5, areZerosSensitive: false, base: 1, smallFigures: "suppressed", dominance: null };
const custom = (change) => ({ custom: { ...CUSTOM, ...change } });
const AUDIT = { nFigures: 660, nSensitive: 23, nSuppressed: 41, width: 5, narrowest: 7 };
const ROUNDED = { smallFigures: "rounded", base: 5 };

describe("a rule of the user's own", () => {
  const check = (change, expected) => assert.deepEqual(withRule(CUSTOM, change), custom({ ...change, ...expected }));

  it("can have any part of it changed", () => {
    check({ threshold: 9 });
    check({ base: 10 });
    check({ areZerosSensitive: true });
    check({ dominance: 80 });
  });

  it("gives up what does not go with rounding small figures", () => {
    check({ smallFigures: "rounded" }, { base: 5 });
    check({ smallFigures: "rounded_adding_up", base: 3 });
    const change = { smallFigures: "rounded", areZerosSensitive: true, dominance: 80 };
    check(change, { base: 5, areZerosSensitive: false, dominance: null });
  });

  it("is said in a few words", () => {
    assert.equal(fewInWords("dfe"), "1 to 5 children");
    assert.equal(fewInWords(custom({ threshold: 1 })), "1 child");
    assert.equal(fewInWords(custom({ threshold: 3, areZerosSensitive: true })), "0 to 3 children");
    assert.equal(fewInWords(custom({ dominance: 80 })), "1 to 5 children, or mostly about one child");
  });
});

describe("what the audit says", () => {
  const check = (expected, change, policy = "dfe") => assert.equal(auditInWords({ ...AUDIT, ...change }, policy), expected);

  it("tells small figures from those that protect them, and how far anybody can come", () => {
    check(
      "660 figures stand behind this view. 23 of them are about 1 to 5 children and left blank, and 18 more are left blank to protect small figures. " +
        "Nobody can work any of the 23 out from what is shown to within less than 5 (each could be anything over a range of at least 7).",
    );
    check(
      "12 figures stand behind this view. 1 of them is about 1 to 5 children and left blank. Nobody can work it out from what is shown to within less than 5.",
      { nFigures: 12, nSensitive: 1, nSuppressed: 1, narrowest: 5 },
    );
  });

  it("is one sentence more where there was nothing to protect", () => {
    const none = { nSensitive: 0, nSuppressed: 0, narrowest: null };
    check("660 figures stand behind this view. None of them is about 1 to 7 children, so none had to be protected.", none, "health");
    assert.equal(explanationOf({ ...AUDIT, ...none }, "dfe"), null);
  });

  it("claims no blanks where figures are rounded, and explains the rounding instead", () => {
    const rounded = { nSuppressed: 0, width: 2, narrowest: 2 };
    check(
      "660 figures stand behind this view. 23 of them are about 1 to 5 children; all are rounded to protect them. " +
        "Nobody can work any of the 23 out from what is shown to within less than 2.",
      ...[rounded, custom(ROUNDED)],
    );
    assert.equal(explanationOf({ ...AUDIT, ...rounded }, custom(ROUNDED))?.question, "Why is no cell blank?");
    assert.equal(explanationOf(AUDIT, custom(ROUNDED))?.question, "Why is a cell blank?");
  });
});

inBrowsers(
  ({ open }) => {
    /** @param {(visit: Visit) => Promise<unknown>} test */
    const ofSample = (test) =>
      on(open, async (visit) => {
        await visit.press("Try it with sample data");
        await visit.settles();
        await test(visit);
      });
    /** @param {Visit} visit */
    const marks = async (visit) => {
      const cells = (await visit.table()).slice(1).flatMap((row) => row.slice(1));
      return { nBlank: cells.filter((cell) => cell === "csuppressed").length, cells };
    };

    it(
      "each rule makes another table, with its own threshold in words",
      ofSample(async (visit) => {
        const rules = [
          ["Department for Education, national and regional figures rounded", "Figures about 1 to 5 children are suppressed"],
          ["Health statistics", "Figures about 1 to 7 children are suppressed"],
          ["Research service", "Figures about 1 to 9 children are suppressed"],
        ];
        await visit.change("Also split by", "Age");
        const tables = [JSON.stringify(await visit.table())];
        for (const [rule, words] of rules) {
          await visit.change(LABEL, rule);
          const shown = await visit.text(".wa-about");
          assert.ok(shown.includes(words), shown);
          assert.ok((await visit.text(".wa-table__key")).includes(words.split(" ").slice(1, 6).join(" ")));
          assert.match(await visit.text(".wa-audit"), /^Checked before it was shown\d.* figures stand behind this view\. /);
          tables.push(JSON.stringify(await visit.table()));
        }
        assert.equal(new Set(tables).size, tables.length);
        assert.match(await visit.text(".wa-audit"), /Nobody can work any of the \d+ out from what is shown to within less than 9/);
      }),
    );

    it(
      "a rule of one's own is what its parts say",
      ofSample(async (visit) => {
        await visit.change("Also split by", "Age");
        await visit.change(LABEL, "Your own rule");
        const before = await marks(visit);
        await visit.change("A figure is small if it is about", "up to 15 children");
        const after = await marks(visit);
        assert.ok(after.nBlank > before.nBlank, `${after.nBlank} of ${before.nBlank}`);
        await visit.change("Small figures are", "Rounded like all others");
        const { nBlank, cells } = await marks(visit);
        assert.equal(nBlank, 0);
        assert.ok(cells.every((cell) => Number(cell.replace(/\D/g, "")) % 5 === 0));
        await visit.says("all are rounded to protect them");
        assert.equal(await visit.page.$("#rule-zeros"), null, "zeros are rounded with all others");
        await visit.change("All figures are", "Rounded to the nearest 10");
        await visit.change("Small figures are", "Left blank, and others with them");
        assert.ok((await marks(visit)).nBlank > 0);
        assert.equal(await visit.page.$("[aria-invalid=true]"), null);
      }),
    );

    it(
      "nothing is shown unprotected before that is confirmed, and then everything says so",
      ofSample(async (visit) => {
        await visit.change("Also split by", "Age");
        const before = await visit.table();
        await visit.select(LABEL, UNPROTECTED);
        await visit.says("Until you confirm, figures stay protected as before.");
        assert.deepEqual(await visit.table(), before);
        await visit.follows(() => visit.press("Show unprotected figures"));
        assert.equal(await visit.focused(), "policy");
        assert.equal((await marks(visit)).nBlank, 0);
        await visit.says("Unprotected: for the data holder’s own eyes.");
        await visit.change("Also split by", "Nothing");
        assert.match(await visit.text("figure svg"), /UNPROTECTED/);
        assert.equal(await visit.page.$(".wa-audit"), null, "there is nothing to answer for");
        assert.match((await visit.download("CSV")).name, /^UNPROTECTED-/);
        await visit.change(LABEL, "Department for Education, local figures");
        assert.equal(await visit.page.$(".wa-warning"), null);
        await visit.change("Also split by", "Age");
        assert.deepEqual(await visit.table(), before);
      }),
    );
  },
  { origins: ["file"] },
);
