// What the tests of exports share: pictures, the trainer's own answers about them, and the shipped
// and unusual networks that are exported.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { digitPixels, writeIdx } from './digit_pixels.mjs';
import { unusualNetworks } from './unusual_networks.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const trainer = process.env.TRAINER ?? `${root}/build/release/bin/trainer`;
export const folder = mkdtempSync(join(tmpdir(), 'second-opinion-'));
after(() => rmSync(folder, { recursive: true }));

export const COUNT = 256;
const digits = digitPixels(COUNT);
export const pixels = Float32Array.from(digits, (value) => value / 255);
const { images, labels } = writeIdx(folder, digits);

// COUNT×10 probabilities.
function native(weights) {
  const json = join(folder, 'answers.json');
  execFileSync(trainer, [
    'evaluate',
    '--weights',
    weights,
    '--images',
    images,
    '--labels',
    labels,
    '--json',
    json,
    '--probabilities',
  ]);
  return JSON.parse(readFileSync(json)).probabilities.flat();
}

// One epoch, which makes the numbers uneven. The labels mean nothing, so that no temperature could
// calibrate what comes of it: it is given.
function trained(family, layers) {
  const recipe = join(folder, 'recipe.json'),
    weights = join(folder, 'unusual.weights');
  writeIdx(folder, digits, 'train-');
  writeFileSync(
    recipe,
    JSON.stringify({
      name: 'unusual',
      family,
      layers,
      loss: { kind: 'cross_entropy' },
      optimizer: { kind: 'adam', learning_rate: 0.01 },
      batch: 32,
      epochs: 1,
    }),
  );
  execFileSync(trainer, [
    'train',
    recipe,
    '--data',
    folder,
    '--out',
    weights,
    '--full',
    '--temperature',
    '1',
  ]);
  return weights;
}

export function assertClose(answers, expected) {
  assert.equal(answers.length, expected.length);
  const worst = Math.max(...expected.map((p, i) => Math.abs(p - answers[i])));
  assert.ok(worst < 1e-4, `probabilities differ by ${worst}`);
}

// One test per network: exports it and hands the file and the trainer's answers to check.
export function forEveryNetwork(reader, format, check) {
  const compare = async (weights) => {
    const file = join(folder, format === 'keras' ? 'network.h5' : 'network.onnx');
    execFileSync(trainer, ['export', '--weights', weights, '--to', format, '--out', file]);
    await check(file, native(weights));
  };
  for (const name of readdirSync(`${root}/weights`).filter((file) => file.endsWith('.weights'))) {
    test(`${name}: ${reader} and the trainer agree on ${COUNT} pictures`, () =>
      compare(`${root}/weights/${name}`));
  }
  for (const [name, family, layers] of unusualNetworks) {
    test(`${name}: ${reader} and the trainer agree on it too`, () =>
      compare(trained(family, layers)));
  }
}
