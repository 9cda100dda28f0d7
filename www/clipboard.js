// The clipboard, as far as a browser lets a page have it.

/**
 * Puts content on the clipboard in several forms. Called at once where a button was pressed, since the browser allows it for a moment only, which
 * the making of the content must not use up.
 *
 * @param {Promise<Record<string, Blob>>} content  By media type.
 * @param {string[]} types  Its media types.
 */
export async function clipboardOf(content, types) {
  // There is none for pages that come from a web server without encryption.
  if (typeof ClipboardItem !== "undefined" && navigator.clipboard?.write) {
    const forms = types.map((type) => [type, content.then((made) => /** @type {Blob} */ (made[type]))]);
    try {
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(forms))]);
    } catch (error) {
      // Why there is no content says more than that there is none to be put there.
      await content;
      throw error;
    }
    return;
  }
  const made = await content;
  /** @type {[string, string][]} */
  const texts = [];
  for (const [type, blob] of Object.entries(made)) {
    texts.push([type, await blob.text()]);
  }
  if (types.includes("image/png") || !copyTexts(texts)) {
    throw new Error("the browser has no clipboard for this page");
  }
}

/**
 * The older way, for text alone; whether the browser let it happen.
 *
 * @param {[string, string][]} texts  By media type.
 */
function copyTexts(texts) {
  const put = (/** @type {ClipboardEvent} */ event) => {
    texts.forEach(([type, text]) => event.clipboardData?.setData(type, text));
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("copy", put, { capture: true, once: true });
  const isDone = document.execCommand("copy");
  document.removeEventListener("copy", put, { capture: true });
  return isDone;
}
