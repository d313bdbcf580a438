/*
 * Rows drawn beyond the window, in pixels. At 900 pixels a frame a row is asked for in one frame, drawn in the next and
 * measured in the one after: it must be that far ahead, or it corrects the scroll position while it is in view.
 */
const ahead_px = 2700;
/* Narrowed to few kinds, a transcript has rows of a few pixels. */
const mostAhead = 200;

/** Rows in the window, rows around it by height, and the one that has the focus. */
export function rowsAround(
  first: number,
  last: number,
  count: number,
  focused: number | null,
  heightOf: (row: number) => number,
): number[] {
  const least = Math.max(0, first - mostAhead);
  let start = first;
  for (let height = 0; start > least && height < ahead_px; start -= 1) height += heightOf(start - 1);
  const most = Math.min(count - 1, last + mostAhead);
  let end = Math.min(last, count - 1);
  for (let height = 0; end < most && height < ahead_px; end += 1) height += heightOf(end + 1);
  const rows = Array.from({ length: end - start + 1 }, (_, place) => start + place);
  if (focused !== null && focused < count && focused < start) rows.unshift(focused);
  if (focused !== null && focused < count && focused > end) rows.push(focused);
  return rows;
}

/** What is known of the heights of rows: those that were drawn, and what rows were like lately. */
export interface RowGauge {
  measured(key: number, height: number): void;
  /** As measured; null for a row that was not drawn yet. */
  heightKnown(key: number): number | null;
  /** The height of a row: as measured, else the guess, but no more than rows have been lately. */
  heightOf(key: number, guess: number): number;
}

/* How much a new height counts in the running mean. */
const share = 0.05;

/** Guesses can be twice too high; rows drawn ahead by such a guess would end in the middle of the window. */
export function createRowGauge(): RowGauge {
  const known = new Map<number, number>();
  let mean: number | null = null;
  return {
    measured(key, height) {
      known.set(key, height);
      mean = mean === null ? height : mean + (height - mean) * share;
    },
    heightKnown: (key) => known.get(key) ?? null,
    heightOf: (key, guess) => known.get(key) ?? Math.min(guess, mean ?? guess),
  };
}
