// Work that is asked to stop: SIGINT and SIGTERM end a training at the next step with a checkpoint,
// and a sweep with its finished runs, and the exit code is that of a program that the signal ended.
// A training that diverges ends with exit code 1 and without weights.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { recipe, run, start, temporaryFolder, writeData } from '../support/trainer_program.mjs';

const EPOCHS = 60;
const folder = temporaryFolder();
writeData(folder);
const recipeFile = join(folder, 'small.json');
writeFileSync(recipeFile, recipe({ epochs: EPOCHS }));

const words = (name, file = recipeFile) => [
  'train',
  file,
  '--data',
  folder,
  '--out',
  join(folder, `${name}.weights`),
];

test('a signal leaves a checkpoint that resumes to the same bytes', async () => {
  const whole = await run(words('whole'));
  assert.equal(whole.code, 0, whole.error);
  // Two lines to begin, one an epoch, one to end; no bar in a pipe.
  assert.equal(whole.out.trimEnd().split('\n').length, 2 + EPOCHS + 1);
  assert.ok(!whole.out.includes('\r'));
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ]) {
    const stopped = start(words(signal), {
      onLine: (line) => {
        if (line.startsWith('epoch 1/')) stopped.child.kill(signal);
      },
    });
    const end = await stopped.done;
    assert.equal(end.code, 128 + number, end.error);
    assert.match(end.out, /stopped; the same command with --resume continues from .*checkpoint/);
    assert.ok(!existsSync(join(folder, `${signal}.weights`)));
    const resumed = await run([...words(signal), '--resume']);
    assert.equal(resumed.code, 0, resumed.error);
    assert.ok(
      readFileSync(join(folder, `${signal}.weights`)).equals(
        readFileSync(join(folder, 'whole.weights')),
      ),
      'the weights are others',
    );
  }
});

test('a signal ends a sweep, which then goes on with the runs that are left', async () => {
  const grid = join(folder, 'grid.json'),
    runs = 40;
  writeFileSync(
    grid,
    JSON.stringify({
      name: 'tiny',
      description: 'for this test',
      epochs: 2,
      batch: 10,
      dense_units: 20,
      training_images: 100,
      validation_images: 100,
      factors: {
        optimizer: ['adam', 'sgd'],
        loss: ['mse', 'cross_entropy'],
        learning_rate: [0.01],
        channels: [1],
        convolutions: [2],
        dense: [0, 1],
        seed: [1, 2, 3, 4, 5],
      },
    }),
  );
  const sweep = ['sweep', grid, '--data', folder, '--out', join(folder, 'sweep'), '--threads', '1'];
  const stopped = start(sweep, {
    onLine: (line) => {
      if (line.startsWith('[1/')) stopped.child.kill('SIGINT');
    },
  });
  const end = await stopped.done;
  assert.equal(end.code, 128 + 2, end.error);
  assert.match(end.error, /trainer sweep: stopped; finished runs are kept in /);
  assert.match(end.error, /finished runs are kept in .*the same command goes on/);
  const finished = end.out.split('\n').filter((line) => line.startsWith('[')).length;
  assert.ok(finished < runs, 'it was not stopped');
  const rest = await run(sweep);
  assert.equal(rest.code, 0, rest.error);
  assert.match(rest.out, new RegExp(`^${runs} runs, ${finished} of them finished before`, 'm'));
});

test('a training that diverges fails, says so and writes no weights', async () => {
  const wild = join(folder, 'wild.json');
  writeFileSync(
    wild,
    recipe({
      layers: [
        { kind: 'linear', units: 16, flatten: true },
        { kind: 'relu' },
        { kind: 'linear', units: 16 },
        { kind: 'relu' },
        { kind: 'linear', units: 10 },
      ],
      family: 'mlp',
      gradient_clip: 0,
      optimizer: { kind: 'sgd', learning_rate: 100, weight_decay: 0, momentum: 0.9999 },
      input: { mean: 0, deviation: 0.001 },
    }),
  );
  const { code, error } = await run(words('wild', wild));
  assert.equal(code, 1);
  assert.match(error, /the training has diverged: .*recipe\.optimizer\.learning_rate/);
  assert.ok(!existsSync(join(folder, 'wild.weights')));
  assert.ok(!existsSync(join(folder, 'wild.history.json')));
});
