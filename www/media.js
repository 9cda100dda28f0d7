// Whether the window is of some kind, for components that are drawn otherwise then.

import { useEffect, useState } from "preact/hooks";

/** Where the choices stand beside the chart and not above it, for the picture's words can still be read there; `components/results/results.css` has the same. */
export const SIDE_BY_SIDE = "(min-width: 70em)";

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
