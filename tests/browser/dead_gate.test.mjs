// A gate that cannot work says so by itself: its script does not arrive or may not run, or another
// site shows it within its own.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { signIn, siteDir, story } from './harness.mjs';
import { plainHost } from './plain_host.mjs';

const html = (body) => ({ status: 200, headers: { 'Content-Type': 'text/html' }, body });

// The line that the form itself shows, and that nothing can be sent.
async function isDead(frame) {
  await frame.waitForSelector('#not-started', { state: 'visible' });
  assert.match(
    await frame.textContent('#not-started'),
    /script has not started, so this form does nothing/,
  );
  assert.ok(await frame.isDisabled('#sign-in-submit'));
}

const deaths = {
  'is sent as plain text': {
    headers: { 'Content-Type': 'text/plain', 'X-Content-Type-Options': 'nosniff' },
  },
  'does not arrive': { status: 404, headers: { 'Content-Type': 'text/html' }, body: 'not found' },
  'breaks off': { body: 'window.secondOpinion = {' },
};
for (const [what, spoilt] of Object.entries(deaths)) {
  story(
    `a gate whose script ${what} says that it does nothing`,
    { visit: false },
    async ({ page }) => {
      const port = await plainHost((path, answer) =>
        path === '/gate.js' ? { ...answer, ...spoilt } : answer,
      );
      await page.goto(`http://localhost:${port}/`);
      await isDead(page);
    },
  );
}

story(
  'an address without the slash at its end leads to words, not to a dead form',
  { visit: false },
  async ({ page }) => {
    const index = readFileSync(`${siteDir}/index.html`);
    const port = await plainHost((path, answer) =>
      path === '/sub' ? html(index) : { ...answer, status: 404, body: 'not found' },
    );
    await page.goto(`http://localhost:${port}/sub`);
    await isDead(page);
  },
);

story(
  'the site of many files says from disk that the one file opens there',
  { visit: false, offline: true },
  async ({ page }) => {
    await page.goto(String(pathToFileURL(`${siteDir}/index.html`)));
    await isDead(page);
    assert.match(await page.textContent('#not-started'), /from a disk, open second-opinion\.html/);
  },
);

story(
  'the line does not show before its time, and goes when the script is there',
  { visit: false, reducedMotion: 'reduce' },
  async ({ page }) => {
    let come;
    const late = new Promise((resolve) => {
      come = resolve;
    });
    const port = await plainHost();
    await page.route('**/gate.js', async (route) => {
      await late;
      await route.continue();
    });
    await page.goto(`http://localhost:${port}/`, { waitUntil: 'commit' });
    await page.waitForSelector('#sign-in', { state: 'visible' });
    const seen = await page.$eval('#not-started', (line) => {
      const [animation] = line.getAnimations();
      const at = (milliseconds) => {
        animation.currentTime = milliseconds;
        return [getComputedStyle(line).visibility, line.offsetHeight > 0];
      };
      return [at(2900), at(3000)];
    });
    assert.deepEqual(seen, [
      ['hidden', false],
      ['visible', true],
    ]);
    await page.waitForSelector('#not-started', { state: 'visible' });
    come();
    await page.waitForSelector('#not-started', { state: 'detached' });
    await signIn(page);
  },
);

// The gate in a frame of a page of another origin, or of the same.
async function framed(page, attributes, { foreign = true, headers = {} } = {}) {
  const name = foreign ? '127.0.0.1' : 'localhost';
  let port = 0;
  port = await plainHost((path, answer) =>
    path === '/frame'
      ? html(`<iframe ${attributes} src="http://${name}:${port}/"></iframe>`)
      : { ...answer, headers: { ...answer.headers, ...headers } },
  );
  await page.goto(`http://localhost:${port}/frame`);
  return (await page.waitForSelector('iframe')).contentFrame();
}

const refusesFrame = async (frame) => {
  await frame.waitForSelector('#sign-in-error[data-reason="framed"]');
  assert.match(
    await frame.textContent('#sign-in-error'),
    /within another site or in a sandboxed frame/,
  );
  for (const field of ['#account', '#password', '#sign-in-submit']) {
    assert.equal(await frame.isVisible(field), false, field);
  }
  const link = await frame.waitForSelector('#sign-in-error a');
  assert.equal(await link.evaluate((a) => a.href), frame.url());
};

story(
  'within another site the gate takes no password, and leads out',
  { visit: false },
  async ({ page }) => {
    await refusesFrame(await framed(page, ''));
  },
);

story(
  'in a sandboxed frame it takes none either, of the same site or not',
  { visit: false },
  async ({ page }) => {
    // To a sandboxed document its own script is another origin's: the host must allow it.
    const headers = { 'Access-Control-Allow-Origin': '*' };
    await refusesFrame(await framed(page, 'sandbox="allow-scripts"', { foreign: false, headers }));
    await isDead(await framed(page, 'sandbox="allow-scripts"', { foreign: false }));
  },
);

story(
  'without scripts nothing can be sent, and the page says that it needs them',
  { javaScriptEnabled: false },
  async ({ page }) => {
    assert.ok(await page.isDisabled('#sign-in-submit'));
    // A driven browser leaves this element unread, whatever it does with scripts.
    assert.match(await page.content(), /<noscript>\s*<p[^>]*>This page needs JavaScript/);
  },
);

story('a page of the same site may show it', { visit: false }, async ({ page }) => {
  const frame = await framed(page, '', { foreign: false });
  await frame.waitForSelector('#not-started', { state: 'detached' });
  assert.ok(await frame.isVisible('#password'));
});

story('our own server lets no other site show it at all', async ({ page, url }) => {
  const port = await plainHost((path, answer) =>
    path === '/frame' ? html(`<iframe src="${url}"></iframe>`) : answer,
  );
  const [failed] = await Promise.all([
    page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text())),
    page.goto(`http://127.0.0.1:${port}/frame`),
  ]);
  assert.equal(failed.type(), 'error');
});
