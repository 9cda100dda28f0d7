// What a user can do, each as one function: it asks the engine and tells the state what happened.

import { createDrawing } from "./actions/drawing.js";
import { createFingerprints } from "./actions/fingerprints.js";
import { createHistory } from "./actions/history.js";
import { createLedger } from "./actions/ledger.js";
import { createReadings } from "./actions/readings.js";
import { createRecipes } from "./actions/recipes.js";
import { removalOf } from "./actions/removal.js";
import { createTaking } from "./actions/taking.js";
import { EngineStopped } from "./engine.js";
import { folderRefused, NOTHING_DROPPED } from "./problems.js";
import { formatCount, listInWords, listSome } from "./words.js";

/**
 * @typedef {import("./engine.js").Engine} Engine
 * @typedef {import("./engine.js").EngineResponse} EngineResponse
 * @typedef {import("./engine.js").Mapping} Mapping
 * @typedef {import("./holdings.js").PublishedChoice} PublishedChoice
 * @typedef {import("./engine.js").Role} Role
 * @typedef {import("./choices.js").Choices} Choices
 * @typedef {import("./state.js").State} State
 * @typedef {import("./state.js").Event} Event
 *
 * @typedef {ReturnType<typeof createActions>} Actions
 */

/**
 * What all actions work with.
 *
 * @typedef {object} Desk
 * @property {Engine} engine
 * @property {() => State} getState
 * @property {(event: Event) => void} dispatch
 * @property {(response: EngineResponse) => void} tell  Tells the state what the engine answered.
 * @property {() => Promise<void>} listVocabulary  Sees to it that the state has the words of choices.
 * @property {import("./actions/removal.js").Removal | null} removed  The file that was removed last, to be put back.
 * @property {Map<number, File>} kept  The browser's file of each held file, by its id, to be read again. The sample has none.
 */

/**
 * @param {Engine} engine
 * @param {() => State} getState
 * @param {(event: Event) => void} dispatch
 */
export function createActions(engine, getState, dispatch) {
  /** @type {Desk} */
  const desk = { engine, getState, dispatch, tell, listVocabulary, kept: new Map(), removed: null };
  const drawing = createDrawing(desk);
  const fingerprints = createFingerprints(desk, drawing.redraw);
  const ledger = createLedger(desk, drawing.redraw);
  const take = createTaking(desk, ledger.note);
  const history = createHistory(desk, () => carryOut(drawing.redraw));
  const recipes = createRecipes(desk);
  const readings = createReadings(desk, ledger.load, recipes.load, async (done) => {
    await drawing.redraw(done);
    // Not before: they would slow down what the user waits for.
    carryOut(fingerprints.take);
  });

  /** @param {File[]} files */
  function chooseFiles(files) {
    if (files.length === 0) {
      return;
    }
    // Made-up figures and real ones are never held together.
    if (getState().isSample || getState().isMakingSample) {
      startOver({ keepsLink: true });
    }
    carryOut(() => readings.choose(files));
  }

  /**
   * Reads the files of folders, and others that came with them. What is left alone is told.
   *
   * @param {string[]} folders  Their names.
   * @param {Promise<import("./components/file-zone/folder.js").Within>} listing
   * @param {File[]} others
   */
  async function chooseFolders(folders, listing, others) {
    const name = listInWords(folders);
    const within = await listing.catch(() => null);
    const files = [...others, ...(within?.files ?? [])];
    chooseFiles(files);
    if (!within || within.isTooMuch || within.files.length === 0) {
      const reason = !within ? "unreadable" : within.isTooMuch ? "tooMuch" : "empty";
      dispatch({ type: "drop-refused", problem: folderRefused(name, reason) });
    } else if (within.others.length > 0) {
      dispatch({ type: "folder-opened", notice: leftAlone(name, within) });
    }
  }

  /**
   * Reads a held file once more, in another way.
   *
   * @param {number} file
   * @param {Mapping} mapping
   */
  function remapFile(file, mapping) {
    carryOut(() => readings.again(file, mapping));
  }

  function loadSample() {
    carryOut(async () => {
      desk.kept.clear();
      dispatch({ type: "sample-asked" });
      const response = await engine.request({ kind: "sample" });
      if (response.kind === "holdings") {
        dispatch({ type: "sample-made", holdings: response.holdings });
      } else {
        tell(response);
      }
      await drawing.redraw();
    });
  }

  /** Adds the figures that are built in; they are shown beside whatever else is held. */
  function addOfficial() {
    carryOut(async () => {
      const response = await engine.request({ kind: "official" });
      if (response.kind === "holdings") {
        dispatch({ type: "official-added", holdings: response.holdings });
      } else {
        tell(response);
      }
      await drawing.redraw();
    });
  }

  /** @param {number} file */
  function removeFile(file) {
    const { isSample, holdings } = getState();
    if (isSample && holdings?.files.length === 1) {
      // What has left of made-up figures must not bear on real ones.
      startOver();
      return;
    }
    const { choices, published } = getState();
    const summary = holdings?.files.find(({ id }) => id === file);
    desk.removed = removalOf(desk, summary, published[file]?.choice);
    carryOut(async () => {
      tell(await engine.request({ kind: "remove", file }));
      if (summary && desk.removed?.summary === summary) {
        dispatch({ type: "file-removed", name: summary.name, before: choices });
      }
      await drawing.redraw();
    });
  }

  /** Reads the file that was removed last as it was read before, and makes the choices again that went with it. */
  function putBack() {
    const { removed } = desk;
    if (removed === null) {
      return;
    }
    desk.removed = null;
    const { file, summary, mapping, choice } = removed;
    if (file === null) {
      addOfficial();
      dispatch({ type: "file-put-back" });
      return;
    }
    carryOut(() =>
      readings.putBack(file, mapping, async (id) => {
        if (summary.asksAuthority && summary.authority !== null) {
          const { authority, year } = summary;
          tell(await engine.request({ kind: "describe", file: id, authority, year }));
        }
        dispatch({ type: "file-put-back" });
        if (choice) {
          dispatch({ type: "published-chosen", file: id, choice });
        }
      }),
    );
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
      await drawing.redraw();
    });
  }

  /** @param {number} file */
  function toggleColumns(file) {
    dispatch({ type: "columns-toggled", file });
    carryOut(listVocabulary);
  }

  /**
   * @param {number} file
   * @param {number} column
   * @param {Role | null} role
   */
  function chooseRole(file, column, role) {
    dispatch({ type: "role-chosen", file, column, role });
  }

  /**
   * @param {number} file
   * @param {Mapping["kind"]} kind
   */
  function chooseKind(file, kind) {
    dispatch({ type: "kind-chosen", file, kind });
  }

  /**
   * @param {number} file
   * @param {Role} role
   * @param {string} value
   * @param {string | null} category
   */
  function assignValue(file, role, value, category) {
    dispatch({ type: "value-assigned", file, role, value, category });
  }

  /** @param {number} file */
  function undoDraft(file) {
    dispatch({ type: "draft-undone", file });
  }

  /** @param {Partial<Choices>} choices */
  function choose(choices) {
    dispatch({ type: "choice-made", choices });
    history.note();
    carryOut(drawing.redraw);
  }

  /**
   * @param {number} file
   * @param {PublishedChoice} choice
   */
  function choosePublished(file, choice) {
    dispatch({ type: "published-chosen", file, choice });
    carryOut(drawing.redraw);
  }

  /** @param {File} file */
  function loadLedger(file) {
    carryOut(() => ledger.loadFile(file));
  }

  function startNewRelease() {
    carryOut(ledger.clear);
  }

  /** Goes on after the engine has failed. What has left the page must not be forgotten with all that it held. */
  function recover() {
    const { isEngineReady } = getState();
    dispatch({ type: "engine-stopped" });
    const { ledger: noted } = getState();
    // An engine that cannot even start is not started again and again.
    if (isEngineReady && noted && noted.entries.length > 0) {
      carryOut(() => ledger.load(noted.text));
    }
  }

  /** @param {{ keepsLink?: boolean }} [options]  Whether what a link asked for is still wanted, of other files. */
  function startOver({ keepsLink = false } = {}) {
    engine.stop();
    desk.kept.clear();
    desk.removed = null;
    dispatch({ type: "started-over", keepsLink });
    engine.start();
  }

  function refuseDrop() {
    dispatch({ type: "drop-refused", problem: NOTHING_DROPPED });
  }

  /** The words that a user can choose from. They are the same for all sessions. */
  async function listVocabulary() {
    if (getState().vocabulary === null) {
      tell(await engine.request({ kind: "vocabulary" }));
    }
  }

  /** @param {EngineResponse} response */
  function tell(response) {
    switch (response.kind) {
      case "holdings": {
        dispatch({ type: "holdings-changed", holdings: response.holdings });
        forgetFiles(response.holdings);
        const isAsked = response.holdings.files.some((file) => file.asksAuthority);
        if (isAsked || getState().openColumns.length > 0) {
          carryOut(listVocabulary);
        }
        break;
      }
      case "vocabulary":
        dispatch({ type: "vocabulary-listed", vocabulary: response.vocabulary });
        break;
      case "failed":
        dispatch({ type: "request-refused", error: response.error });
        break;
    }
  }

  /** @param {import("./engine.js").Holdings} holdings */
  function forgetFiles({ files }) {
    const gone = [...desk.kept.keys()].filter((id) => !files.some((file) => file.id === id));
    gone.forEach((id) => desk.kept.delete(id));
  }

  return {
    chooseFiles,
    chooseFolders,
    cancelReading: readings.cancel,
    remapFile,
    loadSample,
    addOfficial,
    removeFile,
    describeFile,
    toggleColumns,
    chooseRole,
    chooseKind,
    assignValue,
    undoDraft,
    choose,
    choosePublished,
    openLink: history.start,
    syncAddress: history.sync,
    undo: history.undo,
    redo: history.redo,
    putBack,
    stopDrawing: drawing.stop,
    redraw: () => carryOut(drawing.redraw),
    take,
    noteShown: () => carryOut(ledger.noteShown),
    loadLedger,
    startNewRelease,
    recover,
    startOver,
    refuseDrop,
  };
}

/** So many names are told of what was left alone. */
const NAMES_TOLD = 5;

/**
 * What of a folder was read and what was not.
 *
 * @param {string} name
 * @param {import("./components/file-zone/folder.js").Within} within
 */
function leftAlone(name, { files, others }) {
  const left = listSome(others, NAMES_TOLD);
  return `${formatCount(files.length, "file")} of the folder ${name} can be read here. Left alone, being of other kinds: ${left}.`;
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
