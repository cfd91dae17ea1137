// Every section of the article as it should look, on a phone and on a desk, in
// light and in dark, held against the pictures in golden/.
import assert from 'node:assert/strict';
import { differsFromGolden } from './golden.mjs';
import { signIn, statusOf, story } from './harness.mjs';

const TALLEST = 7000; // CSS px: what a software canvas still draws in one piece

// A window as tall as the section, scrolled to it, at rest.
async function pictureOfSection(page, width, { y, end }) {
  const height = Math.min(Math.ceil(end - y), TALLEST);
  await page.setViewportSize({ width, height });
  await page.evaluate((top) => scrollTo(0, top), y);
  await page.waitForFunction(
    ([wide, high]) => innerWidth === wide && innerHeight === high,
    [width, height],
  );
  for (let last = -1, now = 0; last !== now;) {
    last = now;
    await page.evaluate(
      () =>
        new Promise((done) => {
          let n = 12;
          const step = () => (n-- ? requestAnimationFrame(step) : done());
          step();
        }),
    );
    now = (await statusOf(page)).frames;
  }
  return page.screenshot();
}

async function sectionsOf(page) {
  const anchors = JSON.parse(await page.evaluate(() => window.secondOpinion.anchors()));
  const headings = new Set(await page.$$eval('#reader h2[id]', (all) => all.map(({ id }) => id)));
  const starts = [{ id: 'top', y: 0 }, ...anchors.filter(({ id }) => headings.has(id))];
  const bottom = await page.evaluate(() => document.documentElement.scrollHeight);
  return starts.map(({ id, y }, i) => ({ id, y, end: starts[i + 1]?.y ?? bottom }));
}

for (const [device, width, height, shrinking] of [
  ['phone', 390, 844, 2],
  ['desk', 1280, 800, 3],
]) {
  for (const colorScheme of ['light', 'dark']) {
    story(
      `every section looks as it should: ${device}, ${colorScheme}`,
      {
        viewport: { width, height },
        colorScheme,
        reducedMotion: 'reduce',
        hasTouch: device === 'phone',
      },
      async ({ page }) => {
        await signIn(page);
        const wrong = [];
        for (const section of await sectionsOf(page)) {
          const picture = await pictureOfSection(page, width, section);
          wrong.push(
            await differsFromGolden(
              page,
              `${device}-${colorScheme}/${section.id}`,
              picture,
              shrinking,
            ),
          );
        }
        assert.deepEqual(wrong.filter(Boolean), []);
      },
    );
  }
}
