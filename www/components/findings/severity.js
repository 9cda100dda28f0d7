import { html } from "htm/preact";

/** A word and a shape for each, so that none is told by its colour alone. */
const SEVERITIES = {
  error: { word: "Error", shape: "M5 1h6l4 4v6l-4 4H5l-4-4V5z M5.5 5.5l5 5 M10.5 5.5l-5 5" },
  warning: { word: "Warning", shape: "M8 1.5L15 14.5H1z M8 6v4 M8 11.8v.6" },
  note: { word: "Note", shape: "M8 1a7 7 0 1 1 0 14a7 7 0 1 1 0-14 M8 7v5 M8 4v.6" },
};

/**
 * How much a finding matters.
 *
 * @param {{ severity: import("../../engine.js").Diagnostic["severity"] }} props
 */
export function Severity({ severity }) {
  const { word, shape } = SEVERITIES[severity];
  return html`
    <span class="wa-severity wa-severity--${severity}">
      <svg class="wa-severity__shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d=${shape} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" />
      </svg>
      ${word}
    </span>
  `;
}
