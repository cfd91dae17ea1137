// How inputs of sealed_fuzz.mjs are changed: as bytes, and as what they are, a header of fields or
// an archive of named files, so that most changes are not refused at the first byte.

// The first byte of an input: a header without its digest looked at, one whose digest is put right
// first (slow, for the browser's crypto answers late), or an archive.
export const KINDS = Object.freeze({ layout: 0, digest: 1, archive: 2 });

const MOST_BYTES = 4000;

export function randomNumbers(seed) {
  let state = seed >>> 0;
  // xorshift32, Marsaglia 2003.
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const NUMBERS = [
  0, 1, 2, 3, 15, 16, 17, 18, 255, 256, 1000, 1001, 1024, 1025, 19455, 19456, 65535, 65536, 262144,
  262145, 0x0fffffff, 0x10000000, 0x10000001, 0x7fffffff, 0x80000000, 0xffffffff,
];
// Of the header's numbers: offset and bytes. The last two are 64 bits wide.
const FIELDS = [
  [8, 2],
  [10, 2],
  [12, 4],
  [16, 4],
  [20, 4],
  [24, 4],
  [28, 4],
  [32, 4],
  [36, 4],
  [40, 4],
];
const NAMES = [
  '',
  'a',
  'a/b',
  '/a',
  'a/',
  '../a',
  'a/../b',
  'a//b',
  '.a',
  'a.',
  '-',
  'A_9-.x',
  'a\\b',
  'a b',
  'a\n',
  'a\0',
  '\u00e4',
  '\ufeff',
  '\ufeffa',
  'a\ufeff',
  '\u202ea',
  '__proto__',
  'z',
  'page/host.js',
  'a'.repeat(199),
  'a'.repeat(200),
  'a'.repeat(201),
  `a/${'b'.repeat(300)}`,
  [0xff],
  [0xc0, 0xaf],
  [0xed, 0xa0, 0x80],
  [97, 0xf0, 0x9f],
].map((name) => Buffer.from(name));

const pick = (list, random) => list[random(list.length)];

// One edit that knows nothing of the format: a bit, a byte, a number, a cut, a copy, a splice.
function editBytes(bytes, corpus, random) {
  const at = 1 + random(Math.max(1, bytes.length - 1));
  const other = pick(corpus, random);
  switch (random(6)) {
    case 0:
      bytes[at] ^= 1 << random(8);
      return bytes;
    case 1:
      bytes[at] = random(256);
      return bytes;
    case 2:
      if (at + 4 <= bytes.length) bytes.writeUInt32LE(pick(NUMBERS, random), at);
      return bytes;
    case 3:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random(64))]);
    case 4:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(1 + random(bytes.length))]);
    default:
      return Buffer.concat([bytes.subarray(0, at), other.subarray(1 + random(other.length))]);
  }
}

// One edit of a header: a field, or the length of what follows, which half the time is then told to
// the header, so that the rest is looked at.
function editHeader(input, random) {
  let bytes = input;
  if (bytes.length < 89) return bytes;
  const header = () => bytes.subarray(1);
  if (random(3)) {
    const [at, size] = pick(FIELDS, random);
    const value = random(4) ? pick(NUMBERS, random) : header().readUIntLE(at, size) + random(5) - 2;
    header().writeUIntLE((value >>> 0) % 2 ** (8 * size), at, size);
  } else {
    const length = random(2) ? 89 + random(MOST_BYTES) : Math.max(89, bytes.length + random(9) - 4);
    bytes =
      length <= bytes.length
        ? Buffer.from(bytes.subarray(0, length))
        : Buffer.concat([bytes, Buffer.alloc(length - bytes.length, random(256))]);
  }
  if (random(2)) {
    const rest = header().length - 120 - 60 * header().readUInt32LE(24);
    if (rest >= 0) header().writeBigUInt64LE(BigInt(rest), 28);
  }
  return bytes;
}

// The files of an archive, as far as they go.
function filesOf(archive) {
  const files = [];
  for (let at = 4; at + 6 <= archive.length && files.length < 1200;) {
    const name = archive.subarray(at + 6, at + 6 + archive.readUInt16LE(at));
    const from = at + 6 + name.length;
    const content = archive.subarray(from, from + archive.readUInt32LE(at + 2));
    files.push({ name, content });
    at = from + content.length;
  }
  return files;
}

// One edit of an archive: files come, go, swap, and get other names; now and then a length lies.
function editArchive(input, random) {
  const files = filesOf(input.subarray(1));
  const one = files.length ? random(files.length) : 0;
  const fresh = () => ({ name: pick(NAMES, random), content: Buffer.alloc(random(40), 7) });
  switch (random(5)) {
    case 0:
      files.splice(one, 0, fresh());
      break;
    case 1:
      files.splice(one, 1);
      break;
    case 2:
      if (files.length) files[one].name = pick(NAMES, random);
      break;
    case 3:
      if (files.length) files[one].content = Buffer.alloc(random(300), random(256));
      break;
    default:
      if (files.length) files.push(files[random(files.length)]);
  }
  const head = Buffer.alloc(5);
  head[0] = input[0];
  head.writeUInt32LE(random(12) ? files.length : pick(NUMBERS, random), 1);
  const parts = [head];
  for (const { name, content } of files) {
    const lengths = Buffer.alloc(6);
    lengths.writeUInt16LE(random(40) ? name.length : pick(NUMBERS, random) & 0xffff, 0);
    lengths.writeUInt32LE(random(40) ? content.length : pick(NUMBERS, random), 2);
    parts.push(lengths, name, content);
  }
  return Buffer.concat(parts);
}

// As many archives as headers, of which there are more kinds.
function base(corpus, random) {
  const archive = random(2) === 0;
  for (let tries = 0; tries < 64; ++tries) {
    const input = pick(corpus, random);
    if ((input[0] === KINDS.archive) === archive) return Buffer.from(input);
  }
  return Buffer.from(pick(corpus, random));
}

// A copy of an input of the corpus with up to four edits. One header in sixteen has its digest put
// right.
export function mutated(corpus, random) {
  let bytes = base(corpus, random);
  for (let edits = 1 + random(4); edits > 0; --edits) {
    if (random(3) === 0) bytes = editBytes(bytes, corpus, random);
    else if (bytes[0] === KINDS.archive) bytes = editArchive(bytes, random);
    else bytes = editHeader(bytes, random);
    if (bytes.length < 2) bytes = base(corpus, random);
  }
  if (bytes[0] !== KINDS.archive) bytes[0] = random(16) ? KINDS.layout : KINDS.digest;
  return bytes.subarray(0, MOST_BYTES);
}
