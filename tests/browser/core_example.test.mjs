// Covers web/core_example.*: the core as somebody else's page would use it, under the rules of the site (no inline script).
import assert from 'node:assert/strict';
import { root, story } from './harness.mjs';

story('the example page reads a stroke with the weights it is given', { visit: false }, async ({ page, url, problems }) => {
  await page.goto(`${url}core/example.html`);
  const output = page.locator('output');
  for (const network of ['cnn', 'transformer']) {
    await page.setInputFiles('input:enabled', `${root}/weights/${network}.weights`);
    await output.filter({ hasText: /as 1, \d/ }).waitFor();
    await page.setInputFiles('input', `${root}/package.json`);
    await output.filter({ hasText: /weights/ }).waitFor();
  }
  assert.deepEqual(problems, []);
});

story('a page fetches weights by their address', { visit: false }, async ({ page, url }) => {
  await page.goto(`${url}core/example.html`);
  const message = await page.evaluate(async () => {
    const { createCore } = await import('./second-opinion-core.mjs');
    return (await createCore()).loadFrom('none.weights').catch((error) => error.message);
  });
  assert.match(message, /core\/none\.weights cannot be fetched: 404/);
});
