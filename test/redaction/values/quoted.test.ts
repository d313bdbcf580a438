import { expect, test } from 'vitest';
import { buildAutomaton } from '../../../src/redaction/automaton.ts';
import type { Rule } from '../../../src/redaction/rule.ts';
import { Scan } from '../../../src/redaction/scan.ts';
import { readBare } from '../../../src/redaction/values/quoted.ts';

function scanOf(text: string): Scan {
  const scan = new Scan(buildAutomaton<Rule>([]), () => {});
  scan.run(text);
  return scan;
}

function bareAt(scan: Scan, at: number): string {
  const { start, end } = readBare(scan, at);
  return scan.text.slice(start, end);
}

test('a value ends where its own run ends, whatever was read further on before', () => {
  const far = 'x'.repeat(600);
  const scan = scanOf(`one=near,b=2 other=${far} last`);
  expect(bareAt(scan, 19)).toBe(far);
  expect(bareAt(scan, 4)).toBe('near');
  expect(bareAt(scan, 11)).toBe('2');
});

test('a value ends at the next part of its list, wherever in the run the reading begins', () => {
  const parts = Array.from({ length: 300 }, (_, n) => `name${n}=value${n}`);
  const text = ` ${parts.join('&')}`;
  const scan = scanOf(text);
  const starts = parts.map((_, n) => text.indexOf(`=value${n}`) + 1);
  for (const order of [starts, starts.toReversed()])
    expect(order.map((start) => bareAt(scan, start))).toEqual(order.map((start) => `value${starts.indexOf(start)}`));
});

test('a long run is read once, however many values begin in it', () => {
  const text = ` ${'key='.repeat(50_000)}`;
  const scan = scanOf(text);
  for (let at = 5; at < text.length; at += 4) readBare(scan, at);
  expect(scan.work).toBeLessThan(2 * text.length);
});
