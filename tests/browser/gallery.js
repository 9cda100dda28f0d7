// The gallery: a sheet for each state of the page, as it looks on a desk, a tablet and a phone, in the light and in the dark:
// `node tests/browser/gallery.js folder [name ...]`.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "./browser.js";
import { PLACES, states, writeInputs } from "./states.js";

const [folder = "docs/gallery", ...names] = process.argv.slice(2);

/** The windows, in pixels. */
const WINDOWS = [
  { width: 1440, height: 900 },
  { width: 768, height: 900 },
  { width: 360, height: 900 },
];

const SCHEMES = ["light", "dark"];

/** How large a window is on its sheet. */
const SCALE = 0.5;

const GAP = 8;

/** Sheets are for looking at: of less than this quality letters blur. */
const QUALITY = 45;

const inputs = await mkdtemp(join(tmpdir(), "whereabouts-extracts-"));
await mkdir(folder, { recursive: true });
await writeInputs(inputs);
const browser = await launch("Chromium");
try {
  const all = Object.entries(states(inputs));
  for (const [name, reach] of all.filter(([name]) => names.length === 0 || names.includes(name))) {
    /** @type {string[]} */
    const shots = [];
    for (const scheme of SCHEMES) {
      for (const { width, height } of WINDOWS) {
        const visit = await browser.open("file", { width, height });
        await visit.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        await reach(visit);
        const place = PLACES[name];
        await visit.page.evaluate((selector) => {
          const $place = selector ? document.querySelector(selector) : null;
          $place?.closest("details:not([open])")?.setAttribute("open", "");
          scrollTo(0, $place ? $place.getBoundingClientRect().top + scrollY - 60 : 0);
        }, place);
        shots.push(await visit.page.screenshot({ encoding: "base64" }));
        await visit.close();
      }
    }
    await writeFile(join(folder, `${name}.webp`), await sheetOf(shots));
    console.log(name);
  }
  if (names.length === 0) {
    await writeFile(join(folder, "README.md"), indexOf(all.map(([name]) => name)));
  }
} finally {
  await browser.close();
  await rm(inputs, { recursive: true, force: true });
}

/**
 * The windows of a state beside each other, a row for each scheme.
 *
 * @param {string[]} shots  PNGs in base64.
 */
async function sheetOf(shots) {
  const width = WINDOWS.reduce((sum, window) => sum + window.width * SCALE + GAP, GAP);
  const height = SCHEMES.length * ((WINDOWS[0]?.height ?? 0) * SCALE + GAP) + GAP;
  const visit = await browser.open("http", { width, height });
  const pictures = shots.map(
    (shot, at) => `<img width="${(WINDOWS[at % WINDOWS.length]?.width ?? 0) * SCALE}" src="data:image/png;base64,${shot}">`,
  );
  const style = `margin:0;padding:${GAP}px;display:flex;flex-wrap:wrap;gap:${GAP}px;background:#8a8f94`;
  await visit.page.goto("about:blank");
  await visit.page.setContent(`<body style="${style}">${pictures.join("")}</body>`, { waitUntil: "load" });
  const sheet = await visit.page.screenshot({ type: "webp", quality: QUALITY });
  await visit.page.close();
  return sheet;
}

/** @param {string[]} all */
function indexOf(all) {
  const sheets = all.map((name) => `## ${name.replaceAll("-", " ")}\n\n![${name}](${name}.webp)\n`);
  return `# Every state of the page

At 1440, 768 and 360 pixels, in the light and in the dark. Made by \`cargo xtask screenshots\`; made-up children throughout.

${sheets.join("\n")}`;
}
