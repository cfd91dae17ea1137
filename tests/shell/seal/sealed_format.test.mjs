// The sealed file: opens for whom it was sealed, refuses every damage, and
// takes no weakened header.
import test from 'node:test';
import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import {
  DamagedError,
  LIMITS,
  SLOT_BYTES,
  openContent,
  openSlots,
  parseSealed,
} from '../../../shell/seal/sealed_format.js';
import { gunzip, unpackArchive } from '../../../shell/seal/archive.js';
import { seal, zip } from '../../../shell/build/seal.mjs';

globalThis.crypto ??= webcrypto;

// Cheap keys stand in for the slow hash, which credentials.test.mjs covers.
const keyOf = (byte) => new Uint8Array(32).fill(byte);
const list = {
  memory: 65536,
  passes: 3,
  lanes: 1,
  salt: new Uint8Array(16).fill(7),
  accounts: [
    { note: 'one', key: keyOf(1) },
    { note: 'two', key: keyOf(2) },
  ],
};
const files = new Map([
  ['host.js', new TextEncoder().encode('export const a = 1;')],
  ['data/x.bin', new Uint8Array(5000).fill(9)],
]);
const sealed = await seal(files, list);

async function open(bytes, key) {
  const header = await parseSealed(bytes);
  const contentKey = await openSlots(header, key);
  return (
    contentKey &&
    unpackArchive(await gunzip(await openContent(header, contentKey), header.archiveBytes))
  );
}

function changed(at, value) {
  const copy = sealed.slice();
  copy[at] = value ?? copy[at] ^ 1;
  return copy;
}

test('every account opens to the very files that were sealed', async () => {
  for (const { key } of list.accounts) {
    assert.deepEqual([...(await open(sealed, key))].sort(), [...files].sort());
  }
});

test('a key of no account opens nothing, and is not an error', async () => {
  assert.equal(await open(sealed, keyOf(3)), null);
});

test('every slot is tried, whoever asks: an account, a wrong password, a stranger', async () => {
  const { subtle } = crypto;
  const { decrypt } = subtle;
  let tried = 0;
  subtle.decrypt = (...given) => {
    ++tried;
    return decrypt.apply(subtle, given);
  };
  try {
    const header = await parseSealed(sealed);
    for (const key of [keyOf(1), keyOf(2), keyOf(3)]) {
      tried = 0;
      await openSlots(header, key);
      assert.equal(tried, header.slotCount);
    }
  } finally {
    delete subtle.decrypt;
  }
});

test('nothing of the files can be read in the sealed bytes', () => {
  const text = Buffer.from(sealed);
  for (const plain of ['host.js', 'export const', 'one', 'two']) {
    assert.equal(text.indexOf(plain), -1);
  }
});

test('two builds share neither salts, nonces, slots nor content', async () => {
  const again = await seal(files, list);
  assert.equal(again.length, sealed.length);
  const equal = sealed.reduce((count, byte, i) => count + (i >= 60 && byte === again[i]), 0);
  assert.ok(equal < (sealed.length - 60) * 0.05, `${equal} of ${sealed.length} bytes are equal`);
});

test('the number of slots does not tell the number of accounts', async () => {
  const alone = await seal(files, { ...list, accounts: list.accounts.slice(0, 1) });
  assert.equal((await parseSealed(alone)).slotCount, (await parseSealed(sealed)).slotCount);
});

test('every flipped bit of header, slots and digest is told as damage', async () => {
  const { slotCount } = await parseSealed(sealed);
  for (let at = 0; at < 88 + SLOT_BYTES * slotCount + 32; ++at) {
    await assert.rejects(parseSealed(changed(at)), DamagedError, `byte ${at}`);
  }
});

test('a flipped bit of the content is told as damage, with the right key', async () => {
  for (const at of [sealed.length - 1, sealed.length - 17, sealed.length - 40]) {
    await assert.rejects(open(changed(at), keyOf(1)), DamagedError);
  }
});

test('every truncation is told as damage', async () => {
  for (let length = 0; length < sealed.length; length += 7) {
    await assert.rejects(parseSealed(sealed.subarray(0, length)), DamagedError);
  }
});

test('a weakened or absurd header is refused for what it says', async () => {
  const at = { memory: 12, passes: 16, lanes: 20, slots: 24 };
  for (const [name, offset] of Object.entries(at)) {
    for (const value of [LIMITS[name][0] - 1, LIMITS[name][1] + 1, 0xffffffff]) {
      const copy = sealed.slice();
      new DataView(copy.buffer).setUint32(offset, value, true);
      await assert.rejects(parseSealed(copy), /is allowed/, `${name} = ${value}`);
    }
  }
});

test('a header with a digest of its own still opens no slot once changed', async () => {
  const copy = changed(16, 4); // one more pass: allowed, but not what was sealed
  const digestAt = 88 + SLOT_BYTES * (await parseSealed(sealed)).slotCount;
  copy.set(
    new Uint8Array(await crypto.subtle.digest('SHA-256', copy.subarray(0, digestAt))),
    digestAt,
  );
  assert.equal(await openSlots(await parseSealed(copy), keyOf(1)), null);
});

test('an archive larger than its header says is never unzipped past that size', async () => {
  const header = await parseSealed(sealed);
  const zipped = await openContent(header, await openSlots(header, keyOf(1)));
  await assert.rejects(gunzip(zipped, 100), /larger/);
  await assert.rejects(gunzip(zipped, header.archiveBytes + 1), /smaller/);
});

test('what is zipped without libdeflate opens as well', () => {
  const path = process.env.PATH;
  const bytes = Buffer.from('a page, a page, a page');
  for (const search of [path, '']) {
    process.env.PATH = search;
    assert.deepEqual(gunzipSync(zip(bytes)), bytes);
  }
  process.env.PATH = path;
});
