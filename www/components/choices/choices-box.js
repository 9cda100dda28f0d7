import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { SIDE_BY_SIDE, useMedia } from "../../media.js";

/**
 * Where the choices stand: beside the chart, always in sight; or, where there is no room beside it, above it and folded away under
 * what is shown in words.
 *
 * @param {{ view: import("../../engine.js").View | null, children?: unknown }} props
 */
export function ChoicesBox({ view, children }) {
  const isBeside = useMedia(SIDE_BY_SIDE);
  const [isOpen, setOpen] = useState(false);
  const follow = (/** @type {{ currentTarget: HTMLDetailsElement }} */ { currentTarget }) =>
    !isBeside && setOpen(currentTarget.open);
  return html`
    <details class="wa-choices-box" open=${isBeside || isOpen} onToggle=${follow}>
      <summary class="wa-choices-box__summary">
        <span class="wa-choices-box__what">What is shown</span>
        ${view && html`<span class="wa-choices-box__words">${view.release.title}. ${view.release.subtitle}</span>`}
        <span class="wa-choices-box__change">Change</span>
      </summary>
      ${children}
    </details>
  `;
}
