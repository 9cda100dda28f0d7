import { html } from "htm/preact";
import { isCompanion, unrecognisedFiles } from "../../holdings.js";

/**
 * Says in a sentence what is held where there is nothing to chart, and what is missing.
 *
 * @param {{ holdings: import("../../engine.js").Holdings }} props
 */
export function WithoutChart({ holdings }) {
  const { files } = holdings;
  const [inDoubt] = files.filter((file) => file.asksDateOrder);
  const [unrecognised] = unrecognisedFiles(holdings);
  if (inDoubt) {
    return html`<p>
      Nothing in ${inDoubt.name} is counted until you say
      ${" "}<a href="#date-order-${inDoubt.id}">whether day or month comes first in its dates</a>.
    </p>`;
  }
  if (unrecognised) {
    return html`<p>
      Nothing in ${unrecognised.name} is counted until you say <a href="#file-${unrecognised.id}">what its columns hold</a>.
    </p>`;
  }
  const hasPublished = files.some((file) => file.published !== null);
  if (files.some(isCompanion)) {
    return html`<p>
      SSDA903 modules that say more about children are held${hasPublished && ", and published figures, shown below"}; a chart
      needs the Missing module too, which has a row for each missing episode.
    </p>`;
  }
  return html`<p>
    Published figures are held and shown as a table below; a chart needs an extract with a row for each missing episode.
  </p>`;
}
