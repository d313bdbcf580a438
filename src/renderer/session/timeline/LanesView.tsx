import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { formatCount } from '../../format/numbers.ts';
import { itemAt } from './chart.ts';
import type { Scene } from './draw.ts';
import { drawLanes } from './draw-lanes.ts';
import { useGestures } from './gestures.ts';
import { GapCard, HoverCard } from './HoverCard.tsx';
import { context_px, contextTop, cost_px, costTop, laneRows } from './lane-rows.ts';
import { itemUnder, type View } from './marks.ts';
import { usePalette } from './palette.ts';
import type { Layout } from './scene.ts';
import { across, besides, endOfLane } from './steps.ts';
import { gapAt } from './time-scale.ts';
import styles from './timeline.module.css';
import { select, setRange, useTimelineView } from './timeline-view.ts';
import { noteMessage, openInTranscript } from './use-timeline.ts';
import { useCanvasSize, useDrawing } from './use-drawing.ts';
import { lineAbout } from './words.ts';
import { around, moved, type Range, showing, zoomed } from './zoom.ts';

interface Props {
  layout: Layout;
  /** The part in view, in shown time. */
  shown: Range;
}

/** The lanes of a timeline: drawn on a canvas, walked with the keyboard, told in words. */
export function LanesView({ layout, shown }: Props) {
  const { chart, scale, lanes } = layout;
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useCanvasSize(canvas);
  const palette = usePalette();
  const selected = useTimelineView((state) => state.selected);
  const [brush, setBrush] = useState<Range | null>(null);
  const [hover, setHover] = useState<{ x: number; y: number } | null>(null);
  const { rows, height } = useMemo(
    () => laneRows(lanes, { has_context: chart.most_context > 0, has_costs: chart.has_costs }),
    [lanes, chart],
  );
  const view: View | null = size && size.width > 0 ? { ...shown, width: size.width } : null;
  const hit = hover && view ? itemAtPixel(hover) : null;
  const hovered = hit?.item ?? null;
  const gap =
    hover && view && hovered === null ? gapAt(scale, view.from + (hover.x * (view.to - view.from)) / view.width) : null;
  const scene: Scene | null = view && { chart, scale, lanes, palette, view };
  useDrawing(
    canvas,
    scene &&
      ((pen) =>
        drawLanes(pen, scene, { rows, height, selected, hovered, brush, x: brush ? null : (hover?.x ?? null) })),
  );

  function itemAtPixel({ x, y }: { x: number; y: number }): { item: number } | null {
    const row = rows.find((each) => y >= each.y && y < each.y + each.height);
    if (!row || !view) return null;
    const nth = row.bars.findLastIndex((top) => y >= top - 1);
    for (const track of nth < 0 ? row.lane.tracks : [row.lane.tracks[nth]!]) {
      const item = itemUnder(track, view, x, 5);
      if (item !== null) return { item };
    }
    return null;
  }

  const placeOf = (item: number): Range => ({
    from: scale.toShown(chart.from[item]!),
    to: scale.toShown(chart.to[item]!),
  });
  const choose = (item: number): void => {
    select(item);
    setRange(isWhole(shown, scale.length) ? null : showing(shown, placeOf(item), scale.length));
    if (chart.messages[item]! >= 0) noteMessage(chart.messages[item]!);
  };
  const change = (range: Range): void => setRange(isWhole(range, scale.length) ? null : range);
  const gestures = useGestures({
    canvas,
    view,
    length: scale.length,
    onRange: change,
    onPick(x, y, isDouble) {
      const item = itemAtPixel({ x, y })?.item;
      if (item === undefined) return select(null);
      choose(item);
      if (isDouble) change(around(placeOf(item), scale.length));
    },
    onHover: setHover,
    onBrush: setBrush,
    doesWheelZoom: true,
    dragAt: (_, isShift) => (isShift || isWhole(shown, scale.length) ? 'brush' : 'pan'),
  });

  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const size_ms = shown.to - shown.from;
    const here = selected ?? firstInView(layout, shown);
    const center = selected === null ? (shown.from + shown.to) / 2 : middleOf(placeOf(selected), shown);
    const steps: Record<string, () => void> = {
      ArrowRight: () => choose(selected === null ? here : besides(lanes, chart, here, 1)),
      ArrowLeft: () => choose(selected === null ? here : besides(lanes, chart, here, -1)),
      ArrowDown: () => choose(selected === null ? here : across(lanes, chart, here, 1)),
      ArrowUp: () => choose(selected === null ? here : across(lanes, chart, here, -1)),
      'Shift+ArrowRight': () => change(moved(shown, size_ms * 0.2, scale.length)),
      'Shift+ArrowLeft': () => change(moved(shown, -size_ms * 0.2, scale.length)),
      PageDown: () => change(moved(shown, size_ms * 0.9, scale.length)),
      PageUp: () => change(moved(shown, -size_ms * 0.9, scale.length)),
      Home: () => choose(endOfLane(lanes, chart, here, 'first')),
      End: () => choose(endOfLane(lanes, chart, here, 'last')),
      '+': () => change(zoomed(shown, 0.5, center, scale.length)),
      '=': () => change(zoomed(shown, 0.5, center, scale.length)),
      '-': () => change(zoomed(shown, 2, center, scale.length)),
      '0': () => setRange(null),
      Enter: () => {
        if (selected !== null && chart.messages[selected]! >= 0) openInTranscript(chart.messages[selected]!);
      },
      Escape: () => select(null),
    };
    const step = steps[event.shiftKey && event.key.length > 1 ? `Shift+${event.key}` : event.key];
    if (!step) return;
    event.preventDefault();
    step();
  };

  return (
    <div className={styles.lanes}>
      <ul className={styles.gutter} style={{ height }} aria-label="Lanes">
        {chart.most_context > 0 && (
          <li style={{ top: contextTop, height: context_px }}>
            <span title="Tokens that each call of the model read; dark: not out of the cache">Context</span>
          </li>
        )}
        {chart.has_costs && (
          <li style={{ top: costTop, height: cost_px }}>
            <span title="What the calls of the model cost">Cost</span>
          </li>
        )}
        {rows.map((row) => (
          <li key={row.lane.id} style={{ top: row.y, height: row.height }}>
            <span>{row.lane.label}</span>
            <span data-number>{formatCount(row.lane.count)}</span>
          </li>
        ))}
      </ul>
      <div className={styles.laneBox} style={{ height }}>
        <canvas
          ref={canvas}
          className={styles.laneCanvas}
          style={{ height }}
          role="application"
          tabIndex={0}
          aria-label="Timeline"
          aria-roledescription="timeline"
          aria-describedby="timeline-keys timeline-said"
          onKeyDown={press}
          {...gestures}
        />
        {hover && hovered !== null && size && (
          <HoverCard
            item={itemAt(chart, hovered)}
            more={0}
            x={hover.x}
            y={cardTop(hover.y, height)}
            width={size.width}
          />
        )}
        {hover && gap && size && <GapCard gap={gap} x={hover.x} y={cardTop(hover.y, height)} width={size.width} />}
      </div>
      <p id="timeline-keys" className="sr-only">
        Arrow keys go from item to item and from lane to lane, plus and minus zoom, 0 shows the whole session, Enter
        opens the item in the transcript.
      </p>
      <p id="timeline-said" className="sr-only" role="status">
        {selected === null ? '' : lineAbout(itemAt(chart, selected), chart.timeline.total)}
      </p>
    </div>
  );
}

const isWhole = ({ from, to }: Range, length: number): boolean => to - from >= length * 0.9995;

/** Below the pointer, or above it where there is no room below. */
const cardTop = (y: number, height: number): number => (y > height - 120 && y > 130 ? y - 110 : y + 16);

const middleOf = (place: Range, shown: Range): number =>
  Math.min(shown.to, Math.max(shown.from, (place.from + place.to) / 2));

/** Where the keyboard begins: at the first item that is in view, turns before others. */
function firstInView({ lanes, chart, scale }: Layout, shown: Range): number {
  const from = scale.toReal(shown.from);
  const items = lanes.flatMap((lane) => lane.tracks.flatMap((track) => [...track.items]));
  return items.find((item) => chart.from[item]! >= from) ?? items[0] ?? 0;
}
