// The bytes of a file, as they come.

/**
 * @typedef {object} ByteSource
 * @property {() => Promise<Uint8Array | undefined>} next  The next bytes, good until the next call; none at the end.
 * @property {() => void} stop  Ends a wait in `next`, and lets go of the file.
 */

/** Bytes that are asked for at a time: with this many, reading is fastest. */
const BUFFER_BYTES = 1 << 20;

/**
 * Reads through one buffer of our own where the browser can, else in chunks of its choosing.
 *
 * @param {Blob} blob
 * @returns {ByteSource}
 */
export function openBytes(blob) {
  const stream = blob.stream();
  let reader;
  try {
    reader = stream.getReader({ mode: "byob" });
  } catch {
    return openInChunks(stream);
  }
  const byob = reader;
  let buffer = new ArrayBuffer(BUFFER_BYTES);
  return {
    async next() {
      const { done, value } = await byob.read(new Uint8Array(buffer));
      if (value) {
        buffer = value.buffer;
      }
      return done ? undefined : value;
    },
    stop() {
      byob.cancel().catch(() => {});
    },
  };
}

/**
 * @param {ReadableStream<Uint8Array>} stream
 * @returns {ByteSource}
 */
function openInChunks(stream) {
  const reader = stream.getReader();
  return {
    async next() {
      const { done, value } = await reader.read();
      return done ? undefined : value;
    },
    stop() {
      reader.cancel().catch(() => {});
    },
  };
}
