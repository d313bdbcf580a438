import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { setPane, usePane } from '../store/preferences.ts';
import styles from './Pane.module.css';

interface Props {
  /** Under which name width and state are remembered. */
  name: string;
  /** Said to screen readers, of the pane and of its handle. */
  label: string;
  /** Where the handle is: `end` for a pane on the left, `start` for a pane on the right. */
  handle: 'start' | 'end';
  /** Widths in pixels. */
  least: number;
  usual: number;
  most: number;
  /** `beside` the main part unless told otherwise; `full` when it is all there is; `drawer` over the main part. */
  mode?: 'beside' | 'full' | 'drawer';
  children: ReactNode;
}

/** A pane beside the main part. Its handle is dragged, or moved with the arrow keys; the width is remembered. */
export function Pane({ name, label, handle, least, usual, most, mode = 'beside', children }: Props) {
  const remembered = usePane(name);
  const [dragged, setDragged] = useState<number | null>(null);
  const width = clamp(dragged ?? remembered.width ?? usual, least, most);
  const direction = handle === 'end' ? 1 : -1;
  if (remembered.is_collapsed && mode === 'beside') return null;
  return (
    <section
      className={styles.pane}
      style={mode === 'full' ? undefined : { width, minWidth: mode === 'beside' ? least : undefined }}
      aria-label={label}
      data-handle={handle}
      data-mode={mode}
    >
      {children}
      <Handle
        isShown={mode === 'beside'}
        label={`Width of ${label}`}
        range={{ least, width, most }}
        onMove={(pixels) => setDragged(clamp(width + pixels * direction, least, most))}
        onDrag={(pixels, start) => setDragged(clamp(start + pixels * direction, least, most))}
        onDone={() => {
          if (dragged !== null) setPane(name, { width: dragged });
          setDragged(null);
        }}
        onReset={() => setPane(name, { width: usual })}
      />
    </section>
  );
}

interface HandleProps {
  isShown: boolean;
  label: string;
  range: { least: number; width: number; most: number };
  onMove(pixels: number): void;
  onDrag(pixels: number, startWidth: number): void;
  onDone(): void;
  onReset(): void;
}

function Handle({ isShown, label, range, onMove, onDrag, onDone, onReset }: HandleProps) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const down = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width: range.width };
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (start.current) onDrag(event.clientX - start.current.x, start.current.width);
  };
  const up = () => {
    start.current = null;
    onDone();
  };
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.shiftKey ? 64 : 16;
    const pixels = { ArrowLeft: -step, ArrowRight: step }[event.key];
    if (pixels === undefined) return;
    event.preventDefault();
    onMove(pixels);
  };
  if (!isShown) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a movable separator is focusable by its pattern
    <div
      className={styles.handle}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuemin={range.least}
      aria-valuemax={range.most}
      aria-valuenow={Math.round(range.width)}
      title="Drag to change the width; double click for the usual width"
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      onKeyDown={press}
      onKeyUp={onDone}
      onBlur={onDone}
      onDoubleClick={onReset}
    />
  );
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
