// Stories of the page as a page: both views, colours, addresses and sizes, told in Chromium against
// the built and sealed site.
import assert from 'node:assert/strict';
import { goodBytes } from './csv_files.mjs';
import {
  accessibilityProblems,
  frames,
  signIn,
  statusOf,
  story,
  waitForStatus,
} from './harness.mjs';
import { textIsReady } from './text_layer.mjs';

story('a reload keeps the session and the place', async ({ page }) => {
  await signIn(page);
  await page.evaluate(() => scrollTo(0, 900));
  await page.waitForFunction(() => history.state?.y === 900);
  await page.reload();
  await waitForStatus(page, (status) => status !== null, 'the page after the reload');
  await page.waitForFunction(() => scrollY === 900);
});

story('a link to a section opens there, and back returns', async ({ page, url }) => {
  await page.goto(`${url}#results`);
  await signIn(page);
  const there = await page.evaluate(() => scrollY);
  assert.ok(there > 500, `scrolled to ${there}`);
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForFunction(() => history.state?.y === 0);
  await page.locator('#controls a[href="#data"]').first().click();
  await page.waitForFunction(() => location.hash === '#data' && scrollY > 100);
  await page.goBack();
  await page.waitForFunction(() => scrollY === 0);
});

story('the Reader view is the same article as HTML, with its own upload', async ({ page }) => {
  await signIn(page);
  await page.click('#reader-view');
  assert.equal((await statusOf(page)).view, 'reader');
  assert.equal(await page.isVisible('#canvas'), false);
  assert.ok(await page.isVisible('#reader h1'));
  assert.equal(await page.locator('#upload').count(), 1);
  await page.setInputFiles('#file', goodBytes);
  await waitForStatus(page, ({ state }) => state === 'result');
  assert.equal(await page.locator('#reader .opinion tr').count(), 20);
  assert.equal(await page.locator('#upload').count(), 0);
  assert.match(await page.innerText('#result'), /network/);
  await page.click('#start-over');
  await page.waitForSelector('#upload');
  const drawn = (await statusOf(page)).frames;
  await page.mouse.wheel(0, 500);
  await frames(page, 10);
  assert.equal((await statusOf(page)).frames, drawn, 'nothing is drawn behind the Reader view');
  await page.click('#reader-view');
  assert.ok(await page.isVisible('#canvas'));
  assert.equal((await statusOf(page)).view, 'canvas');
});

story(
  'the colours follow the system until a visitor chooses, and the choice lasts',
  { colorScheme: 'dark' },
  async ({ page }) => {
    await signIn(page);
    assert.equal((await statusOf(page)).theme, 'dark');
    await page.click('#theme');
    assert.equal((await statusOf(page)).theme, 'light');
    await page.reload();
    await waitForStatus(page, (status) => status?.theme === 'light', 'light after the reload');
  },
);

story(
  'without WebGL 2 the Reader view is the page, and classification works',
  async ({ page, url }) => {
    await page.addInitScript(() => {
      const { getContext } = HTMLCanvasElement.prototype;
      HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        return kind.startsWith('webgl') ? null : getContext.call(this, kind, ...rest);
      };
    });
    await page.goto(url);
    await signIn(page);
    assert.equal((await statusOf(page)).view, 'reader');
    assert.ok(await page.isVisible('#reader h1'));
    assert.equal(await page.isVisible('#reader-view'), false);
    await page.locator('#reader [data-control="sample-0"]').click();
    assert.equal(
      (await waitForStatus(page, ({ state }) => state === 'result')).result.cnn.probabilities
        .length,
      10,
    );
  },
);

for (const [width, height, deviceScaleFactor] of [
  [390, 844, 3],
  [1280, 800, 1.25],
  [1920, 1080, 1.5],
]) {
  story(
    `the canvas has the window's device pixels at ${width} px and density ${deviceScaleFactor}`,
    { viewport: { width, height }, deviceScaleFactor },
    async ({ page }) => {
      await signIn(page);
      const [pixels, css, ratio, overflow] = await page.$eval('#canvas', (canvas) => [
        canvas.width,
        canvas.clientWidth,
        devicePixelRatio,
        document.documentElement.scrollWidth - document.documentElement.clientWidth,
      ]);
      assert.ok(Math.abs(pixels - css * ratio) < 1, `${pixels} pixels for ${css} × ${ratio}`);
      assert.equal(overflow, 0, 'nothing sticks out sideways');
    },
  );
}

const devices = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
};
for (const device of ['desktop', 'phone'])
  for (const colorScheme of ['light', 'dark'])
    story(
      `axe finds nothing, in either view, before and after a result, ${device}, ${colorScheme}`,
      { ...devices[device], colorScheme },
      async ({ page }) => {
        await signIn(page);
        for (const view of ['canvas', 'reader']) {
          assert.equal((await statusOf(page)).view, view);
          // Until its words are all there, the text says that it is busy.
          if (view === 'canvas') await textIsReady(page);
          assert.deepEqual(await accessibilityProblems(page), [], view);
          await page.setInputFiles('#file', goodBytes);
          await waitForStatus(page, ({ state }) => state === 'result');
          await page.waitForFunction(() => document.querySelector('#result').textContent !== '');
          assert.deepEqual(await accessibilityProblems(page), [], `${view}, with a result`);
          await page.click('#start-over');
          await waitForStatus(page, ({ state }) => state === 'ready');
          if (view === 'canvas') await page.click('#reader-view');
        }
      },
    );

story('signing out forgets everything', async ({ page }) => {
  await signIn(page);
  await page.click('#sign-out');
  await page.waitForSelector('#sign-in');
  assert.equal(await statusOf(page), null);
  await page.reload();
  await page.waitForSelector('#sign-in');
  assert.equal(await page.locator('#reader').count(), 0);
});
