// node tests/fuzz/sealed_fuzz.mjs [SECONDS [SEED]]: coverage-guided fuzzing of
// the sealed header and of the archive behind it, which are read by JavaScript
// and so out of libFuzzer's reach. V8's block coverage says which input reached
// something new; it is asked for after many inputs at a time, because asking
// costs as much as a hundred of them.
// Prints a row of run.sh's table; what breaks a rule is kept in
// build/fuzz/findings, and the exit status is then 1.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';
import { packArchive, unpackArchive } from '../../shell/seal/archive.js';
import { seal } from '../../shell/build/seal.mjs';
import { DamagedError, LIMITS, SLOT_BYTES, parseSealed } from '../../shell/seal/sealed_format.js';

const BATCH = 256;
const MOST_BYTES = 4000;
const WATCHED = /shell\/seal\/(sealed_format|archive)\.js$/;

function require(holds, what) {
  if (!holds) throw new Error(what);
}

// With the digest put right, so that what lies behind it is reached.
function mended(bytes) {
  const digestAt = bytes.length >= 28 ? 88 + SLOT_BYTES * new DataView(bytes.buffer, bytes.byteOffset).getUint32(24, true) : Infinity;
  if (digestAt + 32 > bytes.length) return bytes;
  const copy = bytes.slice();
  copy.set(createHash('sha256').update(copy.subarray(0, digestAt)).digest(), digestAt);
  return copy;
}

async function judgeHeader(bytes) {
  const header = await parseSealed(bytes);
  for (const [name, field] of [['memory', 'memory'], ['passes', 'passes'], ['lanes', 'lanes'], ['slots', 'slotCount'], ['archiveBytes', 'archiveBytes']]) {
    const [low, high] = LIMITS[name];
    require(header[field] >= low && header[field] <= high, `${field} is ${header[field]}`);
  }
  require(header.slots.length === SLOT_BYTES * header.slotCount, 'the slots are not as many as it says');
  require(header.additionalData.length + header.content.length === bytes.length, 'bytes belong to nothing');
}

// What must hold of any bytes: refused as damage, or read as they say. The
// first byte chooses: header, header with its digest mended, archive.
export async function judge(input) {
  const bytes = input.subarray(1);
  try {
    if (input[0] % 3 === 0) await judgeHeader(bytes);
    else if (input[0] % 3 === 1) await judgeHeader(mended(bytes));
    else require(Buffer.from(packArchive(unpackArchive(bytes))).length === bytes.length, 'the archive is not what it was');
  } catch (error) {
    if (!(error instanceof DamagedError) || !error.message) throw error;
  }
}

// First inputs, by our own writers.
export async function seeds() {
  const files = new Map([['host.js', new Uint8Array(20).fill(97)], ['data/x.bin', new Uint8Array(9)], ['z', new Uint8Array(0)]]);
  const list = { memory: 65536, passes: 3, lanes: 1, salt: new Uint8Array(16), accounts: [{ key: new Uint8Array(32) }] };
  const sealed = await seal(files, list), archive = packArchive(files);
  return [[0, sealed], [1, sealed], [2, archive], [2, packArchive(new Map())]].map(([kind, bytes]) => Buffer.concat([Buffer.from([kind]), bytes]));
}

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

const NUMBERS = [0, 1, 2, 16, 17, 255, 256, 1000, 1001, 1024, 1025, 19455, 19456, 262144, 262145, 0x7fffffff, 0x80000000, 0xffffffff];

// Up to four edits: a byte, a number where numbers are likely, a cut, a copy, a splice with another input.
export function mutated(corpus, random) {
  let bytes = Buffer.from(corpus[random(corpus.length)]);
  for (let edits = 1 + random(4); edits > 0; --edits) {
    const at = random(Math.max(1, Math.min(bytes.length, random(2) ? 130 : bytes.length)));
    const other = corpus[random(corpus.length)];
    switch (random(6)) {
      case 0: if (bytes.length) bytes[at] ^= 1 << random(8); break;
      case 1: if (at + 4 <= bytes.length) bytes.writeUInt32LE(NUMBERS[random(NUMBERS.length)], at); break;
      case 2: if (bytes.length) bytes[at] = random(256); break;
      case 3: bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random(64))]); break;
      case 4: bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(random(bytes.length + 1))]); break;
      case 5: bytes = Buffer.concat([bytes.subarray(0, at), other.subarray(random(other.length + 1))]); break;
    }
  }
  return bytes.subarray(0, MOST_BYTES);
}

// The blocks of the watched files that ran since the last call.
async function reached(session) {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const blocks = [];
  for (const script of result.filter(({ url }) => WATCHED.test(url)))
    for (const { functionName, ranges } of script.functions)
      for (const { startOffset, endOffset, count } of ranges) if (count > 0) blocks.push(`${script.url} ${functionName} ${startOffset} ${endOffset}`);
  return blocks;
}

async function judged(input, findings) {
  await judge(input).catch((error) => {
    const name = `sealed-${createHash('sha256').update(input).digest('hex').slice(0, 16)}`;
    mkdirSync('build/fuzz/findings', { recursive: true });
    writeFileSync(`build/fuzz/findings/${name}`, input);
    findings.set(name, error.message);
  });
}

async function fuzz(seconds, seed) {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const regressions = fileURLToPath(new URL('regressions/sealed/', import.meta.url));
  const corpus = [...await seeds(), ...readdirSync(regressions).map((name) => readFileSync(regressions + name))];
  const random = randomNumbers(seed), known = new Set(), findings = new Map();
  for (const input of corpus) await judged(input, findings);
  (await reached(session)).forEach((block) => known.add(block));
  let executions = corpus.length;
  for (const end = performance.now() + 1000 * seconds; performance.now() < end; executions += BATCH) {
    const batch = Array.from({ length: BATCH }, () => mutated(corpus, random));
    for (const input of batch) await judged(input, findings);
    if (!(await reached(session)).some((block) => !known.has(block))) continue;
    for (const input of batch) {
      await judged(input, findings);
      const fresh = (await reached(session)).filter((block) => !known.has(block));
      if (fresh.length > 0) corpus.push(input);
      fresh.forEach((block) => known.add(block));
    }
  }
  console.log('%s %s %s %s %s', 'sealed'.padEnd(10), String(executions).padStart(12), String(known.size).padStart(8), String(corpus.length).padStart(8), String(findings.size).padStart(9));
  findings.forEach((message, name) => console.error(`${name}: ${message}`));
  process.exitCode = findings.size > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await fuzz(Number(process.argv[2] ?? 60), Number(process.argv[3] ?? 1));
