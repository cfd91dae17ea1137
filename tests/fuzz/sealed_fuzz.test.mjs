// The inputs that once broke the reading of a sealed file, or nearly, and some
// thousand made from our own writers' output: refused as damage, or read.
import test from 'node:test';
import { readFileSync, readdirSync } from 'node:fs';
import { judge, seeds } from './sealed_fuzz.mjs';
import { mutated, randomNumbers } from './sealed_mutations.mjs';

const folder = new URL('regressions/sealed/', import.meta.url);
for (const name of readdirSync(folder)) {
  test(`input ${name}`, () => judge(readFileSync(new URL(name, folder))));
}

test('three thousand changed files', async () => {
  const corpus = await seeds(),
    random = randomNumbers(5);
  for (const input of corpus) await judge(input);
  for (let round = 0; round < 3000; ++round) await judge(mutated(corpus, random));
});
