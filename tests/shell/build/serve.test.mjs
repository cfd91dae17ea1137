// The static server: right types, nothing outside the site, a taken port told.
import test, { after } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { HEADERS, headerSamples } from '../../../shell/build/headers.mjs';
import { fileFor, startServer } from '../../../shell/build/serve.mjs';

const folder = mkdtempSync(join(tmpdir(), 'second-opinion-'));
const site = join(folder, 'site');
mkdirSync(join(site, 'core'), { recursive: true });
writeFileSync(join(folder, 'secret.txt'), 'secret');
for (const name of [
  'index.html',
  'a.js',
  'a.mjs',
  'a.css',
  'core/a.wasm',
  'payload.sealed',
  'a.woff2',
])
  writeFileSync(join(site, name), `<${name}>`);
const server = await startServer(site, 0);
const { port } = server.address();
after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

// fetch would tidy the path up before sending it.
function get(path, headers = {}, method = 'GET') {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}

test('every kind of file has its type', async () => {
  const types = {
    '/': 'text/html',
    '/a.js': 'text/javascript',
    '/a.mjs': 'text/javascript',
    '/a.css': 'text/css',
    '/core/a.wasm': 'application/wasm',
    '/payload.sealed': 'application/octet-stream',
    '/a.woff2': 'font/woff2',
  };
  for (const [path, type] of Object.entries(types)) {
    const { status, headers } = await get(path);
    assert.equal(status, 200, path);
    assert.ok(headers['content-type'].startsWith(type), path);
    assert.equal(headers['cache-control'], 'no-cache');
  }
});

test('every answer carries the headers that the samples for other hosts name', async () => {
  for (const path of ['/', '/payload.sealed', '/nothing']) {
    const { headers } = await get(path);
    for (const [name, value] of Object.entries(HEADERS)) {
      assert.equal(headers[name.toLowerCase()], value, `${path} ${name}`);
    }
  }
  assert.match(HEADERS['Content-Security-Policy'], /frame-ancestors 'self'/);
  for (const [file, text] of headerSamples()) {
    for (const [name, value] of Object.entries(HEADERS)) {
      assert.ok(text.includes(name) && text.includes(value), `${file} lacks ${name}`);
    }
  }
});

test('text is zipped for those who accept it, the sealed file never', async () => {
  const zipped = await get('/a.js?x=1', { 'Accept-Encoding': 'br, gzip' });
  assert.equal(zipped.headers['content-encoding'], 'gzip');
  assert.equal(String(gunzipSync(zipped.body)), '<a.js>');
  assert.equal(String((await get('/a.js')).body), '<a.js>');
  assert.equal(
    (await get('/payload.sealed', { 'Accept-Encoding': 'gzip' })).headers['content-encoding'],
    undefined,
  );
});

test('nothing outside the site is served', async () => {
  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/core/../../secret.txt',
    '/%00',
    '/%',
    '/core',
    '/nothing',
  ]) {
    assert.equal((await get(path)).status, 404, path);
  }
  assert.equal(fileFor(site, '/..%2f..%2fetc/passwd'), null);
  assert.equal((await get('/', {}, 'POST')).status, 405);
});

test('HEAD says what GET would send', async () => {
  const { headers, body } = await get('/a.css', {}, 'HEAD');
  assert.equal(headers['content-length'], '7');
  assert.equal(body.length, 0);
});

test('a taken port is told, with a way out', () => {
  const script = fileURLToPath(new URL('../../../shell/build/serve.mjs', import.meta.url));
  const { status, stderr } = spawnSync(
    process.execPath,
    [script, '--site', site, '--port', String(port)],
    { encoding: 'utf8' },
  );
  assert.equal(status, 1);
  assert.match(stderr, /is taken .* --port/);
});
