// web/core_module/core_module.mjs against the native programs: the same images give the same
// probabilities, and what is no image or no weights file is refused.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { csv, letter, sevenAt } from '../../browser/csv_files.mjs';
import { strokes } from '../../support/digit_pixels.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
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
const pixels = Float32Array.from(
  images.flatMap((valueAt) =>
    Array.from({ length: 784 }, (_, i) => valueAt(Math.floor(i / 28), i % 28) / 255),
  ),
);

for (const network of ['cnn', 'transformer', 'mlp', 'linear']) {
  test(`${network}: WebAssembly and native agree on the same images`, async () => {
    const path = `${weights}/${network}.weights`;
    const core = await createCore();
    const loaded = core.load(readFileSync(path));
    const probabilities = loaded.classify(pixels, images.length);
    loaded.free();
    const classify = ['classify', '--weights', path, ...files];
    const lines = execFileSync(trainer, classify, { encoding: 'utf8' }).trim().split('\n');
    assert.equal(lines.length, images.length);
    lines.forEach((line, i) => {
      const native = JSON.parse(line.slice(line.indexOf('['), line.indexOf(']') + 1));
      const ours = [...probabilities.subarray(10 * i, 10 * i + 10)];
      const [digit, theirs] = [ours, native].map((ten) => ten.indexOf(Math.max(...ten)));
      assert.equal(digit, theirs, `image ${i}: the digit`);
      ours.forEach((p, d) =>
        assert.ok(Math.abs(p - native[d]) < 1e-4, `image ${i}, digit ${d}: ${p} and ${native[d]}`),
      );
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
  const picture = (valueAt) =>
    Float32Array.from({ length: 784 }, (_, i) => valueAt(Math.floor(i / 28), i % 28) / 255);
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

test('damaged weights, a wrong number of pixels and a freed network are refused', async () => {
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
  const path = `${weights}/linear.weights`,
    bytes = readFileSync(path);
  const padded = new Uint8Array(bytes.length + 8);
  padded.set(bytes, 4);
  const exact = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const expected = core.load(bytes).classify(pixels);
  assert.equal(expected.length, images.length * 10); // the count follows from the pixels
  for (const form of [exact, new DataView(exact), padded.subarray(4, 4 + bytes.length)]) {
    assert.deepEqual(core.load(form).classify(pixels), expected);
  }
  const url = pathToFileURL(path);
  const data = `data:;base64,${bytes.toString('base64')}`;
  for (const address of [url, String(url), relative(process.cwd(), path), data]) {
    assert.deepEqual((await core.loadFrom(address)).classify(pixels), expected);
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

// A canvas's pixels: black ink on clear paper where the digit has ink.
function canvasOf(valueAt, side = 28) {
  const data = new Uint8ClampedArray(4 * side * side);
  for (let i = 0; i < side * side; ++i) {
    data[4 * i + 3] = valueAt(Math.floor(i / side), i % side);
  }
  return { width: side, height: side, data };
}

test('what is no list of pixels is refused by what it is, with the way to one', async () => {
  const core = await createCore();
  const network = core.load(readFileSync(`${weights}/linear.weights`));
  const rows = Array.from({ length: 28 }, () => new Array(28).fill(0));
  const opaque = Float32Array.from({ length: 4 * 784 }, (_, i) => (i % 4 === 3 ? 1 : 0));
  class HTMLCanvasElement {
    width = 280;
    height = 280;
    getContext() {}
  }
  class CanvasRenderingContext2D {
    canvas = new HTMLCanvasElement();
  }
  class ImageBitmap {
    width = 28;
    height = 28;
  }
  const cases = [
    [rows, /^an array of 28 came, whose first item is an array of 28;.*flat\(Infinity\)/],
    [[rows], /^an array of 1 came, whose first item is an array of 28/],
    [rows.flat().map((v) => [v]), /^an array of 784 came, whose first item is an array of 1;/],
    [rows.map((row) => Float32Array.from(row)), /whose first item is a Float32Array/],
    [canvasOf(sevenAt), /^an Object of 28×28 came;.*fromImageData\(imageData\)/],
    [canvasOf(sevenAt).data, /^a Uint8ClampedArray came;.*opacity of a canvas.*fromImageData/],
    [[...canvasOf(() => 255).data].map((v) => v / 255), /every fourth is 1: red, green, blue/],
    [new Uint8Array(canvasOf(() => 255).data), /every fourth is 255: red, green, blue/],
    [opaque, /every fourth is 1/],
    [new HTMLCanvasElement(), /^a HTMLCanvasElement of 280×280 came;.*getImageData\(0, 0, 28/],
    [new CanvasRenderingContext2D(), /^a CanvasRenderingContext2D came;.*getImageData/],
    [new ImageBitmap(), /^an ImageBitmap of 28×28 came;.*draw it into a canvas/],
    [new ArrayBuffer(3136), /^an ArrayBuffer came;.*new Float32Array\(buffer\)/],
    [new Blob(['0']), /^a Blob came;/],
    ['seven', /^a string came; 784 numbers for each picture/],
    [7, /^a number came;/],
    [null, /^null came;/],
    [undefined, /^undefined came;/],
    [new Array(784).fill('0'), /^pixel 0 is a string, not a number/],
    [new Array(784).fill(true), /^pixel 0 is a boolean/],
    [new BigUint64Array(784), /^pixel 0 is a bigint/],
    [new Array(784), /^pixel 0 is undefined/],
  ];
  for (const [given, says] of cases) {
    for (const call of ['classify', 'novelty']) {
      assert.throws(
        () => network[call](given),
        (error) => {
          assert.ok(error instanceof TypeError, `${says}: ${error}`);
          assert.match(error.message, says);
          return true;
        },
      );
    }
  }
  assert.throws(() => network.classify(new Uint8Array(784).fill(200)), /divide bytes by 255/);
  assert.throws(() => network.classify(new Float32Array(785)), /^RangeError: 785 pixels came/);
  assert.throws(() => network.classify(pixels, '16'), RangeError);
});

test('batches that only look like a canvas are classified', async () => {
  const network = (await createCore()).load(readFileSync(`${weights}/linear.weights`));
  assert.equal(network.classify(new Float32Array(4 * 784).fill(1)).length, 40);
  assert.equal(network.classify(new Float32Array(4 * 784)).length, 40);
  assert.equal(network.classify(new Uint8Array(784).fill(1)).length, 10);
  assert.equal(network.classify(pixels.subarray(0, 4 * 784)).length, 40);
});

test('the pixels of a canvas become those of the same digit', async () => {
  const core = await createCore();
  const seven = Float32Array.from(
    { length: 784 },
    (_, i) => sevenAt(Math.floor(i / 28), i % 28) / 255,
  );
  const near = (ours) =>
    ours.forEach((p, i) =>
      assert.ok(Math.abs(p - seven[i]) < 1e-6, `pixel ${i}: ${p} and ${seven[i]}`),
    );
  near(core.fromImageData(canvasOf(sevenAt)));
  const onWhite = canvasOf(sevenAt);
  for (let i = 0; i < 784; ++i) {
    onWhite.data.fill(255 - onWhite.data[4 * i + 3], 4 * i, 4 * i + 3);
    onWhite.data[4 * i + 3] = 255;
  }
  near(core.fromImageData(onWhite));
  const network = core.load(readFileSync(`${weights}/cnn.weights`));
  const read = network.classify(core.fromImageData(onWhite));
  assert.equal(read.indexOf(Math.max(...read)), 7);
});

test('what is no canvas of 28×28 is refused by what it is', async () => {
  const core = await createCore();
  const cases = [
    [canvasOf(sevenAt, 280), RangeError, /^an ImageData of 280×280 came;.*drawImage/],
    [{ ...canvasOf(sevenAt), height: 27 }, RangeError, /^an ImageData of 28×27 came/],
    [{ width: 28, height: 28, data: new Float32Array(3136) }, TypeError, /Float32Array of 3136/],
    [{ width: 28, height: 28, data: new Uint8ClampedArray(784) }, TypeError, /of 784 came/],
    [new Float32Array(784), TypeError, /^a Float32Array came; an ImageData of 28×28 is needed/],
    [undefined, TypeError, /^undefined came;.*getImageData\(0, 0, 28, 28\)/],
  ];
  for (const [given, kind, says] of cases) {
    assert.throws(
      () => core.fromImageData(given),
      (error) => {
        assert.ok(error instanceof kind, `${says}: ${error}`);
        assert.match(error.message, says);
        return true;
      },
    );
  }
});

test('what the module declares to TypeScript is what it has', () => {
  const tsc = `${root}/node_modules/typescript/bin/tsc`;
  const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext'];
  const compile = (name) =>
    spawnSync('node', [tsc, ...options, name], { encoding: 'utf8', cwd: folder });
  const module = pathToFileURL(`${site}/second-opinion-core.mjs`).pathname;
  const usage = `import createDefault, { createCore, type Core, type Network } from '${module}';
    const core: Core = await createCore({ wasmBinary: new Uint8Array(8) });
    const network: Network = core.load(new ArrayBuffer(8));
    const other: Network = await core.loadFrom(new URL('https://example.org/cnn.weights'));
    const probabilities: Float32Array = network.classify(new Float32Array(784), 1);
    const doubt: Float32Array | null = other.novelty([0, 1]);
    declare const drawn: ImageData;
    const canvas: Float32Array = core.fromImageData(drawn); void canvas;
    network.free(); void createDefault; void probabilities; void doubt;`;
  writeFileSync(join(folder, 'usage.mts'), usage);
  assert.equal(compile('usage.mts').stdout, '');
  const misuse = usage.replace(
    'network.classify(new Float32Array(784), 1)',
    "network.classify('seven')",
  );
  writeFileSync(join(folder, 'misuse.mts'), misuse);
  assert.match(compile('misuse.mts').stdout, /misuse\.mts.*string/s);
});

test('the wasm can be handed over as bytes', async () => {
  const wasmBinary = readFileSync(`${site}/second-opinion-core.wasm`);
  assert.ok((await createCore({ wasmBinary })).load(readFileSync(`${weights}/linear.weights`)));
});
