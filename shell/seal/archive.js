// The files inside the seal as one run of bytes, and back. Little-endian:
//   u32 count, then per file: u16 name bytes, u32 file bytes, name (UTF-8), file.
// Runs in browsers and in Node; encrypts nothing.
import { DamagedError } from './sealed_format.js';

const NAME = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;
const MOST_FILES = 1000;
const LONGEST_NAME = 200;

// What is written can be read, and what is read could have been written.
const isName = (name) => name.length <= LONGEST_NAME && NAME.test(name);

export function packArchive(files) {
  const encoder = new TextEncoder();
  const entries = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, bytes]) => {
      if (!isName(name)) throw new Error(`"${name}" cannot be a name in the archive`);
      return { name: encoder.encode(name), bytes };
    });
  if (entries.length > MOST_FILES) {
    throw new Error(`${entries.length} files; ${MOST_FILES} are the most`);
  }
  const size = entries.reduce((sum, entry) => sum + 6 + entry.name.length + entry.bytes.length, 4);
  const out = new Uint8Array(size);
  const view = new DataView(out.buffer);
  view.setUint32(0, entries.length, true);
  let at = 4;
  for (const { name, bytes } of entries) {
    view.setUint16(at, name.length, true);
    view.setUint32(at + 2, bytes.length, true);
    out.set(name, at + 6);
    out.set(bytes, at + 6 + name.length);
    at += 6 + name.length + bytes.length;
  }
  return out;
}

// Map of name → bytes (views into the archive); throws DamagedError.
export function unpackArchive(archive) {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  // A byte order mark stays, and is refused as part of a name: left out, two names could be one.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  if (archive.length < 4) throw new DamagedError('the archive is empty');
  const count = view.getUint32(0, true);
  if (count > MOST_FILES) throw new DamagedError(`the archive claims ${count} files`);
  const files = new Map();
  let at = 4;
  for (let i = 0; i < count; ++i) {
    if (at + 6 > archive.length) {
      throw new DamagedError(`the archive ends before file ${i + 1} of ${count}`);
    }
    const nameBytes = view.getUint16(at, true);
    const fileBytes = view.getUint32(at + 2, true);
    at += 6;
    if (at + nameBytes + fileBytes > archive.length) {
      throw new DamagedError(`the archive ends within file ${i + 1} of ${count}`);
    }
    const name = decoder.decode(archive.subarray(at, at + nameBytes));
    if (!isName(name) || files.has(name)) {
      throw new DamagedError(`file ${i + 1} of the archive has a bad name`);
    }
    files.set(name, archive.subarray(at + nameBytes, at + nameBytes + fileBytes));
    at += nameBytes + fileBytes;
  }
  if (at !== archive.length) {
    throw new DamagedError('bytes are left after the last file of the archive');
  }
  return files;
}

// Unzips what must become exactly `size` bytes: never more memory than that.
export async function gunzip(bytes, size) {
  const out = new Uint8Array(size);
  let at = 0;
  const zipped = new Blob([bytes]).stream();
  const reader = zipped.pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (at + value.length > size) {
        throw new DamagedError('the archive is larger than its header says');
      }
      out.set(value, at);
      at += value.length;
    }
  } catch (error) {
    reader.cancel().catch(() => {});
    if (error instanceof DamagedError) throw error;
    throw new DamagedError('the archive cannot be unzipped');
  }
  if (at !== size) throw new DamagedError('the archive is smaller than its header says');
  return out;
}
