/** How many of the first entries pass; the entries that pass must come first. */
export function countLeading<T>(entries: readonly T[], passes: (entry: T) => boolean): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(entries[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The entries of an ordered, disjoint list that share a unit with `start`–`end`. */
export function overlapping<T extends { readonly start: number; readonly end: number }>(
  entries: readonly T[],
  start: number,
  end: number,
): T[] {
  const from = countLeading(entries, (entry) => entry.end <= start);
  const to = countLeading(entries, (entry) => entry.start < end);
  return entries.slice(from, to);
}
