import { expect, test } from 'vitest';
import { browserCommand } from '../../src/cli/open-browser.ts';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatInstant,
  formatThings,
  formatUsd,
} from '../../src/cli/figures.ts';

test('unknown is never 0', () => {
  expect([formatCount(null), formatUsd(null), formatDuration(null), formatInstant(null)]).toEqual(['–', '–', '–', '–']);
  expect([formatCount(0), formatUsd(0), formatDuration(0), formatBytes(0)]).toEqual(['0', '$0.00', '0 ms', '0 B']);
});

test('an amount too small to show is not shown as 0', () => {
  expect([formatUsd(0.001), formatUsd(0.01), formatUsd(1234.5)]).toEqual(['<$0.01', '$0.01', '$1234.50']);
});

test('one thing is not called many', () => {
  expect([0, 1, 2000].map((n) => formatThings(n, 'session'))).toEqual(['0 sessions', '1 session', '2,000 sessions']);
});

test.each([
  [1023, '1023 B'],
  [1024, '1.0 KiB'],
  [1536, '1.5 KiB'],
  [5 * 1024 ** 3, '5.0 GiB'],
  [5000 * 1024 ** 4, '5000.0 TiB'],
])('%i bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

test.each([
  [999, '999 ms'],
  [1500, '2 s'],
  [59_400, '59 s'],
  [61_000, '1 min 01 s'],
  [3_600_000, '1 h 00 min'],
  [7_500_000, '2 h 05 min'],
])('%i ms are %s', (ms, text) => expect(formatDuration(ms)).toBe(text));

test('instants are shown in local time', () => {
  const at = new Date(2026, 7, 1, 9, 5).toISOString();
  expect(formatInstant(at)).toBe('2026-08-01 09:05');
});

test.each([
  ['linux', {}, null],
  ['linux', { DISPLAY: ':0' }, ['xdg-open']],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, ['xdg-open']],
  ['darwin', {}, ['open']],
  ['win32', {}, ['rundll32', 'url.dll,FileProtocolHandler']],
] as [string, Record<string, string>, string[] | null][])(
  'on %s with %j a browser is opened by %j',
  (platform, environment, command) => {
    expect(browserCommand(platform, environment)).toEqual(command);
  },
);
