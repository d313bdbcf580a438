import { expect, test } from 'vitest';
import { carriesToken, newToken } from '../../src/web/token.ts';

test('a new token holds 128 bits and is never the same', () => {
  const tokens = new Set(Array.from({ length: 1000 }, newToken));
  expect(tokens.size).toBe(1000);
  for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(16);
});

test.each([
  ['Bearer abc', true],
  ['bearer abc', true],
  ['Bearer  abc', true],
  ['Bearer abcd', false],
  ['Bearer ab', false],
  ['Bearer', false],
  ['Bearer ', false],
  ['Basic abc', false],
  ['abc', false],
  ['', false],
  [undefined, false],
])('%j carries the token abc: %s', (header, expected) => {
  expect(carriesToken(header, 'abc')).toBe(expected);
});
