import { type RefObject, useEffect } from 'react';
import type { FoundPlace } from '../../../contract/find.ts';
import './find-marks.css';
import { useFind } from './find-store.ts';
import { drawnPlaces } from './found-areas.ts';

/** Marks all drawn places of the words that are looked for, the current one in a colour of its own. */
export function useFindMarks(scroller: RefObject<HTMLElement | null>, nthIn: (place: FoundPlace) => number): void {
  const q = useFind((find) => find.q);
  const current = useFind((find) => find.current);
  useEffect(() => {
    const element = scroller.current;
    return element && q !== '' && 'highlights' in CSS ? followMarks(element, { q, current, nthIn }) : undefined;
  }, [scroller, q, current, nthIn]);
}

interface Looked {
  q: string;
  current: FoundPlace | null;
  nthIn: (place: FoundPlace) => number;
}

/** Draws the marks anew after each change of the page, until the returned function is called. */
function followMarks(element: HTMLElement, looked: Looked): () => void {
  let frame: number | null = null;
  const mark = (): void => {
    frame = null;
    showMarks(element, looked);
  };
  const markSoon = (): void => void (frame ??= requestAnimationFrame(mark));
  const observer = new MutationObserver(markSoon);
  observer.observe(element, { childList: true, subtree: true, characterData: true });
  markSoon();
  return () => {
    observer.disconnect();
    if (frame !== null) cancelAnimationFrame(frame);
    CSS.highlights.delete('found');
    CSS.highlights.delete('found-now');
  };
}

function showMarks(element: HTMLElement, { q, current, nthIn }: Looked): void {
  const { all, now } = drawnPlaces(element, q, current, current ? nthIn(current) : 0);
  const mark_now = new Highlight(...(now ? [now] : []));
  mark_now.priority = 1;
  CSS.highlights.set('found', new Highlight(...all));
  CSS.highlights.set('found-now', mark_now);
}
