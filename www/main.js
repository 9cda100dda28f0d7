// Puts the page together: the engine, the state, the actions, and what is drawn of them.

import { html, render } from "htm/preact";
import { createActions } from "./actions.js";
import { App } from "./components/app/app.js";
import { acceptDrops } from "./components/file-zone/drop.js";
import { keepAddress } from "./components/history/jumps.js";
import { noteCopies } from "./components/ledger/copies.js";
import { Engine } from "./engine.js";
import { compileModule } from "./module.js";
import { MEDIUM, NARROW } from "./media.js";
import { savePage } from "./offline.js";
import { initialState, phaseOf, reduce } from "./state.js";

// Where there is little room the engine draws for it, instead of a wide picture being shrunk.
const narrow = matchMedia(NARROW);
const medium = matchMedia(MEDIUM);
/** @returns {import("./engine.js").Layout} */
const layoutOf = () => (narrow.matches ? "narrow" : medium.matches ? "medium" : "wide");

const $main = find("main");
const $app = find("app");
const $version = find("version");

let state = initialState(layoutOf());
let isRenderDue = false;

/** @type {Promise<WebAssembly.Module> | undefined} */
let module;
const engine = new Engine(
  // Compiled once, for all workers.
  () => (module ??= compileModule(textOf("engine-wasm"))),
  textOf("engine-worker"),
);
const actions = createActions(engine, () => state, dispatch);

engine.onReady = () => dispatch({ type: "engine-ready" });
engine.onFault = actions.recover;
engine.start();

acceptDrops(document, actions);
noteCopies(document, actions);
keepAddress(document);
actions.openLink();
for (const window of [narrow, medium]) {
  window.addEventListener("change", () => actions.choose({ layout: layoutOf() }));
}
find("save-page").addEventListener("click", () => savePage(document));
show();

/** @param {import("./state.js").Event} event */
function dispatch(event) {
  state = reduce(state, event);
  // Events that follow on one another within a task are drawn once.
  if (!isRenderDue) {
    isRenderDue = true;
    queueMicrotask(show);
  }
}

function show() {
  isRenderDue = false;
  actions.syncAddress();
  $main.dataset["state"] = phaseOf(state);
  $version.textContent = state.view ? ` ${state.view.release.version}` : "";
  render(html`<${App} state=${state} actions=${actions} />`, $app);
}

/** @param {string} id */
function find(id) {
  const $element = document.getElementById(id);
  if (!$element) {
    throw new Error(`the page has no #${id}`);
  }
  return $element;
}

/** @param {string} id */
function textOf(id) {
  return find(id).textContent ?? "";
}
