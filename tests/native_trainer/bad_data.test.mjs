// Data cut off, swapped, damaged or missing: the trainer names the file, says
// what to do, exits with 1 and writes nothing.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { beforeEach } from 'node:test';
import { gzipSync } from 'node:zlib';
import { recipe, run, temporaryFolder, writeData } from '../support/trainer_program.mjs';

const folder = temporaryFolder();
const at = (name) => join(folder, name);
const images = at('train-images-idx3-ubyte'),
  labels = at('train-labels-idx1-ubyte');

beforeEach(() => {
  for (const name of ['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz'])
    rmSync(at(name), { force: true });
  writeData(folder);
  writeFileSync(at('small.json'), recipe());
});

function packed(path, change = (bytes) => bytes) {
  writeFileSync(`${path}.gz`, change(gzipSync(readFileSync(path))));
  rmSync(path);
}
function flipped(bytes) {
  bytes[bytes.length >> 1] ^= 0xff;
  return bytes;
}
function edit(path, change) {
  writeFileSync(path, change(readFileSync(path)));
}
function swap() {
  renameSync(images, at('other'));
  renameSync(labels, images);
  renameSync(at('other'), labels);
}

const cases = [
  [
    'the images cut off',
    () => edit(images, (bytes) => bytes.subarray(0, 5000)),
    images,
    /ends early or is damaged.*fetch it again/,
  ],
  [
    'the images cut off within the header',
    () => edit(images, (bytes) => bytes.subarray(0, 9)),
    images,
    /too short.*fetch it again/,
  ],
  [
    'the labels cut off',
    () => edit(labels, (bytes) => bytes.subarray(0, 100)),
    labels,
    /ends early or is damaged.*fetch it again/,
  ],
  ['an empty file', () => writeFileSync(images, ''), images, /too short.*fetch it again/],
  [
    'images and labels swapped',
    swap,
    images,
    /holds labels where images are wanted; were the two files swapped\?/,
  ],
  [
    'something else',
    () => writeFileSync(images, '<!DOCTYPE html><p>Sign in to this network</p>'),
    images,
    /not an IDX file of images.*fetch it again/,
  ],
  [
    'a gzip file cut off',
    () => packed(images, (bytes) => bytes.subarray(0, bytes.length >> 1)),
    `${images}.gz`,
    /damaged.*fetch it again/,
  ],
  [
    'a gzip file with a byte changed',
    () => packed(images, flipped),
    `${images}.gz`,
    /damaged.*fetch it again/,
  ],
  [
    'gzip labels with a byte changed',
    () => packed(labels, flipped),
    `${labels}.gz`,
    /damaged.*fetch it again/,
  ],
  [
    'more data than the header says',
    () => edit(images, (bytes) => Buffer.concat([bytes, Buffer.alloc(1)])),
    images,
    /goes on after.*fetch it again/,
  ],
  [
    'fewer labels than images',
    () => edit(labels, (bytes) => (bytes.writeUInt32BE(199, 4), bytes.subarray(0, 207))),
    labels,
    /200 images but .* 199 labels; give two files that belong together/,
  ],
  [
    'a label that is no digit',
    () => edit(labels, (bytes) => ((bytes[20] = 10), bytes)),
    labels,
    /label 12 is 10; labels are 0 to 9/,
  ],
  [
    'the images missing',
    () => rmSync(images),
    folder,
    /no train-images-idx3-ubyte\[\.gz\]\); run `trainer download/,
  ],
  [
    'the labels missing',
    () => rmSync(labels),
    folder,
    /no train-labels-idx1-ubyte\[\.gz\]\); run `trainer download/,
  ],
];

for (const [what, spoil, named, words] of cases) {
  test(`${what}: told with the file's name and what to do`, async () => {
    spoil();
    const { code, error } = await run([
      'train',
      at('small.json'),
      '--data',
      folder,
      '--out',
      at('a.weights'),
    ]);
    assert.equal(code, 1, error);
    assert.ok(error.includes(named), error);
    assert.match(error, words);
    for (const name of ['a.weights', 'a.history.json', 'a.checkpoint'])
      assert.ok(!existsSync(at(name)), name);
  });
}

test('gzip and plain files train the same', async () => {
  const trained = async (name) => {
    const { code, error } = await run([
      'train',
      at('small.json'),
      '--data',
      folder,
      '--out',
      at(name),
    ]);
    assert.equal(code, 0, error);
    return readFileSync(at(name));
  };
  const plain = await trained('plain.weights');
  packed(images);
  packed(labels);
  assert.ok((await trained('packed.weights')).equals(plain));
});
