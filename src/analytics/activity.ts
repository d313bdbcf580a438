import type { ActivityAnalytics } from '../contract/analytics.ts';
import { durationsOf, rank } from './tools.ts';

/** One log file with something in the range. Instants in milliseconds since 1970. */
export interface ActiveFile {
  session: string;
  is_main: boolean;
  /** Of the session as a whole; null when its log has no times. */
  active_ms: number | null;
  /** Whether the session began in the range, so that its first turns are in it. */
  is_begun: boolean;
  /** API calls by local hour since 1970. */
  calls: { hour: number; count: number }[];
  /** Tool calls by local day since 1970. */
  tool_calls: { day: number; count: number }[];
  /** When it first changed a file. */
  first_edit_at: number | null;
  prompts: { at: number; hour: number }[];
}

type Part = Omit<
  ActivityAnalytics,
  | 'source'
  | 'date_range_days'
  | 'compaction_count'
  | 'sessions_with_compactions'
  | 'retry_count'
  | 'gave_up_count'
  | 'by_day'
> & { by_day: (Omit<ActivityAnalytics['by_day'][number], 'day'> & { day: number })[] };

/** What files say of when and how was worked. Days are numbers since 1970, ascending. */
export function activityIn(files: readonly ActiveFile[]): Part {
  const sessions = [...Map.groupBy(files, (file) => file.session).values()];
  const active = sessions.flatMap(([file]) => file!.active_ms ?? []);
  const turns = sessions
    .filter((parts) => parts.some((file) => file.is_main))
    .map((parts) => promptsOf(parts).length)
    .toSorted((a, b) => a - b);
  return {
    by_day: daysIn(files),
    by_hour: hoursIn(files),
    session_count: sessions.length,
    lengths: lengthsOf(active),
    active: durationsOf(active),
    first_edits: firstEditsIn(sessions),
    turns: {
      total: turns.reduce((sum, count) => sum + count, 0),
      p50: turns.length === 0 ? null : rank(turns, 0.5),
      most: turns.at(-1) ?? null,
    },
    subagent_count: files.filter((file) => !file.is_main).length,
    sessions_with_subagents: sessions.filter((parts) => parts.some((file) => !file.is_main)).length,
  };
}

function daysIn(files: readonly ActiveFile[]): Part['by_day'] {
  const days = new Map<number, { sessions: Set<string>; prompts: number; calls: number; tools: number }>();
  const at = (day: number, session: string) => {
    let known = days.get(day);
    if (!known) days.set(day, (known = { sessions: new Set(), prompts: 0, calls: 0, tools: 0 }));
    known.sessions.add(session);
    return known;
  };
  for (const { session, calls, tool_calls, prompts } of files) {
    for (const { hour, count } of calls) at(Math.floor(hour / 24), session).calls += count;
    for (const { day, count } of tool_calls) at(day, session).tools += count;
    for (const { hour } of prompts) at(Math.floor(hour / 24), session).prompts += 1;
  }
  return [...days]
    .toSorted(([a], [b]) => a - b)
    .map(([day, { sessions, prompts, calls, tools }]) => ({
      day,
      session_count: sessions.size,
      prompt_count: prompts,
      call_count: calls,
      tool_call_count: tools,
    }));
}

function hoursIn(files: readonly ActiveFile[]): ActivityAnalytics['by_hour'] {
  const hours = new Map<number, ActivityAnalytics['by_hour'][number] & { sessions: Set<string> }>();
  const at = (hour: number, session: string) => {
    // The first day of 1970 was a Thursday.
    const place = { weekday: (Math.floor(hour / 24) + 3) % 7, hour: hour % 24 };
    const key = place.weekday * 24 + place.hour;
    let known = hours.get(key);
    if (!known)
      hours.set(key, (known = { ...place, sessions: new Set(), session_count: 0, prompt_count: 0, call_count: 0 }));
    known.sessions.add(session);
    return known;
  };
  for (const { session, calls, prompts } of files) {
    for (const { hour, count } of calls) at(hour, session).call_count += count;
    for (const { hour } of prompts) at(hour, session).prompt_count += 1;
  }
  return [...hours]
    .toSorted(([a], [b]) => a - b)
    .map(([, { sessions, ...hour }]) => ({ ...hour, session_count: sessions.size }));
}

const minute = 60_000;
const edges = [0, 1, 5, 15, 30, 60, 120, 240].map((minutes) => minutes * minute);

function lengthsOf(active: readonly number[]): ActivityAnalytics['lengths'] {
  return edges.map((from_ms, place) => {
    const to_ms = edges[place + 1] ?? null;
    const within = active.filter((ms) => ms >= from_ms && (to_ms === null || ms < to_ms));
    return { from_ms, to_ms, session_count: within.length };
  });
}

/** Turns from here on are one group. */
const lastTurn = 8;

const promptsOf = (parts: readonly ActiveFile[]): ActiveFile['prompts'] =>
  parts.flatMap((file) => (file.is_main ? file.prompts : []));

function firstEditsIn(sessions: readonly ActiveFile[][]): ActivityAnalytics['first_edits'] {
  const counts = new Map<number | null, number>();
  for (const parts of sessions) {
    const prompts = promptsOf(parts);
    if (!parts[0]!.is_begun || prompts.length === 0) continue;
    const edits = parts.flatMap((file) => file.first_edit_at ?? []);
    const first = edits.length === 0 ? null : Math.min(...edits);
    const turn = first === null ? null : Math.max(1, prompts.filter((prompt) => prompt.at <= first).length);
    const group = turn === null ? null : Math.min(turn, lastTurn);
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return [...counts]
    .map(([turn, session_count]) => ({ turn, session_count }))
    .toSorted((a, b) => (a.turn ?? lastTurn + 1) - (b.turn ?? lastTurn + 1));
}
