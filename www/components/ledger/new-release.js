import { html } from "htm/preact";
import { useState } from "preact/hooks";

/**
 * Has the page forget what has left it, once it is confirmed that it has not been passed on.
 *
 * @param {{ onStart: () => void }} props
 */
export function NewRelease({ onStart }) {
  const [isAsking, setAsking] = useState(false);
  const start = () => {
    // The buttons are about to be gone, and the keyboard's place must not go with them.
    document.getElementById("ledger-heading")?.focus();
    setAsking(false);
    onStart();
  };
  return html`
    <button
      class="wa-button"
      type="button"
      aria-expanded=${isAsking ? "true" : "false"}
      onClick=${() => setAsking(!isAsking)}
    >
      Start a new release
    </button>
    ${isAsking &&
    html`<div class="wa-warning" role="alert">
      <p>
        <strong>Only if nothing of it has been passed on, nor ever will be.</strong> The page forgets what has left it; with both
        releases at hand somebody could work out small figures.
      </p>
      <button class="wa-button" type="button" onClick=${start}>Forget and start anew</button>
    </div>`}
  `;
}
