// What a visitor waits for between pressing "Sign in" and the drawn article, and
// for what: median of several fresh visits to the built page, in Chromium with
// OpenGL in software. The server is this machine, so the download costs nothing.
//   [SITE_DIR=…] node tests/benchmark/sign_in_cost.mjs [VISITS]
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startServer } from '../../shell/build/serve.mjs';

const VISITS = Number(process.argv[2] ?? 5);
const site =
  process.env.SITE_DIR ?? fileURLToPath(new URL('../../build/web/site', import.meta.url));

// Notes when the browser's own functions are called and have answered.
function note() {
  const times = { submit: 0, key: 0, decrypted: 0, unzipped: 0, compiled: 0, drawn: 0, longest: 0 };
  window.times = times;
  const now = () => performance.now();
  addEventListener(
    'submit',
    () => {
      times.submit = now();
    },
    true,
  );
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) times.longest = Math.max(times.longest, duration);
  }).observe({ type: 'longtask' });
  const { importKey, decrypt } = crypto.subtle;
  crypto.subtle.importKey = (...given) => {
    if (given[2] === 'HKDF') times.key = now();
    return importKey.apply(crypto.subtle, given);
  };
  crypto.subtle.decrypt = async (...given) => {
    const opened = await decrypt.apply(crypto.subtle, given);
    if (opened.byteLength > 1000) times.decrypted = now();
    return opened;
  };
  const { createObjectURL } = URL;
  URL.createObjectURL = (...given) => {
    if (times.decrypted) times.unzipped ||= now();
    return createObjectURL.apply(URL, given);
  };
  for (const name of ['compile', 'instantiate']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      times.compiled = now();
      return made;
    };
  }
  const look = () => {
    const status = window.secondOpinion?.status();
    if (status && JSON.parse(status).frames > 0) times.drawn = now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function visit(browser, url) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(90_000);
  await page.addInitScript(note);
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.fill('#account', 'dan');
  await page.fill('#password', 'Optimization1234');
  await page.click('#sign-in-submit');
  await page.waitForFunction(() => window.times.drawn > 0);
  const t = await page.evaluate(() => window.times);
  await context.close();
  return {
    'submit to drawn article': t.drawn - t.submit,
    'key derivation (Argon2id, with two frames before it)': t.key - t.submit,
    'opening slots and content': t.decrypted - t.key,
    unzipping: t.unzipped - t.decrypted,
    'loading and compiling the wasm': t.compiled - t.unzipped,
    'start to first frame': t.drawn - t.compiled,
    'longest task on the main thread': t.longest,
  };
}

const server = await startServer(site, 0);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--no-sandbox'],
});
const visits = [];
for (let i = 0; i < VISITS; ++i)
  visits.push(await visit(browser, `http://localhost:${server.address().port}/`));
for (const part of Object.keys(visits[0])) {
  const sorted = visits.map((times) => times[part]).sort((a, b) => a - b);
  console.log(`${part.padEnd(56)} ${sorted[Math.floor(VISITS / 2)].toFixed(0).padStart(6)} ms`);
}
await browser.close();
server.close();
