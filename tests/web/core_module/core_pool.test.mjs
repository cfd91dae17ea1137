// web/core_module/core_pool.mjs in Node against one thread: the same bits, refusals carried over,
// workers that end when they should and when they should not.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { letter } from '../../browser/csv_files.mjs';
import { strokes } from '../../support/digit_pixels.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const weights = process.env.WEIGHTS_DIR ?? `${root}/weights`;
const site = process.env.CORE_DIR ?? `${root}/build/web/site/core`;
const { createCore } = await import(`${site}/second-opinion-core.mjs`);
const { createCorePool } = await import(`${site}/second-opinion-core-pool.mjs`);
const folder = mkdtempSync(join(tmpdir(), 'second-opinion-'));
after(() => rmSync(folder, { recursive: true }));

const drawn = [...Array.from({ length: 18 }, (_, seed) => strokes(seed + 1)), letter];
const pixels = Float32Array.from(
  drawn.flatMap((valueAt) =>
    Array.from({ length: 784 }, (_, i) => valueAt(Math.floor(i / 28), i % 28) / 255),
  ),
);
const bytesOf = (name) => readFileSync(`${weights}/${name}.weights`);

const two = { workers: 2 };

// A pool that is closed whatever becomes of the test.
async function withPool(options, run) {
  const pool = await createCorePool(options);
  try {
    await run(pool);
  } finally {
    pool.close();
  }
}

for (const workers of [1, 2, 3]) {
  test(`${workers} at work: the bits of one thread`, () =>
    withPool({ workers }, async (pool) => {
      const core = await createCore();
      for (const name of ['cnn', 'transformer', 'linear']) {
        const alone = core.load(bytesOf(name)),
          network = await pool.load(bytesOf(name));
        for (const count of [0, 1, 2, 3, 5, 17, drawn.length]) {
          const some = pixels.subarray(0, 784 * count);
          const which = `${name}, ${count} pictures`;
          assert.deepEqual(await network.classify(some, count), alone.classify(some, count), which);
          assert.deepEqual(await network.novelty(some), alone.novelty(some), `${which}, novelty`);
        }
        await network.free();
      }
    }));
}

test("several calls may wait, pixels stay the caller's", () =>
  withPool(two, async (pool) => {
    const expected = (await createCore()).load(bytesOf('cnn')).classify(pixels);
    const network = await pool.loadFrom(pathToFileURL(`${weights}/cnn.weights`));
    const answers = await Promise.all(
      [pixels, Array.from(pixels), pixels.slice()].map((some) => network.classify(some)),
    );
    for (const answer of answers) assert.deepEqual(answer, expected);
    assert.equal(pixels.length, drawn.length * 784);
  }));

test('what one thread refuses is refused in the same words', () =>
  withPool(two, async (pool) => {
    const network = await pool.load(bytesOf('linear'));
    const bad = pixels.slice();
    bad[784 * 18 + 5] = 1.5; // the second worker's
    const message = new RegExp(`pixel ${784 * 18 + 5} is 1.5`);
    await assert.rejects(network.classify(bad), { name: 'RangeError', message });
    const nested = Array.from({ length: 28 }, () => new Array(28).fill(0));
    await assert.rejects(network.classify(nested), { name: 'TypeError', message: /array of 28/ });
    await assert.rejects(network.classify(new Float32Array(783), 1), RangeError);
    await assert.rejects(network.novelty(new Float32Array(784), 1.5), RangeError);
    const damaged = Uint8Array.from(bytesOf('linear'));
    damaged[damaged.length - 1] ^= 1;
    await assert.rejects(pool.load(damaged), /checksum/);
    await assert.rejects(pool.load('cnn.weights'), { name: 'TypeError', message: /loadFrom/ });
    await assert.rejects(pool.loadFrom('none.weights'), /none.weights/);
    await network.free();
    await network.free();
    await assert.rejects(network.classify(new Float32Array(784)), /freed/);
    const after = await (await pool.load(bytesOf('linear'))).classify(pixels);
    assert.equal(after.length, 10 * drawn.length); // the pool is none the worse
  }));

test('a pool of no, half or too many workers is refused, and one whose core fails', async () => {
  for (const workers of [0, 1.5, 65, 'two']) {
    await assert.rejects(createCorePool({ workers }), RangeError);
  }
  const nothing = createCorePool({ workers: 2, wasmBinary: new Uint8Array(8) });
  await assert.rejects(nothing, /wasm|WebAssembly/i);
  const wasmBinary = readFileSync(`${site}/second-opinion-core.wasm`);
  await withPool({ workers: 1, wasmBinary }, (pool) => pool.load(bytesOf('linear')));
});

test('a closed pool refuses what waited and what comes', async () => {
  const pool = await createCorePool({ workers: 2 });
  const network = await pool.load(bytesOf('cnn'));
  const waiting = network.classify(pixels);
  pool.close();
  pool.close();
  await assert.rejects(waiting, /closed/);
  await assert.rejects(network.classify(pixels), /closed/);
  await assert.rejects(pool.load(bytesOf('cnn')), /closed/);
  await network.free();
});

test('after close() Node ends', () => {
  const module = JSON.stringify(pathToFileURL(`${site}/second-opinion-core-pool.mjs`));
  const program = `import { createCorePool } from ${module};
    const pool = await createCorePool();
    await pool.loadFrom(${JSON.stringify(pathToFileURL(`${weights}/linear.weights`))});
    pool.close();`;
  const flags = ['--input-type=module', '--eval', program];
  assert.equal(spawnSync('node', flags, { timeout: 60_000 }).status, 0);
});

test('one worker that stops closes its pool and says so', async () => {
  cpSync(site, folder, { recursive: true });
  renameSync(`${folder}/second-opinion-core-worker.mjs`, `${folder}/worker.mjs`);
  const endings = [
    ['process.exit(3)', /stopped: exit code 3/],
    ["throw new Error('out of cheese')", /stopped: out of cheese/],
  ];
  for (const [ending, message] of endings) {
    writeFileSync(
      `${folder}/second-opinion-core-worker.mjs`,
      `import './worker.mjs';
      import { parentPort } from 'node:worker_threads';
      parentPort.on('message', ({ pixels }) => { if (pixels?.[0] === 1) ${ending}; });`,
    );
    const module = await import(`${folder}/second-opinion-core-pool.mjs`);
    const pool = await module.createCorePool(two);
    const network = await pool.load(bytesOf('linear'));
    const deadly = pixels.slice();
    deadly[784 * 9] = 1; // the first pixel of the second run
    await assert.rejects(network.classify(deadly), message);
    await assert.rejects(network.classify(pixels), message);
  }
});

test('what the pool declares to TypeScript is what it has', () => {
  const usage = `import createDefault, { createCorePool, type CorePool, type PooledNetwork }
      from '${site}/second-opinion-core-pool.mjs';
    const pool: CorePool = await createCorePool({ workers: 2, wasmBinary: new Uint8Array(8) });
    const network: PooledNetwork = await pool.load(new ArrayBuffer(8));
    const probabilities: Float32Array = await network.classify(new Float32Array(784), 1);
    const doubt: Float32Array | null = await (await pool.loadFrom('a')).novelty([0, 1]);
    await network.free(); pool.close(); void createDefault; void probabilities; void doubt;`;
  writeFileSync(join(folder, 'usage.mts'), usage);
  const tsc = [
    `${root}/node_modules/typescript/bin/tsc`,
    '--noEmit',
    '--strict',
    '--target',
    'es2022',
    '--module',
    'nodenext',
  ];
  const { stdout } = spawnSync('node', [...tsc, 'usage.mts'], { encoding: 'utf8', cwd: folder });
  assert.equal(stdout, '');
});
