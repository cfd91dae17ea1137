// Stories of what a visitor takes along of a digit, in Chromium: a link that another account holder
// opens, a picture, a labelled set. The CSV of one digit is upload.test.mjs's.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { goodBytes } from './csv_files.mjs';
import { signIn, statusOf, story, waitForStatus } from './harness.mjs';

async function showDigit(page) {
  await page.setInputFiles('#file', goodBytes);
  return (await waitForStatus(page, ({ state }) => state === 'result')).result;
}

async function download(page, press) {
  const [file] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

// The button of that control, drawn or of the Reader view.
const button = (page, view, id) =>
  page.locator(view === 'canvas' ? `#controls [data-control="${id}"]` : `[data-action="${id}"]`);

for (const view of ['canvas', 'reader']) {
  const permissions = { permissions: ['clipboard-read', 'clipboard-write'] };
  story(
    `a link carries a digit to somebody else, ${view}`,
    permissions,
    async ({ page, url, requests, problems }) => {
      await signIn(page);
      if (view === 'reader') await page.click('#reader-view');
      const sent = await showDigit(page);
      await page.click('#copy-link');
      const made = await waitForStatus(page, ({ result }) =>
        result.actions.some(({ label }) => label === 'Link copied'),
      );
      assert.equal(made.state, 'result', 'the result stays');
      const link = await page.evaluate(() => navigator.clipboard.readText());
      assert.ok(link.startsWith(`${url}#d=`), link);
      assert.ok(link.length - url.length < 420, `${link.length} characters`);
      assert.ok(!requests.some((request) => request.includes('d=1')), 'nothing leaves the device');

      const other = await page.context().browser().newContext();
      const visitor = await other.newPage();
      await visitor.goto(link);
      await signIn(visitor);
      const { result } = await waitForStatus(visitor, ({ state }) => state === 'result');
      assert.equal(result.source, 'link');
      assert.deepEqual(result.pixels, sent.pixels);
      assert.equal(result.cnn.digit, sent.cnn.digit);
      assert.deepEqual(result.transformer.probabilities, sent.transformer.probabilities);
      assert.equal(await visitor.getAttribute('#result', 'data-source'), 'link');
      await visitor.click('#start-over');
      await waitForStatus(visitor, ({ state }) => state === 'ready');
      await other.close();
      assert.deepEqual(problems, []);
    },
  );

  story(`a set of labelled digits is collected and saved, ${view}`, async ({ page, problems }) => {
    await signIn(page);
    if (view === 'reader') await page.click('#reader-view');
    const first = await showDigit(page);
    for (const label of [7, 1]) {
      await button(page, view, 'collect').click();
      await button(page, view, `collect-${label}`).click();
    }
    const set = await download(page, () => button(page, view, 'save-set').click());
    assert.equal(set.name, 'my-digits.csv');
    const [head, ...rows] = set.bytes.toString().trimEnd().split('\n');
    assert.match(head, /^label,pixel0,.*,pixel783$/);
    assert.deepEqual(
      rows.map((row) => Number(row.split(',')[0])),
      [7, 1],
    );
    assert.deepEqual(rows[0].split(',').slice(1).map(Number), first.pixels);
    assert.deepEqual(problems, []);
  });
}

story('a digit is saved as a picture, each of its pixels as it is', async ({ page, problems }) => {
  await signIn(page);
  const { pixels } = await showDigit(page);
  const saved = await download(page, () => button(page, 'canvas', 'save-picture').click());
  assert.equal(saved.name, 'digit.png');
  const read = await page.evaluate(
    async (bytes) => {
      const blob = new Blob([Uint8Array.from(bytes)], { type: 'image/png' });
      const image = await createImageBitmap(blob);
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      const scale = image.width / 28;
      return Array.from(
        { length: 784 },
        (_, i) => data[4 * (Math.floor(i / 28) * scale * image.width + (i % 28) * scale)],
      );
    },
    [...saved.bytes],
  );
  assert.deepEqual(read, pixels);
  assert.deepEqual(problems, []);
});

story('where the clipboard is closed, the address bar has the link', async ({ page }) => {
  await signIn(page);
  const { pixels } = await showDigit(page);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('no leave'));
  });
  await page.click('#copy-link');
  await waitForStatus(page, ({ result }) =>
    result.actions.some(({ label }) => label === 'Now in the address bar'),
  );
  const [, carried] = page.url().split('#d=');
  await page.click('#start-over');
  await waitForStatus(page, ({ state }) => state === 'ready');
  // Typed into the address bar of the open page.
  await page.evaluate((text) => {
    location.hash = '';
    location.hash = `d=${text}`;
  }, carried);
  const { result } = await waitForStatus(page, ({ state }) => state === 'result');
  assert.deepEqual(result.pixels, pixels);
});

story('a link that was cut says so, and the page goes on', async ({ page, url, problems }) => {
  await page.goto(`${url}#d=1AAAA`);
  await page.reload();
  await signIn(page);
  const refused = await waitForStatus(page, ({ state }) => state === 'refused');
  assert.match(refused.alert, /cut or changed/);
  await page.locator('#alert', { hasText: /cut or changed/ }).waitFor({ state: 'attached' });
  assert.equal((await showDigit(page)).source, 'csv');
  assert.equal((await statusOf(page)).alert, '');
  assert.deepEqual(problems, []);
});
