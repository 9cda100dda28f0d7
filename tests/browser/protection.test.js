// How small figures are protected: the rule that is chosen, what is said of the figures that it leaves, and what has left the page
// already. In words by itself, and as a person sees it on the page.

import { describe, it } from "node:test";
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { auditInWords, explanationOf } from "../../www/audit.js";
import { isOfChoices } from "../../www/choosing.js";
import { isStopped } from "../../www/drawing.js";
import { isLedgerFile, protectedTogether } from "../../www/ledger.js";
import { fewInWords, withRule } from "../../www/protection.js";
import { initialState, reduce } from "../../www/state.js";
import { inBrowsers, on } from "./browser.js";
import { writeAuthorities, writePolice, writeSeven } from "./extracts.js";

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

describe("protection that takes a while", () => {
  const VIEW = { svg: null, csv: "", release: { title: "", subtitle: "", axes: [] } };
  const progressed = (state, elapsedMs) => {
    const progress = { stage: "suppressing", nDone: 1, nAll: 9 };
    return reduce(state, { type: "protecting-progressed", progress, elapsedMs });
  };
  const drawing = reduce(initialState("wide"), { type: "drawing-started" });

  it("is told of once it does, and announced once", () => {
    assert.equal(progressed(drawing, 200).protecting, null);
    const told = progressed(drawing, 500);
    assert.equal(told.protecting?.nDone, 1);
    assert.equal(told.announcement, "Protecting small figures. This takes a while.");
    assert.equal(progressed({ ...told, announcement: "" }, 600).announcement, "");
    assert.equal(reduce(told, { type: "view-drawn", view: VIEW, recipe: {} }).protecting, null);
  });

  it("can be stopped, and then nothing has changed", () => {
    const drawn = reduce(drawing, { type: "view-drawn", view: VIEW, recipe: {} });
    const chosen = { ...progressed(drawn, 500), choices: { ...drawn.choices, measure: "children" } };
    const stopped = reduce({ ...chosen, isDrawing: true }, { type: "drawing-stopped" });
    assert.deepEqual(stopped.choices, drawn.choices);
    assert.equal(stopped.view, VIEW);
    assert.equal(stopped.isDrawing, false);
    assert.equal(stopped.protecting, null);
  });

  it("leaves no figures when it is stopped that are not of the files, or of what has left", () => {
    const drawn = reduce(drawing, { type: "view-drawn", view: VIEW, recipe: {} });
    const after = reduce(drawn, { type: "ledger-changed", ledger: { entries: [], text: "" } });
    for (const state of [drawing, after]) {
      const stopped = reduce(state, { type: "drawing-stopped" });
      assert.equal(stopped.view, null);
      assert.ok(stopped.refusal && isStopped(stopped.refusal));
    }
  });
});

describe("what has left the page", () => {
  const after = (...events) => events.reduce(reduce, initialState("wide"));
  const entry = { title: "Missing episodes by year", subtitle: "", policyLabel: "", nFigures: 10, nSuppressed: 0 };
  const ledger = (n) => ({ entries: Array(n).fill(entry), text: "{}" });
  const noted = (n, isUnprotected = false) => ({ type: "export-noted", ledger: ledger(n), isUnprotected });
  const changed = (n) => ({ type: "ledger-changed", ledger: ledger(n) });
  const axes = [{ dimension: "year", categories: ["2016", "Total"] }];
  const view = { release: { title: "Missing episodes by year", subtitle: "", axes }, svg: "", csv: "" };
  const recipe = { by: ["year"] };
  const drawn = { type: "view-drawn", view, recipe };
  const fault = { code: "session-ledger-forbids", message: "No.", hint: "Round." };

  it("is announced, and told from what had left before", () => {
    assert.equal(after(noted(1)).announcement, "Noted under What has left this page.");
    assert.equal(after(noted(1), noted(1)).announcement, "Noted before under What has left this page.");
    assert.equal(after(noted(0, true)).announcement, "Not noted: unprotected figures must not be passed on.");
  });

  it("outlives the files and a fault of the engine, but not a new start", () => {
    assert.equal(after(noted(2), { type: "engine-stopped" }).ledger.entries.length, 2);
    const sample = { type: "sample-made", holdings: { files: [{ id: 1, mapping: {} }], sources: [], diagnostics: [] } };
    assert.equal(after(sample, noted(2), { type: "engine-stopped" }).ledger, null, "made-up figures do not bear on real ones");
    const none = { files: [], sources: [], diagnostics: [], isSynthetic: false };
    assert.equal(after(noted(2), { type: "holdings-changed", holdings: none }).ledger.entries.length, 2);
    assert.equal(after(noted(2), { type: "started-over" }).ledger, null);
  });

  it("keeps a view from leaving that was protected together with other exports", () => {
    assert.equal(after(drawn).recipe, recipe);
    assert.equal(after(drawn, noted(1)).recipe, recipe);
    const state = after(drawn, changed(3));
    assert.deepEqual([state.recipe, state.view], [null, view]);
    const again = reduce(state, drawn);
    assert.deepEqual([again.recipe, again.announcement], [recipe, "What has left this page: 3 exports."]);
    assert.equal(after(changed(1)).announcement, "What has left this page: 1 export.");
  });

  it("can make a view be refused, and its export, until there is another", () => {
    assert.ok(isOfChoices(fault));
    const refused = after(drawn, { type: "view-refused", error: fault });
    assert.deepEqual([refused.refusal, refused.view, refused.recipe], [fault, null, null]);
    const kept = after(drawn, { type: "export-refused", error: fault });
    assert.deepEqual([kept.exportError, reduce(kept, drawn).exportError], [fault, null]);
  });

  it("is said of a view in a sentence", () => {
    const check = (nTables, nBecauseOf, expected) => assert.equal(protectedTogether({ nTables, nBecauseOf }), expected);
    check(2, 3, "Protected together with 2 earlier exports; 3 more figures are blank because of them.");
    check(1, 1, "Protected together with 1 earlier export; 1 more figure is blank because of it.");
    check(1, 0, "Protected together with 1 earlier export; no more figures are blank because of it.");
    check(1, null, "Protected together with 1 earlier export.");
    assert.equal(protectedTogether(null), "");
  });

  it("is known by its first key when it comes as a file", async () => {
    const check = async (text, expected) => assert.equal(await isLedgerFile(new Blob([text])), expected, text);
    await check('{"whereaboutsLedger":1,"exports":[]}', true);
    await check('{\n  "whereaboutsLedger": 1 }', true);
    await check('{"whereaboutsMapping": 1, "whereaboutsLedger": 1}', false);
    await check("", false);
  });
});

inBrowsers(
  ({ open }) => {
    /** @param {(visit: Visit, folder: string) => Promise<unknown>} test */
    const ofSample = (test) =>
      on(open, async (visit, folder) => {
        await visit.press("Try it with sample data");
        await visit.settles();
        await test(visit, folder);
      });
    /** @param {Visit} visit */
    const exported = (visit) => visit.page.$$eval(".wa-ledger tbody th", (all) => all.map((th) => th.textContent));
    /** Leaves out one local authority. @param {Visit} visit @param {string} name */
    const without = async (visit, name) => {
      await visit.page.click(".wa-filters__more summary");
      await visit.select("By", "Local authority");
      await visit.press("Tick all listed");
      await visit.pick(name);
    };
    /** @param {Visit} visit */
    const marks = async (visit) => {
      const cells = (await visit.table()).slice(1).flatMap((row) => row.slice(1));
      return { nBlank: cells.filter((cell) => cell === "csuppressed").length, cells };
    };

    it(
      "each rule makes another table, with its own threshold in words",
      ofSample(async (visit) => {
        const rules = [
          ["Department for Education, rounded", "Figures about 1 to 5 children are suppressed"],
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
        await visit.change(LABEL, "Department for Education");
        assert.equal(await visit.page.$(".wa-warning"), null);
        await visit.change("Also split by", "Age");
        assert.deepEqual(await visit.table(), before);
        await visit.says("Nothing yet. Each table or chart that you download");
      }),
    );

    it(
      "what was exported bears on what differs from it by one filter, also after it was saved and loaded",
      ofSample(async (visit, folder) => {
        await visit.download("Table (CSV)");
        await visit.download("Chart (SVG)");
        assert.match(await visit.text("[role=status]"), /Noted before under What has left this page\.$/);
        const title = "Missing and away episodes by year and regionLocal-authority records, years ending 31 March";
        assert.deepEqual(await exported(visit), [title]);
        await without(visit, "Bristol, City of");
        await visit.says("Protected together with 1 earlier export; 2 more figures are blank because of it.");
        const table = await visit.table();
        const saved = await visit.download("Save ledger");
        assert.equal(saved.name, "whereabouts-ledger.json");
        await visit.press("Start again");
        await visit.says("The page forgets what has left it too.");
        await visit.press("Forget it and start again");
        await visit.press("Try it with sample data");
        await visit.settles();
        assert.deepEqual(await exported(visit), []);
        const path = join(folder, saved.name);
        await writeFile(path, saved.bytes);
        await (await visit.page.$(".wa-ledger input")).uploadFile(path);
        await visit.page.waitForSelector(".wa-ledger tbody th");
        await without(visit, "Bristol, City of");
        assert.deepEqual(await visit.table(), table);
        assert.equal((await visit.download("Save ledger")).bytes.toString(), saved.bytes.toString());
        await visit.startNewRelease();
        assert.notDeepEqual(await visit.table(), table);
        assert.equal(await visit.focused(), "ledger-heading");
      }),
    );

    it(
      "a view that what was exported forbids is refused, with what can be done",
      on(open, async (visit, folder) => {
        await visit.choose(await writeSeven(folder));
        await visit.settles();
        await visit.download("Table (CSV)");
        await visit.select(LABEL, "Research service");
        await visit.says("together with what has been exported they would give away a figure about few children");
        assert.equal(await visit.page.$("figure"), null);
        await visit.press("Round figures instead");
        await visit.says("All figures are");
        const buttons = await visit.page.$$eval(".wa-results button", (all) => all.map((button) => button.textContent));
        assert.ok(!buttons.includes("Round figures instead"));
        assert.equal(await visit.focused(), "policy");
        await visit.select(LABEL, "Research service");
        await visit.says("Nothing is shown for these choices.");
        await visit.press("Start a new release");
        await visit.says("Only if nothing of it has been passed on, nor ever will be.");
        assert.equal((await exported(visit)).length, 1);
        await visit.press("Forget and start anew");
        await visit.settles();
        assert.deepEqual(await exported(visit), []);
      }),
    );

    it(
      "what takes a while says how far it has come, can be stopped, and gives way to another choice",
      on(open, async (visit, folder) => {
        await visit.choose(await writeAuthorities(folder));
        await visit.settles();
        await visit.change("One line for each", "Local authority");
        await visit.change(LABEL, "Research service");
        const table = await visit.table();
        await visit.select("Also split by", "Risk category");
        await visit.says("Protecting small figures");
        await visit.page.waitForFunction(() => /: [\d,]+ of [\d,]+$/.test(document.querySelector(".wa-protecting__stage").textContent));
        await visit.press("Stop");
        await visit.page.waitForFunction(() => !document.querySelector(".wa-protecting"));
        await visit.settles();
        assert.deepEqual(await visit.table(), table);
        assert.equal(await visit.page.$eval("#also-by", (select) => select.value), "none");
        assert.equal(await visit.focused(), "results-heading");
        await visit.select("Also split by", "Risk category");
        await visit.says("Protecting small figures");
        await visit.change("One line for each", "Region");
        await visit.change("Also split by", "Nothing");
      }),
    );

    it(
      "a saved ledger can come with the files, and what is copied or printed is noted too",
      on(open, async (visit, folder) => {
        const path = await writePolice(folder);
        await visit.choose(path);
        await visit.settles();
        await visit.page.evaluate(() => {
          getSelection().selectAllChildren(document.querySelector("figure table"));
          document.dispatchEvent(new ClipboardEvent("copy"));
        });
        await visit.page.waitForSelector(".wa-ledger tbody th");
        await visit.change("One line for each", "Risk category");
        await visit.page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
        await visit.page.waitForSelector(".wa-ledger tbody tr:nth-child(2)");
        const ledger = join(folder, "whereabouts-ledger.json");
        await writeFile(ledger, (await visit.download("Save ledger")).bytes);
        await visit.press("Start again");
        await visit.says("The page forgets what has left it too.");
        await visit.press("Forget it and start again");
        await visit.choose(path, ledger);
        await visit.settles();
        assert.equal((await exported(visit)).length, 2);
        // One of them is the view itself.
        await visit.says("Protected together with 1 earlier export;");
      }),
    );

    it(
      "what was exported is not forgotten when the engine fails",
      on(open, async (visit, folder) => {
        await visit.page.evaluateOnNewDocument(() => {
          window.Worker = class extends Worker {
            constructor(url, options) {
              super(url, options);
              window.engine = options.name === "engine" ? this : window.engine;
            }
          };
        });
        await visit.page.reload();
        const path = await writePolice(folder);
        await visit.choose(path);
        await visit.settles();
        await visit.download("Table (CSV)");
        await visit.page.evaluate(() => {
          window.engine.onerror(new ErrorEvent("error", { message: "unreachable", cancelable: true }));
        });
        await visit.reaches("failed");
        await visit.choose(path);
        await visit.settles();
        assert.equal((await exported(visit)).length, 1);
        await visit.change("One line for each", "Risk category");
        await visit.says("Protected together with 1 earlier export;");
      }),
    );
  },
  { origins: ["file"] },
);
