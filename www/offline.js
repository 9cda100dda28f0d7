// The page as a file of its own: itself, as it was before anything was done with it.

import { saveFile } from "./saving.js";

/** What the saved file is called. */
const NAME = "whereabouts.html";

/**
 * Puts the page together again from what the browser holds of it, since nothing may be fetched, not even the page itself. Its sources are
 * written so that a browser writes them down again to the byte.
 *
 * @param {Document} page
 */
export function savePage(page) {
  const $copy = /** @type {HTMLElement} */ (page.documentElement.cloneNode(true));
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ ($copy.querySelector(selector));
  find("#app").replaceChildren();
  find("#version").replaceChildren();
  find("main").dataset["state"] = "empty";
  saveFile(NAME, new Blob([`<!doctype html>\n${$copy.outerHTML}`], { type: "text/html;charset=utf-8" }));
}
