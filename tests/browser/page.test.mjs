// Stories of the page as a page: both views, colours, addresses, stillness, a
// lost graphics context, sizes. In Chromium, against the built and sealed site.
import assert from 'node:assert/strict';
import { goodBytes } from './csv_files.mjs';
import { accessibilityProblems, coloursOf, signIn, statusOf, story, waitForStatus } from './harness.mjs';

const frames = (page, count) => page.evaluate((n) => new Promise((done) => {
  const step = () => (n-- > 0 ? requestAnimationFrame(step) : done());
  step();
}), count);

// Waits until the page has drawn what it wanted to draw.
async function settled(page) {
  let last = -1;
  for (let round = 0; round < 50; ++round) {
    const { frames: now } = await statusOf(page);
    if (now === last) return now;
    last = now;
    await frames(page, 20);
  }
  return assert.fail('the page never comes to rest');
}

// How many different colours a part of the window has: 1 = nothing is drawn there.
const colours = async (page, clip) => coloursOf(page, (await page.screenshot({ clip })).toString('base64'));

story('a still page draws no frames', async ({ page }) => {
  await signIn(page);
  const before = await settled(page);
  await frames(page, 60);
  assert.equal((await statusOf(page)).frames, before);
  await page.mouse.wheel(0, 300);
  await frames(page, 5);
  assert.ok((await statusOf(page)).frames > before, 'scrolling draws');
  const after = await settled(page);
  await frames(page, 30);
  assert.equal((await statusOf(page)).frames, after);
});

story('a result comes to rest after its short animation', async ({ page }) => {
  await signIn(page);
  await page.setInputFiles('#file', goodBytes);
  await waitForStatus(page, ({ state }) => state === 'result');
  const rest = await settled(page);
  await frames(page, 30);
  assert.equal((await statusOf(page)).frames, rest);
});

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

story('the colours follow the system until a visitor chooses, and the choice lasts', { colorScheme: 'dark' }, async ({ page }) => {
  await signIn(page);
  assert.equal((await statusOf(page)).theme, 'dark');
  await page.click('#theme');
  assert.equal((await statusOf(page)).theme, 'light');
  await page.reload();
  await waitForStatus(page, (status) => status?.theme === 'light', 'light after the reload');
});

story('without WebGL 2 the Reader view is the page, and classification works', async ({ page, url }) => {
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
  assert.equal((await waitForStatus(page, ({ state }) => state === 'result')).result.cnn.probabilities.length, 10);
});

story('a lost graphics context comes back', async ({ page }) => {
  await signIn(page);
  await settled(page);
  const clip = { x: 0, y: 0, width: 1280, height: 500 };
  const before = await colours(page, clip);
  assert.ok(before > 20, 'something is drawn');
  await page.evaluate(() => new Promise((done) => {
    const canvas = document.querySelector('#canvas');
    const extension = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
    canvas.addEventListener('webglcontextrestored', done, { once: true });
    canvas.addEventListener('webglcontextlost', () => setTimeout(() => extension.restoreContext()), { once: true });
    extension.loseContext();
  }));
  await settled(page);
  assert.equal(await colours(page, clip), before);
});

for (const [width, height, deviceScaleFactor] of [[390, 844, 3], [1280, 800, 1.25], [1920, 1080, 1.5]]) {
  story(`the canvas has the window's device pixels at ${width} px and density ${deviceScaleFactor}`,
    { viewport: { width, height }, deviceScaleFactor }, async ({ page }) => {
      await signIn(page);
      const [pixels, css, ratio, overflow] = await page.$eval('#canvas', (canvas) => [
        canvas.width, canvas.clientWidth, devicePixelRatio, document.documentElement.scrollWidth - document.documentElement.clientWidth]);
      assert.ok(Math.abs(pixels - css * ratio) < 1, `${pixels} pixels for ${css} × ${ratio}`);
      assert.equal(overflow, 0, 'nothing sticks out sideways');
    });
}

for (const colorScheme of ['light', 'dark']) story(`axe finds nothing, in either view, before and after a result, ${colorScheme}`, { colorScheme }, async ({ page }) => {
  await signIn(page);
  for (const view of ['canvas', 'reader']) {
    assert.equal((await statusOf(page)).view, view);
    assert.deepEqual(await accessibilityProblems(page), [], view);
    await page.setInputFiles('#file', goodBytes);
    await waitForStatus(page, ({ state }) => state === 'result');
    await page.waitForFunction(() => document.querySelector('#result').textContent !== '');
    assert.deepEqual(await accessibilityProblems(page), [], `${view}, with a result`);
    await page.click('#start-over');
    await waitForStatus(page, ({ state }) => state === 'ready');
    if (view === 'canvas') await page.click('#reader-view');
  }
});

story('signing out forgets everything', async ({ page }) => {
  await signIn(page);
  await page.click('#sign-out');
  await page.waitForSelector('#sign-in');
  assert.equal(await statusOf(page), null);
  await page.reload();
  await page.waitForSelector('#sign-in');
  assert.equal(await page.locator('#reader').count(), 0);
});
