// Fetches the sealed file and opens it, with a key or with credentials. Shows nothing; gate.js
// does. Everything is passed on as bytes, so that a page which carries the file inside itself works
// as well (one_file.mjs).
import { argon2id } from 'hash-wasm/dist/argon2.umd.min.js';
import { gunzip, unpackArchive } from '../seal/archive.js';
import { toBytes } from '../seal/base64.js';
import { passwordKey } from '../seal/credentials.js';
import { DamagedError, openContent, openSlots, parseSealed } from '../seal/sealed_format.js';

// The page could not be fetched: not the visitor's fault, and trying again helps.
export class FetchError extends Error {}

async function download(url, onProgress) {
  const fail = (what) => () => {
    throw new FetchError(what);
  };
  const response = await fetch(url, { cache: 'no-cache' }).catch(fail('no answer'));
  if (!response.ok) throw new FetchError(`answer ${response.status}`);
  const total = Number(response.headers.get('content-length')) || 0;
  const reader = response.body.getReader();
  const chunks = [];
  let received = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(fail('the connection broke'));
    if (done) break;
    chunks.push(value);
    received += value.length;
    onProgress(received, received <= total ? total : 0); // a host that zips says another length
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

// The page as one file carries the sealed bytes in an element, because a page
// opened from disk may fetch nothing.
function embedded() {
  const element = document.getElementById('payload');
  return element && toBytes(element.textContent.trim());
}

export async function loadSealed(onProgress) {
  let bytes;
  try {
    bytes = embedded();
  } catch {
    throw new DamagedError('the sealed bytes within the file are no longer base64');
  }
  return parseSealed(bytes ?? (await download('payload.sealed', onProgress)));
}

// The content key, or null when account and password open nothing.
export async function contentKeyFor(header, account, password) {
  const { memory, passes, lanes, passwordSalt: salt } = header;
  const parameters = { memory, passes, lanes, salt };
  return openSlots(header, await passwordKey(argon2id, account, password, parameters));
}

// Map of name → bytes; throws DamagedError.
export async function openAssets(header, contentKey) {
  return unpackArchive(await gunzip(await openContent(header, contentKey), header.archiveBytes));
}
