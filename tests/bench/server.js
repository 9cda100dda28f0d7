// Serves the contestants' pages to this machine only.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

/** The scripts of the other contestants' pages; each is served with what it imports under its own name. */
const SCRIPTS = ["duckdb", "papaparse", "sheetjs", "reading", "reading.worker"];
/** What DuckDB asks for while it starts. */
const DUCKDB = "node_modules/@duckdb/duckdb-wasm/dist/";

/**
 * @typedef {{ type: string, body: Uint8Array | string }} Answer
 * @typedef {{ url: string, close: () => void }} Server
 */

/**
 * @param {string} pageFile  Whereabouts' page.
 * @returns {Promise<Server>}
 */
export async function serve(pageFile) {
  /** @type {Map<string, Answer>} */
  const answers = new Map();
  answers.set("/whereabouts", { type: "text/html; charset=utf-8", body: await readFile(pageFile) });
  answers.set("/duckdb-eh.wasm", {
    type: "application/wasm",
    body: await readFile(here(`${DUCKDB}duckdb-eh.wasm`)),
  });
  answers.set("/duckdb-browser-eh.worker.js", {
    type: "text/javascript",
    body: await readFile(here(`${DUCKDB}duckdb-browser-eh.worker.js`)),
  });
  const { outputFiles } = await build({
    entryPoints: SCRIPTS.map((name) => here(`peers/${name}.js`)),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    outdir: "/",
    write: false,
    logLevel: "error",
  });
  for (const { path, contents } of outputFiles) {
    const name = path.replace(/^.*[/\\]/, "").replace(/\.js$/, "");
    answers.set(`/${name}.js`, { type: "text/javascript", body: contents });
    answers.set(`/${name}`, {
      type: "text/html; charset=utf-8",
      body: `<!doctype html><title>${name}</title><body><script type="module" src="/${name}.js"></script>`,
    });
  }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const answer = answers.get(pathname);
    response.writeHead(answer ? 200 : 404, { "content-type": answer?.type ?? "text/plain" });
    response.end(answer?.body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
