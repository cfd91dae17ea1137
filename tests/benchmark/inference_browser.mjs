// The inference benchmark in headless Chromium: a page for each runtime, all open
// at once, that take turns; and fresh browsers for cold loads.
import { chromium } from 'playwright-core';
import { startServer } from './inference_server.mjs';

const PATIENCE = 120_000;
const FLAGS = ['--no-sandbox', '--disable-background-networking', '--no-first-run', '--disable-component-update', '--disable-sync',
  '--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows'];

const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });

export class BrowserSide {
  static async start(folders, store) {
    const side = new BrowserSide();
    side.server = await startServer(folders, store);
    side.browser = await launch();
    return side;
  }

  version() { return `Chromium ${this.browser.version()}`; }

  async #visit(browser, { engine, network, threads }) {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${this.server.url}inference_page.html?engine=${engine}&network=${network}&threads=${threads}`);
    for (const end = Date.now() + PATIENCE; Date.now() < end;) {
      const failed = await page.evaluate(() => window.failed ?? null);
      if (failed) throw new Error(`${engine}, ${network}: ${failed}`);
      if (await page.evaluate(() => 'benchmark' in window)) return page;
      await page.waitForTimeout(20);
    }
    throw new Error(`${engine}, ${network}: no answer after ${PATIENCE} ms`);
  }

  // A runtime in a page of its own: { answers(count), time(count, milliseconds), close() }.
  async open(what) {
    const page = await this.#visit(this.browser, what);
    return {
      answers: (count) => page.evaluate((n) => window.benchmark.answers(n), count),
      time: (count, milliseconds) => page.evaluate(([n, time]) => window.benchmark.time(n, time), [count, milliseconds]),
      close: () => page.context().close(),
    };
  }

  // One cold load in a new browser: milliseconds from navigation to the first answer, and what was asked for.
  async cold(what) {
    const browser = await launch();
    this.server.asked.length = 0;
    const page = await this.#visit(browser, what);
    const milliseconds = await page.evaluate(() => window.firstResult);
    await browser.close();
    return { milliseconds, asked: [...this.server.asked] };
  }

  // Bytes of everything asked for but the benchmark's own files, which stand for a page's.
  bytes(asked) {
    const counted = { raw: 0, gzip: 0, brotli: 0 };
    for (const path of asked.filter((p) => /^(packages|core|networks)\//.test(p))) {
      for (const [kind, size] of Object.entries(this.server.sizes(path))) counted[kind] += size;
    }
    return counted;
  }

  // GFLOP/s of bare multiplies and adds (multiply_add.wat).
  async peak(path) {
    const page = await this.browser.newPage();
    await page.goto(`${this.server.url}inference_tfjs.mjs`); // any page of this origin
    const rates = await page.evaluate(async (url) => {
      const { instance } = await WebAssembly.instantiate(await (await fetch(url)).arrayBuffer());
      const { run } = instance.exports;
      for (let i = 0; i < 40; ++i) run(10_000); // until the optimising compiler is through
      await new Promise((done) => { setTimeout(done, 300); });
      return Array.from({ length: 9 }, () => {
        const start = performance.now();
        run(2_000_000);
        return (96 * 2_000_000) / (performance.now() - start) / 1e6;
      });
    }, `/${path}`);
    await page.close();
    return Math.max(...rates);
  }

  async close() {
    await this.browser.close();
    this.server.close();
  }
}
