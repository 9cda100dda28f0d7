import { html } from "htm/preact";
import { roundedInstead, roundsInstead } from "../../protection.js";
import { NewRelease } from "./new-release.js";

/**
 * What can be done where figures would give small ones away together with what has left the page.
 *
 * @param {{
 *   policy: import("../../engine.js").Policy,
 *   vocabulary: import("../../engine.js").Vocabulary,
 *   actions: import("../../actions.js").Actions,
 * }} props
 */
export function Forbidden({ policy, vocabulary, actions }) {
  const rounded = roundsInstead(policy) ? null : roundedInstead(vocabulary);
  const round = () => {
    // The button is about to be gone. The keyboard's place goes to where the rule can be changed further.
    document.getElementById("policy")?.focus();
    if (rounded) {
      actions.choose({ policy: rounded });
    }
  };
  return html`
    <div class="wa-ledger__buttons">
      ${rounded && html`<button class="wa-button" type="button" onClick=${round}>Round figures instead</button>`}
      <${NewRelease} onStart=${actions.startNewRelease} />
    </div>
  `;
}
