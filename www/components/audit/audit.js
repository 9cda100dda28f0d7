import { html } from "htm/preact";
import { auditInWords, explanationOf } from "../../audit.js";
import { protectedTogether } from "../../ledger.js";

/**
 * What the holder of the data can answer for: that the figures were checked, and why some are blank. It says how many figures
 * are small, which readers of the figures are not told: so it stands on the screen only, in no download and not on paper.
 *
 * @param {{
 *   audit: import("../../engine.js").Audit,
 *   policy: import("../../engine.js").Policy,
 *   ledger: import("../../engine.js").View["ledger"],
 * }} props  `ledger`: what the view owes to what left before it.
 */
export function Audit({ audit, policy, ledger }) {
  const together = protectedTogether(ledger);
  const explanation = explanationOf(audit, policy);
  return html`
    <section class="wa-audit" aria-labelledby="audit-heading">
      <h3 id="audit-heading">Checked before it was shown</h3>
      <p>${auditInWords(audit, policy)}</p>
      ${together && html`<p>${together} <a href="#ledger-heading">What has left this page</a>.</p>`}
      <p class="wa-choices__hint">This is for you who hold the data, and goes with no download.</p>
      ${explanation &&
      html`<details>
        <summary>${explanation.question}</summary>
        <ul>
          ${explanation.answer.map((sentence) => html`<li>${sentence}</li>`)}
        </ul>
      </details>`}
    </section>
  `;
}
