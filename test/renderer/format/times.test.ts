import { expect, test } from 'vitest';
import {
  formatDay,
  formatDayHeading,
  formatDuration,
  formatExact,
  formatMonth,
  formatRelative,
  localDay,
} from '../../../src/renderer/format/times.ts';

const at = (year: number, month: number, date: number, hours = 0, minutes = 0) =>
  new Date(year, month - 1, date, hours, minutes);
const now = at(2026, 10, 14, 12, 0).getTime();

test('spans are told in their two largest units', () => {
  const spans = [0, 820, 4200, 59_990, 192_000, 3_840_000, 7_200_000, 183_600_000];
  expect(spans.map(formatDuration)).toEqual([
    '0 ms',
    '820 ms',
    '4.2 s',
    '1 min',
    '3 min 12 s',
    '1 h 04 min',
    '2 h',
    '2 d 3 h',
  ]);
  expect(formatDuration(null)).toBe('unknown');
});

test('a time is told from now in one unit', () => {
  const cases: [Date, string][] = [
    [at(2026, 10, 14, 11, 59), '1 min ago'],
    [at(2026, 10, 14, 12, 0), 'just now'],
    [at(2026, 10, 14, 9, 0), '3 h ago'],
    [at(2026, 10, 13, 9, 0), 'yesterday'],
    [at(2026, 10, 9, 9, 0), '5 days ago'],
    [at(2026, 9, 3), '3 Sep'],
    [at(2025, 9, 3), '3 Sep 2025'],
    [at(2026, 10, 16), '16 Oct'],
  ];
  for (const [then, words] of cases) expect(formatRelative(then.toISOString(), now)).toBe(words);
  expect(formatRelative(null, now)).toBe('unknown');
});

test('an hour before midnight is told in hours, not as yesterday', () => {
  const past = at(2026, 10, 13, 23, 30).toISOString();
  expect(formatRelative(past, at(2026, 10, 14, 1, 0).getTime())).toBe('1 h ago');
});

test('days have headings', () => {
  expect(formatDayHeading(at(2026, 10, 14, 1).toISOString(), now)).toBe('Today');
  expect(formatDayHeading(at(2026, 10, 13, 23).toISOString(), now)).toBe('Yesterday');
  expect(formatDayHeading(at(2026, 10, 12).toISOString(), now)).toBe('Mon 12 Oct');
  expect(formatDayHeading(at(2025, 10, 12).toISOString(), now)).toBe('Sun 12 Oct 2025');
  expect(formatDayHeading(null, now)).toBe('No date');
  expect(formatDay('2026-08-01')).toBe('1 Aug');
  expect(formatMonth('2026-08-01')).toBe('Aug 2026');
});

test('the exact time is local and names its zone', () => {
  const then = at(2026, 10, 12, 14, 3);
  expect(formatExact(then.toISOString())).toMatch(/^2026-10-12 14:03:00 \S+/);
  expect(localDay(then)).toBe('2026-10-12');
});
