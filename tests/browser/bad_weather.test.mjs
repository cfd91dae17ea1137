// Stories of visitors in a hurry and of tabs that nobody looks at, in Chromium,
// against the built and sealed site.
import assert from 'node:assert/strict';
import { bad, goodBytes } from './csv_files.mjs';
import {
  frames as frameCount,
  settled,
  signIn,
  statusOf,
  story,
  submitCredentials,
  transfer,
  waitForStatus,
} from './harness.mjs';

// A headless browser never hides a tab. So the page is told that it is hidden, and gets no frames
// for as long.
function hideable() {
  const { requestAnimationFrame: original } = window;
  window.uncountedFrame = (callback) => original.call(window, callback);
  let hidden = false,
    waiting = [];
  window.requestAnimationFrame = (callback) =>
    hidden ? waiting.push(callback) : original.call(window, callback);
  Object.defineProperty(document, 'visibilityState', {
    get: () => (hidden ? 'hidden' : 'visible'),
  });
  Object.defineProperty(document, 'hidden', { get: () => hidden });
  window.setHidden = (value) => {
    hidden = value;
    document.dispatchEvent(new Event('visibilitychange'));
    if (!hidden) waiting.splice(0).forEach((callback) => original.call(window, callback));
  };
}
const setHidden = (page, value) => page.evaluate((hidden) => window.setHidden(hidden), value);
const gone = (page) => page.waitForSelector('#gate', { state: 'detached' });

story(
  'a tab that is hidden while it opens opens, and draws once it is seen',
  { visit: false },
  async ({ page, url, problems }) => {
    await page.addInitScript(hideable);
    await page.goto(url);
    await submitCredentials(page);
    await setHidden(page, true);
    await gone(page);
    assert.equal((await statusOf(page)).state, 'ready');
    await setHidden(page, false);
    assert.ok((await settled(page)) > 0);
    assert.deepEqual(problems, []);
  },
);

story(
  'a hidden tab reads a file that was dropped before, and shows it when it is back',
  { visit: false },
  async ({ page, url, problems }) => {
    await page.addInitScript(hideable);
    await page.goto(url);
    await signIn(page);
    await settled(page);
    await setHidden(page, true);
    await transfer(page, 'drop', { files: [goodBytes] });
    await waitForStatus(page, (status) => status.files === 1, 'the file to be read while hidden');
    const { frames } = await statusOf(page);
    await frameCount(page, 20);
    assert.equal((await statusOf(page)).frames, frames, 'a hidden tab goes on drawing');
    await setHidden(page, false);
    await waitForStatus(
      page,
      (status) => status.state === 'result' && status.frames > frames,
      'the result, drawn',
    );
    await page.waitForSelector('#result', { state: 'attached' });
    await settled(page);
    assert.deepEqual(problems, []);
  },
);

story('a double click on every button does what a click does', async ({ page, problems }) => {
  await page.fill('#account', 'dan');
  await page.fill('#password', 'Optimization1234');
  await page.dblclick('#sign-in-submit');
  await gone(page);
  const [dialog] = await Promise.all([page.waitForEvent('filechooser'), page.dblclick('#upload')]);
  await dialog.setFiles(goodBytes);
  await waitForStatus(
    page,
    (status) => status.state === 'result',
    'the result after a double click',
  );
  assert.equal((await statusOf(page)).files, 1);
  await page.dblclick('#start-over');
  await waitForStatus(page, (status) => status.state === 'ready', 'the upload back');
  await page.dblclick('#reader-view');
  assert.equal(await page.getAttribute('#reader-view', 'aria-pressed'), 'true');
  await page.dblclick('#theme');
  assert.equal((await statusOf(page)).state, 'ready');
  await page.dblclick('#sign-out');
  await page.waitForSelector('#sign-in', { state: 'visible' });
  assert.equal(await statusOf(page), null);
  assert.deepEqual(problems, []);
});

story(
  'a file dropped at any moment is taken or left, and never replaces the page',
  async ({ page, url, problems }) => {
    const drop = async (file, when) => {
      for (const kind of ['dragover', 'drop'])
        assert.ok(await transfer(page, kind, { files: [file] }), `${kind} ${when}`);
      assert.equal(page.url().split('#')[0], url, when);
    };
    await drop(goodBytes, 'at the gate');
    assert.equal(await statusOf(page), null);
    await submitCredentials(page);
    await drop(goodBytes, 'while it unlocks');
    await gone(page);
    for (const [what, file] of bad.slice(2, 5)) {
      await drop(file, what);
      await waitForStatus(page, (status) => status.state === 'refused', what);
    }
    await drop(goodBytes, 'after a refusal');
    await drop(goodBytes, 'while another is read');
    await waitForStatus(page, (status) => status.state === 'result', 'a result');
    const { files } = await statusOf(page);
    await drop(bad[2][1], 'beside a result');
    assert.deepEqual(
      [(await statusOf(page)).state, (await statusOf(page)).files],
      ['result', files],
    );
    await page.click('#reader-view');
    await drop(goodBytes, 'in the Reader view');
    assert.equal((await statusOf(page)).state, 'result');
    assert.deepEqual(problems, []);
  },
);
