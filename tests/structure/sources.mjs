// What the checks of the structure have in common: the project's C++ sources and their includes.
// Reads files; judges nothing.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export const SOURCE = /^(core|native_trainer|web)\/.*\.[ch]pp$/;
const INCLUDE = /^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]/gm;

// Map of path from the root → text, of every source and header of core, native_trainer and web.
export function readSources(root) {
  const files = new Map();
  for (const top of ['core', 'native_trainer', 'web']) {
    for (const entry of readdirSync(join(root, top), { recursive: true })) {
      const path = `${top}/${entry}`;
      if (SOURCE.test(path)) files.set(path, readFileSync(join(root, path), 'utf8'));
    }
  }
  if (files.size < 50)
    throw new Error(`only ${files.size} sources under ${root}: is that the root?`);
  return files;
}

// Map of path → the headers that it names, own (from the root) and others alike.
export function readIncludes(files) {
  return new Map(
    [...files].map(([path, text]) => [path, [...text.matchAll(INCLUDE)].map(([, name]) => name)]),
  );
}

// What one file reaches, directly and through headers: header → the first file that includes it.
export function reachedFrom(path, includes) {
  const from = new Map();
  const queue = [path];
  while (queue.length > 0) {
    const at = queue.pop();
    for (const name of includes.get(at) ?? []) {
      if (from.has(name)) continue;
      from.set(name, at);
      queue.push(name);
    }
  }
  return from;
}
