// node shell/build/seal.mjs PAYLOAD_DIR SITE_DIR [--with DIR] [--demo]: gzips and
// encrypts the files of the page for the accounts in shell/accounts.json (or
// the demo account) and lays the gate, the files of DIR, and the whole page as
// one file beside them.
// Leaves SITE_DIR/core alone, which is public. The layout of the sealed file
// is described in sealed_format.js.
import { spawnSync } from 'node:child_process';
import { createHash, webcrypto } from 'node:crypto';
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { transform } from 'esbuild';
import { accountsPath, demoList, holdsDemo, readList } from './accounts_file.mjs';
import { packArchive } from '../seal/archive.js';
import { TARGETS, bundleGate } from './gate_bundle.mjs';
import { oneFile } from '../offline/one_file.mjs';
import { buildServiceWorker } from '../offline/service_worker_build.mjs';
import { storedPng } from './stored_png.mjs';
import {
  NONCE_BYTES,
  SLOT_BYTES,
  TAG_BYTES,
  wrappingKey,
  writeFixed,
} from '../seal/sealed_format.js';

globalThis.crypto ??= webcrypto; // Node 18 has it under another name only

const SLOT_STEP = 8; // slots come in such packs, so that their number tells little
const random = (count) => crypto.getRandomValues(new Uint8Array(count));

function concatenate(...parts) {
  return new Uint8Array(Buffer.concat(parts));
}

async function sealSlot(key, buildSalt, contentKey, fixed) {
  const iv = random(NONCE_BYTES);
  const wrapping = await wrappingKey(key, buildSalt, ['encrypt']);
  const wrapped = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: fixed },
    wrapping,
    contentKey,
  );
  return concatenate(iv, new Uint8Array(wrapped));
}

// Real slots among decoys, in an order drawn anew.
async function sealSlots(list, slotCount, buildSalt, contentKey, fixed) {
  const slots = await Promise.all(
    list.accounts.map(({ key }) => sealSlot(key, buildSalt, contentKey, fixed)),
  );
  while (slots.length < slotCount) slots.push(random(SLOT_BYTES));
  for (let i = slots.length - 1; i > 0; --i) {
    const j = webcrypto.getRandomValues(new Uint32Array(1))[0] % (i + 1);
    [slots[i], slots[j]] = [slots[j], slots[i]];
  }
  return concatenate(...slots);
}

// gzip. libdeflate looks for shorter codes than zlib's best, 3 % here; without it the page is only
// larger.
export function zip(bytes) {
  const { status, stdout } = spawnSync('libdeflate-gzip', ['-12', '-c'], {
    input: bytes,
    maxBuffer: bytes.length + 4096,
  });
  return status === 0 ? stdout : gzipSync(bytes, { level: 9 });
}

// Map of name → bytes, for the accounts of a list, → the bytes of the file.
export async function seal(files, list) {
  const archive = packArchive(files);
  const zipped = zip(archive);
  const contentKey = random(32);
  const buildSalt = random(16);
  const contentNonce = random(NONCE_BYTES);
  const slotCount = Math.ceil(list.accounts.length / SLOT_STEP) * SLOT_STEP;
  const fixed = writeFixed({
    ...list,
    slotCount,
    contentBytes: zipped.length + TAG_BYTES,
    archiveBytes: archive.length,
    passwordSalt: list.salt,
    buildSalt,
    contentNonce,
  });
  const slots = await sealSlots(list, slotCount, buildSalt, contentKey, fixed);
  const digest = createHash('sha256').update(fixed).update(slots).digest();
  const additionalData = concatenate(fixed, slots, digest);
  const key = await crypto.subtle.importKey('raw', contentKey, 'AES-GCM', false, ['encrypt']);
  const content = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: contentNonce, additionalData },
    key,
    zipped,
  );
  return concatenate(additionalData, new Uint8Array(content));
}

// What is sealed of a file, where that is not the file as it is.
async function lightened(name, bytes) {
  const [, kind] = /\.(js|css|png)$/.exec(name) ?? [];
  if (kind === 'png') return storedPng(bytes);
  if (kind) {
    const { code } = await transform(Buffer.from(bytes).toString('utf8'), {
      loader: kind,
      minify: true,
      charset: 'utf8',
      target: TARGETS,
    });
    return new Uint8Array(Buffer.from(code));
  }
  return bytes;
}

// Scripts and style sheets without what only their readers need, pictures ready to be zipped with
// the rest.
export async function minified(files) {
  const result = new Map();
  for (const [name, bytes] of files) result.set(name, await lightened(name, bytes));
  return result;
}

export function readFolder(folder) {
  const files = new Map();
  for (const entry of readdirSync(folder, { recursive: true })) {
    const path = join(folder, entry);
    if (statSync(path).isFile()) {
      files.set(relative(folder, path).split(sep).join('/'), new Uint8Array(readFileSync(path)));
    }
  }
  return files;
}

// What is public, and the whole page once more as one file, for disks and mail.
export async function siteFiles(sealed, besides) {
  const here = fileURLToPath(new URL('../gate', import.meta.url));
  const files = new Map([
    ['payload.sealed', sealed],
    ...(besides ? readFolder(besides) : []),
    ['gate.js', await bundleGate()],
    ...['gate.css', 'icon.svg', 'manifest.webmanifest', 'index.html'].map((name) => [
      name,
      new Uint8Array(readFileSync(join(here, name))),
    ]),
  ]);
  return new Map([
    ['second-opinion.html', oneFile(files)],
    ['sw.js', await buildServiceWorker(files)],
    ...files,
  ]);
}

// Each file whole or not at all, index.html last.
export function writeSite(site, files) {
  mkdirSync(site, { recursive: true });
  for (const [name, bytes] of files) {
    const temporary = join(site, `.${name}.tmp`);
    writeFileSync(temporary, bytes);
    renameSync(temporary, join(site, name));
  }
  for (const name of readdirSync(site)) {
    if (name !== 'core' && !files.has(name)) rmSync(join(site, name), { recursive: true });
  }
}

async function accountsFor(demo) {
  const list = demo ? null : readList();
  if (!list) {
    console.error(
      'seal: sealed for the demo account (dan / Optimization1234), whose password is public.',
    );
    console.error('seal: before publishing a page of your own: shell/accounts add NOTE');
    return demoList();
  }
  if (list.accounts.length === 0) {
    throw new Error(`${accountsPath()} lists no account; shell/accounts add NOTE`);
  }
  if (await holdsDemo(list)) {
    console.error(
      'seal: warning: the demo account is among your accounts, and its password is public.',
    );
  }
  return list;
}

function readArguments(args) {
  const options = { folders: [], demo: false, besides: null };
  for (let i = 0; i < args.length; ++i) {
    if (args[i] === '--demo') options.demo = true;
    else if (args[i] === '--with') options.besides = args[++i];
    else options.folders.push(args[i]);
  }
  if (options.folders.length !== 2 || options.besides === undefined) {
    throw new Error('usage: node shell/build/seal.mjs PAYLOAD_DIR SITE_DIR [--with DIR] [--demo]');
  }
  return options;
}

async function main(args) {
  const {
    folders: [payload, site],
    demo,
    besides,
  } = readArguments(args);
  const payloadFiles = readFolder(payload);
  if (!payloadFiles.has('page/host.js')) {
    throw new Error(
      `${payload} holds no page/host.js, so nothing could start: ` +
        'build the CMake target "payload" first',
    );
  }
  const sealed = await seal(await minified(payloadFiles), await accountsFor(demo));
  writeSite(site, await siteFiles(sealed, besides));
  console.log(
    `seal: ${payloadFiles.size} files, ${sealed.length} bytes sealed, in ${basename(site)}/`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(`seal: ${error.message}`);
    process.exitCode = 1;
  });
}
