import { html } from "htm/preact";

/**
 * @typedef {import("../../holdings.js").PublishedSummary} PublishedSummary
 * @typedef {import("../../holdings.js").PublishedChoice} PublishedChoice
 */

/**
 * Which of a file's figures are shown: one level of places and one unit at a time, since others do not compare.
 *
 * @param {{
 *   id: string,
 *   summary: PublishedSummary,
 *   choice: PublishedChoice,
 *   onChoose: (choice: PublishedChoice) => void,
 * }} props
 */
export function PublishedChoices({ id, summary, choice, onChoose }) {
  const { levels, measures } = summary;
  const chooseLevel = (/** @type {{ currentTarget: HTMLSelectElement }} */ { currentTarget }) => {
    const found = levels.find(({ level }) => level === currentTarget.value);
    if (found) {
      onChoose(choiceAt(found.level, summary, choice));
    }
  };
  const chooseMeasure = (/** @type {{ currentTarget: HTMLSelectElement }} */ { currentTarget }) => {
    const [unit, measure] = currentTarget.value.split(" ");
    const found = measures.find((known) => known.unit === unit);
    onChoose({ ...choice, unit: found?.unit ?? choice.unit, measure: measure ? Number(measure) : null });
  };
  return html`
    <div class="wa-published__choices">
      <div class="wa-field">
        <label for="${id}-level">Places</label>
        <select id="${id}-level" value=${choice.level} onChange=${chooseLevel}>
          ${levels.map(
            ({ level, label }) => html`<option value=${level} selected=${level === choice.level}>${label}</option>`,
          )}
        </select>
      </div>
      <div class="wa-field">
        <label for="${id}-measure">What is measured</label>
        <select id="${id}-measure" value=${keyOf(choice.unit, choice.measure)} onChange=${chooseMeasure}>
          ${unitsOf(summary, choice.level).map(
            ({ unit, unitLabel, members }) => html`
              <optgroup label=${unitLabel}>
                ${members.length > 1 &&
                html`<option value=${keyOf(unit, null)} selected=${choice.unit === unit && choice.measure === null}>
                  All of these: ${unitLabel}
                </option>`}
                ${members.map(
                  ({ label, at }) => html`<option value=${keyOf(unit, at)} selected=${choice.measure === at}>${label}</option>`,
                )}
              </optgroup>
            `,
          )}
        </select>
      </div>
    </div>
  `;
}

/**
 * What is shown at another level of places: the same measure if it has figures there, or else the first that has.
 *
 * @param {PublishedChoice["level"]} level
 * @param {PublishedSummary} summary
 * @param {PublishedChoice} choice
 * @returns {PublishedChoice}
 */
function choiceAt(level, { measures }, choice) {
  const isThere = (/** @type {PublishedSummary["measures"][number] | undefined} */ measure) =>
    measure?.levels.includes(level) ?? false;
  const { unit, measure } = choice;
  const stays = measure === null ? measures.some((of) => of.unit === unit && isThere(of)) : isThere(measures[measure]);
  const first = measures.findIndex(isThere);
  return stays || first < 0
    ? { ...choice, level }
    : { level, unit: measures[first]?.unit ?? unit, measure: measure === null ? null : first };
}

/**
 * The measures that have figures at a level of places, by their unit, in the order of the file.
 *
 * @param {PublishedSummary} summary
 * @param {PublishedChoice["level"]} level
 */
function unitsOf({ measures }, level) {
  /** @type {Map<string, { unit: PublishedChoice["unit"], unitLabel: string, members: { label: string, at: number }[] }>} */
  const units = new Map();
  measures.forEach(({ label, unit, unitLabel, levels }, at) => {
    if (!levels.includes(level)) {
      return;
    }
    const group = units.get(unit) ?? { unit, unitLabel, members: [] };
    group.members.push({ label, at });
    units.set(unit, group);
  });
  return [...units.values()];
}

/**
 * @param {PublishedChoice["unit"]} unit
 * @param {number | null} measure
 */
function keyOf(unit, measure) {
  return measure === null ? unit : `${unit} ${measure}`;
}
