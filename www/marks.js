// What stands for figures in a picture: which figures, what they are in words, and which comes next in a direction. No document.

import { fewInWords } from "./protection.js";
import { formatFigure, listInWords, listSome, uncapitalised } from "./words.js";

/**
 * @typedef {import("./engine.js").Cell} Cell
 * @typedef {import("./engine.js").Release} Release
 *
 * @typedef {object} Item  A mark of figures, or the name of a category.
 * @property {number[]} cells  The figures, as indices into the release's; none of a name.
 * @property {string | null} category  "axis:category" of a name.
 * @property {Box} box  Where it stands in the picture, in the picture's own units.
 *
 * @typedef {{ x: number, y: number, width: number, height: number }} Box
 *
 * @typedef {object} Words  What is said of a mark.
 * @property {string} name  Its categories.
 * @property {string[]} figures  Its figures, one in a line.
 * @property {string} meaning  What is counted.
 */

/** More categories than this are not named one by one. */
const MOST_NAMED = 9;

/**
 * The category of a figure on each axis. Figures stand in the order of the axes, the last of which changes fastest.
 *
 * @param {number} cell
 * @param {Pick<Release, "axes">} release
 * @returns {number[]}
 */
export function placeOf(cell, { axes }) {
  let left = cell;
  return axes
    .map(({ categories }) => categories.length)
    .reverse()
    .map((length) => {
      const at = left % length;
      left = Math.floor(left / length);
      return at;
    })
    .reverse();
}

/**
 * @param {number[]} cells
 * @param {Release} release
 * @returns {Words}
 */
export function wordsOf(cells, release) {
  const names = cells.map((cell) =>
    placeOf(cell, release).map((at, axis) => release.axes[axis]?.categories[at] ?? ""),
  );
  // What all of them share is said once.
  const shared = (names[0] ?? []).filter((name) => names.every((others) => others.includes(name)));
  // And so is what is said of several, such as that they are suppressed.
  /** @type {Map<string, string[]>} */
  const said = new Map();
  cells.forEach((cell, at) => {
    const own = (names[at] ?? []).filter((name) => !shared.includes(name)).join(", ");
    const words = figureInWords(release.cells[cell], release);
    said.set(words, [...(said.get(words) ?? []), ...(own === "" ? [] : [own])]);
  });
  const figures = [...said].map(([words, own]) => (own.length > 0 ? `${listSome(own, MOST_NAMED)}: ${words}` : words));
  return { name: shared.join(", "), figures, meaning: firstSentence(release.definition) };
}

/**
 * "2,155 episodes (95 % limits 2,065 to 2,248)", or why there is no figure.
 *
 * @param {Cell | undefined} cell
 * @param {Release} release
 */
function figureInWords(cell, { policy, unit, decimals }) {
  if (!cell) {
    return "";
  }
  const { value, status, limits } = cell;
  const figure = value === null ? "" : `${formatFigure(value, decimals)} ${uncapitalised(unit)}`;
  const within = limits ? ` (95 % limits ${limits.map((limit) => formatFigure(limit, decimals)).join(" to ")})` : "";
  switch (status) {
    case "value":
    case "zero":
      return `${figure}${within}`;
    case "suppressed":
      return `suppressed: about ${fewInWords(policy)}, or would give such a figure away`;
    case "rounded_to_zero":
      return "not zero, but rounded to zero";
    case "not_available":
      return "not available";
    case "not_applicable":
      return "not applicable";
    case "low_reliability":
      return `${figure}${within}, of low reliability`;
  }
}

/** @param {string} text */
function firstSentence(text) {
  return /^.*?[.](?=\s+[A-Z]|\s*$)/s.exec(text)?.[0] ?? text;
}

/** All that is said of a mark, as a screen reader hears it. @param {Words} words */
export function heard({ name, figures }) {
  const what = listInWords(figures);
  return name === "" ? what : `${name}: ${what}`;
}

/**
 * The item that the pointer means: the one that it is on, or the nearest; none if it is far from all of them.
 *
 * @param {Item[]} items
 * @param {{ x: number, y: number }} pointer
 * @param {number} most  How far away it can be.
 * @returns {number}  Its index; -1 if there is none.
 */
export function nearest(items, pointer, most) {
  let found = -1;
  let least = Infinity;
  items.forEach(({ cells, box }, at) => {
    const across = Math.max(box.x - pointer.x, pointer.x - box.x - box.width, 0);
    const down = Math.max(box.y - pointer.y, pointer.y - box.y - box.height, 0);
    const far = Math.hypot(across, down);
    // Of several that it is on, the smallest.
    const rank = far + (box.width * box.height) / 1e9;
    if (cells.length > 0 && far <= most && rank < least) {
      found = at;
      least = rank;
    }
  });
  return found;
}

/** The keys that move from one item to another. */
export const MOVES = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];

/**
 * The item that a key leads to: along the years, across the categories, or to the first and last of a row. Where all are of one year,
 * they follow on one another as they stand in the picture.
 *
 * @param {Item[]} items
 * @param {number} at
 * @param {string} key  One of `MOVES`.
 * @param {Pick<Release, "axes">} release
 * @returns {number}
 */
export function next(items, at, key, release) {
  const rows = rowsOf(items, release);
  const isOfOneYear = rows.every((row) => row.filter(({ column }) => column !== NAME).length < 2);
  if (isOfOneYear) {
    return nextAsTheyStand(items, at, key);
  }
  const row = rows.findIndex((places) => places.some((place) => place.item === at));
  const own = rows[row] ?? [];
  const along = own.findIndex((place) => place.item === at);
  const here = own[along];
  if (!here) {
    return at;
  }
  switch (key) {
    case "ArrowLeft":
      return (own[along - 1] ?? here).item;
    case "ArrowRight":
      return (own[along + 1] ?? here).item;
    case "Home":
      return (own[0] ?? here).item;
    case "End":
      return (own.at(-1) ?? here).item;
  }
  const other = rows[row + (key === "ArrowUp" ? -1 : 1)];
  const [closest = here] = [...(other ?? [])].sort(
    (one, two) => gap(one.column, here.column) - gap(two.column, here.column),
  );
  return closest.item;
}

/** Where the names of rows stand: behind all years. */
const NAME = Number.MAX_SAFE_INTEGER;

/**
 * @param {number} one
 * @param {number} other
 */
function gap(one, other) {
  return Math.abs(one - other);
}

/**
 * Items by what they are of beside the years, in the order in which they are drawn; in each row by years. A mark of several figures,
 * such as of all that are suppressed in a year, stands in the row of each that has no mark of its own there.
 *
 * @param {Item[]} items
 * @param {Pick<Release, "axes">} release
 */
function rowsOf(items, release) {
  const year = release.axes.findIndex(({ dimension }) => dimension === "year");
  /** @type {Map<string, Map<number, number>>} */
  const rows = new Map();
  const put = (/** @type {string} */ row, /** @type {number} */ column, /** @type {number} */ item) => {
    const places = rows.get(row) ?? new Map();
    rows.set(row, places);
    const isFree = !places.has(column);
    if (isFree) {
      places.set(column, item);
    }
    return isFree;
  };
  const nFigures = (/** @type {number} */ item) => items[item]?.cells.length ?? 0;
  const order = items.map((_, item) => item).sort((one, other) => Number(nFigures(one) > 1) - Number(nFigures(other) > 1));
  for (const item of order) {
    const { cells = [], category = null } = items[item] ?? {};
    if (category !== null) {
      put(category.split(":")[1] ?? "", NAME, item);
    }
    const puts = cells.map((cell) => {
      const place = placeOf(cell, release);
      const row = place.filter((_, axis) => axis !== year).join(" ");
      return put(row, place[year] ?? 0, item);
    });
    if (cells.length > 0 && !puts.includes(true)) {
      put(`together ${cells.length}`, placeOf(cells[0] ?? 0, release)[year] ?? 0, item);
    }
  }
  return [...rows.values()].map((places) =>
    [...places].map(([column, item]) => ({ column, item })).sort((one, other) => one.column - other.column),
  );
}

/**
 * @param {Item[]} items
 * @param {number} at
 * @param {string} key
 */
function nextAsTheyStand(items, at, key) {
  const isAcross = key === "ArrowLeft" || key === "ArrowRight";
  const order = items.map((_, item) => item).filter((item) => items[item]?.category === null);
  order.sort((one, other) => {
    const [first, second] = [items[one]?.box, items[other]?.box];
    if (!first || !second) {
      return 0;
    }
    return isAcross ? first.x - second.x || first.y - second.y : first.y - second.y || first.x - second.x;
  });
  const here = order.indexOf(at);
  switch (key) {
    case "Home":
      return order[0] ?? at;
    case "End":
      return order.at(-1) ?? at;
    default:
      return order[here + (key === "ArrowLeft" || key === "ArrowUp" ? -1 : 1)] ?? at;
  }
}
