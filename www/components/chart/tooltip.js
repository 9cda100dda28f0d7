import { html } from "htm/preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** From the mark, and from the edge of the window, in pixels. */
const GAP = 12;

/**
 * What a mark stands for, beside it and always inside the window. A screen reader hears the same as the name of what has the focus.
 *
 * @param {{
 *   words: import("../../marks.js").Words,
 *   box: import("../../marks.js").Box,
 *   size: { width: number, height: number },
 *   $picture: { current: HTMLElement | null },
 *   onPointer: () => void,
 *   onLeave: () => void,
 * }} props  `box` and `size` are in the picture's units.
 */
export function Tooltip({ words, box, size, $picture, onPointer, onLeave }) {
  /** @type {{ current: HTMLElement | null }} */
  const $tooltip = useRef(null);
  const [place, setPlace] = useState({ left: 0, top: 0 });
  useLayoutEffect(() => {
    const follow = () => {
      const picture = $picture.current?.getBoundingClientRect();
      const own = $tooltip.current?.getBoundingClientRect();
      if (picture && own) {
        setPlace(placeIn(picture, own));
      }
    };
    follow();
    addEventListener("scroll", follow, { passive: true });
    addEventListener("resize", follow);
    return () => {
      removeEventListener("scroll", follow);
      removeEventListener("resize", follow);
    };
  }, [words, box]);

  /**
   * Above the mark, or below it where there is no room above.
   *
   * @param {DOMRect} picture
   * @param {DOMRect} own
   */
  function placeIn(picture, own) {
    const unit = picture.width / size.width;
    const { clientWidth, clientHeight } = document.documentElement;
    const middle = picture.left + (box.x + box.width / 2) * unit;
    const above = picture.top + box.y * unit - own.height - GAP;
    const below = picture.top + (box.y + box.height) * unit + GAP;
    const within = (/** @type {number} */ from, /** @type {number} */ most) => Math.max(GAP, Math.min(from, most - GAP));
    return {
      left: within(middle - own.width / 2, clientWidth - own.width),
      top: within(above >= GAP ? above : below, clientHeight - own.height),
    };
  }

  return html`
    <div
      class="wa-tooltip"
      aria-hidden="true"
      ref=${$tooltip}
      style=${{ left: `${place.left}px`, top: `${place.top}px` }}
      onPointerEnter=${onPointer}
      onPointerLeave=${onLeave}
    >
      <p class="wa-tooltip__name">${words.name}</p>
      ${words.figures.map((figure) => html`<p class="wa-tooltip__figure">${figure}</p>`)}
      <p class="wa-tooltip__meaning">${words.meaning}</p>
    </div>
  `;
}
