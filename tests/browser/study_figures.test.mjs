// Stories of the figures that show measurements: they answer the pointer, keep
// what was pressed, rest afterwards, and hand their digits to "Try a digit".
import assert from 'node:assert/strict';
import { atRest, control, picture, scrollTo, signIn, story, waitForStatus } from './harness.mjs';

const nowhere = (page) => page.mouse.move(2, 2);

async function pictureAtRest(page) {
  await atRest(page);
  return picture(page);
}

async function shownAt(page, anchor, id) {
  await signIn(page);
  await scrollTo(page, anchor);
  await page.locator(control(id)).scrollIntoViewIfNeeded();
  await nowhere(page);
  return pictureAtRest(page);
}

// Figure, what is pointed at, and whether a second press lets it go again.
const answering = [
  ['figure-overfitting', 'figure-overfitting:0', true],
  ['figure-sweep', 'figure-sweep:12', true],
  ['size', 'size:18082', true],
  ['calibration', 'calibration:2', true],
  ['stress', 'stress:4', true],
  ['confusion-network-linear', 'confusion-network-linear:35', false],
];

for (const [anchor, id, letsGo] of answering) {
  story(`${anchor} answers the pointer, and keeps what was pressed`, async ({ page, problems }) => {
    const still = await shownAt(page, anchor, id);
    await page.hover(control(id));
    assert.notEqual(await pictureAtRest(page), still, 'nothing is shown under the pointer');
    await nowhere(page);
    assert.equal(
      await pictureAtRest(page),
      still,
      'what the pointer showed stays when it has left',
    );
    await page.focus(control(id));
    await page.keyboard.press('Enter');
    const pressed = await pictureAtRest(page);
    await page.keyboard.press('Enter');
    const again = await pictureAtRest(page);
    assert.equal(again !== pressed, letsGo, 'a second press');
    assert.deepEqual(problems, []);
  });
}

story('the training curves read out the epoch under the pointer', async ({ page }) => {
  await signIn(page);
  await scrollTo(page, 'curves');
  await nowhere(page);
  const still = await pictureAtRest(page);
  await page.mouse.move(640, 200);
  const first = await pictureAtRest(page);
  assert.notEqual(first, still);
  await page.mouse.move(760, 200);
  assert.notEqual(await pictureAtRest(page), first, 'another epoch');
});

story('a gallery opens to its last digit, and a digit of it can be tried', async ({ page }) => {
  await signIn(page);
  await scrollTo(page, 'gallery-set-transformer-wrong');
  const digits = page.locator('[data-control^="gallery-set-transformer-wrong:digit:"]');
  const few = await digits.count();
  await page.focus(control('gallery-set-transformer-wrong:more'));
  await page.keyboard.press('Enter');
  await page.waitForFunction(
    (count) =>
      document.querySelectorAll('[data-control^="gallery-set-transformer-wrong:digit:"]').length >
      count,
    few,
  );
  const label = await digits.last().getAttribute('aria-label');
  const [, cnn, transformer] = label.match(/CNN (\d) .*Transformer (\d) /).map(Number);
  await digits.last().focus();
  await page.keyboard.press('Enter');
  await page.locator(control('gallery-set-transformer-wrong:try')).focus();
  await page.keyboard.press('Enter');
  const { result } = await waitForStatus(page, ({ state }) => state === 'result');
  assert.deepEqual([result.cnn.digit, result.transformer.digit], [cnn, transformer], label);
});
