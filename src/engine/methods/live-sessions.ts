import fs from 'node:fs';
import type { Session } from '../../contract/session.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { activeWindowMs } from '../catalog/summarize-session.ts';
import { isGone } from './conditions.ts';

/** Which sessions run at the moment of asking: an agent holds them open, or wrote lately. One whose log is gone does not. */
export interface LiveSessions {
  includes(session: Session): boolean;
  /** The same for rows of `sessions`; true or false for each of them. */
  condition: { sql: string; values: (string | number)[] };
}

export function liveSessions(catalog: Catalog): LiveSessions {
  const held = heldSessions(catalog);
  const now = Date.now();
  const isRecent = (at: string | null): boolean =>
    at !== null && Date.parse(at) > now - activeWindowMs && Date.parse(at) <= now;
  return {
    includes: ({ source, session_id, last_message_at, is_gone }) =>
      !is_gone && (isRecent(last_message_at) || held.has(`${source}\n${session_id}`)),
    condition: {
      sql: `((coalesce(last_at, 0) > ? and last_at <= ?) or source || char(10) || session_id in (select value from json_each(?)))
            and not ${isGone}`,
      values: [now - activeWindowMs, now, JSON.stringify([...held])],
    },
  };
}

/** Sessions that an agent holds open at this moment, as `<source>\n<session id>`, by what its registry and the system say. */
function heldSessions(catalog: Catalog): Set<string> {
  const rows = catalog
    .statement('select source, live_session_id, live_pid, live_started from sidecars where live_session_id is not null')
    .all();
  const live = rows.filter((row) => isRunning(Number(row['live_pid']), row['live_started'] as string | null));
  return new Set(live.map((row) => `${String(row['source'])}\n${String(row['live_session_id'])}`));
}

/** A number is given to a later process once the first has ended; on Linux the start time tells the two apart. */
function isRunning(pid: number, started: string | null): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const ticks = process.platform === 'linux' ? startTicksOf(pid) : null;
  return ticks === null || started === null || !/^\d+$/.test(started) || started === ticks;
}

/** Field 22 of the process's status line; the name before it may hold spaces and brackets. */
function startTicksOf(pid: number): string | null {
  try {
    const line = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
