// One visit from the gate to signing out, in Chromium, against the built and
// sealed site: every request is noted, printed, and goes to the page's own host.
import assert from 'node:assert/strict';
import { goodBytes } from './csv_files.mjs';
import { demo, signIn, story, submitCredentials, transfer, waitForStatus } from './harness.mjs';

story(
  'a whole visit asks no other origin for anything',
  async ({ page, url, requests, diagnose }) => {
    const visited = [];
    const step = (what) =>
      visited.push(...requests.slice(visited.length).map((request) => [what, request]));
    await page.waitForLoadState('networkidle');
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    }); // it has fetched all it keeps
    step('gate');
    await submitCredentials(page, { ...demo, password: 'wrong' });
    await page.waitForFunction(() => document.querySelector('#sign-in-error').textContent !== '');
    step('wrong password');
    await signIn(page);
    step('sign in');
    for (let turn = 0; turn < 12; ++turn) await page.mouse.wheel(0, 3000);
    step('read');
    await transfer(page, 'drop', { files: [goodBytes] });
    await waitForStatus(page, (status) => status.state === 'result');
    step('drop a file');
    await page.click('#reader-view');
    await page.waitForSelector('#result', { state: 'visible' });
    step('Reader view');
    await page.reload();
    await page.waitForSelector('#gate', { state: 'detached' });
    step('reload');
    await page.click('#sign-out');
    await page.waitForSelector('#sign-in', { state: 'visible' });
    step('sign out');
    visited.forEach(([what, request]) =>
      diagnose(`${what}: ${request.replace(url, '/').slice(0, 80)}`),
    );
    const foreign = requests.filter(
      (request) => !request.startsWith(url) && !/^(data|blob):/.test(request),
    );
    assert.deepEqual(foreign, []);
    assert.ok(requests.some((request) => request.endsWith('payload.sealed')));
    const quiet = ['wrong password', 'sign in', 'read', 'drop a file', 'Reader view'];
    assert.deepEqual(
      visited.filter(([what, request]) => quiet.includes(what) && request.startsWith(url)),
      [],
      'everything came before signing in',
    );
  },
);
