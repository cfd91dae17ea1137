// node shell/build/headers.mjs DIR: the headers that should come with the site, as three kinds of
// host want to be told them. The page's own policy lies in index.html; what stands here is what a
// page cannot say of itself. serve.mjs sends the same.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const HEADERS = Object.freeze({
  'Content-Security-Policy': "frame-ancestors 'self'", // no other site may show it within its own
  'Cross-Origin-Opener-Policy': 'same-origin', // no window that opened it may reach into it
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex, nofollow, noarchive',
  'Cache-Control': 'no-cache', // a new build shows at once; files are asked for, not sent, again
});

const lines = (line) =>
  Object.entries(HEADERS)
    .map(([name, value]) => `${line(name, value)}\n`)
    .join('');

// Map of file name → text.
export function headerSamples() {
  return new Map([
    // Netlify and Cloudflare Pages, nginx, Apache.
    ['_headers', `/*\n${lines((name, value) => `  ${name}: ${value}`)}`],
    ['nginx.conf', lines((name, value) => `add_header ${name} "${value}" always;`)],
    ['htaccess', lines((name, value) => `Header always set ${name} "${value}"`)],
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error('usage: node shell/build/headers.mjs DIR');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of headerSamples()) writeFileSync(join(folder, name), text);
}
