import { html } from "htm/preact";
import { withRule } from "../../protection.js";
import { Select } from "../choices/select.js";

/**
 * @typedef {import("../../engine.js").CustomPolicy} CustomPolicy
 */

const THRESHOLDS = Array.from({ length: 15 }, (_, at) => ({
  value: String(at + 1),
  label: at === 0 ? "1 child" : `up to ${at + 1} children`,
}));

/** @type {{ value: CustomPolicy["smallFigures"], label: string }[]} */
const SMALL_FIGURES = [
  { value: "suppressed", label: "Left blank, and others with them" },
  { value: "rounded", label: "Rounded like all others" },
  { value: "rounded_adding_up", label: "Rounded, and totals add up" },
];

const BASES = [
  { value: "1", label: "Not rounded" },
  ...["3", "5", "10"].map((base) => ({ value: base, label: `Rounded to the nearest ${base}` })),
];

const ZEROS = [
  { value: "shown", label: "Shown" },
  { value: "sensitive", label: "Small figures too" },
];

const DOMINANCE = [
  { value: "", label: "No such rule" },
  ...[50, 60, 70, 75, 80, 85, 90, 95, 99].map((share) => ({ value: String(share), label: `${share} % of its episodes or more` })),
];

/**
 * A rule of the user's own. Only what goes together is offered.
 *
 * @param {{ custom: CustomPolicy, onChoose: import("./protection.js").OnChoose }} props
 */
export function OwnRule({ custom, onChoose }) {
  const { threshold, smallFigures, base, areZerosSensitive, dominance } = custom;
  const isSuppressed = smallFigures === "suppressed";
  const change = (/** @type {Partial<CustomPolicy>} */ part) => onChoose({ policy: withRule(custom, part) });
  return html`
    <div class="wa-protection__rule" role="group" aria-label="Your own rule">
      <${Select}
        id="rule-threshold"
        label="A figure is small if it is about"
        chosen=${String(threshold)}
        options=${THRESHOLDS}
        onChoose=${(/** @type {string} */ chosen) => change({ threshold: Number(chosen) })}
      />
      <${Select}
        id="rule-small"
        label="Small figures are"
        chosen=${smallFigures}
        options=${SMALL_FIGURES}
        hints=${[!isSuppressed && "Averages and lengths are not rounded: where they are about few children, they are left blank."]}
        onChoose=${(/** @type {CustomPolicy["smallFigures"]} */ chosen) => change({ smallFigures: chosen })}
      />
      <${Select}
        id="rule-base"
        label=${isSuppressed ? "Other figures are" : "All figures are"}
        chosen=${String(base)}
        options=${isSuppressed ? BASES : BASES.slice(1)}
        onChoose=${(/** @type {string} */ chosen) => change({ base: Number(chosen) })}
      />
      ${isSuppressed &&
      html`
        <${Select}
          id="rule-zeros"
          label="Zeros are"
          chosen=${areZerosSensitive ? "sensitive" : "shown"}
          options=${ZEROS}
          onChoose=${(/** @type {string} */ chosen) => change({ areZerosSensitive: chosen === "sensitive" })}
        />
        <${Select}
          id="rule-dominance"
          label="A figure is small too if one child has"
          chosen=${dominance === null ? "" : String(dominance)}
          options=${DOMINANCE}
          onChoose=${(/** @type {string} */ chosen) => change({ dominance: chosen === "" ? null : Number(chosen) })}
        />
      `}
    </div>
  `;
}
