import { html } from "htm/preact";
import { formatNumber } from "../../words.js";

/**
 * How the figures were protected and what they come from. What they mean is said beside them.
 *
 * @param {{ release: import("../../engine.js").Release }} props
 */
export function About({ release }) {
  return html`
    <section class="wa-section wa-about" aria-labelledby="about-heading">
      <h2 id="about-heading">About these figures</h2>
      <h3>How small numbers are protected</h3>
      <p>
        ${release.policyLabel} ${formatNumber(release.nSuppressed)} of ${formatNumber(release.nCells)} figures are suppressed.
      </p>
      <h3>Where they come from</h3>
      <ul>
        ${release.sources.map(
          ({ name, rows, sha256 }) => html`
            <li>
              ${name}: ${rows
                ? `${formatNumber(rows.nUsed)} of ${formatNumber(rows.nRows)} rows used.`
                : "the numbers of its rows do not go with figures of which some are suppressed."} <span class="wa-about__hash">SHA-256${" "}
                ${sha256 === null ? "being taken" : html`<code>${sha256}</code>`}</span>
            </li>
          `,
        )}
      </ul>
    </section>
  `;
}
