import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { notePosition } from './message-link.ts';
import { rowOfPlace } from './steps.ts';
import { margin_px } from './use-transcript-list.ts';

type List = Virtualizer<HTMLDivElement, Element>;

interface Options {
  scroller: RefObject<HTMLDivElement | null>;
  list: List;
  /** Rows to places of the thread; null when they are the same. */
  places: Uint32Array | null;
  /** Number of rows; 0 until they can be laid out. */
  count: number;
  /** The message the address asks for. */
  at: number | null;
  focused: number | null;
  setFocused: (place: number | null) => void;
  /** Changes when every row gets another height. */
  layout: string;
  /** Called before the list is moved. */
  onMove: () => void;
}

/* The address follows the window once scrolling has rested for this long. */
const rest_ms = 400;

/** Where in the thread the window and the focus are: follows the address, and is noted in it. */
export function usePosition({ scroller, list, places, count, at, focused, setFocused, layout, onMove }: Options) {
  const [focusWish, wishFocus] = useState(0);
  const noted = useRef<number | null>(null);
  const top = useRef(at ?? 0);
  const isPlaced = useRef(false);
  const lastLayout = useRef<string | null>(null);

  const scrollTo = (place: number): void =>
    list.scrollToIndex(Math.min(rowOfPlace(places, place), count - 1), { align: 'start' });

  /** Moves window and focus to a message: to its beginning, or only as far as it takes to see it. */
  const goTo = (place: number, as: 'start' | 'near' = 'start'): void => {
    onMove();
    const row = Math.min(rowOfPlace(places, place), count - 1);
    if (as === 'start' || !reveal(scroller.current, row)) scrollTo(place);
    setFocused(places?.[row] ?? row);
    wishFocus((wish) => wish + 1);
  };

  /** Has a message drawn, and makes it the one that keys act on; the focus stays where it is. */
  const show = (place: number): void => {
    onMove();
    if (rowElement(scroller.current, place)?.ariaBusy !== 'false') scrollTo(place);
    setFocused(place);
  };

  useLayoutEffect(() => {
    if (count === 0 || (isPlaced.current && at === noted.current)) return;
    const isFirst = !isPlaced.current;
    isPlaced.current = true;
    noted.current = at;
    if (isFirst && at === null) return;
    onMove();
    scrollTo(at ?? 0);
    setFocused(at);
    wishFocus((wish) => wish + 1);
    // oxlint-disable-next-line react/exhaustive-deps -- moves when the address asks for it, and only then
  }, [at, count > 0]);

  useLayoutEffect(() => {
    if (layout === lastLayout.current || count === 0) return;
    const isFirst = lastLayout.current === null;
    lastLayout.current = layout;
    if (isFirst) return;
    scrollTo(top.current);
    if (scroller.current?.contains(document.activeElement) || document.activeElement === document.body) {
      wishFocus((wish) => wish + 1);
    }
    // oxlint-disable-next-line react/exhaustive-deps -- rows keep their place when they are laid out anew, and only then
  }, [layout, count > 0]);

  useLayoutEffect(() => {
    if (focusWish > 0 && focused !== null) rowElement(scroller.current, focused)?.focus({ preventScroll: true });
    // oxlint-disable-next-line react/exhaustive-deps -- the focus moves on wish, and only then
  }, [focusWish]);

  const placeAtTop = (): number => {
    const row = list.getVirtualItemForOffset((scroller.current?.scrollTop ?? 0) + margin_px + 1)?.index ?? 0;
    return places?.[row] ?? row;
  };
  const current = useRef(placeAtTop);
  useLayoutEffect(() => {
    current.current = placeAtTop;
  });

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onScroll = (): void => {
      top.current = current.current();
      clearTimeout(timer);
      timer = setTimeout(() => {
        noted.current = top.current === 0 ? null : top.current;
        notePosition(noted.current);
      }, rest_ms);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(timer);
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller]);

  return { goTo, show, placeAtTop };
}

const rowElement = (scroller: HTMLElement | null, place: number): HTMLElement | null =>
  scroller?.querySelector<HTMLElement>(`[data-place="${place}"]`) ?? null;

/** Scrolls as little as needed to have the whole row in view; false when its height is not known yet. */
function reveal(scroller: HTMLElement | null, row: number): boolean {
  const element = scroller?.querySelector<HTMLElement>(`[data-index="${row}"]`);
  if (!scroller || !element || element.ariaBusy === 'true') return false;
  const view = scroller.getBoundingClientRect();
  const rect = element.getBoundingClientRect();
  const isTall = rect.height > view.height - 2 * margin_px;
  if (rect.top < view.top + margin_px || isTall) scroller.scrollTop += rect.top - view.top - margin_px;
  else if (rect.bottom > view.bottom - margin_px) scroller.scrollTop += rect.bottom - view.bottom + margin_px;
  return true;
}
