import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useRef } from 'react';
import { createRowGauge, rowsAround } from './rows-around.ts';

/* Space kept above the row one goes to: room for what appears over a row that is pointed at. */
export const margin_px = 24;

interface Options {
  count: number;
  scroller: RefObject<HTMLDivElement | null>;
  guess: (row: number) => number;
  keyOf: (row: number) => number;
  /** Space kept above the first row, in pixels. */
  above: number;
  /** Stays drawn wherever the window is, so that it keeps the focus; null when no row has it. */
  focused: number | null;
}

/** The rows that are in or near the window. */
export function useTranscriptList({ count, scroller, guess, keyOf, above, focused }: Options) {
  const gauge = useRef(createRowGauge()).current;
  const measureElement = useCallback(
    (row: Element, entry: ResizeObserverEntry | undefined) => {
      const index = Number(row.getAttribute('data-index'));
      const known = gauge.heightKnown(keyOf(index)) ?? guess(index);
      /*
       * Asked while rows are being put in place, the list would correct the scroll position row by row against starts
       * it has not brought up to date; the observer tells it of all of them at once, before anything is painted.
       */
      if (!entry) return known;
      /* To a fraction of a pixel: rounded heights would add up to a jump that does not land where it should. */
      const height = entry.borderBoxSize[0]?.blockSize ?? known;
      gauge.measured(keyOf(index), height);
      return height;
    },
    [gauge, keyOf, guess],
  );
  const rangeExtractor = useCallback(
    ({ startIndex, endIndex }: { startIndex: number; endIndex: number }) =>
      rowsAround(startIndex, endIndex, count, focused, (row) => gauge.heightOf(keyOf(row), guess(row))),
    [count, focused, gauge, keyOf, guess],
  );
  // oxlint-disable-next-line react/incompatible-library -- nothing of it is memoized: no compiler is at work here
  return useVirtualizer<HTMLDivElement, Element>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: guess,
    getItemKey: keyOf,
    rangeExtractor,
    measureElement,
    paddingStart: above,
    paddingEnd: 48,
    scrollPaddingStart: margin_px,
    scrollPaddingEnd: margin_px,
    useFlushSync: false,
  });
}
