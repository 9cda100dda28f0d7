// The page's side of the engine: typed calls to a worker, one worker at a time, started when it is first needed and
// discarded when it fails. The generated types of the boundary are named here once; other files take them from here.

import { createWorker, createWorkerUrl } from "./trust.js";

/**
 * @typedef {import("./types/engine.ts").Request} EngineRequest
 * @typedef {import("./types/engine.ts").Response} EngineResponse
 * @typedef {import("./types/engine.ts").Error} EngineError
 * @typedef {import("./types/engine.ts").Progress} Progress
 * @typedef {import("./types/engine.ts").Holdings} Holdings
 * @typedef {import("./types/engine.ts").FileSummary} FileSummary
 * @typedef {import("./types/engine.ts").Mapping} Mapping
 * @typedef {import("./types/engine.ts").Assignment} Assignment
 * @typedef {import("./types/engine.ts").Role} Role
 * @typedef {import("./types/engine.ts").ColumnSummary} ColumnSummary
 * @typedef {import("./types/engine.ts").UnknownValue} UnknownValue
 * @typedef {import("./types/engine.ts").Vocabulary} Vocabulary
 * @typedef {import("./types/engine.ts").SourceSummary} SourceSummary
 * @typedef {import("./types/engine.ts").Diagnostic} Diagnostic
 * @typedef {import("./types/engine.ts").View} View
 * @typedef {import("./types/engine.ts").Ledger} Ledger
 * @typedef {import("./types/engine.ts").Release} Release
 * @typedef {import("./types/engine.ts").Cell} Cell
 * @typedef {import("./types/engine.ts").Recipe} Recipe
 * @typedef {import("./types/engine.ts").Policy} Policy
 * @typedef {import("./types/engine.ts").CustomPolicy} CustomPolicy
 * @typedef {import("./types/engine.ts").Audit} Audit
 * @typedef {import("./types/engine.ts").Source} Source
 * @typedef {import("./types/engine.ts").YearType} YearType
 * @typedef {import("./types/engine.ts").Duplicates} Duplicates
 * @typedef {import("./types/engine.ts").Dimension} Dimension
 * @typedef {import("./types/engine.ts").Measure} Measure
 * @typedef {import("./types/engine.ts").Expression} Expression
 * @typedef {import("./types/engine.ts").Filter} Filter
 * @typedef {import("./types/engine.ts").Layout} Layout
 * @typedef {import("./types/engine.ts").Level} Level
 * @typedef {import("./types/engine.ts").Product} Product
 */

/**
 * What the page tells the worker.
 *
 * @typedef {{ type: "start", module: WebAssembly.Module, key: Uint8Array }
 *   | { type: "request", id: number, request: EngineRequest }
 *   | { type: "read", id: number, file: File, mapping: Mapping | null, replaces: number | null }
 *   | { type: "fingerprint", id: number, file: File, fileId: number }
 *   | { type: "view", id: number, recipe: Recipe }
 *   | { type: "cancel-view" }
 *   | { type: "cancel" }} ToWorker
 */

/**
 * What the worker tells the page.
 *
 * @typedef {{ type: "started" }
 *   | { type: "answered", id: number, response: EngineResponse, wasmBytes?: number, engineMs?: number }
 *   | { type: "progressed", id: number, nBytes: number, nRows: number }
 *   | { type: "protecting", id: number, progress: Progress, elapsedMs: number }
 *   | { type: "unreadable", id: number }
 *   | { type: "cancelled", id: number }
 *   | { type: "scanner-wanted", scanner: number, port: MessagePort }
 *   | { type: "scanner-done", scanner: number }
 *   | { type: "crashed", message: string }} FromWorker
 */

/**
 * How the reading of a file ended.
 *
 * @typedef {Extract<FromWorker, { type: "answered" | "unreadable" | "cancelled" }>} Outcome
 *
 * @typedef {(progress: { nBytes: number, nRows: number }) => void} OnProgress
 * @typedef {(progress: { progress: Progress, elapsedMs: number }) => void} OnProtecting
 *
 * @typedef {object} Call
 * @property {(outcome: Outcome) => void} resolve
 * @property {(error: EngineStopped) => void} reject
 * @property {OnProgress} [onProgress]
 * @property {OnProtecting} [onProtecting]
 */

/** 128 bits: no one can try all keys to find out which child a hash stands for. */
const KEY_BYTES = 16;

/**
 * A call came to nothing because its worker is gone: the page let go of it, or it failed, which `onFault` has told by
 * the time that a caller learns of it.
 */
export class EngineStopped extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = "EngineStopped";
  }
}

/** The engine, as the rest of the page sees it. */
export class Engine {
  /** @type {() => Promise<WebAssembly.Module>} */
  #load;
  /** @type {string} */
  #workerUrl;
  /** @type {Worker | undefined} */
  #worker;
  /** The scan workers that the engine has asked for, by its numbers for them. @type {Map<number, Worker>} */
  #scanners = new Map();
  /** What a worker is started with. @type {{ module: WebAssembly.Module, key: Uint8Array } | undefined} */
  #core;
  /** Settled when the worker may be sent messages. @type {Promise<void>} */
  #isSent = Promise.resolve();
  /** @type {Map<number, Call>} */
  #calls = new Map();
  #lastId = 0;
  /** Called when a worker has its engine running. */
  onReady = () => {};
  /** Called when a worker failed by a fault of ours; all that it held is gone. */
  onFault = () => {};

  /**
   * @param {() => Promise<WebAssembly.Module>} load  Gives the compiled module; called for each worker.
   * @param {string} source  The text of the worker's script.
   */
  constructor(load, source) {
    this.#load = load;
    this.#workerUrl = createWorkerUrl(source);
  }

  /** Starts a worker with a key of its own, unless one runs. */
  start() {
    if (this.#worker) {
      return;
    }
    const worker = createWorker(this.#workerUrl, "engine");
    this.#worker = worker;
    worker.onmessage = (event) => this.#receive(worker, event.data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(worker, event.message);
    };
    worker.onmessageerror = () => this.#fail(worker, "a message could not be read");
    this.#isSent = this.#load().then(
      (module) => {
        const key = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
        this.#core = { module, key };
        worker.postMessage(/** @type {ToWorker} */ ({ type: "start", ...this.#core }));
      },
      (error) => this.#fail(worker, String(error)),
    );
  }

  /**
   * Asks the engine one thing.
   *
   * @param {EngineRequest} request
   * @returns {Promise<EngineResponse>}
   */
  async request(request) {
    const outcome = await this.#call((id) => ({ type: "request", id, request }));
    if (outcome.type !== "answered") {
      throw new EngineStopped("a request was not answered");
    }
    return outcome.response;
  }

  /**
   * Has a view made. One is made at a time: wait for it, or cancel it, before asking for the next.
   *
   * @param {Recipe} recipe
   * @param {OnProtecting} onProtecting
   * @returns {Promise<EngineResponse | null>}  None if it was cancelled.
   */
  async view(recipe, onProtecting) {
    const outcome = await this.#call((id) => ({ type: "view", id, recipe }), { onProtecting });
    if (outcome.type !== "answered") {
      return null;
    }
    performance.measure("view", { start: performance.now(), detail: { engineMs: outcome.engineMs } });
    return outcome.response;
  }

  /** Gives up the view that is being made, if any. */
  cancelView() {
    this.#send({ type: "cancel-view" });
  }

  /**
   * Has the engine read a file. Files are read one at a time: wait for one before asking for the next.
   *
   * @param {File} file
   * @param {OnProgress} onProgress
   * @param {Mapping | null} mapping  How it is to be read, where the user says so.
   * @param {number | null} replaces  The earlier reading of the same file, whose place it takes.
   * @returns {Promise<Outcome>}
   */
  read(file, onProgress, mapping, replaces) {
    return this.#call((id) => ({ type: "read", id, file, mapping, replaces }), { onProgress });
  }

  /**
   * Has the SHA-256 taken of a file that is held without.
   *
   * @param {File} file
   * @param {number} fileId
   * @returns {Promise<Outcome>}
   */
  fingerprint(file, fileId) {
    return this.#call((id) => ({ type: "fingerprint", id, file, fileId }));
  }

  /** Breaks off the reading of the file at hand; files that were read before stay. */
  cancel() {
    this.#send({ type: "cancel" });
  }

  /** Discards the worker and with it all that was read. The next call starts another. */
  stop() {
    this.#discard("the engine was stopped");
  }

  /**
   * @param {(id: number) => ToWorker} message
   * @param {Pick<Call, "onProgress" | "onProtecting">} [listeners]
   * @returns {Promise<Outcome>}
   */
  #call(message, listeners) {
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      this.#calls.set(this.#lastId, { resolve, reject, ...listeners });
      this.#send(message(this.#lastId));
    });
  }

  /** @param {ToWorker} message */
  #send(message) {
    this.start();
    const worker = this.#worker;
    this.#isSent.then(() => worker?.postMessage(message));
  }

  /**
   * @param {Worker} worker
   * @param {FromWorker} message
   */
  #receive(worker, message) {
    if (worker !== this.#worker) {
      return;
    }
    switch (message.type) {
      case "started":
        this.onReady();
        break;
      case "crashed":
        this.#fail(worker, message.message);
        break;
      case "scanner-wanted":
        this.#startScanner(worker, message.scanner, message.port);
        break;
      case "scanner-done":
        this.#scanners.get(message.scanner)?.terminate();
        this.#scanners.delete(message.scanner);
        break;
      case "progressed":
        this.#calls.get(message.id)?.onProgress?.(message);
        break;
      case "protecting":
        this.#calls.get(message.id)?.onProtecting?.(message);
        break;
      default:
        this.#calls.get(message.id)?.resolve(message);
        this.#calls.delete(message.id);
    }
  }

  /**
   * A worker cannot rely on being able to start others, so the page does it; what a scan worker reads goes to the engine's by a port
   * between the two.
   *
   * @param {Worker} worker
   * @param {number} scanner
   * @param {MessagePort} port
   */
  #startScanner(worker, scanner, port) {
    const started = createWorker(this.#workerUrl, "scan");
    this.#scanners.set(scanner, started);
    started.onerror = (event) => {
      event.preventDefault();
      this.#fail(worker, event.message);
    };
    started.postMessage({ type: "start-scan", ...this.#core, port }, [port]);
  }

  /**
   * After a panic the engine's memory cannot be trusted, so its worker is never used again.
   *
   * @param {Worker} worker
   * @param {string} message
   */
  #fail(worker, message) {
    if (worker === this.#worker) {
      // For whoever reports the fault. It says where our code failed and nothing of the user's data.
      console.warn(`Whereabouts: the engine failed: ${message}`);
      this.#discard(message);
      this.onFault();
    }
  }

  /** @param {string} message */
  #discard(message) {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const scanner of this.#scanners.values()) {
      scanner.terminate();
    }
    this.#scanners.clear();
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    for (const call of calls) {
      call.reject(new EngineStopped(message));
    }
  }
}
