// What a user can do, each as one function: it asks the engine and tells the state what happened.

import { EngineStopped } from "./engine.js";
import { recipeOf } from "./state.js";

/**
 * @typedef {import("./engine.js").Engine} Engine
 * @typedef {import("./engine.js").EngineResponse} EngineResponse
 * @typedef {import("./state.js").State} State
 * @typedef {import("./state.js").Event} Event
 * @typedef {import("./state.js").Choices} Choices
 *
 * @typedef {ReturnType<typeof createActions>} Actions
 */

/**
 * @param {Engine} engine
 * @param {() => State} getState
 * @param {(event: Event) => void} dispatch
 */
export function createActions(engine, getState, dispatch) {
  /** Files that were chosen and not begun. @type {File[]} */
  let waiting = [];
  /** How many files of the reading that the state knows of were begun. */
  let nBegun = 0;
  /** The file that is being read. @type {{ isCancelled: boolean } | null} */
  let current = null;
  let isReading = false;
  let isDrawing = false;
  let isViewStale = false;

  /** @param {File[]} files */
  function chooseFiles(files) {
    if (files.length === 0) {
      return;
    }
    // Made-up figures and real ones are never held together.
    if (getState().isSample || getState().isMakingSample) {
      startOver();
    }
    waiting.push(...files);
    dispatch({
      type: "files-chosen",
      files: files.map(({ name, size }) => ({ name, size })),
      at: performance.now(),
    });
    if (!isReading) {
      carryOut(readAll);
    }
  }

  async function readAll() {
    isReading = true;
    try {
      for (let file = waiting.shift(); file; file = waiting.shift()) {
        await readOne(file);
      }
      dispatch({ type: "reading-ended" });
    } finally {
      isReading = false;
      current = null;
      waiting = [];
      nBegun = 0;
    }
    await redraw();
  }

  /** @param {File} file */
  async function readOne(file) {
    const reading = { isCancelled: false };
    current = reading;
    dispatch({ type: "file-started", index: nBegun });
    nBegun += 1;
    const outcome = await engine.read(file, ({ nBytes, nRows }) => {
      if (!reading.isCancelled) {
        dispatch({ type: "reading-progressed", nBytes, nRows, at: performance.now() });
      }
    });
    if (outcome.type === "answered") {
      await (reading.isCancelled ? forgetNewFiles(outcome.response) : tell(outcome.response));
    } else if (outcome.type === "unreadable" && !reading.isCancelled) {
      dispatch({ type: "file-unreadable", name: file.name });
    }
  }

  /**
   * A cancel can cross with the engine's answer; the file is then taken back.
   *
   * @param {EngineResponse} response
   */
  async function forgetNewFiles(response) {
    if (response.kind !== "holdings") {
      return;
    }
    const known = new Set(getState().holdings?.files.map((file) => file.id));
    for (const { id } of response.holdings.files.filter((file) => !known.has(file.id))) {
      const answer = await engine.request({ kind: "remove", file: id });
      // Otherwise it is gone already, with all that was held.
      if (answer.kind === "holdings") {
        tell(answer);
      }
    }
  }

  function cancelReading() {
    waiting = [];
    nBegun = 0;
    if (current) {
      current.isCancelled = true;
      engine.cancel();
    }
    dispatch({ type: "reading-cancelled" });
  }

  function loadSample() {
    carryOut(async () => {
      dispatch({ type: "sample-asked" });
      const response = await engine.request({ kind: "sample" });
      if (response.kind === "holdings") {
        dispatch({ type: "sample-made", holdings: response.holdings });
      } else {
        tell(response);
      }
      await redraw();
    });
  }

  /** @param {number} file */
  function removeFile(file) {
    carryOut(async () => {
      tell(await engine.request({ kind: "remove", file }));
      await redraw();
    });
  }

  /**
   * @param {number} file
   * @param {string | null} authority
   * @param {number | null} year
   */
  function describeFile(file, authority, year) {
    carryOut(async () => {
      const response = await engine.request({ kind: "describe", file, authority, year });
      if (response.kind === "failed") {
        dispatch({ type: "description-refused", file, error: response.error });
        return;
      }
      tell(response);
      await redraw();
    });
  }

  /** @param {Partial<Choices>} choices */
  function choose(choices) {
    dispatch({ type: "choice-made", choices });
    carryOut(redraw);
  }

  function startOver() {
    engine.stop();
    dispatch({ type: "started-over" });
    engine.start();
  }

  /** @param {"folder" | "nothing"} reason */
  function refuseDrop(reason) {
    dispatch({ type: "drop-refused", reason });
  }

  /** The names that a user who is asked for an authority can choose from. They are the same for all sessions. */
  async function listAuthorities() {
    if (getState().authorities.length === 0) {
      tell(await engine.request({ kind: "authorities" }));
    }
  }

  /** Draws what the choices of now ask for. One request at a time; choices made meanwhile are met by the next. */
  async function redraw() {
    if (isDrawing) {
      isViewStale = true;
      return;
    }
    if (!holdsFiles()) {
      return;
    }
    isDrawing = true;
    try {
      dispatch({ type: "drawing-started" });
      let response;
      do {
        isViewStale = false;
        response = await engine.request({ kind: "view", recipe: recipeOf(getState()) });
      } while (isViewStale && holdsFiles());
      if (holdsFiles() && response.kind === "failed") {
        dispatch({ type: "view-refused", error: response.error });
      } else if (holdsFiles()) {
        tell(response);
      }
    } finally {
      isDrawing = false;
    }
  }

  function holdsFiles() {
    return (getState().holdings?.files.length ?? 0) > 0;
  }

  /** @param {EngineResponse} response */
  function tell(response) {
    switch (response.kind) {
      case "opened":
        break;
      case "holdings":
        dispatch({ type: "holdings-changed", holdings: response.holdings });
        if (response.holdings.files.some((file) => file.asksAuthority)) {
          carryOut(listAuthorities);
        }
        break;
      case "authorities":
        dispatch({ type: "authorities-listed", names: response.names });
        break;
      case "view":
        dispatch({ type: "view-drawn", view: response.view });
        break;
      case "failed":
        dispatch({ type: "request-refused", error: response.error });
        break;
    }
  }

  return {
    chooseFiles,
    cancelReading,
    loadSample,
    removeFile,
    describeFile,
    choose,
    startOver,
    refuseDrop,
  };
}

/**
 * Starts an action that takes a while. If the engine stops under it, the state was told so already.
 *
 * @param {() => Promise<void>} action
 */
function carryOut(action) {
  action().catch((error) => {
    if (!(error instanceof EngineStopped)) {
      throw error;
    }
  });
}
