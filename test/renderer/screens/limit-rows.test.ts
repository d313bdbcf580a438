import { expect, test } from 'vitest';
import type { AccountLimit } from '../../../src/contract/source.ts';
import { limitRows } from '../../../src/renderer/screens/home/limit-rows.ts';

const now = Date.parse('2026-08-01T12:00:00.000Z');
const limit = (name: string, window_minutes: number | null, used_percent: number, resets_at: string | null): AccountLimit => ({
  name, window_minutes, used_percent, resets_at, at: '2026-08-01T11:00:00.000Z',
}); // prettier-ignore

test('limits are drawn with the shortest window first, however the agent orders them', () => {
  const rows = limitRows(
    [limit('spending limit', null, 1, null), limit('week', 10_080, 2, null), limit('5 hours', 299, 3, null)],
    now,
  );
  expect(rows.map((row) => row.name)).toEqual(['5 hours', 'week', 'spending limit']);
});

test('a limit says how much is used and when it begins anew, as far as that is known', () => {
  expect(limitRows([limit('5 hours', 300, 37.54, '2026-08-01T13:30:00.000Z')], now)).toMatchObject([
    { used: '37.5 % used', resets: 'begins anew in 1 h 30 min', length: 37.54, is_past: false, is_near: false },
  ]);
  expect(limitRows([limit('week', 10_080, 12, null)], now)).toMatchObject([{ used: '12 % used', resets: '' }]);
});

test('a figure from before the window began anew is told as one of the past, and worries nobody', () => {
  expect(limitRows([limit('week', 10_080, 99, '2026-08-01T11:59:00.000Z')], now)).toMatchObject([
    { used: 'was 99 %', resets: 'has begun anew since', is_past: true, is_near: false },
  ]);
});

test('a limit that is nearly or more than used up stands out, and its bar stays in its place', () => {
  const rows = limitRows([limit('a', 1, 85, null), limit('b', 2, 130, null), limit('c', 3, -1, null)], now);
  expect(rows.map((row) => [row.is_near, row.length])).toEqual([[true, 85], [true, 100], [false, 0]]); // prettier-ignore
});
