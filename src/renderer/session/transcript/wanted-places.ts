import { pageSize } from './message-pages.ts';

/** Rows drawn, and which of them are inside the window. */
export interface DrawnRows {
  first: number;
  last: number;
  first_in_window: number;
  last_in_window: number;
}

/**
 * The places whose messages should be there, most urgent first: what is in the window, what is drawn around it, and
 * then half a page further in both directions, so that steady scrolling finds its pages read.
 */
export function wantedPlaces(rows: DrawnRows, count: number, placeOf: (row: number) => number): number[] {
  const wanted: number[] = [];
  const add = (from: number, to: number): void => {
    for (let row = Math.max(from, 0); row <= Math.min(to, count - 1); row += 1) wanted.push(placeOf(row));
  };
  add(rows.first_in_window, rows.last_in_window);
  add(rows.last_in_window + 1, rows.last);
  add(rows.first, rows.first_in_window - 1);
  for (const row of [rows.last + pageSize / 2, rows.first - pageSize / 2]) {
    if (row >= 0 && row < count) wanted.push(placeOf(row));
  }
  return wanted;
}
