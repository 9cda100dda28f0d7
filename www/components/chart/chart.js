import { html } from "htm/preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { MOVES, heard, nearest, next, placeOf, wordsOf } from "../../marks.js";
import { parseSvg } from "../../trust.js";
import { Tooltip } from "./tooltip.js";

/**
 * @typedef {import("../../engine.js").Dimension} Dimension
 * @typedef {import("../../engine.js").Release} Release
 * @typedef {import("../../marks.js").Item} Item
 *
 * @typedef {object} Pointed  What is told of.
 * @property {number} item
 * @property {boolean} isByKeys  Whether the keyboard has led there.
 */

/** How far from a mark the pointer can be, in pixels of the screen. */
const REACH = 24;

/** A reader has so long to move the pointer from a mark into what is said of it. */
const LINGER_MS = 300;

/**
 * The picture as the engine drew it, with the figure under the pointer or the keyboard's place in words. To a screen reader the
 * picture is one image with a long description; beside it stands one element that has the keyboard's place, lies over the mark that
 * is told of, and is called by its figure.
 *
 * @param {{ svg: string, release: Release, onNarrow: (dimension: Dimension, category: string) => void }} props
 *   `onNarrow`: called with the one category that is to be left in.
 */
export function Chart({ svg, release, onNarrow }) {
  /** @type {{ current: HTMLElement | null }} */
  const $picture = useRef(null);
  /** @type {{ current: (HTMLElement | null)[] }} */
  const $cursors = useRef([null, null]);
  /** @type {{ current: number | undefined }} */
  const leaving = useRef(undefined);
  const isMoving = useRef(false);
  const [items, setItems] = useState(/** @type {Item[]} */ ([]));
  const [size, setSize] = useState({ width: 1, height: 1 });
  const [pointed, setPointed] = useState(/** @type {Pointed | null} */ (null));
  const [place, setPlace] = useState(0);
  // Two elements take turns: a screen reader tells of what gets the focus, not of what changes its name under it.
  const [turn, setTurn] = useState(0);
  const [hovered, setHovered] = useState(/** @type {string | null} */ (null));

  useLayoutEffect(() => {
    const picture = parseSvg(svg);
    $picture.current?.replaceChildren(picture);
    const { width, height } = /** @type {SVGSVGElement} */ (picture).viewBox.baseVal;
    const found = itemsIn(picture);
    setSize({ width, height });
    setItems(found);
    setPlace((before) => Math.min(before, Math.max(0, found.length - 1)));
    setPointed(null);
    setHovered(null);
  }, [svg]);

  const at = Math.min(place, items.length - 1);
  const picked = hovered ?? (pointed ? categoryOf(items[pointed.item], release) : null);
  useLayoutEffect(() => {
    pickOut($picture.current, picked);
  }, [picked, svg]);

  useLayoutEffect(() => {
    // Not before it is drawn in its new place and by its new name.
    if (isMoving.current) {
      isMoving.current = false;
      $cursors.current[turn]?.focus();
    }
  }, [turn]);

  const told = pointed ? items[pointed.item] : undefined;
  const words = useMemo(() => (told && told.cells.length > 0 ? wordsOf(told.cells, release) : null), [told, release]);

  const onPointer = (/** @type {PointerEvent} */ event) => {
    const box = $picture.current?.getBoundingClientRect();
    if (!box || box.width === 0) {
      return;
    }
    const unit = box.width / size.width;
    const pointer = { x: (event.clientX - box.left) / unit, y: (event.clientY - box.top) / unit };
    const label = event.target instanceof Element ? event.target.closest("g.label") : null;
    setHovered(label?.getAttribute("data-category") ?? null);
    const item = label ? -1 : nearest(items, pointer, REACH / unit);
    if (item >= 0) {
      clearTimeout(leaving.current);
      leaving.current = undefined;
      if (pointed?.item !== item) {
        setPointed({ item, isByKeys: false });
      }
    } else {
      leave();
    }
  };
  const leave = () => {
    if (leaving.current === undefined && pointed && !pointed.isByKeys) {
      leaving.current = window.setTimeout(() => {
        leaving.current = undefined;
        setPointed((now) => (now?.isByKeys ? now : null));
      }, LINGER_MS);
    }
  };
  const stay = () => {
    clearTimeout(leaving.current);
    leaving.current = undefined;
  };

  const narrow = (/** @type {string | null | undefined} */ category) => {
    const [axis, index] = (category ?? "").split(":").map(Number);
    const of = release.axes[axis ?? -1];
    const name = of?.categories[index ?? -1];
    if (of && name !== undefined && canNarrow(of.dimension)) {
      onNarrow(of.dimension, name);
    }
  };
  const onClick = (/** @type {MouseEvent} */ { target }) => {
    const label = target instanceof Element ? target.closest("g.label") : null;
    narrow(label?.getAttribute("data-category"));
  };
  const go = (/** @type {number} */ item) => {
    const other = 1 - turn;
    setPlace(item);
    setTurn(other);
    setPointed({ item, isByKeys: true });
    isMoving.current = true;
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (MOVES.includes(event.key)) {
      event.preventDefault();
      const to = next(items, at, event.key, release);
      if (to !== at) {
        go(to);
      }
    } else if (event.key === "Enter") {
      narrow(categoryOf(items[at], release));
    } else if (event.key === "Escape") {
      setPointed(null);
      /** @type {HTMLElement | null} */ (document.querySelector(".wa-table"))?.focus();
    }
  };
  const onEscape = (/** @type {KeyboardEvent} */ { key }) => key === "Escape" && setPointed(null);
  // What is told of on hover can be put away without moving the pointer.
  useLayoutEffect(() => {
    document.addEventListener("keydown", onEscape);
    return () => document.removeEventListener("keydown", onEscape);
  }, []);

  return html`
    <div class="wa-chart">
      <div
        class="wa-chart__picture"
        ref=${$picture}
        onPointerMove=${onPointer}
        onPointerDown=${onPointer}
        onPointerLeave=${() => {
          setHovered(null);
          leave();
        }}
        onClick=${onClick}
      ></div>
      ${items.length > 0 &&
      html`<div class="wa-chart__keys" role="application" aria-label="Figures in the chart" aria-describedby="chart-keys">
        ${[0, 1].map((which) => {
          const box = items[at]?.box ?? { x: 0, y: 0, width: 0, height: 0 };
          const isOn = which === turn;
          return html`<div
            key=${which}
            class="wa-chart__cursor"
            role=${isOn ? "img" : undefined}
            tabindex=${isOn ? 0 : -1}
            aria-label=${isOn ? nameOf(items[at], release) : undefined}
            style=${{
              left: `${((box.x + box.width / 2) / size.width) * 100}%`,
              top: `${((box.y + box.height / 2) / size.height) * 100}%`,
            }}
            ref=${(/** @type {HTMLElement | null} */ element) => ($cursors.current[which] = element)}
            onFocus=${() => setPointed({ item: at, isByKeys: true })}
            onBlur=${() => setPointed((now) => (now?.isByKeys && now.item === at ? null : now))}
            onKeyDown=${onKey}
          ></div>`;
        })}
      </div>`}
      <p class="wa-hidden" id="chart-keys">
        Arrow keys move between figures, Enter shows a category alone, Escape leads to the table with the same figures.
      </p>
      ${told &&
      words &&
      html`<${Tooltip} words=${words} box=${told.box} size=${size} $picture=${$picture} onPointer=${stay} onLeave=${leave} />`}
    </div>
  `;
}

/**
 * What is in a picture, as far as it stands for figures or names a category.
 *
 * @param {Element} picture
 * @returns {Item[]}
 */
function itemsIn(picture) {
  const groups = /** @type {SVGGElement[]} */ ([...picture.querySelectorAll("g.mark, g.label")]);
  return groups.map((group) => {
    const { x, y, width, height } = group.getBBox();
    const isLabel = group.classList.contains("label");
    const cells = (group.getAttribute("data-cells") ?? "").split(" ").filter((text) => text !== "");
    return {
      cells: isLabel ? [] : cells.map(Number),
      category: isLabel ? group.getAttribute("data-category") : null,
      box: { x, y, width, height },
    };
  });
}

/**
 * The category that an item is of, beside its year.
 *
 * @param {Item | undefined} item
 * @param {Release} release
 * @returns {string | null}
 */
function categoryOf(item, release) {
  const [cell] = item?.cells ?? [];
  if (!item || cell === undefined) {
    return item?.category ?? null;
  }
  const axis = release.axes.length - 1;
  return release.axes[axis]?.dimension === "year" ? null : `${axis}:${placeOf(cell, release)[axis]}`;
}

/**
 * What the element with the keyboard's place is called.
 *
 * @param {Item | undefined} item
 * @param {Release} release
 */
function nameOf(item, release) {
  if (!item || item.cells.length > 0) {
    return heard(wordsOf(item?.cells ?? [], release));
  }
  const [axis, index] = (item.category ?? "").split(":").map(Number);
  return `${release.axes[axis ?? -1]?.categories[index ?? -1] ?? ""}. Enter shows it alone.`;
}

/** Years are chosen elsewhere, and sources are no part of one another. @param {Dimension} dimension */
function canNarrow(dimension) {
  return dimension !== "year" && dimension !== "source" && dimension !== "seen_by";
}

/**
 * Has all but one category stand back.
 *
 * @param {HTMLElement | null} $picture
 * @param {string | null} picked
 */
function pickOut($picture, picked) {
  const groups = [...($picture?.querySelectorAll("g.series, g.label") ?? [])];
  // Not where nothing would be left.
  const isThere = groups.some((group) => group.getAttribute("data-category") === picked);
  for (const group of groups) {
    group.classList.toggle("wa-chart--back", isThere && group.getAttribute("data-category") !== picked);
  }
}
