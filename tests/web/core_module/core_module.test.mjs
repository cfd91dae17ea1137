// web/core_module/core_module.mjs against the native programs: the same images give the same
// probabilities, and what is no image or no weights file is refused.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { csv, letter, sevenAt } from '../browser/csv_files.mjs';
import { strokes } from '../../support/digit_pixels.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const trainer = process.env.TRAINER ?? `${root}/build/release/bin/trainer`;
const weights = process.env.WEIGHTS_DIR ?? `${root}/weights`;
const site = process.env.CORE_DIR ?? `${root}/build/web/site/core`;
const { createCore } = await import(`${site}/second-opinion-core.mjs`);
const folder = mkdtempSync(join(tmpdir(), 'second-opinion-'));
after(() => rmSync(folder, { recursive: true }));

const images = Array.from({ length: 16 }, (_, seed) => strokes(seed + 1));
const files = images.map((valueAt, i) => {
  const path = join(folder, `${i}.csv`);
  writeFileSync(path, csv(valueAt));
  return path;
});
const pixels = Float32Array.from(images.flatMap((valueAt) =>
  Array.from({ length: 784 }, (_, i) => valueAt(Math.floor(i / 28), i % 28) / 255)));

for (const network of ['cnn', 'transformer', 'mlp', 'linear']) {
  test(`${network}: WebAssembly and native agree on the same images`, async () => {
    const path = `${weights}/${network}.weights`;
    const core = await createCore();
    const loaded = core.load(readFileSync(path));
    const probabilities = loaded.classify(pixels, images.length);
    loaded.free();
    const lines = execFileSync(trainer, ['classify', '--weights', path, ...files], { encoding: 'utf8' }).trim().split('\n');
    assert.equal(lines.length, images.length);
    lines.forEach((line, i) => {
      const native = JSON.parse(line.slice(line.indexOf('['), line.indexOf(']') + 1));
      const ours = [...probabilities.subarray(10 * i, 10 * i + 10)];
      assert.equal(ours.indexOf(Math.max(...ours)), native.indexOf(Math.max(...native)), `image ${i}: the digit`);
      ours.forEach((p, digit) => assert.ok(Math.abs(p - native[digit]) < 1e-4, `image ${i}, digit ${digit}: ${p} and ${native[digit]}`));
    });
  });
}

test('one call on many images gives what many calls give', async () => {
  const core = await createCore();
  const network = core.load(readFileSync(`${weights}/cnn.weights`));
  const together = network.classify(pixels, images.length);
  images.forEach((_, i) => {
    const alone = network.classify(pixels.subarray(784 * i, 784 * (i + 1)), 1);
    alone.forEach((p, digit) => assert.ok(Math.abs(p - together[10 * i + digit]) < 1e-5));
  });
  assert.equal(network.classify(new Float32Array(0), 0).length, 0);
});

test('novelty tells a letter from a digit, and is null where the weights cannot say', async () => {
  const core = await createCore();
  const picture = (valueAt) => Float32Array.from({ length: 784 }, (_, i) => valueAt(Math.floor(i / 28), i % 28) / 255);
  const both = Float32Array.from([...picture(sevenAt), ...picture(letter)]);
  for (const name of ['cnn', 'transformer']) {
    const network = core.load(readFileSync(`${weights}/${name}.weights`));
    const [digit, stranger] = network.novelty(both, 2);
    assert.ok(digit >= 0 && digit < stranger && stranger <= 1, `${name}: ${digit} and ${stranger}`);
    assert.equal(network.novelty(new Float32Array(0), 0).length, 0);
    assert.throws(() => network.novelty(new Float32Array(783), 1), RangeError);
    network.free();
    assert.throws(() => network.novelty(both, 2), /freed/);
  }
  assert.equal(core.load(readFileSync(`${weights}/linear.weights`)).novelty(both, 2), null);
});

test('a damaged weights file, a wrong number of pixels and a freed network are refused', async () => {
  const core = await createCore();
  const bytes = new Uint8Array(readFileSync(`${weights}/linear.weights`));
  const network = core.load(bytes);
  assert.throws(() => network.classify(new Float32Array(783), 1), RangeError);
  network.free();
  assert.throws(() => network.classify(new Float32Array(784), 1), /freed/);
  bytes[bytes.length - 1] ^= 1;
  assert.throws(() => core.load(bytes), /./);
  assert.throws(() => core.load(new Uint8Array(0)), /./);
});

test('weights come from bytes of any kind, from an address, and from nothing else', async () => {
  const core = await createCore();
  const path = `${weights}/linear.weights`, bytes = readFileSync(path);
  const padded = new Uint8Array(bytes.length + 8);
  padded.set(bytes, 4);
  const exact = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const expected = core.load(bytes).classify(pixels);
  assert.equal(expected.length, images.length * 10);  // the count follows from the pixels
  for (const form of [exact, new DataView(exact), padded.subarray(4, 4 + bytes.length)]) assert.deepEqual(core.load(form).classify(pixels), expected);
  for (const url of [pathToFileURL(path), String(pathToFileURL(path)), relative(process.cwd(), path), `data:;base64,${bytes.toString('base64')}`]) {
    assert.deepEqual((await core.loadFrom(url)).classify(pixels), expected);
  }
  assert.throws(() => core.load(path), /loadFrom/);
  await assert.rejects(core.loadFrom('none.weights'), /none.weights/);
});

test('pixels that are none are refused by number', async () => {
  const network = (await createCore()).load(readFileSync(`${weights}/linear.weights`));
  for (const bad of [255, -0.5, NaN]) {
    const picture = new Float32Array(784);
    picture[5] = bad;
    assert.throws(() => network.classify(picture, 1), /pixel 5/);
  }
  assert.throws(() => network.classify(new Float32Array(100)), RangeError);
});

test('what the module declares to TypeScript is what it has', () => {
  const tsc = `${root}/node_modules/typescript/bin/tsc`;
  const compile = (name) => spawnSync('node', [tsc, '--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', name], { encoding: 'utf8', cwd: folder });
  const module = pathToFileURL(`${site}/second-opinion-core.mjs`).pathname;
  const usage = `import createDefault, { createCore, type Core, type Network } from '${module}';
    const core: Core = await createCore({ wasmBinary: new Uint8Array(8) });
    const network: Network = core.load(new ArrayBuffer(8));
    const other: Network = await core.loadFrom(new URL('https://example.org/cnn.weights'));
    const probabilities: Float32Array = network.classify(new Float32Array(784), 1);
    const doubt: Float32Array | null = other.novelty([0, 1]);
    network.free(); void createDefault; void probabilities; void doubt;`;
  writeFileSync(join(folder, 'usage.mts'), usage);
  assert.equal(compile('usage.mts').stdout, '');
  writeFileSync(join(folder, 'misuse.mts'), usage.replace("network.classify(new Float32Array(784), 1)", "network.classify('seven')"));
  assert.match(compile('misuse.mts').stdout, /misuse\.mts.*string/s);
});

test('the wasm can be handed over as bytes', async () => {
  const wasmBinary = readFileSync(`${site}/second-opinion-core.wasm`);
  assert.ok((await createCore({ wasmBinary })).load(readFileSync(`${weights}/linear.weights`)));
});
