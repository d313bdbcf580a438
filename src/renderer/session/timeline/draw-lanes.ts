import { formatCost, formatTokens } from '../../format/numbers.ts';
import { localDay } from '../../format/times.ts';
import { formatDuration } from '../../format/times.ts';
import { itemAt } from './chart.ts';
import { drawContext, drawCosts, drawGaps, drawTrack, type Pen, type Scene, textIn } from './draw.ts';
import { axis_px, context_px, contextTop, cost_px, costTop, type LaneRow } from './lane-rows.ts';
import type { Track } from './lanes.ts';
import { type Marks, marksIn, newMarks } from './marks.ts';
import { faded } from './palette.ts';
import { ticksIn } from './ticks.ts';
import { plainWords, titleOf } from './words.ts';
import type { Range } from './zoom.ts';

export interface LaneMarks {
  rows: readonly LaneRow[];
  height: number;
  selected: number | null;
  hovered: number | null;
  /** Where the pointer is. */
  x: number | null;
  brush: Range | null;
}

const marks: Marks = newMarks(8_192);
const font = (size: number, weight = 430): string => `${weight} ${size}px 'Inter Variable', system-ui, sans-serif`;
/* Bars from this width on have their name in them. */
const named_px = 34;

/** Every lane of the part in view. */
export function drawLanes(pen: Pen, scene: Scene, now: LaneMarks): void {
  const { palette, view } = scene;
  pen.clearRect(0, 0, view.width, now.height);
  pen.textBaseline = 'middle';
  drawBands(pen, scene, now.rows);
  drawAxis(pen, scene, now.height);
  drawContext(pen, scene, { y: contextTop, height: context_px });
  const dearest = scene.chart.has_costs ? drawCosts(pen, scene, { y: costTop, height: cost_px }) : 0;
  drawGaps(pen, scene, axis_px, now.height - axis_px);
  drawGapLabels(pen, scene);
  if (scene.chart.most_context > 0)
    drawScale(pen, scene, `${formatTokens(scene.chart.most_context)} tokens`, contextTop);
  if (dearest > 0) drawScale(pen, scene, `${formatCost(dearest)} at most`, costTop);
  for (const row of now.rows)
    row.lane.tracks.forEach((track, nth) => {
      const place = { y: row.bars[nth]!, height: row.bar_px };
      drawTrack(pen, scene, row.lane, track, place);
      if (row.bar_px >= 12) drawNames(pen, scene, track, place);
      drawChosen(pen, scene, track, { ...place, selected: now.selected, hovered: now.hovered });
    });
  if (now.x !== null) {
    pen.fillStyle = faded(palette.text, 0.35);
    pen.fillRect(Math.round(now.x), axis_px, 1, now.height);
  }
  if (now.brush) {
    const [left, right] = [xOf(scene, now.brush.from), xOf(scene, now.brush.to)];
    pen.fillStyle = faded(palette.accent, 0.18);
    pen.fillRect(left, axis_px, right - left, now.height);
  }
}

const xOf = ({ view }: Scene, time: number): number => ((time - view.from) / (view.to - view.from)) * view.width;

function drawBands(pen: Pen, { palette, view }: Scene, rows: readonly LaneRow[]): void {
  rows.forEach((row, nth) => {
    if (nth % 2 === 1) return;
    pen.fillStyle = faded(palette.sunken, 0.75);
    pen.fillRect(0, row.y, view.width, row.height);
  });
}

/** Times above, and a line down from each. A thread without times counts its messages. */
function drawAxis(pen: Pen, scene: Scene, height: number): void {
  const { chart, palette, view, scale } = scene;
  const began_at = chart.timeline.began_at ?? 0;
  const offset = chart.is_timed ? began_at - new Date(began_at).getTimezoneOffset() * 60_000 : 0;
  const { step, ticks } = ticksIn(view, scale, offset);
  pen.font = font(11);
  pen.textAlign = 'left';
  let day = '';
  for (const { x, real } of ticks) {
    pen.fillStyle = palette.line;
    pen.fillRect(Math.round(x), axis_px - 4, 1, height);
    const at = new Date(began_at + real);
    const clock = chart.is_timed ? clockOf(at, step) : `#${Math.round(real / 1000) + 1}`;
    const isNewDay = chart.is_timed && localDay(at) !== day;
    pen.fillStyle = palette.faint;
    pen.fillText(isNewDay ? `${shortDay(at)} ${clock}` : clock, x + 4, axis_px / 2);
    day = localDay(at);
  }
  pen.fillStyle = palette.line;
  pen.fillRect(0, axis_px, view.width, 1);
}

const two = (count: number): string => String(count).padStart(2, '0');
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const shortDay = (at: Date): string => `${at.getDate()} ${months[at.getMonth()]}`;

function clockOf(at: Date, step: number): string {
  const clock = `${two(at.getHours())}:${two(at.getMinutes())}`;
  if (step >= 60_000) return clock;
  const seconds = `${clock}:${two(at.getSeconds())}`;
  return step >= 1000 ? seconds : `${seconds}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}

/** How long each pause was, where there is room to say so. */
function drawGapLabels(pen: Pen, scene: Scene): void {
  const { scale, palette, view } = scene;
  pen.font = font(10.5);
  pen.textAlign = 'center';
  for (const gap of scale.gaps) {
    const [left, right] = [xOf(scene, gap.shown_from), xOf(scene, gap.shown_to)];
    const text = formatDuration(gap.to - gap.from);
    const middle = (left + right) / 2;
    if (right - left < pen.measureText(text).width - 8 || middle < 0 || middle > view.width) continue;
    pen.fillStyle = palette.sunken;
    pen.fillRect(left, 1, right - left, axis_px - 1);
    pen.fillStyle = palette.dim;
    pen.fillText(text, middle, axis_px / 2);
  }
  pen.textAlign = 'left';
}

/** What the top of an area stands for. */
function drawScale(pen: Pen, { palette, view }: Scene, text: string, top: number): void {
  pen.font = font(10.5);
  const width = pen.measureText(text).width + 8;
  pen.fillStyle = faded(palette.bg, 0.8);
  pen.fillRect(view.width - width, top - 2, width, 14);
  pen.fillStyle = palette.dim;
  pen.fillText(text, view.width - width + 4, top + 5);
}

function drawNames(pen: Pen, scene: Scene, track: Track, { y, height }: { y: number; height: number }): void {
  const { chart, palette, view } = scene;
  marksIn(track, view, marks);
  pen.font = font(11);
  for (let at = 0; at < marks.count; at += 1) {
    const x = Math.max(0, marks.x[at]!);
    /* Bars may reach into the next one, as a turn does that was not over when somebody typed; a name must not. */
    const next = at + 1 < marks.count ? marks.x[at + 1]! : view.width;
    const width = Math.min(view.width, next, marks.x[at]! + marks.width[at]!) - x;
    if (width < named_px || marks.items[at] !== 1) continue;
    const item = itemAt(chart, marks.item[at]!);
    const text = textIn(plainWords(item.subject ?? titleOf(item)), width);
    pen.fillStyle = item.basis === 'reported' && item.kind !== 'turn' ? palette.bg : palette.text;
    if (text !== '') pen.fillText(text, x + 4, y + height / 2 + 0.5);
  }
}

interface Chosen {
  y: number;
  height: number;
  selected: number | null;
  hovered: number | null;
}

function drawChosen(pen: Pen, scene: Scene, track: Track, { y, height, selected, hovered }: Chosen): void {
  for (const item of new Set([hovered, selected])) {
    const place = item === null ? -1 : placeIn(track, item, scene);
    if (place < 0) continue;
    const [left, right] = [xOf(scene, track.from[place]!), xOf(scene, track.to[place]!)];
    pen.strokeStyle = item === selected ? scene.palette.text : scene.palette.dim;
    pen.lineWidth = item === selected ? 2 : 1;
    pen.strokeRect(left - 1.5, y - 1.5, Math.max(5, right - left) + 3, height + 3);
  }
}

/** Where an item is in a track; tracks are sorted by time, so that few places have to be looked at. */
function placeIn(track: Track, item: number, { chart, scale }: Scene): number {
  const from = scale.toShown(chart.from[item]!);
  let low = 0;
  let high = track.from.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (track.from[middle]! < from) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < track.from.length && track.from[at] === from; at += 1)
    if (track.items[at] === item) return at;
  return -1;
}
