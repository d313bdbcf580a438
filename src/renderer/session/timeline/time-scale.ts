import type { Chart } from './chart.ts';

/** A stretch of time in which nothing was at work, drawn shorter than it was. In milliseconds since the thread began. */
export interface Gap {
  from: number;
  to: number;
  /** Where it is drawn. */
  shown_from: number;
  shown_to: number;
}

/**
 * Real time to shown time and back. Both run in milliseconds from 0; they are the same but for gaps, which are drawn as
 * short as a mark needs.
 */
export interface TimeScale {
  gaps: readonly Gap[];
  length: number;
  toShown(real: number): number;
  toReal(shown: number): number;
}

/** Longer pauses are marked breaks. */
export const idle_ms = 5 * 60_000;

/** Kinds that are no work of the agent: what else covers a time keeps it from being a gap. */
const idleKinds = new Set(['w', 't']);

export function realTime(length_ms: number): TimeScale {
  return { gaps: [], length: length_ms, toShown: (real) => real, toReal: (shown) => shown };
}

/** Time with pauses cut: each of them takes as much room as a small part of the work around it. */
export function cutTime(chart: Chart): TimeScale {
  const idle = idleStretches(chart);
  if (idle.length === 0) return realTime(chart.length_ms);
  const cut = idle.reduce((sum, [from, to]) => sum + to - from, 0);
  const active = Math.max(1_000, chart.length_ms - cut);
  const size = Math.min(active * 0.02, (active * 0.3) / idle.length);
  const gaps: Gap[] = [];
  let shift = 0;
  for (const [from, to] of idle) {
    const shown_from = from - shift;
    gaps.push({ from, to, shown_from, shown_to: shown_from + size });
    shift += to - from - size;
  }
  return {
    gaps,
    length: chart.length_ms - shift,
    toShown: (real) => throughGaps(gaps, real, 'from', 'shown_from', 'to', 'shown_to'),
    toReal: (shown) => throughGaps(gaps, shown, 'shown_from', 'from', 'shown_to', 'to'),
  };
}

/** The pause that is drawn at a time; null when there is none. */
export const gapAt = (scale: TimeScale, shown: number): Gap | null =>
  scale.gaps.find((gap) => shown >= gap.shown_from && shown <= gap.shown_to) ?? null;

type Edge = keyof Gap;

/** Moves a time from one of the two to the other: within a gap in proportion, elsewhere by the gaps before it. */
function throughGaps(gaps: readonly Gap[], time: number, start: Edge, other: Edge, end: Edge, otherEnd: Edge): number {
  let low = 0;
  let high = gaps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (gaps[middle]![start] <= time) low = middle + 1;
    else high = middle;
  }
  const gap = gaps[low - 1];
  if (!gap) return time;
  if (time >= gap[end]) return gap[otherEnd] + time - gap[end];
  const share = (time - gap[start]) / (gap[end] - gap[start]);
  return gap[other] + share * (gap[otherEnd] - gap[other]);
}

/** The stretches longer than `idle_ms` that no work covers. */
function idleStretches({ count, from, to, kinds, length_ms }: Chart): [number, number][] {
  const order: number[] = [];
  for (let at = 0; at < count; at += 1) if (!idleKinds.has(kinds[at]!)) order.push(at);
  for (let at = 0; at < count; at += 1) if (kinds[at] === 't') order.push(at);
  order.sort((one, other) => from[one]! - from[other]!);
  const stretches: [number, number][] = [];
  let covered = 0;
  for (const at of order) {
    if (from[at]! - covered > idle_ms) stretches.push([covered, from[at]!]);
    /* A prompt is a moment of work; the turn it begins is as long as what is done in it. */
    covered = Math.max(covered, kinds[at] === 't' ? from[at]! : to[at]!);
  }
  if (length_ms - covered > idle_ms) stretches.push([covered, length_ms]);
  return stretches;
}
