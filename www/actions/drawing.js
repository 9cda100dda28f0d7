// Asking for figures: the view of the choices of now, and the tables of published files. One request at a time; what is
// chosen meanwhile is met by the next.

import { namesYears, recipeOf, recipeOfYears } from "../choices.js";
import { chartedSources } from "../holdings.js";

/**
 * @typedef {import("../actions.js").Desk} Desk
 * @typedef {import("./readings.js").Import} Import
 */

/** Waits until what was told is on the screen: work that can wait must not take the processor from it. */
function painted() {
  // A page that nobody sees is not painted.
  return document.hidden
    ? Promise.resolve()
    : new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

/** @param {Desk} desk */
export function createDrawing({ engine, getState, dispatch, tell, listVocabulary }) {
  let isDrawing = false;
  let isStale = false;
  /** Whether the user does not want to wait for the figures of the choices of now. */
  let isStopped = false;
  /** Files that were read and of which no figure is on the page yet. @type {Import | null} */
  let importing = null;

  /** @param {Import | null} [done]  What was read before. */
  async function redraw(done = null) {
    importing = done ?? importing;
    if (isDrawing) {
      isStale = true;
      // Nobody wants to wait for what is not wanted any more.
      engine.cancelView();
      return;
    }
    isDrawing = true;
    try {
      do {
        isStale = false;
        await drawView();
        await drawPublished();
        if (!isStale) {
          await check();
        }
      } while (isStale);
    } finally {
      isDrawing = false;
      importing = null;
    }
  }

  /** Has the engine look for what is odd about the episodes, which can take longer than the figures: so they come first. */
  async function check() {
    const { holdings } = getState();
    if (holdings && holdings.files.length > 0 && !holdings.isChecked) {
      await painted();
      tell(await engine.request({ kind: "check" }));
    }
  }

  async function drawView() {
    if (!isCharted()) {
      return;
    }
    isStopped = false;
    dispatch({ type: "drawing-started" });
    await listVocabulary();
    await listYears();
    const { choices, years } = getState();
    const recipe = recipeOf(choices, years);
    const response = isStopped ? null : await engine.view(recipe, tellProgress);
    if (isStale || !isCharted()) {
      return;
    }
    if (response === null) {
      dispatch({ type: "drawing-stopped" });
    } else if (response.kind === "failed") {
      dispatch({ type: "view-refused", error: response.error });
    } else if (response.kind === "view") {
      dispatch({ type: "view-drawn", view: response.view, recipe });
      await measureImport();
    }
  }

  /** @type {import("../engine.js").OnProtecting} */
  function tellProgress({ progress, elapsedMs }) {
    dispatch({ type: "protecting-progressed", progress, elapsedMs });
  }

  /** Whether years that were chosen are still there is not told by figures of those years alone. */
  async function listYears() {
    const { choices, years } = getState();
    if (years !== null || !namesYears(choices)) {
      return;
    }
    const response = await engine.view(recipeOfYears(choices), tellProgress);
    // What refuses this refuses the figures too, and is told then.
    if (!isStale && response?.kind === "view") {
      dispatch({ type: "years-listed", view: response.view });
    }
  }

  async function drawPublished() {
    for (const [key, shown] of Object.entries(getState().published)) {
      if (shown.isDrawn) {
        continue;
      }
      const file = Number(key);
      const { choice } = shown;
      const response = await engine.request({ kind: "published", file, choice });
      const isWanted = getState().published[file]?.choice === choice;
      if (isWanted && response.kind === "published") {
        dispatch({ type: "published-drawn", file, choice, table: response.table, csv: response.csv });
        await measureImport();
      } else if (isWanted) {
        tell(response);
      }
    }
  }

  /** Measures an import once its first figures are on the page. */
  async function measureImport() {
    if (!importing) {
      return;
    }
    const { start, nBytes, nRows, wasmBytes } = importing;
    importing = null;
    // The page is drawn in a microtask that what was told has queued: behind it, the table is there.
    await Promise.resolve();
    performance.measure("import", { start, end: performance.now(), detail: { nBytes, nRows, wasmBytes } });
  }

  function isCharted() {
    return chartedSources(getState().holdings).length > 0;
  }

  function stop() {
    isStopped = true;
    engine.cancelView();
  }

  return { redraw, stop };
}
