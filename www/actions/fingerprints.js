// The SHA-256 of files that were read in several ranges at once: taken afterwards, one file after another, while the chart
// can be looked at already. What is downloaded names it, so downloads wait for it.

/**
 * @typedef {import("../actions.js").Desk} Desk
 */

/**
 * @param {Desk} desk
 * @param {() => Promise<void>} redraw
 */
export function createFingerprints({ engine, getState, dispatch, tell, kept }, redraw) {
  let isTaking = false;

  async function take() {
    if (isTaking) {
      return;
    }
    isTaking = true;
    try {
      await takeAll();
    } finally {
      isTaking = false;
    }
  }

  async function takeAll() {
    /** @type {Set<number>} */
    const tried = new Set();
    const next = () =>
      getState().holdings?.files.find(({ id, sha256 }) => sha256 === null && kept.has(id) && !tried.has(id));
    for (let held = next(); held; held = next()) {
      tried.add(held.id);
      const file = /** @type {File} */ (kept.get(held.id));
      const outcome = await engine.fingerprint(file, held.id);
      if (outcome.type === "cancelled") {
        // By the cancelling of a reading, after which they are taken again.
        return;
      }
      if (outcome.type === "unreadable") {
        await giveUp(held.id, held.name);
      } else if (outcome.response.kind === "holdings") {
        tell(outcome.response);
      }
      // Otherwise the file was removed meanwhile.
    }
    if (tried.size > 0) {
      dispatch({ type: "fingerprints-taken" });
      await redraw();
    }
  }

  /**
   * Lets go of a file that is no longer what was read.
   *
   * @param {number} id
   * @param {string} name
   */
  async function giveUp(id, name) {
    const answer = await engine.request({ kind: "remove", file: id });
    if (answer.kind === "holdings") {
      tell(answer);
      dispatch({ type: "file-unreadable", name });
    }
  }

  return { take };
}
