// Pictures of the page in its states, for people to look at: `node tests/browser/screenshots.js [folder [name ...]]`.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.js";
import { sample, states, writeInputs } from "./states.js";

const [given, ...names] = process.argv.slice(2);
const folder = given ?? fileURLToPath(new URL("../../target/screenshots", import.meta.url));

const inputs = await mkdtemp(join(tmpdir(), "whereabouts-extracts-"));
await mkdir(folder, { recursive: true });
await writeInputs(inputs);
const browser = await launch("Chromium");
try {
  const shots = [
    // The one for the README: what a window shows, not the whole length of the page.
    { name: "screenshot", reach: sample, width: 1280, height: 1560, isWhole: false },
    ...Object.entries(states(inputs)).flatMap(([name, reach]) => [
      { name, reach, width: 1440 },
      { name: `${name}-window`, reach, width: 1440, isWhole: false },
      { name: `${name}-tablet`, reach, width: 768 },
      { name: `${name}-phone`, reach, width: 360 },
      { name: `${name}-dark`, reach, width: 1440, scheme: "dark" },
      { name: `${name}-print`, reach, width: 1000, medium: "print" },
    ]),
  ].filter(({ name }) => names.length === 0 || names.includes(name));
  for (const shot of shots) {
    const { name, reach, width, height = 900, scheme = "light", medium = "screen", isWhole = true } = shot;
    const visit = await browser.open("file", { width, height });
    await reach(visit);
    // The one would undo the other.
    await (medium === "print"
      ? visit.page.emulateMediaType(medium)
      : visit.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]));
    if (isWhole) {
      // A picture beyond the window would be taken of a page that thinks itself narrow for a moment.
      const whole = await visit.page.evaluate(() => document.documentElement.scrollHeight);
      await visit.page.setViewport({ width, height: whole });
    }
    await visit.page.screenshot({ path: `${join(folder, name)}.png` });
    await visit.close();
    console.log(name);
  }
} finally {
  await browser.close();
  await rm(inputs, { recursive: true, force: true });
}
