import { drawContext, drawGaps, drawTrack, type Pen, type Scene } from './draw.ts';
import type { Lane, LaneId } from './lanes.ts';
import { marksIn, newMarks } from './marks.ts';
import { faded } from './palette.ts';
import type { Range } from './zoom.ts';

export const stripHeight_px = 60;

const rows = { flags: 7, model: 6, tools: 11, context: 19 };
const notTools: ReadonlySet<LaneId> = new Set([
  'turns', 'waiting', 'model', 'agents', 'subagents', 'hooks', 'compactions', 'errors',
]); // prettier-ignore
const marks = newMarks(4_096);

export interface StripMarks {
  /** The part of the thread that is in view below, in shown time. */
  window: Range | null;
  /** The item the keyboard is at, and the range that is being brushed. */
  cursor: number | null;
  brush: Range | null;
}

/** The whole thread on one line, and where one is in it. */
export function drawStrip(pen: Pen, scene: Scene, { window, cursor, brush }: StripMarks): void {
  pen.drawImage(pictureOf(scene, pen.getTransform().a), 0, 0, scene.view.width, stripHeight_px);
  if (window) drawWindow(pen, scene, window);
  if (cursor !== null) drawCursor(pen, scene, cursor);
  if (brush) drawBrush(pen, scene, brush);
}

/** The strip as last drawn: while one scrolls, only the marks above it move. */
let picture: { key: readonly unknown[]; canvas: HTMLCanvasElement } | null = null;

function pictureOf(scene: Scene, ratio: number): HTMLCanvasElement {
  const { lanes, palette, view } = scene;
  const key = [lanes, palette, view.from, view.to, view.width, ratio];
  if (picture?.key.every((part, at) => part === key[at])) return picture.canvas;
  const canvas = picture?.canvas ?? document.createElement('canvas');
  Object.assign(canvas, { width: Math.round(view.width * ratio), height: Math.round(stripHeight_px * ratio) });
  const pen = canvas.getContext('2d');
  if (pen) {
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawThread(pen, scene);
  }
  picture = { key, canvas };
  return canvas;
}

function drawThread(pen: Pen, scene: Scene): void {
  const { palette, view } = scene;
  const lane = (id: LaneId): Lane | undefined => scene.lanes.find((each) => each.id === id);
  pen.fillStyle = palette.sunken;
  pen.fillRect(0, 0, view.width, stripHeight_px);
  let y = rows.flags + 1;
  drawWaiting(pen, scene, lane('waiting'), { y, height: rows.model + rows.tools + 2 });
  drawLane(pen, scene, lane('model'), { y, height: rows.model });
  y += rows.model + 1;
  for (const tools of scene.lanes) if (!notTools.has(tools.id)) drawLane(pen, scene, tools, { y, height: rows.tools });
  y += rows.tools + 2;
  drawSubagents(pen, scene, lane('subagents') ?? lane('agents'), y);
  drawContext(pen, scene, { y: stripHeight_px - rows.context, height: rows.context });
  drawGaps(pen, scene, 0, stripHeight_px);
  drawFlags(pen, scene, lane('turns'));
  drawFailures(pen, scene);
  drawCompactions(pen, scene, lane('compactions'));
}

interface Row {
  y: number;
  height: number;
}

/** All tracks of a lane on top of each other: what matters here is that something was at work. */
function drawLane(pen: Pen, scene: Scene, lane: Lane | undefined, row: Row): void {
  for (const track of lane?.tracks ?? []) drawTrack(pen, scene, lane!, track, row);
}

function drawWaiting(pen: Pen, { palette, view }: Scene, lane: Lane | undefined, { y, height }: Row): void {
  pen.fillStyle = faded(palette.warn, 0.16);
  for (const track of lane?.tracks ?? []) {
    marksIn(track, view, marks);
    for (let at = 0; at < marks.count; at += 1) pen.fillRect(marks.x[at]!, y, marks.width[at]!, height);
  }
}

function drawSubagents(pen: Pen, scene: Scene, lane: Lane | undefined, y: number): void {
  const tracks = lane?.tracks.slice(0, 3) ?? [];
  const height = tracks.length === 1 ? 4 : 2;
  tracks.forEach((track, nth) => drawTrack(pen, scene, lane!, track, { y: y + nth * 3, height }));
}

/* Flags closer than this could not be told apart. */
const flag_px = 5;

/** A flag where each turn begins. */
function drawFlags(pen: Pen, { palette, view }: Scene, lane: Lane | undefined): void {
  for (const track of lane?.tracks ?? []) {
    marksIn(track, view, marks);
    let last = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < marks.count; at += 1) {
      const x = Math.round(marks.x[at]!);
      if (x - last < flag_px) continue;
      last = x;
      pen.fillStyle = faded(palette.accent, 0.28);
      pen.fillRect(x, 0, 1, stripHeight_px);
      pen.fillStyle = palette.accent;
      pen.beginPath();
      pen.moveTo(x, 0);
      pen.lineTo(x + 5, 2.5);
      pen.lineTo(x, 5);
      pen.fill();
    }
  }
}

/** A dot above whatever failed. */
function drawFailures(pen: Pen, { lanes, palette, view }: Scene): void {
  pen.fillStyle = palette.error;
  let last = Number.NEGATIVE_INFINITY;
  const perPixel = (view.to - view.from) / view.width;
  for (const lane of lanes)
    for (const track of lane.tracks) {
      last = Number.NEGATIVE_INFINITY;
      for (let place = 0; place < track.failed.length; place += 1) {
        if (track.failed[place] !== 1) continue;
        const x = (track.from[place]! - view.from) / perPixel;
        if (x < -3 || x > view.width + 3 || x - last < 2) continue;
        last = x;
        pen.fillRect(Math.round(x), 4, 2, 4);
      }
    }
}

function drawCompactions(pen: Pen, { palette, view }: Scene, lane: Lane | undefined): void {
  for (const track of lane?.tracks ?? []) {
    marksIn(track, view, marks);
    pen.fillStyle = palette.text;
    for (let at = 0; at < marks.count; at += 1) {
      const x = Math.round(marks.x[at]!);
      for (let y = 0; y < stripHeight_px; y += 4) pen.fillRect(x, y, 1, 2);
      pen.beginPath();
      pen.moveTo(x - 3.5, stripHeight_px - rows.context - 1);
      pen.lineTo(x + 4.5, stripHeight_px - rows.context - 1);
      pen.lineTo(x + 0.5, stripHeight_px - rows.context + 4);
      pen.fill();
    }
  }
}

const xOf = ({ view }: Scene, time: number): number => ((time - view.from) / (view.to - view.from)) * view.width;

/** What is not in view is dimmed; the part that is has a frame, never narrower than can be seen. */
function drawWindow(pen: Pen, scene: Scene, { from, to }: Range): void {
  const { palette, view } = scene;
  const middle = (xOf(scene, from) + xOf(scene, to)) / 2;
  const width = Math.max(6, xOf(scene, to) - xOf(scene, from));
  const [left, right] = [middle - width / 2, middle + width / 2];
  pen.fillStyle = faded(palette.bg, 0.38);
  pen.fillRect(0, 0, Math.max(0, left), stripHeight_px);
  pen.fillRect(right, 0, Math.max(0, view.width - right), stripHeight_px);
  pen.strokeStyle = palette.accent;
  pen.lineWidth = 1.5;
  pen.strokeRect(left, 0.75, width, stripHeight_px - 1.5);
}

function drawCursor(pen: Pen, scene: Scene, time: number): void {
  pen.fillStyle = scene.palette.text;
  pen.fillRect(Math.round(xOf(scene, time)) - 0.5, 0, 2, stripHeight_px);
}

function drawBrush(pen: Pen, scene: Scene, { from, to }: Range): void {
  const [left, right] = [xOf(scene, from), xOf(scene, to)];
  pen.fillStyle = faded(scene.palette.accent, 0.22);
  pen.fillRect(left, 0, right - left, stripHeight_px);
  pen.fillStyle = scene.palette.accent;
  pen.fillRect(left, 0, 1, stripHeight_px);
  pen.fillRect(right - 1, 0, 1, stripHeight_px);
}
