// How the page hands a file over: as a download of its own making, since nothing may be sent anywhere.

/** How long an address is kept after its text is gone: a download that was begun may still be reading from it. */
export const KEEP_MS = 60_000;

/**
 * @param {string} name
 * @param {Blob} content
 */
export function saveFile(name, content) {
  const $link = document.createElement("a");
  $link.href = URL.createObjectURL(content);
  $link.download = name;
  $link.click();
  setTimeout(() => URL.revokeObjectURL($link.href), KEEP_MS);
}
