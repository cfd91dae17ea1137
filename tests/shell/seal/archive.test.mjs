// The archive inside the seal: round trip, and refusal of whatever is not one.
import test from 'node:test';
import assert from 'node:assert/strict';
import { DamagedError } from '../../../shell/seal/sealed_format.js';
import { gunzip, packArchive, unpackArchive } from '../../../shell/seal/archive.js';

const files = new Map([
  ['b.txt', new Uint8Array([1, 2, 3])],
  ['fonts/a.ttf', new Uint8Array(0)],
  ['z', new Uint8Array(1000)],
]);

test('files come back as they went in', () => {
  assert.deepEqual([...unpackArchive(packArchive(files))].sort(), [...files].sort());
});

test('the order of files does not change the archive', () => {
  assert.deepEqual(packArchive(new Map([...files].reverse())), packArchive(files));
});

test('names that leave the archive are not packed', () => {
  for (const name of ['', '/a', '../a', 'a/../b', 'a//b', 'a\\b', 'ä', 'a'.repeat(300)]) {
    assert.throws(
      () => packArchive(new Map([[name, new Uint8Array(1)]])),
      /cannot be a name/,
      name,
    );
  }
});

test('every truncation and a surplus byte are refused', () => {
  const archive = packArchive(files);
  for (let length = 0; length < archive.length; ++length) {
    assert.throws(() => unpackArchive(archive.subarray(0, length)), DamagedError);
  }
  assert.throws(() => unpackArchive(Buffer.concat([archive, Buffer.from([0])])), /left after/);
});

test('a name that occurs twice is refused', () => {
  const one = packArchive(new Map([['a', new Uint8Array(1)]])).subarray(4);
  assert.throws(
    () => unpackArchive(Buffer.concat([Buffer.from([2, 0, 0, 0]), one, one])),
    /bad name/,
  );
});

test('a name that could not be packed is not read either', () => {
  for (const name of ['a'.repeat(201), '\ufeffa', 'a\n', '\u00e4']) {
    const bytes = Buffer.from(name);
    const head = Buffer.from([1, 0, 0, 0, bytes.length, 0, 0, 0, 0, 0]);
    assert.throws(() => unpackArchive(Buffer.concat([head, bytes])), /bad name/, name);
  }
});

test('absurd counts and sizes are refused before anything is done', () => {
  assert.throws(() => unpackArchive(new Uint8Array([255, 255, 255, 255])), /claims/);
  assert.throws(
    () => unpackArchive(new Uint8Array([1, 0, 0, 0, 1, 0, 255, 255, 255, 255, 97])),
    /within file/,
  );
});

test('what is not gzip is damage', async () => {
  await assert.rejects(gunzip(new Uint8Array([1, 2, 3, 4]), 10), DamagedError);
});
