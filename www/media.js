// Whether the window is of some kind, for components that are drawn otherwise then.

import { useEffect, useState } from "preact/hooks";

/** Where the choices stand beside the chart and not above it, for the picture's words can still be read there; `components/results/results.css` has the same. */
export const SIDE_BY_SIDE = "(min-width: 70em)";

/** A phone. The style sheets have the same. */
export const NARROW = "(max-width: 37.5em)";

/** Where the picture is less than about 850 pixels wide: across a tablet, or beside the choices in a small window. */
export const MEDIUM = "(max-width: 56em), (min-width: 70em) and (max-width: 78em)";

/**
 * Whether a media query holds, now and whenever that changes.
 *
 * @param {string} query
 * @returns {boolean}
 */
export function useMedia(query) {
  const [isMet, setMet] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const follow = () => setMet(media.matches);
    follow();
    media.addEventListener("change", follow);
    return () => media.removeEventListener("change", follow);
  }, [query]);
  return isMet;
}
