// The command line's figures against SQL over the same files: every cell of every measure, totals included.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { MEASURES, police, regional } from "./definitions.js";
import { open } from "./duckdb.js";
import { madePolice, madeRegional } from "./made.js";
import { views } from "./views.js";

/** @typedef {import("./views.js").View} View */

const N_ROWS = "200000";

/** What the files say nothing of. */
const SILENT = /** @type {Record<string, RegExp>} */ ({
  police: /^interviews/,
  regional: /^(interviews|hours)/,
  made_police: /^$/,
  made_regional: /^(interviews|hours)/,
});

const YEAR_TYPES = /** @type {const} */ (["reporting", "reporting_carried_over", "calendar", "quarter", "month"]);

/** @type {View[]} */
const VIEWS = Object.keys(SILENT).flatMap((of) =>
  // What is by year and region has the figures by year as its totals, and a large file takes a while to read.
  [...(of.startsWith("made") ? [["year"]] : []), ["year", "region"]].flatMap((by) =>
    Object.keys(MEASURES).map((measure) => ({ of, measure, by })),
  ),
);

/** Adds views of some measures. */
function add(/** @type {string} */ measures, /** @type {Omit<View, "measure">} */ rest) {
  VIEWS.push(...measures.split(" ").map((measure) => ({ ...rest, measure })));
}

for (const yearType of YEAR_TYPES.slice(1)) {
  const measures = "episodes children children_two_or_more days_median days_total open_at_year_end";
  add(measures, { of: "made_police", by: ["year", "region"], yearType });
  add(measures, { of: "made_regional", by: ["missing_status", "year"], yearType });
  add("episodes", { of: "police", by: ["year", "region"], yearType });
  add("open_at_year_end", { of: "regional", by: ["year", "region"], yearType });
  add("episodes", { of: "made_police", by: ["year", "region"], yearType, as: "change_on_year_before" });
}
add("episodes children_three_or_more days_percentile_90", { of: "police", by: ["year", "region", "risk"] });
add("children", { of: "police", by: ["year", "police_force"] });
add("episodes", { of: "police", by: ["year"] });
add("children", { of: "regional", by: ["year"] });
add("episodes days_median", { of: "police", by: ["year", "local_authority", "hour"] });
add("children", { of: "police", by: ["year", "region", "risk"], yearType: "month" });
add("children", { of: "regional", by: ["year", "local_authority", "missing_status"] });
add("episodes", { of: "police", by: ["weekday", "hour"] });
add("children episodes_per_child", { of: "police", by: ["sex", "age", "ethnicity"] });
add("episodes", { of: "police", by: ["duration", "year", "risk"] });
add("episodes", { of: "police", by: ["outcome", "looked_after"] });
add("episodes children", { of: "police", by: ["year", "region"], where: ["risk=high", "sex=female"] });
add("episodes", { of: "police", by: ["risk", "year"], where: ["age=10 to 15", "weekday=saturday"] });
add("days_total", { of: "regional", by: ["year", "age"], where: ["duration=3 to 7 days"] });
add("episodes", { of: "police", by: ["year", "sex"], where: ["hour=23:00 to 23:59"] });
add("episodes children", { of: "police", by: ["year", "region", "risk"], as: "share" });
add("over_24_hours_possible", { of: "regional", by: ["region", "year"], as: "share" });
add("children", { of: "regional", by: ["year", "region"], as: "change_on_year_before" });
add("episodes", { of: "police", by: ["year", "region"], yearType: "quarter", as: "change_on_year_before" });
add("hours_median hours_total interviews_accepted over_24_hours_certain children", {
  of: "made_police",
  by: ["year", "sexual_exploitation", "risk"],
});
add("episodes hours_percentile_90 over_24_hours_possible", { of: "made_police", by: ["duration", "hour"] });
add("episodes interviews_offered", { of: "made_police", by: ["interview_offered", "age", "outcome"] });
add("episodes children", { of: "made_police", by: ["region", "sex"], where: ["year=2020"], yearType: "reporting_carried_over" });
add("open_at_year_end", { of: "made_police", by: ["risk", "sex"], where: ["year=2020"] });
add("open_at_year_end", { of: "made_regional", by: ["local_authority", "age"], where: ["year=2020"] });
for (const yearType of YEAR_TYPES) {
  add("episodes children", { of: "made_regional", by: ["year", "repeats"], yearType });
  add("episodes children_two_or_more", { of: "made_police", by: ["repeats", "year", "risk"], yearType });
}
add("episodes children days_total", { of: "police", by: ["year", "repeats", "region"] });
add("children", { of: "regional", by: ["year", "local_authority"], where: ["repeats=10 episodes or more"] });

describe("The command line counts as SQL does", () => {
  const program = process.env.WHEREABOUTS_CLI ?? "";
  let folder = "";
  /** @type {ReturnType<typeof views>} */
  let bySql;
  /** @type {(view: View) => Promise<string>} */
  let atCommandLine;
  let n_cells = 0;

  before(async () => {
    assert.ok(program, "WHEREABOUTS_CLI names the command-line program");
    folder = await mkdtemp(join(tmpdir(), "whereabouts-oracle-"));
    const run = async (/** @type {string[]} */ ...arguments_) => {
      const { stdout } = await promisify(execFile)(program, arguments_, { maxBuffer: 1 << 30 });
      return stdout;
    };
    const file = (/** @type {string} */ of) => join(folder, `${of}.csv`);
    for (const kind of ["police", "regional"]) {
      await writeFile(file(kind), await run("sample", "--kind", kind, "--rows", N_ROWS));
    }
    await writeFile(file("made_police"), madePolice(6000));
    await writeFile(file("made_regional"), madeRegional(6000));
    const database = await open();
    for (const of of Object.keys(SILENT)) {
      await database.load(of, file(of));
      database.query(of.endsWith("regional") ? regional(of) : police(of, of.startsWith("made")));
    }
    bySql = views(database);
    atCommandLine = (view) =>
      run("tabulate", file(view.of), ...option("--by", view.by.join(",")), ...options(view), ...option("--policy", "unprotected"));
  });
  after(() => folder && rm(folder, { recursive: true }));

  it("in every cell", async () => {
    /** Which view is next for whoever is free. */
    let next = 0;
    /** @type {string[]} */
    const differences = [];
    const work = async () => {
      for (let view = VIEWS[next++]; view; view = VIEWS[next++]) {
        differences.push(...compare(view, await atCommandLine(view)));
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
    assert.equal(differences.length, 0, `${differences.length} of ${n_cells} cells differ:\n${differences.slice(0, 50).join("\n")}`);
    assert.ok(n_cells > 40_000, `${n_cells} cells are fewer than there were`);
  });

  it("and says how many cells were compared", (test) => test.diagnostic(`${VIEWS.length} views, ${n_cells} cells`));

  /**
   * What differs between a view's figures at the command line and those by SQL.
   *
   * @param {View} view
   * @param {string} csv
   */
  function compare(view, csv) {
    const rows = csv.trimEnd().split("\n").slice(1).map(fields);
    const at = view.by.indexOf("year");
    const years = [...new Set(rows.map((row) => row[at] ?? ""))].filter((year) => year !== "Total");
    const { figure, keys, decimals } = bySql(view, years);
    const left = new Set(keys);
    /** @type {string[]} */
    const differences = [];
    for (const row of rows) {
      n_cells += 1;
      const cell = row.slice(0, view.by.length);
      left.delete(cell.join("\n"));
      const [value, status] = row.slice(view.by.length);
      const expected = SILENT[view.of]?.test(view.measure) ? null : figure(cell);
      if (!isSame(expected, value ?? "", status ?? "", decimals)) {
        differences.push(`${JSON.stringify(view)} ${cell.join(" / ")}: ${value} (${status}) where SQL has ${expected}`);
      }
    }
    differences.push(...[...left].map((key) => `${JSON.stringify(view)} ${key.split("\n").join(" / ")}: no row`));
    return differences;
  }
});

/** Whether a figure is the one expected, to the decimal places in which it is written. */
function isSame(
  /** @type {number | null} */ expected,
  /** @type {string} */ value,
  /** @type {string} */ status,
  /** @type {number} */ decimals,
) {
  if (expected === null) {
    return value === "" && ["not_applicable", "not_available"].includes(status);
  }
  const isNear = value !== "" && Math.abs(Number(value) - expected) <= 0.5 * 10 ** -decimals + 1e-9 * Math.abs(expected);
  const wanted = expected === 0 ? "zero" : Number(value) === 0 ? "rounded_to_zero" : "value";
  return isNear && status === wanted && (value.split(".")[1] ?? "").length === decimals;
}

const option = (/** @type {string} */ name, /** @type {string | undefined} */ value) => (value ? [name, value] : []);

/** A view's options at the command line. */
const options = (/** @type {View} */ { measure, yearType, where = [], as }) => [
  ...option("--measure", measure),
  ...option("--year-type", yearType),
  ...option("--as", as),
  ...where.flatMap((filter) => option("--where", filter)),
];

/** The fields of a line of figures, in which names may stand between quotation marks. */
const fields = (/** @type {string} */ line) =>
  [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
