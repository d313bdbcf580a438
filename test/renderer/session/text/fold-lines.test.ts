import { describe, expect, test } from 'vitest';
import { countLines, cutLongLines, foldedHead } from '../../../../src/renderer/session/text/fold-lines.ts';

const lines = (count: number): string => Array.from({ length: count }, (_, place) => `line ${place + 1}`).join('\n');

describe('folding', () => {
  test('leaves twelve lines as they are, with or without a newline at the end', () => {
    expect(foldedHead(lines(12))).toBeNull();
    expect(foldedHead(`${lines(12)}\n`)).toBeNull();
  });

  test('shows twelve of thirteen lines', () => {
    expect(foldedHead(lines(13))).toBe(lines(12));
  });

  test('shows a part of a single line that would fill the screen', () => {
    expect(foldedHead('x'.repeat(50_000))).toHaveLength(3000);
  });

  test('does not cut a character in half', () => {
    expect(foldedHead(`x${'😀'.repeat(5000)}`)?.isWellFormed()).toBe(true);
  });

  test('counts lines as an editor does', () => {
    expect([countLines('a'), countLines('a\n'), countLines('a\nb'), countLines('a\n\nb\n')]).toEqual([1, 1, 2, 3]);
  });

  test('leaves out the rest of a line of a megabyte, and says how much', () => {
    const text = cutLongLines(`short\n${'x'.repeat(1_000_000)}\nend`);
    expect(text.length).toBeLessThan(10_200);
    expect(text).toContain('990,000 more characters in this line');
    expect(text.endsWith('\nend')).toBe(true);
  });
});
