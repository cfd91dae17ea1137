// node tests/structure/self_contained.mjs ROOT BUILD: compiles every source by itself, and every
// header that has no source of its name, without precompiled headers, so that a file which only
// works because of what was precompiled is found. Checks syntax and types; makes no objects.
// BUILD holds CMake's compile_commands.json. What passed and has not changed since is not repeated.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, relative } from 'node:path';
import { reachedFrom, readIncludes, readSources } from './sources.mjs';

const PRECOMPILED = /^(-Winvalid-pch|-fpch-preprocess|-fpch-instantiate-templates)$/;

// CMake's command → the same compiler and options for a look at the syntax alone.
function syntaxCommand({ command }) {
  const words = command.replaceAll('\\"', '"').split(/\s+/);
  if (/(^|\/)ccache$/.test(words[0])) words.shift();
  const kept = [];
  for (let i = 0; i < words.length; ++i) {
    if (words[i] === '-include' || words[i] === '-o' || words[i] === '-c') ++i;
    else if (!PRECOMPILED.test(words[i]) && !/^-O/.test(words[i])) kept.push(words[i]);
  }
  return [...kept, '-O0', '-fsyntax-only', '-x', 'c++'];
}

// File → command that checks it. A header borrows the options of some source of its room.
function commandsFor(files, entries, root) {
  const commands = new Map();
  const ofRoom = new Map();
  for (const entry of entries) {
    const path = relative(root, entry.file);
    if (!files.has(path)) continue;
    const command = syntaxCommand(entry);
    commands.set(path, [...command, join(root, path)]);
    ofRoom.set(path.slice(0, path.lastIndexOf('/')), command);
  }
  for (const path of files.keys()) {
    if (!path.endsWith('.hpp') || files.has(path.replace(/hpp$/, 'cpp'))) continue;
    const command = ofRoom.get(path.slice(0, path.lastIndexOf('/')));
    if (command) commands.set(path, [...command, '-include', join(root, path), '/dev/null']);
  }
  return commands;
}

function run([program, ...options], folder) {
  return new Promise((resolve) => {
    const child = spawn(program, options, { cwd: folder });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.on('error', (error) => resolve(String(error)));
    child.on('close', (code) => resolve(code === 0 ? '' : said || `exit code ${code}`));
  });
}

function fingerprint(path, command, files, includes) {
  const hash = createHash('sha256').update(command.join(' ')).update(files.get(path));
  for (const name of [...reachedFrom(path, includes).keys()].sort())
    hash.update(files.get(name) ?? name);
  return hash.digest('hex');
}

function readPassed(stamp) {
  return existsSync(stamp) ? JSON.parse(readFileSync(stamp, 'utf8')) : {};
}

async function main([root, build]) {
  if (!root || !build) throw new Error('usage: node self_contained.mjs ROOT BUILD');
  const files = readSources(root);
  const includes = readIncludes(files);
  const entries = JSON.parse(readFileSync(join(build, 'compile_commands.json'), 'utf8'));
  const commands = commandsFor(files, entries, root);
  const stamp = join(build, 'self_contained.json');
  const passed = readPassed(stamp);
  const next = {};
  const waiting = [];
  for (const [path, command] of commands) {
    const print = fingerprint(path, command, files, includes);
    if (passed[path] === print) next[path] = print;
    else waiting.push({ path, command, print });
  }
  const faults = [];
  const worker = async () => {
    for (let job = waiting.pop(); job; job = waiting.pop()) {
      const said = await run(job.command, build);
      if (said) faults.push(`${job.path} does not compile by itself:\n${said.slice(0, 600)}`);
      else next[job.path] = job.print;
    }
  };
  const checked = waiting.length;
  await Promise.all(cpus().map(worker));
  writeFileSync(stamp, JSON.stringify(next));
  if (faults.length > 0) throw new Error(faults.join('\n'));
  console.log(`${commands.size} files compile by themselves (${checked} looked at anew)`);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
