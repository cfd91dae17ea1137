// What a stranger may count on in every room: a README that fits on a screen, no folder in which
// one searches by the alphabet, and lines that can be read side by side. Judges the files that git
// knows, so that leftovers of a build do not count.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const README_LINES = 15;
const CPP_FILES = 30;
const COLUMNS = 100;
const SOURCE = /\.([ch]pp|m?js|d\.mts|sh|cmake|py|css|wat)$|(^|\/)CMakeLists\.txt$/;
const LINES =
  /\.([ch]pp|m?js|d\.mts|sh|cmake|py|css|html|svg|wat|md)$|(^|\/)CMakeLists\.txt$|^\.ci\//;
// What the trainer writes, and the article, each paragraph of which is one line.
const FREE_LINES = /^weights\/|^web\/article\/article\.md$/;
const CPP = /\.[ch]pp$/;

const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' })
  .split('\0')
  .filter(Boolean);
const read = (path) => readFileSync(join(ROOT, path), 'utf8');

function rooms() {
  const folders = tracked
    .filter((path) => SOURCE.test(path) && /^(core|native_trainer|web|shell)\//.test(path))
    .map(dirname);
  return [...new Set(folders)].sort();
}

test('every room says in a README of at most 15 lines what it holds', () => {
  const faults = [];
  for (const room of rooms()) {
    const path = `${room}/README.md`;
    if (!tracked.includes(path)) faults.push(`${room} has no README.md`);
    else if (read(path).trimEnd().split('\n').length > README_LINES)
      faults.push(`${path} is too long`);
  }
  assert.deepEqual(faults, []);
});

test('no room holds so many files that one searches by the alphabet', () => {
  const crowded = rooms().filter(
    (room) => tracked.filter((path) => dirname(path) === room && CPP.test(path)).length > CPP_FILES,
  );
  assert.deepEqual(crowded, []);
});

test('no line of any source, test, script or README is longer than 100 columns', () => {
  const long = [];
  for (const path of tracked.filter((each) => LINES.test(each) && !FREE_LINES.test(each))) {
    read(path)
      .split('\n')
      .forEach((line, i) => {
        // A table of Markdown and an address cannot be broken.
        const whole =
          (path.endsWith('.md') && line.startsWith('|')) || /https?:\/\/\S{60}/.test(line);
        if ([...line].length > COLUMNS && !whole) long.push(`${path}:${i + 1}`);
      });
  }
  assert.deepEqual(long, []);
});

test('in the trainer only the commands print, end the program or listen to signals', () => {
  const prints = /\b(v?f?printf|f?puts|f?putc|putchar|f?putws)\s*\(|\bstd::(cout|cerr|clog)\b/;
  const rules = /\b(_?exit|abort|signal|sigaction|isatty)\s*\(/;
  const told = [];
  for (const path of tracked.filter((each) => /^native_trainer\//.test(each) && CPP.test(each))) {
    if (path.startsWith('native_trainer/commands/')) continue;
    read(path)
      .split('\n')
      .forEach((line, i) => {
        const code = line.replace(/\/\/.*/, '');
        if (prints.test(code) || rules.test(code)) told.push(`${path}:${i + 1}`);
      });
  }
  assert.deepEqual(told, []);
});

test('no file opens by sending its reader elsewhere', () => {
  const empty = tracked.filter(
    (path) => SOURCE.test(path) && /^(\/\/|#) See \S+\.$/m.test(read(path).split('\n')[0]),
  );
  assert.deepEqual(empty, []);
});
