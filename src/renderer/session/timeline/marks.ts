import { firstAtOrAfter } from './chart.ts';
import type { Track } from './lanes.ts';

/** A stretch of shown time, drawn over so many pixels. */
export interface View {
  from: number;
  to: number;
  width: number;
}

/** What is drawn of a track: one item, or several that are too close to be told apart. */
export interface Marks {
  count: number;
  /** Pixels from the left edge. */
  x: Float32Array;
  width: Float32Array;
  /** The item, or the first of several. */
  item: Uint32Array;
  /** How many it stands for. */
  items: Uint32Array;
  /** Which places of the track it covers, from the first. */
  place: Uint32Array;
}

/** Marks narrower than this are put together with those that touch them. */
const leastWidth_px = 2;

export function newMarks(most: number): Marks {
  return {
    count: 0,
    x: new Float32Array(most),
    width: new Float32Array(most),
    item: new Uint32Array(most),
    items: new Uint32Array(most),
    place: new Uint32Array(most),
  };
}

/** The places of a track that may be seen in a view: `[first, behind the last]`. */
export function visiblePlaces(track: Track, { from, to }: { from: number; to: number }): [number, number] {
  return [firstAtOrAfter(track.reach, from), firstAtOrAfter(track.from, to + 1e-9)];
}

/**
 * What of a track is to be drawn in a view, from left to right. There are never more marks than pixels can tell apart:
 * items too narrow to be seen are put together into one that says how many it stands for.
 */
export function marksIn(track: Track, view: View, into: Marks): Marks {
  const [first, end] = visiblePlaces(track, view);
  const scale = view.width / (view.to - view.from);
  let count = 0;
  let lastEnd = Number.NEGATIVE_INFINITY;
  let isMerging = false;
  for (let place = first; place < end; place += 1) {
    const left = Math.max(-4, (track.from[place]! - view.from) * scale);
    const right = Math.min(view.width + 4, (track.to[place]! - view.from) * scale);
    if (right < -4) continue;
    const isNarrow = right - left < leastWidth_px;
    if (isNarrow && isMerging && left < lastEnd + 0.5) {
      into.width[count - 1] = Math.max(into.width[count - 1]!, right - into.x[count - 1]!);
      into.items[count - 1] = into.items[count - 1]! + 1;
      lastEnd = into.x[count - 1]! + into.width[count - 1]!;
      continue;
    }
    if (count === into.x.length) break;
    into.x[count] = left;
    into.width[count] = Math.max(leastWidth_px, right - left);
    into.item[count] = track.items[place]!;
    into.items[count] = 1;
    into.place[count] = place;
    lastEnd = left + into.width[count]!;
    isMerging = isNarrow;
    count += 1;
  }
  into.count = count;
  return into;
}

/** The item of a track under or next to a pixel, at most so many pixels away; the narrowest wins. Null when there is none. */
export function itemUnder(track: Track, view: View, x: number, near_px: number): number | null {
  const scale = (view.to - view.from) / view.width;
  const time = view.from + x * scale;
  const [first, end] = visiblePlaces(track, { from: time - near_px * scale, to: time + near_px * scale });
  let best: { item: number; away: number; length: number } | null = null;
  for (let place = first; place < end; place += 1) {
    const [from, to] = [track.from[place]!, track.to[place]!];
    const away = time < from ? from - time : time > to ? time - to : 0;
    if (away > near_px * scale) continue;
    const length = to - from;
    if (!best || away < best.away || (away === best.away && length < best.length))
      best = { item: track.items[place]!, away, length };
  }
  return best?.item ?? null;
}
