// What every browser story needs: Chromium, the built site on a port of its
// own, sign-in, waiting for the page's status, a screenshot when a story
// fails. SITE_DIR chooses another site than build/web/site.
import test, { after } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startServer } from '../../shell/build/serve.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const siteDir = resolve(process.env.SITE_DIR ?? `${root}/build/web/site`);
export const demo = { account: 'dan', password: 'Optimization1234' };
// Generous, for machines that draw in software and do other things besides.
const PATIENCE = 90_000;
const failures = `${root}/build/browser-failures`;
const FLAGS = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--no-sandbox',
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
];

let browser = null;
const servers = new Map();

async function sharedBrowser() {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
  });
  return browser;
}

async function origin(site) {
  assert.ok(
    existsSync(`${site}/index.html`),
    `${site} is not built: run shell/serve.sh --build-only`,
  );
  if (!servers.has(site)) servers.set(site, await startServer(site, 0));
  return `http://localhost:${servers.get(site).address().port}/`;
}

after(async () => {
  await browser?.close();
  for (const server of servers.values()) server.close();
});

// story(name, run) or story(name, options, run): one test with a fresh, empty
// browser context. options: site, visit (false = do not open the page),
// skip, timeout (ms), and whatever browser.newContext takes (viewport, colorScheme,
// deviceScaleFactor, hasTouch …). run receives
//   page      Playwright's page, opened at url
//   url       where the site is served
//   requests  every URL asked for, as it grows
//   problems  page errors and console errors, as they grow
//   diagnose  prints a line beside the test's result
export function story(name, ...rest) {
  const run = rest.pop();
  const {
    site = siteDir,
    visit = true,
    skip = false,
    timeout = 240_000,
    ...contextOptions
  } = rest[0] ?? {};
  test(name, { skip, timeout }, async (t) => {
    const url = await origin(site);
    const context = await (
      await sharedBrowser()
    ).newContext({ viewport: { width: 1280, height: 800 }, ...contextOptions });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const requests = [];
    const problems = [];
    context.on('request', (request) => requests.push(request.url()));
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    try {
      if (visit) await page.goto(url);
      await run({ page, url, requests, problems, diagnose: (line) => t.diagnostic(line) });
    } catch (error) {
      mkdirSync(failures, { recursive: true });
      const picture = `${failures}/${name.replace(/[^A-Za-z0-9]+/g, '-')}.png`;
      await page.screenshot({ path: picture }).catch(() => {});
      error.message += `\n  screenshot: ${picture}\n  console: ${problems.join(' | ') || 'quiet'}`;
      throw error;
    } finally {
      await context.close();
    }
  });
}

// The page's status as an object, or null before sign-in.
export async function statusOf(page) {
  const text = await page.evaluate(() => window.secondOpinion?.status() ?? null);
  return text === null ? null : JSON.parse(text);
}

// Waits until wanted(status) holds and returns that status.
export async function waitForStatus(page, wanted, what = String(wanted), limit = PATIENCE) {
  const end = Date.now() + limit;
  let status = null;
  do {
    // A navigation under way makes evaluate fail: look again.
    status = await statusOf(page).catch(() => null);
    if (wanted(status)) return status;
    await new Promise((done) => setTimeout(done, 40));
  } while (Date.now() < end);
  assert.fail(`waited ${limit} ms in vain for: ${what}; the status is ${JSON.stringify(status)}`);
}

export async function submitCredentials(page, { account, password } = demo) {
  await page.fill('#account', account);
  await page.fill('#password', password);
  await page.click('#sign-in-submit');
}

// What the gate says went wrong: the reason's name and the words.
export async function refusal(page) {
  await page.waitForFunction(() => document.querySelector('#sign-in-error').textContent !== '');
  return page.$eval('#sign-in-error', (element) => [element.dataset.reason, element.textContent]);
}

// Signs in with the demo account and waits for the page behind the gate.
export async function signIn(page, credentials = demo) {
  await submitCredentials(page, credentials);
  await waitForStatus(page, (status) => status !== null, 'the page after sign-in');
  await page.waitForSelector('#gate', { state: 'detached' });
}

// Hands a made-up DataTransfer to the page, by drop or by paste, and returns whether the page kept
// the browser from handling it.
export async function transfer(page, kind, { files = [], text = '' }) {
  const plain = files.map(({ name, buffer }) => ({ name, bytes: [...buffer] }));
  return page.evaluate(
    ({ kind, plain, text }) => {
      const data = new DataTransfer();
      for (const { name, bytes } of plain)
        data.items.add(new File([new Uint8Array(bytes)], name, { type: 'text/csv' }));
      if (text) data.setData('text/plain', text);
      const event =
        kind === 'paste'
          ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true });
      (document.activeElement ?? document.body).dispatchEvent(event);
      return event.defaultPrevented;
    },
    { kind, plain, text },
  );
}

// axe's violations of WCAG 2 A and AA and its best practices, in words.
export async function accessibilityProblems(page, options = {}) {
  await page.evaluate(readFileSync(`${root}/node_modules/axe-core/axe.min.js`, 'utf8'));
  const { violations } = await page.evaluate(
    (given) => globalThis.axe.run(document, given),
    options,
  );
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} (${nodes.map((node) => node.target.join(' ')).join('; ')})`,
  );
}

// How many different colours a PNG, given in base64, has. The browser decodes it.
export function coloursOf(page, picture) {
  return page.evaluate(async (base64) => {
    const bitmap = await createImageBitmap(
      new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]),
    );
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context.drawImage(bitmap, 0, 0);
    return new Set(
      new Uint32Array(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer),
    ).size;
  }, picture);
}

// Waits for so many frames of the browser, drawn or not.
export const frames = (page, count) =>
  page.evaluate(
    (n) =>
      new Promise((done) => {
        const step = () =>
          n-- > 0 ? (window.uncountedFrame ?? requestAnimationFrame)(step) : done();
        step();
      }),
    count,
  );

// Waits until the page has drawn what it wanted to draw.
export async function settled(page) {
  let last = -1;
  for (let round = 0; round < 50; ++round) {
    const { frames: now } = await statusOf(page);
    if (now === last) return now;
    last = now;
    await frames(page, 20);
  }
  return assert.fail('the page never comes to rest');
}

// The element that stands for a control of the canvas.
export const control = (id) => `[data-control="${id}"]`;

export const picture = async (page) => (await page.screenshot()).toString('base64');

// Brings the section or figure with this anchor to the top of the window.
export async function scrollTo(page, id) {
  await page.evaluate((wanted) => {
    const { y } = JSON.parse(window.secondOpinion.anchors()).find((anchor) => anchor.id === wanted);
    window.scrollTo(0, y);
  }, id);
}

// Waits until no frame has been drawn for a while (long work goes on frame by
// frame), and returns how many there have been.
export async function atRest(page) {
  for (let last = -1; ;) {
    const { frames } = await statusOf(page);
    if (frames === last) return frames;
    last = frames;
    await page.evaluate(
      () =>
        new Promise((done) => {
          let left = 15;
          const step = () => (left-- > 0 ? requestAnimationFrame(step) : done());
          step();
        }),
    );
  }
}
