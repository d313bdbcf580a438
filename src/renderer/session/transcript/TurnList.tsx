import { useEffect, useMemo, useRef } from 'react';
import type { Outline } from '../../../contract/message.ts';
import { formatCount, formatCounted } from '../../format/numbers.ts';
import { formatClock } from '../../format/times.ts';
import { lastValue } from '../../store/loadable.ts';
import { Pieces } from '../text/Pieces.tsx';
import { useInView } from '../timeline/timeline-view.ts';
import { useTimeline } from '../timeline/use-timeline.ts';
import { type Thread, threadKey } from './thread.ts';
import { turnsOf } from './turns.ts';
import styles from './turn-list.module.css';
import { useView } from './view.ts';

interface Props {
  thread: Thread;
  outline: Outline;
  onGo(place: number): void;
}

/** The turns of the person, by their first words; the one in view is marked. Shown beside the messages when asked for. */
export function TurnList(props: Props) {
  const isShown = useView((view) => view.has_turns);
  return isShown && <Turns {...props} />;
}

function Turns({ thread, outline, onGo }: Props) {
  const timeline = lastValue(useTimeline(thread));
  const turns = useMemo(() => turnsOf(outline, timeline), [outline, timeline]);
  const now = useInView((state) => (state.now?.thread === threadKey(thread) ? state.now : null));
  const current = turns.findLastIndex(({ place }) => now !== null && place <= Math.max(now.first, now.focused ?? 0));
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (current >= 0) row.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <nav className={styles.list} aria-label="Turns">
      <p className={styles.head}>{formatCounted(turns.length, 'turn')}</p>
      <ol>
        {turns.map(({ place, words, at, errors, calls }, nth) => (
          <li key={place}>
            <button
              ref={nth === current ? row : undefined}
              type="button"
              className={styles.turn}
              aria-current={nth === current}
              onClick={() => onGo(place)}
            >
              <span className={styles.number}>{formatCount(nth + 1)}</span>
              <span className={styles.words}>
                {words !== null ? (
                  <Pieces text={words} newlines="mark" />
                ) : timeline === null ? (
                  '…'
                ) : (
                  `Message ${formatCount(place + 1)}`
                )}
              </span>
              <span className={styles.figures}>
                {at !== null && formatClock(new Date(at).toISOString())}
                {calls > 0 && ` · ${formatCounted(calls, 'tool call')}`}
                {errors > 0 && <span className={styles.errors}> · {formatCounted(errors, 'error')}</span>}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
