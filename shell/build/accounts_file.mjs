// The list of accounts that the next build seals for: where it lies, how it is
// read, checked and written. It holds no account names and no passwords, but
// the slow hash of both, which opens the page as well as the password does:
// the file must stay private (git ignores it).
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { argon2id } from 'hash-wasm';
import { PASSWORD_HASH, passwordKey } from '../seal/credentials.js';
import { LIMITS } from '../seal/sealed_format.js';

export const DEMO = Object.freeze({ note: 'demo', account: 'dan', password: 'Optimization1234' });
export const MOST_ACCOUNTS = 256;

export function accountsPath() {
  return (
    process.env.SECOND_OPINION_ACCOUNTS_FILE ||
    fileURLToPath(new URL('../accounts.json', import.meta.url))
  );
}

export function newList() {
  return { version: 1, ...PASSWORD_HASH, salt: randomBytes(16), accounts: [] };
}

export async function keyFor(list, account, password) {
  return passwordKey(argon2id, account, password, list);
}

export async function demoList() {
  const list = newList();
  list.accounts.push({ note: DEMO.note, key: await keyFor(list, DEMO.account, DEMO.password) });
  return list;
}

export async function holdsDemo(list) {
  const demo = Buffer.from(await keyFor(list, DEMO.account, DEMO.password));
  return list.accounts.some((entry) => demo.equals(entry.key));
}

function refuse(path, what) {
  throw new Error(
    `${path}: ${what}. Mend it from a backup, or delete it and add the accounts again ` +
      '(shell/accounts add NOTE).',
  );
}

function bytesOf(path, text, count, what) {
  const bytes = Buffer.from(typeof text === 'string' ? text : '', 'base64');
  if (bytes.length !== count) refuse(path, `${what} is not ${count} bytes in base64`);
  return bytes;
}

// The list, or null where there is none yet.
export function readList(path = accountsPath()) {
  if (!existsSync(path)) return null;
  let json;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    refuse(path, `not readable as JSON (${error.message})`);
  }
  if (json?.version !== 1 || !Array.isArray(json.accounts)) {
    refuse(path, 'not a list of accounts, version 1');
  }
  for (const name of ['memory', 'passes', 'lanes']) {
    const [low, high] = LIMITS[name];
    if (!Number.isInteger(json[name]) || json[name] < low || json[name] > high) {
      refuse(path, `"${name}" is not within ${low} to ${high}`);
    }
  }
  if (json.accounts.length > MOST_ACCOUNTS) refuse(path, `more than ${MOST_ACCOUNTS} accounts`);
  const accounts = json.accounts.map((entry, i) => {
    if (typeof entry?.note !== 'string' || !entry.note) {
      refuse(path, `account ${i + 1} has no note`);
    }
    return { note: entry.note, key: bytesOf(path, entry.key, 32, `the key of "${entry.note}"`) };
  });
  const { memory, passes, lanes } = json;
  return {
    version: 1,
    memory,
    passes,
    lanes,
    salt: bytesOf(path, json.salt, 16, 'the salt'),
    accounts,
  };
}

export function writeList(list, path = accountsPath()) {
  const accounts = list.accounts.map(({ note, key }) => ({
    note,
    key: Buffer.from(key).toString('base64'),
  }));
  const json = { ...list, salt: Buffer.from(list.salt).toString('base64'), accounts };
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, `${JSON.stringify(json, null, 2)}\n`, { mode: 0o600 });
  chmodSync(temporary, 0o600);
  renameSync(temporary, path);
}
