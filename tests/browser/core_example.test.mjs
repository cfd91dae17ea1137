// Covers web/core_module/core_example.*, web/core_module/core_pool.mjs and
// web/core_module/core_worker.mjs: the core as somebody else's page would use it, under the rules
// of the site (no inline script).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { root, siteDir, story } from './harness.mjs';

story(
  'the example page reads a stroke with the weights it is given',
  { visit: false },
  async ({ page, url, problems }) => {
    await page.goto(`${url}core/example.html`);
    const output = page.locator('output');
    for (const network of ['cnn', 'transformer']) {
      await page.setInputFiles('input:enabled', `${root}/weights/${network}.weights`);
      await output.filter({ hasText: /as 1, \d/ }).waitFor();
      await page.setInputFiles('input', `${root}/package.json`);
      await output.filter({ hasText: /weights/ }).waitFor();
    }
    assert.deepEqual(problems, []);
  },
);

story('a page fetches weights by their address', { visit: false }, async ({ page, url }) => {
  await page.goto(`${url}core/example.html`);
  const message = await page.evaluate(async () => {
    const { createCore } = await import('./second-opinion-core.mjs');
    return (await createCore()).loadFrom('none.weights').catch((error) => error.message);
  });
  assert.match(message, /core\/none\.weights cannot be fetched: 404/);
});

story(
  'the core starts from a host that does not call it WebAssembly',
  { visit: false },
  async ({ page, url, problems }) => {
    const body = readFileSync(`${siteDir}/core/second-opinion-core.wasm`);
    await page.route('**/*.wasm', (route) =>
      route.fulfill({ contentType: 'application/octet-stream', body }),
    );
    await page.goto(`${url}core/example.html`);
    await page.locator('input:enabled').waitFor();
    assert.deepEqual(problems, []);
  },
);

// In the page: a pool of two and one thread on the same weights and pictures.
async function compare(bytes) {
  const [{ createCore }, { createCorePool }] = await Promise.all([
    import('./second-opinion-core.mjs'),
    import('./second-opinion-core-pool.mjs'),
  ]);
  const pixels = Float32Array.from(
    { length: 784 * 9 },
    (_, i) => (Math.imul(i + 1, 2654435761) >>> 0) / 2 ** 32,
  );
  const weights = Uint8Array.from(bytes);
  const pool = await createCorePool({ workers: 2 });
  const network = await pool.load(weights),
    alone = (await createCore()).load(weights);
  const answers = [
    await network.classify(pixels, 9),
    alone.classify(pixels, 9),
    await network.novelty(pixels),
    alone.novelty(pixels),
  ].map(String);
  const refused = async (promise) =>
    promise.then(
      () => 'done',
      ({ name, message }) => `${name}: ${message}`,
    );
  pixels[784 * 8] = 2;
  const refusals = [
    await refused(network.classify(pixels)),
    await refused(pool.load(weights.subarray(1))),
  ];
  const waiting = refused(network.classify(new Float32Array(784)));
  pool.close();
  return {
    answers,
    refusals: [...refusals, await waiting, await refused(network.classify(new Float32Array(784)))],
  };
}

story(
  'a pool of two workers answers like one thread, and refuses like it',
  { visit: false },
  async ({ page, url, problems }) => {
    await page.goto(`${url}core/example.html`);
    for (const name of ['cnn', 'transformer']) {
      const { answers, refusals } = await page.evaluate(compare, [
        ...readFileSync(`${root}/weights/${name}.weights`),
      ]);
      assert.equal(answers[0], answers[1]);
      assert.equal(answers[2], answers[3]);
      assert.match(refusals[0], /RangeError: pixel 6272 is 2/);
      assert.match(refusals[1], /not a weights file/);
      assert.match(refusals[2], /closed/);
      assert.match(refusals[3], /closed/);
    }
    assert.deepEqual(problems, []);
  },
);

story(
  'a worker that stops closes its pool and says so',
  { visit: false },
  async ({ page, url }) => {
    await page.goto(`${url}core/example.html`);
    const outcome = () =>
      page.evaluate(
        async (bytes) => {
          const { createCorePool } = await import('./second-opinion-core-pool.mjs');
          try {
            const network = await (
              await createCorePool({ workers: 2 })
            ).load(Uint8Array.from(bytes));
            return String(await network.classify(new Float32Array(2 * 784)));
          } catch ({ message }) {
            return message;
          }
        },
        [...readFileSync(`${root}/weights/linear.weights`)],
      );
    const dying = `self.addEventListener('message', (event) => {
    if (event.data.call !== 'classify') return;
    event.stopImmediatePropagation();
    throw new Error('out of cheese');
  });`;
    const worker = readFileSync(`${siteDir}/core/second-opinion-core-worker.mjs`, 'utf8');
    await page.route('**/second-opinion-core-worker.mjs', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: `${dying}\n${worker}` }),
    );
    assert.match(await outcome(), /a worker of the pool stopped:.*out of cheese/);
    await page.route('**/second-opinion-core-worker.mjs', (route) =>
      route.fulfill({ status: 404 }),
    );
    assert.match(await outcome(), /a worker of the pool stopped: its script cannot be loaded/);
  },
);
