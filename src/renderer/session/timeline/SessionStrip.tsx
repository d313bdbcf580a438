import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Timeline } from '../../../contract/timeline.ts';
import { formatCount } from '../../format/numbers.ts';
import { lastValue } from '../../store/loadable.ts';
import type { SessionTab } from '../../store/place.ts';
import buttons from '../parts/buttons.module.css';
import { type Thread, threadKey } from '../transcript/thread.ts';
import { type Chart, itemAt, itemOfMessage, messageAt } from './chart.ts';
import type { Scene } from './draw.ts';
import { drawStrip, stripHeight_px } from './draw-strip.ts';
import { useGestures } from './gestures.ts';
import { HoverCard } from './HoverCard.tsx';
import { itemUnder, type View } from './marks.ts';
import { usePalette } from './palette.ts';
import { layoutOf } from './scene.ts';
import styles from './timeline.module.css';
import { enterThread, setRange, setStripRange, useInView, useTimelineView } from './timeline-view.ts';
import { noteMessage, openMessage, useTimeline } from './use-timeline.ts';
import { useCanvasSize, useDrawing } from './use-drawing.ts';
import { lineAbout, untimedWords } from './words.ts';
import { moved, type Range, within, zoomed } from './zoom.ts';

interface Props {
  thread: Thread;
  tab: SessionTab;
  /** The message the address names. */
  at: number | null;
}

/** The whole session on one line: the scroll bar of the transcript, and the map of the timeline. */
export function SessionStrip({ thread, tab, at }: Props) {
  const key = threadKey(thread);
  useEffect(() => enterThread(key), [key]);
  /* Messages first: the strip waits until the transcript has asked for those in its window. */
  const isDrawn = useInView((state) => state.now?.thread === key);
  const timeline = lastValue(useTimeline(thread, isDrawn || tab !== 'transcript'));
  return (
    <div className={styles.strip} style={{ height: stripHeight_px + 12 }}>
      {timeline && timeline.total > 0 && timeline.items.kinds.length > 0 && (
        <Strip key={key} timeline={timeline} threadName={key} tab={tab} at={at} />
      )}
    </div>
  );
}

interface StripProps {
  timeline: Timeline;
  threadName: string;
  tab: SessionTab;
  at: number | null;
}

function Strip({ timeline, threadName, tab, at }: StripProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useCanvasSize(canvas);
  const palette = usePalette();
  const { is_cut, range, strip_range } = useTimelineView();
  const inView = useInView((state) => (state.now?.thread === threadName ? state.now : null));
  const { chart, scale, lanes } = useMemo(() => layoutOf(timeline, is_cut), [timeline, is_cut]);
  const isMap = tab === 'timeline';
  const whole: Range = { from: 0, to: scale.length };
  const shown = isMap ? whole : within(strip_range ?? whole, scale.length);
  const view: View | null = size && size.width > 0 ? { ...shown, width: size.width } : null;
  const [brush, setBrush] = useState<Range | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const [hover, setHover] = useState<{ x: number; y: number } | null>(null);

  const startOf = (message: number): number => scale.toShown(chart.message_from[message] ?? 0);
  const endOf = (message: number): number =>
    message + 1 < chart.message_from.length ? startOf(message + 1) : scale.length;
  const window: Range | null = isMap
    ? (range ?? null)
    : tab === 'transcript' && inView
      ? { from: startOf(inView.first), to: endOf(inView.last) }
      : null;
  const here = cursor ?? inView?.focused ?? inView?.first ?? at ?? 0;
  const scene: Scene | null = view && { chart, scale, lanes, palette, view };
  useDrawing(
    canvas,
    scene && ((pen) => drawStrip(pen, scene, { window, brush, cursor: cursor === null ? null : startOf(cursor) })),
  );

  const messageUnder = (x: number): number => {
    const item = itemNear(x);
    if (item !== null && chart.messages[item]! >= 0) return chart.messages[item]!;
    return view ? messageAt(chart, scale.toReal(view.from + (x * (view.to - view.from)) / view.width)) : 0;
  };
  const itemNear = (x: number): number | null => {
    if (!view) return null;
    for (const id of ['errors', 'compactions'] as const)
      for (const track of lanes.find((lane) => lane.id === id)?.tracks ?? []) {
        const item = itemUnder(track, view, x, 2);
        if (item !== null) return item;
      }
    let best: number | null = null;
    for (const lane of lanes) {
      if (lane.id === 'turns' || lane.id === 'waiting' || lane.id === 'subagents') continue;
      for (const track of lane.tracks) {
        const item = itemUnder(track, view, x, 3);
        if (
          item !== null &&
          (best === null || chart.to[item]! - chart.from[item]! < chart.to[best]! - chart.from[best]!)
        )
          best = item;
      }
    }
    return best;
  };
  const goTo = (message: number): void => {
    setCursor(null);
    if (isMap) noteMessage(message);
    else openMessage(message, tab);
  };
  const change = (next: Range): void => {
    const whole_ms = scale.length;
    const isWhole = next.to - next.from >= whole_ms * 0.999;
    if (isMap) setRange(isWhole ? null : next);
    else setStripRange(isWhole ? null : next);
  };
  const gestures = useGestures({
    canvas,
    view,
    length: scale.length,
    onRange: change,
    onPick(x) {
      if (!view) return;
      if (!isMap || !range) return goTo(messageUnder(x));
      const time = view.from + (x * (view.to - view.from)) / view.width;
      setRange(moved(range, time - (range.from + range.to) / 2, scale.length));
    },
    onHover: setHover,
    onBrush: setBrush,
    doesWheelZoom: isMap,
    dragAt: (time) => (isMap && range && time >= range.from && time <= range.to ? 'carry' : 'brush'),
    carried: range,
  });

  const press = (event: KeyboardEvent): void => {
    const last = timeline.total - 1;
    const steps: Record<string, () => void> = {
      ArrowRight: () => setCursor(Math.min(last, here + 1)),
      ArrowLeft: () => setCursor(Math.max(0, here - 1)),
      ArrowUp: () => setCursor(Math.min(last, here + 1)),
      ArrowDown: () => setCursor(Math.max(0, here - 1)),
      PageDown: () => setCursor(nextTurn(chart, here, 1)),
      PageUp: () => setCursor(nextTurn(chart, here, -1)),
      Home: () => setCursor(0),
      End: () => setCursor(last),
      Enter: () => goTo(here),
      ' ': () => goTo(here),
      '+': () => change(zoomed(shown, 0.5, startOf(here), scale.length)),
      '=': () => change(zoomed(shown, 0.5, startOf(here), scale.length)),
      '-': () => change(zoomed(shown, 2, startOf(here), scale.length)),
      '0': () => change(whole),
    };
    const step = event.ctrlKey || event.metaKey || event.altKey ? undefined : steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  };

  const item = hover ? itemNear(hover.x) : null;
  const hereItem = itemOfMessage(chart, here);
  return (
    <div className={styles.stripBox}>
      <canvas
        ref={canvas}
        className={styles.stripCanvas}
        style={{ height: stripHeight_px }}
        role="slider"
        tabIndex={0}
        aria-label="Place in the session"
        aria-orientation="horizontal"
        aria-valuemin={1}
        aria-valuemax={timeline.total}
        aria-valuenow={here + 1}
        aria-valuetext={
          hereItem === null
            ? `message ${formatCount(here + 1)} of ${formatCount(timeline.total)}`
            : lineAbout(itemAt(chart, hereItem), timeline.total)
        }
        onKeyDown={press}
        onBlur={() => setCursor(null)}
        {...gestures}
      />
      {chart.untimed && tab !== 'timeline' && <p className={styles.untimed}>{untimedWords[chart.untimed]}</p>}
      {!isMap && strip_range && (
        <button type="button" className={`${buttons.bordered} ${styles.whole}`} onClick={() => setStripRange(null)}>
          Whole session
        </button>
      )}
      {hover && item !== null && size && (
        <HoverCard item={itemAt(chart, item)} more={0} x={hover.x} y={stripHeight_px + 6} width={size.width} />
      )}
    </div>
  );
}

/** The message of the next or previous turn; the last or first message when there is none. */
function nextTurn(chart: Chart, message: number, step: 1 | -1): number {
  const turns: number[] = [];
  for (let item = 0; item < chart.count; item += 1) if (chart.kinds[item] === 't') turns.push(chart.messages[item]!);
  const found = step === 1 ? turns.find((turn) => turn > message) : turns.findLast((turn) => turn < message);
  return found ?? (step === 1 ? chart.timeline.total - 1 : 0);
}
