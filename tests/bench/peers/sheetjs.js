// SheetJS, told to leave out all that a count has no use for.

import { read } from "xlsx";
import { compete } from "./peer.js";
import { Tally } from "./tally.js";

/** 1 January 1970 as spreadsheets number days. */
const EPOCH_SERIAL = 25_569;
const DAY_MS = 86_400_000;

compete(async (file) => {
  const workbook = read(await file.arrayBuffer(), {
    dense: true,
    cellFormula: false,
    cellHTML: false,
    cellText: false,
  });
  const sheet = workbook.Sheets[workbook.SheetNames[0]];
  // The release that the registry has keeps a dense sheet as rows of cells.
  const [headers, ...rows] = /** @type {{ v: any }[][]} */ (/** @type {unknown} */ (sheet));
  const columnOf = (/** @type {string} */ name) => headers.findIndex((cell) => cell.v === name);
  const start = columnOf("Date Missing");
  const region = columnOf("Region");
  const risk = columnOf("Risk Level");
  const tally = new Tally();
  for (const row of rows) {
    const date = new Date((row[start].v - EPOCH_SERIAL) * DAY_MS);
    const year = date.getUTCFullYear() + (date.getUTCMonth() >= 3 ? 1 : 0);
    tally.add(year, row[region].v, row[risk].v);
  }
  return { counts: tally.counts() };
});
