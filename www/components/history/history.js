import { html } from "htm/preact";
import { filterInWords } from "../../filters.js";
import { useEffect, useRef, useState } from "preact/hooks";

/** For so long it is said that the link was copied. */
const SAY_FOR_MS = 4000;

/**
 * Steps back and forth between choices, and the link to those that are made. It holds settings only.
 *
 * @param {{ state: import("../../state.js").State, actions: import("../../actions.js").Actions }} props
 */
export function History({ state: { canUndo, canRedo, undone, choices, vocabulary }, actions }) {
  const labelOf = (/** @type {string} */ dimension) =>
    vocabulary?.dimensions.find(({ value }) => value === dimension)?.label ?? dimension;
  return html`
    <div class="wa-history">
      <div class="wa-history__buttons">
        <${Step} label="Undo" keys="Control+Z" isPossible=${canUndo} onStep=${actions.undo} />
        <${Step} label="Redo" keys="Control+Shift+Z" isPossible=${canRedo} onStep=${actions.redo} />
        <${CopyLink} />
      </div>
      ${choices.filters.map(
        (filter) => html`<button
          key=${filter.dimension}
          class="wa-chip"
          type="button"
          onClick=${() => actions.choose({ filters: choices.filters.filter((other) => other !== filter) })}
        >
          <span class="wa-chip__what">${filterInWords(filter, labelOf(filter.dimension))}</span>${" "}
          <span class="wa-chip__all">Show all</span>
        </button>`,
      )}
      ${undone && html`<p class="wa-history__undone">${undone}</p>`}
    </div>
  `;
}

/**
 * A button that stays where it is while there is nothing to do for it, so that the keyboard's place does not get lost.
 *
 * @param {{ label: string, keys: string, isPossible: boolean, onStep: () => void }} props
 */
function Step({ label, keys, isPossible, onStep }) {
  return html`<button
    class="wa-button wa-button--small"
    type="button"
    aria-disabled=${isPossible ? undefined : "true"}
    aria-keyshortcuts=${keys}
    onClick=${() => isPossible && onStep()}
  >
    ${label}
  </button>`;
}

function CopyLink() {
  const [said, setSaid] = useState("");
  /** @type {{ current: HTMLInputElement | null }} */
  const $link = useRef(null);
  const [isByHand, setByHand] = useState(false);
  useEffect(() => {
    const timer = said && setTimeout(() => setSaid(""), SAY_FOR_MS);
    return () => clearTimeout(timer || undefined);
  }, [said]);
  useEffect(() => {
    if (isByHand) {
      $link.current?.select();
    }
  }, [isByHand]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(linkToCopy());
      setSaid(isOnDisk() ? "Copied: put it behind the address of any copy of this page" : "Link copied");
    } catch {
      // The browser does not let pages copy here.
      setByHand(true);
    }
  };
  return html`
    <button class="wa-button wa-button--small" type="button" onClick=${copy}>Copy link to this view</button>
    ${isByHand &&
    html`<label class="wa-history__link">
      <span>Link</span> <input type="text" readonly value=${linkToCopy()} ref=${$link} />
    </label>`}
    <span class="wa-history__said" role="status">${said}</span>
  `;
}

/** A page on a disk has an address that names its user's folders, which is nobody else's business: what is behind "#" is enough. */
function linkToCopy() {
  return isOnDisk() ? location.hash : location.href;
}

function isOnDisk() {
  return location.protocol === "file:";
}
