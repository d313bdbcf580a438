import { expect, test } from 'vitest';
import { noTokens } from '../../../src/contract/units.ts';
import { dayBefore, dayChartOf, others } from '../../../src/renderer/screens/analytics/by-day.ts';

const row = (day: string, name: string, total: number, cost_usd: number | null = null) => ({
  day,
  name,
  tokens: { ...noTokens, total },
  cost_usd,
  unpriced_tokens: 0,
  call_count: 1,
  session_count: 1,
});

test('each day of the range has a bucket, also without calls, and models are ordered by size', () => {
  const rows = [row('2026-10-01', 'small', 5), row('2026-10-01', 'large', 10), row('2026-10-03', 'large', 7)];
  const chart = dayChartOf(rows, 'tokens', '2026-10-01', '2026-10-03');
  expect(chart.series).toEqual(['large', 'small']);
  expect(chart.buckets.map((bucket) => bucket.values)).toEqual([
    [10, 5],
    [0, 0],
    [7, 0],
  ]);
});

test('days across a change of daylight saving are each there once', () => {
  const chart = dayChartOf([], 'tokens', '2026-10-20', '2026-11-05');
  expect(chart.buckets.length).toBe(17);
  expect(new Set(chart.buckets.map((bucket) => bucket.first_day)).size).toBe(17);
});

test('beyond 120 days a bucket is a week or more, and nothing is lost', () => {
  const rows = Array.from({ length: 1000 }, (_, place) => row(dayBefore(new Date(2026, 10, 21), place), 'm', 1));
  const chart = dayChartOf(rows, 'tokens', dayBefore(new Date(2026, 10, 21), 999), '2026-11-21');
  expect(chart.bucket_days).toBe(14);
  expect(chart.buckets.length).toBeLessThanOrEqual(120);
  expect(chart.buckets.reduce((sum, bucket) => sum + bucket.total, 0)).toBe(1000);
});

test('beyond 8 series the smallest are put together', () => {
  const rows = Array.from({ length: 20 }, (_, place) => row('2026-10-01', `model ${place}`, 100 - place));
  const chart = dayChartOf(rows, 'tokens', '2026-10-01', '2026-10-01');
  expect(chart.series.length).toBe(8);
  expect(chart.series.at(-1)).toBe(others);
  expect(chart.buckets[0]?.values.at(-1)).toBe(
    Array.from({ length: 13 }, (_, place) => 93 - place).reduce((a, b) => a + b),
  );
});

test('an unknown cost adds nothing', () => {
  const chart = dayChartOf(
    [row('2026-10-01', 'a', 5, null), row('2026-10-01', 'b', 5, 2)],
    'cost',
    '2026-10-01',
    '2026-10-01',
  );
  expect(chart.buckets[0]?.total).toBe(2);
});
