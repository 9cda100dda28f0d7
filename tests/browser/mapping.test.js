// Mappings by themselves: how they are edited, and which texts are one. No browser.

import { describe, it } from "node:test";
import assert from "node:assert/strict";
import { isForHeader, valuesAsked } from "../../www/mapping.js";
import { isMappingFile, parseMapping, writeMapping } from "../../www/mapping-file.js";

const MAPPING = {
  whereaboutsMapping: 1,
  header: ["Ref", "Date Missing", "Grade"],
  kind: "police",
  roles: ["child", "start", "risk"],
  assignments: [{ role: "risk", value: "Hi", category: "High" }],
  dateOrder: "day_first",
  sheet: null,
};

describe("a saved mapping", () => {
  const check = (change, expected) => assert.deepEqual(parseMapping(JSON.stringify({ ...MAPPING, ...change })), expected);

  it("is read as it was written", () => {
    assert.deepEqual(parseMapping(writeMapping(MAPPING)), MAPPING);
    assert.match(writeMapping(MAPPING), /^{\n {2}"whereaboutsMapping": 1,\n/);
  });

  it("may leave out what has nothing to say, and have more than is known", () => {
    const { assignments: _, dateOrder: __, sheet: ___, ...least } = MAPPING;
    const expected = { ...MAPPING, assignments: [], dateOrder: null };
    assert.deepEqual(parseMapping(JSON.stringify({ ...least, note: "ours" })), expected);
    check({ assignments: [{ role: "risk", value: "Hi", category: "High", note: 1 }] }, MAPPING);
  });

  it("is refused whole where the engine would not know a part of it", () => {
    check({ whereaboutsMapping: 2 }, null);
    check({ kind: "toString" }, null);
    check({ roles: ["child", "start"] }, null);
    check({ roles: ["child", "start", "constructor"] }, null);
    check({ header: "Ref" }, null);
    check({ header: ["Ref", 1, "Grade"] }, null);
    check({ assignments: [null] }, null);
    check({ assignments: [{ role: "risk", value: "Hi" }] }, null);
    check({ dateOrder: "year_first" }, null);
    check({ sheet: 1 }, null);
    for (const text of ["", "{", "null", "[]", "1", '{"a": 1}', '"whereaboutsMapping"']) {
      assert.equal(parseMapping(text), null, text);
    }
  });

  it("is told by the end of its name", () => {
    const names = ["police.mapping.json", "A.JSON", "json", "a.json.csv"];
    assert.deepEqual(names.filter((name) => isMappingFile({ name })), names.slice(0, 2));
  });
});

describe("a mapping", () => {
  it("is for the same header in any case and spacing, and for no other", () => {
    const check = (header, expected) => assert.equal(isForHeader(MAPPING, header), expected);
    check(["REF", "date_missing", "grade"], true);
    check(["ref", "DateMissing", "Grade"], true);
    check(["Ref", "Date Missing"], false);
    check(["Ref", "Grade", "Date Missing"], false);
    check(["Ref Date", "Missing", "Grade"], false);
  });

  it("asks about values that were not understood, and keeps those in sight that were told", () => {
    const unknownValues = [
      { role: "risk", value: "Lo", nRows: 2 },
      { role: "risk", value: "Zed", nRows: 40 },
    ];
    const file = { unknownValues, mapping: MAPPING };
    const told = { ...MAPPING, assignments: [{ role: "risk", value: "Zed", category: "Low" }] };
    assert.deepEqual(valuesAsked(file, told), [
      [
        "risk",
        [
          { value: "Zed", nRows: 40, category: "Low" },
          { value: "Lo", nRows: 2, category: null },
          { value: "Hi", nRows: null, category: null },
        ],
      ],
    ]);
    const places = { unknownValues: [...unknownValues, { role: "start", value: "?", nRows: 1 }], mapping: MAPPING };
    assert.deepEqual(valuesAsked(places, told).map(([role]) => role), ["start", "risk"], "in the order of the columns");
    const unread = { ...MAPPING, roles: ["child", "start", null] };
    assert.deepEqual(valuesAsked({ unknownValues: [], mapping: MAPPING }, unread), []);
  });
});
