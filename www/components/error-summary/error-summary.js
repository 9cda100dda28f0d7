import { html } from "htm/preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * What went wrong, first on the page and with the focus, after the pattern of the GOV.UK Design System.
 *
 * @param {{
 *   problems: import("../../problems.js").Problem[],
 *   errors: import("../../engine.js").Diagnostic[],
 *   anchorFor: (error: import("../../engine.js").Diagnostic) => string | undefined,
 * }} props  `anchorFor`: the place on the page where an error can be mended or is told of in full, if there is one.
 */
export function ErrorSummary({ problems, errors, anchorFor }) {
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
          ${errors.map((error) => {
            const anchor = anchorFor(error);
            return html`
              <li>
                <strong>${error.location.file}</strong>:${" "}
                ${anchor ? html`<a href="#${anchor}">${error.message}</a>` : error.message}${" "}${error.hint}
              </li>
            `;
          })}
        </ul>
      </div>
    </div>
  `;
}
