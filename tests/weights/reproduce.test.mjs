// Covers weights/reproduce.sh: the linear network and the MLP, trained again by today's build, are
// the shipped files to the last bit. The large ones take hours and are left to whoever runs it all.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const script = join(root, 'weights/reproduce.sh');
const folder = mkdtempSync(join(tmpdir(), 'second-opinion-'));
after(() => rmSync(folder, { recursive: true }));

// "x86_64 avx512f": the part of the kind that the processor decides.
function kindHere() {
  const flags = new Set(
    readFileSync('/proc/cpuinfo', 'utf8')
      .match(/^flags\s*:(.*)$/m)?.[1]
      .split(/\s+/),
  );
  const machine = spawnSync('uname', ['-m'], { encoding: 'utf8' }).stdout.trim();
  return `${machine} ${['avx512f', 'avx2'].find((level) => flags.has(level)) ?? 'plain'}`;
}

const shipped = readFileSync(join(root, 'weights/reproduced_on.txt'), 'utf8').split(',')[0];
const reason = !process.env.MNIST_DIR
  ? 'set MNIST_DIR to a folder with the whole MNIST'
  : !existsSync(join(root, 'build/release/bin/trainer'))
    ? 'the trainer is not built'
    : kindHere() !== shipped
      ? `the files were made on ${shipped}, and this is ${kindHere()}`
      : false;

test('linear network and MLP come out with the shipped bytes', { skip: reason }, () => {
  const run = () => spawnSync(script, ['--out', folder, 'linear', 'mlp'], { encoding: 'utf8' });
  const { status, stdout, stderr } = run();
  assert.equal(status, 0, stdout + stderr);
  for (const file of ['linear', 'mlp', 'validation/linear', 'validation/mlp'])
    assert.match(stdout, new RegExp(`^same bytes +${file}\\.weights$`, 'm'));
  const again = run();
  assert.equal(again.status, 0, again.stderr);
  assert.doesNotMatch(again.stdout, /^==/m, 'what is finished is kept');
});

test('a name that is none is refused', () => {
  const { status, stderr } = spawnSync(script, ['cnm'], { encoding: 'utf8' });
  assert.equal(status, 2);
  assert.match(stderr, /"cnm" is none of/);
});
