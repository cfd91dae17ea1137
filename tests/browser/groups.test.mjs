// Stories of controls that share one stop of the Tab key, in Chromium, against
// the built and sealed site.
import assert from 'node:assert/strict';
import { signIn, story } from './harness.mjs';

const focused = (page) =>
  page.evaluate(() => document.activeElement.dataset.control ?? document.activeElement.id);
const stops = (page, prefix) =>
  page.$$eval(`#controls [data-control^="${prefix}"]`, (all) =>
    all.filter((element) => element.tabIndex === 0).map((element) => element.dataset.control),
  );

// The first confusion matrix of the page, whatever it is called.
async function firstCell(page) {
  const id = await page.$$eval('#controls [data-control]', (all) =>
    all
      .map((element) => element.dataset.control)
      .find((control) => /^[\w-]*confusion[\w-]*:\d+$/.test(control)),
  );
  assert.ok(id, 'there is a confusion matrix');
  return id;
}

story(
  'a confusion matrix is one tab stop, walked with the arrow keys',
  async ({ page, problems }) => {
    await signIn(page);
    const first = await firstCell(page);
    const figure = `${first.split(':')[0]}:`;
    assert.deepEqual(await stops(page, figure), [first]);
    await page.focus(`[data-control="${first}"]`);
    await page.keyboard.press('ArrowRight');
    const second = await focused(page);
    assert.notEqual(second, first);
    assert.ok(second.startsWith(figure));
    assert.deepEqual(await stops(page, figure), [second], 'Tab comes back to where one was');
    await page.keyboard.press('ArrowDown');
    const below = await focused(page);
    const row = (id) => Math.floor(Number(id.split(':')[1]) / 10);
    assert.ok(row(below) > row(second), `${below} lies below ${second}`);
    await page.keyboard.press('Control+Home');
    assert.equal(await focused(page), first);
    await page.keyboard.press('ArrowLeft');
    assert.equal(await focused(page), first, 'nothing lies before the first');
    await page.keyboard.press('Tab');
    assert.ok(!(await focused(page)).startsWith(figure), 'one Tab leaves the whole matrix');
    await page.keyboard.press('Shift+Tab');
    assert.equal(await focused(page), first);
    assert.deepEqual(problems, []);
  },
);

story(
  'a digit of a group is pressed with Enter and keeps the focus; its button is the next stop',
  async ({ page }) => {
    await signIn(page);
    const first = await page.$eval(
      '#controls [data-control*=":digit:"]',
      (element) => element.dataset.control,
    );
    const figure = `${first.split(':')[0]}:`;
    assert.deepEqual(
      (await stops(page, figure)).filter((id) => id.includes(':digit:')),
      [first],
    );
    await page.focus(`[data-control="${first}"]`);
    await page.keyboard.press('ArrowRight');
    const digit = await focused(page);
    assert.notEqual(digit, first);
    await page.keyboard.press('Enter');
    await page.waitForSelector(`#controls [data-control="${figure}try"]`);
    assert.equal(await focused(page), digit);
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), `${figure}try`);
  },
);

story('what the arrow keys do is said once, on the way in', async ({ page }) => {
  await signIn(page);
  const first = await firstCell(page);
  const described = () =>
    page.$$eval('#controls [aria-describedby="group-help"]', (all) =>
      all.map((element) => element.dataset.control),
    );
  assert.ok((await described()).includes(first));
  await page.focus(`[data-control="${first}"]`);
  await page.keyboard.press('ArrowRight');
  const inside = await focused(page);
  assert.ok(!(await described()).includes(inside));
  await page.focus('#theme');
  await page.waitForFunction(
    (id) => document.querySelector(`[data-control="${id}"]`).hasAttribute('aria-describedby'),
    inside,
  );
});
