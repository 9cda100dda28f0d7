import { html } from "htm/preact";
import { formatBytes, formatCount, formatNumber, formatYears, listInWords, listSome } from "../../words.js";

/** More names of places than this would hide what else is said of a file. */
const MAX_PLACES = 5;

/**
 * What is known of a file once it was read: rows, years, places, what else is in it, its size and fingerprint.
 *
 * @param {{ file: import("../../engine.js").FileSummary }} props
 */
export function FileFacts({ file }) {
  const { headerRow, years, places, others, published, sha256 } = file;
  /** @type {[string, unknown][]} */
  const facts = [];
  if (headerRow > 1) {
    facts.push(["Header", `in row ${formatNumber(headerRow)}`]);
  }
  // The years of dates in doubt would be a guess.
  if (years && !file.asksDateOrder) {
    facts.push(["Years", `${formatYears(...years)}, years ending 31 March`]);
  }
  if (published && published.from !== null && published.to !== null) {
    const kinds = published.yearKinds.length > 0 ? `, ${listInWords(published.yearKinds)}` : "";
    facts.push(["Years", `${formatYears(published.from, published.to)}${kinds}`]);
  }
  if (places.length > 0) {
    facts.push(["Places", listSome(places, MAX_PLACES)]);
  }
  if (others.length > 0) {
    const named = others.map(({ label, nRows }) => `${label} (${formatCount(nRows, "row")})`);
    facts.push(["Also in it", listInWords(named)]);
  }
  if (file.sheets.length === 1 && file.sheet !== null) {
    facts.push(["Sheet", file.sheet]);
  }
  if (file.droppedBirthDates) {
    facts.push(["Dates of birth", "each became the child’s age when the episode started, and was dropped"]);
  }
  facts.push(["Size", formatBytes(file.nBytes)]);
  facts.push(["SHA-256", sha256 === null ? "being taken" : html`<code>${sha256}</code>`]);
  return html`
    ${file.kind !== "unrecognised" &&
    html`<dl class="wa-file__rows">
      <div><dt>Rows</dt><dd>${formatNumber(file.nRows)}</dd></div>
      <div><dt>Used</dt><dd>${formatNumber(file.nUsed)}</dd></div>
      <div><dt>Set aside</dt><dd>${formatNumber(file.nRows - file.nUsed)}</dd></div>
    </dl>`}
    ${file.setAside.length > 0 &&
    html`<ul class="wa-file__reasons">
      ${file.setAside.map(({ reason, nRows }) => html`<li>${formatNumber(nRows)} set aside: ${reason}</li>`)}
    </ul>`}
    <dl class="wa-file__facts">
      ${facts.map(([name, fact]) => html`<div><dt>${name}</dt><dd>${fact}</dd></div>`)}
    </dl>
  `;
}
