import { type RefObject, useCallback, useMemo, useState } from 'react';
import type { Outline } from '../../../contract/message.ts';
import { hiddenPlaces, useOpenPaths } from './left-paths.ts';
import { guessHeights } from './row-heights.ts';
import { listedPlaces } from './shown-kinds.ts';
import type { Thread } from './thread.ts';
import { useWidth } from './use-width.ts';
import { useView } from './view.ts';

/** Which messages have rows, and how high the rows may be. */
export interface RowLayout {
  /** Rows to places of the thread; null when they are the same. */
  places: Uint32Array | null;
  /** Number of rows; null until there is a width to lay them out in. */
  count: number | null;
  placeOf: (row: number) => number;
  guess: (row: number) => number;
  keyOf: (row: number) => number;
  is_split: boolean;
  /** Changes when every row gets another height. */
  name: string;
}

/* Two columns of code need room. */
const widthForSplit_px = 640;
/* Keys of rows are small whole numbers: the list looks all of them up whenever the height of one has changed. */
const keysPerLayout = 262_144;

/** The rows of a thread as they are laid out for the person's choices and the width there is. */
export function useRowLayout(outline: Outline, thread: Thread, scroller: RefObject<HTMLElement | null>): RowLayout {
  const width = useWidth(scroller);
  const { shown, are_tools_folded, is_split } = useView();
  const isSplit = is_split && (width ?? 0) >= widthForSplit_px;
  const open = useOpenPaths((state) => state.open);
  const hidden = useMemo(() => hiddenPlaces(outline, thread, open), [outline, thread, open]);
  const name = `${[...shown].join()} ${are_tools_folded} ${isSplit} ${width} ${hidden?.size ?? 0}`;
  const places = useMemo(() => listedPlaces(outline, shown, hidden), [outline, shown, hidden]);
  const heights = useMemo(
    () => guessHeights(outline, places, { width_px: width ?? 0, are_tools_folded, shown }),
    [outline, places, width, are_tools_folded, shown],
  );
  const firstKey = useNumberOf(name) * keysPerLayout;
  return {
    places,
    count: width === null ? null : (places?.length ?? outline.total),
    placeOf: useCallback((row) => places?.[row] ?? row, [places]),
    guess: useCallback((row) => heights[row] ?? 0, [heights]),
    keyOf: useCallback((row) => firstKey + (places?.[row] ?? row), [firstKey, places]),
    is_split: isSplit,
    name,
  };
}

/** A number for each name, so that a height measured in one layout is not taken for that in another. */
function useNumberOf(name: string): number {
  const [known] = useState(() => new Map<string, number>());
  const number = known.get(name) ?? known.size;
  known.set(name, number);
  return number;
}
