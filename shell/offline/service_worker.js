// Keeps one whole build of the page on the device, so that it opens without a
// network. Every file is checked against the build's list of SHA-256 digests
// before the build is kept; a page is always served from one build, old or new.
import { toText } from '../seal/base64.js';
/* global BUILD */ // { version, files: { name: digest in base64 } }, put in by service_worker_build.mjs

const PREFIX = `second-opinion ${self.registration.scope} `;
const CACHE = PREFIX + BUILD.version;

async function fetchChecked(name) {
  const response = await fetch(name, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${name}: answer ${response.status}`);
  const bytes = await response.arrayBuffer();
  if (toText(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))) !== BUILD.files[name]) throw new Error(`${name} is not of this build`);
  return new Response(bytes, { headers: { 'Content-Type': response.headers.get('content-type') ?? 'application/octet-stream' } });
}

async function keepBuild() {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(Object.keys(BUILD.files).map(async (name) => cache.put(name, await fetchChecked(name))));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function dropOtherBuilds() {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

// A newer build takes over only where it can pull the rug from under nobody: one window, at its gate.
async function takeOver() {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (windows.length <= 1) await self.skipWaiting();
}

self.addEventListener('install', (event) => event.waitUntil(keepBuild()));
self.addEventListener('activate', (event) => event.waitUntil(dropOtherBuilds()));
self.addEventListener('message', (event) => {
  if (event.data === 'take over') event.waitUntil(takeOver());
});
self.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  const address = new URL(url);
  if (method !== 'GET' || !address.href.startsWith(self.registration.scope)) return;
  const name = address.href.slice(self.registration.scope.length).replace(/[?#].*$/, '') || 'index.html';
  if (!(name in BUILD.files)) return;
  event.respondWith(caches.open(CACHE).then((cache) => cache.match(name)).then((kept) => kept ?? fetch(event.request)));
});
