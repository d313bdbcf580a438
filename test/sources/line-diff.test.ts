import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countLineChanges, linesOf } from '../../src/sources/line-diff.ts';

describe('lines of a text', () => {
  test.each([
    ['', 0],
    ['a', 1],
    ['a\n', 1],
    ['a\nb', 2],
    ['\n', 1],
    ['a\n\n', 2],
  ])('%j has %j', (text, count) => {
    expect(linesOf(text)).toHaveLength(count);
  });
});

describe('a change', () => {
  test.each([
    ['nothing changed', 'a\nb', 'a\nb', 0, 0],
    ['a file is new', '', 'a\nb\n', 2, 0],
    ['a file is emptied', 'a\nb\n', '', 0, 2],
    ['one line is another', 'a\nb\nc', 'a\nB\nc', 1, 1],
    ['lines come in the middle', 'a\nd', 'a\nb\nc\nd', 2, 0],
    ['lines change places', 'a\nb', 'b\na', 1, 1],
    ['only the last line break differs', 'a\nb', 'a\nb\n', 0, 0],
    ['a line is said again', 'a', 'a\na', 1, 0],
  ])('is counted when %s', (_, before, after, added, removed) => {
    expect(countLineChanges(before, after)).toEqual({ added, removed });
  });

  test('explains the difference of the lengths, is nothing for equal texts, and turns round with them', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { added, removed } = countLineChanges(before, after);
        expect(added - removed).toBe(linesOf(after).length - linesOf(before).length);
        expect(countLineChanges(after, before)).toEqual({ added: removed, removed: added });
        expect(countLineChanges(before, before)).toEqual({ added: 0, removed: 0 });
      }),
    );
  });

  test('of thousands of lines takes a moment', () => {
    const lines = (seed: number) => Array.from({ length: 20_000 }, (_, n) => `line ${n * seed}`).join('\n');
    const started = performance.now();
    countLineChanges(lines(3), lines(7));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
