// Keeps one whole build of the page on the device, so that it opens without a network. Every file
// is checked against the build's list of SHA-256 digests before the build is kept; a page is always
// served from one build, old or new.
import { toText } from '../seal/base64.js';
/* global BUILD */ // { version, files: { name: digest in base64 } }, by service_worker_build.mjs

const PREFIX = `second-opinion ${self.registration.scope} `;
const CACHE = PREFIX + BUILD.version;

async function fetchChecked(name) {
  const response = await fetch(name, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${name}: answer ${response.status}`);
  const bytes = await response.arrayBuffer();
  const digest = toText(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  if (digest !== BUILD.files[name]) throw new Error(`${name} is not of this build`);
  // What the host forbids, framing for one, is forbidden on the device too.
  const headers = new Headers(response.headers);
  for (const ofTheTransfer of ['content-encoding', 'content-length']) headers.delete(ofTheTransfer);
  return new Response(bytes, { headers });
}

async function keepBuild() {
  const cache = await caches.open(CACHE);
  const names = Object.keys(BUILD.files);
  try {
    await Promise.all(names.map(async (name) => cache.put(name, await fetchChecked(name))));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function dropOtherBuilds() {
  const isOld = (name) => name.startsWith(PREFIX) && name !== CACHE;
  const old = (await caches.keys()).filter(isOld);
  await Promise.all(old.map((name) => caches.delete(name)));
}

// The name of the page's file that an address means, or null.
function fileAt(address) {
  if (!address.startsWith(self.registration.scope)) return null;
  const name = address.slice(self.registration.scope.length).replace(/[?#].*$/, '') || 'index.html';
  return Object.hasOwn(BUILD.files, name) ? name : null;
}

// A newer build takes over only where it can pull the rug from under nobody: one window of this
// page, at its gate. Windows of the origin's other pages, in this folder or others, are not asked.
async function takeOver() {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const ours = windows.filter(({ url }) => fileAt(url) === 'index.html');
  if (ours.length <= 1) await self.skipWaiting();
}

self.addEventListener('install', (event) => event.waitUntil(keepBuild()));
self.addEventListener('activate', (event) => event.waitUntil(dropOtherBuilds()));
self.addEventListener('message', (event) => {
  if (event.data === 'take over') event.waitUntil(takeOver());
});
self.addEventListener('fetch', (event) => {
  const name = fileAt(event.request.url);
  if (event.request.method !== 'GET' || name === null) return;
  const kept = caches.open(CACHE).then((cache) => cache.match(name));
  event.respondWith(kept.then((response) => response ?? fetch(event.request)));
});
