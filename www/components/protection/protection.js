import { html } from "htm/preact";
import { useRef, useState } from "preact/hooks";
import { customOf, offeredAs } from "../../protection.js";
import { Select } from "../choices/select.js";
import { OwnRule } from "./own-rule.js";

/**
 * @typedef {import("../../engine.js").Policy} Policy
 * @typedef {import("../../engine.js").Vocabulary} Vocabulary
 * @typedef {(choices: { policy: Policy }) => void} OnChoose
 */

/**
 * Which rule decides what may be shown. That nothing is protected takes a second step, since the arrow keys alone can come by
 * it in a list.
 *
 * @param {{ policy: Policy, vocabulary: Vocabulary, onChoose: OnChoose }} props
 */
export function Protection({ policy, vocabulary, onChoose }) {
  /** @type {{ current: HTMLElement | null }} */
  const $root = useRef(null);
  // The rule that would be given up, for as long as the user is asked: whatever replaces it answers the question.
  const [atStake, setAtStake] = useState(/** @type {Policy | null} */ (null));
  const isAsking = atStake === policy;
  const chosen = offeredAs(isAsking ? "unprotected" : policy, vocabulary);
  const custom = isAsking ? null : customOf(policy);
  const choose = (/** @type {string} */ name) => {
    const wanted = vocabulary.policies.find((offered) => offered.name === name)?.value;
    const asks = wanted === "unprotected" && policy !== "unprotected";
    setAtStake(asks ? policy : null);
    if (wanted !== undefined && !asks && offeredAs(policy, vocabulary)?.name !== name) {
      onChoose({ policy: wanted });
    }
  };
  const confirm = () => {
    // The button is about to be gone, and the keyboard's place must not go with it.
    $root.current?.querySelector("select")?.focus();
    setAtStake(null);
    onChoose({ policy: "unprotected" });
  };
  return html`
    <div class="wa-protection" ref=${$root}>
      <${Select}
        id="policy"
        label="How small figures are protected"
        chosen=${chosen?.name ?? ""}
        options=${vocabulary.policies.map(({ name, label }) => ({ value: name, label }))}
        hints=${[custom ? undefined : chosen?.definition]}
        onChoose=${choose}
      >
        ${custom && html`<${OwnRule} custom=${custom} onChoose=${onChoose} />`}
        ${isAsking &&
        html`<div class="wa-warning" role="alert">
          <p>
            <strong>Unprotected figures can tell of single children.</strong> Look at them only if you may see the data itself.
            Until you confirm, figures stay protected as before.
          </p>
          <button class="wa-button" type="button" onClick=${confirm}>Show unprotected figures</button>
        </div>`}
      <//>
    </div>
  `;
}
