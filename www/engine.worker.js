// The worker that holds the engine. Raw rows are here and nowhere else: what goes back to the page is progress
// (two numbers) and the engine's own answers, which hold released figures and findings only.

import { Engine, initSync } from "#core";

/**
 * @typedef {import("./engine.js").ToWorker} ToWorker
 * @typedef {import("./engine.js").FromWorker} FromWorker
 * @typedef {import("./engine.js").EngineRequest} EngineRequest
 * @typedef {import("./engine.js").EngineResponse} EngineResponse
 *
 * @typedef {object} Port
 * @property {(message: FromWorker) => void} postMessage
 * @property {((event: { data: ToWorker }) => void) | null} onmessage
 *
 * @typedef {object} ByteSource
 * @property {() => Promise<Uint8Array | undefined>} next  The next bytes, good until the next call; none at the end.
 * @property {() => void} stop  Ends a wait in `next`, and lets go of the file.
 *
 * @typedef {object} Reading
 * @property {ByteSource} source
 * @property {boolean} isCancelled
 */

/** Bytes that the file is asked for at a time. */
const BUFFER_BYTES = 1 << 20;
/** Bytes that the engine takes in one go: a few milliseconds' work even on a slow machine. */
const SLICE_BYTES = 1 << 18;
/** After so long without a pause, waiting messages (a cancel, say) get their turn. */
const PAUSE_AFTER_MS = 30;
/** Progress goes to the page no oftener than this. */
const PROGRESS_AFTER_MS = 50;

// This file is type-checked together with the page's, whose `self` is a window; a worker's differs in these two.
const port = /** @type {Port} */ (/** @type {unknown} */ (self));

/** @type {Engine | undefined} */
let engine;
/** @type {Reading | undefined} */
let reading;

port.onmessage = ({ data }) => {
  try {
    receive(data);
  } catch (error) {
    reportCrash(error);
  }
};

/** @param {ToWorker} message */
function receive(message) {
  switch (message.type) {
    case "start":
      initSync({ module: message.module });
      engine = new Engine(message.key);
      port.postMessage({ type: "started" });
      break;
    case "request":
      port.postMessage({ type: "answered", id: message.id, response: ask(message.request) });
      break;
    case "read":
      read(message.id, message.file).catch(reportCrash);
      break;
    case "cancel":
      if (reading) {
        reading.isCancelled = true;
        reading.source.stop();
      }
      break;
  }
}

/** @returns {Engine} */
function started() {
  if (!engine) {
    throw new Error("the engine was asked before it was started");
  }
  return engine;
}

/**
 * @param {EngineRequest} request
 * @returns {EngineResponse}
 */
function ask(request) {
  return started().handle(request);
}

/** @param {unknown} error */
function reportCrash(error) {
  port.postMessage({ type: "crashed", message: String(error) });
}

/**
 * Streams one file into the engine and answers with what it then holds.
 *
 * @param {number} id
 * @param {File} file
 */
async function read(id, file) {
  const opened = ask({ kind: "open", name: file.name });
  if (opened.kind !== "opened") {
    port.postMessage({ type: "answered", id, response: opened });
    return;
  }
  const source = openFile(file);
  const current = { source, isCancelled: false };
  reading = current;
  let nBytes = 0;
  let nRows = 0;
  let pausedAt = performance.now();
  let reportedAt = pausedAt;
  try {
    for (;;) {
      let chunk;
      try {
        chunk = await source.next();
      } catch {
        // Moved, changed or unplugged since it was chosen; browsers give no more telling reason than that.
        ask({ kind: "abandon" });
        port.postMessage({ type: current.isCancelled ? "cancelled" : "unreadable", id });
        return;
      }
      // A browser may hand over a whole file at once, so a chunk's size says nothing about how long it will take.
      for (let at = 0; chunk && at < chunk.length && !current.isCancelled; at += SLICE_BYTES) {
        const slice = chunk.subarray(at, at + SLICE_BYTES);
        nRows = started().push(slice);
        nBytes += slice.length;
        const now = performance.now();
        if (now - reportedAt > PROGRESS_AFTER_MS) {
          port.postMessage({ type: "progressed", id, nBytes, nRows });
          reportedAt = now;
        }
        if (now - pausedAt > PAUSE_AFTER_MS) {
          await pause();
          pausedAt = performance.now();
        }
      }
      if (current.isCancelled) {
        ask({ kind: "abandon" });
        port.postMessage({ type: "cancelled", id });
        return;
      }
      if (!chunk) {
        break;
      }
    }
    port.postMessage({ type: "progressed", id, nBytes, nRows });
    // The last chance for a cancel: closing a large file takes a moment and cannot be broken off.
    await pause();
    if (current.isCancelled) {
      ask({ kind: "abandon" });
      port.postMessage({ type: "cancelled", id });
    } else {
      port.postMessage({ type: "answered", id, response: ask({ kind: "close" }) });
    }
  } finally {
    source.stop();
    if (reading === current) {
      reading = undefined;
    }
  }
}

/**
 * Reads a file through one buffer of our own where the browser can, else in chunks of its choosing.
 *
 * @param {File} file
 * @returns {ByteSource}
 */
function openFile(file) {
  const stream = file.stream();
  let reader;
  try {
    reader = stream.getReader({ mode: "byob" });
  } catch {
    return openFileInChunks(stream);
  }
  const byob = reader;
  let buffer = new ArrayBuffer(BUFFER_BYTES);
  return {
    async next() {
      const { done, value } = await byob.read(new Uint8Array(buffer));
      if (value) {
        buffer = value.buffer;
      }
      return done ? undefined : value;
    },
    stop() {
      byob.cancel().catch(() => {});
    },
  };
}

/**
 * @param {ReadableStream<Uint8Array>} stream
 * @returns {ByteSource}
 */
function openFileInChunks(stream) {
  const reader = stream.getReader();
  return {
    async next() {
      const { done, value } = await reader.read();
      return done ? undefined : value;
    },
    stop() {
      reader.cancel().catch(() => {});
    },
  };
}

const channel = new MessageChannel();
/** @type {(() => void) | undefined} */
let resume;
channel.port1.onmessage = () => resume?.();

/**
 * Lets messages in. A promise alone would not (the browser runs those without a break), and a timer waits 4 ms.
 *
 * @returns {Promise<void>}
 */
function pause() {
  return new Promise((resolve) => {
    resume = resolve;
    channel.port2.postMessage(null);
  });
}
