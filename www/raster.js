// The picture as pixels, for programs that take no SVG.

/** Pixels for each unit of the picture: 960 units are then 2,880 pixels, which fill a sheet of A4 at about 350 to the inch. */
const SCALE = 3;

/** A unit of the picture is a 96th of an inch, as in CSS. */
const UNITS_PER_INCH = 96;

const INCHES_PER_METRE = 1 / 0.0254;

/** Where the first chunk of a PNG ends: eight bytes of signature, and the header's twenty-five. */
const HEADER_END = 33;

/**
 * @param {Uint8Array} svg  Of a complete document with its size in pixels.
 * @returns {Promise<Blob>}  PNG, with its resolution, so that other programs show it as large as it is here.
 */
export async function pngOf(svg) {
  const url = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (svg)], { type: "image/svg+xml" }));
  try {
    const $image = new Image();
    $image.src = url;
    await $image.decode();
    const $canvas = document.createElement("canvas");
    $canvas.width = $image.naturalWidth * SCALE;
    $canvas.height = $image.naturalHeight * SCALE;
    $canvas.getContext("2d")?.drawImage($image, 0, 0, $canvas.width, $canvas.height);
    const png = await new Promise((resolve) => $canvas.toBlob(resolve, "image/png"));
    if (!(png instanceof Blob)) {
      throw new Error("the picture is too large to be drawn as pixels");
    }
    return withResolution(new Uint8Array(await png.arrayBuffer()));
  } finally {
    URL.revokeObjectURL(url);
  }
}

/**
 * A PNG with a chunk that says how many pixels there are to the metre (PNG specification, third edition, 11.3.4.3).
 *
 * @param {Uint8Array} png
 */
function withResolution(png) {
  const perMetre = Math.round(SCALE * UNITS_PER_INCH * INCHES_PER_METRE);
  const chunk = new DataView(new ArrayBuffer(21));
  chunk.setUint32(0, 9);
  [..."pHYs"].forEach((letter, at) => chunk.setUint8(4 + at, letter.charCodeAt(0)));
  chunk.setUint32(8, perMetre);
  chunk.setUint32(12, perMetre);
  // The unit is the metre.
  chunk.setUint8(16, 1);
  chunk.setUint32(17, crcOf(new Uint8Array(chunk.buffer, 4, 13)));
  const parts = [png.subarray(0, HEADER_END), chunk.buffer, png.subarray(HEADER_END)];
  return new Blob(/** @type {BlobPart[]} */ (parts), { type: "image/png" });
}

/**
 * The checksum of a chunk of a PNG (the same specification, annex D).
 *
 * @param {Uint8Array} bytes
 */
function crcOf(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
  }
  return ~crc >>> 0;
}
