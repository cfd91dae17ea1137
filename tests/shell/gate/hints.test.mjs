// What a refused account and password are asked about.
import assert from 'node:assert/strict';
import test from 'node:test';
import { hintsFor } from '../../../shell/gate/hints.js';

const words = (...given) => hintsFor(...given).join(' ');

test('nothing conspicuous gives no hint', () => {
  for (const password of ['Optimization1234', 'two words', 'Grüße, 数字', 'a\u00a0b']) {
    assert.deepEqual(hintsFor('dan', password, false), [], password);
  }
  assert.deepEqual(hintsFor(' Dan ', 'x', false), [], 'an account is trimmed');
});

test('spaces at either end, of any kind', () => {
  for (const password of ['a ', ' a', 'a\t', '\u00a0a', 'a\u2009', 'a\u3000']) {
    assert.match(
      words('dan', password, false),
      /begins or ends with a space/,
      JSON.stringify(password),
    );
  }
});

test('what cannot be seen is told of whichever field it is in', () => {
  for (const hidden of ['\u200b', '\u00ad', '\u2060', '\u202e', '\u200d', '\u0007', '\u3164']) {
    assert.match(
      words('dan', `a${hidden}b`, false),
      /The password holds an invisible/,
      JSON.stringify(hidden),
    );
    assert.match(words(`d${hidden}an`, `a${hidden}b`, false), /The account and the password hold/);
  }
});

test('Caps Lock is told first', () => {
  assert.match(words('dan', 'a ', true), /^Caps Lock is on\. The password begins/);
});
