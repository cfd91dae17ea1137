// Stories of finding one's way: addresses, history, the drawer with the
// sections. In Chromium, against the built and sealed site.
import assert from 'node:assert/strict';
import { accessibilityProblems, signIn, story, waitForStatus } from './harness.mjs';

const place = (page) => page.evaluate(() => [location.hash, Math.round(scrollY)]);
const headings = (page) =>
  page.$$eval('#reader :is(h1, h2, h3, figure)[id]', (all) => all.map(({ id }) => id));

// Types an address into the bar of the open page and waits until it is there.
async function visit(page, id) {
  await page.evaluate(
    (hash) =>
      new Promise((done) => {
        addEventListener('hashchange', () => requestAnimationFrame(() => done()), { once: true });
        location.hash = hash;
      }),
    id,
  );
}

const scrollAndSettle = async (page, y) => {
  await page.evaluate((top) => scrollTo(0, top), y);
  await page.waitForFunction(
    () => history.state?.y === Math.round(scrollY) || history.state?.y === scrollY,
  );
};

for (const view of ['canvas', 'reader']) {
  story(
    `every heading and figure has an address that works on the open page, ${view}`,
    async ({ page }) => {
      await signIn(page);
      if (view === 'reader') await page.click('#reader-view');
      const ids = (await headings(page)).slice(1); // above them all is the title
      assert.ok(ids.length > 25, `${ids.length} addresses`);
      let last = 0;
      for (const id of ids) {
        await visit(page, id);
        const [hash, y] = await place(page);
        assert.equal(hash, `#${id}`);
        const end = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
        assert.ok(y > last || y >= end - 1, `#${id} lies at ${y}, after ${last}`);
        last = y;
      }
      await page.waitForFunction((id) => history.state && location.hash === `#${id}`, ids.at(-1));
    },
  );
}

story('an address of nowhere opens the top', async ({ page, url, problems }) => {
  await page.goto(`${url}#%E0%A4%A`);
  await signIn(page);
  assert.equal(await page.evaluate(() => scrollY), 0);
  assert.deepEqual(problems, []);
});

story(
  'back and forward return to the places that were left, and a reload to the last one',
  async ({ page }) => {
    await signIn(page);
    await scrollAndSettle(page, 700);
    await page.locator('#controls a[href="#results"]').first().click();
    await page.waitForFunction(() => location.hash === '#results' && history.state?.y > 1000);
    const [, results] = await place(page);
    await scrollAndSettle(page, results + 150);
    await page.locator('#controls a[href="#limit"]').first().click();
    await page.waitForFunction(() => location.hash === '#limit');
    await page.goBack();
    await page.waitForFunction((y) => Math.round(scrollY) === y, results + 150);
    await page.goBack();
    await page.waitForFunction(() => scrollY === 700);
    await page.goForward();
    await page.waitForFunction((y) => Math.round(scrollY) === y, results + 150);
    await page.reload();
    await waitForStatus(page, (status) => status !== null, 'the page after the reload');
    await page.waitForFunction((y) => Math.round(scrollY) === y, results + 150);
  },
);

story('a turned telephone or a narrower window shows what was being read', async ({ page }) => {
  await signIn(page);
  await visit(page, 'agreement');
  await page.evaluate(() => scrollBy(0, 500));
  await page.waitForFunction(() => history.state);
  const section = () => page.evaluate(() => location.hash);
  for (const [width, height] of [
    [844, 390],
    [390, 844],
    [1280, 800],
  ]) {
    await page.setViewportSize({ width, height });
    await page.waitForFunction(
      (wanted) =>
        Math.abs(document.querySelector('#canvas').clientWidth - wanted) < 20 &&
        history.state?.y === scrollY,
      width,
    );
    assert.match(await section(), /agreement|limit/, `at ${width} px`);
  }
});

story('what was jumped to stays the address until somebody scrolls', async ({ page }) => {
  await signIn(page);
  for (const id of (await headings(page)).slice(1, 8)) {
    await visit(page, id);
    await page.waitForFunction(() => history.state);
    assert.equal((await place(page))[0], `#${id}`);
  }
});

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
const isOpen = (page) => page.$eval('#drawer', (drawer) => drawer.open);
const inDrawer = (page) =>
  page.evaluate(() => document.querySelector('#drawer').contains(document.activeElement));

story(
  'the drawer lists the sections, marks the current one and goes there',
  phone,
  async ({ page, problems }) => {
    await signIn(page);
    const { width, height } = await page.locator('#contents').boundingBox();
    assert.ok(width >= 44 && height >= 44, `${width} × ${height}`);
    assert.equal(await page.textContent('#contents .where'), '');
    await visit(page, 'results');
    await page.evaluate(() => scrollBy(0, -40));
    await page.waitForFunction(
      () => !document.querySelector('#contents').classList.contains('away'),
    );
    await page.tap('#contents');
    assert.ok(await isOpen(page));
    const sections = await page.$$eval('#reader h2', (all) =>
      all.map(({ id, textContent }) => [`#${id}`, textContent]),
    );
    assert.deepEqual(
      await page.$$eval('#drawer a', (all) =>
        all.map((link) => [link.getAttribute('href'), link.textContent]),
      ),
      sections,
    );
    for (const link of await page.locator('#drawer a').all())
      assert.ok((await link.boundingBox()).height >= 44);
    assert.equal(await page.locator('#drawer [aria-current]').count(), 1);
    await page.tap('#drawer a[href="#agreement"]');
    assert.equal(await isOpen(page), false);
    await page.waitForFunction(() => location.hash === '#agreement' && history.state?.y > 1000);
    await page.goBack();
    await page.waitForFunction(() => location.hash !== '#agreement');
    assert.deepEqual(problems, []);
  },
);

story(
  'the drawer keeps the focus, and Escape, its button and a tap beside it close it',
  phone,
  async ({ page }) => {
    await signIn(page);
    await page.focus('#contents');
    await page.keyboard.press('Enter');
    assert.ok(await isOpen(page));
    const stops = await page.locator('#drawer :is(a, button)').count();
    for (let i = 0; i < stops + 2; ++i) {
      // Past the ends lies the browser's own bar, never the page behind.
      assert.ok(
        (await inDrawer(page)) ||
          (await page.evaluate(() => document.activeElement === document.body)),
      );
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Escape');
    assert.equal(await isOpen(page), false);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'contents');
    await page.tap('#contents');
    await page.tap('#drawer .close');
    assert.equal(await isOpen(page), false);
    await page.tap('#contents');
    await page.touchscreen.tap(380, 400);
    assert.equal(await isOpen(page), false);
  },
);

story(
  'the button of the drawer leaves on the way down and returns on the way up',
  phone,
  async ({ page }) => {
    await signIn(page);
    const away = (wanted) =>
      page.waitForFunction(
        (value) => document.querySelector('#contents').classList.contains('away') === value,
        wanted,
      );
    await away(false);
    await page.evaluate(() => scrollTo(0, 2000));
    await away(true);
    await page.evaluate(() => scrollTo(0, 1900));
    await away(false);
    assert.notEqual(await page.textContent('#contents .where'), '');
    // Beyond the section that is then jumped to.
    await page.evaluate(() => scrollTo(0, 3400));
    await away(true);
    await visit(page, 'try');
    await away(true);
    assert.ok(
      (await place(page))[1] < 2300,
      'a jump upwards, after which nothing covers the heading',
    );
    await page.evaluate(() => scrollTo(0, 0));
    await away(false);
  },
);

story(
  'beside the rail there is no drawer; in the Reader view there always is',
  async ({ page }) => {
    await signIn(page);
    assert.equal(await page.isVisible('#contents'), false);
    await page.click('#reader-view');
    assert.ok(await page.isVisible('#contents'));
    await page.click('#contents');
    await page.click('#drawer a[href="#made"]');
    await page.waitForFunction(() => document.activeElement?.id === 'made');
  },
);

for (const colorScheme of ['light', 'dark']) {
  story(
    `axe finds nothing beside and inside the open drawer, ${colorScheme}`,
    { ...phone, colorScheme },
    async ({ page }) => {
      await signIn(page);
      for (const view of ['canvas', 'reader']) {
        assert.deepEqual(await accessibilityProblems(page), [], view);
        await page.click('#contents');
        assert.deepEqual(await accessibilityProblems(page), [], `${view}, drawer open`);
        await page.keyboard.press('Escape');
        if (view === 'canvas') await page.click('#reader-view');
      }
    },
  );
}
