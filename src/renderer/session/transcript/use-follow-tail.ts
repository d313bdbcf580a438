import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Outline } from '../../../contract/message.ts';

type List = Virtualizer<HTMLDivElement, Element>;

/* This near to the end counts as being there, in pixels. */
const near_px = 40;

/**
 * Keeps the end in view while messages arrive or grow, if it was in view, until the person does something else. Returns how
 * many messages have arrived out of sight, and what goes to the end.
 */
export function useFollowTail(scroller: RefObject<HTMLDivElement | null>, list: List, outline: Outline) {
  const isFollowing = useRef(false);
  const wasAtEnd = useRef(false);
  const known = useRef(outline);
  const [newCount, setNewCount] = useState(0);

  useLayoutEffect(() => {
    if (known.current === outline) return;
    const added = outline.total - known.current.total;
    known.current = outline;
    if (wasAtEnd.current) isFollowing.current = true;
    else if (added > 0) setNewCount((count) => count + added);
  }, [outline]);

  useLayoutEffect(() => {
    if (!isFollowing.current) wasAtEnd.current = isAtEnd(list, near_px);
    else if (!isAtEnd(list, 1)) list.scrollToEnd();
  });

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = (): void => {
      if (isFollowing.current || !isAtEnd(list, near_px)) {
        wasAtEnd.current = isFollowing.current;
        return;
      }
      wasAtEnd.current = true;
      setNewCount(0);
    };
    const release = (): void => {
      isFollowing.current = false;
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    for (const name of inputs) element.addEventListener(name, release, { passive: true, capture: true });
    return () => {
      element.removeEventListener('scroll', onScroll);
      for (const name of inputs) element.removeEventListener(name, release, { capture: true });
    };
  }, [scroller, list]);

  const goToEnd = (): void => {
    isFollowing.current = true;
    wasAtEnd.current = true;
    setNewCount(0);
    list.scrollToEnd();
  };
  return { newCount, goToEnd, release: () => void (isFollowing.current = false) };
}

/* What a person does to move elsewhere, or to open something where they are. */
const inputs = ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const;

/** By what the list knows of itself: asking the page would make it lay everything out, once for each frame. */
function isAtEnd(list: List, within: number): boolean {
  return list.getTotalSize() - (list.scrollRect?.height ?? 0) - (list.scrollOffset ?? 0) <= within;
}
