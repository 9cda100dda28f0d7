import { html } from "htm/preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { phaseOf, summaryOf } from "../../state.js";
import { ErrorSummary } from "../error-summary/error-summary.js";
import { FileZone } from "../file-zone/file-zone.js";
import { Findings } from "../findings/findings.js";
import { Reading } from "../reading/reading.js";
import { Results } from "../results/results.js";

/**
 * The page between header and footer.
 *
 * @param {{ state: import("../../state.js").State, actions: import("../../actions.js").Actions }} props
 */
export function App({ state, actions }) {
  const phase = phaseOf(state);
  const summary = summaryOf(state);
  const { holdings } = state;
  const hasResults = (holdings?.files.length ?? 0) > 0 && (state.view !== null || phase === "failed");
  // Where no file can be used, the summary often says all that there is to say.
  const hasMoreFindings =
    phase === "failed" && (holdings?.diagnostics.length ?? 0) > summary.errors.length;
  const findings = hasResults || hasMoreFindings ? (holdings?.diagnostics ?? []) : [];
  useFocus(phase);
  return html`
    <p class="wa-hidden" role="status">${state.announcement}</p>
    ${state.holdings?.isSynthetic &&
    html`<p class="wa-synthetic">
      <strong>Synthetic data: no real children.</strong> These figures are made up, to show what the page does.
    </p>`}
    ${phase !== "reading" && html`<${ErrorSummary} ...${summary} findings=${findings} />`}
    <${FileZone} phase=${phase} isSample=${state.isSample} actions=${actions} />
    ${phase === "reading" && html`<${Reading} state=${state} onCancel=${actions.cancelReading} />`}
    ${hasResults && html`<${Results} state=${state} holdings=${holdings} actions=${actions} />`}
    ${!hasResults && hasMoreFindings && html`<${Findings} diagnostics=${findings} />`}
  `;
}

/**
 * Keeps the keyboard's place when what had the focus is gone, and brings a reader to the first figures. Figures that
 * are drawn anew are announced only: the focus stays on the choice that was made. It moves with the drawing, not some
 * frames later, so that at no time nothing has it.
 *
 * @param {ReturnType<typeof phaseOf>} phase
 */
function useFocus(phase) {
  const settled = useRef(phase);
  const isFirst = useRef(true);
  useLayoutEffect(() => {
    const { current: before } = settled;
    if (phase !== "reading") {
      settled.current = phase;
    }
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (phase === "ready" && (before !== "ready" || isLost)) {
      document.getElementById("results-heading")?.focus();
    } else if (phase === "empty" || (phase === "failed" && isLost)) {
      document.getElementById("files")?.focus();
    }
  }, [phase]);
}
