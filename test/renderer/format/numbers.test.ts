import { expect, test } from 'vitest';
import {
  formatBytes,
  formatCost,
  formatCount,
  formatCounted,
  formatShare,
  formatTokens,
} from '../../../src/renderer/format/numbers.ts';

test('a figure that is not known reads unknown, never 0', () => {
  for (const format of [formatCount, formatTokens, formatCost, formatBytes]) expect(format(null)).toBe('unknown');
  expect(formatShare(0, 0)).toBe('unknown');
});

test('tokens keep three digits', () => {
  const figures = [0, 999, 1000, 12_345, 123_456, 999_499, 999_500, 1_000_000, 4_560_000, 1_234_567_890];
  expect(figures.map(formatTokens)).toEqual(['0', '999', '1k', '12.3k', '123k', '999k', '1M', '1M', '4.56M', '1.23B']);
});

test('money is in dollars and cents, and small amounts are not rounded to nothing', () => {
  expect([0, 0.004, 0.005, 1.236, 1234.5, 12_345.67].map(formatCost)).toEqual([
    '$0.00',
    '<$0.01',
    '$0.01',
    '$1.24',
    '$1,234.50',
    '$12,346',
  ]);
});

test('bytes are counted in decimal units', () => {
  expect([0, 812, 1000, 4215, 1_030_000_000].map(formatBytes)).toEqual(['0 B', '812 B', '1 kB', '4.21 kB', '1.03 GB']);
});

test('counts have their noun in the right number', () => {
  expect(formatCounted(1, 'session')).toBe('1 session');
  expect(formatCounted(12_345, 'session')).toBe('12,345 sessions');
  expect(formatCounted(2, 'reply', 'replies')).toBe('2 replies');
});

test('shares at the edges do not claim none or all', () => {
  expect([0, 0.4, 37.2, 99.7, 100].map((part) => formatShare(part, 100))).toEqual([
    '0 %',
    '<1 %',
    '37 %',
    '>99 %',
    '100 %',
  ]);
});
