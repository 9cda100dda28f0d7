// The marks of a picture by themselves: what they stand for, and which comes next. No browser.

import { describe, it } from "node:test";
import assert from "node:assert/strict";
import { heard, nearest, next, placeOf, wordsOf } from "../../www/marks.js";

const AXES = [
  { dimension: "year", categories: ["2022", "2023", "2024", "Total"] },
  { dimension: "region", categories: ["London", "South East", "Total"] },
];
const cell = (value, status = "value", limits = undefined) => ({ value, status, limits });
const RELEASE = {
  axes: AXES,
  unit: "Episodes",
  decimals: 0,
  policy: "dfe",
  definition: "An episode is a period, e.g. a day. Each counts once.",
  cells: Array.from({ length: 12 }, (_, at) => cell(at * 1000)),
};
const release = (at, changed) => ({ ...RELEASE, cells: RELEASE.cells.with?.(at, changed) ?? Object.assign([...RELEASE.cells], { [at]: changed }) });
const box = (x, y, size = 8) => ({ x, y, width: size, height: size });
const mark = (x, y, ...cells) => ({ cells, category: null, box: box(x, y) });
const label = (category) => ({ cells: [], category, box: box(0, 0) });

describe("a mark", () => {
  it("is of a category on each axis", () => {
    assert.deepEqual([0, 2, 3, 7, 11].map((at) => placeOf(at, RELEASE)), [[0, 0], [0, 2], [1, 0], [2, 1], [3, 2]]);
  });

  it("is said with its unit, its limits and what it means", () => {
    const words = wordsOf([7], release(7, cell(2155, "value", [2065, 2248])));
    assert.deepEqual(words, {
      name: "2024, South East",
      figures: ["2,155 episodes (95 % limits 2,065 to 2,248)"],
      meaning: "An episode is a period, e.g. a day.",
    });
    assert.equal(heard(words), "2024, South East: 2,155 episodes (95 % limits 2,065 to 2,248)");
  });

  it("says why it is no figure", () => {
    const said = (status) => wordsOf([3], release(3, cell(null, status))).figures[0];
    assert.equal(said("suppressed"), "suppressed: about 1 to 5 children, or would give such a figure away");
    assert.equal(said("not_available"), "not available");
  });

  it("that stands for several figures says what they share once", () => {
    const { name, figures } = wordsOf([6, 7], RELEASE);
    assert.equal(name, "2024");
    assert.deepEqual(figures, ["London: 6,000 episodes", "South East: 7,000 episodes"]);
    const suppressed = { ...RELEASE, cells: RELEASE.cells.map(() => cell(null, "suppressed")) };
    const why = "suppressed: about 1 to 5 children, or would give such a figure away";
    assert.deepEqual(wordsOf([6, 7], suppressed).figures, [`London and South East: ${why}`]);
  });

  it("is meant by a pointer on it or near it, the smallest first", () => {
    const items = [mark(100, 100, 0), mark(120, 100, 3), { ...mark(0, 0, 6), box: box(90, 90, 60) }, label("1:0")];
    assert.equal(nearest(items, { x: 104, y: 104 }, 24), 0);
    assert.equal(nearest(items, { x: 118, y: 104 }, 24), 2, "on the large one");
    assert.equal(nearest(items, { x: 100, y: 70 }, 24), 2);
    assert.equal(nearest(items, { x: 300, y: 300 }, 24), -1);
    assert.equal(nearest([label("1:0")], { x: 0, y: 0 }, 24), -1, "a name is no figure");
  });

  it("leads along the years and across the categories, and to the name of its row", () => {
    // London without 2023.
    const items = [mark(0, 50, 0), mark(20, 50, 6), mark(0, 90, 1), mark(10, 90, 4), mark(20, 90, 7), label("1:1"), label("1:0")];
    const go = (at, ...keys) => keys.reduce((item, key) => next(items, item, key, RELEASE), at);
    assert.equal(go(0, "ArrowRight"), 1);
    assert.equal(go(0, "ArrowLeft"), 0);
    assert.equal(go(3, "ArrowUp"), 0, "the nearest year");
    assert.equal(go(0, "ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight"), 5);
    assert.equal(go(5, "ArrowUp"), 6, "from name to name");
    assert.equal(go(6, "Home"), 0);
    assert.equal(go(0, "End"), 6);
    assert.equal(go(2, "ArrowDown"), 2);
  });

  it("of several figures stands where each has no mark of its own", () => {
    // Both suppressed in 2022, and a mark of both in each later year.
    const items = [mark(10, 50, 3), mark(20, 50, 6), mark(10, 90, 4), mark(20, 90, 7), mark(0, 100, 0, 1), mark(10, 120, 3, 4), mark(20, 120, 6, 7)];
    const go = (at, ...keys) => keys.reduce((item, key) => next(items, item, key, RELEASE), at);
    assert.deepEqual([go(0, "ArrowLeft"), go(2, "ArrowLeft"), go(4, "ArrowRight")], [4, 4, 0]);
    assert.deepEqual([go(3, "ArrowDown"), go(6, "ArrowLeft")], [6, 5]);
  });

  it("leads as they stand in a picture of one year", () => {
    const axes = [{ dimension: "year", categories: ["2024", "Total"] }, { dimension: "local_authority", categories: ["Kent", "Ealing", "Leeds", "Total"] }];
    const items = [mark(30, 10, 2), mark(10, 30, 0), mark(20, 20, 1)];
    const go = (at, key) => next(items, at, key, { axes });
    assert.deepEqual([go(0, "ArrowDown"), go(2, "ArrowDown"), go(1, "ArrowDown")], [2, 1, 1]);
    assert.deepEqual([go(1, "ArrowRight"), go(2, "ArrowRight"), go(0, "Home")], [2, 0, 0]);
  });
});
