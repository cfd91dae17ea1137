// A PNG whose pixels lie unzipped in it, for files that are zipped as a whole afterwards: the outer
// zip then sees the pixels themselves and packs them closer than libpng did. Every chunk but IDAT
// stays as it is; no pixel is decoded or filtered anew.
import { deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const FRAME_BYTES = 12; // length, type and checksum of a chunk

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; ++bit) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) c = CRC_TABLE[(c ^ byte) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function chunk(type, data) {
  const out = Buffer.alloc(data.length + FRAME_BYTES);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, 'latin1');
  out.set(data, 8);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}

function chunksOf(png) {
  if (!png.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw new Error('not a PNG');
  const chunks = [];
  for (let at = SIGNATURE.length; at < png.length;) {
    const size = at + 8 <= png.length ? png.readUInt32BE(at) : Infinity;
    if (at + FRAME_BYTES + size > png.length) {
      throw new Error(`the PNG breaks off in the chunk at byte ${at}`);
    }
    const whole = png.subarray(at, at + FRAME_BYTES + size);
    chunks.push({ type: whole.toString('latin1', 4, 8), whole, data: whole.subarray(8, 8 + size) });
    at += whole.length;
  }
  return chunks;
}

// Bytes of a PNG → bytes of the same picture. Throws what is wrong with it.
export function storedPng(bytes) {
  const chunks = chunksOf(Buffer.from(bytes));
  const isData = ({ type }) => type === 'IDAT';
  const first = chunks.findIndex(isData);
  if (first < 0) throw new Error('the PNG holds no picture');
  const pixels = inflateSync(Buffer.concat(chunks.filter(isData).map(({ data }) => data)));
  const stored = chunk('IDAT', deflateSync(pixels, { level: 0 }));
  const parts = chunks.flatMap((each, i) =>
    i === first ? [stored] : isData(each) ? [] : [each.whole],
  );
  return new Uint8Array(Buffer.concat([SIGNATURE, ...parts]));
}
