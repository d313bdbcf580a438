import { expect, test } from 'vitest';
import { costOfMiss } from '../../src/analytics/cache-miss.ts';
import type { CallUsage } from '../../src/analytics/cost.ts';

const usage: CallUsage = {
  input: 1_000,
  cache_read: 0,
  cache_write_5m: 99_000,
  cache_write_1h: 0,
  output: 500,
  speed: null,
  tier: null,
  region: null,
  web_searches: 0,
  parts: [],
};
const model = 'claude-sonnet-4-5';
const at = '2026-08-01T09:00:00.000Z';

test('a miss costs what writing costs more than reading, and for what was not written what input does', () => {
  expect(costOfMiss(model, usage, 99_000, at)).toBeCloseTo((99_000 * (3.75 - 0.3)) / 1e6, 9);
  expect(costOfMiss(model, usage, 100_000, at)).toBeCloseTo((99_000 * 3.45 + 1_000 * 2.7) / 1e6, 9);
});

test('no more is counted than the call has tokens', () => {
  expect(costOfMiss(model, usage, 5_000_000, at)).toBe(costOfMiss(model, usage, 100_000, at));
  expect(costOfMiss(model, usage, 0, at)).toBe(0);
});

test('without a price, or with parts of which nobody knows which missed, nothing is said', () => {
  expect(costOfMiss('a-model-of-mine', usage, 99_000, at)).toBeNull();
  expect(costOfMiss(model, { ...usage, parts: [{ model: null, usage }] }, 99_000, at)).toBeNull();
});
