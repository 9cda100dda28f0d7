import { html } from "htm/preact";
import { bytesRead, shareRead, totalBytes } from "../../progress.js";
import { formatBytes, formatCount, formatPercentage } from "../../words.js";

/**
 * What the page is busy with. Its numbers change many times a second, so nothing in it is a live region: the page's
 * one announcer speaks now and then instead.
 *
 * @param {{ state: import("../../state.js").State, onCancel: () => void }} props
 */
export function Reading({ state, onCancel }) {
  const { reading } = state;
  if (!reading) {
    return html`
      <div class="wa-reading">
        <h2 id="reading-heading">${state.isMakingSample ? "Making the sample data" : "Drawing the chart"}</h2>
        <progress class="wa-reading__bar" aria-labelledby="reading-heading"></progress>
      </div>
    `;
  }
  const share = shareRead(reading);
  const { files, index, nRows } = reading;
  return html`
    <div class="wa-reading">
      <h2 id="reading-heading">Reading ${files.length === 1 ? "your file" : "your files"}</h2>
      <p class="wa-reading__file">
        ${files.length > 1 && `File ${index + 1} of ${files.length}: `}${files[index]?.name}
      </p>
      <progress class="wa-reading__bar" aria-labelledby="reading-heading" max="1" value=${share}></progress>
      <p class="wa-reading__numbers">
        ${state.isEngineReady
          ? `${formatPercentage(share)}, ${formatBytes(bytesRead(reading))} of ${formatBytes(totalBytes(reading))}, ${formatCount(nRows, "row")}`
          : "Starting the engine"}
      </p>
      <button class="wa-button" type="button" onClick=${onCancel}>Cancel</button>
    </div>
  `;
}
