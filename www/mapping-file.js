// Mappings as files: text in, a mapping out if it is one. The engine takes a mapping as its own types have it and nothing
// else, so whatever a file holds is checked here, field by field.

/**
 * @typedef {import("./engine.js").Mapping} Mapping
 * @typedef {import("./engine.js").Assignment} Assignment
 * @typedef {import("./engine.js").Role} Role
 */

/** The version of mappings that this page reads and writes. */
export const MAPPING_VERSION = 1;

/** A mapping is far smaller, however many columns it has. */
const MAX_BYTES = 1 << 20;

// Written as objects so that the type checker sees when the core gets another name.

/** @type {Record<Role, true>} */
const ROLES = {
  age: true,
  authority: true,
  birth_date: true,
  child: true,
  collection_year: true,
  criminal_exploitation: true,
  duration: true,
  end: true,
  end_time: true,
  ethnicity: true,
  force: true,
  gangs: true,
  interview_accepted: true,
  interview_offered: true,
  legal_status: true,
  looked_after: true,
  missing_status: true,
  outcome: true,
  placement: true,
  placement_area: true,
  reason_ceased: true,
  region: true,
  risk: true,
  sex: true,
  sexual_exploitation: true,
  start: true,
  start_time: true,
  trafficking: true,
  uasc: true,
};

/** @type {Record<Mapping["kind"], true>} */
const KINDS = {
  episodes: true,
  header: true,
  police: true,
  published: true,
  regional: true,
  safeguardingDataset: true,
  ssda903: true,
  uasc: true,
  unrecognised: true,
};

/** @type {Record<NonNullable<Mapping["dateOrder"]>, true>} */
const DATE_ORDERS = { day_first: true, month_first: true };

/**
 * Whether a file can only be a mapping or a ledger: nothing else that the page takes is JSON.
 *
 * @param {{ name: string }} file
 */
export function isMappingFile({ name }) {
  return /\.json$/i.test(name);
}

/**
 * Reads a file as a mapping; null if it is none.
 *
 * @param {File} file
 * @returns {Promise<Mapping | null>}
 */
export async function readMappingFile(file) {
  return file.size > MAX_BYTES ? null : parseMapping(await file.text());
}

/**
 * @param {string} text
 * @returns {Mapping | null}
 */
export function parseMapping(text) {
  let given;
  try {
    given = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(given) || given["whereaboutsMapping"] !== MAPPING_VERSION) {
    return null;
  }
  const { header, kind, roles, assignments = [], dateOrder = null, sheet = null } = given;
  const isWhole =
    isListOf(header, isText) &&
    isNameIn(KINDS, kind) &&
    isListOf(roles, (role) => role === null || isNameIn(ROLES, role)) &&
    roles.length === header.length &&
    isListOf(assignments, isAssignment) &&
    (dateOrder === null || isNameIn(DATE_ORDERS, dateOrder)) &&
    (sheet === null || isText(sheet));
  if (!isWhole) {
    return null;
  }
  return /** @type {Mapping} */ ({
    whereaboutsMapping: MAPPING_VERSION,
    header,
    kind,
    roles,
    assignments: assignments.map(({ role, value, category }) => ({ role, value, category })),
    dateOrder,
    sheet,
  });
}

/**
 * @param {Mapping} mapping
 * @returns {string}
 */
export function writeMapping(mapping) {
  return `${JSON.stringify(mapping, null, 2)}\n`;
}

/**
 * @param {unknown} given
 * @returns {given is Assignment}
 */
function isAssignment(given) {
  return (
    isObject(given) && isNameIn(ROLES, given["role"]) && isText(given["value"]) && isText(given["category"])
  );
}

/**
 * @param {unknown} given
 * @returns {given is Record<string, unknown>}
 */
function isObject(given) {
  return typeof given === "object" && given !== null;
}

/**
 * @param {unknown} given
 * @returns {given is string}
 */
function isText(given) {
  return typeof given === "string";
}

/**
 * @template Item
 * @param {unknown} given
 * @param {(item: unknown) => item is Item} isItem
 * @returns {given is Item[]}
 */
function isListOf(given, isItem) {
  return Array.isArray(given) && given.every(isItem);
}

/**
 * @template {string} Name
 * @param {Record<Name, true>} names
 * @param {unknown} given
 * @returns {given is Name}
 */
function isNameIn(names, given) {
  return typeof given === "string" && Object.hasOwn(names, given);
}
