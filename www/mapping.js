// How the columns and values of a file are to be read, as a user edits it. Pure: a draft in, the next draft out; what the
// engine makes of it is known only once the file was read again.

/**
 * @typedef {import("./engine.js").Mapping} Mapping
 * @typedef {import("./engine.js").FileSummary} FileSummary
 * @typedef {import("./engine.js").Role} Role
 * @typedef {import("./engine.js").UnknownValue} UnknownValue
 */

/**
 * A mapping that was edited and not yet applied.
 *
 * @typedef {object} Draft
 * @property {Mapping} mapping
 * @property {string | null} givenUp  The header of the column that lost its role to the one chosen last.
 */

/**
 * A value with what it stands for, as the user is asked about it.
 *
 * @typedef {object} ValueAsked
 * @property {string} value
 * @property {number | null} nRows  None where the value is understood by now.
 * @property {string | null} category  None where it is left as it is.
 */

/**
 * Gives a column a role. Each role is held by one column, so another that has it gives it up.
 *
 * @param {Mapping} mapping
 * @param {number} column
 * @param {Role | null} role
 * @returns {Draft}
 */
export function giveRole(mapping, column, role) {
  const before = role === null ? -1 : mapping.roles.indexOf(role);
  const isTaken = before >= 0 && before !== column;
  const roles = mapping.roles.map((held, at) => {
    if (at === column) {
      return role;
    }
    return held === role ? null : held;
  });
  return { mapping: { ...mapping, roles }, givenUp: isTaken ? (mapping.header[before] ?? null) : null };
}

/**
 * Says what a value stands for, or nothing.
 *
 * @param {Mapping} mapping
 * @param {Role} role
 * @param {string} value
 * @param {string | null} category
 * @returns {Mapping}
 */
export function assignValue(mapping, role, value, category) {
  const isOther = (/** @type {Mapping["assignments"][number]} */ known) =>
    known.role !== role || known.value !== value;
  const others = mapping.assignments.filter(isOther);
  const assignments = category === null ? others : [...others, { role, value, category }];
  return { ...mapping, assignments };
}

/**
 * The values to ask about: those not understood, most frequent first, and those that were told before. By the role of their
 * column, in the order of the columns.
 *
 * @param {Pick<FileSummary, "unknownValues" | "mapping">} file
 * @param {Mapping} mapping
 * @returns {[Role, ValueAsked[]][]}
 */
export function valuesAsked(file, mapping) {
  /** @type {Map<Role, ValueAsked[]>} */
  const asked = new Map();
  const ask = (/** @type {Role} */ role, /** @type {ValueAsked} */ value) => {
    asked.set(role, [...(asked.get(role) ?? []), value]);
  };
  const told = (/** @type {UnknownValue} */ { role, value }) =>
    mapping.assignments.find((known) => known.role === role && known.value === value);
  for (const unknown of [...file.unknownValues].sort((one, other) => other.nRows - one.nRows)) {
    const { role, value, nRows } = unknown;
    ask(role, { value, nRows, category: told(unknown)?.category ?? null });
  }
  // Of the file as it was read: a value that was set back just now is to stay in sight.
  for (const { role, value } of [...file.mapping.assignments, ...mapping.assignments]) {
    const isAsked = asked.get(role)?.some((known) => known.value === value);
    if (!isAsked && mapping.roles.includes(role)) {
      ask(role, { value, nRows: null, category: told({ role, value, nRows: 0 })?.category ?? null });
    }
  }
  const place = (/** @type {Role} */ role) => mapping.roles.indexOf(role);
  return [...asked].sort(([one], [other]) => place(one) - place(other));
}

/**
 * @param {Mapping} one
 * @param {Mapping} other
 */
export function isSameMapping(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * Whether a mapping is for files with a header, spelt in any case and spacing.
 *
 * @param {Mapping} mapping
 * @param {string[]} header
 */
export function isForHeader(mapping, header) {
  const comparable = (/** @type {string} */ name) =>
    name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const spelt = (/** @type {string[]} */ names) => JSON.stringify(names.map(comparable));
  return spelt(mapping.header) === spelt(header);
}
