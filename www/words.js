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
 * "a, b and c".
 *
 * @param {(string | number)[]} items
 */
export function listInWords(items) {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
