// shell/accounts from outside: adds, lists, changes, removes; keeps secrets
// out of arguments, output and file.
import test, { after } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = mkdtempSync(join(tmpdir(), 'second-opinion-'));
after(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'accounts.json');
const script = fileURLToPath(new URL('../../../shell/build/accounts.mjs', import.meta.url));

function accounts(args, account, password) {
  const env = { ...process.env, SECOND_OPINION_ACCOUNTS_FILE: file };
  if (account !== undefined) {
    Object.assign(env, { SECOND_OPINION_ACCOUNT: account, SECOND_OPINION_PASSWORD: password });
  }
  return spawnSync(process.execPath, [script, ...args], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

const keys = () =>
  Object.fromEntries(
    JSON.parse(readFileSync(file, 'utf8')).accounts.map(({ note, key }) => [note, key]),
  );

test('an account is added, listed by its note, changed and removed', () => {
  assert.match(accounts(['list']).stdout, /demo account/);
  assert.equal(accounts(['add', 'reading group'], 'Ada', 'a long passphrase').status, 0);
  assert.equal(accounts(['add', 'second'], 'bob', 'another passphrase').status, 0);
  assert.equal(accounts(['list']).stdout, 'reading group\nsecond\n');
  const before = keys();
  assert.equal(accounts(['password', 'second'], 'bob', 'a new passphrase').status, 0);
  assert.equal(keys()['reading group'], before['reading group']);
  assert.notEqual(keys().second, before.second);
  assert.equal(accounts(['remove', 'reading group']).status, 0);
  assert.equal(accounts(['list']).stdout, 'second\n');
});

test('the file holds neither name nor password and is for its owner only', () => {
  assert.doesNotMatch(readFileSync(file, 'utf8'), /bob|passphrase/);
  assert.equal(statSync(file).mode & 0o077, 0);
});

test('bad usage is told with code 2, a failure with code 1', () => {
  assert.equal(accounts([]).status, 2);
  assert.equal(accounts(['add']).status, 2);
  assert.equal(accounts(['add', 'note', 'a password on the command line']).status, 2);
  assert.equal(accounts(['add', 'note']).status, 2, 'no terminal to ask on');
  assert.equal(accounts(['remove', 'nobody']).status, 1);
  assert.equal(accounts(['add', 'second'], 'x', 'y').status, 1);
  assert.equal(accounts(['add', 'empty'], '', '').status, 1);
});

test('leaving the public demo account among them is warned of', () => {
  assert.match(accounts(['add', 'demo'], 'dan', 'Optimization1234').stderr, /password is public/);
});

test('a spoilt file is refused by name and never overwritten', () => {
  for (const text of [
    '',
    '{',
    '{"version":2}',
    '{"version":1,"memory":1,"passes":3,"lanes":1,"salt":"","accounts":[]}',
  ]) {
    writeFileSync(file, text);
    const { status, stderr } = accounts(['add', 'x'], 'x', 'a long passphrase');
    assert.equal(status, 1, text);
    assert.match(stderr, /accounts\.json/);
    assert.equal(readFileSync(file, 'utf8'), text);
  }
});
