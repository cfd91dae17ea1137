// Stories of the gate, in Chromium, against the built and sealed site.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { accessibilityProblems, demo, signIn, siteDir, statusOf, story, submitCredentials, waitForStatus } from './harness.mjs';

const copies = [];
after(() => copies.forEach((copy) => rmSync(copy, { recursive: true })));

// A copy of the site with a changed sealed file.
function siteWith(change) {
  const copy = mkdtempSync(join(tmpdir(), 'second-opinion-'));
  copies.push(copy);
  cpSync(siteDir, copy, { recursive: true });
  writeFileSync(join(copy, 'payload.sealed'), change(readFileSync(join(copy, 'payload.sealed'))));
  return copy;
}

function flip(bytes, at) {
  bytes[at] ^= 1;
  return bytes;
}

async function refusal(page) {
  await page.waitForFunction(() => document.querySelector('#sign-in-error').textContent !== '');
  return page.$eval('#sign-in-error', (element) => [element.dataset.reason, element.textContent]);
}

story('a wrong password is refused, and the focus goes back to it', async ({ page }) => {
  await submitCredentials(page, { ...demo, password: 'optimization1234' });
  const [reason, text] = await refusal(page);
  assert.equal(reason, 'credentials');
  assert.match(text, /account and password do not open/);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'password');
  assert.equal(await statusOf(page), null);
  assert.equal(await page.getAttribute('#sign-in-error', 'role'), 'alert');
});

story('a wrong account gives the same words as a wrong password', async ({ page }) => {
  await submitCredentials(page, { ...demo, password: 'wrong' });
  const first = await refusal(page);
  await submitCredentials(page, { ...demo, account: 'eve' });
  await page.waitForFunction(() => document.querySelector('#gate').dataset.stage === 'sign-in');
  assert.deepEqual(await refusal(page), first);
});

story('empty fields are asked for, not tried', async ({ page }) => {
  await page.click('#sign-in-submit');
  assert.equal((await refusal(page))[0], 'empty');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'account');
});

story('the right account and password open the page and the gate is gone', async ({ page, problems }) => {
  assert.equal(await statusOf(page), null);
  await signIn(page);
  assert.equal(await page.$('#sign-in'), null);
  assert.notEqual(await statusOf(page), null);
  assert.deepEqual(problems, []);
});

story('Enter submits, and the account may be written with capitals and spaces', async ({ page }) => {
  await page.fill('#account', ' DAN ');
  await page.fill('#password', demo.password);
  await page.press('#password', 'Enter');
  await page.waitForSelector('#gate', { state: 'detached' });
});

story('a reload keeps the session, signing out ends it', async ({ page }) => {
  await signIn(page);
  await page.reload();
  await page.waitForSelector('#gate', { state: 'detached' });
  assert.notEqual(await statusOf(page), null);
  await page.click('#sign-out');
  await page.waitForSelector('#sign-in', { state: 'visible' });
  assert.equal(await statusOf(page), null);
  assert.equal(await page.evaluate(() => sessionStorage.getItem('second-opinion-session')), null);
  await page.reload();
  await page.waitForSelector('#sign-in', { state: 'visible' });
});

story('a session in one tab does not open another', async ({ page, url }) => {
  await signIn(page);
  const other = await page.context().newPage();
  await other.goto(url);
  await other.waitForSelector('#sign-in', { state: 'visible' });
  assert.equal(await statusOf(other), null);
});

const keptKey = (page) => page.evaluate(() => new Promise((resolve, reject) => {
  const opening = indexedDB.open('second-opinion');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const database = opening.result;
    const names = [...database.objectStoreNames];
    const asked = names.length ? database.transaction(names).objectStore(names[0]).get('kept') : null;
    const finish = (kept) => { database.close(); resolve(kept && { extractable: kept.key.extractable, until: kept.until }); };
    if (asked) asked.onsuccess = () => finish(asked.result ?? null);
    else finish(null);
  };
}));

story('a device keeps a visitor signed in only when asked to, until signing out', async ({ page, url }) => {
  assert.equal(await page.isChecked('#keep-signed-in'), false);
  await page.check('#keep-signed-in');
  await signIn(page);
  assert.equal((await keptKey(page)).extractable, false);
  const other = await page.context().newPage();
  await other.goto(url);
  await waitForStatus(other, (status) => status !== null, 'the page in another tab, without signing in');
  await other.click('#sign-out');
  await other.waitForSelector('#sign-in', { state: 'visible' });
  assert.equal(await keptKey(other), null);
});

story('a kept sign-in ends after 30 days', async ({ page, url }) => {
  await page.check('#keep-signed-in');
  await signIn(page);
  const days = ((await keptKey(page)).until - Date.now()) / 86_400_000;
  assert.ok(days > 29.9 && days <= 30, `${days} days`);
  const later = async (shift) => {
    const other = await page.context().newPage();
    await other.addInitScript((by) => { const now = Date.now; Date.now = () => now() + by; }, shift * 86_400_000);
    await other.goto(url);
    return other;
  };
  await waitForStatus(await later(29), (status) => status !== null, 'the page after 29 days');
  await (await later(31)).waitForSelector('#sign-in', { state: 'visible' });
});

story('the password can be shown and hidden', async ({ page }) => {
  await page.fill('#password', 'abc');
  await page.click('#show-password');
  assert.equal(await page.getAttribute('#password', 'type'), 'text');
  await page.click('#show-password');
  assert.equal(await page.getAttribute('#password', 'type'), 'password');
});

story('the form is one that password managers know', async ({ page }) => {
  assert.equal(await page.getAttribute('#account', 'autocomplete'), 'username');
  assert.equal(await page.getAttribute('#account', 'type'), 'text');
  assert.equal(await page.getAttribute('#password', 'autocomplete'), 'current-password');
  assert.equal(await page.$eval('#sign-in', (form) => form.tagName), 'FORM');
});

const damages = {
  'a flipped bit in the content': (bytes) => flip(bytes, bytes.length - 100),
  'a flipped bit in the header': (bytes) => flip(bytes, 50),
  'a flipped bit in a slot': (bytes) => flip(bytes, 100),
  'a truncated file': (bytes) => bytes.subarray(0, bytes.length - 1000),
  'an empty file': () => Buffer.alloc(0),
};
for (const [what, change] of Object.entries(damages)) {
  story(`the right password on ${what} is told from a wrong password`, { site: siteWith(change) }, async ({ page }) => {
    await submitCredentials(page);
    await page.waitForFunction(() => document.querySelector('#sign-in-error').dataset.reason === 'damaged');
    assert.match(await page.textContent('#sign-in-error'), /damaged/);
    assert.equal(await statusOf(page), null);
  });
}

story('without crypto.subtle the gate says what is needed', { visit: false }, async ({ page, url }) => {
  await page.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined }));
  await page.goto(url);
  const [reason, text] = await refusal(page);
  assert.equal(reason, 'environment');
  assert.match(text, /https/);
  assert.ok(await page.isDisabled('#sign-in-submit'));
});

for (const [what, take, words] of [
  ['WebAssembly', () => { delete globalThis.WebAssembly; }, /too old/],
  ['DecompressionStream', () => { delete globalThis.DecompressionStream; }, /too old/],
  ['WebAssembly SIMD', () => { WebAssembly.validate = () => false; }, /SIMD/],
]) {
  story(`without ${what} the gate says so instead of failing later`, { visit: false }, async ({ page, url }) => {
    await page.addInitScript(take);
    await page.goto(url);
    const [reason, text] = await refusal(page);
    assert.equal(reason, 'environment');
    assert.match(text, words);
    assert.ok(await page.isDisabled('#sign-in-submit'));
  });
}

story('storage that is refused costs no more than signing in again', { visit: false }, async ({ page, url, problems }) => {
  await page.addInitScript(() => {
    const refuse = () => { throw new DOMException('refused', 'SecurityError'); };
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) Object.defineProperty(globalThis, name, { get: refuse });
    Storage.prototype.setItem = refuse;
  });
  await page.goto(url);
  await page.check('#keep-signed-in');
  await signIn(page);
  await page.click('#theme');
  await page.reload();
  await page.waitForSelector('#sign-in', { state: 'visible' });
  assert.deepEqual(problems, []);
});

story('a sealed file that does not arrive can be asked for again', { visit: false }, async ({ page, url }) => {
  await page.route('**/payload.sealed', (route) => route.abort());
  await page.goto(url);
  await submitCredentials(page);
  assert.equal((await refusal(page))[0], 'network');
  await page.unroute('**/payload.sealed');
  await signIn(page);
});

story('crawlers are told to stay away, and the policy forbids eval', async ({ page }) => {
  assert.match(await page.getAttribute('meta[name=robots]', 'content'), /noindex/);
  const policy = await page.getAttribute('meta[http-equiv=Content-Security-Policy]', 'content');
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /'unsafe-eval'|'unsafe-inline'/);
});

for (const colorScheme of ['light', 'dark']) {
  story(`axe finds nothing on the gate, ${colorScheme}`, { colorScheme }, async ({ page }) => {
    assert.deepEqual(await accessibilityProblems(page), []);
    await submitCredentials(page, { account: 'x', password: 'y' });
    await refusal(page);
    assert.deepEqual(await accessibilityProblems(page), []);
  });
}
