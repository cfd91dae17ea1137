// The second browser: stories of the whole visit in Debian's Firefox, driven
// over WebDriver BiDi. Headless it has no WebGL 2 and shows the Reader view; on
// a virtual screen Mesa draws the canvas in software.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import test, { after } from 'node:test';
import puppeteer from 'puppeteer-core';
import { startServer } from '../../shell/build/serve.mjs';
import { goodBytes } from './csv_files.mjs';
import {
  accessibilityProblems,
  coloursOf,
  demo,
  root,
  siteDir,
  statusOf,
  submitCredentials,
  waitForStatus,
} from './harness.mjs';
import { pictureOf } from './pictures.mjs';
import { DIGITS, drawWithMouse } from './pad.mjs';
import { find, largestError, textIsReady } from './text_layer.mjs';
import { virtualScreen } from './virtual_screen.mjs';

const PATIENCE = 90_000;
const folder = mkdtempSync(join(tmpdir(), 'second-opinion-'));
after(() => rmSync(folder, { recursive: true, force: true }));

// Puppeteer's page with the name of Playwright's that the harness uses.
function likePlaywright(page) {
  page.fill = (selector, text) => page.type(selector, text);
  return page;
}

function firefoxStory(name, { screen = false, fromDisk = false }, run) {
  test(name, { timeout: 240_000 }, async () => {
    assert.ok(
      existsSync(`${siteDir}/index.html`),
      `${siteDir} is not built: run shell/serve.sh --build-only`,
    );
    const server = await startServer(siteDir, 0);
    const virtual = screen ? await virtualScreen() : null;
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
      headless: !screen,
      timeout: PATIENCE,
      env: { ...process.env, ...virtual?.environment },
      extraPrefsFirefox: { 'webgl.force-enabled': true },
    });
    const page = likePlaywright(await browser.newPage());
    const problems = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    try {
      await page.setViewport({ width: 1280, height: 800 });
      await page.goto(
        fromDisk
          ? String(pathToFileURL(`${siteDir}/second-opinion.html`))
          : `http://localhost:${server.address().port}/`,
      );
      await submitCredentials(page, demo);
      await waitForStatus(page, (status) => status !== null, 'the page after sign-in');
      await run(page);
      assert.deepEqual(problems, []);
    } catch (error) {
      mkdirSync(`${root}/build/browser-failures`, { recursive: true });
      await page
        .screenshot({
          path: `${root}/build/browser-failures/firefox-${screen ? 'canvas' : 'reader'}.png`,
        })
        .catch(() => {});
      throw error;
    } finally {
      await browser.close();
      virtual?.end();
      server.close();
    }
  });
}

async function offerDigit(page) {
  const path = join(folder, goodBytes.name);
  writeFileSync(path, goodBytes.buffer);
  await (await page.$('#file')).uploadFile(path);
  const { result } = await waitForStatus(page, ({ state }) => state === 'result', 'a result');
  assert.equal(result.cnn.probabilities.length, 10);
  assert.equal(result.transformer.probabilities.length, 10);
  return result;
}

firefoxStory(
  'Firefox without WebGL 2: the Reader view is the page, and reads a digit',
  {},
  async (page) => {
    assert.equal((await statusOf(page)).view, 'reader');
    assert.match(
      await page.$eval('#reader h1', (heading) => heading.textContent),
      /Second Opinion/,
    );
    await offerDigit(page);
    assert.equal((await page.$$('#reader .opinion tr')).length, 20);
    assert.deepEqual(await accessibilityProblems(page), []);
  },
);

firefoxStory(
  'Firefox with WebGL 2: the article is drawn, scrolls and reads a digit',
  { screen: true },
  async (page) => {
    assert.equal((await statusOf(page)).view, 'canvas');
    const before = (await statusOf(page)).frames;
    await page.evaluate(() => scrollTo(0, 1500));
    await waitForStatus(page, ({ frames }) => frames > before, 'frames after scrolling');
    await offerDigit(page);
    // An image with many colours: text, bars and a digit, not a blank canvas.
    const colours = await coloursOf(page, await page.screenshot({ encoding: 'base64' }));
    assert.ok(colours > 100, `${colours} colours on the screen`);
  },
);

async function offer(page, input, files) {
  const paths = files.map(({ name, buffer }) => {
    const path = join(folder, name);
    writeFileSync(path, buffer);
    return path;
  });
  await (await page.$(input)).uploadFile(...paths);
  return waitForStatus(page, ({ state }) => state === 'result', 'a result');
}

for (const screen of [false, true])
  firefoxStory(
    `Firefox frames the digits of a picture, and reads many files, ${screen ? 'drawn' : 'Reader'}`,
    { screen },
    async (page) => {
      const picture = await pictureOf(page, ['3172'], { type: 'image/webp', name: 'photo.webp' });
      const { batch } = await offer(page, '#picture', [picture]);
      assert.deepEqual(batch.cnn, [3, 1, 7, 2]);
      await page.click('#start-over');
      await waitForStatus(page, ({ state }) => state === 'ready');
      const words = { name: 'words.csv', buffer: 'no digit' };
      const table = await offer(page, '#file', [goodBytes, words, picture]);
      assert.equal(table.batch.rows.length, 3);
      assert.equal(table.batch.rows[0].cnn.digit, 7);
      assert.match(table.batch.rows[2].refusal, /not a \.csv file/);
      assert.deepEqual(await accessibilityProblems(page), []);
    },
  );

// Puppeteer's mouse has the same names as Playwright's; only the pad's place is asked for in
// another way.
const padOf = (page) => ({
  mouse: page.mouse,
  locator: (selector) => ({ boundingBox: async () => (await page.$(selector)).boundingBox() }),
});

async function drawASeven(page) {
  await page.$eval('#draw', (button) => button.scrollIntoView({ block: 'center' }));
  await page.click('#draw');
  await waitForStatus(page, ({ state }) => state === 'drawing', 'the open pad');
  await page.$eval('#pad', (pad) => pad.scrollIntoView({ block: 'center' }));
  await drawWithMouse(padOf(page), DIGITS[7]);
  const { drawing } = await waitForStatus(
    page,
    ({ drawing: pad }) => pad?.strokes === 1 && !pad.behind,
    'opinions on the drawing',
  );
  assert.deepEqual([drawing.cnn, drawing.transformer], [7, 7]);
}

for (const screen of [false, true]) {
  const where = screen ? 'on the canvas' : 'in the Reader view';
  firefoxStory(
    `Firefox draws a digit ${where}, undoes, goes back, and takes it to the result`,
    { screen },
    async (page) => {
      await drawASeven(page);
      await page.click('#pad-undo');
      await waitForStatus(page, ({ drawing }) => drawing.strokes === 0, 'no ink');
      await page.goBack();
      await waitForStatus(page, ({ state }) => state === 'ready', 'closed by Back');
      await drawASeven(page);
      await page.keyboard.press('Enter');
      const { result } = await waitForStatus(page, ({ state }) => state === 'result', 'a result');
      assert.deepEqual([result.source, result.cnn.digit], ['drawing', 7]);
      assert.equal(await page.$eval('#result', (element) => element.dataset.source), 'drawing');
    },
  );
}

async function survivesReload(page) {
  await page.reload();
  await waitForStatus(page, (status) => status !== null, 'the page after the reload');
  const [stored] = await page.evaluate(() =>
    Object.values(sessionStorage).filter((text) => text.includes('wrapped')),
  );
  assert.deepEqual(Object.keys(JSON.parse(stored)), ['build', 'id', 'iv', 'wrapped']);
}

firefoxStory(
  'Firefox keeps the session over a reload, and signing out ends it',
  {},
  async (page) => {
    await survivesReload(page);
    await page.click('#sign-out');
    await page.waitForSelector('#sign-in', { visible: true });
    assert.equal(await statusOf(page), null);
  },
);

firefoxStory(
  'Firefox, one file from disk: signs in, reads a digit, keeps the session',
  { fromDisk: true },
  async (page) => {
    assert.match(page.url(), /^file:/);
    await offerDigit(page);
    await survivesReload(page);
  },
);

firefoxStory(
  'Firefox with WebGL 2: the text over the drawing fits, and is found, selected and replaced',
  { screen: true },
  async (page) => {
    await textIsReady(page);
    const worst = await largestError(page, () => page.screenshot({ encoding: 'base64' }));
    assert.ok(worst.count > 30 && worst.error <= 1, JSON.stringify(worst));
    for (const words of ['Luck or not', 'Multiplications for one digit', 'How this page is made']) {
      const hit = await find(page, words);
      assert.ok(hit?.isInText, words);
      assert.ok(hit.top >= 0 && hit.bottom <= hit.height, `${words} at ${hit.top}`);
    }
    await page.evaluate(() => window.scrollTo(0, 0));
    const { x, y, word } = await page.evaluate(() => {
      const line = document.querySelector('#text p .line');
      const { left, top, height } = line.getBoundingClientRect();
      return { x: left + 8, y: top + height / 2, word: line.textContent.split(' ')[0] };
    });
    await page.mouse.click(x, y, { count: 2 });
    assert.equal((await page.evaluate(() => document.getSelection().toString())).trim(), word);
    await page.evaluate(() => {
      document.querySelector('#text p .line').firstChild.textContent = 'Zwei kleine Netze';
    });
    await page.waitForSelector('#text .block.replaced');
    assert.deepEqual(await accessibilityProblems(page), []);
  },
);
