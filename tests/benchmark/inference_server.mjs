// A server for the inference benchmark: some folders under one origin, isolated so
// that pages may use threads (but for ?isolated=no), everything compressed beforehand
// as a good host would, and a count of what was asked for.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.mjs': 'text/javascript',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};
// Half a minute for the largest file at 11, for two per cent.
const QUALITY = 9;

// Compressed once for all runs: the largest file takes long.
function kept(store, raw, kind, compress) {
  mkdirSync(store, { recursive: true });
  const place = `${store}/${createHash('sha256').update(raw).digest('hex')}.${kind}`;
  if (!existsSync(place)) {
    writeFileSync(`${place}.tmp`, compress());
    renameSync(`${place}.tmp`, place);
  }
  return readFileSync(place);
}

// folders is a list of [prefix, folder], of which the first prefix that fits wins; store is the
// folder for compressed files; documents maps paths to functions from the query to HTML.
// Returns { url, close, sizes(path), asked }, asked being the paths since the list was emptied.
export function startServer(folders, store, documents = {}) {
  const files = new Map();
  const asked = [];
  const file = (path) => {
    if (!files.has(path)) {
      const [prefix, folder] = folders.find(([start]) => path.startsWith(start)) ?? [];
      const place = folder && `${folder}/${path.slice(prefix.length)}`;
      if (!place || path.includes('..') || !statSync(place, { throwIfNoEntry: false })?.isFile())
        return null;
      const raw = readFileSync(place);
      const brotli = kept(store, raw, `br${QUALITY}`, () =>
        brotliCompressSync(raw, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: QUALITY,
            [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
          },
        }),
      );
      const gzip = kept(store, raw, 'gz', () => gzipSync(raw, { level: 9 }));
      files.set(path, { brotli, raw: raw.length, gzip: gzip.length });
    }
    return files.get(path);
  };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const path = decodeURIComponent(pathname).slice(1);
    const isolation = searchParams.get('isolated') === 'no' ? {} : ISOLATION;
    if (Object.hasOwn(documents, path)) {
      return response
        .writeHead(200, {
          'Content-Type': TYPES['.html'],
          'Cache-Control': 'no-store',
          ...isolation,
        })
        .end(documents[path](searchParams));
    }
    const found = file(path);
    if (!found) return response.writeHead(404).end();
    asked.push(path);
    return response
      .writeHead(200, {
        'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
        'Content-Encoding': 'br',
        'Content-Length': found.brotli.length,
        'Cache-Control': 'no-store',
        ...isolation,
      })
      .end(found.brotli);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({
        url: `http://localhost:${server.address().port}/`,
        asked,
        close: () => server.close(),
        sizes: (path) => ({
          raw: file(path).raw,
          gzip: file(path).gzip,
          brotli: file(path).brotli.length,
        }),
      }),
    );
  });
}
