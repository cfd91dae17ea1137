// The gate's modules and Argon2id as one minified script: one request instead
// of seven, and something that a single file can carry.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

// The oldest browsers that have DecompressionStream and constructable style sheets in full.
export const TARGETS = ['chrome103', 'firefox113', 'safari16.4'];

export async function bundleGate() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../gate/gate.js', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'esm',
    target: TARGETS,
    charset: 'utf8',
    legalComments: 'eof',
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0].contents;
}
