// Stories of pictures in "Try a digit", in Chromium: chosen, dropped, pasted; one digit, a page of
// them, none; what cannot be decoded; the way from a frame to its result and back.
import assert from 'node:assert/strict';
import { goodBytes } from './csv_files.mjs';
import {
  accessibilityProblems,
  control,
  settled,
  signIn,
  statusOf,
  story,
  transfer,
  waitForStatus,
} from './harness.mjs';
import { heic, pdf, pictureOf } from './pictures.mjs';

const isOver = ({ state }) => state === 'result' || state === 'refused';

async function choose(page, files, input = '#picture') {
  await page.setInputFiles(input, files);
  return waitForStatus(page, isOver, 'the picture to be read');
}

// A control of the drawn page, or the Reader view's own.
const shown = (page, id) =>
  page.locator(`${control(id)}, [data-action="${id}"]`).filter({ visible: true });

const digitsOf = (page) =>
  page.$eval('#result', ({ dataset }) => [dataset.cnnDigits, dataset.transformerDigits]);

async function startOver(page) {
  await page.click('#start-over');
  await waitForStatus(page, ({ state }) => state === 'ready');
}

for (const view of ['canvas', 'reader'])
  story(`a picture with a row is framed and read in order, ${view}`, async (visit) => {
    const { page, problems } = visit;
    await signIn(page);
    if (view === 'reader') await page.click('#reader-view');
    const status = await choose(page, await pictureOf(page, ['3172']));
    assert.equal(status.state, 'result', status.alert);
    assert.equal(status.files, 1);
    assert.deepEqual(await digitsOf(page), ['3,1,7,2', '3,1,7,2']);
    assert.equal(await page.getAttribute('#result', 'data-source'), 'picture');
    for (const gone of ['#upload', '#upload-help', '#file', '#picture', '#picture-upload', '#draw'])
      assert.equal(await page.locator(gone).count(), 0, gone);
    assert.match(await page.textContent('#result'), /4 digits found/);
    const frame = shown(page, 'frame-2');
    await frame.click();
    const { result } = await waitForStatus(page, (now) => now.result !== null, 'the digit to open');
    assert.equal(result.cnn.digit, 7);
    assert.equal(result.source, 'picture');
    await shown(page, 'back-to-all').click();
    await waitForStatus(page, (now) => now.result === null, 'the picture again');
    await shown(page, 'row-0').click();
    await waitForStatus(page, (now) => now.result?.cnn.digit === 3, 'the first row to open');
    await page.keyboard.press('Escape');
    await waitForStatus(page, (now) => now.result === null, 'the picture after Esc');
    await shown(page, 'row-1').click();
    await waitForStatus(page, (now) => now.result?.cnn.digit === 1, 'the second row to open');
    await page.goBack();
    await waitForStatus(page, (now) => now.result === null, 'the picture after going back');
    await startOver(page);
    assert.equal(await page.locator('#picture').count(), 1);
    assert.deepEqual(problems, []);
  });

story('a page in several lines and in bad light is read in reading order', async ({ page }) => {
  await signIn(page);
  const chosen = await pictureOf(page, ['314', '2718', '90'], { light: true, scale: 4 });
  const status = await choose(page, chosen);
  assert.equal(status.state, 'result', status.alert);
  const [cnn] = await digitsOf(page);
  assert.equal(cnn, '3,1,4,2,7,1,8,9,0');
  const table = page.locator('#reader .batch tbody tr');
  assert.equal(await table.count(), 9);
});

story('one digit alone goes straight to its result, with the picture beside it', async (visit) => {
  const { page, problems } = visit;
  await signIn(page);
  const status = await choose(page, await pictureOf(page, ['7']));
  assert.equal(status.state, 'result', status.alert);
  assert.equal(status.result.cnn.digit, 7);
  assert.equal(status.result.source, 'picture');
  assert.equal(await page.getAttribute('#result', 'data-cnn'), '7');
  assert.equal(await page.locator(control('back-to-all')).count(), 0);
  assert.equal(await page.locator('#reader .framed.small .frame').count(), 1);
  await page.keyboard.press('Escape');
  assert.equal((await statusOf(page)).state, 'result', 'there is nothing to go back to');
  await startOver(page);
  assert.deepEqual(problems, []);
});

story('pictures come by drop, by paste, and in every format of the browser', async ({ page }) => {
  await signIn(page);
  for (const [kind, type, name] of [
    ['drop', 'image/jpeg', 'photo.jpg'],
    ['paste', 'image/png', 'image.png'],
    ['drop', 'image/webp', 'photo.webp'],
  ]) {
    const chosen = await pictureOf(page, ['58'], { type, name });
    await transfer(page, kind, { files: [chosen] });
    const status = await waitForStatus(page, isOver, `${name} by ${kind}`);
    assert.equal(status.state, 'result', `${name}: ${status.alert}`);
    assert.deepEqual(await digitsOf(page), ['5,8', '5,8'], name);
    await startOver(page);
  }
  assert.equal((await statusOf(page)).files, 3);
});

story('a photograph is turned upright as the camera noted it', async ({ page }) => {
  await signIn(page);
  const chosen = await pictureOf(page, ['274'], { type: 'image/jpeg', turned: true });
  const status = await choose(page, { ...chosen, name: 'turned.jpg' });
  assert.equal(status.state, 'result', status.alert);
  assert.deepEqual(await digitsOf(page), ['2,7,4', '2,7,4']);
});

story('a large photograph is reduced before it is read', async ({ page }) => {
  await signIn(page);
  const chosen = await pictureOf(page, ['385', '206'], { scale: 36, name: 'large.png' });
  const noise = Buffer.alloc(1200 * 1024); // as heavy as a photograph: after PNG's end it may lie
  const heavy = { ...chosen, buffer: Buffer.concat([chosen.buffer, noise]) };
  const status = await choose(page, heavy);
  assert.equal(status.state, 'result', status.alert);
  assert.deepEqual(await digitsOf(page), ['3,8,5,2,0,6', '3,8,5,2,0,6']);
});

story('what is no picture, or holds no digit, is refused by what it is', async (visit) => {
  const { page, problems } = visit;
  await signIn(page);
  const empty = await pictureOf(page, [''], { name: 'empty.png' });
  for (const [chosen, says] of [
    [heic, /HEIC/],
    [pdf, /PDF/],
    [empty, /No digit was found on empty\.png/],
  ]) {
    const { state, alert } = await choose(page, chosen);
    assert.equal(state, 'refused', chosen.name);
    assert.match(alert, says);
    assert.ok(await page.isVisible('#upload'));
    assert.equal(await page.textContent('#alert'), alert);
    await page.click(control('sample-0')); // so that the next refusal is another one
    await waitForStatus(page, (now) => now.state === 'result');
    await startOver(page);
  }
  assert.deepEqual(problems, []);
});

story(
  'a picture offered as CSV is told where pictures go, and a CSV as picture read',
  async (v) => {
    const { page } = v;
    await signIn(page);
    const png = await pictureOf(page, ['7'], { name: 'digit.csv' });
    const refused = await choose(page, png, '#file');
    assert.equal(refused.state, 'refused');
    assert.match(refused.alert, /PNG image, not a CSV.*Choose a picture/);
    await page.setInputFiles('#picture', goodBytes);
    const read = await waitForStatus(page, ({ state }) => state === 'result');
    assert.equal(read.result.source, 'csv');
  },
);

story(
  'a table copied in a spreadsheet is its text, not the picture beside it',
  async ({ page }) => {
    await signIn(page);
    const picture = await pictureOf(page, ['7'], { name: 'image.png' });
    const text = goodBytes.buffer.toString('utf8').replaceAll(',', '\t');
    await transfer(page, 'paste', { files: [picture], text });
    const { result } = await waitForStatus(page, ({ state }) => state === 'result');
    assert.equal(result.source, 'csv');
  },
);

story(
  'the digits can be copied in order',
  { permissions: ['clipboard-read', 'clipboard-write'] },
  async ({ page }) => {
    await signIn(page);
    await choose(page, await pictureOf(page, ['31', '72']));
    await shown(page, 'copy-digits').click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '31\n72');
  },
);

for (const [width, colorScheme] of [
  [320, 'light'],
  [390, 'dark'],
  [1280, 'light'],
])
  story(
    `axe finds nothing with frames, in either view, ${width} px, ${colorScheme}`,
    { viewport: { width, height: 800 }, hasTouch: width < 700, colorScheme },
    async ({ page }) => {
      await signIn(page);
      const chosen = await pictureOf(page, ['314', '592']);
      for (const view of ['canvas', 'reader']) {
        if (view === 'reader') await page.click('#reader-view');
        await choose(page, chosen);
        await page.waitForFunction(() => document.querySelector('#result').textContent !== '');
        assert.deepEqual(await accessibilityProblems(page), [], view);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(overflow, 0, `nothing sticks out sideways, ${view}`);
        await startOver(page);
      }
    },
  );

story('the picture comes back after a lost context', async ({ page }) => {
  await signIn(page);
  await choose(page, await pictureOf(page, ['31']));
  await settled(page);
  await page.evaluate(() => {
    const lost = document
      .querySelector('#canvas')
      .getContext('webgl2')
      .getExtension('WEBGL_lose_context');
    lost.loseContext();
    setTimeout(() => lost.restoreContext(), 50);
  });
  const { frames } = await statusOf(page);
  await waitForStatus(page, (now) => now.frames > frames, 'a frame after the context is back');
  assert.deepEqual(await digitsOf(page), ['3,1', '3,1']);
});
