// The sealed file: how it is laid out, read and opened. Runs in browsers and
// in Node alike; what seals is seal.mjs. Knows nothing of files inside
// (archive.js) or of how a password becomes a key (credentials.js).
//
// All integers little-endian. "Digest" guards against accidents, so that a
// damaged file is not mistaken for a wrong password; against intent, bytes
// 0–87 are additional data of every slot, and all bytes before the content
// are additional data of the content.
//
// offset  bytes type   field              meaning                           reader refuses when
//      0      8 bytes  magic              "SO-SEAL" and a zero              different
//      8      2 u16    version            of this layout                    not 1
//     10      2 u16    flags              none yet                          not 0
//     12      4 u32    memory             Argon2id memory in KiB            < 19456 or > 262144
//     16      4 u32    passes             Argon2id iterations               < 2 or > 16
//     20      4 u32    lanes              Argon2id parallelism              not 1
//     24      4 u32    slot count         accounts and decoys together      0 or > 1024
//     28      8 u64    content bytes      ciphertext with its GCM tag       < 17, not what follows
//     36      8 u64    archive bytes      content once opened and unzipped  > 256 MiB
//     44     16 bytes  password salt      for Argon2id                      —
//     60     16 bytes  build salt         for HKDF, fresh in every build    —
//     76     12 bytes  content nonce      for AES-256-GCM                   —
//     88   60·n slots  slots              per slot 12 nonce, 32 + 16 key    —
// 88+60n     32 bytes  digest             SHA-256 of all bytes before it    different
// 120+60n     … bytes  content            gzip of the archive, encrypted    GCM tag wrong

export const MAGIC = [0x53, 0x4f, 0x2d, 0x53, 0x45, 0x41, 0x4c, 0x00];
export const VERSION = 1;
export const FIXED_BYTES = 88;
export const SLOT_BYTES = 60;
export const DIGEST_BYTES = 32;
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
export const LIMITS = Object.freeze({
  memory: [19456, 262144],
  passes: [2, 16],
  lanes: [1, 1],
  slots: [1, 1024],
  archiveBytes: [1, 256 * 1024 * 1024],
});

// The file itself is at fault, whoever is asking.
export class DamagedError extends Error {
  constructor(what) {
    super(what);
    this.name = 'DamagedError';
  }
}

function within(name, value, what) {
  const [low, high] = LIMITS[name];
  if (!(value >= low && value <= high)) {
    throw new DamagedError(`${what} is ${value}; ${low} to ${high} is allowed`);
  }
  return value;
}

// The first 88 bytes. Salts are 16 bytes each, the nonce is 12.
export function writeFixed({
  memory,
  passes,
  lanes,
  slotCount,
  contentBytes,
  archiveBytes,
  passwordSalt,
  buildSalt,
  contentNonce,
}) {
  const fixed = new Uint8Array(FIXED_BYTES);
  const view = new DataView(fixed.buffer);
  fixed.set(MAGIC, 0);
  view.setUint16(8, VERSION, true);
  view.setUint16(10, 0, true);
  view.setUint32(12, memory, true);
  view.setUint32(16, passes, true);
  view.setUint32(20, lanes, true);
  view.setUint32(24, slotCount, true);
  view.setBigUint64(28, BigInt(contentBytes), true);
  view.setBigUint64(36, BigInt(archiveBytes), true);
  fixed.set(passwordSalt, 44);
  fixed.set(buildSalt, 60);
  fixed.set(contentNonce, 76);
  return fixed;
}

// The fields and parts of a sealed file, each within its bounds, as views into `bytes`; throws
// DamagedError. Looks at no checksum: parseSealed does.
export function readLayout(bytes) {
  if (bytes.length < FIXED_BYTES + SLOT_BYTES + DIGEST_BYTES + TAG_BYTES) {
    throw new DamagedError(`the file ends after ${bytes.length} bytes`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (MAGIC.some((byte, i) => bytes[i] !== byte)) {
    throw new DamagedError('this is not a sealed file');
  }
  const version = view.getUint16(8, true);
  if (version !== VERSION) throw new DamagedError(`layout ${version} is not known here`);
  if (view.getUint16(10, true) !== 0) throw new DamagedError('unknown flags');
  const header = {
    memory: within('memory', view.getUint32(12, true), 'Argon2id memory'),
    passes: within('passes', view.getUint32(16, true), 'Argon2id passes'),
    lanes: within('lanes', view.getUint32(20, true), 'Argon2id lanes'),
    slotCount: within('slots', view.getUint32(24, true), 'the slot count'),
    contentBytes: Number(view.getBigUint64(28, true)),
    archiveBytes: within('archiveBytes', Number(view.getBigUint64(36, true)), 'the archive size'),
    passwordSalt: bytes.subarray(44, 60),
    buildSalt: bytes.subarray(60, 76),
    contentNonce: bytes.subarray(76, 88),
    fixed: bytes.subarray(0, FIXED_BYTES),
  };
  const digestAt = FIXED_BYTES + SLOT_BYTES * header.slotCount;
  const contentAt = digestAt + DIGEST_BYTES;
  if (header.contentBytes < TAG_BYTES + 1 || contentAt + header.contentBytes !== bytes.length) {
    const claimed = contentAt + header.contentBytes;
    throw new DamagedError(`the file has ${bytes.length} bytes, its header says ${claimed}`);
  }
  header.slots = bytes.subarray(FIXED_BYTES, digestAt);
  header.digest = bytes.subarray(digestAt, contentAt);
  header.additionalData = bytes.subarray(0, contentAt);
  header.content = bytes.subarray(contentAt);
  return header;
}

// Everything that can be said of a sealed file without a key; throws DamagedError.
export async function parseSealed(bytes) {
  const header = readLayout(bytes);
  const covered = bytes.subarray(0, FIXED_BYTES + header.slots.length);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', covered));
  if (digest.some((byte, i) => byte !== header.digest[i])) {
    throw new DamagedError('the header does not match its digest');
  }
  return header;
}

// From the slow password hash to the key that wraps the content key, tied to
// one build: what a builder keeps of an account serves many builds.
export async function wrappingKey(passwordKey, buildSalt, uses) {
  const base = await crypto.subtle.importKey('raw', passwordKey, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode('second-opinion slot');
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: buildSalt, info };
  return crypto.subtle.deriveKey(derivation, base, { name: 'AES-GCM', length: 256 }, false, uses);
}

// The content key, or null when no slot opens. Every slot is tried whether or
// not one has opened already, so that the work tells nothing.
export async function openSlots(header, passwordKey) {
  const key = await wrappingKey(passwordKey, header.buildSalt, ['decrypt']);
  let found = null;
  for (let i = 0; i < header.slotCount; ++i) {
    const slot = header.slots.subarray(i * SLOT_BYTES, (i + 1) * SLOT_BYTES);
    const iv = slot.subarray(0, NONCE_BYTES);
    const algorithm = { name: 'AES-GCM', iv, additionalData: header.fixed };
    const opened = await crypto.subtle
      .decrypt(algorithm, key, slot.subarray(NONCE_BYTES))
      .catch(() => null);
    if (opened) found = new Uint8Array(opened);
  }
  return found;
}

// The 32 bytes of a content key as a key that opens the content and that no script can read out.
export function importContentKey(contentKey) {
  return crypto.subtle.importKey('raw', contentKey, 'AES-GCM', false, ['decrypt']);
}

// contentKey: 32 bytes, or a CryptoKey of them. The gzip bytes inside; throws
// DamagedError when they are not what was sealed.
export async function openContent(header, contentKey) {
  const key = contentKey instanceof Uint8Array ? await importContentKey(contentKey) : contentKey;
  const algorithm = {
    name: 'AES-GCM',
    iv: header.contentNonce,
    additionalData: header.additionalData,
  };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, header.content));
  } catch {
    throw new DamagedError('the content does not match its seal');
  }
}
