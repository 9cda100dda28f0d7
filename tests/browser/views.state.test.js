// The views by themselves: what each asks the engine for, and what is there again. No browser.

import { describe, it } from "node:test";
import assert from "node:assert/strict";
import { recipeOf } from "../../www/choices.js";
import { initialState, reduce } from "../../www/state.js";
import { VIEW_NAMES, whyNoView } from "../../www/views.js";

const dimensions = (categories) =>
  Object.entries(categories).map(([dimension, names]) => ({ dimension, categories: names }));
const PLACES = { year: [], region: ["London", "South East"], local_authority: ["Kent", "Ealing"] };
const LOCAL = {
  source: "local_authority",
  dimensions: dimensions({ ...PLACES, missing_status: ["Missing", "Away"], duration: ["Same day", "2 days"] }),
  measures: ["episodes", "children", "days_median"],
};
const POLICE = {
  source: "police",
  dimensions: dimensions({ year: [], region: ["London", "South East"], risk: ["High", "Low"], sex: ["Boy", "Girl"] }),
  measures: ["episodes", "children", "days_median"],
};
const file = (id, kind, more = {}) => ({ id, name: `${id}.csv`, kind, nUsed: 1, mapping: {}, published: null, lookedAfterBy: [], asksDateOrder: false, ...more });
const FILES = { local_authority: file(1, "ssda903"), police: file(2, "police") };
const PUBLISHED = file(3, "published", { published: { levels: [], measures: [], first: null }, lookedAfterBy: ["regional", "localAuthority"] });
const held = (...sources) => ({
  type: "holdings-changed",
  holdings: { files: sources.map(({ source }) => FILES[source]), sources, diagnostics: [] },
});
const withPublished = (source, more = {}) => {
  const event = held(source);
  return { ...event, holdings: { ...event.holdings, files: [...event.holdings.files, { ...PUBLISHED, ...more }] } };
};
const drawn = {
  type: "view-drawn",
  view: { release: { title: "", axes: [{ dimension: "year", categories: ["2023", "2024", "Total"] }] }, svg: "", csv: "" },
};
const choose = (choices) => ({ type: "choice-made", choices });
const after = (...events) => events.reduce(reduce, initialState("wide"));
const asked = (...events) => {
  const { choices, years } = after(...events);
  return recipeOf(choices, years);
};

describe("a view", () => {
  it("asks for its picture, with dimensions that make sense in it", () => {
    const check = (view, source, { chart, by, expression = "number" }) => {
      const recipe = asked(withPublished(source), drawn, choose({ view }));
      assert.deepEqual([recipe.chart, recipe.by, recipe.expression], [chart, by, expression], view);
    };
    check("trend", LOCAL, { chart: "trend", by: ["year", "region"] });
    check("multiples", LOCAL, { chart: "multiples", by: ["year", "region"] });
    check("mix", LOCAL, { chart: "mix", by: ["year", "missing_status"] });
    check("mix", POLICE, { chart: "mix", by: ["year", "risk"] });
    check("heat", LOCAL, { chart: "heat", by: ["year", "region"] });
    check("authorities", LOCAL, { chart: "ranking", by: ["year", "region", "local_authority"] });
    check("funnel", LOCAL, { chart: "funnel", by: ["year", "region", "local_authority"], expression: "rate" });
    check("repeat", LOCAL, { chart: "mix", by: ["year", "duration"], expression: "share" });
    check("table", LOCAL, { chart: "table", by: ["year", "region"] });
    const both = asked(held(LOCAL, POLICE), drawn, choose({ view: "sources" }));
    assert.deepEqual([both.chart, both.by, both.source], ["sources", ["year", "source"], null]);
  });

  it("of authorities is of the last year until another is chosen", () => {
    const authorities = [held(LOCAL), drawn, choose({ view: "authorities" })];
    assert.deepEqual(asked(...authorities).where, [{ dimension: "year", categories: ["2024"] }]);
    assert.deepEqual(asked(...authorities, choose({ year: "2023" })).where, [{ dimension: "year", categories: ["2023"] }]);
    const left = { dimension: "year", categories: ["2023"] };
    const filtered = [held(LOCAL), drawn, choose({ filters: [left] }), choose({ view: "authorities" })];
    assert.deepEqual(asked(...filtered).where, [{ dimension: "year", categories: ["2024"] }], "one filter by year");
    assert.equal(after(...filtered).undone, "");
    assert.deepEqual(asked(...filtered, choose({ view: "trend" })).where, [left], "as it was");
  });

  it("is as it was left when a user comes back to it", () => {
    const split = [held(LOCAL), drawn, choose({ view: "table", alsoBy: "missing_status" }), choose({ measure: "children" })];
    const away = [...split, choose({ view: "mix", series: "region" }), choose({ expression: "share" })];
    assert.deepEqual(asked(...away).by, ["year", "region"]);
    const back = asked(...away, choose({ view: "table" }));
    assert.deepEqual([back.by, back.expression], [["year", "missing_status", "region"], "number"]);
    assert.equal(back.measure, "children", "what is counted goes with the user");
    const again = asked(...away, choose({ view: "table" }), choose({ view: "mix" }));
    assert.deepEqual([again.by, again.expression], [["year", "region"], "share"]);
  });

  it("picks out what was picked out of the same things, until it is of others", () => {
    const picked = [held(LOCAL), drawn, choose({ series: "local_authority" }), choose({ highlighted: ["Kent", "Atlantis"] })];
    assert.deepEqual(asked(...picked).highlighted, ["Kent"]);
    assert.equal(after(...picked).undone, "No longer possible, and so undone: Atlantis picked out.");
    assert.deepEqual(asked(...picked, choose({ view: "authorities" })).highlighted, ["Kent"]);
    const mixed = [...picked, choose({ view: "mix" })];
    assert.equal(asked(...mixed).highlighted, undefined, "a mix picks nothing out");
    assert.deepEqual(asked(...mixed, choose({ view: "trend" })).highlighted, ["Kent"]);
    const other = after(...picked, choose({ series: "region" }));
    assert.deepEqual([other.choices.highlighted, other.undone], [[], ""]);
  });

  it("says why it cannot be had", () => {
    const why = (view, ...sources) => {
      const { choices, holdings } = after(held(...sources));
      return whyNoView(view, choices, holdings) ?? "";
    };
    assert.match(why("sources", LOCAL), /police and of local authorities/);
    assert.equal(why("sources", LOCAL, POLICE), "");
    assert.match(why("authorities", POLICE), /police files do not record local authorities/);
    assert.match(why("funnel", LOCAL), /published figures/);
    const ofRegions = after(withPublished(LOCAL, { lookedAfterBy: ["regional"] }));
    assert.match(whyNoView("funnel", ofRegions.choices, ofRegions.holdings), /whole regions alone/);
    const ofEngland = after(withPublished(LOCAL, { lookedAfterBy: [] }));
    assert.match(whyNoView("funnel", ofEngland.choices, ofEngland.holdings), /needs a file of published figures/);
    assert.match(why("repeat", POLICE), /how long/);
    for (const view of VIEW_NAMES.filter((name) => name !== "sources" && name !== "funnel")) {
      assert.equal(why(view, LOCAL), "", view);
    }
  });

  it("gives way to the trend when what is held cannot meet it any more, and that is said", () => {
    const both = [held(LOCAL, POLICE), drawn, choose({ view: "authorities" })];
    const police = after(...both, choose({ source: "police" }));
    assert.deepEqual([police.choices.view, police.choices.series], ["trend", "region"]);
    assert.match(police.undone, /^No longer possible, and so undone: the view “Authorities”\.$/);
    const mix = after(held(LOCAL), drawn, choose({ measure: "days_median" }), choose({ view: "mix" }));
    assert.deepEqual([mix.choices.measure, mix.undone], ["episodes", ""]);
  });
});
