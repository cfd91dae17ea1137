// From account and password to the key: what counts as the same, and the
// slow hash itself against the reference implementation.
import test from 'node:test';
import assert from 'node:assert/strict';
import { argon2id } from 'hash-wasm';
import { PASSWORD_HASH, credentialBytes, passwordKey } from '../../../shell/seal/credentials.js';

const same = (a, b) =>
  Buffer.from(credentialBytes(...a)).equals(Buffer.from(credentialBytes(...b)));

test('accounts are one in any case and with spaces around them', () => {
  assert.ok(same([' Dan ', 'x'], ['dan', 'x']));
});

test('a password keeps its case and its spaces', () => {
  assert.ok(!same(['dan', 'X'], ['dan', 'x']));
  assert.ok(!same(['dan', 'x '], ['dan', 'x']));
});

test('composed and decomposed letters are one', () => {
  assert.ok(same(['zo\u00eb', 'caf\u00e9'], ['zoe\u0308', 'cafe\u0301']));
});

test('a character may not wander from account to password', () => {
  assert.ok(!same(['ab', 'c'], ['a', 'bc']));
});

test('known, unknown and empty names cost the same hash', async () => {
  const asked = [];
  const spy = async ({ password, ...cost }) => {
    asked.push(cost);
    return password;
  };
  const cost = { ...PASSWORD_HASH, salt: new Uint8Array(16).fill(1) };
  for (const [account, password] of [
    ['dan', 'right'],
    ['dan', 'wrong'],
    ['nobody', 'right'],
    ['', ''],
  ])
    await passwordKey(spy, account, password, cost);
  for (const one of asked) assert.deepEqual(one, asked[0]);
  assert.equal(asked[0].memorySize, PASSWORD_HASH.memory);
});

test('the hash is no weaker than promised', () => {
  assert.ok(PASSWORD_HASH.memory >= 65536 && PASSWORD_HASH.passes >= 3);
});

test('Argon2id gives what the reference implementation gives', async () => {
  // The RFC's own vector has associated data, which this library does not take.
  const hash = await argon2id({
    password: 'password',
    salt: 'somesalt',
    iterations: 2,
    parallelism: 1,
    memorySize: 65536,
    hashLength: 32,
    outputType: 'hex',
  });
  assert.equal(hash, '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7');
  const key = await passwordKey(argon2id, 'dan', 'x', {
    memory: 19456,
    passes: 2,
    lanes: 1,
    salt: new Uint8Array(16).fill(1),
  });
  assert.equal(key.length, 32);
});
