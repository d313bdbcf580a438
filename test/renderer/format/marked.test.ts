import { expect, test } from 'vitest';
import { stretchesOf } from '../../../src/renderer/format/marked.ts';

const drawn = (snippet: string) =>
  stretchesOf(snippet)
    .map(({ text, is_match }) => (is_match ? `[${text}]` : text))
    .join('');

test('matches are told from what stands around them', () => {
  expect(drawn('the \uE000refund\uE001 of a \uE000cent\uE001')).toBe('the [refund] of a [cent]');
  expect(drawn('\uE000all\uE001')).toBe('[all]');
  expect(drawn('none')).toBe('none');
  expect(drawn('')).toBe('');
});

test('a mark without its partner does no harm', () => {
  expect(drawn('cut \uE000off')).toBe('cut [off]');
  expect(drawn('a\uE001b')).toBe('a\uE001b');
});
