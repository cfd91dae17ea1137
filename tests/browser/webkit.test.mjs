// The third browser: stories of what went wrong in WebKit, Safari's engine, and nowhere else.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { startServer } from '../../shell/build/serve.mjs';
import { goodBytes, sevenAt } from './csv_files.mjs';
import { root, siteDir, statusOf, submitCredentials, waitForStatus } from './harness.mjs';
import { find, textIsReady } from './text_layer.mjs';
import { openWebKit, webkitIsMissing } from './webkit.mjs';

const skip = webkitIsMissing();
const folder = mkdtempSync(join(tmpdir(), 'second-opinion-'));
const digitFile = join(folder, goodBytes.name);
writeFileSync(digitFile, goodBytes.buffer);
after(() => rmSync(folder, { recursive: true, force: true }));

// run receives the page, signed in, and the address of the site.
function webkitStory(name, flags, run) {
  test(name, { skip, timeout: 240_000 }, async () => {
    const server = await startServer(siteDir, 0);
    const url = `http://localhost:${server.address().port}/`;
    const { page, end } = await openWebKit({ flags });
    try {
      await page.goto(url);
      await submitCredentials(page);
      await waitForStatus(page, (status) => status !== null, 'the page after sign-in');
      await run(page, url);
    } catch (error) {
      const failures = `${root}/build/browser-failures`;
      mkdirSync(failures, { recursive: true });
      const picture = `${failures}/${name.replace(/[^A-Za-z0-9]+/g, '-')}.png`;
      await page.screenshot().then(
        (bytes) => writeFileSync(picture, bytes),
        () => {},
      );
      throw error;
    } finally {
      await end();
      server.close();
    }
  });
}

async function offerDigit(page) {
  await page.setInputFiles('#file', digitFile);
  return (await waitForStatus(page, ({ state }) => state === 'result', 'a result')).result;
}

const waitUntil = async (page, holds, what) => {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    if (await page.evaluate(holds)) return;
    await page.evaluate(
      () =>
        new Promise((done) => {
          requestAnimationFrame(done);
        }),
    );
  }
  assert.fail(`waited in vain for: ${what}`);
};

webkitStory(
  'WebKit draws the article, and says times that its clock can tell',
  [],
  async (page) => {
    assert.equal((await statusOf(page)).view, 'canvas');
    const { cnn, transformer, times } = await offerDigit(page);
    // Its clock steps by a whole millisecond, which is more than a network takes.
    assert.doesNotMatch(times, /under/);
    for (const { milliseconds } of [cnn, transformer]) {
      assert.ok(milliseconds > 0.1 && milliseconds < 100, `${milliseconds} ms`);
    }
  },
);

webkitStory(
  'WebKit without WebGL: the Reader view is the page, and reads a digit',
  ['--enable-webgl=false'],
  async (page) => {
    assert.equal((await statusOf(page)).view, 'reader');
    assert.equal((await offerDigit(page)).cnn.probabilities.length, 10);
    assert.equal(await page.evaluate(() => document.querySelectorAll('.opinion tr').length), 20);
  },
);

// Dark ink on white paper, ten pixels for one, as a PGM: the plainest file of a picture.
function pictureOfSeven() {
  const side = 280;
  const at = (i) => 255 - sevenAt(Math.floor(i / side / 10), Math.floor((i % side) / 10));
  const pixels = Uint8Array.from({ length: side * side }, (_, i) => at(i));
  return Buffer.concat([Buffer.from(`P5\n${side} ${side}\n255\n`), pixels]);
}

webkitStory('WebKit reads a picture, and several files in a table', [], async (page) => {
  const picture = join(folder, 'seven.pgm');
  writeFileSync(picture, pictureOfSeven());
  await page.setInputFiles('#picture', picture);
  const { result } = await waitForStatus(page, ({ state }) => state === 'result', 'the picture');
  assert.equal(result.source, 'picture');
  assert.equal(result.cnn.digit, 7);
  await page.click('#start-over');
  await waitForStatus(page, ({ state }) => state === 'ready');
  const words = join(folder, 'words.csv');
  writeFileSync(words, 'no digit');
  await page.setInputFiles('#file', `${digitFile}\n${words}`);
  const { batch } = await waitForStatus(page, ({ state }) => state === 'result', 'the table');
  assert.equal(batch.rows[0].cnn.digit, 7);
  assert.ok(batch.rows[1].refusal);
});

for (const [where, flags] of [
  ['drawn', []],
  ['in the Reader view', ['--enable-webgl=false']],
]) {
  webkitStory(`WebKit reads a digit from the pad by keys, ${where}`, flags, async (page) => {
    await page.evaluate(() => document.querySelector('#draw').click());
    await waitForStatus(page, ({ state }) => state === 'drawing', 'the open pad');
    // A one, from above the middle to below it, by the keys that the pad listens to.
    await page.evaluate(() => {
      const pad = document.querySelector('#pad');
      const press = (key, times) => {
        for (let i = 0; i < times; ++i) {
          pad.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        }
      };
      press('ArrowUp', 11);
      press(' ', 1);
      press('ArrowDown', 20);
      press(' ', 1);
    });
    const { drawing } = await waitForStatus(
      page,
      ({ drawing: pad }) => pad.strokes === 1 && !pad.behind,
      'opinions on the drawing',
    );
    assert.deepEqual([drawing.cnn, drawing.transformer], [1, 1]);
    await page.click('#pad-finish');
    const { result } = await waitForStatus(page, ({ state }) => state === 'result', 'a result');
    assert.equal(result.source, 'drawing');
  });
}

webkitStory(
  'WebKit comes back from another page to the place that was left',
  [],
  async (page, url) => {
    await page.evaluate(() => scrollTo(0, 1500));
    await waitUntil(page, () => history.state?.y === 1500, 'the place in the history');
    await page.goto(`${url}core/example.html`);
    await page.goBack();
    await waitUntil(
      page,
      () => window.secondOpinion && scrollY === 1500,
      'the place that was left',
    );
    await page.goForward();
    await waitUntil(page, () => location.pathname.endsWith('example.html'), 'the other page');
    await page.goBack();
    await waitUntil(page, () => window.secondOpinion && scrollY === 1500, 'the place once more');
  },
);

webkitStory('WebKit finds the text over the drawing, and takes a translation', [], async (page) => {
  await textIsReady(page);
  for (const words of ['Luck or not', 'Multiplications for one digit']) {
    const hit = await find(page, words);
    assert.ok(hit?.isInText, words);
    assert.ok(hit.top >= 0 && hit.bottom <= hit.height, `${words} at ${hit.top}`);
  }
  await page.evaluate(() => {
    document.querySelector('#text p .line').firstChild.textContent = 'Zwei kleine Netze';
  });
  const isReplaced = () => document.querySelector('#text .block.replaced') !== null;
  await waitUntil(page, isReplaced, 'the words of the translation');
});
