// The built site as a thief of files sees it: no piece of what is sealed may
// be readable anywhere in it. Looks at bytes only; needs no browser.
import test from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { readFolder } from '../../shell/build/seal.mjs';
import { root, siteDir } from './harness.mjs';

const payloadDir = `${root}/build/web/payload`;
const site = [...readFolder(siteDir)].map(([name, bytes]) => [name, Buffer.from(bytes)]);
const payload = existsSync(payloadDir) ? readFolder(payloadDir) : new Map();
const isCore = (name) => name.startsWith('core/');

function whoHolds(needle, files = site) {
  return files.filter(([, bytes]) => bytes.indexOf(needle) !== -1).map(([name]) => name);
}

// Short pieces from all over a file; runs of few different bytes say nothing.
function samples(bytes, length) {
  const step = Math.max(length, Math.floor(bytes.length / 200));
  const pieces = [];
  for (let at = 0; at + length <= bytes.length; at += step) {
    const piece = Buffer.from(bytes.subarray(at, at + length));
    if (new Set(piece).size > Math.min(length / 4, 12)) pieces.push(piece);
  }
  return pieces;
}

test('the site and the payload that was sealed are at hand to compare', () => {
  for (const name of ['index.html', 'gate.js', 'payload.sealed'])
    assert.ok(
      site.some(([file]) => file === name),
      name,
    );
  for (const name of ['page/host.js', 'article.md', 'report.json', 'page.wasm', 'cnn.weights'])
    assert.ok(payload.has(name), name);
});

for (const [name, bytes] of payload) {
  test(`no piece of ${name} can be read in the site`, () => {
    // The public core is made of the same code as page.wasm.
    const files = /^page\./.test(name) ? site.filter(([file]) => !isCore(file)) : site;
    // Turns of phrase of a language are common to gate and page; whole statements are not.
    const length = /\.(js|css)$/.test(name) ? 120 : /\.(md|json|txt|html)$/.test(name) ? 40 : 24;
    const pieces = samples(bytes, length);
    for (const piece of pieces)
      assert.deepEqual(
        whoHolds(piece, files),
        [],
        `${JSON.stringify(piece.toString('latin1'))} of ${name}`,
      );
  });
}

test('no sentence of the article can be read, in any encoding of text', () => {
  const sentences = Buffer.from(payload.get('article.md') ?? [])
    .toString('utf8')
    .split(/[.!?]\s|\n/)
    .filter((line) => line.length > 30);
  assert.ok(sentences.length > 10);
  for (const sentence of sentences) {
    const start = sentence.trim().slice(0, 40);
    for (const encoding of ['utf8', 'utf16le'])
      assert.deepEqual(whoHolds(Buffer.from(start, encoding)), [], start);
    assert.deepEqual(whoHolds(Buffer.from(start).toString('base64').slice(4, 40)), [], start);
  }
});

test('outside core/ there is no WebAssembly, font of the article, picture or weights file', () => {
  const outside = site.filter(([name]) => !isCore(name));
  const magics = { wasm: '\0asm\x01\0\0\0', png: '\x89PNG\r\n\x1a\n', truetype: '\0\x01\0\0\0' };
  for (const [what, magic] of Object.entries(magics)) {
    assert.deepEqual(
      outside
        .filter(([, bytes]) => bytes.indexOf(Buffer.from(magic, 'latin1')) === 0)
        .map(([name]) => name),
      [],
      what,
    );
    if (magic.length >= 8)
      assert.deepEqual(whoHolds(Buffer.from(magic, 'latin1'), outside), [], what);
  }
  for (const [name, bytes] of payload) {
    if (name.endsWith('.weights'))
      assert.deepEqual(whoHolds(Buffer.from(bytes.subarray(0, 8)), outside), [], name);
  }
});

test('the names of the sealed files and of layers are not in the site either', () => {
  const words = [...payload.keys()]
    .filter((name) => name !== 'page/host.js')
    .concat([
      'convolution',
      'self_attention',
      'batch_norm',
      'confusion',
      'MNIST',
      'transformer.weights',
    ]);
  for (const word of words) {
    const holders = whoHolds(Buffer.from(word)).filter((name) => !isCore(name));
    assert.deepEqual(holders, [], word);
  }
});

test('the sealed bytes look like noise', () => {
  const bytes = readFileSync(`${siteDir}/payload.sealed`);
  const counts = new Float64Array(256);
  for (const byte of bytes) counts[byte] += 1;
  const bits = -counts.reduce(
    (sum, count) => sum + (count ? (count / bytes.length) * Math.log2(count / bytes.length) : 0),
    0,
  );
  assert.ok(bits > 7.99, `${bits} bits per byte`);
});
