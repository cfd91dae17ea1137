// What outlives a reload, and what must not: the session of a tab, the sign-in that a device keeps,
// and whatever is left of both in the browser's storage.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { webcrypto } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { argon2id } from 'hash-wasm';
import { demoList } from '../../shell/build/accounts_file.mjs';
import { readFolder, seal, siteFiles, writeSite } from '../../shell/build/seal.mjs';
import { passwordKey } from '../../shell/seal/credentials.js';
import { openSlots, parseSealed } from '../../shell/seal/sealed_format.js';
import {
  demo,
  refusal,
  root,
  signIn,
  siteDir,
  statusOf,
  story,
  waitForStatus,
} from './harness.mjs';

globalThis.crypto ??= webcrypto; // Node 18 has it under another name only

const folder = mkdtempSync(join(tmpdir(), 'second-opinion-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function copyOfSite(name) {
  const site = join(folder, name);
  cpSync(siteDir, site, { recursive: true });
  return site;
}

// Everything that this origin's storage holds: texts, and the records of every database, their keys
// told as what they allow and their bytes as numbers.
const storage = (page) =>
  page.evaluate(async () => {
    const settled = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const plain = (value) => {
      if (value instanceof CryptoKey)
        return { extractable: value.extractable, usages: value.usages };
      if (value instanceof ArrayBuffer) return { bytes: [...new Uint8Array(value)] };
      if (ArrayBuffer.isView(value)) return { bytes: [...new Uint8Array(value.buffer)] };
      if (value === null || typeof value !== 'object') return value;
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
    };
    const records = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const opened = database.transaction(store).objectStore(store);
        const [ids, values] = await Promise.all(
          [opened.getAllKeys(), opened.getAll()].map(settled),
        );
        ids.forEach((id, i) => records.push({ database: name, id, ...plain(values[i]) }));
      }
      database.close();
    }
    return { texts: [...Object.values(sessionStorage), ...Object.values(localStorage)], records };
  });

const keptKey = async (page) =>
  (await storage(page)).records.find(({ id }) => id === 'kept') ?? null;

async function untilNoKeyIsKept(page) {
  for (const end = Date.now() + 20_000; await keptKey(page);) {
    assert.ok(Date.now() < end, 'a key is still kept');
  }
}

// Puts a key of nothing in the place of the one that the device keeps.
const spoilKeptKey = (page) =>
  page.evaluate(async () => {
    const settled = (request) =>
      new Promise((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
    const [{ name }] = await indexedDB.databases();
    const database = await settled(indexedDB.open(name));
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'decrypt',
    ]);
    const kept = await settled(database.transaction('keys').objectStore('keys').get('kept'));
    const store = database.transaction('keys', 'readwrite').objectStore('keys');
    await settled(store.put({ ...kept, key }, 'kept'));
    database.close();
  });

async function another(page, url, shiftDays = 0) {
  const other = await page.context().newPage();
  await other.addInitScript((by) => {
    const { now } = Date;
    Date.now = () => now() + by;
  }, shiftDays * 86_400_000);
  await other.goto(url);
  return other;
}

const opened = (page) =>
  waitForStatus(page, (status) => status !== null, 'the page, without signing in');
const formOf = (page) => page.waitForSelector('#sign-in', { state: 'visible' });

story('a reload keeps the session, signing out ends it', async ({ page }) => {
  await signIn(page);
  await page.reload();
  await page.waitForSelector('#gate', { state: 'detached' });
  assert.notEqual(await statusOf(page), null);
  await page.click('#sign-out');
  await formOf(page);
  assert.equal(await statusOf(page), null);
  assert.deepEqual(
    await storage(page).then(({ texts, records }) => [texts.join().includes('wrapped'), records]),
    [false, []],
  );
  await page.reload();
  await formOf(page);
});

story('a session in one tab does not open another', async ({ page, url }) => {
  await signIn(page);
  const other = await another(page, url);
  await formOf(other);
  assert.equal(await statusOf(other), null);
});

story('no storage holds the content key in a form that can be read out', async ({ page }) => {
  const header = await parseSealed(new Uint8Array(readFileSync(`${siteDir}/payload.sealed`)));
  const parameters = { ...header, salt: header.passwordSalt };
  const derived = await passwordKey(argon2id, demo.account, demo.password, parameters);
  const key = Buffer.from(await openSlots(header, derived));
  assert.equal(key.length, 32);
  await page.check('#keep-signed-in');
  await signIn(page);
  const { texts, records } = await storage(page);
  assert.ok(records.length >= 2, 'a record of the tab, and one of the device');
  const all = [...texts, JSON.stringify(records)].join('\n');
  for (const form of ['base64', 'hex', 'latin1']) {
    assert.equal(all.includes(key.toString(form)), false, form);
  }
  assert.equal(all.includes(key.join(',')), false, 'as numbers');
  for (const record of records) assert.equal(record.key.extractable, false, record.id);
  // What a closed tab leaves in the database cannot open the page.
  for (const { id, key } of records) {
    if (id !== 'kept') assert.equal(key.usages.includes('decrypt'), false);
  }
});

story(
  'a device keeps a visitor signed in only when asked to, until signing out',
  async ({ page, url }) => {
    assert.equal(await page.isChecked('#keep-signed-in'), false);
    await page.check('#keep-signed-in');
    await signIn(page);
    const other = await another(page, url);
    await opened(other);
    await other.click('#sign-out');
    await formOf(other);
    assert.equal(await keptKey(other), null);
  },
);

story('a kept sign-in ends after 30 days, says so, and is deleted', async ({ page, url }) => {
  await page.check('#keep-signed-in');
  await signIn(page);
  const days = ((await keptKey(page)).until - Date.now()) / 86_400_000;
  assert.ok(days > 29.9 && days <= 30, `${days} days`);
  await opened(await another(page, url, 29));
  const late = await another(page, url, 31);
  await formOf(late);
  assert.match((await refusal(late)).join(), /ended,The 30 days are over/);
  await untilNoKeyIsKept(late);
  await late.reload();
  await formOf(late);
  assert.equal(await late.textContent('#sign-in-error'), '');
});

story(
  'a key that was stored by half is deleted by the next visit, and by signing out',
  async ({ page, url }) => {
    await page.check('#keep-signed-in');
    await signIn(page);
    const halve = (tab) =>
      tab.evaluate(() =>
        Object.keys(localStorage)
          .filter((name) => name.startsWith('second-opinion'))
          .forEach((name) => localStorage.removeItem(name)),
      );
    await halve(page);
    const other = await another(page, url);
    await formOf(other);
    await untilNoKeyIsKept(other);
    await other.check('#keep-signed-in');
    await signIn(other);
    await halve(other);
    await other.click('#sign-out');
    await formOf(other);
    assert.equal(await keptKey(other), null);
  },
);

const renewed = copyOfSite('renewed');
story(
  'a kept sign-in that a new build ends says why, once',
  { site: renewed, serviceWorkers: 'block' },
  async ({ page }) => {
    await page.check('#keep-signed-in');
    await signIn(page);
    const sealed = await seal(readFolder(`${root}/build/web/payload`), await demoList());
    writeSite(renewed, await siteFiles(sealed, `${root}/build/web/gate_fonts`));
    await page.reload();
    await formOf(page);
    assert.match((await refusal(page)).join(), /ended,The page was published anew/);
    assert.deepEqual((await storage(page)).records, []);
    await page.reload();
    await formOf(page);
    assert.equal(await page.textContent('#sign-in-error'), '');
    await signIn(page);
  },
);

story(
  'a remembered key that does not fit is forgotten and says so, of the device and of the tab',
  async ({ page, url }) => {
    await page.check('#keep-signed-in');
    await signIn(page);
    await spoilKeptKey(page);
    const other = await another(page, url);
    await formOf(other);
    assert.match((await refusal(other)).join(), /ended,.*does not open the page/);
    assert.equal(await keptKey(other), null);
    await signIn(other);
    await other.evaluate(() => {
      const name = Object.keys(sessionStorage).find((key) => key.startsWith('second-opinion'));
      const session = JSON.parse(sessionStorage.getItem(name));
      sessionStorage.setItem(name, JSON.stringify({ ...session, iv: btoa('123456789012') }));
    });
    await other.reload();
    await formOf(other);
    assert.match((await refusal(other)).join(), /ended,.*does not open the page/);
    await other.reload();
    await formOf(other);
    assert.equal(await other.textContent('#sign-in-error'), '');
  },
);

for (const name of ['one', 'two']) copyOfSite(`host/${name}`);
writeFileSync(join(folder, 'host/index.html'), 'another page of the host');
story(
  'two pages of one origin in different folders keep their sign-ins apart',
  { site: join(folder, 'host'), visit: false },
  async ({ page, url }) => {
    for (const name of ['one', 'two']) {
      await page.goto(`${url}${name}/`);
      await page.check('#keep-signed-in');
      await signIn(page);
    }
    await page.goto(`${url}one/`);
    await opened(page);
    await page.click('#sign-out');
    await formOf(page);
    await page.goto(`${url}two/`);
    await opened(page);
    await opened(await another(page, `${url}two/index.html`));
  },
);

story(
  'storage that is refused costs no more than signing in again',
  { visit: false },
  async ({ page, url, problems }) => {
    await page.addInitScript(() => {
      const refuse = () => {
        throw new DOMException('refused', 'SecurityError');
      };
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
        Object.defineProperty(globalThis, name, { get: refuse });
      }
      Storage.prototype.setItem = refuse;
    });
    await page.goto(url);
    await page.check('#keep-signed-in');
    await signIn(page);
    await page.click('#theme');
    await page.reload();
    await formOf(page);
    assert.deepEqual(problems, []);
  },
);
