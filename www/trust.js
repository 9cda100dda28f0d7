// The page's one Trusted Types policy. The browser refuses a string wherever it could become a script; the two texts
// that must pass are made here, and this file is all that has to be read to know it.

/**
 * @typedef {{ createHTML(text: string): string, createScriptURL(text: string): string }} TrustPolicy
 */

const rules = {
  /** @param {string} text */
  createHTML: (text) => text,
  /** @param {string} text */
  createScriptURL: (text) => text,
};

// A browser without Trusted Types takes plain strings.
const factory = /** @type {{ createPolicy(name: string, policy: TrustPolicy): TrustPolicy } | undefined} */ (
  Reflect.get(globalThis, "trustedTypes")
);
const policy = factory ? factory.createPolicy("whereabouts", rules) : rules;

/**
 * An address for the worker whose source the page carries. A worker made so is bound by the page's own policy.
 *
 * @param {string} source
 */
export function createWorkerUrl(source) {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  return policy.createScriptURL(url);
}

/**
 * Starts a worker from an address that `createWorkerUrl` made.
 *
 * @param {string} url
 * @param {string} name
 */
export function createWorker(url, name) {
  return new Worker(url, { name });
}

/**
 * The picture that the engine drew, as an element. Parsed as a document of its own, in which nothing runs.
 *
 * @param {string} svg
 * @returns {Element}
 */
export function parseSvg(svg) {
  const picture = new DOMParser().parseFromString(policy.createHTML(svg), "image/svg+xml");
  return document.importNode(picture.documentElement, true);
}
