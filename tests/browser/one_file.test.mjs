// The whole page as one file, opened from disk without a network, in Chromium.
// firefox.test.mjs does the same in Firefox.
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { goodBytes } from './csv_files.mjs';
import { signIn, siteDir, statusOf, story, submitCredentials, waitForStatus } from './harness.mjs';

const address = String(pathToFileURL(`${siteDir}/second-opinion.html`));

story(
  'one file from disk: signs in, draws, classifies and asks nobody for anything',
  { visit: false, offline: true },
  async ({ page, requests, problems }) => {
    await page.goto(address);
    await signIn(page);
    assert.equal((await statusOf(page)).view, 'canvas');
    await page.setInputFiles('#file', goodBytes);
    const { result } = await waitForStatus(page, ({ state }) => state === 'result');
    assert.equal(result.cnn.digit, result.transformer.digit);
    assert.deepEqual(
      requests.filter((url) => url !== address && !/^(blob|data):/.test(url)),
      [],
    );
    assert.deepEqual(problems, []);
  },
);

story(
  'one file from disk: a wrong password is refused, a reload keeps the session',
  { visit: false, offline: true },
  async ({ page }) => {
    await page.goto(address);
    await submitCredentials(page, { account: 'dan', password: 'wrong' });
    await page.waitForSelector('#sign-in-error[data-reason="credentials"]');
    await signIn(page);
    await page.reload();
    await waitForStatus(page, (status) => status !== null, 'the page after the reload');
  },
);

story(
  'one file from disk, cut short: it says that it is damaged',
  { visit: false, offline: true },
  async ({ page }) => {
    await page.addInitScript(() =>
      document.addEventListener('readystatechange', () => {
        const payload = document.getElementById('payload');
        if (payload) payload.textContent = payload.textContent.slice(0, 4000);
      }),
    );
    await page.goto(address);
    await page.waitForSelector('#sign-in-error[data-reason="damaged"]');
  },
);
