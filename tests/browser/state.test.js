// The page's state by itself: events in, states out. No browser.

import { describe, it } from "node:test";
import assert from "node:assert/strict";
import { namesYears, recipeOf, recipeOfYears, whyNot } from "../../www/choices.js";
import { filterInWords, withFilter } from "../../www/filters.js";
import { asCounted, nOnceMore } from "../../www/holdings.js";
import { canHaveLimits, whyNotExpressed } from "../../www/measures.js";
import { initialState, phaseOf, reduce, summaryOf } from "../../www/state.js";
import { formatFigure } from "../../www/words.js";

/** Dimensions without categories, but for those that are named. */
const dimensions = (categories) =>
  Object.entries(categories).map(([dimension, names]) => ({ dimension, categories: names }));
const REGIONS = ["London", "South East"];
const LOCAL = {
  source: "local_authority",
  dimensions: dimensions({ year: [], region: REGIONS, missing_status: ["Missing", "Away"], sex: ["Boy", "Girl"] }),
  measures: ["episodes", "children", "days_median"],
};
const POLICE = {
  source: "police",
  dimensions: dimensions({ year: [], region: REGIONS, risk: ["High", "Medium", "Low"], sex: ["Boy", "Girl"] }),
  measures: ["episodes", "children", "days_median", "hours_median", "interviews_offered"],
};

const MAPPING = {
  whereaboutsMapping: 1,
  header: ["Ref", "Began", "Grade"],
  kind: "ssda903",
  roles: ["child", "start", null],
  assignments: [],
  dateOrder: null,
  sheet: null,
};
const file = (id = 1, name = "a.csv", more = {}) => ({
  id,
  name,
  kind: "ssda903",
  nRows: 10,
  nUsed: 9,
  setAside: [],
  mapping: MAPPING,
  published: null,
  lookedAfterBy: [],
  asksDateOrder: false,
  ...more,
});
const POLICE_FILE = file(2, "b.csv", { kind: "police" });
const UNRECOGNISED = file(3, "c.csv", { kind: "unrecognised", nRows: 0, nUsed: 0 });
const PUBLISHED = file(4, "d.csv", {
  kind: "published",
  published: {
    levels: [{ level: "national" }, { level: "regional" }],
    measures: [{ label: "Children missing", unit: "children", levels: ["national"] }],
    first: { level: "national", unit: "children", measure: 0 },
  },
  lookedAfterBy: ["regional"],
});
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
const view = (title = "Missing episodes by year and region", { years = ["2015", "2016"], svg = "" } = {}) => ({
  release: { title, subtitle: "", axes: [{ dimension: "year", categories: [...years, "Total"] }] },
  svg,
  csv: "",
});
const choose = (choices) => ({ type: "choice-made", choices });
const chosen = (...sizes) => ({
  type: "files-chosen",
  files: sizes.map((size, at) => ({ name: `${at}.csv`, size })),
  at: 0,
});

const read = (held) => [chosen(100), { type: "holdings-changed", holdings: held }, { type: "reading-ended" }];

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
    check("failed", { type: "drop-refused", problem: { message: "", hint: "" } });
    check("failed", { type: "engine-ready" }, chosen(100), { type: "engine-stopped" });
    check("failed", { type: "holdings-changed", holdings: holdings() }, { type: "view-refused", error: {} });
    const asked = holdings({ files: [UNRECOGNISED], sources: [], diagnostics: [error("c.csv")] });
    check("failed", ...read(asked));
  });

  it("is ready without a chart where nothing is held that could be charted", () => {
    const published = holdings({ files: [PUBLISHED], sources: [] });
    check("reading", chosen(100), { type: "holdings-changed", holdings: published });
    check("ready", ...read(published));
    const header = file(1, "header.csv", { kind: "header" });
    check("ready", ...read(holdings({ files: [header], sources: [] })));
    const inDoubt = file(1, "a.csv", { kind: "police", asksDateOrder: true });
    check("ready", ...read(holdings({ files: [inDoubt], sources: [POLICE] })));
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
    assert.deepEqual(recipeOf(after({ type: "holdings-changed", holdings: holdings() }).choices), {
      measure: "episodes",
      expression: "number",
      by: ["year", "region"],
      where: [],
      chart: "trend",
      limits: false,
      yearType: "reporting",
      source: "local_authority",
      duplicates: "counted",
      policy: "dfe",
      layout: "wide",
    });
  });

  it("set identical episodes aside where they count once, and nothing else", () => {
    const held = holdings({
      files: [file(1, "a.csv", { nOnceMore: 3 }), file(2, "b.csv", { nOnceMore: 0 }), POLICE_FILE],
      diagnostics: [{ code: "episodes-duplicate", setsAside: false }, error("c.csv")],
    });
    assert.equal(nOnceMore(held, "local_authority"), 3);
    assert.equal(nOnceMore(held, "police"), 0);
    assert.equal(asCounted(held, "counted"), held);
    const once = asCounted(held, "countedOnce");
    assert.deepEqual(
      once.files.map(({ nUsed, setAside }) => [nUsed, setAside.map(({ nRows }) => nRows)]),
      [
        [6, [3]],
        [9, []],
        [9, []],
      ],
    );
    assert.deepEqual(
      once.diagnostics.map(({ setsAside }) => setsAside),
      [true, undefined],
    );
  });

  it("ask for one line when no series is chosen", () => {
    const state = after({ type: "choice-made", choices: { series: "none" } });
    assert.deepEqual(recipeOf(state.choices).by, ["year"]);
  });

  it("fall back to regions when the source does not record what was chosen", () => {
    const both = holdings({ files: [file(), POLICE_FILE], sources: [LOCAL, POLICE] });
    const police = [
      { type: "holdings-changed", holdings: both },
      { type: "choice-made", choices: { source: "police" } },
      { type: "choice-made", choices: { series: "risk" } },
    ];
    assert.deepEqual(recipeOf(after(...police).choices).by, ["year", "risk"]);
    const local = after(...police, { type: "choice-made", choices: { source: "local_authority" } });
    assert.deepEqual(recipeOf(local.choices).by, ["year", "region"]);
    const removed = after(...police, { type: "holdings-changed", holdings: holdings() });
    assert.equal(recipeOf(removed.choices).source, "local_authority");
  });

  it("offer no source all of whose dates are in doubt", () => {
    const inDoubt = { ...POLICE_FILE, asksDateOrder: true };
    const state = after({
      type: "holdings-changed",
      holdings: holdings({ files: [inDoubt, file()], sources: [POLICE, LOCAL] }),
    });
    assert.equal(state.choices.source, "local_authority");
  });

  const police = [{ type: "holdings-changed", holdings: holdings({ files: [POLICE_FILE], sources: [POLICE] }) }];
  const both = holdings({ files: [file(), POLICE_FILE], sources: [LOCAL, POLICE] });
  const undone = (...events) => {
    const state = after(...events);
    assert.ok(state.undone === "" || state.news.includes(state.undone), "what is undone is announced with the figures");
    return state.undone.replace("No longer possible, and so undone: ", "");
  };

  it("put the third dimension between the years and the series", () => {
    const split = [...police, choose({ series: "risk", alsoBy: "sex" })];
    assert.deepEqual(recipeOf(after(...split).choices).by, ["year", "sex", "risk"]);
    assert.deepEqual(recipeOf(after(...split, choose({ series: "none" })).choices).by, ["year"]);
    assert.equal(undone(...split, choose({ series: "sex" })), "split by sex.", "not twice by the same");
  });

  it("fall back to figures as they are when what is measured is no count", () => {
    const share = [...police, choose({ expression: "share", hasLimits: true })];
    assert.equal(recipeOf(after(...share).choices).limits, true);
    const { choices } = after(...share, choose({ measure: "days_median" }));
    assert.deepEqual([choices.measure, choices.expression, choices.hasLimits], ["days_median", "number", false]);
    assert.equal(undone(...share, choose({ measure: "days_median" })), "share and 95 % limits.");
    assert.equal(undone(...share, choose({ measure: "days_median" }), choose({ series: "sex" })), "", "said once");
  });

  it("fall back to episodes when the files do not record what was measured", () => {
    const hours = [{ type: "holdings-changed", holdings: both }, choose({ source: "police" }), choose({ measure: "hours_median" })];
    assert.equal(after(...hours).choices.measure, "hours_median");
    const local = [...hours, choose({ source: "local_authority" })];
    assert.equal(after(...local).choices.measure, "episodes");
    assert.equal(undone(...local), "hours median.");
  });

  it("leave categories out, in the order of the dimension, and none where all are left in", () => {
    const known = ["High", "Medium", "Low"];
    const filters = withFilter([], "risk", ["Medium", "High"], known);
    assert.deepEqual(filters, [{ dimension: "risk", categories: ["High", "Medium"] }]);
    assert.equal(filterInWords(filters[0], "risk category"), "Only risk category: High or Medium");
    const many = { dimension: "hour", categories: ["0", "1", "2", "3", "4", "5", "6"] };
    assert.equal(filterInWords(many, "hour of the day"), "Only hour of the day: 0, 1, 2, 3, 4 or 2 more");
    assert.deepEqual(withFilter(filters, "risk", known, known), []);
    assert.deepEqual(withFilter(filters, "risk", [], known), []);
    assert.deepEqual(recipeOf(after(...police, choose({ filters })).choices).where, filters);
  });

  it("drop a filter that what is held cannot meet, and say so", () => {
    const filters = [
      { dimension: "risk", categories: ["High"] },
      { dimension: "region", categories: REGIONS },
    ];
    const chosen = [{ type: "holdings-changed", holdings: both }, choose({ source: "police" }), choose({ filters })];
    const local = [...chosen, choose({ source: "local_authority" })];
    assert.deepEqual(after(...local).choices.filters, [filters[1]]);
    assert.equal(undone(...local), "only risk: High.");
    const shown = { type: "view-drawn", view: view() };
    const smaller = { ...POLICE, dimensions: dimensions({ year: [], region: ["London"], risk: ["High"] }) };
    const held = holdings({ files: [POLICE_FILE], sources: [smaller] });
    const removed = [...chosen, shown, { type: "holdings-changed", holdings: held }];
    assert.deepEqual(after(...removed).choices.filters[1], { dimension: "region", categories: ["London"] });
    assert.equal(undone(...removed), "only region: South East.");
  });

  it("know the years from figures of all of them, and drop years that there are none of", () => {
    const drawn = [...police, { type: "view-drawn", view: view() }];
    assert.deepEqual(after(...drawn).years, ["2015", "2016"]);
    const filters = [{ dimension: "year", categories: ["2015"] }];
    const only = [...drawn, choose({ filters }), { type: "view-drawn", view: view("2015", { years: ["2015"] }) }];
    assert.deepEqual(after(...only).years, ["2015", "2016"], "figures of one year do not tell of the others");
    assert.ok(namesYears(after(...only).choices));
    const quarters = [...only, choose({ yearType: "quarter" })];
    assert.equal(after(...quarters).years, null);
    assert.deepEqual(after(...quarters).choices.filters, filters, "not known yet");
    const { choices } = after(...quarters);
    assert.deepEqual(recipeOfYears(choices).by, ["year"]);
    assert.equal(recipeOfYears(choices).where, undefined);
    const listed = [...quarters, { type: "years-listed", view: view("", { years: ["2014-15 Q1"] }) }];
    assert.deepEqual(after(...listed).choices.filters, []);
    assert.equal(undone(...listed), "only year: 2015.");
  });

  it("name a base year only where it is asked for and there", () => {
    const drawn = [...police, { type: "view-drawn", view: view() }, choose({ baseYear: "2016" })];
    assert.equal("baseYear" in recipeOf(after(...drawn).choices), false);
    const change = [...drawn, choose({ expression: "change_on_base_year" })];
    assert.equal(recipeOf(after(...change).choices).baseYear, "2016");
    const index = [...drawn, choose({ expression: "index" })];
    assert.equal(recipeOf(after(...index).choices).baseYear, "2016");
    const without = choose({ filters: [{ dimension: "year", categories: ["2015"] }] });
    assert.equal(undone(...change, without), "base year 2016.");
  });

  it("can be expressed and limited as the engine can", () => {
    const held = holdings({ files: [file(), PUBLISHED] });
    const why = (expression, measure, yearType = "reporting", these = held) =>
      whyNotExpressed(expression, { measure, yearType }, these);
    assert.equal(why("share", "children"), undefined);
    assert.match(why("share", "days_median"), /not a number/);
    assert.equal(why("rate", "episodes"), undefined);
    assert.match(why("rate", "episodes", "calendar"), /31 March/);
    assert.match(why("rate", "episodes", "reporting", holdings()), /published/);
    assert.equal(why("change_on_year_before", "days_median"), undefined);
    assert.equal(canHaveLimits({ measure: "interviews_offered", expression: "number" }), true);
    assert.equal(canHaveLimits({ measure: "episodes", expression: "change_on_base_year" }), false);
    assert.equal(canHaveLimits({ measure: "episodes", expression: "index" }), false);
  });

  it("stay as they are when the engine refuses them, and can be changed", () => {
    const error = { code: "session-no-population", message: "No file says how many.", hint: "Add one." };
    const refused = [...police, { type: "view-drawn", view: view() }, { type: "view-refused", error }];
    const state = after(...refused);
    assert.deepEqual([state.view, state.refusal, state.problems], [null, error, []]);
    assert.equal(state.announcement, "No file says how many. Add one.");
    assert.equal(phaseOf(state), "ready");
    const again = [...refused, choose({ series: "sex" }), { type: "drawing-started" }];
    assert.equal(phaseOf(after(...again)), "ready", "the page does not begin anew");
    assert.equal(after(...again, { type: "view-drawn", view: view() }).refusal, null);
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
    const table = { type: "view-drawn", view: view("By sex and risk", { svg: null }) };
    assert.equal(announced(...first, table), "Table updated: By sex and risk.");
  });

  it("say what became of a file that was read again, with the chart or without", () => {
    const again = { ...chosen(100), isAgain: true };
    const held = [{ type: "holdings-changed", holdings: holdings() }, { type: "view-drawn", view: view("By year") }];
    assert.equal(announced(...held, again), "Reading 0.csv again.");
    const reread = [again, { type: "file-read-again", file: 1 }, { type: "reading-ended" }];
    const words = "a.csv was read again: 9 of 10 rows used.";
    const drawn = { type: "view-drawn", view: view("By risk") };
    assert.equal(announced(...held, ...reread, drawn), `${words} Chart and table updated: By risk.`);
    const alone = holdings({ files: [file(1, "a.csv", { kind: "header" })], sources: [] });
    assert.equal(announced({ type: "holdings-changed", holdings: alone }, ...reread), words);
  });

  it("say that downloads are ready, and nothing of a chart that stays as it was", () => {
    const drawn = { type: "view-drawn", view: view("By year") };
    const held = [{ type: "holdings-changed", holdings: holdings() }, drawn];
    assert.equal(announced(...held, { type: "fingerprints-taken" }, drawn), "The downloads are ready.");
  });
});

describe("figures", () => {
  it("are written with their decimals, commas between thousands and a minus sign", () => {
    const written = [[311, 0], [1234567, 0], [7, 1], [-6.75, 1], [-1234.5, 1], [0, 1]].map(([n, d]) => formatFigure(n, d));
    assert.deepEqual(written, ["311", "1,234,567", "7.0", "\u22126.8", "\u22121,234.5", "0.0"]);
  });
});

describe("columns", () => {
  const held = (...files) => ({ type: "holdings-changed", holdings: holdings({ files }) });
  const choose = (column, role) => ({ type: "role-chosen", file: 1, column, role });

  it("are opened by themselves for a file that was not recognised, until they are closed", () => {
    const toggled = { type: "columns-toggled", file: 3 };
    assert.deepEqual(after(held(file(), UNRECOGNISED)).openColumns, [3]);
    assert.deepEqual(after(held(UNRECOGNISED), toggled, held(UNRECOGNISED)).openColumns, []);
    assert.deepEqual(after(held(UNRECOGNISED), held(file())).openColumns, [], "a file that is gone has none");
  });

  it("hold each role once: the column that had it before gives it up, and that is said", () => {
    const state = after(held(file()), choose(2, "child"));
    assert.deepEqual(state.drafts[1].mapping.roles, [null, "start", "child"]);
    assert.equal(state.drafts[1].givenUp, "Ref");
    assert.equal(state.announcement, "Column Ref is now not read.");
    const none = after(held(file()), choose(0, null));
    assert.deepEqual([none.drafts[1].mapping.roles, none.drafts[1].givenUp], [[null, "start", null], null]);
  });

  it("keep what was edited until it is taken or undone", () => {
    const edited = [held(file()), choose(2, "risk"), { type: "kind-chosen", file: 1, kind: "police" }];
    const { mapping } = after(...edited).drafts[1];
    assert.deepEqual([mapping.kind, mapping.roles[2]], ["police", "risk"]);
    assert.deepEqual(after(...edited, held(file(), POLICE_FILE)).drafts[1].mapping, mapping, "another file came");
    assert.deepEqual(after(...edited, held(file(1, "a.csv", { mapping }))).drafts, {}, "the file was read so");
    assert.deepEqual(after(...edited, { type: "draft-undone", file: 1 }).drafts, {});
  });

  it("keep what was said of a file that is still not recognised", () => {
    const asked = [held(file(1, "a.csv", { kind: "unrecognised" })), { type: "kind-chosen", file: 1, kind: "police" }];
    const taken = { ...MAPPING, kind: "unrecognised", roles: ["child", null, null] };
    const still = file(1, "a.csv", { kind: "unrecognised", mapping: taken });
    assert.equal(after(...asked, held(still)).drafts[1].mapping.kind, "police");
  });

  it("have values that stand for categories, until they are left as they are again", () => {
    const assign = (category) => ({ type: "value-assigned", file: 1, role: "risk", value: "Hi", category });
    const assigned = after(held(file()), assign("High"), assign("Medium"));
    assert.deepEqual(assigned.drafts[1].mapping.assignments, [{ role: "risk", value: "Hi", category: "Medium" }]);
    const left = after(held(file()), assign("High"), assign(null));
    assert.deepEqual(left.drafts[1].mapping.assignments, []);
  });
});

describe("published figures", () => {
  const held = (...files) => ({ type: "holdings-changed", holdings: holdings({ files, sources: [] }) });
  const national = { level: "national", unit: "children", measure: 0 };
  const table = { title: "Children missing", unitLabel: "children", levelLabel: "National", rows: [{}] };
  const drawn = { type: "published-drawn", file: 4, choice: national, table, csv: "" };

  it("begin with the first level and measure, and stay as they were chosen", () => {
    const shown = after(held(PUBLISHED)).published[4];
    assert.deepEqual([shown.choice, shown.isDrawn], [national, false]);
    const state = after(held(PUBLISHED), drawn, held(PUBLISHED, file()));
    assert.deepEqual([state.published[4].table, state.published[4].isDrawn], [table, true]);
    assert.equal(state.announcement, "Published figures: Children missing, National, children, 1 row.");
  });

  it("keep their table in sight while another is asked for", () => {
    const regional = { ...national, level: "regional" };
    const { choice, table: shown, isDrawn } = after(held(PUBLISHED), drawn, {
      type: "published-chosen",
      file: 4,
      choice: regional,
    }).published[4];
    assert.deepEqual([choice, shown, isDrawn], [regional, table, false]);
  });

  it("begin anew when the file was read otherwise", () => {
    const other = { ...PUBLISHED, published: { ...PUBLISHED.published, measures: [{ label: "Rate", unit: "rate" }] } };
    assert.equal(after(held(PUBLISHED), drawn, held(other)).published[4].table, null);
  });
});
