// Files dropped on the page. All of the page takes them: a browser would otherwise leave the page to show the file.

import { filesWithin } from "./folder.js";

/**
 * What was dropped, with what not every browser has.
 *
 * @typedef {DataTransferItem & { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> }} Item
 */

/**
 * @param {Document} page
 * @param {Pick<import("../../actions.js").Actions, "chooseFiles" | "chooseFolders" | "refuseDrop">} actions
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
    const { files, folders } = dropped(event.dataTransfer);
    if (folders.length > 0) {
      const names = folders.map(({ entry }) => entry.name);
      actions.chooseFolders(names, filesWithin(folders), files);
    } else if (files.length > 0) {
      actions.chooseFiles(files);
    } else {
      actions.refuseDrop();
    }
  });
}

/**
 * What was dropped. Only while the browser tells of the drop can it be asked for.
 *
 * @param {DataTransfer | null} transfer
 * @returns {{ files: File[], folders: import("./folder.js").Folder[] }}
 */
function dropped(transfer) {
  /** @type {File[]} */
  const files = [];
  /** @type {import("./folder.js").Folder[]} */
  const folders = [];
  /** @type {Item[]} */
  const items = [...(transfer?.items ?? [])];
  for (const item of items.filter(({ kind }) => kind === "file")) {
    // A folder comes as a file too, one that cannot be read; only its entry tells.
    const entry = item.webkitGetAsEntry?.();
    if (entry?.isDirectory) {
      folders.push({ entry, handle: item.getAsFileSystemHandle?.() ?? null });
      continue;
    }
    const file = item.getAsFile();
    if (file) {
      files.push(file);
    }
  }
  return { files, folders };
}
