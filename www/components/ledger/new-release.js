import { html } from "htm/preact";
import { Confirm } from "../confirm/confirm.js";

/**
 * Has the page forget what has left it, once it is confirmed that it has not been passed on.
 *
 * @param {{ onStart: () => void }} props
 */
export function NewRelease({ onStart }) {
  const start = () => {
    // The buttons are about to be gone, and the keyboard's place must not go with them.
    document.getElementById("ledger-heading")?.focus();
    onStart();
  };
  return html`
    <${Confirm} label="Start a new release" confirm="Forget and start anew" onConfirm=${start}>
      <strong>Only if nothing of it has been passed on, nor ever will be.</strong> The page forgets what has left it; with both
      releases at hand somebody could work out small figures.
    <//>
  `;
}
