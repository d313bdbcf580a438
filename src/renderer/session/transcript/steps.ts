import type { Outline } from '../../../contract/message.ts';

/** What a key can step to. */
export type Stop = 'message' | 'user' | 'error';

/**
 * The row to go to from `row` in a direction, or null when there is none further. `places` maps rows to places of the
 * thread; null when every message has a row.
 */
export function nextStop(
  outline: Outline,
  places: Uint32Array | null,
  row: number,
  direction: 1 | -1,
  stop: Stop,
): number | null {
  const count = places?.length ?? outline.total;
  for (let next = row + direction; next >= 0 && next < count; next += direction) {
    if (isStop(outline, places ? (places[next] ?? 0) : next, stop)) return next;
  }
  return null;
}

function isStop(outline: Outline, index: number, stop: Stop): boolean {
  switch (stop) {
    case 'message':
      return true;
    case 'user':
      return outline.kinds[index] === 'u';
    case 'error':
      return (outline.errors[index] ?? 0) > 0 || outline.kinds[index] === 'p';
  }
}

/** The row that shows a place of the thread, or the nearest one after it. */
export function rowOfPlace(places: Uint32Array | null, index: number): number {
  if (!places) return index;
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return Math.min(low, Math.max(places.length - 1, 0));
}

/** Whether a place of the thread has a row of its own. */
export function isListed(places: Uint32Array | null, index: number): boolean {
  return places === null || places[rowOfPlace(places, index)] === index;
}

/** The first place whose message differs from what was known; the shorter length when one continues the other. */
export function firstDifference(before: Outline, after: Outline): number {
  const shorter = Math.min(before.total, after.total);
  for (let index = 0; index < shorter; index += 1) {
    const isSame =
      before.kinds[index] === after.kinds[index] &&
      before.sizes[index] === after.sizes[index] &&
      before.tool_calls[index] === after.tool_calls[index] &&
      before.errors[index] === after.errors[index] &&
      before.times[index] === after.times[index];
    if (!isSame) return index;
  }
  return shorter;
}
