// The runs as Markdown.

import { readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";

const README = fileURLToPath(new URL("../../README.md", import.meta.url));
const BEGIN = "<!-- bench -->";
const END = "<!-- /bench -->";
const NOT_MEASURED = "not measured";
/** Characters of a failure that a cell of the table has room for. */
const MAX_FAILURE_LENGTH = 120;

/**
 * @typedef {import("./contestants.js").Contestant} Contestant
 * @typedef {import("./contestants.js").Run} Run
 * @typedef {import("./extract.js").Extract} Extract
 *
 * @typedef {object} Entry  What one contestant did with one extract.
 * @property {Contestant} contestant
 * @property {Run[]} runs
 *
 * @typedef {object} Contest
 * @property {Extract} extract
 * @property {Entry[]} entries
 */

/**
 * @param {Contest[]} contests
 * @param {{ version: string, nRounds: number }} setting
 * @returns {string}
 */
export function report(contests, { version, nRounds }) {
  const machine = `Chromium ${version}, headless, on ${cpus().length} processor cores.`;
  const method =
    "From the file to the figures in the page; each run in a tab of its own, the contestants in turn. " +
    `Rounds: ${nRounds}, after one that does not count; the median, with the least and the most.`;
  const runs = contests.flatMap(({ entries }) => entries.flatMap((entry) => entry.runs));
  const agreement = failureOf(runs) ? [] : ["All come to the counts with which the files were made."];
  return [[machine, method, ...agreement].join(" "), ...contests.map(section)].join("\n\n");
}

/** @param {Contest} contest */
function section({ extract, entries }) {
  const done = entries.filter(({ runs }) => !failureOf(runs));
  const fastestMs = (/** @type {string} */ key) =>
    Math.min(...done.filter(({ contestant }) => contestant.key === key).map(({ runs }) => medianMs(runs)));
  const references = [
    { heading: "time ÷ reading only", ms: fastestMs("reading") },
    { heading: "time ÷ DuckDB-WASM", ms: fastestMs("duckdb") },
    { heading: "time ÷ SheetJS", ms: fastestMs("sheetjs") },
  ].filter(({ ms }) => Number.isFinite(ms));
  const once = entries.every(({ runs }) => runs.length === 1) ? ", read once" : "";
  const headings = [
    `${grouped(extract.nRows)} rows, ${grouped(extract.nBytes / 1e6)} MB of ${extract.format.toUpperCase()}${once}`,
    "seconds",
    "MB/s",
    ...references.map(({ heading }) => heading),
    "peak memory of the tab",
    "page held up for",
  ];
  const rows = fastest(entries).map(({ contestant, runs }) => {
    const name = contestant.key === "whereabouts" ? `**${contestant.name}**` : contestant.name;
    const failure = failureOf(runs);
    if (failure) {
      const words = failure.replaceAll("|", "/").slice(0, MAX_FAILURE_LENGTH);
      return [name, `failed: ${words}`, ...headings.slice(2).map(() => "")];
    }
    const ms = medianMs(runs);
    return [
      name,
      spread(runs.map((run) => run.ms / 1000)),
      grouped(extract.nBytes / 1e3 / ms),
      ...references.map((reference) => (ms / reference.ms).toFixed(2)),
      mebibytes(runs.map(({ peakBytes }) => peakBytes)),
      heldUp(runs),
    ];
  });
  const lines = [headings, headings.map((_, at) => (at === 0 ? "---" : "---:")), ...rows];
  const table = lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  const own = done.filter(({ contestant }) => contestant.key === "whereabouts").map(ofWhereabouts);
  return [table, ...own].join("\n\n");
}

/** A whole number with its thousands set apart. @param {number} value */
const grouped = (value) => Math.round(value).toLocaleString("en-GB");

/** Of a contestant with several ways, the fastest alone. @param {Entry[]} entries */
function fastest(entries) {
  return entries.filter(({ contestant, runs }) => {
    const rivals = entries.filter((other) => other.contestant.key === contestant.key && !failureOf(other.runs));
    return rivals.every((other) => medianMs(other.runs) >= medianMs(runs)) || failureOf(runs);
  });
}

/** @param {Entry} entry */
function ofWhereabouts({ runs }) {
  const wasm = mebibytes(runs.map(({ wasmBytes }) => wasmBytes));
  const views = runs.flatMap(({ viewsMs }) => viewsMs ?? []);
  const view = views.length > 0 ? `${median(views).toFixed(1)} ms` : NOT_MEASURED;
  return `Whereabouts: WebAssembly memory at its peak ${wasm}; a further view takes the engine ${view}.`;
}

/** @param {Run[]} runs */
const failureOf = (runs) => runs.find(({ failure }) => failure)?.failure;

/** @param {Run[]} runs */
const medianMs = (runs) => median(runs.map(({ ms }) => ms));

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @param {number[]} values */
function spread(values) {
  const text = median(values).toFixed(2);
  return values.length > 1 ? `${text} (${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)})` : text;
}

/** @param {(number | null | undefined)[]} values  In bytes. */
function mebibytes(values) {
  const known = values.filter((value) => typeof value === "number");
  return known.length > 0 ? `${Math.round(median(known) / 2 ** 20)} MiB` : NOT_MEASURED;
}

/** @param {Run[]} runs */
function heldUp(runs) {
  const longest = Math.max(...runs.map(({ longestMs }) => longestMs));
  return longest > 0 ? `${Math.round(longest)} ms` : "under 50 ms";
}

/** Finds the place for the report in the README. */
export async function readmePlace() {
  const text = await readFile(README, "utf8");
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin === -1 || end < begin) {
    throw new Error(`README.md has no place for the figures: put ${BEGIN} and ${END} where they belong`);
  }
  return { head: text.slice(0, begin + BEGIN.length), tail: text.slice(end) };
}

/** @param {string} text */
export async function writeToReadme(text) {
  const { head, tail } = await readmePlace();
  await writeFile(README, `${head}\n\n${text}\n\n${tail}`);
}
