import { html } from "htm/preact";
import { whyNotMeasured, yearsLeft } from "../../choices.js";
import { isOfExpression } from "../../choosing.js";
import { canHaveLimits, groupOf, hasBaseYear, isComparison, whyNotExpressed } from "../../measures.js";
import { repeatAndLength, viewKind } from "../../views.js";
import { capitalised, formatCount } from "../../words.js";
import { Protection } from "../protection/protection.js";
import { dimensionOptions, reasonsOf } from "./dimension-options.js";
import { Filters } from "./filters.js";
import { Highlight } from "./highlight.js";
import { Radios } from "./radios.js";
import { Select } from "./select.js";

/**
 * @typedef {import("../../choices.js").Choices} ChoicesMade
 * @typedef {import("../../engine.js").Holdings} Holdings
 * @typedef {import("../../engine.js").SourceSummary} SourceSummary
 * @typedef {import("../../engine.js").Vocabulary} Vocabulary
 * @typedef {(choices: Partial<ChoicesMade>) => void} OnChoose
 */

/** @type {{ value: ChoicesMade["duplicates"], label: string }[]} */
const DUPLICATES = [
  { value: "counted", label: "Count each" },
  { value: "countedOnce", label: "Count once" },
];

const SOURCES = { local_authority: "Local authorities", police: "Police" };

const TOGETHER = [
  { value: "beside", label: "Both, side by side" },
  { value: "matched", label: "Both, matched: the files have the same reference for a child" },
];

/** How far apart two records of one episode can lie, in hours. */
const TOLERANCES = [0, 6, 24, 48, 72].map((hours) => ({
  value: String(hours),
  label: hours === 0 ? "They overlap" : `They overlap, or lie ${hours} hours apart at the most`,
}));

const ONLY_IN_TABLE = "In the table only: a chart shows two dimensions at most.";

/**
 * What the chart and the table show. Every choice takes effect at once.
 *
 * @param {{
 *   state: import("../../state.js").State,
 *   vocabulary: Vocabulary,
 *   sources: SourceSummary[],
 *   source: SourceSummary,
 *   nOnceMore: number,
 *   onChoose: OnChoose,
 * }} props
 */
export function Choices({ state, vocabulary, sources, source, nOnceMore, onChoose }) {
  const { choices, years } = state;
  const view = viewKind(choices.view);
  return html`
    <div class="wa-choices" role="group" aria-labelledby="choices-heading">
      <h3 class="wa-choices__heading" id="choices-heading">What is shown</h3>
      ${sources.length > 1 &&
      choices.view !== "sources" &&
      html`<${Radios}
        name="source"
        legend="Whose figures"
        hint="The two record the same events in different ways and are never added together."
        chosen=${choices.together === "none" ? choices.source : choices.together}
        options=${[
          ...sources.map((summary) => ({ value: summary.source, label: SOURCES[summary.source] })),
          ...(view.canCompare ? TOGETHER : []),
        ]}
        onChoose=${(/** @type {SourceSummary["source"] | "beside" | "matched"} */ chosen) =>
          onChoose(
            chosen === "beside" || chosen === "matched"
              ? // A chart has a line for each source.
                { together: chosen, series: "none", alsoBy: "none" }
              : { source: chosen, together: "none" },
          )}
      />`}
      <div class="wa-choices__fields">
        ${choices.together === "matched" &&
        html`<${Select}
          id="tolerance"
          label="Records are of one episode where"
          chosen=${String(choices.toleranceHours)}
          options=${TOLERANCES}
          hints=${["A date without a time is taken for its whole day."]}
          onChoose=${(/** @type {string} */ hours) => onChoose({ toleranceHours: Number(hours) })}
        />`}
        <${Measures} choices=${choices} vocabulary=${vocabulary} source=${source} onChoose=${onChoose} />
        ${view.isOfOneYear &&
        html`<${Year}
          id="year"
          label="Year"
          chosen=${choices.year ?? years?.at(-1) ?? ""}
          years=${years ?? []}
          onChoose=${(/** @type {string} */ year) => onChoose({ year })}
        />`}
        ${choices.view === "repeat" && html`<${RepeatOrLength} choices=${choices} source=${source} onChoose=${onChoose} />`}
        ${view.expressions?.length !== 1 &&
        choices.view !== "sources" &&
        html`<${Expressions} state=${state} vocabulary=${vocabulary} onChoose=${onChoose} />`}
        ${view.each !== "" &&
        html`<${Breakdown} choices=${choices} vocabulary=${vocabulary} source=${source} onChoose=${onChoose} />`}
        ${choices.view === "heat" &&
        html`<${Year}
          id="sorted-by"
          label="Rows in the order of"
          chosen=${choices.sortedBy ?? ""}
          years=${years ?? []}
          none="Their usual order"
          onChoose=${(/** @type {string} */ year) => onChoose({ sortedBy: year === "" ? null : year })}
        />`}
        <${Select}
          id="years"
          label="Years"
          chosen=${choices.yearType}
          options=${vocabulary.yearTypes}
          onChoose=${(/** @type {ChoicesMade["yearType"]} */ yearType) => onChoose({ yearType })}
        />
        ${nOnceMore > 0 &&
        html`<${Radios}
          name="duplicates"
          legend="Identical episodes"
          hint="${formatCount(nOnceMore, "row")} ${nOnceMore === 1 ? "repeats" : "repeat"} another: the same child, start and end. They may be copies, or episodes of one day without times."
          chosen=${choices.duplicates}
          options=${DUPLICATES}
          onChoose=${(/** @type {ChoicesMade["duplicates"]} */ duplicates) => onChoose({ duplicates })}
        />`}
      </div>
      <${Highlight} choices=${choices} vocabulary=${vocabulary} source=${source} onChoose=${onChoose} />
      <${Filters}
        filters=${choices.filters}
        vocabulary=${vocabulary}
        source=${source}
        years=${years}
        onChoose=${onChoose}
      />
      <${Protection} policy=${choices.policy} vocabulary=${vocabulary} onChoose=${onChoose} />
    </div>
  `;
}

/**
 * One of the years that there are figures of.
 *
 * @param {{
 *   id: string,
 *   label: string,
 *   chosen: string,
 *   years: string[],
 *   none?: string,
 *   onChoose: (year: string) => void,
 * }} props  `none`: what there is beside the years.
 */
function Year({ id, label, chosen, years, none, onChoose }) {
  const others = none === undefined ? [] : [{ value: "", label: none }];
  // The last is what most people look for.
  const options = [...others, ...years.map((year) => ({ value: year, label: year })).reverse()];
  return html`<${Select} id=${id} label=${label} chosen=${chosen} options=${options} onChoose=${onChoose} />`;
}

/**
 * How often children were missing, or for how long.
 *
 * @param {{ choices: ChoicesMade, source: SourceSummary, onChoose: OnChoose }} props
 */
function RepeatOrLength({ choices, source, onChoose }) {
  const offered = repeatAndLength(source).map(String);
  const options = [
    { value: "repeats", label: "How often" },
    { value: "duration", label: "How long" },
  ].filter(({ value }) => offered.includes(value));
  return html`<${Radios}
    name="repeat"
    legend="Distribution of"
    hint="How often the same child was missing in a year, or how long each episode was."
    chosen=${choices.series}
    options=${options}
    onChoose=${(/** @type {ChoicesMade["series"]} */ series) => onChoose({ series })}
  />`;
}

/**
 * What is counted or measured. What the files at hand do not record is named, so that nobody looks for it in vain.
 *
 * @param {{ choices: ChoicesMade, vocabulary: Vocabulary, source: SourceSummary, onChoose: OnChoose }} props
 */
function Measures({ choices: { measure: chosen, view }, vocabulary: { measures }, source, onChoose }) {
  const options = measures.map(({ value, label }) => ({
    value,
    label: capitalised(label),
    group: groupOf(value),
    whyNot: source.measures.includes(value) ? whyNotMeasured(value, view) : "not recorded",
  }));
  return html`<${Select}
    id="measure"
    label="What is measured"
    chosen=${chosen}
    options=${options}
    hints=${[
      measures.find(({ value }) => value === chosen)?.definition,
      options.some(({ whyNot }) => whyNot === "not recorded") &&
        "What these files do not record is not available.",
      viewKind(view).isOfCounts && "This view shows numbers of episodes or children.",
    ]}
    onChoose=${(/** @type {ChoicesMade["measure"]} */ measure) => onChoose({ measure })}
  />`;
}

/**
 * What figures are broken down by beside the years.
 *
 * @param {{ choices: ChoicesMade, vocabulary: Vocabulary, source: SourceSummary, onChoose: OnChoose }} props
 */
function Breakdown({ choices: { view, series, alsoBy, together }, vocabulary, source, onChoose }) {
  const options = dimensionOptions(vocabulary, source, (dimension) => dimension !== "year" && dimension !== "seen_by");
  const definition = vocabulary.dimensions.find(({ value }) => value === series)?.definition;
  const { each, canSplit } = viewKind(view);
  const canBeNone = view === "trend" || view === "table";
  const others = options.filter(({ value, whyNot }) => value !== series && whyNot === undefined);
  return html`
    <${Select}
      id="series"
      label=${together === "none" ? `One ${each} for each` : "Also by"}
      chosen=${series}
      options=${[...(canBeNone ? [{ value: "none", label: "All together", group: "Usual" }] : []), ...options]}
      hints=${[definition ?? allTogether(together), ...reasonsOf(options)]}
      onChoose=${(/** @type {ChoicesMade["series"]} */ chosen) => onChoose({ series: chosen })}
    />
    ${canSplit &&
    together === "none" &&
    html`<${Select}
      id="also-by"
      label="Also split by"
      chosen=${alsoBy}
      options=${[{ value: "none", label: "Nothing" }, ...(series === "none" ? [] : others)]}
      hints=${[
        series === "none" ? `Choose first what there is one ${each} for each of.` : view === "trend" && ONLY_IN_TABLE,
        vocabulary.dimensions.find(({ value }) => value === alsoBy)?.definition,
      ]}
      onChoose=${(/** @type {ChoicesMade["alsoBy"]} */ chosen) => onChoose({ alsoBy: chosen })}
    />`}
  `;
}

/**
 * What the lines of a chart are where there is one for all.
 *
 * @param {ChoicesMade["together"]} together
 */
function allTogether(together) {
  switch (together) {
    case "none":
      return "One line for all of them.";
    case "beside":
      return "One line for each source. With a further dimension there is a table alone, unless one source is set against the other.";
    case "matched":
      return "One line for episodes that both have seen, and one for those that one of them alone has.";
  }
}

/**
 * How figures are expressed.
 *
 * @param {{ state: import("../../state.js").State, vocabulary: Vocabulary, onChoose: OnChoose }} props
 */
function Expressions({ state, vocabulary: { expressions }, onChoose }) {
  const { choices, holdings, refusal } = state;
  const { expression, baseYear, hasLimits } = choices;
  const years = yearsLeft(choices.filters, state.years) ?? [];
  const options = expressions
    .filter(({ value }) => choices.together === "beside" || !isComparison(value))
    .filter(({ value }) => viewKind(choices.view).expressions?.includes(value) ?? true)
    .map(({ value, label }) => ({
      value,
      label: capitalised(label),
      whyNot: whyNotExpressed(value, choices, holdings),
    }));
  const isLimited = canHaveLimits(choices);
  const chooseLimits = (/** @type {{ currentTarget: HTMLInputElement }} */ { currentTarget }) =>
    onChoose({ hasLimits: currentTarget.checked });
  return html`
    <${Select}
      id="expression"
      label="Shown as"
      chosen=${expression}
      options=${options}
      hints=${[
        expression !== "number" && expressions.find(({ value }) => value === expression)?.definition,
        ...reasonsOf(options),
      ]}
      error=${refusal && isOfExpression(refusal) ? refusal : undefined}
      onChoose=${(/** @type {ChoicesMade["expression"]} */ chosen) => onChoose({ expression: chosen })}
    >
      ${hasBaseYear(expression) &&
      html`<${Select}
        id="base-year"
        label="Base year"
        chosen=${baseYear ?? years[0] ?? ""}
        options=${years.map((year) => ({ value: year, label: year }))}
        onChoose=${(/** @type {string} */ chosen) => onChoose({ baseYear: chosen })}
      />`}
    <//>
    ${viewKind(choices.view).canLimit &&
    html`<div>
      <div class="wa-check">
        <input
          type="checkbox"
          id="limits"
          checked=${hasLimits}
          disabled=${!isLimited}
          aria-describedby="limits-hint"
          onChange=${chooseLimits}
        />
        <label for="limits">Show 95 % limits</label>
      </div>
      <p class="wa-choices__hint" id="limits-hint">
        ${isLimited
          ? "How far each figure could differ by chance alone."
          : choices.together === "matched"
            ? "There are none of matched episodes."
            : "There are limits of counts, shares and rates only, not of changes, lengths and averages."}
      </p>
    </div>`}
  `;
}
