// Pictures for tests that compare answers, as bytes 0 to 255, 784 each: real test digits where
// MNIST_DIR is set, otherwise strokes that are the same every time. Writes them as IDX files for
// the trainer, too.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const PIXELS = 784;

// Round-tipped strokes in random places: (row, column) → 0..255.
export function strokes(seed) {
  let state = seed;
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const lines = Array.from({ length: 3 }, () => [
    6 + 16 * random(),
    6 + 16 * random(),
    6 + 16 * random(),
    6 + 16 * random(),
  ]);
  return (row, column) => {
    const distance = Math.min(
      ...lines.map(([x1, y1, x2, y2]) => {
        const along =
          ((column - x1) * (x2 - x1) + (row - y1) * (y2 - y1)) /
          ((x2 - x1) ** 2 + (y2 - y1) ** 2 || 1);
        const t = Math.min(Math.max(along, 0), 1);
        return Math.hypot(column - x1 - t * (x2 - x1), row - y1 - t * (y2 - y1));
      }),
    );
    return Math.round(255 * Math.min(Math.max(2 - distance, 0), 1));
  };
}

export function digitPixels(count) {
  const folder = process.env.MNIST_DIR;
  const name = ['t10k-images-idx3-ubyte', 't10k-images-idx3-ubyte.gz'].find(
    (file) => folder && existsSync(join(folder, file)),
  );
  if (name) {
    const bytes = readFileSync(join(folder, name));
    return new Uint8Array(
      (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).subarray(16, 16 + count * PIXELS),
    );
  }
  return Uint8Array.from(
    Array.from({ length: count }, (_, seed) => strokes(seed + 1)).flatMap((valueAt) =>
      Array.from({ length: PIXELS }, (_, i) => valueAt(Math.floor(i / 28), i % 28)),
    ),
  );
}

// Writes two IDX files into `folder`, named as MNIST's. The labels are 0, 1, … 9, 0, …, whatever
// the pictures show.
export function writeIdx(folder, pixels, prefix = '') {
  const header = (kind, ...sides) =>
    Buffer.concat(
      [kind, ...sides].map((value, i) => {
        const four = Buffer.alloc(4);
        four.writeUInt32BE(i === 0 ? 0x800 + value : value);
        return four;
      }),
    );
  const count = pixels.length / PIXELS;
  const images = join(folder, `${prefix}images-idx3-ubyte`),
    labels = join(folder, `${prefix}labels-idx1-ubyte`);
  writeFileSync(images, Buffer.concat([header(3, count, 28, 28), pixels]));
  writeFileSync(
    labels,
    Buffer.concat([header(1, count), Uint8Array.from({ length: count }, (_, i) => i % 10)]),
  );
  return { images, labels };
}
