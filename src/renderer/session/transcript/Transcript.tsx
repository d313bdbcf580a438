import { useEffect, useMemo, useRef, useState } from 'react';
import type { Outline } from '../../../contract/message.ts';
import type { Subagent } from '../../../contract/session.ts';
import { formatCount } from '../../format/numbers.ts';
import { Nothing } from '../../parts/Notice.tsx';
import { noteInView } from '../timeline/timeline-view.ts';
import { useFoundPlace } from '../find/use-found-place.ts';
import { openPathAt } from './left-paths.ts';
import { newMemory } from './memory.ts';
import { MessageView } from './MessageView.tsx';
import { Rows } from './Rows.tsx';
import { isListed, rowOfPlace } from './steps.ts';
import { type Thread, threadKey } from './thread.ts';
import { TranscriptContext } from './transcript-context.ts';
import styles from './transcript.module.css';
import { TurnList } from './TurnList.tsx';
import { Unclaimed } from './Unclaimed.tsx';
import { useFollowTail } from './use-follow-tail.ts';
import { useMessagePages } from './use-message-pages.ts';
import { usePosition } from './use-position.ts';
import { useRoomAbove } from './use-room-above.ts';
import { useRowLayout } from './use-row-layout.ts';
import { useSaid } from './use-said.ts';
import { useTranscriptKeys } from './use-transcript-keys.ts';
import { useTranscriptList } from './use-transcript-list.ts';
import { showEverything } from './view.ts';
import { wantedPlaces } from './wanted-places.ts';

interface Props {
  thread: Thread;
  outline: Outline;
  subagents: readonly Subagent[];
  cwd: string | null;
  /** The message the address asks for; null for none. */
  at: number | null;
}

/** One thread of messages, drawn where the window is and read where it is looked at. */
export function Transcript({ thread, outline, subagents, cwd, at }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const layout = useRowLayout(outline, thread, scroller);
  const { places, placeOf } = layout;
  const count = layout.count ?? 0;
  const pages = useMessagePages(thread, outline);
  const [memory] = useState(newMemory);
  const context = useMemo(
    () => ({
      thread,
      cwd,
      subagents,
      times: outline.times,
      left_paths: outline.left_paths ?? noPaths,
      is_split: layout.is_split,
      MessageView,
      ...memory,
    }),
    [thread, cwd, subagents, outline, layout.is_split, memory],
  );
  useEffect(() => {
    if (at !== null) openPathAt(outline, thread, at);
  }, [outline, thread, at]);

  const [focused, setFocused] = useState(at);
  const focusedRow = focused === null || !isListed(places, focused) ? null : rowOfPlace(places, focused);
  const above = useRoomAbove(scroller);
  const { guess, keyOf } = layout;
  const list = useTranscriptList({ count, scroller, guess, keyOf, above, focused: focusedRow });
  const { newCount, goToEnd, release } = useFollowTail(scroller, list, outline);
  const where = { scroller, list, places, count, at, focused, setFocused, layout: layout.name, onMove: release };
  const { goTo, show, placeAtTop } = usePosition(where);
  const goToLast = (): void => {
    goTo(outline.total - 1, 'near');
    goToEnd();
  };
  const [said, say] = useSaid();
  const { folds } = memory;
  const messageAt = pages.at;
  useTranscriptKeys({ scroller, thread, outline, places, focused, folds, messageAt, placeAtTop, goTo, goToLast, say });

  const uncover = (place: number): void => {
    showEverything();
    openPathAt(outline, thread, place);
  };
  useFoundPlace({ scroller, thread, places, memory, messageAt, show, uncover, say });

  const items = list.getVirtualItems();
  useEffect(() => {
    const [first, last, window] = [items[0]?.index, items.at(-1)?.index, list.range];
    if (first === undefined || last === undefined || !window) return;
    const rows = { first, last, first_in_window: window.startIndex, last_in_window: window.endIndex };
    pages.want(wantedPlaces(rows, count, placeOf));
    const [top, bottom] = [placeOf(window.startIndex), placeOf(window.endIndex)];
    noteInView({ thread: threadKey(thread), first: top, last: bottom, focused });
  });

  const unclaimed = subagents.filter((agent) => agent.call_id === null && agent.parent_agent_id === thread.agent_id);
  return (
    <TranscriptContext value={context}>
      <div className={styles.frame}>
        <TurnList thread={thread} outline={outline} onGo={goTo} />
        <div ref={scroller} className={styles.scroller}>
          <Rows
            items={items}
            height={list.getTotalSize()}
            focusedRow={focusedRow}
            measure={list.measureElement}
            {...{ outline, pages, placeOf, setFocused }}
          />
          {layout.count === 0 && <Nothing title="No message is of the chosen kinds." />}
          {unclaimed.length > 0 && <Unclaimed agents={unclaimed} />}
        </div>
        {newCount > 0 && (
          <button type="button" className={styles.pill} onClick={goToLast}>
            {formatCount(newCount)} new ↓
          </button>
        )}
        <p className={styles.said} role="status">
          {said}
        </p>
      </div>
    </TranscriptContext>
  );
}

const noPaths: readonly never[] = [];
