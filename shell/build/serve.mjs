// node shell/build/serve.mjs [--port N] [--site DIR]: a small static server for the built site, for
// this machine only.
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { HEADERS } from './headers.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};
const NOT_WORTH_ZIPPING = new Set(['.woff2', '.png']);

// The file meant by a URL, or null where it points outside the site.
export function fileFor(site, url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return null;
  }
  if (path.includes('\0')) return null;
  const file = normalize(join(site, path.endsWith('/') ? `${path}index.html` : path));
  return file.startsWith(site.endsWith(sep) ? site : site + sep) ? file : null;
}

async function answer(site, request, response) {
  const headers = { ...HEADERS };
  const refuse = (code, text) => {
    headers['Content-Type'] = 'text/plain; charset=utf-8';
    response.writeHead(code, headers).end(`${text}\n`);
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refuse(405, 'Only GET and HEAD.');
  }
  const file = fileFor(site, request.url);
  if (!file || !(await stat(file).catch(() => null))?.isFile()) {
    return refuse(404, 'There is no such file.');
  }
  let body = await readFile(file);
  const extension = extname(file);
  headers['Content-Type'] = TYPES[extension] ?? 'application/octet-stream';
  if (extension in TYPES && !NOT_WORTH_ZIPPING.has(extension)) {
    headers.Vary = 'Accept-Encoding';
    if (/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
      body = gzipSync(body);
      headers['Content-Encoding'] = 'gzip';
    }
  }
  headers['Content-Length'] = body.length;
  response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body);
}

// A server that listens, on any free port when port is 0.
export function startServer(site, port) {
  const server = createServer((request, response) => {
    answer(site, request, response).catch(() => response.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function readArguments(args) {
  const site = fileURLToPath(new URL('../../build/web/site', import.meta.url));
  const options = { port: 8080, site };
  for (let i = 0; i < args.length; i += 2) {
    const value = args[i + 1];
    const isPort = /^\d{1,5}$/.test(value) && Number(value) < 65536;
    if (args[i] === '--port' && isPort) options.port = Number(value);
    else if (args[i] === '--site' && value) options.site = resolve(value);
    else throw new Error('usage: node shell/build/serve.mjs [--port 8080] [--site DIR]');
  }
  return options;
}

async function main() {
  const { port, site } = readArguments(process.argv.slice(2));
  try {
    const server = await startServer(site, port);
    console.log(`Second Opinion: http://localhost:${server.address().port}/   (Ctrl+C stops)`);
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Error(
      `port ${port} is taken by another program: choose another with --port, ` +
        `e.g. --port ${port + 1}`,
    );
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(`serve: ${error.message}`);
    process.exitCode = 1;
  });
}
