import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { useFind } from '../find/find-store.ts';
import { margin_px } from './use-transcript-list.ts';

/* The bar of finding stands over the messages; without more room the first of them could not be brought out from under it. */
const bar_px = 56;

/**
 * Space above the first message: more of it once something is looked for. What is in view stays where it is, and the room
 * is not taken back, so that closing the bar moves nothing either.
 */
export function useRoomAbove(scroller: RefObject<HTMLElement | null>): number {
  const isFinding = useFind((find) => find.is_open || find.q !== '');
  const [hasRoom, setHasRoom] = useState(isFinding);
  if (isFinding && !hasRoom) setHasRoom(true);
  const hadRoom = useRef(hasRoom);
  useLayoutEffect(() => {
    if (hasRoom && !hadRoom.current) scroller.current?.scrollBy(0, bar_px);
    hadRoom.current = hasRoom;
  }, [hasRoom, scroller]);
  return hasRoom ? margin_px + bar_px : margin_px;
}
