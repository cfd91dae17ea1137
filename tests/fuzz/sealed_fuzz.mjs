// node tests/fuzz/sealed_fuzz.mjs [SECONDS [SEED]]: fuzzing of the sealed header and of the archive
// behind it, which are read by JavaScript and so out of libFuzzer's reach. An input is kept and
// changed further when it is answered as none was before: refused in other words, or read as
// something of another size. Every refusal has words of its own, so that this follows the branches
// at no cost. Where libFuzzer's rows count edges, this one counts different answers.
// Prints a row of run.sh's table; what breaks a rule is kept in build/fuzz/findings, and the exit
// status is then 1.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packArchive, unpackArchive } from '../../shell/seal/archive.js';
import { seal } from '../../shell/build/seal.mjs';
import {
  DamagedError,
  FIXED_BYTES,
  LIMITS,
  SLOT_BYTES,
  parseSealed,
  readLayout,
  writeFixed,
} from '../../shell/seal/sealed_format.js';
import { KINDS, mutated, randomNumbers } from './sealed_mutations.mjs';

function require(holds, what) {
  if (!holds) throw new Error(what);
}

// With the digest put right, so that what lies behind it is reached.
function withDigest(bytes) {
  if (bytes.length < FIXED_BYTES) return bytes;
  const slotCount = new DataView(bytes.buffer, bytes.byteOffset).getUint32(24, true);
  const digestAt = FIXED_BYTES + SLOT_BYTES * slotCount;
  if (digestAt + 32 > bytes.length) return bytes;
  const copy = bytes.slice();
  copy.set(createHash('sha256').update(copy.subarray(0, digestAt)).digest(), digestAt);
  return copy;
}

const same = (a, b) => Buffer.compare(a, b) === 0;

const magnitude = (number) => Math.ceil(Math.log2(number + 1));

// A header that was read: within its bounds, all bytes accounted for, and written again as it was.
function judgeHeader(header, bytes) {
  for (const field of ['memory', 'passes', 'lanes', 'archiveBytes']) {
    const [low, high] = LIMITS[field];
    require(header[field] >= low && header[field] <= high, `${field} is ${header[field]}`);
  }
  require(header.slotCount <= LIMITS.slots[1], `${header.slotCount} slots`);
  require(header.slots.length === SLOT_BYTES * header.slotCount, 'not as many slots as it says');
  require(header.content.length === header.contentBytes, 'not as much content as it says');
  require(header.additionalData.length + header.content.length ===
    bytes.length, 'bytes belong to nothing');
  require(same(writeFixed(header), header.fixed), 'written again, the header differs');
  return `header, slots ${magnitude(header.slotCount)}, content ${magnitude(header.contentBytes)}`;
}

// An archive that was read: the same files in the same number of bytes when written again.
function judgeArchive(files, bytes) {
  const again = packArchive(files);
  require(again.length === bytes.length, 'written again, the archive has another size');
  const back = unpackArchive(again);
  require(back.size === files.size, 'written again, the archive has other files');
  for (const [name, content] of files) require(same(back.get(name), content), `${name} differs`);
  return `archive, files ${magnitude(files.size)}, bytes ${magnitude(bytes.length)}`;
}

// What must hold of any bytes: refused as damage, or read as they say. The first byte is the kind
// (sealed_mutations.mjs). Returns the answer in words, numbers as magnitudes; for a digest, a
// promise of it.
export function judge(input) {
  const bytes = input.subarray(1);
  const refused = (error) => {
    if (!(error instanceof DamagedError) || !error.message) throw error;
    return error.message.replace(/\d+/g, magnitude);
  };
  try {
    switch (input[0]) {
      case KINDS.layout:
        return judgeHeader(readLayout(bytes), bytes);
      case KINDS.archive:
        return judgeArchive(unpackArchive(bytes), bytes);
      default: {
        const whole = withDigest(bytes);
        return parseSealed(whole)
          .then((header) => judgeHeader(header, whole))
          .catch(refused);
      }
    }
  } catch (error) {
    return refused(error);
  }
}

// First inputs, by our own writers.
export async function seeds() {
  const files = new Map([
    ['page/host.js', new Uint8Array(20).fill(97)],
    ['data/x.bin', new Uint8Array(9)],
    ['z', new Uint8Array(0)],
  ]);
  const salt = new Uint8Array(16),
    accounts = [{ key: new Uint8Array(32) }];
  const sealed = await seal(files, { memory: 65536, passes: 3, lanes: 1, salt, accounts });
  const input = (kind, bytes) => Buffer.concat([Buffer.from([kind]), bytes]);
  return [
    input(KINDS.layout, sealed),
    input(KINDS.digest, sealed),
    input(KINDS.archive, packArchive(files)),
    input(KINDS.archive, packArchive(new Map())),
  ];
}

function keepFinding(input, error, findings) {
  const name = `sealed-${createHash('sha256').update(input).digest('hex').slice(0, 16)}`;
  if (findings.size >= 20 || findings.has(name)) return; // one fault has many inputs
  mkdirSync('build/fuzz/findings', { recursive: true });
  writeFileSync(`build/fuzz/findings/${name}`, input);
  findings.set(name, error.message);
}

// The answer, or null after a finding.
async function judged(input, findings) {
  try {
    const answer = judge(input);
    return typeof answer === 'string' ? answer : await answer;
  } catch (error) {
    keepFinding(input, error, findings);
    return null;
  }
}

async function fuzz(seconds, seed) {
  const regressions = fileURLToPath(new URL('regressions/sealed/', import.meta.url));
  const corpus = [
    ...(await seeds()),
    ...readdirSync(regressions).map((name) => readFileSync(regressions + name)),
  ];
  const random = randomNumbers(seed),
    known = new Set(),
    findings = new Map();
  const executions = new Array(Object.keys(KINDS).length).fill(0);
  for (const input of corpus) known.add(await judged(input, findings));
  Error.stackTraceLimit = 0; // nobody reads them, and they cost more than the reading
  const start = performance.now();
  while (performance.now() < start + 1000 * seconds) {
    const input = mutated(corpus, random);
    ++executions[input[0]];
    const answer = await judged(input, findings);
    if (answer === null || known.has(answer)) continue;
    known.add(answer);
    corpus.push(Buffer.from(input));
  }
  const elapsed = Math.round((performance.now() - start) / 1000);
  const total = executions.reduce((sum, count) => sum + count);
  const column = (number, width) => String(number).padStart(width);
  console.log(
    '%s %s %s %s %s',
    'sealed'.padEnd(10),
    column(total, 12),
    column(known.size, 8),
    column(corpus.length, 8),
    column(findings.size, 9),
  );
  const parts = Object.entries(KINDS).map(([name, kind]) => `${name} ${executions[kind]}`);
  console.error(`sealed: ${parts.join(', ')}; ${elapsed} s`);
  findings.forEach((message, name) => console.error(`${name}: ${message.slice(0, 100)}`));
  process.exitCode = findings.size > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await fuzz(Number(process.argv[2] ?? 60), Number(process.argv[3] ?? 1));
}
