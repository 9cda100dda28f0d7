// The page's state by itself: events in, states out. No browser.

import { describe, it } from "node:test";
import assert from "node:assert/strict";
import { initialState, phaseOf, recipeOf, reduce, summaryOf, whyNot } from "../../www/state.js";

const LOCAL = { source: "local_authority", recordsRisk: false, recordsMissingStatus: true };
const POLICE = { source: "police", recordsRisk: true, recordsMissingStatus: false };

const file = (id = 1, name = "a.csv") => ({ id, name, nRows: 10, nUsed: 9, setAside: [] });
const error = (name) => ({
  severity: "error",
  code: "ingest-header-not-recognised",
  location: { file: name, column: null, rows: [] },
  message: "Its first row was not recognised.",
});
const holdings = ({ files = [file()], sources = [LOCAL], diagnostics = [] } = {}) => ({
  files,
  sources,
  diagnostics,
  isSynthetic: false,
});
const view = (title = "Missing episodes by year and region") => ({ release: { title } });
const chosen = (...sizes) => ({
  type: "files-chosen",
  files: sizes.map((size, at) => ({ name: `${at}.csv`, size })),
  at: 0,
});

/** The state after events, from a page that was just opened. */
const after = (...events) => events.reduce(reduce, initialState("wide"));

describe("the phase", () => {
  const check = (expected, ...events) => assert.equal(phaseOf(after(...events)), expected);

  it("is empty at first, and again when everything was taken away", () => {
    check("empty");
    check("empty", chosen(100), { type: "reading-cancelled" });
    const held = [chosen(100), { type: "holdings-changed", holdings: holdings() }, { type: "reading-ended" }];
    const drawn = [...held, { type: "drawing-started" }, { type: "view-drawn", view: view() }];
    check("empty", ...drawn, { type: "holdings-changed", holdings: holdings({ files: [] }) });
    check("empty", ...drawn, { type: "started-over" });
  });

  it("is reading until the first chart is drawn", () => {
    check("reading", chosen(100));
    check("reading", chosen(100), { type: "holdings-changed", holdings: holdings() });
    const read = [chosen(100), { type: "holdings-changed", holdings: holdings() }, { type: "reading-ended" }];
    check("reading", ...read, { type: "drawing-started" });
    check("ready", ...read, { type: "drawing-started" }, { type: "view-drawn", view: view() });
    check("reading", { type: "sample-asked" });
  });

  it("stays ready while a chart is drawn anew", () => {
    const drawn = [{ type: "holdings-changed", holdings: holdings() }, { type: "view-drawn", view: view() }];
    check("ready", ...drawn, { type: "drawing-started" });
  });

  it("is failed when there is nothing to show but a problem", () => {
    const unusable = holdings({ files: [], sources: [], diagnostics: [error("a.csv")] });
    check("failed", chosen(100), { type: "holdings-changed", holdings: unusable }, { type: "reading-ended" });
    check("failed", { type: "drop-refused", reason: "folder" });
    check("failed", { type: "engine-ready" }, chosen(100), { type: "engine-stopped" });
    check("failed", { type: "holdings-changed", holdings: holdings() }, { type: "view-refused", error: {} });
  });
});

describe("the error summary", () => {
  const unusable = (...names) =>
    holdings({ files: [], sources: [], diagnostics: names.map((name) => error(name)) });
  const names = (state) => summaryOf(state).errors.map((diagnostic) => diagnostic.location.file);

  it("tells of each file once, in the reading that it came with", () => {
    const first = [chosen(1), { type: "holdings-changed", holdings: unusable("a.csv") }, { type: "reading-ended" }];
    assert.deepEqual(names(after(...first)), ["a.csv"]);
    const second = [...first, chosen(1), { type: "holdings-changed", holdings: unusable("a.csv", "b.csv") }];
    assert.deepEqual(names(after(...second)), ["b.csv"]);
  });

  it("tells of a file again that is chosen again, and once however often", () => {
    const twice = [
      chosen(1),
      { type: "holdings-changed", holdings: unusable("0.csv") },
      { type: "reading-ended" },
      chosen(1),
      { type: "holdings-changed", holdings: unusable("0.csv", "0.csv") },
    ];
    assert.deepEqual(names(after(...twice)), ["0.csv"]);
  });

  it("tells of problems until other files are chosen", () => {
    const unread = [chosen(1), { type: "file-unreadable", name: "a.csv" }, { type: "reading-ended" }];
    assert.match(summaryOf(after(...unread)).problems[0].message, /^a\.csv could not be read/);
    assert.deepEqual(summaryOf(after(...unread, chosen(1))).problems, []);
  });

  it("tells a fault of ours from a browser that cannot start the engine", () => {
    const stopped = after({ type: "engine-ready" }, { type: "engine-stopped" });
    assert.match(stopped.problems[0].message, /a fault of ours/);
    assert.match(after({ type: "engine-stopped" }).problems[0].message, /in this browser/);
  });
});

describe("the choices", () => {
  it("ask for regions and years ending in March unless told otherwise", () => {
    assert.deepEqual(recipeOf(after({ type: "holdings-changed", holdings: holdings() })), {
      by: ["year", "region"],
      yearType: "reporting",
      source: "local_authority",
      policy: "dfe",
      layout: "wide",
    });
  });

  it("ask for one line when no series is chosen", () => {
    const state = after({ type: "choice-made", choices: { series: "none" } });
    assert.deepEqual(recipeOf(state).by, ["year"]);
  });

  it("fall back to regions when the source does not record what was chosen", () => {
    const both = holdings({ sources: [LOCAL, POLICE] });
    const police = [
      { type: "holdings-changed", holdings: both },
      { type: "choice-made", choices: { source: "police" } },
      { type: "choice-made", choices: { series: "risk" } },
    ];
    assert.deepEqual(recipeOf(after(...police)).by, ["year", "risk"]);
    const local = after(...police, { type: "choice-made", choices: { source: "local_authority" } });
    assert.deepEqual(recipeOf(local).by, ["year", "region"]);
    const removed = after(...police, { type: "holdings-changed", holdings: holdings() });
    assert.equal(recipeOf(removed).source, "local_authority");
  });

  it("say in words what cannot be chosen", () => {
    assert.equal(whyNot("region", LOCAL), undefined);
    assert.match(whyNot("risk", LOCAL), /local authority files/);
    assert.match(whyNot("missing_status", POLICE), /police files/);
  });
});

describe("announcements", () => {
  const announced = (...events) => after(...events).announcement;
  const progressed = (nBytes, at) => ({ type: "reading-progressed", nBytes, nRows: nBytes, at });

  it("come at each quarter and after five seconds, not at each step", () => {
    assert.equal(announced(chosen(1000)), "Reading 0.csv.");
    assert.equal(announced(chosen(1000), progressed(100, 50)), "Reading 0.csv.");
    assert.equal(announced(chosen(1000), progressed(260, 100)), "26% read, 260 rows.");
    assert.equal(announced(chosen(1000), progressed(260, 100), progressed(300, 200)), "26% read, 260 rows.");
    assert.equal(announced(chosen(1000), progressed(100, 5000)), "10% read, 100 rows.");
  });

  it("count over all files of a reading, those that were added later too", () => {
    const events = [chosen(500), chosen(500), { type: "file-started", index: 1 }, progressed(100, 100)];
    assert.equal(announced(...events), "60% read, 100 rows.");
  });

  it("end with what is shown", () => {
    const first = [{ type: "holdings-changed", holdings: holdings() }, { type: "view-drawn", view: view("By year") }];
    assert.equal(announced(...first), "Chart and table ready: By year.");
    assert.equal(announced(...first, { type: "view-drawn", view: view("By risk") }), "Chart and table updated: By risk.");
  });
});
