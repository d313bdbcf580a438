import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  gapsFromStarts,
  numbersFromSteps,
  startsFromGaps,
  stepsFromNumbers,
  subjectColumn,
  subjectPlaces,
} from '../../src/contract/timeline-columns.ts';

const known = (numbers: Iterable<number>): (number | null)[] =>
  [...numbers].map((number) => (Number.isNaN(number) ? null : number));
const time = fc.option(fc.integer({ min: 0, max: 1e12 }));

describe('columns', () => {
  test('of steps give back the numbers they were made from', () => {
    fc.assert(
      fc.property(fc.array(time), (numbers) => {
        expect(known(numbersFromSteps(stepsFromNumbers(numbers)))).toEqual(numbers);
      }),
    );
    expect(stepsFromNumbers([5, 5, null, 8])).toEqual([5, 0, null, 3]);
  });

  test('of gaps give back when things started', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(time, fc.option(fc.nat(1e9)))), (spans) => {
        const [starts, durations] = [spans.map(([start]) => start), spans.map(([, duration]) => duration)];
        expect(known(startsFromGaps({ gaps: gapsFromStarts(starts, durations), durations }))).toEqual(starts);
      }),
    );
    expect(gapsFromStarts([0, 40, null, 45], [40, null, 7, 1])).toEqual([0, 0, null, 5]);
  });

  test('of subjects hold each word once, and give it back to each item', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.constantFrom('a', 'b', 'c', 'd'))), (subjects) => {
        const { words, column } = subjectColumn(subjects);
        expect(new Set(words).size).toBe(words.length);
        expect([...subjectPlaces(column)].map((place) => words[place] ?? null)).toEqual(subjects);
      }),
    );
    expect(subjectColumn(['x', null, 'y', 'x'])).toEqual({ words: ['x', 'y'], column: [1, 0, 1, -2] });
  });
});
