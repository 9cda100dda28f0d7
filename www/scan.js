// What a scan worker does: it reads a range of a file and hands over what the core makes of it. It shares nothing with any other
// worker, and is let go of after one import, since the memory of WebAssembly never shrinks.

import { FileFingerprint, RangeScan, initSync } from "#core";
import { openBytes } from "./byte-source.js";

/**
 * What a scan worker is told.
 *
 * @typedef {object} Range
 * @property {number} from  The first offset.
 * @property {number} to  The offset after the last; infinite for the whole file.
 * @property {boolean} isExact  Whether a record is known to begin at `from`.
 *
 * @typedef {{ type: "start-scan", module: WebAssembly.Module, key: Uint8Array, port: MessagePort }
 *   | { type: "scan", file: File, opening: string, range: Range }
 *   | { type: "fingerprint", file: File }} ToScanWorker
 */

/**
 * What it tells.
 *
 * @typedef {{ type: "part", part: Uint8Array }
 *   | { type: "read", nBytes: number, nRows: number }
 *   | { type: "scanned", wasmBytes: number }
 *   | { type: "fingerprinted", sha256: string }
 *   | { type: "unreadable" }
 *   | { type: "scan-crashed", message: string }} FromScanWorker
 */

/** Progress is told no oftener than this. */
const PROGRESS_AFTER_MS = 200;

/** Bytes that the core takes in one go, where a browser hands over more at once. */
const SLICE_BYTES = 1 << 20;

/**
 * @param {(message: FromScanWorker, transfer?: Transferable[]) => void} post
 * @returns {(message: ToScanWorker) => void}
 */
export function createScanner(post) {
  /** @type {{ memory: WebAssembly.Memory } | undefined} */
  let core;
  /** @type {Uint8Array} */
  let key;

  /** @param {ToScanWorker} message */
  function receive(message) {
    switch (message.type) {
      case "start-scan":
        core = initSync({ module: message.module });
        key = message.key;
        break;
      case "scan":
        carryOut(() => scan(message.file, message.opening, message.range));
        break;
      case "fingerprint":
        carryOut(() => fingerprint(message.file));
        break;
    }
  }

  /** @param {() => Promise<void>} work */
  function carryOut(work) {
    work().catch((error) => post({ type: "scan-crashed", message: String(error) }));
  }

  /**
   * @param {File} file
   * @param {string} opening
   * @param {Range} range
   */
  async function scan(file, opening, range) {
    const { from, to, isExact } = range;
    const scan = new RangeScan(key, opening, from, to, isExact);
    // A range in the middle of a file is told from the byte before it on, which says whether a record begins with it.
    const first = Math.max(0, from - 1);
    const isRead = await each(first === 0 ? file : file.slice(first), (bytes, nBytes) => {
      const nRows = scan.push(bytes);
      for (let rows = scan.rows(); rows; rows = scan.rows()) {
        post({ type: "part", part: rows }, [rows.buffer]);
      }
      return { nBytes, nRows, isDone: scan.is_done() };
    });
    if (isRead) {
      scan.finish((/** @type {Uint8Array} */ part) => post({ type: "part", part }, [part.buffer]));
      post({ type: "scanned", wasmBytes: core?.memory.buffer.byteLength ?? 0 });
    }
  }

  /** @param {File} file */
  async function fingerprint(file) {
    const fingerprint = new FileFingerprint();
    const isRead = await each(file, (bytes, nBytes) => {
      fingerprint.push(bytes);
      return { nBytes, nRows: 0, isDone: false };
    });
    if (isRead) {
      post({ type: "fingerprinted", sha256: fingerprint.finish() });
    }
  }

  /**
   * Hands the bytes of a file to `take` as they come, until it has had enough; whether they could be read.
   *
   * @param {Blob} blob
   * @param {(bytes: Uint8Array, nBytes: number) => { nBytes: number, nRows: number, isDone: boolean }} take
   */
  async function each(blob, take) {
    const source = openBytes(blob);
    let nBytes = 0;
    let reportedAt = performance.now();
    for (;;) {
      let chunk;
      try {
        chunk = await source.next();
      } catch {
        // Moved, changed or unplugged since it was chosen; browsers give no more telling reason than that.
        post({ type: "unreadable" });
        return false;
      }
      if (!chunk) {
        return true;
      }
      for (let at = 0; at < chunk.length; at += SLICE_BYTES) {
        const slice = chunk.subarray(at, at + SLICE_BYTES);
        nBytes += slice.length;
        const { nRows, isDone } = take(slice, nBytes);
        const now = performance.now();
        if (isDone || now - reportedAt > PROGRESS_AFTER_MS) {
          post({ type: "read", nBytes, nRows });
          reportedAt = now;
        }
        if (isDone) {
          source.stop();
          return true;
        }
      }
    }
  }

  return receive;
}
