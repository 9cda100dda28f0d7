// Taking up a saved recipe: its choices, and what it says of its files.

import { choicesOfRecipe } from "../recipe.js";

/**
 * @typedef {import("../actions.js").Desk} Desk
 * @typedef {import("../engine.js").Mapping} Mapping
 */

/**
 * @param {Desk} desk
 */
export function createRecipes({ engine, getState, dispatch, tell }) {
  /**
   * @param {string} name  Of the file.
   * @param {string} text
   * @returns {Promise<[number, Mapping][]>}  The held files that it has read in another way, each with that.
   */
  async function load(name, text) {
    const response = await engine.request({ kind: "loadRecipe", text });
    if (response.kind !== "recipe") {
      tell(response);
      return [];
    }
    const { saved, holdings } = response;
    tell({ kind: "holdings", holdings });
    const link = choicesOfRecipe(saved.recipe, getState().choices.layout);
    dispatch({ type: "link-opened", link });
    dispatch({ type: "recipe-loaded", name, nEarlierExports: saved.nEarlierExports });
    return saved.files.flatMap(({ sha256, mapping }) => {
      const held = holdings.files.find((file) => file.sha256 === sha256);
      const isOther = held && mapping && JSON.stringify(held.mapping) !== JSON.stringify(mapping);
      return isOther ? [/** @type {[number, Mapping]} */ ([held.id, mapping])] : [];
    });
  }

  return { load };
}
