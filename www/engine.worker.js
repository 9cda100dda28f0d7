// The worker that holds the engine. Raw rows are in workers and nowhere else: what goes back to the page is progress
// (two numbers) and the engine's own answers, which hold released figures and findings only. Files are read by scan workers, which
// run this same script; the page starts them, and a port joins each to the engine's worker.

import { Engine, initSync } from "#core";
import { Cancelled, ScanPool, Unreadable } from "./scan-pool.js";
import { createScanner } from "./scan.js";

/**
 * @typedef {import("./engine.js").ToWorker} ToWorker
 * @typedef {import("./engine.js").FromWorker} FromWorker
 * @typedef {import("./engine.js").EngineRequest} EngineRequest
 * @typedef {import("./engine.js").EngineResponse} EngineResponse
 * @typedef {import("./engine.js").Mapping} Mapping
 * @typedef {import("./scan.js").ToScanWorker} ToScanWorker
 *
 * @typedef {object} Port
 * @property {(message: FromWorker, transfer?: Transferable[]) => void} postMessage
 * @property {((event: { data: ToWorker | ToScanWorker }) => void) | null} onmessage
 */

/** The first bytes of a file, by which it is recognised; as the core has it. */
const HEAD_BYTES = 1 << 20;
/** A range is at least so long: below it, another worker costs more than it saves. */
const MIN_RANGE_BYTES = 8 << 20;
/** More workers than this do not read any faster. */
const MAX_WORKERS = 8;

/** Even where there is one processor: while one of them waits for bytes, another has some. */
const MIN_WORKERS = 2;

/** So long a view is worked at before other messages have their turn. */
const SLICE_MS = 100;

/** Starting workers takes the page a while, which it has other uses for at the end of an import. */
const PREPARE_AFTER_MS = 500;

// This file is type-checked together with the page's, whose `self` is a window; a worker's differs in these two.
const port = /** @type {Port} */ (/** @type {unknown} */ (self));

port.onmessage = ({ data }) => {
  // The first message says which of the two kinds of worker this is.
  if (data.type === "start-scan") {
    const { port: toEngine } = data;
    const scan = createScanner((message, transfer) => toEngine.postMessage(message, transfer ?? []));
    scan(data);
    toEngine.onmessage = (event) => scan(event.data);
    return;
  }
  if (data.type === "start") {
    const receive = startEngine(data.module, data.key);
    port.onmessage = (event) => {
      try {
        receive(/** @type {ToWorker} */ (event.data));
      } catch (error) {
        reportCrash(error);
      }
    };
    port.postMessage({ type: "started" });
    // After messages that are waiting already.
    setTimeout(() => Engine.rehearse());
  }
};

/** @param {unknown} error */
function reportCrash(error) {
  port.postMessage({ type: "crashed", message: String(error) });
}

/**
 * @param {WebAssembly.Module} module
 * @param {Uint8Array} key
 * @returns {(message: ToWorker) => void}
 */
function startEngine(module, key) {
  const { memory } = initSync({ module });
  const engine = new Engine(key);
  let nScanners = 0;
  const pool = new ScanPool(() => {
    nScanners += 1;
    const scanner = nScanners;
    const { port1, port2 } = new MessageChannel();
    port.postMessage({ type: "scanner-wanted", scanner, port: port2 }, [port2]);
    return {
      send: (task, onMessage) => {
        port1.onmessage = (event) => onMessage(event.data);
        port1.postMessage(task);
      },
      stop: () => {
        port1.close();
        port.postMessage({ type: "scanner-done", scanner });
      },
    };
  }, Math.min(Math.max(navigator.hardwareConcurrency || 1, MIN_WORKERS), MAX_WORKERS));
  let isCancelled = false;
  let isViewCancelled = false;
  /** Settled when the view is done that is being made; until then the engine can be asked nothing else. @type {Promise<void> | null} */
  let viewing = null;

  /** Runs what asks the engine as soon as it can be asked, in the order in which it came. @param {() => void} run */
  function whenFree(run) {
    if (viewing) {
      viewing.then(run).catch(reportCrash);
    } else {
      run();
    }
  }

  async function free() {
    while (viewing) {
      await viewing;
    }
  }

  /**
   * Makes a view, in slices between which messages are heard.
   *
   * @param {number} id
   * @param {import("./engine.js").Recipe} recipe
   */
  async function view(id, recipe) {
    isViewCancelled = false;
    const before = performance.now();
    const making = engine.view(recipe);
    /** @type {EngineResponse | undefined} */
    let response;
    for (;;) {
      const until = performance.now() + SLICE_MS;
      while (response === undefined && performance.now() < until) {
        response = making.step();
      }
      if (response !== undefined || isViewCancelled) {
        break;
      }
      const elapsedMs = performance.now() - before;
      port.postMessage({ type: "protecting", id, progress: making.progress(), elapsedMs });
      await new Promise((resolve) => setTimeout(resolve));
    }
    making.free();
    const engineMs = performance.now() - before;
    port.postMessage(response ? { type: "answered", id, response, engineMs } : { type: "cancelled", id });
  }

  /**
   * @param {EngineRequest} request
   * @returns {EngineResponse}
   */
  const ask = (request) => engine.handle(request);

  /**
   * Reads one file and answers with what the engine then holds.
   *
   * @param {number} id
   * @param {File} file
   * @param {Mapping | null} mapping
   * @param {number | null} replaces
   */
  async function read(id, file, mapping, replaces) {
    isCancelled = false;
    await free();
    ask({ kind: "open", name: file.name, mapping, replaces });
    try {
      const response = await readInRanges(id, file);
      const wasmBytes = memory.buffer.byteLength + pool.wasmBytes;
      port.postMessage({ type: "answered", id, response, wasmBytes });
    } catch (error) {
      pool.cancel();
      await free();
      ask({ kind: "abandon" });
      if (isCancelled || error instanceof Cancelled) {
        port.postMessage({ type: "cancelled", id });
      } else if (error instanceof Unreadable) {
        port.postMessage({ type: "unreadable", id });
      } else {
        throw error;
      }
    } finally {
      // Their memory was given back; the next file finds new ones ready.
      setTimeout(() => pool.prepare(), PREPARE_AFTER_MS);
    }
  }

  /**
   * @param {number} id
   * @param {File} file
   * @returns {Promise<EngineResponse>}
   */
  async function readInRanges(id, file) {
    let head;
    try {
      head = await file.slice(0, HEAD_BYTES).arrayBuffer();
    } catch {
      throw new Unreadable();
    }
    await free();
    engine.push(new Uint8Array(head));
    const nRanges = Math.max(1, Math.min(pool.size, Math.floor(file.size / MIN_RANGE_BYTES)));
    const split = ask({ kind: "split", nBytes: file.size, nRanges });
    if (split.kind !== "split") {
      return split;
    }
    const length = Math.ceil(file.size / split.nRanges);
    const isWhole = split.nRanges === 1;
    const ranges = Array.from({ length: split.nRanges }, (_, index) => ({
      index,
      range: {
        from: index * length,
        to: isWhole ? Infinity : Math.min((index + 1) * length, file.size),
        isExact: false,
      },
    }));
    await scan(id, file, split.opening, ranges);
    for (;;) {
      await free();
      if (isCancelled) {
        throw new Cancelled();
      }
      const closed = ask({ kind: "close" });
      if (closed.kind !== "mended") {
        return closed;
      }
      const { range: index, from } = closed;
      const range = { from, to: Math.min((index + 1) * length, file.size), isExact: true };
      await scan(id, file, split.opening, [{ index, range }]);
    }
  }

  /**
   * @param {number} id
   * @param {File} file
   * @param {string} opening
   * @param {{ index: number, range: import("./scan.js").Range }[]} ranges
   */
  function scan(id, file, opening, ranges) {
    return pool.scan(
      file,
      opening,
      ranges,
      (index, part) => whenFree(() => engine.take(index, part)),
      ({ nBytes, nRows }) => port.postMessage({ type: "progressed", id, nBytes, nRows }),
    );
  }

  /**
   * @param {number} id
   * @param {File} file
   * @param {number} fileId
   */
  async function fingerprint(id, file, fileId) {
    try {
      const sha256 = await pool.fingerprint(file);
      await free();
      const response = ask({ kind: "fingerprint", file: fileId, sha256 });
      port.postMessage({ type: "answered", id, response });
    } catch (error) {
      if (error instanceof Cancelled) {
        port.postMessage({ type: "cancelled", id });
      } else if (error instanceof Unreadable) {
        port.postMessage({ type: "unreadable", id });
      } else {
        throw error;
      }
    } finally {
      setTimeout(() => pool.prepare(), PREPARE_AFTER_MS);
    }
  }

  return (message) => {
    switch (message.type) {
      case "request": {
        const { id, request } = message;
        whenFree(() => port.postMessage({ type: "answered", id, response: ask(request) }));
        break;
      }
      case "view":
        viewing = view(message.id, message.recipe)
          .catch(reportCrash)
          .finally(() => {
            viewing = null;
          });
        break;
      case "cancel-view":
        isViewCancelled = true;
        break;
      case "read":
        read(message.id, message.file, message.mapping, message.replaces).catch(reportCrash);
        break;
      case "fingerprint":
        fingerprint(message.id, message.file, message.fileId).catch(reportCrash);
        break;
      case "cancel":
        isCancelled = true;
        pool.cancel();
        break;
    }
  };
}
