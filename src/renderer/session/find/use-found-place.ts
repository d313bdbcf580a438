import { type RefObject, useCallback, useEffect, useRef } from 'react';
import type { FoundPlace } from '../../../contract/find.ts';
import type { Message } from '../../../contract/message.ts';
import { startOf } from '../text/long-text.ts';
import { openBodies } from '../transcript/folds.ts';
import { isListed } from '../transcript/steps.ts';
import type { Thread } from '../transcript/thread.ts';
import type { TranscriptMemory } from '../transcript/transcript-context.ts';
import { useFind } from './find-store.ts';
import { drawnPlaces, isInSameArea } from './found-areas.ts';
import { heldText, pageTo } from './page-to.ts';
import { showRange } from './show-range.ts';
import { useFindMarks } from './use-find-marks.ts';
import { bodiesAround, pagedText } from './ways-to-place.ts';

interface Options {
  scroller: RefObject<HTMLDivElement | null>;
  thread: Thread;
  /** Rows to places of the thread; null when they are the same. */
  places: Uint32Array | null;
  memory: TranscriptMemory;
  messageAt: (place: number) => Message | null;
  /** Draws a message if it is not drawn, and makes it the one that keys act on. */
  show: (place: number) => void;
  /** Lists a message that the person's choices or a fold leave out. */
  uncover: (place: number) => void;
  say: (words: string) => void;
}

/* A page of messages is read within this time, or nobody waits for it any more. */
const patience_ms = 15_000;
/* What was opened is drawn within this time. */
const drawing_ms = 700;

/** Marks what was found in this thread, and brings each place that is stepped to into view, whatever it is folded into. */
export function useFoundPlace(options: Options): void {
  const { scroller, thread, memory } = options;
  const steps = useFind((find) => find.steps);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const nthIn = useCallback((place: FoundPlace) => nthDrawn(place, thread, memory), [thread, memory]);
  useFindMarks(scroller, nthIn);
  useEffect(() => {
    const { current, reached } = useFind.getState();
    if (!current || steps === reached || current.agent_id !== thread.agent_id) return;
    let isOver = false;
    const until = <T>(find: () => T | null, most_ms: number) => untilFound(find, most_ms, () => isOver);
    void reach(current, { latest, until, nthIn }).then((outcome) => {
      if (isOver) return;
      useFind.setState({ reached: steps });
      if (outcome === 'not drawn') latest.current.say('This place lies in a part that is not drawn; Raw shows it');
    });
    return () => {
      isOver = true;
    };
  }, [steps, thread, nthIn]);
}

interface Tools {
  latest: RefObject<Options>;
  until: <T>(find: () => T | null, most_ms: number) => Promise<T | null>;
  nthIn: (place: FoundPlace) => number;
}

async function reach(place: FoundPlace, { latest, until, nthIn }: Tools): Promise<'shown' | 'not drawn' | 'not read'> {
  const isInList = (): true | null => (isListed(latest.current.places, place.index) ? true : null);
  if (!isInList()) {
    latest.current.uncover(place.index);
    await until(isInList, drawing_ms);
  }
  latest.current.show(place.index);
  const message = await until(() => latest.current.messageAt(place.index), patience_ms);
  if (!message) return 'not read';
  const { memory, thread, scroller } = latest.current;
  const paged = pagedText(message, place);
  if (paged) await pageTo(memory.texts, thread, { ...paged, offset: place.offset });
  openBodies(memory.folds, message.message_id, bodiesAround(message, place));
  const { q } = useFind.getState();
  const drawn = (): Range | null =>
    scroller.current && drawnPlaces(rowOf(scroller.current, place), q, place, nthIn(place)).now;
  await until(() => null, 34);
  let range = await until(drawn, drawing_ms);
  if (!range) {
    /* What a card leaves out because it says it in another way is shown after all. */
    memory.wanted.setState(new Set(memory.wanted.getState()).add(`${place.block_id} ${place.field}`), true);
    range = await until(drawn, drawing_ms);
  }
  if (!range) return 'not drawn';
  for (let frame = 0; frame < 12; frame++) {
    const now = drawn();
    if (now && scroller.current) showRange(scroller.current, now);
    await until(() => null, 20);
  }
  return 'shown';
}

/** The row of a message, while it is drawn. */
const rowOf = (scroller: HTMLElement, { index }: FoundPlace): HTMLElement =>
  scroller.querySelector<HTMLElement>(`[data-place="${index}"]`) ?? scroller;

/** Which of the drawn places of its text a place is: those in what is held of the text, before it. */
function nthDrawn(place: FoundPlace, thread: Thread, { texts }: TranscriptMemory): number {
  const held = heldText(texts, thread, place.field === 'change' ? `${place.block_id}-c${place.part}` : place.block_id);
  const start = held ? startOf(held) : 0;
  const { places } = useFind.getState();
  return places.filter(
    (each) =>
      each.offset >= start && each.offset < place.offset && each.index === place.index && isInSameArea(each, place),
  ).length;
}

/** Looks once for each frame; null when nothing was found in time. */
async function untilFound<T>(find: () => T | null, most_ms: number, isOver: () => boolean): Promise<T | null> {
  const end = performance.now() + most_ms;
  for (;;) {
    const found = isOver() ? null : find();
    if (found !== null || isOver() || performance.now() > end) return found;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}
