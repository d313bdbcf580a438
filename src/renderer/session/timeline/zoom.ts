/** A stretch of shown time. */
export interface Range {
  from: number;
  to: number;
}

/** No stretch is looked at closer than this. */
export const least_ms = 50;

/** The range within the whole, as long as it can be. */
export function within({ from, to }: Range, length: number): Range {
  const size = Math.min(length, Math.max(Math.min(least_ms, length), to - from));
  const start = Math.min(Math.max(0, from), length - size);
  return { from: start, to: start + size };
}

/** Makes a range smaller (`factor` below 1) or larger around a time, which stays where it is. */
export function zoomed({ from, to }: Range, factor: number, center: number, length: number): Range {
  const size = Math.min(length, Math.max(least_ms, (to - from) * factor));
  const share = to === from ? 0.5 : (center - from) / (to - from);
  const start = center - size * Math.min(1, Math.max(0, share));
  return within({ from: start, to: start + size }, length);
}

export function moved({ from, to }: Range, by: number, length: number): Range {
  return within({ from: from + by, to: to + by }, length);
}

/** The range moved as little as it takes to have an item in it, with some room beside. */
export function showing(range: Range, item: Range, length: number): Range {
  const size = range.to - range.from;
  const room = size * 0.08;
  if (item.from >= range.from + room && item.to <= range.to - room) return range;
  if (item.from >= range.from && item.from <= range.to - room && item.to - item.from > size) return range;
  if (item.from < range.from + room || item.to - item.from > size)
    return moved(range, item.from - room - range.from, length);
  return moved(range, item.to + room - range.to, length);
}

/** A range that holds an item and some of what is around it. */
export function around(item: Range, length: number): Range {
  const room = Math.max((item.to - item.from) * 0.5, Math.min(2_000, length * 0.05));
  return within({ from: item.from - room, to: item.to + room }, length);
}
