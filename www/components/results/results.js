import { html } from "htm/preact";
import { isOfExpression, isOfLedger } from "../../choosing.js";
import { isStopped } from "../../drawing.js";
import { summaryOf } from "../../comparison.js";
import { withFilter } from "../../filters.js";
import { asCounted, chartedSources, nOnceMore, totalsOf } from "../../holdings.js";
import { viewKind } from "../../views.js";
import { formatCount, formatNumber } from "../../words.js";
import { About } from "../about/about.js";
import { Audit } from "../audit/audit.js";
import { AuthorityQuestion } from "../authority-question/authority-question.js";
import { Choices } from "../choices/choices.js";
import { ChoicesBox } from "../choices/choices-box.js";
import { Figure } from "../figure/figure.js";
import { Files } from "../files/files.js";
import { Findings } from "../findings/findings.js";
import { History } from "../history/history.js";
import { Forbidden } from "../ledger/forbidden.js";
import { Ledger } from "../ledger/ledger.js";
import { Published } from "../published/published.js";
import { Unprotected } from "../protection/unprotected.js";
import { TakeAway } from "../take-away/take-away.js";
import { Views } from "../views/views.js";
import { WithoutChart } from "./without-chart.js";

/**
 * Everything about the files that are held: what is asked of the user, the figures, and where they come from.
 *
 * @param {{
 *   state: import("../../state.js").State,
 *   holdings: import("../../engine.js").Holdings,
 *   actions: import("../../actions.js").Actions,
 * }} props
 */
export function Results({ state, holdings: held, actions }) {
  const { view, choices, vocabulary } = state;
  const holdings = asCounted(held, choices.duplicates);
  const { nRows, nUsed, nSetAside } = totalsOf(holdings);
  const nFindings = holdings.diagnostics.length;
  const sources = chartedSources(holdings);
  const source = summaryOf(choices.together, choices.source, sources);
  const questions = holdings.files.filter((file) => file.asksAuthority && file.authority === null);
  // What the sample makes up is there to be divided by; it is in the list of files.
  const published = holdings.files.filter((file) => file.published !== null && !file.isSynthetic);
  return html`
    <section class="wa-results" aria-labelledby="results-heading">
      <div class="wa-results__head">
        <h2 class="wa-results__heading" id="results-heading" tabindex="-1">${headingOf(sources.length > 0, view)}</h2>
        <p class="wa-results__summary">
          From <a href="#files-heading">${formatCount(holdings.files.length, "file")}</a>${nRows > 0 &&
        ` with ${formatCount(nRows, "row")}: ${formatNumber(nUsed)} used, ${formatNumber(nSetAside)} set aside`}.
          ${" "}${nFindings > 0 && html`<a href="#findings-heading">${formatCount(nFindings, "finding")}</a>.`}
        </p>
      </div>
      <datalist id="authorities">
        ${vocabulary?.authorities.map((name) => html`<option value=${name} />`)}
      </datalist>
      ${questions.map(
        (file) => html`<${AuthorityQuestion}
          key=${file.id}
          file=${file}
          error=${state.questionErrors[file.id]}
          onAnswer=${actions.describeFile}
        />`,
      )}
      ${sources.length === 0 && html`<${WithoutChart} holdings=${holdings} />`}
      ${source && vocabulary && html`<${Views} state=${state} onChoose=${actions.choose} />`}
      ${source &&
      vocabulary &&
      html`<div class="wa-results__body">
        <${ChoicesBox} view=${view}>
          <${Choices}
            state=${state}
            vocabulary=${vocabulary}
            sources=${sources}
            source=${source}
            nOnceMore=${sources
              .filter((summary) => choices.together !== "none" || summary.source === choices.source)
              .reduce((n, summary) => n + nOnceMore(held, summary.source), 0)}
            onChoose=${actions.choose}
          />
        <//>
        <div class="wa-results__shown">
          <${Shown} state=${state} vocabulary=${vocabulary} actions=${actions} />
        </div>
      </div>`}
    </section>
    ${published.map(
      (file) => html`<${Published}
        key=${file.id}
        file=${file}
        shown=${state.published[file.id]}
        onChoose=${actions.choosePublished}
      />`,
    )}
    ${sources.length > 0 && html`<${Ledger} ledger=${state.ledger} actions=${actions} />`}
    <${Files} state=${state} holdings=${holdings} actions=${actions} />
    <${Findings} diagnostics=${holdings.diagnostics} isChecked=${holdings.isChecked} />
    ${view && html`<${About} release=${view.release} />`}
  `;
}

/**
 * The figures of the choices, or why there are none.
 *
 * @param {{
 *   state: import("../../state.js").State,
 *   vocabulary: import("../../engine.js").Vocabulary,
 *   actions: import("../../actions.js").Actions,
 * }} props
 */
function Shown({ state, vocabulary, actions }) {
  const { view, choices, refusal } = state;
  const narrow = (/** @type {import("../../engine.js").Dimension} */ dimension, /** @type {string} */ category) =>
    actions.choose({ filters: withFilter(choices.filters, dimension, [category], [category, ""]) });
  return html`
    <${History} state=${state} actions=${actions} />
    ${refusal &&
    html`<p class="wa-inset">
      Nothing is shown for these choices.${" "}
      ${isOfExpression(refusal)
        ? html`The reason stands at <a href="#expression">Shown as</a>.`
        : `${refusal.message} ${refusal.hint}`}
    </p>`}
    ${refusal &&
    isOfLedger(refusal) &&
    html`<${Forbidden} policy=${choices.policy} vocabulary=${vocabulary} actions=${actions} />`}
    ${refusal &&
    isStopped(refusal) &&
    html`<button class="wa-button" type="button" aria-disabled=${state.isDrawing} onClick=${() => state.isDrawing || actions.redraw()}>
      Go on after all
    </button>`}
    ${view?.release.policy === "unprotected" && html`<${Unprotected} />`}
    ${view &&
    html`<${Figure}
      view=${view}
      yearType=${choices.yearType}
      chart=${viewKind((state.drawn ?? choices).view).chart}
      isBusy=${state.isDrawing}
      onNarrow=${narrow}
    >
      <${TakeAway} state=${state} view=${view} take=${actions.take} />
    <//>`}
    ${view?.audit && html`<${Audit} audit=${view.audit} policy=${view.release.policy} ledger=${view.ledger} />`}
  `;
}

/**
 * @param {boolean} isCharted  Whether there is something to chart.
 * @param {import("../../engine.js").View | null} view
 */
function headingOf(isCharted, view) {
  if (!isCharted) {
    return "No chart yet";
  }
  return view?.svg === null ? "Table" : "Chart and table";
}
