// One Chromium for the whole benchmark, in which each run has a tab, a profile and a process of its own.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import puppeteer from "puppeteer-core";

/** Time for one run. A slow contestant takes minutes over a large file. */
const WAIT_MS = 15 * 60_000;
/** Time for a tab's process to end. */
const END_MS = 10_000;
/** Before the file is handed over: a tab that has just opened still has work to do. */
const SETTLE_MS = 2_000;

/**
 * What a run leaves in its page, as `bench`.
 *
 * @typedef {object} Bench
 * @property {number} start  When the file was handed over.
 * @property {number} longestMs  The longest time since then for which the page could not answer; zero if under 50 ms.
 * @property {Outcome | null} outcome
 *
 * @typedef {object} Outcome
 * @property {string | null} failure
 * @property {number} ms  Since the file was handed over.
 * @property {number} [nBytes]
 * @property {import("./counts.js").Counts} [counts]
 */

/** The browser, and what the runs need of it. */
export class Chromium {
  /**
   * @param {import("puppeteer-core").Browser} browser
   * @param {import("puppeteer-core").CDPSession} session
   * @param {string} version
   * @param {string} downloads
   */
  constructor(browser, session, version, downloads) {
    this.browser = browser;
    this.session = session;
    this.version = version;
    this.downloads = downloads;
  }

  static async launch() {
    const browser = await puppeteer.launch({
      executablePath: process.env.WHEREABOUTS_CHROMIUM || "/usr/bin/chromium",
      protocolTimeout: WAIT_MS,
      // As the browser tests start it.
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
    const version = (await browser.version()).replace(/^.*\//, "");
    return new Chromium(browser, session, version, await mkdtemp(join(tmpdir(), "whereabouts-bench-")));
  }

  async close() {
    await this.browser.close();
    await rm(this.downloads, { recursive: true, force: true });
  }

  /**
   * Opens an address in a tab of its own, for as long as the work takes.
   *
   * @template T
   * @param {string} url
   * @param {(tab: Tab) => Promise<T>} work
   * @returns {Promise<T & { peakBytes: number | null }>}  With the most memory that the tab's process had held when the file
   *   was read.
   */
  async inTab(url, work) {
    const context = await this.browser.createBrowserContext({
      downloadBehavior: { policy: "allow", downloadPath: this.downloads },
    });
    const tab = new Tab(await context.newPage(), this);
    let done;
    try {
      await tab.open(url);
      done = await work(tab);
    } finally {
      await context.close();
    }
    return { ...done, peakBytes: await this.#peakOfEnded(tab.peaks) };
  }

  /**
   * The most memory that each tab's process has held so far, in bytes, by its number; empty where the system does not tell.
   *
   * @returns {Promise<Map<number, number>>}
   */
  async peaks() {
    const { processInfo } = await this.session.send("SystemInfo.getProcessInfo");
    const peaks = new Map();
    for (const { id } of processInfo.filter(({ type }) => type === "renderer")) {
      const status = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
      const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status);
      if (peak) {
        peaks.set(id, Number(peak[1]) * 1024);
      }
    }
    return peaks;
  }

  /**
   * Waits until a tab that was closed is gone: the process that ends with it was its own.
   *
   * @param {Map<number, number>} peaks
   * @returns {Promise<number | null>}
   */
  async #peakOfEnded(peaks) {
    for (let waited = 0; waited < END_MS && peaks.size > 0; waited += 100) {
      const alive = await this.peaks();
      const ended = [...peaks].filter(([id]) => !alive.has(id)).map(([, peak]) => peak);
      if (ended.length > 0) {
        return Math.max(...ended);
      }
      await sleep(100);
    }
    return null;
  }
}

/** A tab in which a contestant reads a file. */
export class Tab {
  /** @type {Map<number, number>} */
  peaks = new Map();

  /**
   * @param {import("puppeteer-core").Page} page
   * @param {Chromium} chromium
   */
  constructor(page, chromium) {
    this.page = page;
    this.chromium = chromium;
    page.setDefaultTimeout(WAIT_MS);
  }

  /** @param {string} url */
  async open(url) {
    await this.page.evaluateOnNewDocument(watch);
    await this.page.goto(url, { waitUntil: "load" });
    // The contestants whose engine takes its time show their input when it is there.
    await this.page.waitForSelector('input[type="file"]');
    await sleep(SETTLE_MS);
  }

  /**
   * Hands a file over and waits for the outcome.
   *
   * @param {string} path
   * @returns {Promise<Outcome & { longestMs: number }>}
   */
  async read(path) {
    const crash = new Promise((_, reject) => this.page.once("error", reject));
    const input = await this.page.waitForSelector('input[type="file"]');
    await input?.uploadFile(path);
    // A page that ran out of memory answers no more.
    await Promise.race([
      crash,
      this.page.waitForFunction(() => /** @type {any} */ (globalThis).bench.outcome, { polling: 250 }),
    ]);
    // A long task is told of a moment after it ended.
    await sleep(500);
    this.peaks = await this.chromium.peaks();
    return this.page.evaluate(() => {
      const { outcome, longestMs } = /** @type {any} */ (globalThis).bench;
      return { ...outcome, longestMs };
    });
  }
}

/** Notes when a file is handed over, and what holds the page up from then on. Runs in every page before its own scripts. */
function watch() {
  /** @type {Bench} */
  const bench = { start: 0, longestMs: 0, outcome: null };
  Object.assign(globalThis, { bench });
  document.addEventListener(
    "change",
    ({ target }) => {
      if (target instanceof HTMLInputElement && target.type === "file") {
        bench.start = performance.now();
      }
    },
    { capture: true },
  );
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      if (bench.start > 0 && startTime + duration > bench.start) {
        bench.longestMs = Math.max(bench.longestMs, duration);
      }
    }
  }).observe({ type: "longtask" });
}
