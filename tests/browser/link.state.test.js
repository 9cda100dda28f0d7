// Links by themselves: choices to text and back. No browser.

import { describe, it } from "node:test";
import assert from "node:assert/strict";
import { firstChoices, possibleChoices } from "../../www/choices.js";
import { linkOf, readLink } from "../../www/link.js";
import { initialState, reduce } from "../../www/state.js";
import { VIEW_NAMES } from "../../www/views.js";

const DIMENSIONS = {
  year: [],
  region: ["London", "South East"],
  local_authority: ["Bristol, City of", "Kent"],
  missing_status: ["Missing", "Away"],
  risk: ["High", "No apparent risk"],
  duration: ["Same day", "1 to 2 days"],
  sex: ["Boy", "Girl & other=?#"],
};
const summary = (source) => ({
  source,
  dimensions: Object.entries(DIMENSIONS).map(([dimension, categories]) => ({ dimension, categories })),
  measures: ["episodes", "children", "days_median"],
});
const FILES = ["police", "ssda903", "published"].map((kind, id) => ({
  id,
  name: `${kind}.csv`,
  kind,
  mapping: {},
  asksDateOrder: false,
  published: kind === "published" ? { first: null } : null,
  lookedAfterBy: kind === "published" ? ["localAuthority"] : [],
}));
const HOLDINGS = { files: FILES, sources: [summary("local_authority"), summary("police")], diagnostics: [] };
const YEARS = ["2022", "2023", "2024"];
const first = (choices = {}) => ({ ...firstChoices("wide"), source: "local_authority", ...choices });
const read = (text, whose) => readLink(text, "wide", whose);
const custom = (rule) => ({
  custom: { threshold: 9, areZerosSensitive: false, base: 5, smallFigures: "suppressed", dominance: null, ...rule },
});

describe("a link", () => {
  it("is short and can be read", () => {
    assert.equal(linkOf(first()), "view=trend&source=local-authority&by=region");
    const narrowed = first({
      measure: "children",
      series: "risk",
      filters: [
        { dimension: "year", categories: ["2024"] },
        { dimension: "region", categories: ["London", "South East"] },
      ],
    });
    const text = "view=trend&source=local-authority&measure=children&by=risk&year=2024&region=London,South%20East";
    assert.equal(linkOf(narrowed), text);
  });

  it("gives back the choices that it was made of, whatever they are", () => {
    const parts = {
      source: ["local_authority", "police"],
      together: ["none", "none", "none", "beside", "matched"],
      measure: ["episodes", "children", "days_median"],
      expression: ["number", "share", "rate", "change_on_base_year", "index", "difference"],
      baseYear: [null, "2022", "2023"],
      series: ["none", "region", "risk", "missing_status", "local_authority", "duration", "sex"],
      alsoBy: ["none", "sex", "region"],
      yearType: ["reporting", "calendar", "quarter", "reportingCarriedOver", "month"],
      year: [null, "2023"],
      sortedBy: [null, "2022"],
      highlighted: [[], ["London"], ["Bristol, City of", "Kent"]],
      hasLimits: [false, true],
      toleranceHours: [24, 0, 72],
      duplicates: ["counted", "countedOnce"],
      policy: ["dfe", "dfeRounded", "health", "research", custom({}), custom({ smallFigures: "rounded_adding_up", dominance: 80 })],
      filters: [
        [],
        [{ dimension: "local_authority", categories: ["Bristol, City of", "Kent"] }],
        [{ dimension: "sex", categories: ["Girl & other=?#"] }, { dimension: "year", categories: ["2022", "2024"] }],
        [{ dimension: "risk", categories: ["No apparent risk"] }],
      ],
      view: VIEW_NAMES,
    };
    // Steps that share no factor, so that all go together with all: the same ones in every run.
    const steps = [1, 2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53];
    const links = new Set();
    for (let at = 0; at < 5000; at += 1) {
      const entries = Object.entries(parts).map(([key, values], part) => {
        const turn = Math.floor((at * steps[part]) / (part + 1)) + at;
        return [key, values[turn % values.length]];
      });
      const wanted = { ...first(), ...Object.fromEntries(entries) };
      const choices = possibleChoices(wanted, HOLDINGS, YEARS);
      const link = linkOf(choices);
      links.add(link);
      assert.match(link, /^[\x21-\x7e]+$/);
      const { choices: given, dropped } = read(`#${link}`);
      assert.deepEqual(dropped, []);
      // Of both sources together, which was chosen before is no matter.
      assert.deepEqual(given, choices.together === "none" ? choices : { ...choices, source: null }, link);
    }
    assert.ok(links.size > 1000, `${links.size} different ones`);
  });

  it("need not name everything", () => {
    assert.deepEqual(read("#by=risk").choices, first({ series: "risk", source: null }));
  });

  it("leaves out what it does not understand, and keeps the rest", () => {
    const { choices, dropped } = read("#view=mix&by=magic&colour=red&measure=children&sex=%E0%A4%A&region=London&region=Kent&limits");
    assert.deepEqual([choices.view, choices.measure], ["mix", "children"]);
    assert.deepEqual(choices.filters, [{ dimension: "region", categories: ["London"] }]);
    assert.deepEqual(dropped, ["by=magic", "colour=red", "sex=%E0%A4%A", "region=Kent", "limits"]);
    assert.equal(read("#files-heading"), null);
    assert.equal(read(""), null);
    assert.equal(read(`#view=trend&region=${"x".repeat(30_000)}`), null);
    assert.equal(read("#view=nothing").choices.view, "trend");
    assert.deepEqual(read("#view=trend&constructor=1&__proto__=2").dropped, ["constructor=1", "__proto__=2"]);
  });

  it("never has figures shown that nobody protects, nor takes a stranger's weaker rule", () => {
    const unprotected = linkOf(first({ policy: "unprotected" }));
    assert.match(unprotected, /policy=unprotected/);
    for (const whose of ["anybodys", "own"]) {
      assert.equal(read(unprotected, whose).choices.policy, "dfe");
      assert.deepEqual(read(unprotected, whose).dropped, ["policy=unprotected"]);
    }
    assert.equal(read(unprotected, "confirmed").choices.policy, "unprotected", "back and forth once it was confirmed");
    const weak = linkOf(first({ policy: custom({ threshold: 2 }) }));
    assert.equal(read(weak).choices.policy, "dfe");
    assert.deepEqual(read(weak, "own").choices.policy, custom({ threshold: 2 }));
    assert.equal(read("#view=trend&policy=own,9,nothing,5,zeros,none").choices.policy, "dfe");
  });

  it("waits for files, and says what they cannot meet", () => {
    const after = (...events) => events.reduce(reduce, initialState("wide"));
    const opened = { type: "link-opened", link: read("#view=trend&source=police&measure=children&by=risk&region=Atlantis&x=1") };
    const held = (...sources) => ({
      type: "holdings-changed",
      holdings: { ...HOLDINGS, sources: HOLDINGS.sources.filter(({ source }) => sources.includes(source)) },
    });
    const local = after(opened, held("local_authority"));
    assert.equal(local.choices.source, "local_authority");
    const both = after(opened, held("local_authority"), held("local_authority", "police"));
    assert.deepEqual([both.choices.source, both.choices.series, both.choices.measure], ["police", "risk", "children"]);
    assert.equal(
      both.undone,
      "Left out of the link, since it is not understood or not obeyed: x=1. No longer possible, and so undone: only region: Atlantis.",
    );
    const view = { release: { title: "By risk", axes: [{ categories: ["2024", "Total"] }] }, svg: "", csv: "" };
    const drawn = after(opened, held("local_authority", "police"), { type: "view-drawn", view });
    assert.match(drawn.announcement, /^Left out of the link.*By risk\.$/);
    assert.equal(drawn.linked, null);
  });

  it("is not what puts a file back: the choices that it could meet are there again", () => {
    const held = (files) => ({ type: "holdings-changed", holdings: { ...HOLDINGS, files: FILES.slice(0, files) } });
    const view = { release: { title: "", axes: [{ categories: ["2024", "Total"] }] }, svg: "", csv: "" };
    const chosen = [held(2), { type: "view-drawn", view }, { type: "choice-made", choices: { source: "local_authority", series: "sex" } }];
    const before = [...chosen].reduce(reduce, initialState("wide")).choices;
    const removed = [...chosen, held(1), { type: "file-removed", name: "ssda903.csv", before }];
    const state = removed.reduce(reduce, initialState("wide"));
    assert.equal(state.choices.source, "police");
    assert.equal(state.removed.name, "ssda903.csv");
    const back = [...removed, held(2), { type: "file-put-back" }].reduce(reduce, initialState("wide"));
    assert.deepEqual([back.choices, back.removed], [before, null]);
    const other = [...removed, { type: "choice-made", choices: { measure: "children" } }, held(2), { type: "file-put-back" }];
    assert.equal(other.reduce(reduce, initialState("wide")).choices.measure, "children", "what was chosen since stays");
  });
});
