// What outlives a reload: the session of this tab, and, when the visitor asks for it, a sign-in
// that this device keeps for some days. Both are of one build; of another they are void. Storage
// that is refused, full or dead costs no more than signing in again.
//
// No storage ever holds the content key's bytes. The device keeps it as a CryptoKey, which opens
// but cannot be read out. Of a tab's session, sessionStorage holds the content key encrypted, and
// IndexedDB the key to that: what a closed tab leaves behind opens nothing.
import { toBytes, toText } from '../seal/base64.js';
import { importContentKey } from '../seal/sealed_format.js';

const KEPT_DAYS = 30;
const LIFETIME = KEPT_DAYS * 24 * 3600 * 1000; // ms
const PATIENCE = 3000; // ms that a database may take to open

// Pages of one origin share their storage, so every name carries the page's folder; a page opened
// from disk is one file of a folder.
const PLACE =
  location.protocol === 'file:' ? location.pathname : location.pathname.replace(/[^/]*$/, '');
const NAME = `second-opinion ${PLACE}`;
// NAME in localStorage: until when a key is kept, in ms, so that the gate knows it at once. Written
// before the key and removed before it: a key without it is left over, and is swept.
// NAME in sessionStorage: { build, id, iv, wrapped } of this tab's session.
// NAME as a database: { key, until } by a session's id; { key, until, build } by KEPT.
const STORE = 'keys';
const KEPT = 'kept';

function tried(action, otherwise = null) {
  try {
    return action();
  } catch {
    return otherwise;
  }
}

// create: where there is none yet; otherwise that is an error.
function openDatabase(create) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => {
      if (create) opening.result.createObjectStore(STORE);
      else opening.transaction.abort();
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
    setTimeout(() => reject(new Error('the database does not answer')), PATIENCE);
  });
}

// Runs action(store) in one transaction and waits until that is on the disk.
async function withStore(mode, action, create = false) {
  const database = await openDatabase(create);
  try {
    const transaction = database.transaction(STORE, mode);
    const request = action(transaction.objectStore(STORE));
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
    return request?.result;
  } finally {
    database.close();
  }
}

const put = (id, record) => withStore('readwrite', (store) => store.put(record, id), true);
const read = (id) => withStore('readonly', (store) => store.get(id)).catch(() => null);

const keptUntil = () => tried(() => Number(localStorage.getItem(NAME)), 0);
const tabSession = () => tried(() => JSON.parse(sessionStorage.getItem(NAME)));

async function keepOnDevice(build, contentKey, until) {
  localStorage.setItem(NAME, String(until));
  try {
    await put(KEPT, { key: await importContentKey(contentKey), until, build });
  } catch {
    localStorage.removeItem(NAME);
  }
}

async function keepInTab(build, contentKey, until) {
  const uses = ['encrypt', 'unwrapKey'];
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, uses);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const wrapped = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, contentKey);
  const id = toText(crypto.getRandomValues(new Uint8Array(16)));
  await put(id, { key, until });
  const session = { build, id, iv: toText(iv), wrapped: toText(new Uint8Array(wrapped)) };
  sessionStorage.setItem(NAME, JSON.stringify(session));
}

// contentKey: the 32 bytes that open this build's content. onDevice: for KEPT_DAYS, not for this
// tab alone.
export async function rememberKey(header, contentKey, onDevice, now = Date.now()) {
  const build = toText(header.digest);
  await keepInTab(build, contentKey, now + LIFETIME).catch(() => {});
  if (onDevice) await keepOnDevice(build, contentKey, now + LIFETIME).catch(() => {});
}

async function keyOfTab(build, now) {
  const session = tabSession();
  if (!session) return {};
  if (session.build !== build) return { ended: 'build' };
  const record = await read(session.id);
  if (!record) return {};
  await put(session.id, { ...record, until: now + LIFETIME }).catch(() => {});
  const algorithm = { name: 'AES-GCM', iv: toBytes(session.iv) };
  const wrapped = toBytes(session.wrapped);
  return {
    key: await crypto.subtle.unwrapKey('raw', wrapped, record.key, algorithm, 'AES-GCM', false, [
      'decrypt',
    ]),
  };
}

async function keyOfDevice(build, now) {
  if (!keptUntil()) return {};
  const kept = await read(KEPT);
  if (!kept) return {};
  if (!(now < kept.until)) return { ended: 'time' };
  return kept.build === build ? { key: kept.key } : { ended: 'build' };
}

// { key: a CryptoKey }, or why there is none any more, { ended: 'build', 'time' or 'misfit' }, or
// {} where there was none.
export async function rememberedKey(header, now = Date.now()) {
  const build = toText(header.digest);
  const ofTab = await keyOfTab(build, now).catch(() => ({ ended: 'misfit' }));
  if (ofTab.key) return ofTab;
  const ofDevice = await keyOfDevice(build, now);
  return ofDevice.key || !ofTab.ended ? ofDevice : ofTab;
}

// What can be said at once: 'open' where a key may be remembered, 'over' where one was kept whose
// time is over, 'none'.
export function sessionState(now = Date.now()) {
  if (tried(() => sessionStorage.getItem(NAME) !== null, false)) return 'open';
  if (!keptUntil()) return 'none';
  return now < keptUntil() ? 'open' : 'over';
}

export async function forgetKey() {
  const session = tabSession();
  tried(() => sessionStorage.removeItem(NAME));
  tried(() => localStorage.removeItem(NAME));
  await withStore('readwrite', (store) => {
    store.delete(KEPT);
    if (session?.id) store.delete(session.id);
  }).catch(() => {});
}

// Deletes keys whose time is over, those of closed tabs among them, and one that was stored by
// half.
export async function sweepKeys(now = Date.now()) {
  const isKept = Boolean(keptUntil());
  await withStore('readwrite', (store) => {
    store.openCursor().onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return;
      const over = !(now < cursor.value?.until);
      if (over || (cursor.key === KEPT && !isKept)) cursor.delete();
      cursor.continue();
    };
  }).catch(() => {});
}
