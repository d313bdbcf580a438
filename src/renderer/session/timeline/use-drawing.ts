import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Pen } from './draw.ts';

/** The size of a canvas in CSS pixels, kept up to date; null until it is there. */
export function useCanvasSize(canvas: RefObject<HTMLCanvasElement | null>): { width: number; height: number } | null {
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((known) => (known?.width === width && known.height === height ? known : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [canvas]);
  return size;
}

/** Draws in the next frame after each change, sharp on any screen. */
export function useDrawing(canvas: RefObject<HTMLCanvasElement | null>, draw: ((pen: Pen) => void) | null): void {
  const latest = useRef(draw);
  const frame = useRef(0);
  useEffect(() => {
    latest.current = draw;
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => paint(canvas.current, latest.current));
  });
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
}

function paint(canvas: HTMLCanvasElement | null, draw: ((pen: Pen) => void) | null): void {
  const pen = canvas?.getContext('2d');
  if (!canvas || !pen || !draw) return;
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  draw(pen);
}
