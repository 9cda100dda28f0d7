// The scan workers, as the engine's worker sees them: ready before they are needed, let go of after each import.

/**
 * @typedef {import("./scan.js").Range} Range
 * @typedef {import("./scan.js").ToScanWorker} ToScanWorker
 * @typedef {import("./scan.js").FromScanWorker} FromScanWorker
 *
 * @typedef {object} Scanner  A scan worker.
 * @property {(task: ToScanWorker, onMessage: (message: FromScanWorker) => void) => void} send  Has it do one thing.
 * @property {() => void} stop  Lets go of it.
 *
 * @typedef {(range: number, part: Uint8Array) => void} OnPart
 * @typedef {(progress: { nBytes: number, nRows: number }) => void} OnProgress
 */

/** A file could not be read to its end. */
export class Unreadable extends Error {}

/** A scan was broken off. */
export class Cancelled extends Error {}

export class ScanPool {
  /** @type {() => Scanner} */
  #spawn;
  /** Workers that have done nothing yet. @type {Scanner[]} */
  #ready = [];
  /** Workers at work, each with what breaks it off. @type {Map<Scanner, (error: Error) => void>} */
  #busy = new Map();
  /** The most workers at once. */
  size;
  /** The sum of the memory of the workers of the last import, in bytes. */
  wasmBytes = 0;

  /**
   * @param {() => Scanner} spawn  Starts a worker.
   * @param {number} size
   */
  constructor(spawn, size) {
    this.#spawn = spawn;
    this.size = size;
    this.prepare();
  }

  /** Starts as many workers as are missing. */
  prepare() {
    while (this.#ready.length < this.size) {
      this.#ready.push(this.#spawn());
    }
  }

  /**
   * Reads the ranges of a file, each in a worker of its own.
   *
   * @param {File} file
   * @param {string} opening
   * @param {{ index: number, range: Range }[]} ranges
   * @param {OnPart} onPart
   * @param {OnProgress} onProgress
   */
  async scan(file, opening, ranges, onPart, onProgress) {
    this.wasmBytes = 0;
    const progress = ranges.map(() => ({ nBytes: 0, nRows: 0 }));
    const scans = ranges.map(({ index, range }, at) =>
      this.#work({ type: "scan", file, opening, range }, (message) => {
        if (message.type === "part") {
          onPart(index, message.part);
        } else if (message.type === "read") {
          progress[at] = message;
          onProgress({
            nBytes: progress.reduce((sum, { nBytes }) => sum + nBytes, 0),
            nRows: progress.reduce((sum, { nRows }) => sum + nRows, 0),
          });
        }
      }),
    );
    const ends = await Promise.all(scans);
    for (const end of ends) {
      this.wasmBytes += end.type === "scanned" ? end.wasmBytes : 0;
    }
  }

  /**
   * Takes the SHA-256 of a file, in hexadecimal.
   *
   * @param {File} file
   */
  async fingerprint(file) {
    const end = await this.#work({ type: "fingerprint", file }, () => {});
    return end.type === "fingerprinted" ? end.sha256 : "";
  }

  /** Breaks off all that is under way. */
  cancel() {
    for (const [worker, breakOff] of this.#busy) {
      worker.stop();
      breakOff(new Cancelled());
    }
    this.#busy.clear();
  }

  /**
   * Has a worker do one thing and lets go of it.
   *
   * @param {ToScanWorker} task
   * @param {(message: FromScanWorker) => void} onMessage
   * @returns {Promise<FromScanWorker>}
   */
  #work(task, onMessage) {
    const worker = this.#ready.pop() ?? this.#spawn();
    return new Promise((resolve, reject) => {
      const end = (/** @type {() => void} */ settle) => {
        this.#busy.delete(worker);
        worker.stop();
        settle();
      };
      this.#busy.set(worker, reject);
      worker.send(task, (message) => {
        switch (message.type) {
          case "scanned":
          case "fingerprinted":
            end(() => resolve(message));
            break;
          case "unreadable":
            end(() => reject(new Unreadable()));
            break;
          case "scan-crashed":
            end(() => reject(new Error(message.message)));
            break;
          default:
            onMessage(message);
        }
      });
    });
  }
}
