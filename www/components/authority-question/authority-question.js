import { html } from "htm/preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * Asks whose a file is when neither the file nor its name says so. The chart does not wait for the answer.
 *
 * @param {{
 *   file: import("../../engine.js").FileSummary,
 *   error: import("../../engine.js").EngineError | undefined,
 *   onAnswer: (file: number, authority: string | null, year: number | null) => void,
 * }} props
 */
export function AuthorityQuestion({ file, error, onAnswer }) {
  /** @type {{ current: HTMLInputElement | null }} */
  const $authority = useRef(null);
  useLayoutEffect(() => {
    if (error) {
      $authority.current?.focus();
    }
  }, [error]);
  const answer = (/** @type {SubmitEvent & { currentTarget: HTMLFormElement }} */ event) => {
    // Nothing is ever submitted; the page's policy would refuse it too.
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const authority = String(given.get("authority") ?? "").trim();
    const year = Number.parseInt(String(given.get("year") ?? ""), 10);
    onAnswer(file.id, authority || null, Number.isNaN(year) ? null : year);
  };
  const id = (/** @type {string} */ part) => `question-${file.id}-${part}`;
  return html`
    <form class="wa-question" onSubmit=${answer} aria-labelledby=${id("heading")}>
      <h3 class="wa-question__heading" id=${id("heading")}>Whose figures are in ${file.name}?</h3>
      <p class="wa-question__why" id=${id("why")}>
        Neither the file nor its name says so. Until you do, its region is not known.
      </p>
      <div class="wa-question__fields">
        <div class="wa-field ${error ? "wa-field--error" : ""}">
          <label for=${id("authority")}>Local authority (name or code)</label>
          ${error &&
          html`<p class="wa-field__error" id=${id("error")}>
            <span class="wa-hidden">Error: </span>${error.message} ${error.hint}
          </p>`}
          <input
            id=${id("authority")}
            name="authority"
            ref=${$authority}
            required
            list="authorities"
            autocomplete="off"
            spellcheck="false"
            value=${file.authority ?? ""}
            aria-invalid=${error ? "true" : undefined}
            aria-describedby=${error ? id("error") : undefined}
          />
        </div>
        <div class="wa-field">
          <label for=${id("year")}>Year ending 31 March (if you know)</label>
          <input
            class="wa-field__year"
            id=${id("year")}
            name="year"
            inputmode="numeric"
            pattern="[12][0-9]{3}"
            maxlength="4"
            title="Four digits, such as 2018"
            autocomplete="off"
            value=${file.year ?? ""}
          />
        </div>
        <button class="wa-button" type="submit">Use this</button>
      </div>
    </form>
  `;
}
