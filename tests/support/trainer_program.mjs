// The trainer as a program: a small data set in MNIST's format, recipes small
// enough for tests, and ways to run, time and kill it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

export const trainer =
  process.env.TRAINER ?? fileURLToPath(new URL('../../build/release/bin/trainer', import.meta.url));

// Numbers 0..1, the same ones for the same seed.
export function randomNumbers(seed) {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'second-opinion-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

// Digit d is a bright bar in rows 2d + 3 and 2d + 4, with noise.
export function idxFiles(count, seed) {
  const random = randomNumbers(seed);
  const images = Buffer.alloc(16 + 784 * count),
    labels = Buffer.alloc(8 + count);
  [0x803, count, 28, 28].forEach((number, i) => images.writeUInt32BE(number, 4 * i));
  [0x801, count].forEach((number, i) => labels.writeUInt32BE(number, 4 * i));
  for (let image = 0; image < count; ++image) {
    const digit = image % 10;
    labels[8 + image] = digit;
    for (let pixel = 0; pixel < 784; ++pixel) {
      const bar = [2 * digit + 3, 2 * digit + 4].includes(Math.floor(pixel / 28));
      images[16 + 784 * image + pixel] = Math.floor(60 * random()) + (bar ? 150 : 0);
    }
  }
  return { images, labels };
}

export function writeData(folder) {
  for (const [stem, count, seed] of [
    ['train', 200, 1],
    ['t10k', 40, 2],
  ]) {
    const { images, labels } = idxFiles(count, seed);
    writeFileSync(join(folder, `${stem}-images-idx3-ubyte`), images);
    writeFileSync(join(folder, `${stem}-labels-idx1-ubyte`), labels);
  }
}

// A network with one hidden layer, trained with everything that a checkpoint must carry: moments,
// averages and the best network so far.
export function recipe({ units = 16, epochs = 3, ...rest } = {}) {
  return JSON.stringify({
    name: 'small',
    family: 'mlp',
    layers: [
      { kind: 'linear', units, flatten: true },
      { kind: 'relu' },
      { kind: 'dropout', rate: 0.1 },
      { kind: 'linear', units: 10, flatten: true },
    ],
    loss: { kind: 'cross_entropy' },
    optimizer: { kind: 'adamw', learning_rate: 0.002, weight_decay: 0.01 },
    schedule: { kind: 'cosine' },
    augmentation: { rotation_degrees: 3, shift_pixels: 0.5 },
    batch: 20,
    sub_batch: 10,
    epochs,
    ema_half_life_epochs: 0.5,
    gradient_clip: 5,
    input: { mean: 0.2, deviation: 0.3 },
    seed: 3,
    storage: 'float16',
    ...rest,
  });
}

// Returns { child, done }; done becomes { code, signal, out, error } once the program has ended.
// onLine is called with every line of stdout.
export function start(words, { onLine = () => {}, limit = null, environment = {} } = {}) {
  // The limit is of the shell that becomes the trainer: KiB that a file may have.
  const command =
    limit === null
      ? [trainer, ...words]
      : ['bash', '-c', `trap '' XFSZ; ulimit -f ${limit}; exec "$@"`, 'bash', trainer, ...words];
  const child = spawn(command[0], command.slice(1), {
    env: { ...process.env, MNIST_DIR: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '',
    error = '',
    seen = 0;
  child.stderr.on('data', (data) => {
    error += data;
  });
  child.stdout.on('data', (data) => {
    out += data;
    for (let end = out.indexOf('\n', seen); end >= 0; end = out.indexOf('\n', seen)) {
      onLine(out.slice(seen, end));
      seen = end + 1;
    }
  });
  const done = new Promise((resolve, reject) => {
    child.on('error', () =>
      reject(
        new Error(`${trainer} cannot be started; build it: shell/build/build_native.sh release`),
      ),
    );
    child.on('close', (code, signal) => resolve({ code, signal, out, error }));
  });
  return { child, done };
}

export const run = (words, options) => start(words, options).done;
