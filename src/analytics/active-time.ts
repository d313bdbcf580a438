/** A pause of more milliseconds than this is not work. */
const pauseMs = 5 * 60_000;

/** The sum of the gaps between instants of at most five minutes, in milliseconds. */
export function activeTime(instants: readonly number[]): number {
  const sorted = instants.toSorted((a, b) => a - b);
  let sum = 0;
  for (let at = 1; at < sorted.length; at++) {
    const gap = sorted[at]! - sorted[at - 1]!;
    if (gap <= pauseMs) sum += gap;
  }
  return sum;
}
