// Reads a file in the way that was found to be the fastest: as a byte stream, through one buffer.

/** Larger ones were not faster. */
const BUFFER_BYTES = 1 << 20;

self.onmessage = async ({ data: file }) => {
  const reader = /** @type {File} */ (file).stream().getReader({ mode: "byob" });
  let buffer = new ArrayBuffer(BUFFER_BYTES);
  let nBytes = 0;
  for (;;) {
    const { done, value } = await reader.read(new Uint8Array(buffer));
    if (done || !value) {
      break;
    }
    nBytes += value.length;
    buffer = value.buffer;
  }
  self.postMessage(nBytes);
};
