// Covers web/platform/gather_notices.cmake and web/platform/linked_notices.py: the notices name
// every work that the page ships, with its terms.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'second-opinion-'));
after(() => rmSync(folder, { recursive: true }));
const copyright = join(folder, 'copyright');
writeFileSync(
  copyright,
  `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/

Files:
 *
Copyright:
  2020 Somebody
License: Expat or NCSA

Files: tests/games/*
Copyright: 2019 A Player
License: GPL-2

Files: lib/math/sin.c lib/math/cos.c
Copyright: 1993 Sun
License: FSFUL with an exception

License: expat
 Permission is hereby granted.

License: NCSA
 Permission is granted.

License: FSFUL
 Copying is unlimited.

License: GPL-2
 Share alike.
`,
);
const linked = (...paths) => [`${root}/web/platform/linked_notices.py`, copyright, ...paths];

test('only paragraphs about what is linked in are kept, with the licences that they name', () => {
  const text = execFileSync('/usr/bin/python3', linked('*', 'lib/'), { encoding: 'utf8' });
  for (const kept of [
    '2020 Somebody',
    '1993 Sun',
    'Permission is hereby granted.',
    'Permission is granted.',
    'Copying is unlimited.',
  ])
    assert.ok(text.includes(kept), kept);
  for (const gone of ['A Player', 'Share alike']) assert.ok(!text.includes(gone), gone);
});

test('a licence without its text, and paths that nothing is said about, stop the build', () => {
  writeFileSync(
    copyright,
    readFileSync(copyright, 'utf8').replace('License: FSFUL\n', 'License: Other\n'),
  );
  const unnamed = spawnSync('/usr/bin/python3', linked('lib/'), { encoding: 'utf8' });
  assert.equal(unnamed.status, 1);
  assert.match(unnamed.stderr, /no text of fsful/);
  assert.match(
    spawnSync('/usr/bin/python3', linked('src/'), { encoding: 'utf8' }).stderr,
    /nothing about src/,
  );
});

test('the page ships the notices of all that is in it', () => {
  const text = readFileSync(`${root}/build/web/payload/notices.txt`, 'utf8');
  for (const work of [
    'Dear ImGui',
    'md4c',
    'Eigen',
    'stb',
    'JSON for Modern C++',
    'The Emscripten Authors',
    'system/lib/libc/musl',
    'system/lib/libcxx/',
    'system/lib/compiler-rt/',
    'Source Serif 4',
    'Source Sans 3',
    'Source Code Pro',
  ])
    assert.ok(text.includes(work), work);
  for (const terms of [
    'Mozilla Public License',
    'Apache-2.0 with LLVM exception',
    'SIL OPEN FONT LICENSE',
    'Permission is hereby granted',
  ])
    assert.ok(text.includes(terms), terms);
  assert.ok(!text.includes('tests/third_party'), 'notices of what is not shipped');
});
