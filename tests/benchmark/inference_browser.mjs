// The inference benchmark in headless Chromium: a page for each runtime, all open
// at once, that take turns; and fresh browsers for cold loads.
import { chromium } from 'playwright-core';
import { inferenceDocument } from './inference_document.mjs';
import { startServer } from './inference_server.mjs';

const PATIENCE = 120_000;
const REST = 500;
const READY = /^benchmark: /;
const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];

const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });

export class BrowserSide {
  static async start(folders, store) {
    const side = new BrowserSide();
    side.server = await startServer(folders, store, { 'inference_page.html': inferenceDocument });
    side.browser = await launch();
    return side;
  }

  version() {
    return `Chromium ${this.browser.version()}`;
  }

  // Nobody asks the page how far it is while it works, because that would cost time:
  // inference_page.mjs says by itself when it is ready.
  async #visit(page, { engine, network, threads }, more = '') {
    const said = page.waitForEvent('console', {
      predicate: (message) => READY.test(message.text()),
      timeout: PATIENCE,
    });
    const query = `engine=${engine}&network=${network}&threads=${threads}${more}`;
    await page.goto(`${this.server.url}inference_page.html?${query}`, { waitUntil: 'commit' });
    const text = (await said).text();
    if (text !== 'benchmark: ready') throw new Error(`${engine}, ${network}: ${text}`);
    return page;
  }

  // Opens a runtime in a page of its own and returns
  // { answers(count), time(count, milliseconds), processorSeconds(), close() }.
  async open(what) {
    const page = await this.#visit(await (await this.browser.newContext()).newPage(), what);
    return {
      answers: (count) => page.evaluate((n) => window.benchmark.answers(n), count),
      time: (count, milliseconds) =>
        page.evaluate(([n, time]) => window.benchmark.time(n, time), [count, milliseconds]),
      processorSeconds: () => this.#processorSeconds(),
      close: () => page.context().close(),
    };
  }

  // Of all pages together.
  async #processorSeconds() {
    this.session ??= await this.browser.newBrowserCDPSession();
    const { processInfo } = await this.session.send('SystemInfo.getProcessInfo');
    return processInfo
      .filter(({ type }) => type === 'renderer')
      .reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  }

  // One cold load in a new browser, which has come to rest with an empty page and has never seen
  // the server. Returns the milliseconds from navigation to the first answer, and what was asked
  // for. The page is not isolated: a runtime on one thread does not need it, and isolation would
  // have the browser start another process meanwhile.
  async cold(what) {
    const browser = await launch();
    const page = await browser.newPage();
    await page.waitForTimeout(REST);
    this.server.asked.length = 0;
    await this.#visit(page, what, '&isolated=no');
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
      await new Promise((done) => {
        setTimeout(done, 300);
      });
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
