// Small extracts for the tests, made up here. No real children.

import { open, writeFile } from "node:fs/promises";
import { join } from "node:path";

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
