// Stories of the Reader view as a page to look at and to print, in Chromium, against the built and
// sealed site.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { signIn, story } from './harness.mjs';

const signInToRead = async (page) => {
  await signIn(page);
  await page.click('#reader-view');
};

story('the table of results is whole at 1280 px', async ({ page }) => {
  await signInToRead(page);
  const cutOff = await page.$$eval('#reader .data', (all) =>
    all
      .filter((element) => element.scrollWidth > element.clientWidth)
      .map((element) => element.closest('figure').id),
  );
  assert.deepEqual(cutOff, []);
});

// The mean colour of an element's rightmost pixels.
async function rightEdge(page, element) {
  const { x, y, width, height } = await element.boundingBox();
  const clip = { x: x + width - 1, y, width: 1, height };
  const shot = (await page.screenshot({ clip })).toString('base64');
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const context = new OffscreenCanvas(1, bitmap.height).getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, 1, bitmap.height);
    const mean = (channel) =>
      data.reduce((sum, value, i) => sum + (i % 4 === channel ? value : 0), 0) / bitmap.height;
    return [0, 1, 2].map(mean);
  }, shot);
}

for (const colorScheme of ['light', 'dark']) {
  const options = { viewport: { width: 390, height: 844 }, colorScheme };
  story(
    `where a telephone cuts a table off, its edge says so, ${colorScheme}`,
    options,
    async ({ page }) => {
      await signInToRead(page);
      const table = page
        .locator('figure:has(caption, .alternative) .data')
        .filter({ hasText: 'Wrong on the test set' });
      await table.scrollIntoViewIfNeeded();
      assert.ok(await table.evaluate((element) => element.scrollWidth > element.clientWidth));
      const contrast = ([r, g, b], [r2, g2, b2]) =>
        Math.abs(r - r2) + Math.abs(g - g2) + Math.abs(b - b2);
      const before = await rightEdge(page, table);
      await table.evaluate((element) => {
        element.scrollLeft = element.scrollWidth;
      });
      const after = await rightEdge(page, table);
      assert.ok(contrast(before, after) > 40, `${before} while there is more, ${after} at the end`);
    },
  );
}

const pdftotext = (...rest) => spawnSync('pdftotext', ...rest);
const skip = pdftotext(['-v']).error ? 'pdftotext is missing: install poppler-utils' : false;

function pagesOf(pdf) {
  const { stdout } = pdftotext(['-', '-'], { input: pdf, maxBuffer: 1 << 26 });
  return String(stdout).split('\f').slice(0, -1);
}

story('no heading and no title of a table ends a printed page', { skip }, async ({ page }) => {
  await signInToRead(page);
  const titles = await page.$$eval('#reader :is(h2, h3, .alternative)', (all) =>
    all.map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim()),
  );
  const pages = pagesOf(await page.pdf({ format: 'A4', preferCSSPageSize: true }));
  assert.ok(pages.length > 10, `${pages.length} pages`);
  const ends = pages.map((text) => text.replace(/\s+/g, ' ').trim());
  const alone = titles.filter((title) => ends.some((end) => end.endsWith(title)));
  assert.deepEqual(alone, []);
});
