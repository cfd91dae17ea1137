// What outlives a reload: the session of this tab, and, when the visitor asks
// for it, a key that this device keeps for some days. Both are of one build;
// of another they are void. Storage that is refused or full costs no more than
// signing in again.
import { toBytes, toText } from '../seal/base64.js';

const KEPT_DAYS = 30;
const SESSION = 'second-opinion-session';
const KEPT_UNTIL = 'second-opinion-kept-until';  // ms; so that the gate knows at once whether to look for a key
const DATABASE = 'second-opinion';
const STORE = 'keys';

function tried(action, otherwise = null) {
  try {
    return action();
  } catch {
    return otherwise;
  }
}

const settled = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
  request.onblocked = () => reject(new Error('blocked'));
});

async function withStore(mode, action) {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await settled(opening);
  try {
    return await settled(action(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

// Kept as a CryptoKey that opens and cannot be read out, not even by a script of this page.
async function keep(digest, contentKey, now) {
  const key = await crypto.subtle.importKey('raw', contentKey, 'AES-GCM', false, ['decrypt']);
  const until = now + KEPT_DAYS * 24 * 3600 * 1000;
  await withStore('readwrite', (store) => store.put({ digest, key, until }, 'kept'));
  localStorage.setItem(KEPT_UNTIL, String(until));
}

async function keptKey(digest, now) {
  const kept = await withStore('readonly', (store) => store.get('kept'));
  const same = kept && kept.digest.length === digest.length && digest.every((byte, i) => byte === kept.digest[i]);
  return same && now < kept.until ? kept.key : null;
}

// contentKey: the 32 bytes that open this build's content. onDevice: for KEPT_DAYS, else for this tab.
export async function rememberKey(header, contentKey, onDevice, now = Date.now()) {
  tried(() => sessionStorage.setItem(SESSION, JSON.stringify([toText(header.digest), toText(contentKey)])));
  if (onDevice) await keep(new Uint8Array(header.digest), contentKey, now).catch(() => {});
}

// The 32 bytes, or a CryptoKey of them, or null.
export async function rememberedKey(header, now = Date.now()) {
  const session = tried(() => {
    const [build, key] = JSON.parse(sessionStorage.getItem(SESSION));
    return build === toText(header.digest) ? toBytes(key) : null;
  });
  return session ?? await keptKey(header.digest, now).catch(() => null);
}

export function hasSession(now = Date.now()) {
  return tried(() => sessionStorage.getItem(SESSION) !== null, false)
    || tried(() => now < Number(localStorage.getItem(KEPT_UNTIL)), false);
}

export async function forgetKey() {
  tried(() => sessionStorage.removeItem(SESSION));
  const kept = tried(() => localStorage.getItem(KEPT_UNTIL) !== null, false);
  tried(() => localStorage.removeItem(KEPT_UNTIL));
  if (kept) await withStore('readwrite', (store) => store.delete('kept')).catch(() => {});
}
