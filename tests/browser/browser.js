// Real browsers for the tests: each is launched once for a test file, and shows the page both as a web server gives it
// and as opened from disk.

import { after, before, describe } from "node:test";
import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

/** The page under test; another copy of it can be named instead. */
export const PAGE_FILE =
  process.env.WHEREABOUTS_PAGE ?? fileURLToPath(new URL("../../dist/index.html", import.meta.url));

/** Time for one wait. Generous: on a busy machine a browser takes seconds to start. */
export const WAIT_MS = 30_000;

/** @typedef {"Chromium" | "Firefox"} BrowserName */

/**
 * Runs a suite in each browser and from each origin.
 *
 * @param {(visitor: { browser: BrowserName, origin: string, open: (options?: OpenOptions) => Promise<Visit> }) => void} suite
 * @param {{ browsers?: BrowserName[], origins?: ("http" | "file")[] }} [where]
 */
export function inBrowsers(suite, { browsers = ["Chromium", "Firefox"], origins = ["http", "file"] } = {}) {
  for (const name of browsers) {
    describe(name, () => {
      /** @type {Awaited<ReturnType<typeof launch>>} */
      let launched;
      before(async () => {
        launched = await launch(name);
      });
      after(() => launched?.close());
      for (const origin of origins) {
        describe(origin === "http" ? "from a web server" : "from disk", () => {
          suite({ browser: name, origin, open: (options) => launched.open(origin, options) });
        });
      }
    });
  }
}

/**
 * A test on a page of its own, with a folder for files.
 *
 * @param {(options?: OpenOptions) => Promise<Visit>} open
 * @param {(visit: Visit, folder: string) => Promise<unknown>} test
 * @returns {() => Promise<void>}
 */
export function on(open, test) {
  return async () => {
    const folder = await mkdtemp(join(tmpdir(), "whereabouts-extracts-"));
    const visit = await open();
    try {
      await test(visit, folder);
      await visit.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/**
 * Starts a browser with a fresh profile and a place for its downloads.
 *
 * @param {BrowserName} name
 */
export async function launch(name) {
  const downloads = await mkdtemp(join(tmpdir(), "whereabouts-downloads-"));
  const server = await serve();
  const browser = await (name === "Chromium" ? launchChromium(downloads) : launchFirefox(downloads));
  return {
    /**
     * @param {string} origin
     * @param {OpenOptions} [options]
     */
    open: (origin, options) =>
      Visit.open(browser, origin === "http" ? server.url : pathToFileURL(PAGE_FILE).href, downloads, options),
    async close() {
      await browser.close();
      server.close();
      await rm(downloads, { recursive: true, force: true });
    },
  };
}

/** @param {string} downloads */
async function launchChromium(downloads) {
  const browser = await puppeteer.launch({
    executablePath: process.env.WHEREABOUTS_CHROMIUM || "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const session = await browser.target().createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
  return browser;
}

/** @param {string} downloads */
function launchFirefox(downloads) {
  return puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.WHEREABOUTS_FIREFOX || "/usr/bin/firefox-esr",
    extraPrefsFirefox: {
      "browser.download.folderList": 2,
      "browser.download.dir": downloads,
      "browser.download.useDownloadDir": true,
      "browser.download.alwaysOpenPanel": false,
      "browser.download.always_ask_before_handling_new_types": false,
      "browser.helperApps.neverAsk.saveToDisk": "text/csv,image/svg+xml,text/plain,application/json",
    },
  });
}

/** Serves the page, and nothing else, to this machine only. */
async function serve() {
  const page = await readFile(PAGE_FILE);
  const server = createServer((request, response) => {
    const isPage = request.url === "/";
    response.writeHead(isPage ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
    response.end(isPage ? page : "");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * @typedef {object} OpenOptions
 * @property {number} [width]  Of the window, in pixels.
 * @property {number} [height]
 */

/** One open page, used as a person would: by what is on it. */
export class Visit {
  /** Addresses that the page asked for, itself left out. @type {string[]} */
  requests = [];
  /** What the browser complained of: scripts' errors, and refusals by the page's policy. @type {string[]} */
  complaints = [];

  /**
   * @param {import("puppeteer-core").Page} page
   * @param {string} downloads
   */
  constructor(page, downloads) {
    this.page = page;
    this.downloads = downloads;
  }

  /**
   * @param {import("puppeteer-core").Browser} browser
   * @param {string} url
   * @param {string} downloads
   * @param {OpenOptions} [options]
   */
  static async open(browser, url, downloads, { width = 1280, height = 1000 } = {}) {
    const page = await browser.newPage();
    page.setDefaultTimeout(WAIT_MS);
    const visit = new Visit(page, downloads);
    page.on("request", (request) => {
      if (!request.isNavigationRequest() && !/^(blob|data):/.test(request.url())) {
        visit.requests.push(request.url());
      }
    });
    page.on("pageerror", (error) => visit.complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") {
        visit.complaints.push(message.text());
      }
    });
    await page.setViewport({ width, height });
    await page.goto(url, { waitUntil: "load" });
    return visit;
  }

  /** Closes the page, which must not have complained. */
  async close() {
    await this.page.close();
    assert.deepEqual(this.complaints, [], "the browser complained");
  }

  /** @returns {Promise<string | undefined>} */
  state() {
    return this.page.$eval("main", (main) => main.dataset.state);
  }

  /**
   * Waits until the page is in a state and stays there for a moment.
   *
   * @param {"empty" | "reading" | "ready" | "failed"} state
   */
  async reaches(state) {
    await this.page.waitForFunction(
      (wanted) => document.querySelector("main")?.dataset.state === wanted,
      { polling: 20 },
      state,
    );
  }

  /**
   * Waits until the chart and table are those of the choices made last.
   */
  async settles() {
    await this.reaches("ready");
    // Of three dimensions there is no chart, and that is said.
    await this.page.waitForSelector('figure[aria-busy="false"]:is([data-chart="table"], :has(svg[role="img"], .wa-inset))');
    await this.page.waitForSelector('[aria-labelledby="findings-heading"][aria-busy="false"]');
  }

  /**
   * Opens the page anew so that the reading of a file stays at a third for ever: a state to look at that lasts.
   */
  async stallReading() {
    await this.page.evaluateOnNewDocument(() => {
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function (message, ...others) {
        if (message.type !== "read") {
          postMessage.call(this, message, ...others);
          return;
        }
        const { id, file } = message;
        this.onmessage({ data: { type: "progressed", id, nBytes: Math.round(file.size / 3), nRows: 123_456 } });
      };
    });
    await this.page.reload();
  }

  /** Opens the page anew so that no SHA-256 is taken before `window.release()` is called in it. */
  async holdFingerprints() {
    await this.page.evaluateOnNewDocument(() => {
      const { postMessage } = Worker.prototype;
      const released = new Promise((resolve) => {
        window.release = () => resolve();
      });
      Worker.prototype.postMessage = function (message, ...others) {
        const send = () => postMessage.call(this, message, ...others);
        return message.type === "fingerprint" ? void released.then(send) : send();
      };
    });
    await this.page.reload();
  }

  /** @param {...string} files */
  async choose(...files) {
    const input = await this.page.waitForSelector('input[type="file"]');
    await input.uploadFile(...files);
  }

  /**
   * Presses the button or chooses the radio button of this name, as a person would find it.
   *
   * @param {string} name
   */
  async press(name) {
    const handle = await this.page.waitForFunction(
      (wanted) => {
        const textOf = (element) => element.textContent.replace(/\s+/g, " ").trim();
        return (
          [...document.querySelectorAll("button")].find((button) => textOf(button) === wanted) ??
          [...document.querySelectorAll("label")].find((label) => textOf(label) === wanted)?.control
        );
      },
      { polling: 20 },
      name,
    );
    await this.unfold(handle.asElement());
    await handle.asElement().click();
  }

  /**
   * Opens the choices, where they are folded away for want of room.
   *
   * @param {import("puppeteer-core").ElementHandle} element  What is wanted of them.
   */
  async unfold(element) {
    if (await element.evaluate((one) => one.closest(".wa-choices-box:not([open])") !== null)) {
      await this.page.click(".wa-choices-box__summary");
    }
  }

  /**
   * Chooses a radio button and waits until chart and table follow.
   *
   * @param {string} name
   */
  pick(name) {
    return this.follows(() => this.press(name));
  }

  /**
   * Chooses an option of the select with this label and waits until chart and table follow.
   *
   * @param {string} label
   * @param {string} option
   */
  change(label, option) {
    return this.follows(() => this.select(label, option));
  }

  /**
   * Chooses something and waits until chart and table are others.
   *
   * @param {() => Promise<unknown>} choose
   */
  async follows(choose) {
    const figure = await this.page.evaluate(() => {
      const $figure = document.querySelector("figure");
      return $figure && `${$figure.dataset.chart} ${$figure.innerHTML}`;
    });
    await choose();
    await this.page.waitForFunction(
      (before) => {
        const $figure = document.querySelector("figure");
        return $figure && `${$figure.dataset.chart} ${$figure.innerHTML}` !== before;
      },
      { polling: 20 },
      figure,
    );
    await this.settles();
  }

  /** @param {string} selector */
  text(selector) {
    return this.page.$eval(selector, (element) => element.textContent.replace(/\s+/g, " ").trim());
  }

  /** @param {string} words */
  async says(words) {
    await this.page.waitForFunction(
      (wanted) => document.body.innerText.replace(/\s+/g, " ").includes(wanted),
      { polling: 50 },
      words,
    );
  }

  /**
   * Presses what downloads something and gives what the browser saved.
   *
   * @param {string} label  Words of its name.
   * @returns {Promise<{ name: string, bytes: Buffer }>}
   */
  async download(label) {
    for (const name of await readdir(this.downloads)) {
      await rm(join(this.downloads, name), { force: true });
    }
    const handle = await this.page.waitForFunction(
      (words) => {
        const all = [...document.querySelectorAll("a.wa-button[href], button.wa-button")];
        // Not while it has to wait, for the files' SHA-256 or the next figures.
        return all.find((one) => one.textContent.includes(words) && one.ariaDisabled !== "true");
      },
      { polling: 20 },
      label,
    );
    await handle.asElement().click();
    for (let waited = 0; waited < WAIT_MS; waited += 50) {
      const bytes = await this.saved();
      if (bytes) {
        return bytes;
      }
      await sleep(50);
    }
    throw new Error(`${label} was not saved`);
  }

  /**
   * The file that was downloaded, once it is whole.
   *
   * @returns {Promise<{ name: string, bytes: Buffer } | null>}
   */
  async saved() {
    const [name, ...others] = await readdir(this.downloads);
    // A browser writes under another name beside it until the file is whole: with an ending of its own, or one of eight letters and digits.
    if (!name || others.length > 0 || /\.(crdownload|part|tmp)$|^[A-Za-z0-9]{8}\.\w+$/.test(name)) {
      return null;
    }
    const bytes = await readFile(join(this.downloads, name)).catch((fault) => {
      // It was renamed since.
      assert.equal(fault.code, "ENOENT");
      return Buffer.of();
    });
    return bytes.length > 0 ? { name, bytes } : null;
  }

  /** Has the page forget what was downloaded, so that it does not bear on what is looked at next. */
  async startNewRelease() {
    await this.press("Start a new release");
    await this.press("Forget and start anew");
    await this.says("Nothing yet. Each table or chart that you download");
    await this.settles();
  }

  /**
   * Chooses an option of the select with this label.
   *
   * @param {string} label
   * @param {string} option
   */
  async select(label, option) {
    const handle = await this.page.waitForFunction(
      (wanted) => {
        const textOf = (element) => element.textContent.replace(/\s+/g, " ").trim();
        return [...document.querySelectorAll("label")].find((one) => textOf(one) === wanted)?.control;
      },
      { polling: 20 },
      label,
    );
    const select = handle.asElement();
    await this.unfold(select);
    const value = await select.evaluate((element, wanted) => {
      return [...element.options].find((one) => one.textContent.trim() === wanted)?.value;
    }, option);
    assert.notEqual(value, undefined, `${label} has no option ${option}`);
    await select.select(value);
  }

  /** What has the focus: its id, or else its words. */
  focused() {
    return this.page.evaluate(() => {
      const { activeElement } = document;
      return activeElement?.id || activeElement?.textContent?.replace(/\s+/g, " ").trim() || "";
    });
  }

  /** The table under the chart, as rows of cells' texts with what a screen reader hears of them. */
  table() {
    return this.page.$$eval("figure table tr", (rows) =>
      rows.map((row) => [...row.cells].map((cell) => cell.textContent.replace(/\s+/g, " ").trim())),
    );
  }
}
