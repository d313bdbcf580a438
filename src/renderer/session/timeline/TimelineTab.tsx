import { useEffect } from 'react';
import { useKeys } from '../../keys/keys.ts';
import { Failed, Nothing } from '../../parts/Notice.tsx';
import { Segments } from '../../parts/Segments.tsx';
import { askAgain, lastValue } from '../../store/loadable.ts';
import buttons from '../parts/buttons.module.css';
import { type Thread, threadKey } from '../transcript/thread.ts';
import { itemOfMessage } from './chart.ts';
import { ItemDetails } from './ItemDetails.tsx';
import { ItemList } from './ItemList.tsx';
import { LanesView } from './LanesView.tsx';
import { Legend } from './Legend.tsx';
import { layoutOf } from './scene.ts';
import styles from './timeline.module.css';
import { enterThread, select, setCut, setRange, useInView, useTimelineView } from './timeline-view.ts';
import { timelineKey, useTimeline } from './use-timeline.ts';
import { untimedWords } from './words.ts';
import { showing, within, zoomed } from './zoom.ts';

interface Props {
  thread: Thread;
  /** The message the address names. */
  at: number | null;
}

/** What happened in a thread, lane by lane. */
export function TimelineTab({ thread, at }: Props) {
  const key = threadKey(thread);
  const answer = useTimeline(thread);
  const timeline = lastValue(answer);
  const { is_cut, range, selected, thread: entered } = useTimelineView();
  const layout = timeline && timeline.items.kinds.length > 0 ? layoutOf(timeline, is_cut) : null;
  const focused = useInView((state) => (state.now?.thread === key ? state.now.focused : null));

  /* What was looked at in the transcript is looked at here. */
  useEffect(() => {
    enterThread(key);
    const message = at ?? focused;
    const item = layout && message !== null ? itemOfMessage(layout.chart, message) : null;
    if (item === null || !layout) return;
    const known = useTimelineView.getState();
    if (known.selected !== null && layout.chart.messages[known.selected] === message) return;
    select(item);
    if (known.range) {
      const { chart, scale } = layout;
      const place = { from: scale.toShown(chart.from[item]!), to: scale.toShown(chart.to[item]!) };
      setRange(showing(known.range, place, scale.length));
    }
    // oxlint-disable-next-line react/exhaustive-deps -- follows the address, and what has been loaded
  }, [key, at, layout === null]);

  const zoom = (factor: number): boolean => {
    if (!layout) return false;
    const { length } = layout.scale;
    const now = within(range ?? { from: 0, to: length }, length);
    setRange(zoomed(now, factor, (now.from + now.to) / 2, length));
    return true;
  };
  useKeys('Timeline', [
    { keys: '+', about: 'Zoom in', run: () => zoom(0.5) },
    { keys: '-', about: 'Zoom out', run: () => zoom(2) },
    { keys: '0', about: 'The whole session', run: () => setRange(null) },
  ]);

  if (answer.state === 'failed' && !timeline)
    return <Failed error={answer.error} onAgain={() => askAgain(timelineKey(thread))} />;
  if (timeline && !layout) return <Nothing title="There is nothing in this thread that could be laid out in time." />;
  if (!layout || entered !== key)
    return (
      <p className={styles.waiting} aria-busy="true">
        {timeline ? '' : 'Laying out the session …'}
      </p>
    );
  const { chart, scale } = layout;
  const shown = within(range ?? { from: 0, to: scale.length }, scale.length);
  return (
    <div className={styles.tab}>
      <div className={styles.tools}>
        {chart.is_timed && (
          <Segments
            label="Pauses"
            value={is_cut ? 'cut' : 'real'}
            choices={[
              { value: 'cut', label: 'Pauses cut' },
              { value: 'real', label: 'Real time' },
            ]}
            onChange={(value) => setCut(value === 'cut')}
          />
        )}
        <div className={styles.zoom} role="group" aria-label="Zoom">
          <button type="button" className={buttons.bordered} aria-label="Zoom in" onClick={() => zoom(0.5)}>
            +
          </button>
          <button type="button" className={buttons.bordered} aria-label="Zoom out" onClick={() => zoom(2)}>
            −
          </button>
          <button type="button" className={buttons.bordered} disabled={range === null} onClick={() => setRange(null)}>
            Whole session
          </button>
        </div>
        {chart.untimed && <span>{untimedWords[chart.untimed]}</span>}
        <Legend />
      </div>
      <LanesView layout={layout} shown={shown} />
      <div className={styles.below}>
        <ItemDetails layout={layout} selected={selected} shown={shown} />
        <ItemList layout={layout} selected={selected} shown={shown} />
      </div>
    </div>
  );
}
