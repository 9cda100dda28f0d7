import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { KEEP_MS } from "../../saving.js";

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
