// All that the page knows, as one value, and how each event changes it. Pure: no engine, no document, no clock (an
// event that needs the time carries it).

import { formatCount, formatPercentage } from "./words.js";

/**
 * @typedef {import("./engine.js").Holdings} Holdings
 * @typedef {import("./engine.js").View} View
 * @typedef {import("./engine.js").EngineError} EngineError
 * @typedef {import("./engine.js").Diagnostic} Diagnostic
 * @typedef {import("./engine.js").SourceSummary} SourceSummary
 * @typedef {import("./engine.js").Recipe} Recipe
 * @typedef {import("./engine.js").Source} Source
 * @typedef {import("./engine.js").YearType} YearType
 * @typedef {import("./engine.js").Layout} Layout
 */

/**
 * What the chart has one line for each of.
 *
 * @typedef {"region" | "risk" | "missing_status" | "none"} Series
 *
 * @typedef {object} Choices
 * @property {Series} series
 * @property {YearType} yearType
 * @property {Source | null} source  None until there is something to choose from.
 * @property {Layout} layout
 */

/**
 * Something that the user has to know at once and that is not about what a file holds.
 *
 * @typedef {object} Problem
 * @property {string} message
 * @property {string} hint
 */

/**
 * @typedef {{ name: string, size: number }} ChosenFile
 *
 * @typedef {object} Reading
 * @property {ChosenFile[]} files  All files of this reading, those still to come too.
 * @property {number} index  The one that is being read.
 * @property {number} nBytes  Bytes of it that were read.
 * @property {number} nRows  Rows of it that were read.
 * @property {number} announcedAt  When the last announcement was made, in milliseconds.
 * @property {number} announcedQuarter  How many quarters of all bytes had been read then.
 */

/**
 * @typedef {object} State
 * @property {boolean} isEngineReady
 * @property {Reading | null} reading
 * @property {boolean} isMakingSample
 * @property {boolean} isSample  Whether what is held is the built-in sample.
 * @property {boolean} isDrawing  Whether the view at hand is about to be replaced.
 * @property {Holdings | null} holdings
 * @property {View | null} view
 * @property {Choices} choices
 * @property {Problem[]} problems
 * @property {string[]} oldErrors  Keys of errors in the files that an earlier reading already told of.
 * @property {string[]} authorities  Names to choose from; none until they are first needed.
 * @property {Record<number, EngineError>} questionErrors  By file, why its authority or year was not taken.
 * @property {string} announcement  For screen readers, without moving the focus.
 */

/**
 * @typedef {{ type: "engine-ready" }
 *   | { type: "engine-stopped" }
 *   | { type: "files-chosen", files: ChosenFile[], at: number }
 *   | { type: "file-started", index: number }
 *   | { type: "reading-progressed", nBytes: number, nRows: number, at: number }
 *   | { type: "file-unreadable", name: string }
 *   | { type: "reading-cancelled" }
 *   | { type: "reading-ended" }
 *   | { type: "drop-refused", reason: "folder" | "nothing" }
 *   | { type: "sample-asked" }
 *   | { type: "sample-made", holdings: Holdings }
 *   | { type: "holdings-changed", holdings: Holdings }
 *   | { type: "authorities-listed", names: string[] }
 *   | { type: "description-refused", file: number, error: EngineError }
 *   | { type: "choice-made", choices: Partial<Choices> }
 *   | { type: "drawing-started" }
 *   | { type: "view-drawn", view: View }
 *   | { type: "view-refused", error: EngineError }
 *   | { type: "request-refused", error: EngineError }
 *   | { type: "started-over" }} Event
 */

/** Between announcements of progress, unless a quarter of the bytes is reached before. */
const ANNOUNCE_AFTER_MS = 5000;

/**
 * @param {Layout} layout
 * @returns {State}
 */
export function initialState(layout) {
  return {
    isEngineReady: false,
    reading: null,
    isMakingSample: false,
    isSample: false,
    isDrawing: false,
    holdings: null,
    view: null,
    choices: { series: "region", yearType: "reporting", source: null, layout },
    problems: [],
    oldErrors: [],
    authorities: [],
    questionErrors: {},
    announcement: "",
  };
}

/**
 * @param {State} state
 * @param {Event} event
 * @returns {State}
 */
export function reduce(state, event) {
  switch (event.type) {
    case "engine-ready":
      return { ...state, isEngineReady: true };
    case "engine-stopped":
      return {
        ...startOver(state),
        isEngineReady: false,
        problems: [state.isEngineReady ? ENGINE_STOPPED : ENGINE_MISSING],
      };
    case "files-chosen":
      return beginReading(state, event.files, event.at);
    case "file-started":
      return state.reading
        ? { ...state, reading: { ...state.reading, index: event.index, nBytes: 0, nRows: 0 } }
        : state;
    case "reading-progressed":
      return progress(state, event);
    case "file-unreadable":
      return { ...state, problems: [...state.problems, unreadable(event.name)] };
    case "reading-cancelled":
      return { ...state, reading: null, announcement: "Reading cancelled." };
    case "reading-ended":
      return { ...state, reading: null };
    case "drop-refused":
      return { ...state, problems: [event.reason === "folder" ? FOLDER_DROPPED : NOTHING_DROPPED] };
    case "sample-asked":
      return {
        ...startOver(state),
        isMakingSample: true,
        announcement: "Making the sample data.",
      };
    case "sample-made":
      return { ...hold(state, event.holdings), isMakingSample: false, isSample: true };
    case "holdings-changed":
      return hold(state, event.holdings);
    case "authorities-listed":
      return { ...state, authorities: event.names };
    case "description-refused":
      return {
        ...state,
        questionErrors: { ...state.questionErrors, [event.file]: event.error },
      };
    case "choice-made":
      return {
        ...state,
        choices: possibleChoices({ ...state.choices, ...event.choices }, state.holdings),
      };
    case "drawing-started":
      return { ...state, isDrawing: true };
    case "view-drawn":
      return {
        ...state,
        isDrawing: false,
        view: event.view,
        announcement: `${state.view ? "Chart and table updated" : "Chart and table ready"}: ${event.view.release.title}.`,
      };
    case "view-refused":
      // Figures of earlier choices must not stand under the choices of now.
      return { ...refuse(state, event.error), isDrawing: false, view: null };
    case "request-refused":
      return { ...refuse(state, event.error), isMakingSample: false };
    case "started-over":
      return { ...startOver(state), announcement: "Everything was cleared." };
  }
}

/** @type {Problem} */
const ENGINE_STOPPED = {
  message: "The engine stopped because of a fault of ours.",
  hint: "Choose the files again.",
};

/** @type {Problem} */
const ENGINE_MISSING = {
  message: "The engine cannot be started in this browser.",
  hint: "Open this page in a current release of Chrome, Edge or Firefox.",
};

/** @type {Problem} */
const FOLDER_DROPPED = {
  message: "A folder was dropped, and only files can be read.",
  hint: "Open the folder and drop the files that are in it.",
};

/** @type {Problem} */
const NOTHING_DROPPED = {
  message: "What was dropped is not a file.",
  hint: "Drop a CSV file from your computer, or choose one.",
};

/**
 * @param {string} name
 * @returns {Problem}
 */
function unreadable(name) {
  return {
    message: `${name} could not be read to its end, so none of it is used.`,
    hint: "It may have been moved, changed or opened elsewhere since you chose it. Choose it again.",
  };
}

/**
 * @param {State} state
 * @returns {State}
 */
function startOver(state) {
  const { authorities, choices, isEngineReady } = state;
  return { ...initialState(choices.layout), authorities, isEngineReady };
}

/**
 * @param {State} state
 * @param {EngineError} error
 * @returns {State}
 */
function refuse(state, { message, hint }) {
  return { ...state, problems: [...state.problems, { message, hint }] };
}

/**
 * Files that are chosen during a reading join it.
 *
 * @param {State} state
 * @param {ChosenFile[]} files
 * @param {number} at
 * @returns {State}
 */
function beginReading(state, files, at) {
  // A file that is chosen again is told of again.
  const isRead = (/** @type {Diagnostic} */ error) =>
    files.some((file) => file.name === error.location.file);
  if (state.reading) {
    const { reading } = state;
    const again = errorsIn(state.holdings).filter(isRead).map(keyOf);
    return {
      ...state,
      oldErrors: state.oldErrors.filter((key) => !again.includes(key)),
      reading: { ...reading, files: [...reading.files, ...files] },
    };
  }
  const old = errorsIn(state.holdings).filter((error) => !isRead(error));
  return {
    ...state,
    problems: [],
    oldErrors: old.map(keyOf),
    reading: { files, index: 0, nBytes: 0, nRows: 0, announcedAt: at, announcedQuarter: 0 },
    announcement: `Reading ${files.length === 1 ? files[0]?.name : `${files.length} files`}.`,
  };
}

/**
 * @param {State} state
 * @param {{ nBytes: number, nRows: number, at: number }} event
 * @returns {State}
 */
function progress(state, { nBytes, nRows, at }) {
  if (!state.reading) {
    return state;
  }
  const reading = { ...state.reading, nBytes, nRows };
  const share = shareRead(reading);
  const quarter = Math.floor(share * 4);
  const isDue =
    share < 1 &&
    (quarter > reading.announcedQuarter || at - reading.announcedAt >= ANNOUNCE_AFTER_MS);
  return isDue
    ? {
        ...state,
        reading: { ...reading, announcedAt: at, announcedQuarter: quarter },
        announcement: `${formatPercentage(share)} read, ${formatCount(nRows, "row")}.`,
      }
    : { ...state, reading };
}

/**
 * @param {State} state
 * @param {Holdings} given
 * @returns {State}
 */
function hold(state, given) {
  const holdings = { ...given, diagnostics: distinct(given.diagnostics) };
  if (holdings.files.length === 0 && errorsIn(holdings).length === 0) {
    // The last file was removed: as if the page had just been opened, but for a reading that goes on.
    return { ...startOver(state), reading: state.reading, problems: state.problems };
  }
  // Until there is a chart nobody has chosen a source, and the one offered must not depend on the files' order.
  const choices = state.view ? state.choices : { ...state.choices, source: null };
  return {
    ...state,
    holdings,
    view: holdings.files.length > 0 ? state.view : null,
    choices: possibleChoices(choices, holdings),
    questionErrors: {},
  };
}

/**
 * The choices, with those that what is held cannot meet replaced by the nearest that it can.
 *
 * @param {Choices} choices
 * @param {Holdings | null} holdings
 * @returns {Choices}
 */
function possibleChoices(choices, holdings) {
  const sources = holdings?.sources ?? [];
  const source = sources.find((summary) => summary.source === choices.source) ?? sources[0];
  return {
    ...choices,
    source: source?.source ?? null,
    series: source && whyNot(choices.series, source) ? "region" : choices.series,
  };
}

/**
 * Why there cannot be a line for each of something, in a few words; none if there can.
 *
 * @param {Series} series
 * @param {SourceSummary} source
 * @returns {string | undefined}
 */
export function whyNot(series, source) {
  const whose = source.source === "police" ? "police files" : "local authority files";
  if (series === "risk" && !source.recordsRisk) {
    return `these ${whose} do not record it`;
  }
  if (series === "missing_status" && !source.recordsMissingStatus) {
    return `these ${whose} do not tell one from the other`;
  }
  return undefined;
}

/**
 * The phase, which is also `data-state` of the page's main element.
 *
 * @param {State} state
 * @returns {"empty" | "reading" | "ready" | "failed"}
 */
export function phaseOf(state) {
  if (state.reading || state.isMakingSample || (state.isDrawing && !state.view)) {
    return "reading";
  }
  if (state.view) {
    return "ready";
  }
  return state.problems.length > 0 || errorsIn(state.holdings).length > 0 ? "failed" : "empty";
}

/**
 * What stands in the error summary: problems, and files that could not be used, each told of once.
 *
 * @param {State} state
 * @returns {{ problems: Problem[], errors: Diagnostic[] }}
 */
export function summaryOf(state) {
  const errors = errorsIn(state.holdings).filter((error) => !state.oldErrors.includes(keyOf(error)));
  return { problems: state.problems, errors };
}

/**
 * What to ask the engine for.
 *
 * @param {State} state
 * @returns {Recipe}
 */
export function recipeOf(state) {
  const { series, yearType, source, layout } = state.choices;
  return {
    by: series === "none" ? ["year"] : ["year", series],
    yearType,
    source,
    policy: "dfe",
    layout,
  };
}

/**
 * How much of all bytes was read, from 0 to 1.
 *
 * @param {Reading} reading
 * @returns {number}
 */
export function shareRead(reading) {
  const total = totalBytes(reading);
  return total === 0 ? 0 : Math.min(1, bytesRead(reading) / total);
}

/** @param {Reading} reading */
export function totalBytes(reading) {
  return reading.files.reduce((sum, file) => sum + file.size, 0);
}

/** @param {Reading} reading */
export function bytesRead(reading) {
  const before = reading.files.slice(0, reading.index);
  return before.reduce((sum, file) => sum + file.size, 0) + reading.nBytes;
}

/**
 * Rows in, rows used and rows set aside, over all files.
 *
 * @param {Holdings} holdings
 */
export function totalsOf(holdings) {
  const sum = (/** @type {(file: Holdings["files"][number]) => number} */ of) =>
    holdings.files.reduce((total, file) => total + of(file), 0);
  const nRows = sum((file) => file.nRows);
  const nUsed = sum((file) => file.nUsed);
  return { nRows, nUsed, nSetAside: nRows - nUsed };
}

/** @param {Holdings | null} holdings */
function errorsIn(holdings) {
  return (holdings?.diagnostics ?? []).filter((diagnostic) => diagnostic.severity === "error");
}

/**
 * Findings without those that say just what another says: a file that cannot be used may have been chosen twice.
 *
 * @param {Diagnostic[]} diagnostics
 */
function distinct(diagnostics) {
  return [...new Map(diagnostics.map((diagnostic) => [keyOf(diagnostic), diagnostic])).values()];
}

/** @param {Diagnostic} diagnostic */
function keyOf(diagnostic) {
  return JSON.stringify(diagnostic);
}
