import { html } from "htm/preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { anchorOf } from "../findings/findings.js";

/**
 * What went wrong, first on the page and with the focus, after the pattern of the GOV.UK Design System.
 *
 * @param {{
 *   problems: import("../../state.js").Problem[],
 *   errors: import("../../engine.js").Diagnostic[],
 *   findings: import("../../engine.js").Diagnostic[],
 * }} props  `findings`: those that are on the page, so that errors among them can be links.
 */
export function ErrorSummary({ problems, errors, findings }) {
  /** @type {{ current: HTMLElement | null }} */
  const $summary = useRef(null);
  const content = JSON.stringify([problems, errors]);
  const isEmpty = problems.length + errors.length === 0;
  useLayoutEffect(() => {
    if (!isEmpty) {
      $summary.current?.focus();
    }
  }, [content]);
  if (isEmpty) {
    return null;
  }
  // The alert is a child of what takes the focus: some screen readers read an element that has both twice.
  return html`
    <div class="wa-errors" ref=${$summary} tabindex="-1" aria-labelledby="errors-heading">
      <div role="alert">
        <h2 class="wa-errors__heading" id="errors-heading">There is a problem</h2>
        <ul class="wa-errors__list">
          ${problems.map(({ message, hint }) => html`<li><strong>${message}</strong> ${hint}</li>`)}
          ${errors.map(
            (error) => html`
              <li>
                <strong>${error.location.file}</strong>:${" "}
                ${findings.includes(error)
                  ? html`<a href="#${anchorOf(findings.indexOf(error))}">${error.message}</a>`
                  : error.message}
                ${" "}${error.hint}
              </li>
            `,
          )}
        </ul>
      </div>
    </div>
  `;
}
