// What leaves the page is noted by the engine before it goes: what is looked at next is protected together with it.

import { EngineStopped } from "../engine.js";

/**
 * @typedef {import("../actions.js").Desk} Desk
 * @typedef {import("../engine.js").Recipe} Recipe
 */

/**
 * @param {Desk} desk
 * @param {() => Promise<void>} redraw
 */
export function createLedger({ engine, getState, dispatch, tell }, redraw) {
  /**
   * Has a view noted as one that leaves; whether it may.
   *
   * @param {Recipe} recipe  Of that view.
   * @returns {Promise<boolean>}
   */
  async function note(recipe) {
    try {
      const response = await engine.request({ kind: "export", recipe });
      if (response.kind === "failed") {
        dispatch({ type: "export-refused", error: response.error });
      } else if (response.kind === "ledger") {
        const isUnprotected = recipe.policy === "unprotected";
        dispatch({ type: "export-noted", ledger: response.ledger, isUnprotected });
        return true;
      }
    } catch (error) {
      if (!(error instanceof EngineStopped)) {
        throw error;
      }
    }
    return false;
  }

  /**
   * Has what is copied or printed noted, which cannot be held up until it is.
   */
  async function noteShown() {
    const { recipe } = getState();
    if (recipe && (await note(recipe)) && (getState().isDrawing || getState().recipe !== recipe)) {
      // What is being drawn, or was while this waited for it, does not know of it.
      await redraw();
    }
  }

  /** @param {string} text  Of a saved ledger. */
  async function load(text) {
    const response = await engine.request({ kind: "loadLedger", text });
    if (response.kind === "ledger") {
      dispatch({ type: "ledger-changed", ledger: response.ledger });
    } else {
      tell(response);
    }
  }

  /** @param {File} file */
  async function loadFile(file) {
    let text;
    try {
      text = await file.text();
    } catch {
      dispatch({ type: "file-unreadable", name: file.name });
      return;
    }
    await load(text);
    await redraw();
  }

  /** Begins a new release: nothing that has left is taken into account any more. */
  async function clear() {
    const response = await engine.request({ kind: "clearLedger" });
    if (response.kind === "ledger") {
      dispatch({ type: "ledger-changed", ledger: response.ledger });
    } else {
      tell(response);
    }
    await redraw();
  }

  return { note, noteShown, load, loadFile, clear };
}
