import type { TimelineItems } from './timeline.ts';

/** The numbers that a column of steps stands for; NaN for what is not known. */
export function numbersFromSteps(steps: readonly (number | null)[]): Float64Array {
  const numbers = new Float64Array(steps.length);
  let last = 0;
  steps.forEach((step, at) => {
    if (step !== null) last += step;
    numbers[at] = step === null ? Number.NaN : last;
  });
  return numbers;
}

/** The steps between numbers; null where one is not known. */
export function stepsFromNumbers(numbers: Iterable<number | null>): (number | null)[] {
  const steps: (number | null)[] = [];
  let last = 0;
  for (const number of numbers) {
    steps.push(number === null ? null : number - last);
    if (number !== null) last = number;
  }
  return steps;
}

/** When items started, in milliseconds since the first time of the thread; NaN where the log has no time. */
export function startsFromGaps({ gaps, durations }: Pick<TimelineItems, 'gaps' | 'durations'>): Float64Array {
  const starts = new Float64Array(gaps.length).fill(Number.NaN);
  let end = 0;
  gaps.forEach((gap, at) => {
    if (gap === null) return;
    starts[at] = end + gap;
    end = starts[at]! + (durations[at] ?? 0);
  });
  return starts;
}

/** The gaps between items, from whole milliseconds. */
export function gapsFromStarts(
  starts: readonly (number | null)[],
  durations: readonly (number | null)[],
): (number | null)[] {
  let end = 0;
  return starts.map((start, at) => {
    if (start === null) return null;
    const gap = start - end;
    end = start + (durations[at] ?? 0);
    return gap;
  });
}

/** Places of the subjects of items; -1 for none. */
export function subjectPlaces(column: readonly number[]): Int32Array {
  let next = 0;
  return Int32Array.from(column, (code) => {
    if (code === 0) return -1;
    if (code < 0) return next + code;
    next += 1;
    return next - 1;
  });
}

/** Subjects that come again stand once; the column says which item has which. */
export function subjectColumn(subjects: readonly (string | null)[]): { words: string[]; column: number[] } {
  const places = new Map<string, number>();
  const words: string[] = [];
  const column = subjects.map((subject) => {
    if (subject === null) return 0;
    const place = places.get(subject);
    if (place !== undefined) return place - words.length;
    places.set(subject, words.length);
    words.push(subject);
    return 1;
  });
  return { words, column };
}
