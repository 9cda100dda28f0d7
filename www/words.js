// Numbers and lists as British readers write them.

const wholeNumber = new Intl.NumberFormat("en-GB");
const megabytes = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1, minimumFractionDigits: 1 });

/** @param {number} n */
export function formatNumber(n) {
  return wholeNumber.format(n);
}

/**
 * "1 row", "2,000 rows".
 *
 * @param {number} n
 * @param {string} noun
 */
export function formatCount(n, noun) {
  return `${formatNumber(n)} ${noun}${n === 1 ? "" : "s"}`;
}

/** @param {number} share  From 0 to 1. */
export function formatPercentage(share) {
  return `${Math.floor(share * 100)}%`;
}

/** @param {number} nBytes */
export function formatBytes(nBytes) {
  if (nBytes < 1e3) {
    return formatCount(nBytes, "byte");
  }
  return nBytes < 1e6
    ? `${formatNumber(Math.round(nBytes / 1e3))} kB`
    : `${megabytes.format(nBytes / 1e6)} MB`;
}

/**
 * A figure with so many decimal places, commas between thousands, and a minus sign before it if it is negative.
 *
 * @param {number} figure
 * @param {number} decimals
 */
export function formatFigure(figure, decimals) {
  const digits = withDecimals(decimals).format(Math.abs(figure));
  return figure < 0 ? `\u2212${digits}` : digits;
}

/** Making a format takes far longer than using it. @type {Map<number, Intl.NumberFormat>} */
const formats = new Map();

/** @param {number} decimals */
function withDecimals(decimals) {
  const known = formats.get(decimals);
  if (known) {
    return known;
  }
  const made = new Intl.NumberFormat("en-GB", {
    maximumFractionDigits: decimals,
    minimumFractionDigits: decimals,
  });
  formats.set(decimals, made);
  return made;
}

/**
 * With a capital, as it stands at the beginning of a line.
 *
 * @param {string} words
 */
export function capitalised(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * The same words inside a sentence; an abbreviation stays as it is.
 *
 * @param {string} words
 */
export function uncapitalised(words) {
  return /^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

/**
 * "a, b and c".
 *
 * @param {(string | number)[]} items
 * @param {"and" | "or"} [last]  What stands before the last of them.
 */
export function listInWords(items, last = "and") {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`;
}

/**
 * "a, b, c, d, e and 12 more".
 *
 * @param {string[]} names
 * @param {number} most  How many are named.
 * @param {"and" | "or"} [last]
 */
export function listSome(names, most, last = "and") {
  const nMore = names.length - most;
  return listInWords(nMore > 0 ? [...names.slice(0, most), `${formatNumber(nMore)} more`] : names, last);
}

/**
 * "2012 to 2024", or "2012".
 *
 * @param {number} first
 * @param {number} last
 */
export function formatYears(first, last) {
  return first === last ? String(first) : `${first} to ${last}`;
}

/**
 * A file's name without what says its type.
 *
 * @param {string} name
 */
export function stemOf(name) {
  return name.replace(/(?<=.)\.[^.]*$/, "");
}
