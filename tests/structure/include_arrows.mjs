// node tests/structure/include_arrows.mjs ROOT ROOMS: refuses includes that run against the arrows.
// ROOMS is what CMake wrote of its link lines ("core/csv: core/base core/image"). Includes are
// followed to their end, so that a header cannot bring in what its includer may not see. The check
// first tries itself on planted trees, so that a check that has gone blind fails.
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { SOURCE, reachedFrom, readIncludes, readSources } from './sources.mjs';

// Third-party headers, by who may reach them. The first rule whose header fits decides.
const THIRD_PARTY = [
  { header: /^(wasm_simd128|immintrin)\.h$/, rooms: /^core\/|^(web|native_trainer)\// },
  { header: /^[a-z_0-9]+(\.h)?$/, unless: /imgui|emscripten|png|zlib|gif|stb|md4c|xlsx|hdf5/i },
  { header: /^Eigen\//, rooms: /./ },
  { header: /^stb_image/, rooms: /^core\/image$/ },
  { header: /^nlohmann\//, rooms: /^(core\/(json|report)|native_trainer)(\/|$)/ },
  { header: /^emscripten/, rooms: /^web\/(platform|core_module)$/ },
  { header: /^(GLFW|GLES)/, rooms: /^web\/platform$/ },
  { header: /^md4c/, rooms: /^web\/article\/document$/ },
  // State, report and what the host is told know no screen: they must run without one.
  { header: /imgui/, rooms: /^web\/(?!app$|host$|report$)/ },
  { header: /./, rooms: /^native_trainer\// },
];

function thirdPartyFault(room, header) {
  const rule = THIRD_PARTY.find((each) => each.header.test(header) && !each.unless?.test(header));
  return !rule.rooms || rule.rooms.test(room) ? null : `${header} is not for ${room}`;
}

export function readRooms(text) {
  const lines = text
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(':'));
  return new Map(lines.map(([room, links]) => [room, links.trim().split(' ').filter(Boolean)]));
}

// Room → all rooms that its arrows lead to. Throws on a circle.
function closures(rooms) {
  const done = new Map();
  const walk = (room, path) => {
    if (path.includes(room)) throw new Error(`rooms in a circle: ${[...path, room].join(' → ')}`);
    if (done.has(room)) return done.get(room);
    const reached = new Set();
    for (const link of rooms.get(room) ?? []) {
      reached.add(link);
      for (const further of walk(link, [...path, room])) reached.add(further);
    }
    done.set(room, reached);
    return reached;
  };
  for (const room of rooms.keys()) walk(room, []);
  return done;
}

const unitOf = (path) => path.replace(/\.[ch]pp$/, '');

// Pairs of units (a .cpp with its .hpp) that include each other.
function mutualIncludes(includes) {
  const between = new Set();
  for (const [path, headers] of includes) {
    for (const name of headers) {
      if (unitOf(path) !== unitOf(name)) between.add(`${unitOf(path)} ${unitOf(name)}`);
    }
  }
  return [...between]
    .map((pair) => pair.split(' '))
    .filter(([a, b]) => a < b && between.has(`${b} ${a}`))
    .map(([a, b]) => `${a} and ${b} include each other`);
}

function fileFaults(path, includes, rooms, reach) {
  const room = dirname(path);
  const allowed = new Set([room, ...(rooms.get(room) ?? [])]);
  const faults = [];
  if (!rooms.has(room)) faults.push(`${room} is no room: name it in a CMakeLists.txt (so_room)`);
  for (const name of includes.get(path)) {
    const own = SOURCE.test(name);
    if (/(^|\/)\.\.?\//.test(name)) faults.push(`includes are written from the root: ${name}`);
    if (own && !includes.has(name)) faults.push(`${name} is not there`);
    if (own && !allowed.has(dirname(name))) {
      faults.push(`${room} does not link ${dirname(name)}, of which it includes ${name}`);
    }
  }
  for (const [name, by] of reachedFrom(path, includes)) {
    const through = by === path ? '' : ` (through ${by})`;
    const fault = SOURCE.test(name)
      ? !(dirname(name) === room || reach.get(room)?.has(dirname(name))) &&
        `no arrow leads from ${room} to ${name}`
      : thirdPartyFault(room, name);
    if (fault) faults.push(fault + through);
  }
  return faults.map((fault) => `${path}: ${fault}`);
}

// files: Map of path → text. Returns sentences, none when every include runs along the arrows.
export function arrowFaults(files, rooms) {
  const includes = readIncludes(files);
  let reach;
  try {
    reach = closures(rooms);
  } catch (error) {
    return [error.message];
  }
  const faults = [...files.keys()].flatMap((path) => fileFaults(path, includes, rooms, reach));
  return [...faults, ...mutualIncludes(includes)];
}

const PLANTED_ROOMS = 'core/a: \ncore/b: core/a\nweb/app: core/b\nweb/canvas: web/app\n';
const PLANTED = [
  [{ 'core/a/x.cpp': '#include "core/b/y.hpp"', 'core/b/y.hpp': '' }, /does not link core\/b/],
  [{ 'core/a/x.cpp': '#include "imgui.h"' }, /imgui\.h is not for core\/a/],
  [{ 'core/a/x.cpp': '#include <nlohmann/json.hpp>' }, /nlohmann/],
  [{ 'core/a/x.cpp': '#include "../web/app/y.hpp"' }, /from the root/],
  [{ 'core/c/x.cpp': '' }, /core\/c is no room/],
  [{ 'web/app/x.cpp': '#include <emscripten.h>' }, /emscripten/],
  [
    { 'web/app/x.hpp': '#include "web/app/y.hpp"', 'web/app/y.hpp': '#include "imgui.h"' },
    /x\.hpp: imgui\.h is not for web\/app \(through web\/app\/y\.hpp\)/,
  ],
  [
    {
      'core/a/x.hpp': '#include "core/a/y.hpp"',
      'core/a/y.cpp': '#include "core/a/x.hpp"',
      'core/a/y.hpp': '',
    },
    /include each other/,
  ],
];

function tryItself() {
  for (const [tree, expected] of PLANTED) {
    const faults = arrowFaults(new Map(Object.entries(tree)), readRooms(PLANTED_ROOMS));
    if (!faults.some((fault) => expected.test(fault))) {
      throw new Error(
        `the check is blind to ${expected}: ${faults.join('; ') || 'no fault found'}`,
      );
    }
  }
  const good = new Map([
    ['core/b/x.cpp', '#include <vector>\n#include "core/a/y.hpp"\n'],
    ['core/a/y.hpp', '#include <Eigen/Core>'],
    ['web/canvas/z.cpp', '#include "imgui.h"'],
  ]);
  const faults = arrowFaults(good, readRooms(PLANTED_ROOMS));
  if (faults.length > 0) throw new Error(`the check is too strict: ${faults[0]}`);
  if (!arrowFaults(new Map(), readRooms('a: b\nb: a\n'))[0]?.includes('circle')) {
    throw new Error('the check is blind to rooms in a circle');
  }
}

function main([root, roomsFile]) {
  tryItself();
  if (!root || !existsSync(roomsFile ?? '')) {
    throw new Error('usage: node include_arrows.mjs ROOT ROOMS, where CMake has written ROOMS');
  }
  const files = readSources(root);
  const faults = arrowFaults(files, readRooms(readFileSync(roomsFile, 'utf8')));
  if (faults.length > 0) throw new Error(`${faults.length} faults:\n${faults.join('\n')}`);
  console.log(`${files.size} sources, every include runs along the arrows`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
