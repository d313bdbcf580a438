import fs from 'node:fs';
import type { Catalog } from './catalog/catalog.ts';

/** Sessions that an agent holds open at this moment, as `<source>\n<session id>`, by what its registry and the system say. */
export function liveSessions(catalog: Catalog): Set<string> {
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
