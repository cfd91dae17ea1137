// Stories of the drawing pad, in Chromium, against the built and sealed site: drawn and in the
// Reader view, by mouse, finger, pen and keys.
import assert from 'node:assert/strict';
import {
  accessibilityProblems,
  frames,
  scrollTo,
  settled,
  signIn,
  statusOf,
  story,
  waitForStatus,
} from './harness.mjs';
import { DIGITS, drawWithFinger, drawWithMouse, fingerOf, placesOnPad } from './pad.mjs';

const count = (page, selector) => page.locator(selector).count();
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

async function openPad(page, { reader = false } = {}) {
  await signIn(page);
  if (reader) await page.click('#reader-view');
  else await scrollTo(page, 'try');
  await page.click('#draw');
  await waitForStatus(page, ({ state }) => state === 'drawing', 'the open pad');
  await settled(page);
}

const opinion = (page, strokes) =>
  waitForStatus(
    page,
    ({ drawing }) => drawing?.strokes === strokes && !drawing.behind,
    `opinions on ${strokes} strokes`,
  ).then(({ drawing }) => drawing);

for (const [where, options, view] of [
  ['drawn', {}, {}],
  ['in the Reader view', {}, { reader: true }],
  ['at 320 px', { viewport: { width: 320, height: 700 } }, {}],
]) {
  story(`a digit by mouse, ${where}: live opinions, then the result`, options, async (visit) => {
    const { page, problems } = visit;
    await openPad(page, view);
    for (const gone of ['#upload', '#upload-help', '#file', '#picture-upload', '#draw']) {
      assert.equal(await count(page, gone), 0, gone);
    }
    const { width, height } = await page.locator('#pad').boundingBox();
    assert.ok(width >= 280 && Math.abs(width - height) < 1, `${width} × ${height}`);
    assert.deepEqual((await statusOf(page)).drawing.cnn, null);
    for (const [digit, strokes] of Object.entries(DIGITS)) {
      await drawWithMouse(page, strokes);
      const { cnn, transformer } = await opinion(page, strokes.length);
      assert.deepEqual([cnn, transformer], [Number(digit), Number(digit)]);
      await page.click('#pad-clear');
      await opinion(page, 0);
    }
    await drawWithMouse(page, DIGITS[7]);
    await page.click('#pad-finish');
    const { state, result } = await waitForStatus(page, (status) => status.result);
    assert.equal(state, 'result');
    assert.equal(result.cnn.digit, 7);
    const data = await page.$eval('#result', (element) => ({ ...element.dataset }));
    assert.equal(data.source, 'drawing');
    assert.equal(data.cnn, '7');
    assert.equal(await count(page, '#pad'), 0);
    await page.click('#start-over');
    await waitForStatus(page, (status) => status.state === 'ready');
    for (const back of ['#upload', '#upload-help', '#file', '#draw', '#picture-upload']) {
      assert.equal(await count(page, back), 1, back);
    }
    assert.deepEqual(problems, []);
  });
}

for (const reader of [false, true]) {
  const where = reader ? 'in the Reader view' : 'drawn';
  story(
    `a finger's stroke holds on the pad while the page stays, ${where}`,
    phone,
    async (visit) => {
      const { page } = visit;
      await openPad(page, { reader });
      await page.locator('#pad').evaluate((pad) => pad.scrollIntoView({ block: 'center' }));
      await settled(page);
      const before = await page.evaluate(() => scrollY);
      await drawWithFinger(page, [DIGITS[1][0].slice().reverse()]);
      const { cnn } = await opinion(page, 1);
      assert.equal(cnn, 1);
      assert.equal(await page.evaluate(() => scrollY), before, 'the page has not moved');
      // Beside the pad the same movement scrolls.
      const finger = await fingerOf(page);
      const { y, height } = await page.locator('#pad').boundingBox();
      await finger.down({ x: 6, y: y + height * 0.8 });
      for (let i = 1; i <= 12; ++i) await finger.move({ x: 6, y: y + height * 0.8 - 15 * i });
      await finger.up();
      await page.waitForFunction((from) => scrollY > from + 50, before);
      assert.equal((await statusOf(page)).drawing.strokes, 1);
    },
  );
}

story(
  'a second finger leaves no ink, and neither does a hand beside the pen',
  phone,
  async (visit) => {
    const { page } = visit;
    await openPad(page);
    const finger = await fingerOf(page);
    const onPad = await placesOnPad(page);
    const [a, b, c] = [
      [0.3, 0.3],
      [0.3, 0.7],
      [0.8, 0.5],
    ].map(onPad);
    await finger.down(a);
    await finger.down(a, c);
    await finger.move(b, { x: c.x, y: c.y + 40 });
    await finger.up();
    assert.equal((await opinion(page, 1)).strokes, 1);
    // Playwright has no pen: the events as a browser sends them.
    await page.click('#pad-clear');
    await page.evaluate(() => {
      const pad = document.querySelector('#pad');
      const { left, top, width } = pad.getBoundingClientRect();
      pad.setPointerCapture = () => {};
      const send = (type, pointerType, pointerId, x, y, pressure = 0) =>
        pad.dispatchEvent(
          new PointerEvent(type, {
            pointerType,
            pointerId,
            pressure,
            bubbles: true,
            cancelable: true,
            clientX: left + x * width,
            clientY: top + y * width,
          }),
        );
      send('pointerdown', 'touch', 21, 0.9, 0.9); // the hand comes down first
      send('pointermove', 'touch', 21, 0.8, 0.9);
      send('pointerdown', 'pen', 22, 0.5, 0.2, 0.3);
      send('pointermove', 'touch', 21, 0.7, 0.9);
      for (let i = 1; i <= 10; ++i)
        send('pointermove', 'pen', 22, 0.5, 0.2 + 0.06 * i, 0.3 + 0.05 * i);
      send('pointerup', 'touch', 21, 0.7, 0.9);
      send('pointerup', 'pen', 22, 0.5, 0.8);
      send('pointerdown', 'touch', 23, 0.9, 0.9); // and rests a little longer
    });
    const { cnn } = await opinion(page, 1);
    assert.equal(cnn, 1);
  },
);

for (const reader of [false, true]) {
  const where = reader ? 'in the Reader view' : 'drawn';
  story(`keys draw, undo, bring back and close, ${where}`, async ({ page }) => {
    await openPad(page, { reader });
    assert.equal(await page.evaluate(() => document.activeElement.id), 'pad');
    const y = await page.evaluate(() => scrollY);
    const press = async (key, times = 1) => {
      for (let i = 0; i < times; ++i) await page.keyboard.press(key);
    };
    await press('ArrowUp', 11);
    await press('Space');
    await press('ArrowDown', 20);
    await press('Space');
    assert.equal((await opinion(page, 1)).cnn, 1);
    assert.equal(await page.evaluate(() => scrollY), y, 'the page does not scroll');
    await press('Control+z');
    await opinion(page, 0);
    await press('Control+Shift+z');
    await opinion(page, 1);
    await press('Tab');
    await press('Control+z'); // on the pad's buttons as well
    await opinion(page, 0);
    await press('Control+y');
    await opinion(page, 1);
    await page.waitForFunction(() =>
      /Both networks read/.test(document.querySelector('.spoken').textContent),
    );
    await press('Escape');
    await waitForStatus(page, ({ state }) => state === 'ready', 'the closed pad');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'draw');
    await press('Enter');
    await waitForStatus(page, ({ state }) => state === 'drawing');
    await press('Space', 2); // a dot
    await opinion(page, 1);
    await press('Enter');
    await waitForStatus(page, ({ state }) => state === 'result', 'the result after Enter');
  });
}

story('Undo, redo and clear take back and bring back', async ({ page }) => {
  await openPad(page);
  await drawWithMouse(page, DIGITS[4]);
  await opinion(page, 2);
  await page.click('#pad-undo');
  await opinion(page, 1);
  await page.click('#pad-redo');
  assert.equal((await opinion(page, 2)).cnn, 4);
  await page.click('#pad-clear');
  await opinion(page, 0);
  await page.click('#pad-undo');
  assert.equal((await opinion(page, 2)).cnn, 4);
});

story('Back closes the pad where one was, and so do Esc and Start over', async ({ page }) => {
  await openPad(page);
  const entries = () => page.evaluate(() => history.length);
  const before = await entries();
  const y = await page.evaluate(() => scrollY);
  await page.goBack();
  await waitForStatus(page, ({ state }) => state === 'ready', 'closed by Back');
  assert.ok(Math.abs((await page.evaluate(() => scrollY)) - y) < 2);
  for (const close of [() => page.keyboard.press('Escape'), () => page.click('#start-over')]) {
    await page.click('#draw');
    await waitForStatus(page, ({ state }) => state === 'drawing');
    await close();
    await waitForStatus(page, ({ state }) => state === 'ready');
    await page.waitForFunction(() => !history.state?.pad);
  }
  assert.equal(await entries(), before, 'no entry is left behind for each visit to the pad');
});

for (const [name, options] of [
  ['light', {}],
  ['dark, a phone', { ...phone, colorScheme: 'dark' }],
  ['reduced motion', { reducedMotion: 'reduce' }],
]) {
  story(`axe finds nothing beside the open pad, ${name}`, options, async ({ page }) => {
    await openPad(page);
    await drawWithMouse(page, DIGITS[2]);
    await opinion(page, 1);
    assert.deepEqual(await accessibilityProblems(page), []);
    await page.click('#reader-view');
    await frames(page, 5);
    assert.equal((await statusOf(page)).state, 'drawing', 'the drawing outlives a change of view');
    assert.deepEqual(await accessibilityProblems(page), []);
  });
}

story('a still pad draws nothing', async ({ page }) => {
  await openPad(page);
  await drawWithMouse(page, DIGITS[2]);
  const before = await settled(page);
  await frames(page, 30);
  assert.equal((await statusOf(page)).frames, before);
});
