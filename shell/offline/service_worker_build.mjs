// service_worker.js for one build: the list of its files and their digests goes
// in, so that any change of any file makes another worker.
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('base64');

// files: name → bytes of all that the page needs to open.
export async function buildServiceWorker(files) {
  const digests = Object.fromEntries(
    [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, bytes]) => [name, sha256(bytes)]),
  );
  const list = { version: sha256(JSON.stringify(digests)).slice(0, 16), files: digests };
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('service_worker.js', import.meta.url))],
    define: { BUILD: JSON.stringify(list) },
    bundle: true,
    minify: true,
    format: 'iife',
    charset: 'utf8',
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0].contents;
}
