// The third browser: stories of what went wrong in WebKit, Safari's engine, and nowhere else.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { startServer } from '../../shell/build/serve.mjs';
import { goodBytes } from './csv_files.mjs';
import { root, siteDir, statusOf, submitCredentials, waitForStatus } from './harness.mjs';
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
