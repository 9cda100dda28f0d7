// The files that the contestants read, made under target/bench/ and kept there with what is known of them.

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Episodes, dateText, timeText } from "./episodes.js";
import { HEADERS } from "./headers.js";
import { writeSheet } from "./sheet.js";

/** Bytes that are written at a time. */
const BUFFER_BYTES = 1 << 22;
/** Longer than any row. */
const MAX_ROW_BYTES = 512;

/** Where the made files are. */
export const FOLDER = fileURLToPath(new URL("../../target/bench", import.meta.url));

/**
 * @typedef {object} Extract
 * @property {string} path
 * @property {"csv" | "xlsx"} format
 * @property {number} nRows
 * @property {number} nBytes
 * @property {import("./counts.js").Counts} counts  Of each reporting year, region and risk, as they were made.
 */

/**
 * Gives the extract of so many rows, made anew if it is not there whole or was made by other code than today's.
 *
 * @param {"csv" | "xlsx"} format
 * @param {number} nRows
 * @returns {Promise<Extract>}
 */
export async function extract(format, nRows) {
  const path = join(FOLDER, `police-${nRows}.${format}`);
  const madeBy = await fingerprint();
  const known = existsSync(`${path}.json`) ? JSON.parse(await readFile(`${path}.json`, "utf8")) : null;
  if (known?.madeBy === madeBy && existsSync(path) && (await stat(path)).size === known.nBytes) {
    return { path, format, nRows, nBytes: known.nBytes, counts: known.counts };
  }
  console.log(`Making ${path} ...`);
  await mkdir(FOLDER, { recursive: true });
  await rm(`${path}.json`, { force: true });
  const counts = format === "csv" ? await writeCsv(path, nRows) : await writeSheet(path, nRows);
  const { size: nBytes } = await stat(path);
  await writeFile(`${path}.json`, JSON.stringify({ madeBy, nBytes, counts }));
  return { path, format, nRows, nBytes, counts };
}

/** What the files are made by and from, as a hash: what was made otherwise is not what would be made today. */
async function fingerprint() {
  const places = ["local_authorities", "police_forces"].map((name) => `../../src/reference/${name}.tsv`);
  const hash = createHash("sha256");
  for (const path of ["episodes.js", "extract.js", "headers.js", "sheet.js", ...places]) {
    hash.update(await readFile(new URL(path, import.meta.url)));
  }
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @param {number} nRows
 * @returns {Promise<import("./counts.js").Counts>}
 */
async function writeCsv(path, nRows) {
  const episodes = new Episodes();
  const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  const file = await open(path, "w");
  let length = buffer.write(`${HEADERS.join(",")}\n`, "latin1");
  for (let row = 0; row < nRows; row += 1) {
    episodes.advance();
    length += buffer.write(csvRow(episodes), length, "latin1");
    if (length > BUFFER_BYTES - MAX_ROW_BYTES) {
      await file.write(buffer, 0, length);
      length = 0;
    }
  }
  await file.write(buffer, 0, length);
  await file.close();
  return episodes.counts();
}

/** @param {Episodes} episode */
function csvRow(episode) {
  const { incident, child, age, gender, ethnicity, place, risk, lookedAfter } = episode;
  const start = `${dateText(episode.startDay)},${timeText(episode.startMinute)}`;
  const end = `${dateText(episode.endDay)},${timeText(episode.endMinute)}`;
  const where = `${place.force},${place.authority},${place.region}`;
  const placement = episode.placement.includes(",") ? `"${episode.placement}"` : episode.placement;
  const whom = `${incident},${child},${age},${gender},${ethnicity}`;
  return `${whom},${start},${end},${where},${risk},${lookedAfter},${placement}\n`;
}
