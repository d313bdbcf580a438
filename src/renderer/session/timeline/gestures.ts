import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef } from 'react';
import type { View } from './marks.ts';
import { moved, type Range, zoomed } from './zoom.ts';

interface Options {
  canvas: RefObject<HTMLCanvasElement | null>;
  view: View | null;
  /** Of all shown time. */
  length: number;
  onRange: (range: Range) => void;
  /** A click, in pixels of the canvas; `isDouble` for the second of two. */
  onPick: (x: number, y: number, isDouble: boolean) => void;
  /** Null when the pointer has left. */
  onHover: (at: { x: number; y: number } | null) => void;
  /** A range while it is being brushed, and null when that has ended. */
  onBrush: (range: Range | null) => void;
  /** What a drag that begins at a time does. */
  dragAt: (time: number, isShift: boolean) => 'pan' | 'brush' | 'carry';
  /** A wheel alone zooms; else only a pinch, or with Ctrl. */
  doesWheelZoom: boolean;
  /** The range that is carried along, for a map. */
  carried?: Range | null;
}

interface Drag {
  x: number;
  y: number;
  time: number;
  kind: 'pan' | 'brush' | 'carry';
  start: Range;
  hasMoved: boolean;
}

/* A hand that clicks is not quite still. */
const still_px = 4;
const wheelStep = 0.0022;

/** Zooming, moving and picking in a drawing of time, by mouse, wheel, trackpad and touch. */
export function useGestures(options: Options) {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const drag = useRef<Drag | null>(null);
  const { canvas } = options;

  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const onWheel = (event: WheelEvent): void => {
      const { view, length, onRange, doesWheelZoom } = latest.current;
      if (!view || (!doesWheelZoom && !event.ctrlKey)) return;
      event.preventDefault();
      const perPixel = (view.to - view.from) / view.width;
      const sideways = event.shiftKey ? event.deltaX || event.deltaY : event.deltaX;
      if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY))
        return onRange(moved(view, sideways * perPixel, length));
      const lines = event.deltaMode === 1 ? 18 : 1;
      const factor = Math.exp(event.deltaY * lines * (event.ctrlKey ? 4 : 1) * wheelStep);
      const x = event.clientX - element.getBoundingClientRect().left;
      onRange(zoomed(view, factor, view.from + x * perPixel, length));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [canvas]);

  const placeOf = (event: ReactPointerEvent<HTMLCanvasElement>): { x: number; y: number; time: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const { view } = options;
    return { x, y, time: view ? view.from + (x * (view.to - view.from)) / view.width : 0 };
  };

  return {
    onPointerDown(event: ReactPointerEvent<HTMLCanvasElement>) {
      if (event.button !== 0 || !options.view) return;
      const at = placeOf(event);
      const kind = options.dragAt(at.time, event.shiftKey);
      const { from, to } = (kind === 'carry' && options.carried) || options.view;
      drag.current = { ...at, kind, start: { from, to }, hasMoved: false };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: ReactPointerEvent<HTMLCanvasElement>) {
      const at = placeOf(event);
      const now = drag.current;
      if (!now || !options.view) return options.onHover(at);
      if (!now.hasMoved && Math.abs(at.x - now.x) < still_px) return undefined;
      now.hasMoved = true;
      options.onHover(null);
      if (now.kind === 'brush') return options.onBrush(ordered(now.time, clamped(at.time, options.view)));
      const perPixel = (options.view.to - options.view.from) / options.view.width;
      const by = (at.x - now.x) * perPixel * (now.kind === 'carry' ? 1 : -1);
      return options.onRange(moved(now.start, by, options.length));
    },
    onPointerUp(event: ReactPointerEvent<HTMLCanvasElement>) {
      const now = drag.current;
      drag.current = null;
      if (!now || !options.view) return;
      const at = placeOf(event);
      if (!now.hasMoved) return options.onPick(at.x, at.y, event.detail > 1);
      if (now.kind !== 'brush') return;
      options.onBrush(null);
      options.onRange(ordered(now.time, clamped(at.time, options.view)));
    },
    onPointerCancel() {
      drag.current = null;
      options.onBrush(null);
    },
    onPointerLeave: () => options.onHover(null),
  };
}

const ordered = (one: number, other: number): Range => ({ from: Math.min(one, other), to: Math.max(one, other) });
const clamped = (time: number, { from, to }: Range): number => Math.min(to, Math.max(from, time));
