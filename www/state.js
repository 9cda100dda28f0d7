// All that the page knows, as one value, and how each event changes it. Pure: no engine, no document, no clock (an
// event that needs the time carries it).

import { firstChoices } from "./choices.js";
import { choose, isOfChoices, learnYears, openLink, putBack, removeFile, settle, settleLinked } from "./choosing.js";
import { protect, refuseView, showView, stopDrawing, withoutView } from "./drawing.js";
import { chartedSources, distinct, errorsIn, keyOf } from "./holdings.js";
import { changeLedger, noteExport, recipeInWords } from "./ledger.js";
import { announce } from "./news.js";
import { assignValue, giveRole, isSameMapping } from "./mapping.js";
import { ENGINE_MISSING, ENGINE_STOPPED, notAMapping, unreadable } from "./problems.js";
import { beginReading, progress } from "./progress.js";
import { publishedIn, publishedInWords, showPublished } from "./published.js";
import { formatCount, formatNumber } from "./words.js";

/**
 * @typedef {import("./engine.js").Holdings} Holdings
 * @typedef {import("./engine.js").FileSummary} FileSummary
 * @typedef {import("./engine.js").View} View
 * @typedef {import("./engine.js").Ledger} Ledger
 * @typedef {import("./engine.js").Progress} Progress
 * @typedef {import("./engine.js").Recipe} Recipe
 * @typedef {import("./engine.js").EngineError} EngineError
 * @typedef {import("./engine.js").Diagnostic} Diagnostic
 * @typedef {import("./engine.js").Layout} Layout
 * @typedef {import("./engine.js").Role} Role
 * @typedef {import("./engine.js").Vocabulary} Vocabulary
 * @typedef {import("./holdings.js").PublishedChoice} PublishedChoice
 * @typedef {import("./holdings.js").PublishedTable} PublishedTable
 * @typedef {import("./choices.js").Choices} Choices
 * @typedef {import("./link.js").Link} Link
 * @typedef {import("./views.js").Remembered} Remembered
 * @typedef {import("./mapping.js").Draft} Draft
 * @typedef {import("./problems.js").Problem} Problem
 * @typedef {import("./progress.js").ChosenFile} ChosenFile
 * @typedef {import("./progress.js").Reading} Reading
 */

/**
 * Figures that somebody else published, as they are shown.
 *
 * @typedef {object} PublishedShown
 * @property {PublishedChoice} choice
 * @property {PublishedTable | null} table  Of an earlier choice while `isDrawn` is false; none before the first is there.
 * @property {string} csv
 * @property {boolean} isDrawn
 */

/**
 * @typedef {object} State
 * @property {boolean} isEngineReady
 * @property {Reading | null} reading
 * @property {boolean} isMakingSample
 * @property {boolean} isSample  Whether what is held is the built-in sample.
 * @property {boolean} isDrawing  Whether the view at hand is about to be replaced.
 * @property {Progress | null} protecting  How far the protection of the figures has come, where it takes a while.
 * @property {Choices | null} drawn  What the view was drawn for, unless something else has changed since.
 * @property {boolean} isShown  Whether what is held is on the page: not before the first reading has come to its end.
 * @property {Holdings | null} holdings
 * @property {View | null} view
 * @property {Recipe | null} recipe  Of the view; none while the view is not to leave.
 * @property {EngineError | null} refusal  Why there is no view of the choices, where others can be met.
 * @property {Ledger | null} ledger  What has left the page, if anything has.
 * @property {EngineError | null} exportError  Why the view was not handed over.
 * @property {string} taken  What became of what was taken away last, in a sentence.
 * @property {string[] | null} years  Of which there are figures to choose from; none while that is not known.
 * @property {Record<number, PublishedShown>} published  By file.
 * @property {Choices} choices
 * @property {Remembered} remembered  What was chosen in other views, to be there again.
 * @property {string} undone  What of the choices had to be given up, in a sentence.
 * @property {Link | null} linked  What the address asked for before there were files of the user's own.
 * @property {boolean} canUndo
 * @property {boolean} canRedo
 * @property {{ name: string, before: Choices, after: Choices } | null} removed  The file that can be put back, and the choices
 *   before it was removed and after.
 * @property {Problem[]} problems
 * @property {string[]} notices  What was done that nobody can see.
 * @property {string[]} oldErrors  Keys of errors in the files that an earlier reading already told of.
 * @property {Vocabulary | null} vocabulary  None until it is first needed.
 * @property {Record<number, EngineError>} questionErrors  By file, why its authority or year was not taken.
 * @property {number[]} openColumns  The files whose columns are in sight.
 * @property {Record<number, Draft>} drafts  By file, how it is to be read once that is applied.
 * @property {string} announcement  For screen readers, without moving the focus.
 * @property {string} news  What the next announcement of figures says first.
 */

/**
 * @typedef {{ type: "engine-ready" }
 *   | { type: "engine-stopped" }
 *   | { type: "files-chosen", files: ChosenFile[], at: number, isAgain?: boolean }
 *   | { type: "mappings-chosen" }
 *   | { type: "mapping-learned", name: string }
 *   | { type: "mapping-refused", name: string }
 *   | { type: "file-started", index: number }
 *   | { type: "reading-progressed", nBytes: number, nRows: number, at: number }
 *   | { type: "file-read-again", file: number }
 *   | { type: "file-unreadable", name: string }
 *   | { type: "reading-cancelled" }
 *   | { type: "reading-ended" }
 *   | { type: "fingerprints-taken" }
 *   | { type: "folder-opened", notice: string }
 *   | { type: "drop-refused", problem: Problem }
 *   | { type: "sample-asked" }
 *   | { type: "sample-made", holdings: Holdings }
 *   | { type: "official-added", holdings: Holdings }
 *   | { type: "holdings-changed", holdings: Holdings }
 *   | { type: "vocabulary-listed", vocabulary: Vocabulary }
 *   | { type: "description-refused", file: number, error: EngineError }
 *   | { type: "columns-toggled", file: number }
 *   | { type: "role-chosen", file: number, column: number, role: Role | null }
 *   | { type: "kind-chosen", file: number, kind: FileSummary["kind"] }
 *   | { type: "value-assigned", file: number, role: Role, value: string, category: string | null }
 *   | { type: "draft-undone", file: number }
 *   | { type: "choice-made", choices: Partial<Choices> }
 *   | { type: "years-listed", view: View }
 *   | { type: "drawing-started" }
 *   | { type: "protecting-progressed", progress: Progress, elapsedMs: number }
 *   | { type: "drawing-stopped" }
 *   | { type: "view-drawn", view: View, recipe: Recipe }
 *   | { type: "view-refused", error: EngineError }
 *   | { type: "export-noted", ledger: Ledger, isUnprotected: boolean }
 *   | { type: "export-refused", error: EngineError }
 *   | { type: "taken", words: string }
 *   | { type: "ledger-changed", ledger: Ledger }
 *   | { type: "published-chosen", file: number, choice: PublishedChoice }
 *   | { type: "published-drawn", file: number, choice: PublishedChoice, table: PublishedTable, csv: string }
 *   | { type: "request-refused", error: EngineError }
 *   | { type: "link-opened", link: Link }
 *   | { type: "recipe-loaded", name: string, nEarlierExports: number }
 *   | { type: "history-moved", canUndo: boolean, canRedo: boolean }
 *   | { type: "file-removed", name: string, before: Choices }
 *   | { type: "file-put-back" }
 *   | { type: "started-over", keepsLink?: boolean }} Event
 */

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
    protecting: null,
    drawn: null,
    isShown: false,
    holdings: null,
    view: null,
    recipe: null,
    refusal: null,
    ledger: null,
    exportError: null,
    taken: "",
    years: null,
    published: {},
    choices: firstChoices(layout),
    remembered: {},
    undone: "",
    linked: null,
    canUndo: false,
    canRedo: false,
    removed: null,
    problems: [],
    notices: [],
    oldErrors: [],
    vocabulary: null,
    questionErrors: {},
    openColumns: [],
    drafts: {},
    announcement: "",
    news: "",
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
        // What has left of made-up figures must not bear on real ones.
        ledger: state.isSample ? null : state.ledger,
        isEngineReady: false,
        problems: [state.isEngineReady ? ENGINE_STOPPED : ENGINE_MISSING],
      };
    case "files-chosen":
      return beginReading(state, event);
    case "mappings-chosen":
      return state.reading ? state : { ...state, problems: [], notices: [] };
    case "mapping-learned": {
      const notice = `The mapping ${event.name} is applied to files with the same columns.`;
      return { ...state, notices: [...state.notices, notice], announcement: notice };
    }
    case "mapping-refused":
      return { ...state, problems: [...state.problems, notAMapping(event.name)] };
    case "file-started":
      return state.reading
        ? { ...state, reading: { ...state.reading, index: event.index, nBytes: 0, nRows: 0 } }
        : state;
    case "reading-progressed":
      return progress(state, event);
    case "file-read-again":
      return { ...state, news: `${state.news} ${readAgain(state, event.file)}`.trim() };
    case "file-unreadable":
      return { ...state, problems: [...state.problems, unreadable(event.name)] };
    case "reading-cancelled":
      return { ...state, reading: null, announcement: "Reading cancelled." };
    case "reading-ended":
      return endReading(state);
    case "fingerprints-taken":
      return { ...state, news: "The downloads are ready." };
    case "drop-refused":
      return { ...state, problems: [event.problem] };
    case "folder-opened":
      return { ...state, notices: [...state.notices, event.notice], news: `${state.news} ${event.notice}`.trim() };
    case "sample-asked":
      return { ...startOver(state), isMakingSample: true, announcement: "Making the sample data." };
    case "sample-made":
      return { ...hold(state, event.holdings), isMakingSample: false, isSample: true };
    case "official-added": {
      const held = hold(state, event.holdings);
      return announce({ ...held, isShown: true }, "Official figures for England added.");
    }
    case "holdings-changed":
      return hold(state, event.holdings);
    case "vocabulary-listed":
      return { ...state, vocabulary: event.vocabulary };
    case "description-refused":
      return { ...state, questionErrors: { ...state.questionErrors, [event.file]: event.error } };
    case "columns-toggled": {
      const others = state.openColumns.filter((file) => file !== event.file);
      const isOpen = others.length < state.openColumns.length;
      return { ...state, openColumns: isOpen ? others : [...others, event.file] };
    }
    case "role-chosen":
    case "kind-chosen":
    case "value-assigned":
      return edit(state, event);
    case "draft-undone": {
      const { [event.file]: _, ...drafts } = state.drafts;
      return { ...state, drafts, announcement: "Your changes were undone." };
    }
    case "choice-made":
      return choose(state, event.choices);
    case "link-opened":
      return openLink(state, event.link);
    case "recipe-loaded": {
      const notice = recipeInWords(event, state.ledger);
      return { ...state, notices: [...state.notices, notice], announcement: notice };
    }
    case "history-moved":
      return { ...state, canUndo: event.canUndo, canRedo: event.canRedo };
    case "file-removed":
      return removeFile(state, event);
    case "file-put-back":
      return putBack(state);
    case "years-listed":
      return settle(learnYears(state, event.view), state.choices);
    case "drawing-started":
      return { ...state, isDrawing: true, protecting: null };
    case "protecting-progressed":
      return protect(state, event);
    case "drawing-stopped":
      return stopDrawing(state);
    case "view-drawn":
      return showView(state, event.view, event.recipe);
    case "view-refused":
      return isOfChoices(event.error)
        ? refuseView(state, event.error)
        : refuse(withoutView(state), event.error);
    case "export-noted":
      return noteExport(state, event.ledger, event.isUnprotected);
    case "export-refused":
      return { ...state, exportError: event.error, taken: "" };
    case "taken":
      // Behind it stands that it was noted.
      return { ...state, taken: event.words, announcement: `${event.words} ${state.announcement}` };
    case "ledger-changed":
      return changeLedger(state, event.ledger);
    case "published-chosen":
      return showPublished(state, event.file, { choice: event.choice, isDrawn: false });
    case "published-drawn": {
      const { file, choice, table, csv } = event;
      const drawn = showPublished(state, file, { choice, table, csv, isDrawn: true });
      const isFirst = state.published[file]?.table === null;
      return isFirst && state.view ? drawn : announce(drawn, publishedInWords(table));
    }
    case "request-refused":
      return { ...refuse(state, event.error), isMakingSample: false };
    case "started-over":
      return {
        ...startOver(state),
        linked: event.keepsLink ? state.linked : null,
        ledger: null,
        announcement: "Everything was cleared.",
      };
  }
}

/**
 * What has left stays noted whatever becomes of the files.
 *
 * @param {State} state
 * @returns {State}
 */
function startOver(state) {
  const { vocabulary, choices, isEngineReady, ledger, linked, canUndo, canRedo } = state;
  return { ...initialState(choices.layout), vocabulary, isEngineReady, ledger, linked, canUndo, canRedo };
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
 * @param {State} state
 * @returns {State}
 */
function endReading(state) {
  const ended = { ...state, reading: null };
  if (chartedSources(state.holdings).length > 0) {
    // What the chart shows is announced with it.
    return ended;
  }
  const shown = { ...ended, isShown: (state.holdings?.files.length ?? 0) > 0 };
  return state.news ? announce(shown, "") : shown;
}

/**
 * @param {State} state
 * @param {number} id
 */
function readAgain(state, id) {
  const file = state.holdings?.files.find((held) => held.id === id);
  return file && file.kind !== "unrecognised"
    ? `${file.name} was read again: ${formatNumber(file.nUsed)} of ${formatCount(file.nRows, "row")} used.`
    : "";
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
    const { reading, problems, notices, removed } = state;
    return { ...startOver(state), reading, problems, notices, removed };
  }
  // Until there is a chart nobody has chosen a source, and the one offered must not depend on the files' order.
  const isChosen = state.view !== null || state.refusal !== null;
  const choices = isChosen ? state.choices : { ...state.choices, source: null };
  const isCharted = chartedSources(holdings).length > 0;
  const before = new Map(state.holdings?.files.map((file) => [file.id, file]));
  const isOpen = (/** @type {FileSummary} */ { id, kind }) =>
    state.openColumns.includes(id) || (kind === "unrecognised" && !before.has(id));
  // What was edited and not yet taken is kept: nothing that a user did is lost because another file came.
  const isEdited = (/** @type {FileSummary} */ { id, kind, mapping }) => {
    const same = before.get(id);
    return id in state.drafts && same && (kind === "unrecognised" || isSameMapping(same.mapping, mapping));
  };
  const held = {
    ...state,
    holdings,
    years: countedIn(holdings) === countedIn(state.holdings) ? state.years : null,
    isDrawing: isCharted && state.isDrawing,
    drawn: null,
    view: isCharted ? state.view : null,
    recipe: isCharted ? state.recipe : null,
    refusal: isCharted ? state.refusal : null,
    published: publishedIn(state, holdings),
    questionErrors: {},
    openColumns: holdings.files.filter(isOpen).map(({ id }) => id),
    drafts: Object.fromEntries(
      holdings.files.filter(isEdited).map(({ id }) => [id, /** @type {Draft} */ (state.drafts[id])]),
    ),
  };
  return state.linked && !isChosen ? settleLinked(held, state.linked) : settle(held, choices);
}

/**
 * All that decides of which years there are figures, as one text.
 *
 * @param {Holdings | null} holdings
 */
function countedIn(holdings) {
  const of = (/** @type {FileSummary} */ { id, kind, nUsed, years, year }) => [id, kind, nUsed, years, year];
  return JSON.stringify(holdings?.files.map(of));
}

/**
 * @param {State} state
 * @param {Extract<Event, { type: "role-chosen" | "kind-chosen" | "value-assigned" }>} event
 * @returns {State}
 */
function edit(state, event) {
  const file = state.holdings?.files.find((held) => held.id === event.file);
  if (!file) {
    return state;
  }
  const mapping = state.drafts[file.id]?.mapping ?? file.mapping;
  /** @type {Draft} */
  let draft;
  switch (event.type) {
    case "role-chosen":
      draft = giveRole(mapping, event.column, event.role);
      break;
    case "kind-chosen":
      draft = { mapping: { ...mapping, kind: event.kind }, givenUp: null };
      break;
    case "value-assigned":
      draft = { mapping: assignValue(mapping, event.role, event.value, event.category), givenUp: null };
      break;
  }
  const drafts = { ...state.drafts, [file.id]: draft };
  return draft.givenUp === null
    ? { ...state, drafts }
    : { ...state, drafts, announcement: `Column ${draft.givenUp} is now not read.` };
}

/**
 * The phase, which is also `data-state` of the page's main element.
 *
 * @param {State} state
 * @returns {"empty" | "reading" | "ready" | "failed"}
 */
export function phaseOf(state) {
  const isChosen = state.view !== null || state.refusal !== null;
  if (state.reading || state.isMakingSample || (state.isDrawing && !isChosen)) {
    return "reading";
  }
  const isRecognised = state.holdings?.files.some((file) => file.kind !== "unrecognised");
  if (isChosen || (state.isShown && isRecognised && chartedSources(state.holdings).length === 0)) {
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
