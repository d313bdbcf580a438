import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chartFrom } from '../../../../src/renderer/session/timeline/chart.ts';
import { laneRows } from '../../../../src/renderer/session/timeline/lane-rows.ts';
import { type Lane, lanesOf } from '../../../../src/renderer/session/timeline/lanes.ts';
import { itemUnder, marksIn, newMarks, visiblePlaces } from '../../../../src/renderer/session/timeline/marks.ts';
import { across, besides, endOfLane } from '../../../../src/renderer/session/timeline/steps.ts';
import { ticksIn } from '../../../../src/renderer/session/timeline/ticks.ts';
import { cutTime, realTime } from '../../../../src/renderer/session/timeline/time-scale.ts';
import { around, least_ms, showing, within, zoomed } from '../../../../src/renderer/session/timeline/zoom.ts';
import { began_at, madeTimeline, minute, twoTurns } from './made-timeline.ts';

const chart = chartFrom(madeTimeline(twoTurns));
const real = realTime(chart.length_ms);
const laneOf = (lanes: readonly Lane[], id: string): Lane => lanes.find((lane) => lane.id === id)!;

describe('time with pauses cut', () => {
  test('marks a pause in which nothing was at work, and keeps all other time as it was', () => {
    const scale = cutTime(chart);
    expect(scale.gaps.map(({ from, to }) => [from, to])).toEqual([[2 * minute, 62 * minute]]);
    const [gap] = scale.gaps;
    expect(gap!.shown_to - gap!.shown_from).toBeLessThan(minute);
    expect(scale.toShown(minute)).toBe(minute);
    expect(scale.toShown(64 * minute) - scale.toShown(62 * minute)).toBe(2 * minute);
    expect(scale.length).toBe(scale.toShown(65 * minute));
  });

  test('cuts nothing when work fills the time', () => {
    const busy = chartFrom(
      madeTimeline([...twoTurns, { kind: 'tool', message: 3, start: minute, duration: 61 * minute, name: 'Bash' }]),
    );
    expect(cutTime(busy).gaps).toEqual([]);
  });

  test('goes there and back again, and never turns around', () => {
    const starts = fc.array(fc.tuple(fc.nat(5_000), fc.nat(900)), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(starts, fc.array(fc.nat(5_900), { minLength: 2 }), (spans, times) => {
        const items = spans.map(([start, duration], message) => ({
          kind: 'tool' as const, name: 'Bash', message, start: start * 1000, duration: duration * 1000,
        })); // prettier-ignore
        const own = chartFrom(madeTimeline(items));
        const scale = cutTime(own);
        const sorted = times.map((time) => Math.min(time * 1000, own.length_ms)).toSorted((a, b) => a - b);
        for (const time of sorted) expect(scale.toReal(scale.toShown(time))).toBeCloseTo(time, 3);
        const shown = sorted.map((time) => scale.toShown(time));
        expect(shown).toEqual(shown.toSorted((a, b) => a - b));
        expect(scale.toShown(own.length_ms)).toBeCloseTo(scale.length, 6);
      }),
      { numRuns: 60 },
    );
  });
});

describe('lanes', () => {
  test('hold each item once, by what it is', () => {
    const lanes = lanesOf(chart, real);
    expect(lanes.map(({ id, count }) => [id, count])).toEqual([
      ['turns', 2],
      ['waiting', 1],
      ['model', 2],
      ['commands', 3],
    ]);
    expect(lanes.flatMap((lane) => lane.tracks.flatMap((track) => [...track.items])).toSorted((a, b) => a - b)).toEqual(
      twoTurns.map((_, item) => item),
    );
  });

  test('give what runs at the same time tracks of its own, and mark what failed', () => {
    const { tracks } = laneOf(lanesOf(chart, real), 'commands');
    expect(tracks.map(({ items }) => [...items])).toEqual([[2, 6], [7]]);
    expect(tracks.map(({ failed }) => [...failed])).toEqual([[0, 1], [0]]);
  });

  test('stand below each other', () => {
    const { rows, height } = laneRows(lanesOf(chart, real), { has_context: true, has_costs: true });
    for (const [at, row] of rows.entries()) {
      expect(row.y).toBe(at === 0 ? row.y : rows[at - 1]!.y + rows[at - 1]!.height);
      expect(row.bars.at(-1)! + row.bar_px).toBeLessThanOrEqual(row.y + row.height);
    }
    expect(height).toBeGreaterThanOrEqual(rows.at(-1)!.y + rows.at(-1)!.height);
  });

  test('are walked item by item, and from one to the next', () => {
    const lanes = lanesOf(chart, real);
    expect([besides(lanes, chart, 2, 1), besides(lanes, chart, 6, 1), besides(lanes, chart, 7, 1)]).toEqual([6, 7, 7]);
    expect([
      besides(lanes, chart, 2, -1),
      endOfLane(lanes, chart, 6, 'first'),
      endOfLane(lanes, chart, 2, 'last'),
    ]).toEqual([2, 2, 7]);
    expect([
      across(lanes, chart, 6, -1),
      across(lanes, chart, 5, 1),
      across(lanes, chart, 0, -1),
      across(lanes, chart, 7, 1),
    ]).toEqual([5, 6, 0, 7]);
  });
});

/** So many calls of a tool, one after the other, each as long as its pause. */
const manyCalls = (count: number) =>
  chartFrom(
    madeTimeline(
      Array.from({ length: count }, (_, n) => ({
        kind: 'tool' as const,
        name: 'Bash',
        message: n,
        start: n * 1000,
        duration: 500,
        outcome: n % 1000 === 7 ? 'error' : 'ok',
      })),
    ),
  );

describe('marks', () => {
  const many = manyCalls(50_000);
  const [track] = lanesOf(many, realTime(many.length_ms))[0]!.tracks;

  test('are as many as pixels can tell apart, however many the items', () => {
    const marks = marksIn(track!, { from: 0, to: many.length_ms, width: 1_000 }, newMarks(8_192));
    expect(marks.count).toBeGreaterThan(0);
    expect(marks.count).toBeLessThanOrEqual(1_000);
    expect(marks.items.subarray(0, marks.count).reduce((sum, each) => sum + each, 0)).toBe(50_000);
  });

  test('are one for each item where there is room', () => {
    const marks = marksIn(track!, { from: 10_000_000, to: 10_010_000, width: 1_000 }, newMarks(8_192));
    const shown = [...marks.item.subarray(0, marks.count)];
    expect(shown).toEqual(Array.from({ length: 11 }, (_, n) => 10_000 + n));
    expect(marks.width[1]).toBe(50);
  });

  test('are looked for only where the view is', () => {
    const [first, end] = visiblePlaces(track!, { from: 25_000_000, to: 25_020_000 });
    expect(end - first).toBeLessThan(30);
    expect(visiblePlaces(track!, { from: -500, to: -100 })).toEqual([0, 0]);
  });

  test('see an item that began long before the view', () => {
    const long = chartFrom(madeTimeline([
      { kind: 'tool', name: 'Bash', message: 0, start: 0, duration: 100_000 },
      { kind: 'tool', name: 'Bash', message: 1, start: 100_000, duration: 10 },
    ])); // prettier-ignore
    const [only] = lanesOf(long, realTime(long.length_ms))[0]!.tracks;
    const marks = marksIn(only!, { from: 50_000, to: 51_000, width: 100 }, newMarks(16));
    expect([marks.count, marks.item[0]]).toEqual([1, 0]);
  });

  test('are found under the pointer, or next to it', () => {
    const view = { from: 0, to: 10_000, width: 1_000 };
    expect(itemUnder(track!, view, 25, 5)).toBe(0);
    expect(itemUnder(track!, view, 53, 5)).toBe(0);
    expect(itemUnder(track!, view, 75, 5)).toBeNull();
    expect(itemUnder(track!, view, 98, 5)).toBe(1);
  });
});

describe('zooming', () => {
  test('keeps the time under the pointer where it is', () => {
    const range = zoomed({ from: 0, to: 10_000 }, 0.5, 2_000, 10_000);
    expect(range).toEqual({ from: 1_000, to: 6_000 });
    expect((2_000 - range.from) / (range.to - range.from)).toBeCloseTo(0.2);
  });

  test('never leaves the whole, and never goes closer than can be read', () => {
    const times = fc.integer({ min: -20_000, max: 20_000 });
    fc.assert(
      fc.property(times, times, fc.double({ min: 0.001, max: 50, noNaN: true }), times, (a, b, factor, at) => {
        const start = within({ from: Math.min(a, b), to: Math.max(a, b) }, 10_000);
        const range = zoomed(start, factor, at, 10_000);
        expect(range.from).toBeGreaterThanOrEqual(0);
        expect(range.to).toBeLessThanOrEqual(10_000 + 1e-6);
        expect(range.to - range.from).toBeGreaterThanOrEqual(least_ms - 1e-6);
      }),
    );
  });

  test('moves as little as it takes to show an item', () => {
    const range = { from: 1_000, to: 2_000 };
    expect(showing(range, { from: 1_400, to: 1_500 }, 10_000)).toBe(range);
    expect(showing(range, { from: 5_000, to: 5_100 }, 10_000)).toEqual({ from: 4_180, to: 5_180 });
    expect(showing(range, { from: 100, to: 200 }, 10_000)).toEqual({ from: 20, to: 1_020 });
    const close = around({ from: 5_000, to: 5_100 }, 10_000);
    expect([close.from < 5_000, close.to > 5_100, close.to - close.from < 2_000]).toEqual([true, true, true]);
  });
});

describe('ticks', () => {
  test('stand at round times of the clock, far enough apart to be read', () => {
    const offset = began_at + 17 * minute;
    const { step, ticks } = ticksIn({ from: 0, to: chart.length_ms, width: 900 }, real, offset);
    expect(step).toBe(10 * minute);
    for (const { real: at } of ticks) expect((at + offset) % step).toBe(0);
    for (const [n, { x }] of ticks.entries()) if (n > 0) expect(x - ticks[n - 1]!.x).toBeGreaterThan(60);
  });

  test('leave pauses out', () => {
    const scale = cutTime(chart);
    const { ticks } = ticksIn({ from: 0, to: scale.length, width: 900 }, scale, began_at);
    expect(ticks.length).toBeGreaterThan(2);
    expect(ticks.filter(({ real: at }) => at > 2 * minute && at < 62 * minute)).toEqual([]);
  });

  test('say what time it is after a pause, when no round time follows it', () => {
    const scale = cutTime(chart);
    const { step, ticks } = ticksIn({ from: 0, to: scale.length, width: 60 }, scale, began_at + 3 * minute);
    expect(step).toBe(10 * minute);
    expect(ticks.map(({ real: at }) => at)).toEqual([62 * minute]);
  });
});
