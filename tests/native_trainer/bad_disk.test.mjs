// Disks that are full and places that cannot be written, for everything that
// the trainer writes: the message names the file, the reason and what to do,
// the exit code is 1, and the file that was there before is untouched.
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import test, { before } from 'node:test';
import { recipe, run, temporaryFolder, writeData } from '../support/trainer_program.mjs';

const folder = temporaryFolder();
const at = (...names) => join(folder, ...names);
const data = ['--data', folder];
const grid = {
  name: 'grid',
  description: 'for tests',
  epochs: 1,
  batch: 10,
  dense_units: 10,
  training_images: 40,
  validation_images: 10,
  factors: {
    optimizer: ['adam'],
    loss: ['mse'],
    learning_rate: [0.01],
    channels: [1],
    convolutions: [2],
    dense: [0, 1],
  },
};
const train = [
  'train',
  at('small.json'),
  ...data,
  '--out',
  at('out', 'a.weights'),
  '--epochs',
  '1',
];
const sweep = ['sweep', at('grid.json'), ...data, '--out', at('out')];
const commands = [
  { what: 'checkpoint', words: train, file: 'a.checkpoint' },
  { what: 'weights', words: train, file: 'a.weights' },
  { what: 'history', words: train, file: 'a.history.json' },
  {
    what: 'evaluation',
    words: [
      'evaluate',
      '--weights',
      at('small.weights'),
      '--images',
      at('t10k-images-idx3-ubyte'),
      '--labels',
      at('t10k-labels-idx1-ubyte'),
      '--json',
      at('out', 'e.json'),
    ],
    file: 'e.json',
  },
  {
    what: 'quantized weights',
    words: [
      'quantize',
      at('small.weights'),
      ...data,
      '--storage',
      'int8',
      '--out',
      at('out', 'q.weights'),
    ],
    file: 'q.weights',
  },
  ...[
    ['onnx', 'a.onnx'],
    ['keras', 'a.h5'],
  ].map(([to, file]) => ({
    what: `export to ${to}`,
    words: ['export', '--weights', at('small.weights'), '--to', to, '--out', at('out', file)],
    file,
  })),
  {
    what: 'study of files',
    words: ['files', ...data, '--weights', at('small.weights'), '--out', at('out', 'files.json')],
    file: 'files.json',
  },
  {
    what: 'bank',
    words: [
      'teach',
      at('student.json'),
      ...data,
      '--teachers',
      at('small.weights'),
      '--out',
      at('out', 'a.bank'),
      '--views',
      '1',
    ],
    file: 'a.bank',
  },
  { what: 'study', words: ['study', 'linear', ...data, '--out', at('out')], file: 'linear.json' },
  { what: 'row of a sweep', words: sweep, file: 'grid.rows', isFolder: true },
  ...['csv', 'xlsx', 'json', 'history.json'].map((ending) => ({
    what: `sweep's ${ending}`,
    words: sweep,
    file: `grid.${ending}`,
  })),
  ...['optimizers', 'sizes'].map((name) => ({
    what: `sweep's ${name}`,
    words: sweep,
    file: `grid_${name}.svg`,
  })),
  ...['report.json', 'digits.png', 'templates.png'].map((file) => ({
    what: file,
    words: [
      'report',
      ...data,
      ...['cnn', 'transformer', 'mlp', 'linear'].flatMap((name) => [
        `--${name}`,
        join('weights', `${name}.weights`),
      ]),
      '--out',
      at('out', 'report.json'),
    ],
    file,
  })),
];

before(async () => {
  writeData(folder);
  writeFileSync(at('small.json'), recipe());
  writeFileSync(at('student.json'), recipe({ distillation: { weight: 0.5, temperature: 2 } }));
  writeFileSync(at('grid.json'), JSON.stringify(grid));
  const { code, error } = await run([
    'train',
    at('small.json'),
    ...data,
    '--out',
    at('small.weights'),
    '--epochs',
    '1',
  ]);
  assert.equal(code, 0, error);
});

const FORMER = 'what was here before';

// Runs the command against a folder that holds only what `prepare` puts there.
async function refused(words, prepare) {
  rmSync(at('out'), { recursive: true, force: true });
  mkdirSync(at('out'));
  prepare();
  const { code, out, error } = await run(words);
  assert.equal(code, 1, out + error);
  assert.match(error, /^trainer/m);
  return error;
}

for (const { what, words, file, isFolder } of commands) {
  const path = at('out', file);
  test(`${what}: a full disk leaves the former file and is told`, { skip: isFolder }, async () => {
    const error = await refused(words, () => {
      writeFileSync(path, FORMER);
      symlinkSync('/dev/full', `${path}.tmp`); // no room for this one file
    });
    assert.ok(error.includes(path), error);
    assert.match(error, /No space left on device\); make room there and try again/);
    assert.equal(readFileSync(path, 'utf8'), FORMER);
    assert.ok(!readdirSync(dirname(path)).some((name) => name.endsWith('.tmp')));
  });

  test(`${what}: a place that cannot be written is told`, async () => {
    const error = await refused(words, () =>
      isFolder ? writeFileSync(path, FORMER) : mkdirSync(join(path, 'below'), { recursive: true }),
    );
    assert.ok(error.includes(path), error);
    assert.match(
      error,
      /cannot be written \((Is|Not) a directory\); name another place, or make this one writable/,
    );
    assert.ok(isFolder ? readFileSync(path, 'utf8') === FORMER : existsSync(join(path, 'below')));
    assert.ok(!readdirSync(dirname(path)).some((name) => name.endsWith('.tmp')));
  });
}

test('a training says at once, not after an epoch, that its place cannot be written', async () => {
  writeFileSync(at('file'), '');
  for (const place of [at('file', 'a.weights'), '/proc/a.weights']) {
    const { code, out, error } = await run(['train', at('small.json'), ...data, '--out', place]);
    assert.equal(code, 1);
    assert.ok(error.includes(place), error);
    assert.match(error, /name another place/);
    assert.ok(!out.includes('epoch'), out);
  }
});

test('a disk that fills up in the middle of a file leaves the former files whole', async () => {
  rmSync(at('out'), { recursive: true, force: true });
  const done = await run(train);
  assert.equal(done.code, 0, done.error);
  const names = readdirSync(at('out')),
    former = names.map((name) => readFileSync(at('out', name)));
  const { code, error } = await run(train, { limit: 8 }); // KiB; a checkpoint has some hundred
  assert.equal(code, 1);
  assert.match(error, /a\.checkpoint: cannot be written \(File too large\); make room there /);
  assert.match(error, /make room there and try again; --resume continues/);
  assert.deepEqual(readdirSync(at('out')), names);
  names.forEach((name, i) => assert.ok(readFileSync(at('out', name)).equals(former[i]), name));
});
