import { html } from "htm/preact";

/** @type {{ order: "day_first" | "month_first", label: string }[]} */
const ORDERS = [
  { order: "day_first", label: "3 April" },
  { order: "month_first", label: "4 March" },
];

/**
 * Asks which of two numbers in a file's dates is the day. A guess would put episodes into wrong years, and nobody would see it.
 *
 * @param {{
 *   file: import("../../engine.js").FileSummary,
 *   isBusy: boolean,
 *   onAnswer: (file: number, mapping: import("../../engine.js").Mapping) => void,
 * }} props
 */
export function DateOrder({ file, isBusy, onAnswer }) {
  const name = `date-order-${file.id}`;
  const answer = (/** @type {SubmitEvent & { currentTarget: HTMLFormElement }} */ event) => {
    // Nothing is ever submitted; the page's policy would refuse it too.
    event.preventDefault();
    const given = new FormData(event.currentTarget).get(name);
    const dateOrder = ORDERS.find(({ order }) => order === given)?.order ?? null;
    if (!isBusy) {
      onAnswer(file.id, { ...file.mapping, dateOrder });
    }
  };
  return html`
    <form class="wa-question" id=${name} onSubmit=${answer}>
      <fieldset class="wa-radios" aria-describedby="${name}-why">
        <legend class="wa-radios__legend">Is 03/04/2020 in this file 3 April or 4 March?</legend>
        <p class="wa-question__why" id="${name}-why">
          Its dates can be read both ways. Nothing in ${file.name} is counted until you say which is right.
        </p>
        ${ORDERS.map(
          ({ order, label }) => html`
            <div class="wa-radios__option">
              <input type="radio" id="${name}-${order}" name=${name} value=${order} required />
              <label for="${name}-${order}">${label}</label>
            </div>
          `,
        )}
      </fieldset>
      <button class="wa-button" type="submit" aria-disabled=${isBusy ? "true" : undefined}>Read the dates so</button>
    </form>
  `;
}
