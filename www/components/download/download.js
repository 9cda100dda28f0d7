import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";

/** How long an address is kept after its text is gone: a download that was begun may still be reading from it. */
const KEEP_MS = 60_000;

/**
 * A text as a file to be saved once it is noted that it leaves. A link could be followed without that.
 *
 * @param {{
 *   label: unknown,
 *   name: string,
 *   text: string,
 *   type: string,
 *   waitsFor?: string,
 *   note: () => Promise<boolean>,
 * }} props  `waitsFor`: the id of the sentence that says why it cannot be saved yet. `note`: tells whether it may leave.
 */
export function NotedDownload({ label, name, text, type, waitsFor, note }) {
  const take = async () => {
    if (!waitsFor && (await note())) {
      save(name, text, type);
    }
  };
  return html`<button
    class="wa-button"
    type="button"
    aria-disabled=${waitsFor ? "true" : undefined}
    aria-describedby=${waitsFor}
    onClick=${take}
  >
    ${label}
  </button>`;
}

/**
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
function save(name, text, type) {
  const $link = document.createElement("a");
  $link.href = URL.createObjectURL(new Blob([text], { type }));
  $link.download = name;
  $link.click();
  setTimeout(() => URL.revokeObjectURL($link.href), KEEP_MS);
}

/**
 * A text as a file to be saved. It stays in its place while it cannot be, so that the keyboard's place is not lost.
 *
 * @param {{ label: unknown, name: string, text: string, type: string, waitsFor?: string }} props  `waitsFor`: the id of the
 *   sentence that says why it cannot be saved yet.
 */
export function Download({ label, name, text, type, waitsFor }) {
  const [url, setUrl] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([text], { type }));
    setUrl(made);
    return () => void setTimeout(() => URL.revokeObjectURL(made), KEEP_MS);
  }, [text, type]);
  if (waitsFor) {
    return html`
      <a class="wa-button" role="link" tabindex="0" aria-disabled="true" aria-describedby=${waitsFor}>${label}</a>
    `;
  }
  return html`<a class="wa-button" href=${url || undefined} download=${name}>${label}</a>`;
}
