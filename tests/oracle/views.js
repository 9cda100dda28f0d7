// Figures by SQL, of the same form as those of the command line.

import { DIMENSIONS, MEASURES, SEVERAL, countsIn, periods, unreached } from "./definitions.js";

/** @typedef {import("./definitions.js").YearType} YearType */
/** @typedef {import("./duckdb.js").Database} Database */

/**
 * A view that is compared.
 *
 * @typedef {object} View
 * @property {string} of the table
 * @property {string} measure
 * @property {string[]} by
 * @property {YearType} [yearType]
 * @property {string[]} [where] such as "risk=High"
 * @property {"number" | "share" | "change_on_year_before"} [as]
 */

/** Figures by their categories, joined by line feeds; null where there can be none. */
/** @typedef {Map<string, number | null>} Figures */

const TOTAL = "Total";

/** How many periods are in a year, where it is not one. */
const IN_A_YEAR = /** @type {Record<string, number>} */ ({ quarter: 4, month: 12 });

/** Every subset of a list, as which of its places are left in. */
const subsets = (/** @type {string[]} */ list) =>
  Array.from({ length: 1 << list.length }, (_, bits) => list.map((_, at) => (bits & (1 << at)) === 0));

/** A cell with another category. */
const instead = (/** @type {string[]} */ cell, /** @type {number} */ at, /** @type {string} */ category) =>
  cell.map((name, other) => (other === at ? category : name));

/** @param {Database} database */
export function views(database) {
  /** What was counted: many views differ in the measure alone. */
  const counted = /** @type {Map<string, Map<string, import("./duckdb.js").Row>>} */ (new Map());

  /**
   * All measures of all cells.
   *
   * @param {View} view
   */
  function count({ of, measure, by, yearType = "reporting", where = [] }) {
    const isAtYearEnd = measure === "open_at_year_end";
    const key = JSON.stringify([of, by, yearType, where, isAtYearEnd]);
    const known = counted.get(key);
    if (known) {
      return known;
    }
    const keys = by.map((_, at) => `k${at}`);
    const category = (/** @type {string} */ name) => {
      const ofCalendarYears = name === "repeats" && yearType === "calendar" ? "repeats_calendar" : name;
      return name === "year" ? "name" : DIMENSIONS[ofCalendarYears];
    };
    const kept = where.map((filter) => {
      const [name = "", value] = filter.split("=");
      return `AND lower(${category(name)}) = lower('${value}')`;
    });
    database.query(`CREATE OR REPLACE TEMP TABLE periods AS ${periods(of, yearType)}`);
    database.query(`
      CREATE OR REPLACE TEMP TABLE placed AS
      SELECT ${by.map((name, at) => `${category(name)} AS k${at},`).join(" ")}
             row_id, episode, child, started, collection_year, days, minutes, interview_offered, interview_accepted
      FROM ${of}_episodes JOIN periods ON ${countsIn(yearType, isAtYearEnd)} WHERE true ${kept.join(" ")}`);
    const isSpread = isAtYearEnd || yearType === "reporting_carried_over";
    /** @type {Map<string, import("./duckdb.js").Row>} */
    const cells = new Map();
    for (const left of subsets(by)) {
      const names = keys.map((name, at) => (left[at] ? name : `'${TOTAL}'`));
      // Over all years an episode that counts in several of them is one.
      const isOverYears = by.every((name, at) => name !== "year" || !left[at]);
      const rows =
        isSpread && isOverYears
          ? `SELECT * FROM placed QUALIFY row_number() OVER (PARTITION BY ${[...names, "episode"].join(", ")} ORDER BY row_id) = 1`
          : "SELECT * FROM placed";
      const groups = names.map((name, at) => `${name} AS g${at}`).join(", ");
      const by_group = keys.map((_, at) => `g${at}`).join(", ");
      const measures = Object.entries(MEASURES).filter(([, { sql }]) => !(sql in SEVERAL));
      const of_cell = measures.map(([name, { sql }]) => `(${sql})::DOUBLE AS ${name}`).join(", ");
      const several = Object.entries(SEVERAL).map(([name, least]) => `count(*) FILTER (n >= ${least}) AS ${name}`);
      const figures = database.query(`
        WITH rows AS (SELECT *, ${groups} FROM (${rows})),
          of_cell AS (SELECT ${by_group}, ${of_cell} FROM rows GROUP BY ALL),
          of_child AS (SELECT ${by_group}, child, count(*) AS n FROM rows WHERE child IS NOT NULL GROUP BY ALL),
          of_children AS (SELECT ${by_group}, ${several.join(", ")} FROM of_child GROUP BY ALL)
        SELECT * FROM of_cell LEFT JOIN of_children USING (${by_group})`);
      for (const row of figures) {
        cells.set(keys.map((_, at) => row[`g${at}`]).join("\n"), row);
      }
    }
    counted.set(key, cells);
    return cells;
  }

  /**
   * The figures of a view, and those of a cell that no episode is in.
   *
   * @param {View} view
   * @returns {{ figures: Figures, empty: number | null, late: unknown[] }}  `late`: years of which the files do not tell it.
   */
  function number(view) {
    const { sql = "", isCount } = MEASURES[view.measure] ?? {};
    const cells = count(view);
    const column = sql in SEVERAL ? sql : view.measure;
    const year_at = view.by.indexOf("year");
    const isStock = view.measure === "open_at_year_end";
    database.query(`CREATE OR REPLACE TEMP TABLE periods AS ${periods(view.of, view.yearType ?? "reporting")}`);
    const late = isStock ? database.query(unreached(view.of)).map((row) => row["name"]) : [];
    /** @type {Figures} */
    const figures = new Map();
    for (const [key, row] of cells) {
      // A stock has no sum over years, and nobody knows whose episodes without a reference are.
      const hasNone =
        (isStock && key.split("\n")[year_at] === TOTAL) ||
        late.includes(key.split("\n")[year_at]) ||
        (view.measure.startsWith("children") && row.children === 0);
      figures.set(key, hasNone ? null : /** @type {number | null} */ (row[column] ?? null));
    }
    return { figures, empty: isCount ? 0 : null, late };
  }

  /**
   * The figures of a view, and those of a cell that no episode is in.
   *
   * @param {View} view
   * @param {string[]} years those of the axis, in order
   * @returns {{ figure: (cell: string[]) => number | null, keys: string[], decimals: number }}
   */
  return function figures(view, years) {
    const { figures, empty, late } = number(view);
    const at = (/** @type {string[]} */ cell) => {
      const isOverYears = cell[view.by.indexOf("year")] === TOTAL;
      const found = figures.get(cell.join("\n"));
      if (late.includes(cell[view.by.indexOf("year")])) {
        return null;
      }
      return found !== undefined ? found : view.measure === "open_at_year_end" && isOverYears ? null : empty;
    };
    const keys = [...figures.keys()];
    const in_a_year = IN_A_YEAR[view.yearType ?? ""] ?? 1;
    switch (view.as ?? "number") {
      case "number":
        return { figure: at, keys, decimals: MEASURES[view.measure]?.decimals ?? 0 };
      case "share": {
        const along = view.by.findLastIndex((name) => name !== "year");
        const share = (/** @type {string[]} */ cell) => {
          const [part, whole] = [at(cell), at(instead(cell, along, TOTAL))];
          return part === null || !whole ? null : (100 * part) / whole;
        };
        return { figure: share, keys, decimals: 1 };
      }
      case "change_on_year_before": {
        const axis = view.by.indexOf("year");
        const change = (/** @type {string[]} */ cell) => {
          const before = years[years.indexOf(cell[axis] ?? "") - in_a_year];
          const [from, to] = [before === undefined ? null : at(instead(cell, axis, before)), at(cell)];
          return to === null || !from || cell[axis] === TOTAL ? null : 100 * (to / from - 1);
        };
        return { figure: change, keys, decimals: 1 };
      }
    }
  };
}
