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
export const cost_px = 22;
const apart_px = 8;

/** What is drawn above the lanes. */
export interface Areas {
  has_context: boolean;
  has_costs: boolean;
}

/** Where the fill of the context window and the costs of calls are drawn. */
export const contextTop = axis_px + 6;
export const costTop = contextTop + context_px + apart_px;

/** The lanes below each other, under the axis and the fill of the context window. */
export function laneRows(
  lanes: readonly Lane[],
  { has_context, has_costs }: Areas,
): { rows: LaneRow[]; height: number } {
  let y = has_costs ? costTop + cost_px + apart_px : has_context ? costTop : axis_px + 4;
  const rows = lanes.map((lane) => {
    const isSingle = lane.tracks.length === 1;
    const [bar_px, gap, edge] = isSingle || lane.id === 'turns' ? [16, 1, 3] : [10, 1, 3];
    const height = edge * 2 + lane.tracks.length * bar_px + (lane.tracks.length - 1) * gap;
    const bars = lane.tracks.map((_, nth) => y + edge + nth * (bar_px + gap));
    const row = { lane, y, height, bars, bar_px };
    y += height;
    return row;
  });
  return { rows, height: y + 6 };
}
