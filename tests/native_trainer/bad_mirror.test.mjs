// `trainer download` against mirrors that stall, cut off, send elsewhere, send
// something else or never end: no file under its final name, the message names
// the mirror and what to do, and the next mirror is asked. MNIST_DIR adds that
// the next mirror then finishes what the first began.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { gzipSync } from 'node:zlib';
import { run, temporaryFolder } from '../support/trainer_program.mjs';

const mnist = process.env.MNIST_DIR;
const bomb = Buffer.concat(Array(300).fill(gzipSync(Buffer.alloc(1 << 20))));
const home = temporaryFolder(); // no .curlrc, no proxy settings of the machine's owner

function endless(response) {
  const chunk = Buffer.alloc(1 << 20, 'x');
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
}

function withRange(request, response, bytes) {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const head = { 'content-length': bytes.length - from };
  if (from > 0)
    response.writeHead(206, {
      ...head,
      'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}`,
    });
  else response.writeHead(200, head);
  response.end(bytes.subarray(from));
}

// What a mirror does with a request, and what the message then says.
const mirrors = {
  stalls: [
    (request, response) => {
      response.writeHead(200, { 'content-length': 9000000 });
      response.write('x');
    },
    /Timeout was reached/,
  ],
  drips: [
    (request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(timer));
    },
    /Timeout was reached/,
  ],
  truncates: [
    (request, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('x'.repeat(500), () => response.destroy());
    },
    /partial file/,
  ],
  hangs_up: [(request) => request.socket.destroy(), /returned nothing|Failure when receiving/],
  moved: [
    (request, response) =>
      response.writeHead(302, { location: request.url.replace('moved', 'page') }).end(),
    /SHA-256 is another/,
  ],
  to_a_file: [
    (request, response) => response.writeHead(302, { location: 'file:///etc/hostname' }).end(),
    /Unsupported protocol/,
  ],
  to_gopher: [
    (request, response) => response.writeHead(302, { location: 'gopher://127.0.0.1/' }).end(),
    /Unsupported protocol/,
  ],
  in_a_circle: [
    (request, response) => response.writeHead(302, { location: request.url }).end(),
    /redirects/,
  ],
  page: [
    (request, response) => response.end('<!DOCTYPE html><p>Sign in to this network</p>'),
    /SHA-256 is another/,
  ],
  other_gzip: [
    (request, response) => response.end(gzipSync('nothing of MNIST')),
    /SHA-256 is another/,
  ],
  bomb: [(request, response) => response.end(bomb), /SHA-256 is another/],
  empty: [(request, response) => response.end(), /SHA-256 is another/],
  missing: [(request, response) => response.writeHead(404).end('not here'), /404/],
  broken: [(request, response) => response.writeHead(500).end('not now'), /500/],
  endless: [
    (request, response) => {
      response.writeHead(200);
      endless(response);
    },
    /more than 32 MiB/,
  ],
  huge: [
    (request, response) => {
      response.writeHead(200, { 'content-length': 1e12 });
      endless(response);
    },
    /more than 32 MiB/,
  ],
  half: [
    (request, response) => {
      const bytes = readFileSync(join(mnist, request.url.split('/').at(-1)));
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
    },
  ],
  good: [
    (request, response) =>
      withRange(request, response, readFileSync(join(mnist, request.url.split('/').at(-1)))),
  ],
};

let asked = [];
const server = createServer((request, response) => {
  const mirror = request.url.split('/')[1];
  asked.push([mirror, request.headers.range]);
  response.on('error', () => {});
  mirrors[mirror][0](request, response);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
after(() => {
  server.closeAllConnections?.();
  server.close();
});
const url = (mirror) => `http://127.0.0.1:${server.address().port}/${mirror}`;

function download(folder, names, ...more) {
  asked = [];
  const environment = { HOME: home, http_proxy: '', all_proxy: '', ALL_PROXY: '' };
  return run(
    [
      'download',
      '--data',
      folder,
      '--stall-seconds',
      '1',
      ...names.flatMap((name) => ['--base-url', url(name)]),
      ...more,
    ],
    { environment },
  );
}

for (const [mirror, [, message]] of Object.entries(mirrors).filter(
  ([, [, expected]]) => expected,
)) {
  test(`a mirror: ${mirror}`, async () => {
    const folder = join(temporaryFolder(), 'data');
    const { code, error } = await download(folder, [mirror, 'missing']);
    assert.equal(code, 1, error);
    assert.ok(error.includes(`${url(mirror)}/train-images-idx3-ubyte.gz: `), error);
    assert.match(error.split('\n')[1], message);
    assert.match(error, /Try again to continue, or name a mirror with --base-url/);
    assert.ok(
      asked.some(([name]) => name === 'missing'),
      'the next mirror was not asked',
    );
    for (const name of readdirSync(folder)) assert.equal(name, 'train-images-idx3-ubyte.gz.part');
  });
}

test('a mirror that nobody runs', async () => {
  const closed = createServer();
  await new Promise((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const { port } = closed.address();
  await new Promise((resolve) => closed.close(resolve));
  const { code, error } = await run([
    'download',
    '--data',
    temporaryFolder(),
    '--base-url',
    `http://127.0.0.1:${port}`,
  ]);
  assert.equal(code, 1);
  assert.match(error, /Couldn't connect to server[^]*--base-url/);
});

test('a disk without room is told as such', async () => {
  const folder = temporaryFolder();
  const environment = { HOME: home };
  const { code, error } = await run(['download', '--data', folder, '--base-url', url('endless')], {
    limit: 64,
    environment,
  });
  assert.equal(code, 1);
  assert.match(error, /\.part: cannot be written \(.*\); make room there and try again/);
  assert.ok(!existsSync(join(folder, 'train-images-idx3-ubyte.gz')));
});

test(
  'the next mirror finishes what one that broke off began',
  { skip: !mnist && 'MNIST_DIR is not set' },
  async () => {
    const folder = temporaryFolder();
    const { code, error } = await download(folder, ['half', 'good']);
    assert.equal(code, 0, error);
    assert.equal(readdirSync(folder).length, 4);
    assert.equal(
      asked.filter(([name, range]) => name === 'good' && range !== undefined).length,
      4,
      'nothing was continued',
    );
  },
);

test(
  'what a bad mirror left is thrown away by a good one',
  { skip: !mnist && 'MNIST_DIR is not set' },
  async () => {
    const folder = temporaryFolder();
    const { code, error } = await download(folder, ['truncates', 'good']);
    assert.equal(code, 0, error);
    assert.equal(readdirSync(folder).length, 4);
  },
);
