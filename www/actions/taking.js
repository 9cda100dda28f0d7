// Taking the view away: the engine notes that it leaves, makes what is wanted of it, and the page hands that over.

import { clipboardOf } from "../clipboard.js";
import { EngineStopped } from "../engine.js";
import { pngOf } from "../raster.js";
import { saveFile } from "../saving.js";

/**
 * @typedef {import("../actions.js").Desk} Desk
 * @typedef {import("../engine.js").Product} Product
 *
 * @typedef {object} Made
 * @property {string} name
 * @property {string} mediaType
 * @property {Uint8Array} bytes
 */

/** The view was not handed over, which the state was told. */
class NotTaken extends Error {}

/**
 * @param {Desk} desk
 * @param {(recipe: import("../engine.js").Recipe) => Promise<boolean>} note  Has a view noted as one that leaves; whether it may.
 */
export function createTaking({ engine, getState, dispatch }, note) {
  /**
   * Has products of what is shown made, once it is noted that it leaves.
   *
   * @param {Product[]} products
   * @returns {Promise<Made[]>}
   */
  async function make(products) {
    const { recipe } = getState();
    if (recipe === null || !(await note(recipe))) {
      throw new NotTaken();
    }
    /** @type {Made[]} */
    const made = [];
    for (const product of products) {
      const response = await engine.request({ kind: "product", recipe, product, date: today() });
      if (response.kind !== "product") {
        if (response.kind === "failed") {
          dispatch({ type: "export-refused", error: response.error });
        }
        throw new NotTaken();
      }
      made.push(response);
    }
    return made;
  }

  /** @param {Product} product */
  async function make1(product) {
    const [made] = await make([product]);
    return /** @type {Made} */ (made);
  }

  async function makePng() {
    const { name, bytes } = await make1("svg");
    return { name: name.replace(/svg$/, "png"), content: await pngOf(bytes) };
  }

  /** @param {Product} product */
  async function save(product) {
    const { name, mediaType, bytes } = await make1(product);
    saveFile(name, new Blob([/** @type {BlobPart} */ (bytes)], { type: mediaType }));
    dispatch({ type: "taken", words: `Saved as ${name}.` });
  }

  async function savePng() {
    const { name, content } = await makePng();
    saveFile(name, content);
    dispatch({ type: "taken", words: `Saved as ${name}.` });
  }

  /** For word processors as a table, for all others as text. */
  async function copyTable() {
    const made = make(["table_html", "table_text"]).then(([table, text]) => ({
      "text/html": new Blob([/** @type {BlobPart} */ (table?.bytes)], { type: "text/html" }),
      "text/plain": new Blob([/** @type {BlobPart} */ (text?.bytes)], { type: "text/plain" }),
    }));
    await clipboardOf(made, ["text/html", "text/plain"]);
    dispatch({ type: "taken", words: "Table copied. Paste it into your document." });
  }

  async function copyPicture() {
    await clipboardOf(makePng().then(({ content }) => ({ "image/png": content })), ["image/png"]);
    dispatch({ type: "taken", words: "Chart copied. Paste it into your document." });
  }

  /**
   * Starts one of these. What the browser refuses is told; what the engine refuses was told already.
   *
   * @param {() => Promise<void>} take
   */
  function start(take) {
    take().catch((error) => {
      if (error instanceof NotTaken || error instanceof EngineStopped) {
        return;
      }
      dispatch({ type: "export-refused", error: REFUSED });
    });
  }

  return {
    save: (/** @type {Product} */ product) => start(() => save(product)),
    savePng: () => start(savePng),
    copyTable: () => start(copyTable),
    copyPicture: () => start(copyPicture),
  };
}

/** @type {import("../engine.js").EngineError} */
const REFUSED = {
  code: "page-browser-refused",
  message: "The browser did not let the page do this.",
  hint: "Take it as a file instead: the chart as PNG or SVG, the table as a workbook.",
};

/** The day by the user's clock, as 2026-11-23. */
function today() {
  const now = new Date();
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
