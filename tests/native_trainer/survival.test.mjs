// A training killed at random moments: whatever it leaves is whole, and
// --resume ends in the very bytes of a training that nobody disturbed.
// Only moments depend on the clock, never what is asserted.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import {
  randomNumbers,
  recipe,
  run,
  start,
  temporaryFolder,
  writeData,
} from '../support/trainer_program.mjs';

const KILLS = 50;
const EPOCHS = 8;
const folder = temporaryFolder();
const random = randomNumbers(7);
const recipeFile = join(folder, 'small.json');
writeData(folder);
// Wide enough that a checkpoint of some megabytes takes a while to write.
writeFileSync(recipeFile, recipe({ units: 300, epochs: EPOCHS }));

const files = (place) => ({
  weights: join(place, 'a.weights'),
  history: join(place, 'a.history.json'),
  checkpoint: join(place, 'a.checkpoint'),
});
const words = (place) => ['train', recipeFile, '--data', folder, '--out', files(place).weights];
const temporaries = (place) => Object.values(files(place)).map((path) => `${path}.tmp`);

// All but how long it took, and on how many threads.
function story(place) {
  const {
    seconds,
    wall_seconds: _,
    threads: __,
    ...rest
  } = JSON.parse(readFileSync(files(place).history));
  assert.equal(seconds.length, EPOCHS);
  return rest;
}

// Returns at once when a file is being written; gives up when the process may have ended.
function waitForWriting(place) {
  const watched = temporaries(place),
    end = performance.now() + 3000;
  while (performance.now() < end && !watched.some((path) => existsSync(path)));
}

// Kills a training at one of four kinds of moments; false when it was faster.
async function disturbed(place, resume, duration) {
  const threads = 1 + Math.floor(2 * random());
  const kind = ['by the clock', 'after an epoch', 'while writing', 'while writing'][
    Math.floor(4 * random())
  ];
  // Counts the epochs of this process alone: a resumed training has fewer left. The moments that
  // the clock chooses fall more often at the start.
  const epoch = 1 + Math.floor((resume ? 2 : EPOCHS - 1) * random()),
    share = random() ** 2;
  let seen = 0;
  const { child, done } = start(
    [...words(place), '--threads', String(threads), ...(resume ? ['--resume'] : [])],
    {
      onLine: (line) => {
        if (!line.startsWith('epoch ') || ++seen !== epoch) return;
        if (kind === 'while writing') waitForWriting(place);
        if (kind !== 'by the clock')
          setTimeout(
            () => child.kill('SIGKILL'),
            kind === 'after an epoch' ? (share * duration) / EPOCHS : 0,
          );
      },
    },
  );
  if (kind === 'by the clock') setTimeout(() => child.kill('SIGKILL'), share * duration);
  const { code, signal, error } = await done;
  assert.ok(signal === 'SIGKILL' || code === 0, error);
  return signal === 'SIGKILL';
}

// Every file under its own name is whole. A checkpoint that were not would be refused by --resume.
async function checkWhatIsLeft(place) {
  const { weights, history, checkpoint } = files(place);
  const allowed = [weights, history, checkpoint, ...temporaries(place)];
  for (const name of readdirSync(place))
    assert.ok(allowed.includes(join(place, name)) || name.endsWith('.probe.tmp'), name);
  if (existsSync(weights)) {
    const { code, error } = await run(['inspect', weights]);
    assert.equal(code, 0, error);
  }
  if (existsSync(history)) story(place);
  if (temporaries(place).some((path) => existsSync(path))) return 'writing';
  return existsSync(checkpoint) ? 'between' : 'before';
}

test(`${KILLS} kills, each whole and resumed to the same bytes`, async (t) => {
  const whole = join(folder, 'whole');
  const begin = performance.now();
  const reference = await run(words(whole));
  const duration = performance.now() - begin;
  assert.equal(reference.code, 0, reference.error);
  const bytes = readFileSync(files(whole).weights),
    told = story(whole);
  const tally = { before: 0, between: 0, writing: 0 };
  let kills = 0,
    trainings = 0;
  while (kills < KILLS) {
    const place = join(folder, `killed${++trainings}`);
    mkdirSync(place);
    for (
      let more = true;
      more && (await disturbed(place, existsSync(files(place).checkpoint), duration));
      more = kills < KILLS && random() < 0.75
    ) {
      ++kills;
      ++tally[await checkWhatIsLeft(place)];
    }
    const last = await run([
      ...words(place),
      ...(existsSync(files(place).checkpoint) ? ['--resume'] : []),
    ]);
    assert.equal(last.code, 0, last.error);
    assert.ok(readFileSync(files(place).weights).equals(bytes), 'the weights are others');
    assert.deepEqual(story(place), told);
    assert.deepEqual(
      readdirSync(place).filter((name) => name.endsWith('.tmp') && !name.endsWith('.probe.tmp')),
      [],
    );
  }
  t.diagnostic(
    `${kills} kills in ${trainings} trainings: ${tally.before} before the first checkpoint, ` +
      `${tally.between} between two, ${tally.writing} with a file half written; ` +
      `${trainings} resumed to the same bytes`,
  );
});

test('--resume without a checkpoint, or with a damaged one, says what to do', async () => {
  const place = join(folder, 'none');
  const { code, error } = await run([...words(place), '--resume']);
  assert.equal(code, 1);
  assert.match(error, /a\.checkpoint: cannot be read.*leave out --resume/);
  const checkpoint = readFileSync(files(join(folder, 'whole')).checkpoint);
  for (const damaged of [
    checkpoint.subarray(0, checkpoint.length / 2),
    Buffer.concat([checkpoint.subarray(0, 5000), Buffer.alloc(checkpoint.length - 5000)]),
  ]) {
    writeFileSync(files(place).checkpoint, damaged);
    const refused = await run([...words(place), '--resume']);
    assert.equal(refused.code, 1);
    assert.match(refused.error, /a\.checkpoint: is damaged.*leave out --resume/);
  }
});
