import { html } from "htm/preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { fileToMend, hasOfficial } from "../../holdings.js";
import { phaseOf, summaryOf } from "../../state.js";
import { ErrorSummary } from "../error-summary/error-summary.js";
import { FileZone } from "../file-zone/file-zone.js";
import { Findings, anchorOf } from "../findings/findings.js";
import { Notices, Removed } from "../notices/notices.js";
import { Protecting } from "../protecting/protecting.js";
import { Reading } from "../reading/reading.js";
import { Results } from "../results/results.js";

/**
 * @typedef {import("../../engine.js").Diagnostic} Diagnostic
 * @typedef {import("../../state.js").State} State
 */

/**
 * The page between header and footer.
 *
 * @param {{ state: State, actions: import("../../actions.js").Actions }} props
 */
export function App({ state, actions }) {
  const phase = phaseOf(state);
  const summary = summaryOf(state);
  const { holdings } = state;
  const hasResults = holdings !== null && holdings.files.length > 0 && state.isShown;
  // Where no file can be used, the summary often says all that there is to say.
  const hasMoreFindings =
    phase === "failed" && (holdings?.diagnostics.length ?? 0) > summary.errors.length;
  const findings = hasResults || hasMoreFindings ? (holdings?.diagnostics ?? []) : [];
  const anchorFor = (/** @type {Diagnostic} */ error) => {
    const file = hasResults ? fileToMend(holdings, error) : undefined;
    if (file) {
      return state.openColumns.includes(file.id) ? `columns-${file.id}` : `file-${file.id}`;
    }
    return findings.includes(error) ? anchorOf(findings.indexOf(error)) : undefined;
  };
  useFocus(phase, headingToMend(state));
  return html`
    <p class="wa-hidden" role="status">${state.announcement}</p>
    ${state.holdings?.isSynthetic &&
    html`<p class="wa-synthetic">
      <strong>Synthetic data: no real children.</strong>${" "}
      <span class="wa-synthetic__more">These figures are made up, to show what the page does.</span>
    </p>`}
    ${phase !== "reading" && html`<${ErrorSummary} ...${summary} anchorFor=${anchorFor} />`}
    <${Notices} notices=${state.notices} />
    ${!hasResults && html`<${Removed} state=${state} onPutBack=${actions.putBack} />`}
    <${FileZone}
      phase=${phase}
      isSample=${state.isSample}
      hasOfficial=${hasOfficial(state.holdings)}
      hasExported=${(state.ledger?.entries.length ?? 0) > 0}
      actions=${actions}
    />
    ${phase === "reading" && html`<${Reading} state=${state} onCancel=${actions.cancelReading} />`}
    ${hasResults && html`<${Results} state=${state} holdings=${holdings} actions=${actions} />`}
    ${state.protecting && html`<${Protecting} progress=${state.protecting} onStop=${actions.stopDrawing} />`}
    ${!hasResults && hasMoreFindings && html`<${Findings} diagnostics=${findings} />`}
  `;
}

/**
 * The heading under which all that is wrong can be mended: that of the columns of a file that was not recognised. None if
 * the summary tells of anything else too.
 *
 * @param {State} state
 * @returns {string | undefined}
 */
function headingToMend(state) {
  const { problems, errors } = summaryOf(state);
  const files = errors.map((error) => fileToMend(state.holdings, error));
  const [first] = files;
  const isAll = problems.length === 0 && files.every((file) => file !== undefined);
  return first && isAll && state.openColumns.includes(first.id) ? `columns-${first.id}` : undefined;
}

/**
 * Keeps the keyboard's place when what had the focus is gone, and brings a reader to what has to be mended, or to the
 * first figures. Figures that are drawn anew are announced only: the focus stays on the choice that was made. Where something
 * had the focus and is gone it moves with the drawing, so that at no time nothing has it; else once the page is laid out, which
 * moving it would have to wait for.
 *
 * @param {ReturnType<typeof phaseOf>} phase
 * @param {string | undefined} toMend  The heading under which all that is wrong can be mended.
 */
function useFocus(phase, toMend) {
  const settled = useRef(phase);
  const isFirst = useRef(true);
  // Nothing of the page has changed yet.
  const hadFocus = hasFocus();
  const move = (/** @type {string} */ id) => {
    const focus = () => document.getElementById(id)?.focus();
    if (hadFocus) {
      focus();
    } else {
      requestAnimationFrame(() => setTimeout(focus));
    }
  };
  useLayoutEffect(() => {
    const { current: before } = settled;
    if (phase !== "reading") {
      settled.current = phase;
    }
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    const isLost = !hasFocus();
    if ((phase === "ready" || phase === "failed") && toMend) {
      // The summary is an alert: it is read out without the focus.
      move(toMend);
    } else if (phase === "ready" && (before !== "ready" || isLost)) {
      move("results-heading");
    } else if (phase === "empty" || (phase === "failed" && isLost)) {
      move("files");
    }
  }, [phase]);
}

/** Whether something in the page has the keyboard's place. */
function hasFocus() {
  return document.activeElement !== null && document.activeElement !== document.body;
}
