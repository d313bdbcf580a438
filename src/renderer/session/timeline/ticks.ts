import type { TimeScale } from './time-scale.ts';
import type { View } from './marks.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const steps_ms = [
  10, 20, 50, 100, 200, 500, second, 2 * second, 5 * second, 10 * second, 15 * second, 30 * second, minute,
  2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour,
  24 * hour, 48 * hour, 7 * 24 * hour,
]; // prettier-ignore

export interface Tick {
  x: number;
  /** Milliseconds since the thread began. */
  real: number;
}

/** How far apart labels must be. */
const apart_px = 84;
const mostTicks = 200;

/** The step between ticks, and where they stand; aligned to the clock that `began_at` and the zone's offset tell. */
export function ticksIn(view: View, scale: TimeScale, clockOffset: number): { step: number; ticks: Tick[] } {
  const perPixel = (view.to - view.from) / view.width;
  const step = steps_ms.find((each) => each >= apart_px * perPixel) ?? steps_ms.at(-1)!;
  const ticks: Tick[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const [from, to] of workStretches(view, scale)) {
    const first = Math.ceil((from + clockOffset) / step) * step - clockOffset;
    /* After a pause the clock is somewhere else: it is said where, even between round times. */
    const isAfterPause = from > scale.toReal(view.from);
    for (const real of isAfterPause && first > to ? [from] : rounds(first, to, step)) {
      const x = (scale.toShown(real) - view.from) / perPixel;
      if (x - last < apart_px * 0.75 || ticks.length === mostTicks) continue;
      ticks.push({ x, real });
      last = x;
    }
  }
  return { step, ticks };
}

function* rounds(first: number, to: number, step: number): Generator<number> {
  for (let real = first; real <= to; real += step) yield real;
}

/** The stretches between gaps, in real time, as far as they are in view. */
function workStretches(view: View, scale: TimeScale): [number, number][] {
  const from = scale.toReal(view.from);
  const to = scale.toReal(view.to);
  const stretches: [number, number][] = [];
  let start = from;
  for (const gap of scale.gaps) {
    if (gap.to <= from || gap.from >= to) continue;
    if (gap.from > start) stretches.push([start, gap.from]);
    start = gap.to;
  }
  if (start < to) stretches.push([start, to]);
  return stretches;
}
