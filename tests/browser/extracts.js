// Small extracts for the tests, made up here. No real children.

import { open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeWorkbook } from "./workbook.js";

const REGIONS = [
  "North East",
  "North West",
  "Yorkshire and The Humber",
  "East Midlands",
  "West Midlands",
  "East of England",
  "London",
  "South East",
  "South West",
];
const RISKS = ["High", "Medium", "Low", "No apparent risk", ""];
const SURNAMES = ["Smith", "Jones", "Taylor", "Brown", "Williams", "Wilson", "Johnson", "Davies", "Patel", "Wright"];
const POLICE_HEADER =
  "episode_id,child_ref,region,local_authority,force,age,sex,ethnicity,risk_category,looked_after,date_missing,time_missing,date_found,duration_hours,outcome";

/** @param {number} n @param {number} width */
const padded = (n, width) => String(n).padStart(width, "0");

/**
 * A police export. Episodes are dealt out evenly, so a count of any cell can be worked out by hand.
 *
 * @param {string} folder
 * @param {{ name?: string, nRows?: number, nBadDates?: number }} [options]
 * @returns {Promise<string>} Its path.
 */
export async function writePolice(folder, { name = "police.csv", nRows = 2000, nBadDates = 0 } = {}) {
  const path = join(folder, name);
  const file = await open(path, "w");
  let lines = [POLICE_HEADER];
  for (let row = 0; row < nRows; row += 1) {
    const region = REGIONS[row % REGIONS.length];
    const risk = RISKS[Math.floor(row / REGIONS.length) % RISKS.length];
    const year = 2016 + (row % 7);
    const month = padded(1 + (row % 12), 2);
    const day = padded(1 + (row % 28), 2);
    const date = row < nBadDates ? `${day}/13/${year}` : `${day}/${month}/${year}`;
    lines.push(
      `E${row},C${row % 5000},${region},,,${10 + (row % 8)},F,,${risk},Y,${date},21:30,${date},2.5,Returned`,
    );
    if (lines.length === 10_000) {
      await file.write(`${lines.join("\n")}\n`);
      lines = [];
    }
  }
  await file.write(lines.length > 0 ? `${lines.join("\n")}\n` : "");
  await file.close();
  return path;
}

/**
 * A police export of all local authorities, so thin that most figures of an authority, year and risk are about few children: to protect these takes
 * seconds.
 *
 * @param {string} folder
 * @returns {Promise<string>} Its path.
 */
export async function writeAuthorities(folder) {
  const table = await readFile(new URL("../../src/reference/local_authorities.tsv", import.meta.url), "utf8");
  const rows = table.trim().split("\n").slice(1);
  const current = rows.map((line) => line.split("\t")).filter((fields) => !fields[6]);
  const places = current.map(([, , name, region, force]) => ({ name, region, force }));
  return writeThinly(join(folder, "authorities.csv"), places, { nRows: 60_000, nYears: 12 });
}

/**
 * The same of ten years and regions alone, of which one in ten figures is about few children.
 *
 * @param {string} folder
 * @returns {Promise<string>} Its path.
 */
export function writeRegions(folder) {
  const places = REGIONS.map((region) => ({ name: "", region, force: "" }));
  return writeThinly(join(folder, "regions.csv"), places, { nRows: 12_000, nYears: 10 });
}

/**
 * @param {string} path
 * @param {{ name: string, region: string, force: string }[]} places
 * @param {{ nRows: number, nYears: number }} size
 */
async function writeThinly(path, places, { nRows, nYears }) {
  // A linear congruential generator (D. E. Knuth, MMIX): the same on every run.
  let seed = 1n;
  const random = () => {
    seed = BigInt.asUintN(64, seed * 6364136223846793005n + 1442695040888963407n);
    return Number(seed >> 11n) / 2 ** 53;
  };
  const lines = ["child_ref,force,region,local_authority,risk_category,date_missing,date_found"];
  for (let row = 0; row < nRows; row += 1) {
    // Some places and risks are seldom, as they are in life.
    const { name, region, force } = places[Math.floor(places.length * random() ** 2)];
    const risk = RISKS[Math.floor(RISKS.length * random() ** 2)];
    const year = 2012 + Math.floor(nYears * random());
    lines.push(`C${row},"${force}","${region}","${name}",${risk},15/06/${year},16/06/${year}`);
  }
  await writeFile(path, `${lines.join("\n")}\n`);
  return path;
}

/**
 * A Missing module, in which neither the columns nor the name say whose it is.
 *
 * @param {string} folder
 * @param {{ name?: string }} [options]
 * @returns {Promise<string>} Its path.
 */
export async function writeMissingModule(folder, { name = "missing.csv" } = {}) {
  const lines = ["CHILD,DOB,MISSING,MIS_START,MIS_END"];
  for (let row = 0; row < 60; row += 1) {
    const day = padded(1 + (row % 28), 2);
    const code = row % 3 === 0 ? "A" : "M";
    lines.push(`${row % 40},12/03/2004,${code},${day}/0${1 + (row % 9)}/2017,${day}/1${row % 3}/2017`);
  }
  return write(folder, name, lines);
}

/**
 * Police incidents under headings of somebody's own, with a line above them, names of people, and words of its own for regions
 * and risk.
 *
 * @param {string} folder
 * @param {{ name?: string, shift?: number }} [options]  `shift`: years to add.
 * @returns {Promise<string>} Its path.
 */
export function writeOwnHeadings(folder, { name = "own.csv", shift = 0 } = {}) {
  const lines = ["Extract of 3 March;;;;;", "Kid;Went;Area;Grade;Surname;Other"];
  for (let row = 0; row < 120; row += 1) {
    const date = `${13 + (row % 14)}/0${1 + (row % 9)}/${2015 + shift + (row % 5)}`;
    const area = ["Northern", "South East", "London"][row % 3];
    const grade = ["High", "Low", "Amber"][Math.floor(row / 3) % 3];
    lines.push(`K${row % 60};${date};${area};${grade};${SURNAMES[row % SURNAMES.length]};x${row}`);
  }
  return write(folder, name, lines);
}

/**
 * A police export none of whose dates says whether day or month comes first.
 *
 * @param {string} folder
 * @returns {Promise<string>} Its path.
 */
export function writeDatesInDoubt(folder) {
  const lines = ["child_ref,region,date_missing"];
  for (let row = 0; row < 60; row += 1) {
    lines.push(`C${row},London,0${1 + (row % 3)}/0${4 + (row % 5)}/2020`);
  }
  return write(folder, "doubt.csv", lines);
}

/**
 * The Header module of SSDA903.
 *
 * @param {string} folder
 * @returns {Promise<string>} Its path.
 */
export function writeHeaderModule(folder) {
  const lines = ["CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"];
  for (let row = 0; row < 40; row += 1) {
    lines.push(`${row},${1 + (row % 2)},12/03/2004,WBRI,UN4,0,`);
  }
  return write(folder, "header.csv", lines);
}

/** Figures in the form of the Department for Education's open data, made up. */
const EES_COLUMNS =
  "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,la_name,new_la_code,missing_status,number";

/** @returns {string[][]} */
function eesRows() {
  const rows = [EES_COLUMNS.split(",")];
  for (const year of ["2023", "2024", "2025"]) {
    const time = [year, "Reporting year"];
    const england = ["E92000001", "England"];
    rows.push(
      [...time, "National", ...england, "", "", "", "", "", "Children missing at 31 March", "220"],
      [...time, "National", ...england, "", "", "", "", "", "Children looked after during the year", "115410"],
      [
        ...[...time, "National", ...england, "", "", "", "", ""],
        ...["Average number of missing incidents per looked after child who went missing", "6.8"],
      ],
      [...time, "Regional", ...england, "E12000001", "North East", "", "", "", "Children missing at 31 March", "20"],
      [
        ...[...time, "Regional", ...england, "E12000007", "London", "", "", ""],
        ...["Children missing at 31 March", year === "2024" ? "c" : "60"],
      ],
    );
  }
  return rows;
}

/**
 * @param {string} folder
 * @returns {Promise<string>} Its path.
 */
export function writePublished(folder) {
  return write(
    folder,
    "published.csv",
    eesRows().map((row) => row.join(",")),
  );
}

/**
 * How many children were looked after in Leeds, in the form of the Department for Education's open data, made up.
 *
 * @param {string} folder
 * @returns {Promise<string>} Its path.
 */
export function writePopulation(folder) {
  const rows = ["2017", "2018"].map((year) => {
    const place = ["E92000001", "England", "E12000003", "Yorkshire and The Humber", "383", "Leeds", "E08000035"];
    const label = "Children looked after during the year";
    return [year, "Reporting year", "Local authority", ...place, label, "1500"].join(",");
  });
  return write(folder, "population.csv", [EES_COLUMNS, ...rows]);
}

/**
 * A police export that records return interviews, offered after two of three episodes and accepted after one of four.
 *
 * @param {string} folder
 * @returns {Promise<string>} Its path.
 */
export function writeInterviews(folder) {
  const lines = ["child_ref,region,date_missing,rhi_offered,rhi_accepted"];
  for (let row = 0; row < 600; row += 1) {
    const date = `${padded(1 + (row % 28), 2)}/05/${2016 + (row % 3)}`;
    const offered = row % 9 < 6 ? "Y" : "N";
    const accepted = row % 4 === 0 ? "Y" : "N";
    lines.push(`C${row % 200},${REGIONS[row % 2]},${date},${offered},${accepted}`);
  }
  return write(folder, "interviews.csv", lines);
}

/**
 * A workbook with notes, a police export, and another of other regions.
 *
 * @param {string} folder
 * @returns {Promise<string>} Its path.
 */
export function writeSheets(folder) {
  const sheet = (region) => [
    ["Incidents", "", ""],
    ["child_ref", "region", "date_missing"],
    ...Array.from({ length: 60 }, (_, row) => [`C${row}`, region, `2020-0${1 + (row % 9)}-15`]),
  ];
  return writeWorkbook(join(folder, "sheets.xlsx"), {
    Notes: [["Read me first"], ["Nothing here"]],
    North: sheet("North East"),
    Capital: sheet("London"),
  });
}

/**
 * A CSV file that is no extract.
 *
 * @param {string} folder
 * @returns {Promise<string>} Its path.
 */
export function writeOtherFile(folder) {
  return write(folder, "spending.csv", ["department,month,amount", "transport,2019-01,120"]);
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {string[]} lines
 */
async function write(folder, name, lines) {
  const path = join(folder, name);
  await writeFile(path, `${lines.join("\r\n")}\r\n`);
  return path;
}

/**
 * Writes a police extract of one region with seven children in a year: its figures can be exported, and what is out cannot be protected any more
 * by a rule that suppresses figures of fewer than ten children.
 *
 * @param {string} folder
 */
export async function writeSeven(folder) {
  const path = join(folder, "seven.csv");
  const rows = (/** @type {number} */ year, /** @type {number} */ nHigh, /** @type {number} */ n) =>
    Array.from({ length: n }, (_, at) => `${year}-${at},London,${at < nHigh ? "High" : "Low"},15/07/${year},16/07/${year}\n`);
  await writeFile(path, ["child_ref,region,risk_category,date_missing,date_found\n", ...rows(2015, 4, 7), ...rows(2016, 20, 40)].join(""));
  return path;
}
