import { useState } from 'react';

/** The row that keys act on. */
export interface Cursor {
  place: number;
  moveTo(place: number): void;
  /** Moves if the key is one that moves; false for any other key. */
  press(key: string): boolean;
}

/** Rows passed by a page key. */
const page = 15;

/** A cursor over `count` rows; `show` brings a row into view. */
export function useCursor(count: number, show: (place: number) => void): Cursor {
  const [wanted, setWanted] = useState(0);
  const place = Math.min(wanted, Math.max(0, count - 1));
  const moveTo = (next: number): void => {
    const to = Math.min(Math.max(0, next), Math.max(0, count - 1));
    setWanted(to);
    show(to);
  };
  const press = (key: string): boolean => {
    const next = placeAfter(key, place, count);
    if (next === null) return false;
    moveTo(next);
    return true;
  };
  return { place, moveTo, press };
}

function placeAfter(key: string, place: number, count: number): number | null {
  if (key === 'ArrowDown' || key === 'j') return place + 1;
  if (key === 'ArrowUp' || key === 'k') return place - 1;
  if (key === 'PageDown') return place + page;
  if (key === 'PageUp') return place - page;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}
