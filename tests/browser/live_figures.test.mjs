// Stories of the figures that explain one digit: they follow the digit that was
// tried, answer the mouse and the keyboard, rest when they are done, and are
// tables in the Reader view.
import assert from 'node:assert/strict';
import { goodBytes } from './csv_files.mjs';
import { atRest, control, picture, scrollTo, signIn, story, waitForStatus } from './harness.mjs';

const label = (page, id) => page.locator(control(id)).getAttribute('aria-label');

story('the way from a result leads to figures of that very digit', async ({ page, problems }) => {
  await signIn(page);
  assert.equal(await label(page, 'attention:choose:0'), 'Show a 0');
  await page.setInputFiles('#file', goodBytes);
  await waitForStatus(page, ({ state }) => state === 'result');
  assert.equal(await label(page, 'attention:choose:0'), 'Show your digit');
  await page.click(control('explain-attention'));
  await page.waitForFunction(() => location.hash === '#attention');
  const distance = () =>
    page.evaluate(() =>
      Math.abs(
        scrollY - JSON.parse(window.secondOpinion.anchors()).find(({ id }) => id === 'attention').y,
      ),
    );
  assert.ok((await distance()) < 4, 'the page went there');
  await page.goBack();
  await page.waitForFunction(() => location.hash !== '#attention');
  assert.deepEqual(problems, []);
});

story(
  'the occlusion map is worked out in sight of the reader, answers, and rests',
  async ({ page }) => {
    await signIn(page);
    await scrollTo(page, 'occlusion');
    await page.locator(control('occlusion:hide:24')).waitFor();
    await atRest(page);
    const still = await picture(page);
    await page.hover(control('occlusion:hide:24'));
    await atRest(page);
    const hovered = await picture(page);
    assert.notEqual(hovered, still, 'a piece is hidden under the pointer');
    await page.mouse.move(2, 2);
    await page.focus(control('occlusion:hide:24'));
    await page.keyboard.press('ArrowRight');
    assert.equal(
      await page.evaluate(() => document.activeElement.dataset.control),
      'occlusion:hide:25',
    );
    await page.keyboard.press('Enter');
    await atRest(page);
    assert.notEqual(await picture(page), still, 'a piece is hidden from the keyboard');
  },
);

story(
  'one tab stop leads into the feature maps, and a press chooses one',
  { reducedMotion: 'reduce' },
  async ({ page }) => {
    await signIn(page);
    await scrollTo(page, 'feature-maps');
    const stops = (group) =>
      page.locator(`[data-control^="feature-maps:${group}:"]:not([tabindex="-1"])`).count();
    for (const group of ['choose', 'stage', 'map']) assert.equal(await stops(group), 1, group);
    await page.focus(control('feature-maps:stage:0'));
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const last = await page.evaluate(() => document.activeElement.dataset.control);
    await atRest(page);
    const maps = await page.locator('[data-control^="feature-maps:map:"]').count();
    assert.ok(maps > 16, `${last} has ${maps} maps`);
  },
);

const EXPLAINING = ['feature-maps', 'attention', 'occlusion'];
const rowsOf = (page, id) => page.locator(`#reader figure#${id} tbody tr`).count();
const allTablesAreThere = (page) =>
  page.waitForFunction(
    (ids) =>
      ids.every((id) => document.querySelectorAll(`#reader figure#${id} tbody tr`).length >= 2),
    EXPLAINING,
  );

story('the Reader view works out a table for each of them when it is opened', async ({ page }) => {
  await signIn(page);
  for (const id of EXPLAINING) {
    assert.equal(await rowsOf(page, id), 0, `${id} costs the start nothing`);
    assert.match(
      await page.locator(`#reader figure#${id}`).textContent(),
      /The digit looked at is a 9/,
    );
  }
  await page.click('#reader-view');
  await allTablesAreThere(page);
});

story('on paper the tables are there without the Reader view', async ({ page }) => {
  await signIn(page);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  for (const id of EXPLAINING) assert.ok((await rowsOf(page, id)) >= 2, id);
});

story('the Reader view explains the digit that was tried', async ({ page }) => {
  await signIn(page);
  await page.click('#reader-view');
  const text = (id) => page.locator(`#reader figure#${id}`).innerText();
  assert.match(await text('occlusion'), /The digit looked at is a 9/);
  await page.setInputFiles('#file', goodBytes);
  for (const id of ['feature-maps', 'attention', 'occlusion']) {
    await page.waitForFunction(
      (wanted) =>
        document.querySelector(`#reader figure#${wanted}`).innerText.includes('your digit'),
      id,
    );
    assert.equal(
      await page.locator(`#reader figure#${id} figcaption`).count(),
      1,
      'the caption stays',
    );
  }
});
