// Covers native_trainer/export/onnx_*: every shipped network, exported and run by ONNX Runtime (its WebAssembly build),
// gives the trainer's own probabilities.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as ort from 'onnxruntime-web/wasm';
import { unusualNetworks } from '../../support/unusual_networks.mjs';
import { digitPixels, writeIdx } from '../../support/digit_pixels.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const trainer = process.env.TRAINER ?? `${root}/build/release/bin/trainer`;
const folder = mkdtempSync(join(tmpdir(), 'second-opinion-'));
after(() => rmSync(folder, { recursive: true }));
ort.env.wasm.numThreads = 1;

const COUNT = 256;
const digits = digitPixels(COUNT);
const { images, labels } = writeIdx(folder, digits);
const pixels = Float32Array.from(digits, (value) => value / 255);

// As MNIST names its files.
const trainingFolder = () => {
  writeIdx(folder, digits, 'train-');
  return folder;
};

function native(weights) {
  const json = join(folder, 'answers.json');
  execFileSync(trainer, ['evaluate', '--weights', weights, '--images', images, '--labels', labels, '--json', json, '--probabilities']);
  return JSON.parse(readFileSync(json)).probabilities.flat();
}

async function exported(weights) {
  const file = join(folder, 'network.onnx');
  execFileSync(trainer, ['export', '--weights', weights, '--to', 'onnx', '--out', file]);
  return ort.InferenceSession.create(readFileSync(file));
}

const run = async (session, values, count) =>
  (await session.run({ images: new ort.Tensor('float32', values, [count, 1, 28, 28]) })).probabilities;

async function compare(weights) {
  const expected = native(weights);
  const session = await exported(weights);
  const answer = await run(session, pixels, COUNT);
  assert.deepEqual(answer.dims, [COUNT, 10]);
  const worst = Math.max(...expected.map((p, i) => Math.abs(p - answer.data[i])));
  assert.ok(worst < 1e-4, `probabilities differ by ${worst}`);
  const alone = await run(session, pixels.subarray(0, 784), 1);  // the batch is free
  alone.data.forEach((p, digit) => assert.ok(Math.abs(p - expected[digit]) < 1e-4));
  await session.release();
}

for (const name of readdirSync(`${root}/weights`).filter((file) => file.endsWith('.weights'))) {
  test(`${name}: ONNX Runtime and the trainer agree on ${COUNT} pictures`, () => compare(`${root}/weights/${name}`));
}

// Between them, every kind of layer and every change from one layout to another; one epoch makes the numbers uneven.
for (const [name, family, layers] of unusualNetworks) {
  test(`${name}: ONNX Runtime and the trainer agree on it too`, async () => {
    const recipe = join(folder, 'recipe.json'), weights = join(folder, 'unusual.weights');
    writeFileSync(recipe, JSON.stringify({
      name: 'unusual', family, layers, loss: { kind: 'cross_entropy' }, optimizer: { kind: 'adam', learning_rate: 0.01 }, batch: 32, epochs: 1,
    }));
    execFileSync(trainer, ['train', recipe, '--data', trainingFolder(), '--out', weights]);
    await compare(weights);
  });
}
