// Reading files, one at a time: those that were chosen, mappings among them, and held ones once more.

import { isLedgerFile } from "../ledger.js";
import { isForHeader } from "../mapping.js";
import { isMappingFile, readMappingFile } from "../mapping-file.js";
import { isRecipeFile } from "../recipe.js";

/**
 * @typedef {import("../actions.js").Desk} Desk
 * @typedef {import("../engine.js").EngineResponse} EngineResponse
 * @typedef {import("../engine.js").Mapping} Mapping
 *
 * @typedef {object} Job  A file to be read.
 * @property {File} file
 * @property {Mapping | null} mapping
 * @property {number | null} replaces  The held file whose place it takes.
 * @property {(file: number) => Promise<void>} [onRead]  Called with what it became, before figures are drawn.
 */

/**
 * What was read from the choosing of files to the end, for whoever measures it.
 *
 * @typedef {object} Import
 * @property {number} start  When the files were chosen, in milliseconds.
 * @property {number} nBytes
 * @property {number} nRows
 * @property {number} wasmBytes  The most memory that the engine had in use.
 */

/**
 * @param {Desk} desk
 * @param {(text: string) => Promise<void>} loadLedger
 * @param {(name: string, text: string) => Promise<[number, Mapping][]>} loadRecipe  Gives the held files that have to be read in another way.
 * @param {(done: Import | null) => Promise<void>} afterwards  Called when there is nothing more to read; none if no file came.
 */
export function createReadings({ engine, getState, dispatch, tell, kept }, loadLedger, loadRecipe, afterwards) {
  /** Files not begun. @type {Job[]} */
  let waiting = [];
  /** Files that are mappings, ledgers or recipes, not begun. @type {File[]} */
  let mappings = [];
  /** How many files of the reading that the state knows of were begun. */
  let nBegun = 0;
  /** The file that is being read. @type {{ isCancelled: boolean } | null} */
  let current = null;
  let isReading = false;
  /** @type {Import | null} */
  let importing = null;

  /** @param {File[]} files */
  async function choose(files) {
    const data = files.filter((file) => !isMappingFile(file));
    mappings.push(...files.filter(isMappingFile));
    waiting.push(...data.map((file) => ({ file, mapping: null, replaces: null })));
    if (data.length > 0) {
      const at = performance.now();
      importing ??= { start: at, nBytes: 0, nRows: 0, wasmBytes: 0 };
      dispatch({ type: "files-chosen", files: data.map(({ name, size }) => ({ name, size })), at });
    } else {
      dispatch({ type: "mappings-chosen" });
    }
    await readAll();
  }

  /**
   * Reads a file that was removed.
   *
   * @param {File} file
   * @param {Mapping | null} mapping
   * @param {(file: number) => Promise<void>} onRead
   */
  async function putBack(file, mapping, onRead) {
    waiting.push({ file, mapping, replaces: null, onRead });
    const { name, size } = file;
    dispatch({ type: "files-chosen", files: [{ name, size }], at: performance.now() });
    await readAll();
  }

  /**
   * @param {number} id
   * @param {Mapping} mapping
   */
  async function again(id, mapping) {
    if (wait(id, mapping)) {
      await readAll();
    }
  }

  /**
   * Has a held file wait to be read again; whether that can be done.
   *
   * @param {number} id
   * @param {Mapping} mapping
   */
  function wait(id, mapping) {
    const file = kept.get(id);
    if (!file) {
      return false;
    }
    waiting.push({ file, mapping, replaces: id });
    const { name, size } = file;
    dispatch({ type: "files-chosen", files: [{ name, size }], at: performance.now(), isAgain: true });
    return true;
  }

  async function readAll() {
    if (isReading) {
      return;
    }
    isReading = true;
    /** @type {Import | null} */
    let done = null;
    try {
      for (;;) {
        // First, so that they hold for the files that came with them.
        const mapping = mappings.shift();
        const job = mapping ? undefined : waiting.shift();
        if (mapping) {
          await learn(mapping);
        } else if (job) {
          await read(job);
        } else {
          break;
        }
      }
      done = importing;
      dispatch({ type: "reading-ended" });
    } finally {
      isReading = false;
      current = null;
      importing = null;
      waiting = [];
      mappings = [];
      nBegun = 0;
    }
    await afterwards(done);
  }

  /** @param {Job} job */
  async function read({ file, mapping, replaces, onRead }) {
    const reading = { isCancelled: false };
    current = reading;
    dispatch({ type: "file-started", index: nBegun });
    nBegun += 1;
    const onProgress = (/** @type {{ nBytes: number, nRows: number }} */ { nBytes, nRows }) => {
      if (!reading.isCancelled) {
        dispatch({ type: "reading-progressed", nBytes, nRows, at: performance.now() });
      }
    };
    const outcome = await engine.read(file, onProgress, mapping, replaces);
    if (outcome.type === "unreadable" && !reading.isCancelled) {
      dispatch({ type: "file-unreadable", name: file.name });
    }
    if (outcome.type !== "answered") {
      return;
    }
    const { response, wasmBytes = 0 } = outcome;
    const added = addedBy(response);
    if (reading.isCancelled && replaces === null) {
      await forget(added.map(({ id }) => id));
      return;
    }
    added.forEach(({ id }) => kept.set(id, file));
    if (importing && replaces === null) {
      importing.nBytes += file.size;
      importing.nRows += added.reduce((sum, { nRows }) => sum + nRows, 0);
      importing.wasmBytes = Math.max(importing.wasmBytes, wasmBytes);
    }
    tell(response);
    for (const { id } of onRead ? added : []) {
      await onRead?.(id);
    }
    if (replaces !== null) {
      dispatch({ type: "file-read-again", file: replaces });
    }
  }

  /**
   * The files that are held since a reading.
   *
   * @param {EngineResponse} response
   */
  function addedBy(response) {
    const known = new Set(getState().holdings?.files.map((file) => file.id));
    const held = response.kind === "holdings" ? response.holdings.files : [];
    return held.filter((file) => !known.has(file.id));
  }

  /**
   * A cancel can cross with the engine's answer; the file is then taken back.
   *
   * @param {number[]} ids
   */
  async function forget(ids) {
    for (const id of ids) {
      const answer = await engine.request({ kind: "remove", file: id });
      // Otherwise it is gone already, with all that was held.
      if (answer.kind === "holdings") {
        tell(answer);
      }
    }
  }

  /** @param {File} file */
  async function learn(file) {
    let mapping;
    try {
      if (await isLedgerFile(file)) {
        await loadLedger(await file.text());
        return;
      }
      if (await isRecipeFile(file)) {
        for (const [held, otherwise] of await loadRecipe(file.name, await file.text())) {
          wait(held, otherwise);
        }
        return;
      }
      mapping = await readMappingFile(file);
    } catch {
      dispatch({ type: "file-unreadable", name: file.name });
      return;
    }
    if (mapping === null) {
      dispatch({ type: "mapping-refused", name: file.name });
      return;
    }
    const { sheet } = mapping;
    tell(await engine.request({ kind: "learn", mapping }));
    for (const held of getState().holdings?.files ?? []) {
      // The header of a file that was not recognised is a guess: a row further down may be the one that is meant.
      if (held.kind === "unrecognised" || isForHeader(mapping, held.mapping.header)) {
        wait(held.id, { ...mapping, sheet: sheet ?? held.mapping.sheet });
      }
    }
    dispatch({ type: "mapping-learned", name: file.name });
  }

  function cancel() {
    waiting = [];
    mappings = [];
    nBegun = 0;
    if (current) {
      current.isCancelled = true;
      engine.cancel();
    }
    dispatch({ type: "reading-cancelled" });
  }

  return { choose, again, putBack, cancel };
}
