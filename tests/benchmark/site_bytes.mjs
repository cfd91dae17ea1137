// node tests/benchmark/site_bytes.mjs [SITE]: what the built site weighs, file by file, as a host
// sends it (gzip), and what of it stands between a visitor and the drawn form. Of the sealed
// payload, which no host can shrink, each file inside is weighed by itself as well, zipped as the
// seal zips it; together they come to a little less than the sum.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { packArchive } from '../../shell/seal/archive.js';
import { minified, readFolder, zip } from '../../shell/build/seal.mjs';

const build = fileURLToPath(new URL('../../build/web', import.meta.url));
const site = readFolder(process.argv[2] ?? `${build}/site`);
const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;
// The page as one file is the same page in a second form; a sealed file is random bytes.
const SECOND_FORM = 'second-opinion.html';
const sent = (name, bytes) =>
  /\.(sealed|woff2)$/.test(name) ? bytes.length : Math.min(gzip(bytes), bytes.length);
const FIRST_PAINT = ['index.html', 'gate.css'];

const cells = (name, raw, zipped) =>
  name.padEnd(34) + String(raw).padStart(10) + String(zipped).padStart(10);

// Prints a table of [name, bytes, bytes as sent] and returns the sum of what is sent.
function table(title, rows) {
  const plain = rows.reduce((sum, [, raw]) => sum + raw, 0);
  const all = rows.reduce((sum, [, , zipped]) => sum + zipped, 0);
  console.log(`\n${title}\n${cells('file', 'bytes', 'gzip')}   share`);
  for (const [name, raw, zipped] of rows.sort((a, b) => b[2] - a[2])) {
    const share = ((100 * zipped) / all).toFixed(1).padStart(7);
    console.log(`${cells(name, raw, zipped)}${share} %`);
  }
  console.log(cells('together', plain, all));
  return all;
}

const rows = [...site]
  .filter(([name]) => name !== SECOND_FORM)
  .map(([name, bytes]) => [name, bytes.length, sent(name, bytes)]);
const whole = table('the site', rows);
const payload = await minified(readFolder(`${build}/payload`));
table(
  'inside payload.sealed',
  [...payload].map(([name, bytes]) => [name, bytes.length, zip(bytes).length]),
);
console.log(`zipped as one archive: ${zip(packArchive(payload)).length}`);

const gate = (names) => names.reduce((sum, name) => sum + sent(name, site.get(name)), 0);
const fonts = [...site.keys()].filter((name) => name.endsWith('.woff2'));
console.log(`\nwhole site, gzip          ${whole} (bar: 900000)`);
console.log(
  `to draw the form          ${gate(FIRST_PAINT)} (bar: 15000); ` +
    `its program ${gate(['gate.js'])}, its typefaces ${gate(fonts)}`,
);
console.log(`${SECOND_FORM} besides  ${site.get(SECOND_FORM).length}`);
