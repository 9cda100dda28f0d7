// Links within the page. The address holds the choices, so they must not change it: the browser would take a heading's name for a view.

/**
 * Has links to places on the page lead there without the address.
 *
 * @param {Document} document
 */
export function keepAddress(document) {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    const $target = link && document.getElementById(link.getAttribute("href")?.slice(1) ?? "");
    if (!$target || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    for (let $fold = $target.closest("details"); $fold; $fold = $fold.parentElement?.closest("details") ?? null) {
      $fold.open = true;
    }
    $target.scrollIntoView();
    $target.focus({ preventScroll: true });
    if (document.activeElement !== $target) {
      // What cannot have the focus is where the Tab key goes on from.
      $target.tabIndex = -1;
      $target.focus({ preventScroll: true });
    }
  });
}
