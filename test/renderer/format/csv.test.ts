import { expect, test } from 'vitest';
import { csvFrom } from '../../../src/renderer/format/csv.ts';

test('every cell is quoted, and quotes are doubled', () => {
  expect(csvFrom(['model', 'cost'], [['a "b", c', 1.5]])).toBe('"model","cost"\r\n"a ""b"", c","1.5"\r\n');
});

test('what a spreadsheet would run is disarmed', () => {
  const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '  =1', '＝1', '＋1', '－1', '＠x'];
  for (const formula of formulas) expect(csvFrom([], [[formula]])).toContain(`"'${formula}"`);
});

test('numbers stay numbers, also below zero, and unknown is empty', () => {
  expect(csvFrom([], [[-1, null, 0]])).toBe('\r\n"-1","","0"\r\n');
});

test('ordinary text is left as it is', () => {
  expect(csvFrom([], [['a=b', 'x-y', 'me@example.invalid']])).toBe('\r\n"a=b","x-y","me@example.invalid"\r\n');
});
