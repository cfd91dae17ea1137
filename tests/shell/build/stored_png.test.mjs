// Covers shell/build/stored_png: the same picture, its pixels readable without unzipping; what is
// no PNG is refused.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { storedPng } from '../../../shell/build/stored_png.mjs';

const png = readFileSync(new URL('../../../weights/digits.png', import.meta.url));

// Written anew here, so that a mistake in the one is not in the other.
function chunks(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const out = [];
  for (let at = 8; at < bytes.length; at += 12 + view.getUint32(at)) {
    out.push([
      Buffer.from(bytes.subarray(at + 4, at + 8)).toString(),
      Buffer.from(bytes.subarray(at + 8, at + 8 + view.getUint32(at))),
    ]);
  }
  return out;
}
const pixels = (bytes) =>
  inflateSync(
    Buffer.concat(
      chunks(bytes)
        .filter(([type]) => type === 'IDAT')
        .map(([, data]) => data),
    ),
  );

test('the picture is the same, and lies open in the file', () => {
  const stored = storedPng(png);
  const parts = (bytes) => chunks(bytes).filter(([type]) => type === 'IDAT').length;
  assert.ok(pixels(stored).equals(pixels(png)));
  assert.ok(parts(png) > 1, 'the picture of this test has its pixels in one part');
  assert.equal(parts(stored), 1); // what was zipped is gone, in all its parts
  assert.ok(
    Buffer.from(stored).includes(pixels(png).subarray(2000, 2400)),
    'pixels are still zipped',
  );
  assert.deepEqual(
    chunks(stored).filter(([type]) => type !== 'IDAT'),
    chunks(png).filter(([type]) => type !== 'IDAT'),
  );
});

test('checksums are those of the chunks', () => {
  const stored = storedPng(storedPng(png));
  assert.deepEqual(stored, storedPng(png));
  // IEND is the same in every PNG: a checksum known beforehand.
  assert.ok(
    Buffer.from(stored)
      .subarray(-4)
      .equals(Buffer.from([0xae, 0x42, 0x60, 0x82])),
  );
});

test('what is no whole PNG is refused by name', () => {
  assert.throws(() => storedPng(Buffer.from('GIF89a, not a PNG')), /not a PNG/);
  assert.throws(() => storedPng(png.subarray(0, 600)), /breaks off in the chunk at byte \d+/);
  assert.throws(() => storedPng(png.subarray(0, 33)), /holds no picture/);
});
