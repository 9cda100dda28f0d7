// Papa Parse, in the way that it offers for large files: chunk by chunk, as arrays of texts.

import Papa from "papaparse";
import { compete } from "./peer.js";
import { Tally } from "./tally.js";

compete(
  (file) =>
    new Promise((resolve, reject) => {
      const tally = new Tally();
      /** @type {{ start: number, region: number, risk: number } | undefined} */
      let columns;
      Papa.parse(file, {
        skipEmptyLines: true,
        chunk(/** @type {{ data: string[][] }} */ { data: rows }) {
          if (!columns) {
            const headers = /** @type {string[]} */ (rows.shift());
            columns = {
              start: headers.indexOf("Date Missing"),
              region: headers.indexOf("Region"),
              risk: headers.indexOf("Risk Level"),
            };
          }
          for (const row of rows) {
            const date = row[columns.start];
            const year = Number(date.slice(6)) + (date.slice(3, 5) >= "04" ? 1 : 0);
            tally.add(year, row[columns.region], row[columns.risk]);
          }
        },
        complete: () => resolve({ counts: tally.counts() }),
        error: reject,
      });
    }),
);
