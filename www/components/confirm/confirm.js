import { html } from "htm/preact";
import { useState } from "preact/hooks";

/**
 * A button of which the consequences are told, and have to be confirmed, before it does anything.
 *
 * @param {{ label: string, confirm: string, onConfirm: () => void, children?: unknown }} props  `confirm`: the label of the second
 *   button. `children`: the consequences.
 */
export function Confirm({ label, confirm, onConfirm, children }) {
  const [isAsking, setAsking] = useState(false);
  const go = () => {
    setAsking(false);
    onConfirm();
  };
  return html`
    <button
      class="wa-button"
      type="button"
      aria-expanded=${isAsking ? "true" : "false"}
      onClick=${() => setAsking(!isAsking)}
    >
      ${label}
    </button>
    ${isAsking &&
    html`<div class="wa-warning" role="alert">
      <p>${children}</p>
      <button class="wa-button" type="button" onClick=${go}>${confirm}</button>
    </div>`}
  `;
}
