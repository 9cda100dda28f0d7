import { html } from "htm/preact";
import { asCounted, chartedSources, nOnceMore, totalsOf } from "../../holdings.js";
import { formatCount, formatNumber } from "../../words.js";
import { About } from "../about/about.js";
import { AuthorityQuestion } from "../authority-question/authority-question.js";
import { Choices } from "../choices/choices.js";
import { Downloads } from "../downloads/downloads.js";
import { Figure } from "../figure/figure.js";
import { Files } from "../files/files.js";
import { Findings } from "../findings/findings.js";
import { Published } from "../published/published.js";
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
  const { view, choices } = state;
  const holdings = asCounted(held, choices.duplicates);
  const { nRows, nUsed, nSetAside } = totalsOf(holdings);
  const nFindings = holdings.diagnostics.length;
  const sources = chartedSources(holdings);
  const questions = holdings.files.filter((file) => file.asksAuthority && file.authority === null);
  const published = holdings.files.filter((file) => file.published !== null);
  return html`
    <section class="wa-results" aria-labelledby="results-heading">
      <h2 id="results-heading" tabindex="-1">${sources.length > 0 ? "Chart and table" : "No chart yet"}</h2>
      <p class="wa-results__summary">
        From <a href="#files-heading">${formatCount(holdings.files.length, "file")}</a>${nRows > 0 &&
        ` with ${formatCount(nRows, "row")}: ${formatNumber(nUsed)} used, ${formatNumber(nSetAside)} set aside`}.
        ${" "}${nFindings > 0 && html`<a href="#findings-heading">${formatCount(nFindings, "finding")}</a>.`}
      </p>
      <datalist id="authorities">
        ${state.vocabulary?.authorities.map((name) => html`<option value=${name} />`)}
      </datalist>
      ${questions.map(
        (file) => html`<${AuthorityQuestion}
          key=${file.id}
          file=${file}
          error=${state.questionErrors[file.id]}
          onAnswer=${actions.describeFile}
        />`,
      )}
      ${sources.length > 0
        ? html`<${Choices}
            choices=${choices}
            sources=${sources}
            nOnceMore=${choices.source === null ? 0 : nOnceMore(held, choices.source)}
            onChoose=${actions.choose}
          />`
        : html`<${WithoutChart} holdings=${holdings} />`}
      ${view && html`<${Figure} view=${view} isBusy=${state.isDrawing} />`}
      ${view && html`<${Downloads} view=${view} />`}
    </section>
    ${published.map(
      (file) => html`<${Published}
        key=${file.id}
        file=${file}
        shown=${state.published[file.id]}
        onChoose=${actions.choosePublished}
      />`,
    )}
    <${Files} state=${state} holdings=${holdings} actions=${actions} />
    <${Findings} diagnostics=${holdings.diagnostics} isChecked=${holdings.isChecked} />
    ${view && html`<${About} release=${view.release} />`}
  `;
}
