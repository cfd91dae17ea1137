// What a frame of the page costs the processor while it scrolls: the whole page
// from top to bottom, one step per frame, in Chromium with OpenGL in software.
// Times the page's own callbacks; rasterising happens in another process.
//   [SITE_DIR=…] node tests/benchmark/scroll_cost.mjs
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startServer } from '../../shell/build/serve.mjs';

const STEP = 60; // px per frame: a brisk flick
const SCREENS = [
  [1280, 800, 1],
  [390, 844, 2],
];
const site =
  process.env.SITE_DIR ?? fileURLToPath(new URL('../../build/web/site', import.meta.url));

function timeCallbacks() {
  const frames = [];
  const { requestAnimationFrame: original } = window;
  window.requestAnimationFrame = (callback) =>
    original.call(window, (time) => {
      const start = performance.now();
      callback(time);
      frames.push(performance.now() - start);
    });
  window.measuredFrames = frames;
  window.untimedFrame = (callback) => original.call(window, callback);
}

const scrollThrough = (step) =>
  new Promise((done) => {
    window.measuredFrames.length = 0;
    const next = () => {
      const end = document.documentElement.scrollHeight - innerHeight;
      if (scrollY >= end - 1) return done([...window.measuredFrames]);
      scrollTo(0, Math.min(end, scrollY + step));
      return window.untimedFrame(next);
    };
    next();
  });

const quantile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];

async function measure(browser, url, [width, height, deviceScaleFactor]) {
  const page = await (
    await browser.newContext({ viewport: { width, height }, deviceScaleFactor })
  ).newPage();
  page.setDefaultTimeout(90_000);
  await page.addInitScript(timeCallbacks);
  await page.goto(url);
  await page.fill('#account', 'dan');
  await page.fill('#password', 'Optimization1234');
  await page.click('#sign-in-submit');
  await page.waitForFunction(() => window.secondOpinion?.status());
  await page.evaluate(scrollThrough, STEP); // glyphs are rasterised, code is compiled
  await page.evaluate(() => scrollTo(0, 0));
  const times = (await page.evaluate(scrollThrough, STEP)).sort((a, b) => a - b);
  await page.context().close();
  const [median, tail, worst] = [0.5, 0.95, 1].map((share) => quantile(times, share).toFixed(2));
  console.log(
    `${width} × ${height} at density ${deviceScaleFactor}: ${times.length} frames, ` +
      `median ${median} ms, 95 % below ${tail} ms, worst ${worst} ms`,
  );
}

const server = await startServer(site, 0);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--no-sandbox'],
});
for (const screen of SCREENS)
  await measure(browser, `http://localhost:${server.address().port}/`, screen);
await browser.close();
server.close();
