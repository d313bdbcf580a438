import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { countRows, keyOf, placeOf, rowAt, type Section, wantRows } from './rows.ts';

/** Rows drawn or asked for beyond those in view. */
const margin = 20;
/** How far a row may move between two readings of the list and still be followed. */
const reach = 200;
/** Where each list was left, by key, so that coming back finds the same rows. */
const offsets = new Map<string, number>();

export type Rows = Virtualizer<HTMLDivElement, Element>;

/** The rows near what is in view, all `height` pixels high. Asks for sessions that are looked at and not there. */
export function useVirtualRows(
  key: string,
  sections: readonly Section[],
  scroller: RefObject<HTMLDivElement | null>,
  height: number,
): { rows: Rows; first: number } {
  // oxlint-disable-next-line react/incompatible-library -- its functions are not memoized here
  const rows: Rows = useVirtualizer<HTMLDivElement, Element>({
    count: countRows(sections),
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: margin,
    useFlushSync: false,
    initialOffset: offsets.get(key) ?? 0,
    onChange: (virtual) => void offsets.set(key, virtual.scrollOffset ?? 0),
    paddingEnd: 8,
  });
  const first = rows.range?.startIndex ?? 0;
  const last = rows.range?.endIndex ?? 30;
  useLayoutEffect(() => rows.measure(), [rows, height]);
  useEffect(() => wantRows(sections, Math.max(0, first - margin), last + margin));
  useStableTop(sections, first, rows, height);
  return { rows, first };
}

/** Keeps the first row in view where it is when sessions come in above it; at the very top, new ones are shown. */
function useStableTop(sections: readonly Section[], first: number, rows: Rows, height: number): void {
  const seen = useRef<{ key: string; place: number } | null>(null);
  useLayoutEffect(() => {
    const before = seen.current;
    const offset = rows.scrollOffset ?? 0;
    if (before && offset > height) {
      const place = placeOf(sections, Math.max(0, before.place - reach), before.place + reach, before.key);
      if (place >= 0 && place !== before.place) rows.scrollToOffset(offset + (place - before.place) * height);
    }
    const row = rowAt(sections, first);
    seen.current = row?.kind === 'session' && row.session ? { key: keyOf(row.session), place: first } : null;
  });
}
