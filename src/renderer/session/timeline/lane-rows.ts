import type { Lane } from './lanes.ts';

/** Where a lane is drawn, in pixels from the top. */
export interface LaneRow {
  lane: Lane;
  y: number;
  height: number;
  /** Top of each track's bars. */
  bars: number[];
  bar_px: number;
}

export const axis_px = 22;
export const context_px = 64;

/** The lanes below each other, under the axis and the fill of the context window. */
export function laneRows(lanes: readonly Lane[], has_context: boolean): { rows: LaneRow[]; height: number } {
  let y = axis_px + (has_context ? context_px + 10 : 4);
  const rows = lanes.map((lane) => {
    const isSingle = lane.tracks.length === 1;
    const [bar_px, gap, edge] = isSingle ? [16, 0, 3] : [10, 1, 3];
    const height = edge * 2 + lane.tracks.length * bar_px + (lane.tracks.length - 1) * gap;
    const bars = lane.tracks.map((_, nth) => y + edge + nth * (bar_px + gap));
    const row = { lane, y, height, bars, bar_px };
    y += height;
    return row;
  });
  return { rows, height: y + 6 };
}
