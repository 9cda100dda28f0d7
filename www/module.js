// The engine's code, which the page carries compressed: base64 of gzip of wasm, in an element of its own.

/**
 * Decodes, inflates and compiles. Fast enough that the engine is there before a file can be chosen.
 *
 * @param {string} text
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compileModule(text) {
  const bytes = new Blob([decodeBase64(text)]);
  const inflated = bytes.stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(inflated).arrayBuffer());
}

/**
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
function decodeBase64(text) {
  const fromBase64 = Reflect.get(Uint8Array, "fromBase64");
  if (typeof fromBase64 === "function") {
    return fromBase64.call(Uint8Array, text);
  }
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) {
    bytes[at] = binary.charCodeAt(at);
  }
  return bytes;
}
