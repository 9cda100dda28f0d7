// Files dropped on the page. All of the page takes them: a browser would otherwise leave the page to show the file.

/**
 * @param {Document} page
 * @param {Pick<import("../../actions.js").Actions, "chooseFiles" | "refuseDrop">} actions
 */
export function acceptDrops(page, actions) {
  const $root = page.documentElement;
  page.addEventListener("dragover", (event) => {
    event.preventDefault();
    if (event.dataTransfer) {
      event.dataTransfer.dropEffect = "copy";
    }
    $root.dataset["dragging"] = "";
  });
  page.addEventListener("dragleave", (event) => {
    // Leaving an element for another has a related target; leaving the window has none.
    if (event.relatedTarget === null) {
      delete $root.dataset["dragging"];
    }
  });
  page.addEventListener("drop", (event) => {
    event.preventDefault();
    delete $root.dataset["dragging"];
    const { files, hasFolder } = filesIn(event.dataTransfer);
    actions.chooseFiles(files);
    if (hasFolder || files.length === 0) {
      actions.refuseDrop(hasFolder ? "folder" : "nothing");
    }
  });
}

/**
 * @param {DataTransfer | null} transfer
 * @returns {{ files: File[], hasFolder: boolean }}
 */
function filesIn(transfer) {
  const items = [...(transfer?.items ?? [])].filter((item) => item.kind === "file");
  // A folder comes as a file too, one that cannot be read; only its entry tells.
  const isFolder = (/** @type {DataTransferItem} */ item) =>
    item.webkitGetAsEntry?.()?.isDirectory === true;
  const files = items.filter((item) => !isFolder(item)).map((item) => item.getAsFile());
  return {
    files: files.filter((file) => file !== null),
    hasFolder: items.some(isFolder),
  };
}
