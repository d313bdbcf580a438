import { expect, test } from 'vitest';
import { firstEditFrom, hoursFrom, lengthRangeFrom } from '../../src/contract/list-words.ts';

const minute = 60_000;

test.each([
  ['>=4h', 240 * minute, null],
  ['2h', 120 * minute, null],
  ['>2h', 120 * minute + 1, null],
  ['<30m', 0, 30 * minute],
  ['<=30m', 0, 30 * minute + 1],
  ['15m..1h30m', 15 * minute, 90 * minute],
  ['0m..1m', 0, minute],
  ['90', 90 * minute, null],
  ['1.5H', 90 * minute, null],
  ['45s..1d', 45_000, 1440 * minute],
])('the length %s is from %i to %s ms', (text, from_ms, to_ms) => {
  expect(lengthRangeFrom(text)).toEqual({ from_ms, to_ms });
});

test.each(['', 'long', '..', '1h..', '2h..1h', '1h..1h', '1m..2m..3m', '-1h', '1y', '>', '1h 2m', '1e9h', '9999999h'])(
  '%j is no length',
  (text) => {
    expect(lengthRangeFrom(text)).toBeNull();
  },
);

test('hours are single ones or a range whose end is in it', () => {
  expect(['9', '09', '9-17', '0-23'].map(hoursFrom)).toEqual([
    { from: 9, to: 9 },
    { from: 9, to: 9 },
    { from: 9, to: 17 },
    { from: 0, to: 23 },
  ]);
  expect(['24', '9-8', '9:00', '', '1-2-3'].map(hoursFrom)).toEqual([null, null, null, null, null]);
});

test('the turn of a first edit is a number, one with a plus, or never', () => {
  expect(['1', '8+', 'never'].map(firstEditFrom)).toEqual([
    { turn: 1, is_or_later: false },
    { turn: 8, is_or_later: true },
    { turn: null },
  ]);
  expect(['0', '+', '-1', 'always', '1.5'].map(firstEditFrom)).toEqual([null, null, null, null, null]);
});
