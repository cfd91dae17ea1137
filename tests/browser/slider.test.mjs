// Stories of the slider through the linear network's training, in Chromium,
// against the built and sealed site.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { signIn, story } from './harness.mjs';

const { studies } = JSON.parse(
  readFileSync(new URL('../../weights/report.json', import.meta.url), 'utf8'),
);
const skip = studies?.linear?.learning
  ? false
  : 'the report has no moments of training yet: run `trainer report`';

const slider = '#controls [data-control="learning:moment"]';
const reading = (page) => page.getAttribute(slider, 'aria-valuetext');

story(
  'the moment of training moves with the arrow keys and under the pointer',
  { skip },
  async ({ page, problems }) => {
    await signIn(page);
    assert.match(await reading(page), /^After 99 pictures: /);
    await page.focus(slider);
    await page.keyboard.press('ArrowLeft');
    const earlier = await reading(page);
    assert.match(earlier, /^After \d+ pictures: /);
    assert.doesNotMatch(earlier, /^After 99 pictures/);
    await page.keyboard.press('Home');
    assert.match(await reading(page), /^Before the first picture: /);
    const element = page.locator(slider);
    await element.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await element.boundingBox();
    await page.mouse.move(x + 12, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width - 2, y + height / 2, { steps: 5 });
    await page.mouse.up();
    const last = Number(await element.getAttribute('max'));
    assert.equal(Number(await element.inputValue()), last);
    await page.keyboard.press('ArrowRight');
    assert.equal(Number(await element.inputValue()), last, 'nothing comes after the last');
    assert.deepEqual(problems, []);
  },
);
