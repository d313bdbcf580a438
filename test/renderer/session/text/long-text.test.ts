import { describe, expect, test } from 'vitest';
import {
  chunkLength,
  earlierOffset,
  endOf,
  hasEarlier,
  hasMore,
  longText,
  shownText,
  startOf,
  withEarlier,
  withNext,
} from '../../../../src/renderer/session/text/long-text.ts';

const chunk = (letter: string): string => letter.repeat(chunkLength);

describe('a long text', () => {
  test('begins with what came with the message', () => {
    const long = longText('head', 1_000_000);
    expect([startOf(long), endOf(long), hasMore(long), hasEarlier(long)]).toEqual([0, 4, true, false]);
  });

  test('is read to its end', () => {
    const long = withNext(longText('abc', 6), 'def', 6);
    expect(shownText(long)).toBe('abcdef');
    expect(hasMore(long)).toBe(false);
  });

  test('never holds more than a quarter of a megabyte, and can be read back', () => {
    let long = longText('head', 1_000_000);
    for (const letter of 'bcdefg') long = withNext(long, chunk(letter), 1_000_000);
    expect(shownText(long)).toHaveLength(4 * chunkLength);
    expect(startOf(long)).toBe(4 + 2 * chunkLength);
    const offset = earlierOffset(long);
    expect(startOf(long) - offset).toBe(chunkLength);
    const back = withEarlier(long, chunk('c'), 1_000_000);
    expect(startOf(back)).toBe(offset);
    expect(shownText(back).startsWith('ccc')).toBe(true);
    expect(shownText(back)).toHaveLength(4 * chunkLength);
    expect(endOf(back)).toBe(endOf(long) - chunkLength);
  });
});
