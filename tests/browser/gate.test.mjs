// Stories of the gate, in Chromium, against the built and sealed site.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import {
  accessibilityProblems,
  demo,
  refusal,
  signIn,
  siteDir,
  statusOf,
  story,
  submitCredentials,
} from './harness.mjs';

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

story(
  'the right account and password open the page and the gate is gone',
  async ({ page, problems }) => {
    assert.equal(await statusOf(page), null);
    await signIn(page);
    assert.equal(await page.$('#sign-in'), null);
    assert.notEqual(await statusOf(page), null);
    assert.deepEqual(problems, []);
  },
);

story(
  'Enter submits, and the account may be written with capitals and spaces',
  async ({ page }) => {
    await page.fill('#account', ' DAN ');
    await page.fill('#password', demo.password);
    await page.press('#password', 'Enter');
    await page.waitForSelector('#gate', { state: 'detached' });
  },
);

for (const [what, password, capsLock, words] of [
  ['a space at its end', `${demo.password} `, false, /begins or ends with a space/],
  [
    'a pasted line break’s no-break space before it',
    `\u00a0${demo.password}`,
    false,
    /begins or ends with a space/,
  ],
  [
    'a zero-width space within',
    'Optimization\u200b1234',
    false,
    /password holds an invisible character/,
  ],
  ['Caps Lock', 'oPTIMIZATION1234', true, /Caps Lock is on/],
]) {
  story(
    `a password refused with ${what} gets a hint, and stays as it was typed`,
    async ({ page }) => {
      await page.fill('#account', demo.account);
      await page.fill('#password', password);
      // No key of a driven browser locks: the event of one typed says that it is locked.
      await page.$eval(
        '#password',
        (field, locked) =>
          field.dispatchEvent(
            new KeyboardEvent('keyup', { key: 'x', bubbles: true, modifierCapsLock: locked }),
          ),
        capsLock,
      );
      await page.click('#sign-in-submit', { trial: true });
      await page.$eval('#sign-in', (form) => form.requestSubmit());
      const [reason, text] = await refusal(page);
      assert.equal(reason, 'credentials');
      assert.match(text, words);
      assert.equal(await page.inputValue('#password'), password);
    },
  );
}

story(
  'an account with an invisible character gets a hint, and plain refusals get none',
  async ({ page }) => {
    await submitCredentials(page, { account: 'd\u200ban', password: demo.password });
    assert.match((await refusal(page))[1], /The account holds an invisible character/);
    await submitCredentials(page, { account: 'dan', password: 'wrong' });
    await page.waitForFunction(() => document.querySelector('#gate').dataset.stage === 'sign-in');
    assert.match((await refusal(page))[1], /Check both and try again\.$/);
  },
);

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
  story(
    `the right password on ${what} is told from a wrong password`,
    { site: siteWith(change) },
    async ({ page }) => {
      await submitCredentials(page);
      await page.waitForFunction(
        () => document.querySelector('#sign-in-error').dataset.reason === 'damaged',
      );
      assert.match(await page.textContent('#sign-in-error'), /damaged/);
      assert.equal(await statusOf(page), null);
    },
  );
}

story(
  'without crypto.subtle the gate says what is needed',
  { visit: false },
  async ({ page, url }) => {
    await page.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined }));
    await page.goto(url);
    const [reason, text] = await refusal(page);
    assert.equal(reason, 'environment');
    assert.match(text, /https/);
    assert.ok(await page.isDisabled('#sign-in-submit'));
  },
);

for (const [what, take, words] of [
  [
    'WebAssembly, as in Lockdown Mode,',
    () => {
      delete globalThis.WebAssembly;
    },
    /^(?!.*old).*switched off.*Lockdown/,
  ],
  [
    'DecompressionStream',
    () => {
      delete globalThis.DecompressionStream;
    },
    /too old/,
  ],
  [
    'WebAssembly SIMD',
    () => {
      WebAssembly.validate = () => false;
    },
    /SIMD/,
  ],
]) {
  story(
    `without ${what} the gate says so instead of failing later`,
    { visit: false },
    async ({ page, url }) => {
      await page.addInitScript(take);
      await page.goto(url);
      const [reason, text] = await refusal(page);
      assert.equal(reason, 'environment');
      assert.match(text, words);
      assert.ok(await page.isDisabled('#sign-in-submit'));
    },
  );
}

story(
  'a sealed file that does not arrive can be asked for again',
  { visit: false },
  async ({ page, url }) => {
    await page.route('**/payload.sealed', (route) => route.abort());
    await page.goto(url);
    await submitCredentials(page);
    assert.equal((await refusal(page))[0], 'network');
    await page.unroute('**/payload.sealed');
    await signIn(page);
  },
);

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
