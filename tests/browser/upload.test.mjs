// Stories of "Try a digit", in Chromium, against the built and sealed site.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  bad,
  csv,
  darkOnWhite,
  file,
  goodBytes,
  goodUnits,
  letter,
  unusual,
} from './csv_files.mjs';
import { frames, signIn, statusOf, story, transfer, waitForStatus } from './harness.mjs';

// Chooses a file as a visitor does: the button opens the browser's own dialog.
async function choose(page, chosen) {
  const { files } = await statusOf(page);
  const [dialog] = await Promise.all([page.waitForEvent('filechooser'), page.click('#upload')]);
  await dialog.setFiles(chosen);
  return waitForStatus(page, (status) => status.files > files, 'the file to arrive');
}

async function shownResult(page) {
  const data = await page.$eval('#result', (element) => ({
    ...element.dataset,
    role: element.getAttribute('role'),
  }));
  const [cnnProbabilities, transformerProbabilities] = [
    data.cnnProbabilities,
    data.transformerProbabilities,
  ].map((ten) => ten.split(',').map(Number));
  return { ...data, cnnProbabilities, transformerProbabilities };
}

function assertOpinion(digit, probabilities) {
  assert.equal(probabilities.length, 10);
  assert.ok(Math.abs(probabilities.reduce((sum, p) => sum + p, 0) - 1) < 1e-3, 'they sum to 1');
  assert.equal(probabilities.indexOf(Math.max(...probabilities)), Number(digit));
}

const count = (page, selector) => page.locator(selector).count();

for (const [what, chosen, scale] of [
  ['0–255', goodBytes, '0-255'],
  ['0–1', goodUnits, '0-1'],
]) {
  const name = `a good ${what} file gives two opinions, and everything about uploading is gone`;
  story(name, async ({ page, problems }) => {
    await signIn(page);
    assert.ok(await page.isVisible('#upload'));
    assert.equal(await count(page, '#result'), 0);
    const status = await choose(page, chosen);
    assert.equal(status.state, 'result');
    assert.equal(status.files, 1);
    for (const gone of ['#upload', '#upload-help', '#file']) {
      assert.equal(await count(page, gone), 0, gone);
    }
    const result = await shownResult(page);
    assert.equal(result.role, 'status');
    assert.equal(result.scale, scale);
    assertOpinion(result.cnn, result.cnnProbabilities);
    assertOpinion(result.transformer, result.transformerProbabilities);
    assert.equal(status.result.pixels[7 * 28 + 10], 255);
    assert.equal(await page.textContent('#alert'), '');
    await page.waitForFunction(() => document.querySelector('#result').textContent !== '');
    assert.deepEqual(problems, []);
  });
}

story('every bad file is refused with a reason, and a good one still works', async (visit) => {
  const { page, problems } = visit;
  await signIn(page);
  for (const [what, chosen, says] of bad) {
    const status = await choose(page, chosen);
    assert.equal(status.state, 'refused', what);
    assert.match(status.alert, says, what);
    assert.equal(await page.textContent('#alert'), status.alert, what);
    assert.equal(await page.getAttribute('#alert', 'role'), 'alert');
    assert.ok(await page.isVisible('#upload'), what);
    assert.equal(await count(page, '#result'), 0, what);
  }
  assert.equal((await choose(page, goodBytes)).state, 'result');
  assert.equal(await page.textContent('#alert'), '');
  assert.deepEqual(problems, []);
});

story('what resampling, spreadsheets and DOS leave is read, and said', async (visit) => {
  const { page, problems } = visit;
  await signIn(page);
  for (const [what, chosen, scale, pixel, says] of unusual) {
    const status = await choose(page, chosen);
    assert.equal(status.state, 'result', `${what}: ${status.alert}`);
    assert.equal((await shownResult(page)).scale, scale, what);
    assert.equal(status.result.pixels[7 * 28 + 10], pixel, what);
    assert.match(status.read, says, what);
    assert.equal(status.result.cnn.digit, 7, what);
    await page.locator('#result', { hasText: status.read }).waitFor({ state: 'attached' });
    await page.click('#start-over');
    await waitForStatus(page, ({ state }) => state === 'ready');
  }
  assert.deepEqual(problems, []);
});

story('start over brings the upload back, for another file and the same one', async ({ page }) => {
  await signIn(page);
  for (let round = 1; round <= 3; ++round) {
    const status = await choose(page, round === 2 ? goodUnits : goodBytes);
    assert.equal(status.files, round);
    assert.equal((await shownResult(page)).scale, round === 2 ? '0-1' : '0-255');
    await page.click('#start-over');
    await waitForStatus(page, ({ state }) => state === 'ready', 'ready again');
    assert.equal(await count(page, '#result'), 0);
    assert.equal(await count(page, '#start-over'), 0);
    for (const back of ['#upload', '#upload-help', '#file']) {
      assert.equal(await count(page, back), 1, back);
    }
  }
});

story('the same bad file chosen twice is refused twice', async ({ page }) => {
  await signIn(page);
  await choose(page, bad[2][1]);
  assert.equal((await choose(page, bad[2][1])).files, 2);
});

story('a file that changes between choosing and reading is refused, then read', async (visit) => {
  const { page, problems } = visit;
  const path = join(mkdtempSync(join(tmpdir(), 'second-opinion-')), 'digit.csv');
  writeFileSync(path, goodBytes.buffer);
  await signIn(page);
  await page.evaluate(() => {
    const { arrayBuffer } = Blob.prototype;
    const late = new Promise((go) => {
      window.readNow = go;
    });
    Blob.prototype.arrayBuffer = async function () {
      await late;
      return arrayBuffer.call(this);
    };
  });
  await page.setInputFiles('#file', path);
  writeFileSync(path, `${goodBytes.buffer}\n`);
  utimesSync(path, 1, 1);
  await page.evaluate(() => window.readNow());
  const { alert } = await waitForStatus(page, ({ state }) => state === 'refused');
  assert.match(alert, /digit\.csv could not be read: it was changed/);
  await page.setInputFiles('#file', path);
  await waitForStatus(page, ({ state }) => state === 'result');
  assert.deepEqual(problems, []);
  rmSync(dirname(path), { recursive: true });
});

story('a dropped file, pasted text and a pasted file are read', async ({ page }) => {
  await signIn(page);
  const offers = [
    ['drop', { files: [goodBytes] }],
    ['paste', { text: csv() }],
    ['paste', { files: [goodUnits] }],
  ];
  for (const [kind, content] of offers) {
    await transfer(page, kind, content);
    await waitForStatus(page, ({ state }) => state === 'result', `a result after ${kind}`);
    await page.click('#start-over');
    await waitForStatus(page, ({ state }) => state === 'ready');
  }
  assert.equal((await statusOf(page)).files, 3);
});

story('nothing is taken beside a result', async ({ page }) => {
  await signIn(page);
  await choose(page, goodBytes);
  const before = await statusOf(page);
  await transfer(page, 'drop', { files: [bad[13][1]] });
  await transfer(page, 'drop', { files: [goodBytes, goodUnits] });
  await transfer(page, 'paste', { text: 'no digit' });
  await page.evaluate(
    () =>
      new Promise((done) => {
        requestAnimationFrame(() => requestAnimationFrame(done));
      }),
  );
  const after = await statusOf(page);
  assert.deepEqual({ ...after, frames: 0 }, { ...before, frames: 0 });
});

// A file from a slow disk: what is named slow.csv is read only when the story says so.
function slowFiles() {
  const { slice } = File.prototype;
  const released = new Promise((resolve) => {
    window.releaseSlowFiles = resolve;
  });
  File.prototype.slice = function (...given) {
    const part = slice.apply(this, given);
    const late = () => released.then(() => Blob.prototype.arrayBuffer.call(part));
    if (this.name === 'slow.csv') part.arrayBuffer = late;
    return part;
  };
}

story('of two offers in a hurry the last counts', { visit: false }, async ({ page, url }) => {
  await page.addInitScript(slowFiles);
  await page.goto(url);
  await signIn(page);
  await transfer(page, 'drop', { files: [{ ...goodBytes, name: 'slow.csv' }] });
  const [, refused] = bad[2];
  await transfer(page, 'drop', { files: [refused] });
  const isRefused = ({ state }) => state === 'refused';
  const { alert } = await waitForStatus(page, isRefused, 'the second file to be refused');
  await page.evaluate(() => window.releaseSlowFiles());
  await frames(page, 20); // more than the reading takes
  const { state, files, alert: still } = await statusOf(page);
  assert.deepEqual([state, files, still], ['refused', 1, alert]);
  await transfer(page, 'paste', { text: '' }); // nothing is no offer
  await transfer(page, 'drop', { files: [goodBytes] });
  await waitForStatus(page, (status) => status.state === 'result', 'a third file to be read');
});

story('dark ink on white is classified with a warning, inverted with a click', async ({ page }) => {
  await signIn(page);
  const status = await choose(page, darkOnWhite);
  assert.equal(status.state, 'result');
  assert.match(status.warning, /dark ink on white/);
  await page.click('[data-control="invert"]');
  const inverted = await waitForStatus(page, ({ result }) => result.inverted, 'the inversion');
  assert.equal(inverted.warning, '');
  assert.equal(inverted.result.pixels[0], 0);
});

for (const view of ['canvas', 'reader']) {
  story(`a digit can be downloaded and is accepted again, ${view}`, async ({ page, problems }) => {
    await signIn(page);
    if (view === 'reader') await page.click('#reader-view');
    await choose(page, goodUnits);
    const { pixels } = (await statusOf(page)).result;
    const button =
      view === 'reader'
        ? page.getByRole('button', { name: 'Save as CSV' })
        : page.locator('#controls [data-control="download"]');
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    assert.equal(download.suggestedFilename(), 'digit.csv');
    const content = await readFile(await download.path(), 'utf8');
    const rows = content
      .trimEnd()
      .split('\n')
      .map((row) => row.split(',').map(Number));
    assert.equal(rows.length, 28);
    assert.deepEqual(rows.flat(), pixels);
    assert.equal((await statusOf(page)).state, 'result', 'the result stays');
    await page.click('#start-over');
    await waitForStatus(page, ({ state }) => state === 'ready');
    const again = await choose(page, file('digit.csv', content));
    assert.equal(again.result.scale, '0-255');
    assert.deepEqual(again.result.pixels, pixels);
    assert.deepEqual(problems, []);
  });
}

story('what is no digit is classified with a warning', async ({ page }) => {
  await signIn(page);
  const digit = await choose(page, goodBytes);
  assert.equal(digit.warning, '');
  assert.equal(digit.result.unlike, false);
  await page.click('#start-over');
  await waitForStatus(page, ({ state }) => state === 'ready');
  const status = await choose(page, file('letter.csv', csv(letter)));
  assert.equal(status.result.unlike, true);
  assert.match(status.warning, /does not look much like a digit/);
  await page.locator('#result', { hasText: status.warning }).waitFor({ state: 'attached' });
  const doubts = (await page.getAttribute('#result', 'data-novelty')).split(',').map(Number);
  assert.ok(doubts.length === 2 && (doubts[0] + doubts[1]) / 2 > 0.5, `the doubts are ${doubts}`);
});

story('the result says what the networks took', async ({ page }) => {
  await signIn(page);
  const { result } = await choose(page, goodBytes);
  const time = '(under )?\\d+(\\.\\d)?\u202fms';
  assert.match(result.times, new RegExp(`^CNN ${time}, transformer ${time} on this device\\.$`));
  assert.ok(result.cnn.milliseconds >= 0 && result.transformer.milliseconds >= 0);
});

story('a sample digit is one click away', async ({ page }) => {
  await signIn(page);
  await page.locator('#controls [data-control="sample-0"]').click();
  const status = await waitForStatus(page, ({ state }) => state === 'result');
  assert.equal(status.files, 0);
  assert.equal((await shownResult(page)).scale, '0-255');
});

story('the whole way works with the keyboard alone', async ({ page }) => {
  await signIn(page);
  await page.focus('#controls [data-control="sample-0"]');
  await page.keyboard.press('Enter');
  await waitForStatus(page, ({ state }) => state === 'result');
  await page.focus('#start-over');
  await page.keyboard.press(' ');
  await waitForStatus(page, ({ state }) => state === 'ready');
});

story('a file with a hostile name is named as text', async ({ page }) => {
  await signIn(page);
  const status = await choose(page, file('<img src=x onerror=alert(1)>.txt', csv()));
  assert.equal(status.state, 'refused');
  assert.equal(await page.$eval('#alert', (element) => element.children.length), 0);
});

story(
  'the focus follows from the button to the result and back, over the drawn page',
  async ({ page }) => {
    await signIn(page);
    const focused = () => page.evaluate(() => document.activeElement.id);
    await page.focus('#upload');
    await page.setInputFiles('#file', goodBytes);
    await waitForStatus(page, ({ state }) => state === 'result');
    assert.equal(await focused(), 'start-over');
    await page.keyboard.press('Enter');
    await waitForStatus(page, ({ state }) => state === 'ready');
    assert.equal(await focused(), 'upload');
  },
);
