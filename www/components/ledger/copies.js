// What leaves the page without a download: text that is copied from the figures, and paper.

/**
 * @param {Document} page
 * @param {Pick<import("../../actions.js").Actions, "noteShown">} actions
 */
export function noteCopies(page, actions) {
  page.addEventListener("copy", () => {
    const $figure = page.querySelector(".wa-figure");
    if ($figure && page.getSelection()?.containsNode($figure, true)) {
      actions.noteShown();
    }
  });
  globalThis.addEventListener("beforeprint", () => actions.noteShown());
}
