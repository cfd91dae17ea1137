// The page as one file, put together from parts made up here.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { bundleGate } from '../../../shell/build/gate_bundle.mjs';
import { oneFile } from '../../../shell/offline/one_file.mjs';

const shell = (name) =>
  new Uint8Array(readFileSync(new URL(`../../../shell/gate/${name}`, import.meta.url)));
const bytes = (text) => new Uint8Array(Buffer.from(text));
const sealed = new Uint8Array(2000).map((_, i) => (i * 37) % 256);

function parts() {
  return new Map([
    ['index.html', shell('index.html')],
    ['gate.css', shell('gate.css')],
    ['gate.js', bytes('console.log("</script>", "$&")')],
    ['payload.sealed', sealed],
    ...['gate-title.woff2', 'gate-text.woff2', 'gate-bold.woff2'].map((name) => [
      name,
      bytes(`font ${name}`),
    ]),
  ]);
}
const text = (files) => Buffer.from(oneFile(files)).toString('utf8');
const between = (html, start, end) =>
  html.slice(
    html.indexOf(start) + start.length,
    html.indexOf(end, html.indexOf(start) + start.length),
  );

test('the sealed bytes come out as they went in', () => {
  const html = text(parts());
  const carried = between(
    html,
    '<script type="application/octet-stream" id="payload">',
    '</script>',
  );
  assert.deepEqual(new Uint8Array(Buffer.from(carried, 'base64')), sealed);
});

test('nothing is asked for by address, and the policy forbids it', () => {
  const html = text(parts());
  assert.doesNotMatch(html, /<link rel="(preload|stylesheet)"/);
  assert.doesNotMatch(html, /src="(?!data:)/);
  assert.doesNotMatch(html, /url\((?!data:|#)/);
  const policy = between(html, 'http-equiv="Content-Security-Policy" content="', '"');
  assert.match(policy, /^default-src 'none'/);
  assert.doesNotMatch(
    policy,
    /'self'|https?:|connect-src|unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')/,
  );
});

test('the policy allows exactly the script and the style that are there', () => {
  const html = text(parts());
  const policy = between(html, 'http-equiv="Content-Security-Policy" content="', '"');
  for (const inside of [
    between(html, '<script type="module">', '</script>'),
    between(html, '<style>', '</style>'),
  ]) {
    assert.ok(policy.includes(`'sha256-${createHash('sha256').update(inside).digest('base64')}'`));
  }
});

test('a script that speaks of </script> and $& stays one script', () => {
  const html = text(parts());
  assert.equal(
    between(html, '<script type="module">', '</script>'),
    'console.log("<\\/script>", "$&")',
  );
});

test('the typefaces are carried along', () => {
  const html = text(parts());
  for (const name of ['gate-title.woff2', 'gate-text.woff2', 'gate-bold.woff2']) {
    assert.ok(html.includes(Buffer.from(`font ${name}`).toString('base64')), name);
  }
});

test('a missing part and a changed index.html are named', () => {
  for (const name of parts().keys()) {
    const files = parts();
    files.delete(name);
    assert.throws(() => oneFile(files), new RegExp(name.replace('.', '\\.')), name);
  }
  const files = parts();
  files.set(
    'index.html',
    bytes(
      Buffer.from(files.get('index.html'))
        .toString('utf8')
        .replace('<link rel="stylesheet" href="gate.css">', ''),
    ),
  );
  assert.throws(() => oneFile(files), /gate\\\.css/);
});

test('the gate is one script without imports, and keeps the licence of Argon2id', async () => {
  const script = Buffer.from(await bundleGate()).toString('utf8');
  assert.doesNotMatch(script, /\bimport\s*["'{*]|\bfrom\s*["']\.\//);
  assert.match(script, /@license MIT/);
  assert.doesNotMatch(script, /\beval\(|new Function/);
});
