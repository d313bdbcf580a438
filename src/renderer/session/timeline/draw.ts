import type { Chart } from './chart.ts';
import { firstAtOrAfter } from './chart.ts';
import type { Lane, Track } from './lanes.ts';
import { type Marks, marksIn, newMarks, type View } from './marks.ts';
import { faded, laneColor, type Palette } from './palette.ts';
import type { TimeScale } from './time-scale.ts';

/** What every drawing of a timeline starts from. */
export interface Scene {
  chart: Chart;
  scale: TimeScale;
  lanes: readonly Lane[];
  palette: Palette;
  view: View;
}

export type Pen = CanvasRenderingContext2D;

interface Row {
  y: number;
  height: number;
}

const marks: Marks = newMarks(8_192);
/* From these sizes on it can be seen whether a bar is filled. */
const styled_px = 5;
const thin_px = 9;

/** The bars of one track. Filled: the log states how long; half filled: seen between two lines; hollow: not logged. */
export function drawTrack(pen: Pen, scene: Scene, lane: Lane, track: Track, row: Row): void {
  const { chart, palette, view } = scene;
  marksIn(track, view, marks);
  if (lane.id === 'turns') return drawTurns(pen, palette, row);
  const color = palette[laneColor[lane.id]];
  const isThin = row.height < thin_px;
  const bases = chart.timeline.items.bases;
  const [solid, half] = [color, faded(color, 0.42)];
  for (let at = 0; at < marks.count; at += 1) {
    const [x, width] = [marks.x[at]!, marks.width[at]!];
    const isOne = marks.items[at] === 1;
    const basis = isOne ? (bases[marks.item[at]!] ?? 'o') : 'o';
    const failed = hasFailed(track, marks.place[at]!, marks.items[at]!);
    const own = failed ? palette.error : solid;
    if (basis === 'n' && !isThin) drawHollow(pen, own, x, width, row);
    else if (width < styled_px || basis === 'r' || isThin) fill(pen, own, x, width, row);
    else {
      fill(pen, failed ? faded(palette.error, 0.42) : half, x, width, row);
      outline(pen, own, x, width, row);
    }
  }
}

/** Turns hold what the other lanes show: they are drawn as brackets around it. */
function drawTurns(pen: Pen, palette: Palette, row: Row): void {
  for (let at = 0; at < marks.count; at += 1) {
    const [x, width] = [marks.x[at]!, marks.width[at]!];
    fill(pen, palette.accentSoft, x, width, row);
    fill(pen, palette.accent, x, Math.min(2, width), row);
    fill(pen, palette.accent, x, width, { y: row.y + row.height - 1, height: 1 });
  }
}

const hollow_px = 5;

function drawHollow(pen: Pen, color: string, x: number, width: number, row: Row): void {
  outline(pen, color, x, Math.max(hollow_px, width), row);
}

function fill(pen: Pen, color: string, x: number, width: number, { y, height }: Row): void {
  pen.fillStyle = color;
  pen.fillRect(x, y, width, height);
}

function outline(pen: Pen, color: string, x: number, width: number, { y, height }: Row): void {
  pen.strokeStyle = color;
  pen.lineWidth = 1;
  pen.strokeRect(x + 0.5, y + 0.5, Math.max(1, width - 1), height - 1);
}

function hasFailed(track: Track, place: number, count: number): boolean {
  for (let at = place; at < place + count; at += 1) if (track.failed[at] === 1) return true;
  return false;
}

/** What is still to be seen of a bar's name at its width. */
export function textIn(text: string, width: number): string {
  const most = Math.floor((width - 8) / 6.1);
  if (most < 3) return '';
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Pauses that were cut: a torn edge over the whole height. */
export function drawGaps(pen: Pen, { scale, view, palette }: Scene, top: number, height: number): void {
  const perPixel = (view.to - view.from) / view.width;
  for (const gap of scale.gaps) {
    const left = (gap.shown_from - view.from) / perPixel;
    const right = (gap.shown_to - view.from) / perPixel;
    if (right < 0 || left > view.width) continue;
    pen.fillStyle = palette.sunken;
    pen.fillRect(left, top, right - left, height);
    pen.strokeStyle = palette.strong;
    pen.lineWidth = 1;
    for (const x of right - left < 4 ? [(left + right) / 2] : [left, right]) drawZigzag(pen, x, top, height);
  }
}

function drawZigzag(pen: Pen, x: number, top: number, height: number): void {
  pen.beginPath();
  pen.moveTo(x, top);
  for (let y = 0, side = 1; y < height; y += 4, side = -side) pen.lineTo(x + side * 1.5, top + Math.min(height, y + 4));
  pen.stroke();
}

/** Tokens in the context window: out of the cache below, read anew above. One column per pixel, the largest wins. */
export function drawContext(pen: Pen, scene: Scene, { y, height }: Row): void {
  const { chart, view, palette, scale } = scene;
  const { contexts, uncached } = chart.calls;
  if (contexts.length === 0) return;
  const shown = shownCalls(chart, scale);
  const perPixel = (view.to - view.from) / view.width;
  const first = Math.max(0, firstAtOrAfter(shown, view.from) - 1);
  const unit = height / (chart.most_context || 1);
  const bottom = y + height;
  let top: [x: number, y: number][] = [];
  const soft = faded(palette.accent, 0.2);
  const strong = faded(palette.accent, 0.62);
  let column = Number.NEGATIVE_INFINITY;
  for (let at = first; at < contexts.length; at += 1) {
    const x = (shown[at]! - view.from) / perPixel;
    if (x > view.width + 2) break;
    const next = at + 1 < contexts.length ? (shown[at + 1]! - view.from) / perPixel : x + 2;
    const full = contexts[at]! * unit;
    const fresh = Math.min(full, uncached[at]! * unit);
    const [left, right] = [Math.max(0, x), Math.min(view.width, Math.max(next, x + 1))];
    if (Math.floor(left) === column && right - left < 1) continue;
    column = Math.floor(left);
    pen.fillStyle = soft;
    pen.fillRect(left, bottom - full + fresh, right - left, full - fresh);
    pen.fillStyle = strong;
    pen.fillRect(left, bottom - full, Math.min(right - left, Math.max(1.5, Math.min(3, right - left))), fresh);
    pen.fillStyle = soft;
    pen.fillRect(left, bottom - full, right - left, fresh);
    top.push([left, bottom - full], [right, bottom - full]);
    if (top.length > 4_000) top = strokeLine(pen, palette.accent, top);
  }
  strokeLine(pen, palette.accent, top);
}

/* Calls whose bars would be closer than this are summed up. */
const costBar_px = 3;

/** What the calls of the model cost, where they ended. Gives back what the highest bar stands for, in dollars. */
export function drawCosts(pen: Pen, { chart, view, palette, scale }: Scene, { y, height }: Row): number {
  const shown = shownCalls(chart, scale);
  const perPixel = (view.to - view.from) / view.width;
  const sums = new Float64Array(Math.ceil(view.width / costBar_px) + 1);
  const first = firstAtOrAfter(shown, view.from);
  for (let at = first; at < shown.length && shown[at]! <= view.to; at += 1)
    sums[Math.floor((shown[at]! - view.from) / perPixel / costBar_px)]! += chart.calls.costs[at]!;
  const most = sums.reduce((high, sum) => Math.max(high, sum), 0);
  if (most === 0) return 0;
  pen.fillStyle = faded(palette.four, 0.85);
  sums.forEach((sum, column) => {
    const bar = Math.max(1, (sum / most) * height);
    if (sum > 0) pen.fillRect(column * costBar_px, y + height - bar, costBar_px - 1, bar);
  });
  return most;
}

function strokeLine(pen: Pen, color: string, points: [x: number, y: number][]): [x: number, y: number][] {
  pen.strokeStyle = color;
  pen.lineWidth = 1;
  pen.beginPath();
  points.forEach(([x, y], at) => (at === 0 ? pen.moveTo(x, y + 0.5) : pen.lineTo(x, y + 0.5)));
  pen.stroke();
  return points.slice(-1);
}

const shownByScale = new WeakMap<TimeScale, Float64Array>();

function shownCalls(chart: Chart, scale: TimeScale): Float64Array {
  let shown = shownByScale.get(scale);
  if (!shown) {
    shown = chart.calls.at.map((at) => scale.toShown(at));
    shownByScale.set(scale, shown);
  }
  return shown;
}
