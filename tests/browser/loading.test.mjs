// What a visitor on a slow line sees of the download: a host that stops half-way until it is told
// to go on.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { after } from 'node:test';
import { fileFor } from '../../shell/build/serve.mjs';
import { siteDir, story, submitCredentials, waitForStatus } from './harness.mjs';

const TYPES = { html: 'text/html', js: 'text/javascript', css: 'text/css' };
const servers = [];
after(() => servers.forEach((server) => server.close()));

// saysLength: with Content-Length. finish() lets second halves go, until stopAgain().
async function slowHost(saysLength) {
  const host = {};
  let gone;
  host.stopAgain = () => {
    gone = new Promise((resolve) => {
      host.finish = resolve;
    });
  };
  host.stopAgain();
  const server = createServer(async (request, response) => {
    const file = fileFor(siteDir, request.url);
    const bytes = readFileSync(file);
    const type = { 'Content-Type': TYPES[file.split('.').pop()] ?? 'application/octet-stream' };
    if (!file.endsWith('.sealed')) return response.writeHead(200, type).end(bytes);
    response.writeHead(200, { ...type, ...(saysLength && { 'Content-Length': bytes.length }) });
    response.write(bytes.subarray(0, bytes.length / 2));
    await gone;
    return response.end(bytes.subarray(bytes.length / 2));
  });
  servers.push(server);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  host.url = `http://localhost:${server.address().port}/`;
  return host;
}

for (const [saysLength, words] of [
  [true, /^Loading… (49|50) %$/],
  [false, /^Loading… 0\.\d MB$/],
]) {
  story(
    `the button says how much has come, of how much where the host says it: ${saysLength}`,
    { visit: false },
    async ({ page, problems }) => {
      const host = await slowHost(saysLength);
      await page.goto(host.url);
      await submitCredentials(page);
      await page.locator('#sign-in-submit', { hasText: words }).waitFor();
      host.finish();
      await waitForStatus(page, (status) => status !== null, 'the page');
      assert.deepEqual(problems, []);
    },
  );
}

story(
  'a visitor who is still signed in sees it as well',
  { visit: false, serviceWorkers: 'block' },
  async ({ page }) => {
    const host = await slowHost(true);
    await page.goto(host.url);
    await submitCredentials(page);
    host.finish();
    await waitForStatus(page, (status) => status !== null, 'the page');
    host.stopAgain();
    await page.reload();
    await page.locator('#gate-status', { hasText: /^Loading… \d+ %$/ }).waitFor();
    host.finish();
    await waitForStatus(page, (status) => status !== null, 'the page once more');
  },
);
