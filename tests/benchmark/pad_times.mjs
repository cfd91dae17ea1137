// node tests/benchmark/pad_times.mjs [--reader] [--slow N]: how soon ink and opinions follow the
// pen. A scripted stroke moves over the pad of the built site in Chromium, once per frame; for each
// movement the time is taken from the event's own stamp to the end of the frame that drew its ink,
// and to the end of the frame after which both networks had seen all of it. --slow N slows the
// processor down N times, as DevTools do to imitate a phone. What the screen adds is not in it;
// the fastest are those that other work on the machine has not disturbed.
import { chromium } from 'playwright-core';
import { startServer } from '../../shell/build/serve.mjs';
import { scrollTo, signIn, siteDir, waitForStatus } from '../browser/harness.mjs';
import { DIGITS, drawWithMouse } from '../browser/pad.mjs';

const reader = process.argv.includes('--reader');
const slow = process.argv.includes('--slow')
  ? Number(process.argv[process.argv.indexOf('--slow') + 1])
  : 1;
const ROUNDS = 4;

function describe(name, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1))].toFixed(1);
  const [fastest, median, slowest] = [0.05, 0.5, 0.95].map(at);
  console.log(
    `${name}: fastest 5 % within ${fastest} ms, median ${median} ms, 95 % within ${slowest} ms ` +
      `(${sorted.length} movements)`,
  );
}

// Runs in the page: its frames are ours to count, because every one is asked for through here.
function watchPen() {
  const waiting = { ink: [], opinion: [] };
  window.penTimes = { ink: [], opinion: [], work: [] };
  const settle = (kind, now) => {
    for (const stamp of waiting[kind].splice(0)) window.penTimes[kind].push(now - stamp);
  };
  const { requestAnimationFrame: request } = window;
  window.requestAnimationFrame = (callback) =>
    request.call(window, (time) => {
      const start = performance.now();
      callback(time);
      const drawing = JSON.parse(window.secondOpinion?.status() ?? 'null')?.drawing;
      const end = performance.now();
      if (waiting.ink.length > 0) {
        window.penTimes.work.push(end - start);
      }
      settle('ink', end);
      if (drawing && !drawing.behind) settle('opinion', end);
    });
  addEventListener('pointermove', ({ target, buttons, timeStamp }) => {
    if (target.id !== 'pad' || buttons === 0) return;
    waiting.ink.push(timeStamp);
    waiting.opinion.push(timeStamp);
  });
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--no-sandbox'],
});
const server = await startServer(siteDir, 0);
try {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await page.addInitScript(watchPen);
  await page.goto(`http://localhost:${server.address().port}/`);
  await signIn(page);
  if (reader) await page.click('#reader-view');
  else await scrollTo(page, 'try');
  await page.click('#draw');
  await waitForStatus(page, ({ state }) => state === 'drawing');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slow });
  for (let round = 0; round < ROUNDS; ++round) {
    await drawWithMouse(page, DIGITS[2]);
    await page.click('#pad-clear');
  }
  const times = await page.evaluate(() => window.penTimes);
  console.log(`${reader ? 'Reader view' : 'drawn page'}, processor slowed ${slow} times`);
  describe('pen to ink', times.ink);
  describe('pen to opinion', times.opinion);
  describe('work in a frame', times.work);
} finally {
  await browser.close();
  server.close();
}
