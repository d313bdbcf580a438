import { expect, test } from 'vitest';
import { wordsToFind } from '../../../../src/renderer/session/find/words-to-find.ts';

test.each([
  ['parser', 'parser'],
  ['foo_bar(', 'foo_bar('],
  ['the parser', 'parser'],
  ['"keep the session" login', 'keep the session'],
  ['"half a phrase', 'half a phrase'],
  ['pars* -lexer', 'pars'],
  ['login OR authentication', 'authentication'],
  ['tool:Bash error project:"my site"', 'error'],
  ['*ession*', 'ession'],
  ['*"half a word"* x', 'half a word'],
  ['has:error is:live', ''],
])('of %s one session is looked through for %s', (q, words) => {
  expect(wordsToFind(q)).toBe(words);
});
