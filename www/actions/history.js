// The choices in the page's address, so that the browser's back and forward, a bookmark and a link know them. A step back is one
// choice back; it never leaves the page.

import { linkOf, readLink } from "../link.js";

/**
 * @typedef {import("../actions.js").Desk} Desk
 */

/**
 * @param {Desk} desk
 * @param {() => void} redraw
 */
export function createHistory({ getState, dispatch }, redraw) {
  /** Tells this sitting's entries from those of one before it, after which the same page was loaded again. */
  const sitting = performance.timeOrigin;
  /** The link in the address. */
  let shown = "";
  /** The place of the entry that is shown, and of the last one that there is as far as is known. */
  let at = 0;
  let last = 0;

  /** Takes what the address asks for, before there are files. */
  function start() {
    const { state } = window.history;
    at = last = placeOf(state) ?? 0;
    window.history.replaceState({ at, sitting }, "");
    addEventListener("popstate", ({ state: entry }) => arrive(entry));
    document.addEventListener("keydown", onKey);
    open("anybodys");
  }

  /** @param {import("../link.js").Whose} whose */
  function open(whose) {
    const link = readLink(location.hash, getState().choices.layout, whose);
    if (link) {
      shown = location.hash.slice(1);
      dispatch({ type: "link-opened", link });
    }
    tell();
  }

  /** @param {unknown} entry  What the browser kept with it; nothing if the user wrote the address. */
  function arrive(entry) {
    const place = placeOf(entry);
    const isOwn = place !== null && /** @type {{ sitting?: unknown }} */ (entry).sitting === sitting;
    at = place ?? at + 1;
    last = place === null ? at : Math.max(last, at);
    if (place === null) {
      window.history.replaceState({ at, sitting }, "");
    }
    // Nobody comes by figures that are not protected without having said so just now.
    const isConfirmed = getState().choices.policy === "unprotected";
    open(isOwn ? (isConfirmed ? "confirmed" : "own") : "anybodys");
    redraw();
  }

  /** Notes a choice that was just made as a step that can be taken back. */
  function note() {
    const link = linkOf(getState().choices);
    if (link !== shown) {
      at += 1;
      last = at;
      put(link, "pushState");
    }
  }

  /** Has the address say what is shown, where what was asked for could not be met. */
  function sync() {
    const { view, refusal, holdings, choices } = getState();
    const isEmpty = holdings === null || holdings.files.length === 0;
    const link = linkOf(choices);
    if ((view !== null || refusal !== null) && link !== shown) {
      put(link, "replaceState");
    } else if (isEmpty && shown !== "" && !getState().linked) {
      put("", "replaceState");
    }
  }

  /**
   * @param {string} link
   * @param {"pushState" | "replaceState"} how
   */
  function put(link, how) {
    shown = link;
    const [page] = location.href.split("#");
    try {
      window.history[how]({ at, sitting }, "", link === "" ? page : `#${link}`);
    } catch {
      // A browser takes so many entries in a while and no more; the choice itself is made all the same.
    }
    tell();
  }

  function tell() {
    const { canUndo, canRedo } = getState();
    if (canUndo !== at > 0 || canRedo !== at < last) {
      dispatch({ type: "history-moved", canUndo: at > 0, canRedo: at < last });
    }
  }

  function undo() {
    if (at > 0) {
      window.history.back();
    }
  }

  function redo() {
    if (at < last) {
      window.history.forward();
    }
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const { key, target, shiftKey } = event;
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (!isCommand || isTextField(target) || (getState().view === null && getState().refusal === null)) {
      return;
    }
    const isUndo = key.toLowerCase() === "z" && !shiftKey;
    const isRedo = (key.toLowerCase() === "z" && shiftKey) || key.toLowerCase() === "y";
    if (isUndo || isRedo) {
      event.preventDefault();
      (isUndo ? undo : redo)();
    }
  }

  return { start, note, sync, undo, redo };
}

/**
 * The place of an entry that this page made.
 *
 * @param {unknown} entry
 * @returns {number | null}
 */
function placeOf(entry) {
  const at = entry !== null && typeof entry === "object" ? Reflect.get(entry, "at") : null;
  return Number.isInteger(at) && at >= 0 ? at : null;
}

/** Text fields take back what was typed by themselves. @param {EventTarget | null} target */
function isTextField(target) {
  return (
    target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !["radio", "checkbox", "file"].includes(target.type))
  );
}
