// Made-up episodes as police forces might export them, the same on every run, with the counts that every contestant must
// come to. No real children.

import { readFileSync } from "node:fs";

/** The reporting years, from 1 April of the year before to 31 March. */
const FIRST_YEAR = 2013;
const LAST_YEAR = 2024;
const N_YEARS = LAST_YEAR - FIRST_YEAR + 1;
const DAY_MS = 86_400_000;
const MINUTES_OF_DAY = 1440;
const FIRST_DAY = Date.UTC(FIRST_YEAR - 1, 3, 1) / DAY_MS;
const N_DAYS = Date.UTC(LAST_YEAR, 3, 1) / DAY_MS - FIRST_DAY;
/** The longest episode. */
const MAX_MINUTES = 3 * MINUTES_OF_DAY;
/** Most children that occur. Enough that to count them takes memory, as with the files of many years. */
const N_CHILDREN = 1_000_000;

/** Of twenty rows: the larger groups more often, none so seldom that a cell would be about a few children only. */
const RISKS = [
  ...Array(3).fill("High"),
  ...Array(10).fill("Medium"),
  ...Array(5).fill("Low"),
  ...Array(2).fill("No apparent risk"),
];
const GENDERS = ["Female", "Male"];
const ETHNICITIES = ["White British", "White Irish", "Asian Indian", "Black African", "Mixed", "Not stated"];
/** One in five has a comma, so that one row in five has a quoted field. */
const PLACEMENTS = ["Foster care", "With parents", "Kinship care", "Residential school", "Children's home, private"];

/**
 * @typedef {object} Place
 * @property {string} force
 * @property {string} authority
 * @property {string} region
 */

/** Authorities of today, each with a force of its region. Names with a comma would quote fields in other rows too. */
const PLACES = readPlaces();
const REGIONS = [...new Set(PLACES.map(({ region }) => region))];
const RISK_NAMES = [...new Set(RISKS)];

/** Each day's text and reporting year. Made once: there are far fewer days than rows. */
const DAYS = Array.from({ length: N_DAYS + MAX_MINUTES / MINUTES_OF_DAY + 1 }, (_, at) => {
  const date = new Date((FIRST_DAY + at) * DAY_MS);
  const [year, month, day] = date.toISOString().slice(0, 10).split("-");
  return { text: `${day}/${month}/${year}`, reportingYear: date.getUTCFullYear() + (date.getUTCMonth() >= 3 ? 1 : 0) };
});
const TIMES = Array.from({ length: MINUTES_OF_DAY }, (_, minute) => {
  const padded = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${padded(Math.floor(minute / 60))}:${padded(minute % 60)}`;
});

/** @returns {Place[]} */
function readPlaces() {
  const read = (/** @type {string} */ name) =>
    readFileSync(new URL(`../../src/reference/${name}.tsv`, import.meta.url), "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split("\t"))
      .filter((cells) => !cells.some((cell) => cell.includes(",")));
  const forces = read("police_forces").map(([, name, region]) => ({ name, region }));
  return read("local_authorities")
    .filter(([, , , , , , lastDay]) => !lastDay)
    .map(([, , authority, region], at) => {
      const near = forces.filter((force) => force.region === region);
      return { force: near[at % near.length].name, authority, region };
    });
}

/** A day as day, month and year. @param {number} day */
export const dateText = (day) => DAYS[day].text;
/** A minute of a day as hours and minutes. @param {number} minute */
export const timeText = (minute) => TIMES[minute];
/** A day as spreadsheets number them. @param {number} day */
export const dateSerial = (day) => FIRST_DAY + day - Date.UTC(1899, 11, 30) / DAY_MS;
/** A minute of a day as spreadsheets number them: as part of the day. @param {number} minute */
export const timeSerial = (minute) => minute / MINUTES_OF_DAY;

/** A stream of episodes. The one at hand stands in the fields: an object for each of millions would be slow to make. */
export class Episodes {
  #state = 0x9e3779b9;
  /** Of each year, region and risk. */
  #counts = new Uint32Array(N_YEARS * REGIONS.length * RISK_NAMES.length);

  #number = 0;

  incident = "";
  child = "";
  age = 0;
  gender = "";
  ethnicity = "";
  /** Counted from 1 April 2012, as all days here. */
  startDay = 0;
  startMinute = 0;
  endDay = 0;
  endMinute = 0;
  place = PLACES[0];
  risk = "";
  lookedAfter = "";
  placement = "";

  /** Goes on to the next episode. */
  advance() {
    this.#number += 1;
    this.incident = `MP${String(this.#number).padStart(8, "0")}`;
    const child = this.#below(N_CHILDREN);
    this.child = `C${String(child).padStart(7, "0")}`;
    // What does not change about a child is taken from its number.
    this.place = PLACES[child % PLACES.length];
    this.gender = GENDERS[child % GENDERS.length];
    this.ethnicity = ETHNICITIES[child % ETHNICITIES.length];
    this.age = 10 + this.#below(8);
    const start = this.#below(N_DAYS * MINUTES_OF_DAY);
    const end = start + 30 + this.#below(MAX_MINUTES - 30);
    this.startDay = Math.floor(start / MINUTES_OF_DAY);
    this.startMinute = start % MINUTES_OF_DAY;
    this.endDay = Math.floor(end / MINUTES_OF_DAY);
    this.endMinute = end % MINUTES_OF_DAY;
    this.risk = RISKS[this.#below(RISKS.length)];
    this.lookedAfter = this.#below(4) > 0 ? "Yes" : "No";
    this.placement = PLACEMENTS[this.#number % PLACEMENTS.length];
    const year = DAYS[this.startDay].reportingYear - FIRST_YEAR;
    const group = (year * REGIONS.length + REGIONS.indexOf(this.place.region)) * RISK_NAMES.length;
    this.#counts[group + RISK_NAMES.indexOf(this.risk)] += 1;
  }

  /**
   * How many episodes there were so far, by reporting year, region and risk.
   *
   * @returns {import("./counts.js").Counts}
   */
  counts() {
    return Object.fromEntries(
      Array.from(this.#counts, (count, at) => {
        const year = FIRST_YEAR + Math.floor(at / (REGIONS.length * RISK_NAMES.length));
        const region = REGIONS[Math.floor(at / RISK_NAMES.length) % REGIONS.length];
        return [`${year}/${region}/${RISK_NAMES[at % RISK_NAMES.length]}`, count];
      }),
    );
  }

  /** A number from 0 up to `limit`, by Mulberry32. @param {number} limit */
  #below(limit) {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }
}
