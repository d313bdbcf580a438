import type { ToolKind } from '../../../contract/message.ts';
import type { Chart } from './chart.ts';
import type { TimeScale } from './time-scale.ts';

/** Items that do not overlap, by where they are drawn; the end of each is never before that of the one before it. */
export interface Track {
  /** Shown time. */
  from: Float64Array;
  to: Float64Array;
  /** The largest `to` up to each. */
  reach: Float64Array;
  items: Uint32Array;
  /** 1 for what failed or was refused. */
  failed: Uint8Array;
}

export interface Lane {
  id: LaneId;
  label: string;
  tracks: Track[];
  count: number;
}

export type LaneId = (typeof laneIds)[number];

const laneIds = [
  'turns',
  'waiting',
  'model',
  'commands',
  'edits',
  'reads',
  'searches',
  'web',
  'mcp',
  'agents',
  'others',
  'subagents',
  'hooks',
  'compactions',
  'errors',
] as const;

const labels: Record<LaneId, string> = {
  turns: 'Turns',
  waiting: 'Waiting for you',
  model: 'Model',
  commands: 'Commands',
  edits: 'Edits, writes',
  reads: 'Reads',
  searches: 'Searches',
  web: 'Web',
  mcp: 'MCP tools',
  agents: 'Agent calls',
  others: 'Other tools',
  subagents: 'Subagents',
  hooks: 'Hooks',
  compactions: 'Compaction',
  errors: 'Errors',
};

const laneOfTool: Record<ToolKind, LaneId> = {
  command: 'commands',
  read: 'reads',
  write: 'edits',
  edit: 'edits',
  search: 'searches',
  web: 'web',
  agent: 'agents',
  mcp: 'mcp',
  todo: 'others',
  plan: 'others',
  question: 'others',
  skill: 'others',
  other: 'others',
};

const laneOfKind: Record<string, LaneId> = {
  t: 'turns',
  w: 'waiting',
  m: 'model',
  h: 'hooks',
  c: 'compactions',
  e: 'errors',
  s: 'subagents',
};

/** Items at the same time get tracks of their own, up to so many in a lane. */
const mostTracks: Partial<Record<LaneId, number>> = { subagents: 8, turns: 2, model: 2, compactions: 1, errors: 1 };
const usualTracks = 4;

/** The lane of each kind of item that the thread has. */
export function lanesOf(chart: Chart, scale: TimeScale): Lane[] {
  const byLane = new Map<LaneId, number[]>();
  for (let item = 0; item < chart.count; item += 1) {
    const lane = laneOfItem(chart, item);
    const items = byLane.get(lane);
    if (items) items.push(item);
    else byLane.set(lane, [item]);
  }
  return laneIds.flatMap((id) => {
    const items = byLane.get(id);
    if (!items) return [];
    return [
      {
        id,
        label: labels[id],
        count: items.length,
        tracks: tracksOf(chart, scale, items, mostTracks[id] ?? usualTracks),
      },
    ];
  });
}

export function laneOfItem({ kinds, timeline }: Chart, item: number): LaneId {
  const kind = kinds[item] ?? 'e';
  if (kind !== 'k') return laneOfKind[kind] ?? 'errors';
  return laneOfTool[timeline.tool_kinds[timeline.items.names[item] ?? -1] ?? 'other'];
}

function tracksOf(chart: Chart, scale: TimeScale, items: number[], most: number): Track[] {
  const shown = items.map((item) => ({
    item,
    from: scale.toShown(chart.from[item]!),
    to: scale.toShown(chart.to[item]!),
  }));
  shown.sort((one, other) => one.from - other.from || one.to - other.to);
  const tracks: { ends: number; rows: typeof shown }[] = [];
  for (const row of shown) {
    const free = tracks.find((track) => track.ends <= row.from);
    const track = free ?? (tracks.length < most ? newTrack(tracks) : soonestFree(tracks));
    track.rows.push(row);
    track.ends = Math.max(track.ends, row.to);
  }
  return tracks.map(({ rows }) => trackFrom(chart, rows));
}

function newTrack<T>(tracks: { ends: number; rows: T[] }[]): { ends: number; rows: T[] } {
  const track = { ends: Number.NEGATIVE_INFINITY, rows: [] };
  tracks.push(track);
  return track;
}

const soonestFree = <T extends { ends: number }>(tracks: T[]): T =>
  tracks.reduce((best, track) => (track.ends < best.ends ? track : best));

function trackFrom(chart: Chart, rows: { item: number; from: number; to: number }[]): Track {
  const reach = Float64Array.from(rows, ({ to }) => to);
  for (let at = 1; at < reach.length; at += 1) reach[at] = Math.max(reach[at]!, reach[at - 1]!);
  return {
    from: Float64Array.from(rows, ({ from }) => from),
    to: Float64Array.from(rows, ({ to }) => to),
    reach,
    items: Uint32Array.from(rows, ({ item }) => item),
    failed: Uint8Array.from(rows, ({ item }) => (isFailed(chart, item) ? 1 : 0)),
  };
}

const isFailed = ({ timeline, kinds }: Chart, item: number): boolean => {
  const own = timeline.items.kinds.length;
  if (item >= own) return timeline.subagents[item - own]?.state === 'failed';
  return kinds[item] === 'e' || 'ed'.includes(timeline.items.outcomes[item] ?? 'o');
};
