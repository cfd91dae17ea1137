// Covers native_trainer/export/keras_*: networks that are exported and read back field by field by
// keras_reader.py, which knows what Keras's loader wants, give the trainer's own probabilities. No
// Keras runs here: Debian has no TensorFlow.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertClose, folder, forEveryNetwork, pixels } from '../../support/exported_networks.mjs';

const python = '/usr/bin/python3';
const reader = fileURLToPath(new URL('keras_reader.py', import.meta.url));
const images = join(folder, 'images.f32'),
  answers = join(folder, 'answers.f32');

if (spawnSync(python, ['-c', 'import h5py']).status !== 0) {
  test('Keras files', { skip: "needs Debian's python3-h5py (shell/setup.sh --tests)" }, () => {});
} else {
  writeFileSync(images, pixels);
  forEveryNetwork('keras_reader.py', 'keras', (file, expected) => {
    execFileSync(python, [reader, file, images, answers]);
    assertClose(new Float32Array(new Uint8Array(readFileSync(answers)).buffer), expected);
  });
}
