// The host against the manifest of the built page: it calls what there is and nothing else, and has
// an element for every control that it is said to have.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const path = `${root}/build/web/manifest.json`;
const skip = existsSync(path) ? false : 'no page is built: run shell/serve.sh --build-only';
const manifest = skip ? null : JSON.parse(readFileSync(path, 'utf8'));

const host = (name) => readFileSync(`${root}/shell/page/${name}`, 'utf8');
const scripts = readdirSync(`${root}/shell/page`).filter((name) => name.endsWith('.js'));
const matches = (text, pattern) => new Set([...text.matchAll(pattern)].map(([, name]) => name));

test('the host calls every function of the manifest and no other', { skip }, () => {
  const known = new Set(manifest.functions.map(({ name }) => name));
  assert.deepEqual(
    [...matches(host('host.js'), /(?<!\/)\bwasm\.(\w+)/g)].sort(),
    [...known].sort(),
  );
});

test('no other script of the host knows the wasm or a symbol of it', { skip }, () => {
  for (const name of scripts.filter((each) => each !== 'wasm.js')) {
    assert.doesNotMatch(host(name), /_so_|_malloc/, name);
  }
});

test('buttons of the bar are controls that the host performs', { skip }, () => {
  const ids = matches(host('host.html').match(/<header[^]*<\/header>/)[0], /<button id="([^"]+)"/g);
  const { readerView, theme, signOut } = manifest.controls;
  assert.deepEqual(ids, new Set([readerView, theme, signOut]));
});

test('style sheets know the views and typefaces by their names', { skip }, () => {
  const sheets = host('host.css') + host('reader.css');
  assert.deepEqual(matches(sheets, /\[data-view="?(\w+)"?\]/g), new Set(manifest.views));
  const families = new Set(manifest.fonts.map(({ family }) => family));
  assert.deepEqual(matches(sheets, /"(SO \w+)"/g), families);
});

test('every file of the manifest is in the payload', { skip }, () => {
  for (const { name, optional } of manifest.assets) {
    assert.ok(optional || existsSync(`${root}/build/web/payload/${name}`), name);
  }
});
