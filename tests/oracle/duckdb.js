// DuckDB in this process, for SQL over the text of files. It comes with the packages of the benchmark.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(new URL("../bench/package.json", import.meta.url));

/** @typedef {Record<string, string | number | null>} Row */

/** Opens a database that lives as long as this process. */
export async function open() {
  const bundle = require.resolve("@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs");
  const duckdb = require(bundle);
  const file = (/** @type {string} */ name) => join(dirname(bundle), name);
  const bundles = {
    mvp: { mainModule: file("duckdb-mvp.wasm"), mainWorker: file("duckdb-node-mvp.worker.cjs") },
    eh: { mainModule: file("duckdb-eh.wasm"), mainWorker: file("duckdb-node-eh.worker.cjs") },
  };
  const database = await duckdb.createDuckDB(bundles, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME);
  await database.instantiate(() => {});
  database.open({ path: ":memory:" });
  const connection = database.connect();
  return {
    /**
     * Runs a statement; its rows, numbers as such.
     *
     * @param {string} sql
     * @returns {Row[]}
     */
    query(sql) {
      const plain = (/** @type {unknown} */ value) => (typeof value === "bigint" ? Number(value) : value);
      const rows = connection.query(sql).toArray();
      return rows.map((/** @type {{ toJSON(): Record<string, unknown> }} */ row) =>
        Object.fromEntries(Object.entries(row.toJSON()).map(([name, value]) => [name, plain(value)])),
      );
    },
    /**
     * Makes a table of a CSV file's fields as they are written.
     *
     * @param {string} table
     * @param {string} path
     */
    async load(table, path) {
      database.registerFileBuffer(`${table}.csv`, new Uint8Array(await readFile(path)));
      this.query(`CREATE TABLE ${table} AS SELECT row_number() OVER () AS row_id, *
                  FROM read_csv('${table}.csv', header = true, all_varchar = true, delim = ',', quote = '"')`);
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof open>>} Database */
