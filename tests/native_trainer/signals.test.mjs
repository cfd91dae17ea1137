// A training that is asked to stop: SIGINT and SIGTERM end it at the next step
// with a checkpoint and the exit code of a program that the signal ended; one
// that diverges ends with exit code 1 and without weights.
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

const words = (name, file = recipeFile) =>
  ['train', file, '--data', folder, '--out', join(folder, `${name}.weights`)];

test('a signal leaves a checkpoint that resumes to the same bytes', async () => {
  const whole = await run(words('whole'));
  assert.equal(whole.code, 0, whole.error);
  // Two lines to begin, one an epoch, one to end; no bar in a pipe.
  assert.equal(whole.out.trimEnd().split('\n').length, 2 + EPOCHS + 1);
  assert.ok(!whole.out.includes('\r'));
  for (const [signal, number] of [['SIGINT', 2], ['SIGTERM', 15]]) {
    const stopped = start(words(signal), {
      onLine: (line) => { if (line.startsWith('epoch 1/')) stopped.child.kill(signal); },
    });
    const end = await stopped.done;
    assert.equal(end.code, 128 + number, end.error);
    assert.match(end.out, /stopped; the same command with --resume continues from .*checkpoint/);
    assert.ok(!existsSync(join(folder, `${signal}.weights`)));
    const resumed = await run([...words(signal), '--resume']);
    assert.equal(resumed.code, 0, resumed.error);
    assert.ok(readFileSync(join(folder, `${signal}.weights`))
      .equals(readFileSync(join(folder, 'whole.weights'))), 'the weights are others');
  }
});

test('a training that diverges fails, says so and writes no weights', async () => {
  const wild = join(folder, 'wild.json');
  writeFileSync(wild, recipe({
    layers: [{ kind: 'linear', units: 10, flatten: true }], family: 'linear', gradient_clip: 0,
    optimizer: { kind: 'sgd', learning_rate: 100, weight_decay: 0, momentum: 0.9999 },
    input: { mean: 0, deviation: 0.001 },
  }));
  const { code, error } = await run(words('wild', wild));
  assert.equal(code, 1);
  assert.match(error, /the training has diverged: .*recipe\.optimizer\.learning_rate/);
  assert.ok(!existsSync(join(folder, 'wild.weights')));
  assert.ok(!existsSync(join(folder, 'wild.history.json')));
});
