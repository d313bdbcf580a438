const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** From an instant on, local time is ahead of UTC by so much. */
interface Shift {
  from: number;
  ahead_ms: number;
}

const aheadAt = (at: number): number => -new Date(at).getTimezoneOffset() * 60_000;

/** Changes of the clock between two instants, newest first; the last one holds for all time before. */
export function clockShifts(first: number, last: number): Shift[] {
  const shifts: Shift[] = [{ from: Number.NEGATIVE_INFINITY, ahead_ms: aheadAt(first) }];
  for (let at = first; at < last; at += dayMs) {
    if (aheadAt(at) === aheadAt(at + dayMs)) continue;
    shifts.unshift({ from: firstAfterShift(at, at + dayMs), ahead_ms: aheadAt(at + dayMs) });
  }
  return shifts;
}

function firstAfterShift(before: number, after: number): number {
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (aheadAt(middle) === aheadAt(before)) before = middle;
    else after = middle;
  }
  return after;
}

/** No agent wrote logs before. */
const earliest = Date.UTC(2020, 0, 1);
let kept: { offset: number; until: number; shifts: Shift[] } | null = null;

function usualShifts(): Shift[] {
  const now = Date.now();
  const offset = new Date(earliest).getTimezoneOffset() * 10_000 + new Date(now).getTimezoneOffset();
  if (kept === null || kept.until < now || kept.offset !== offset)
    kept = { offset, until: now + dayMs, shifts: clockShifts(earliest, now + 3 * dayMs) };
  return kept.shifts;
}

/**
 * SQL for the local clock's milliseconds since 1970 at an instant in a column. Much quicker than SQLite's own `localtime`,
 * which asks the system for each row.
 */
function localMs(column: string): string {
  const [newest, ...older] = usualShifts();
  if (older.length === 0) return `(${column} + ${newest!.ahead_ms})`;
  const whens = [newest!, ...older.slice(0, -1)].map(
    ({ from, ahead_ms }) => `when ${column} >= ${from} then ${column} + ${ahead_ms}`,
  );
  return `(case ${whens.join(' ')} else ${column} + ${older.at(-1)!.ahead_ms} end)`;
}

/** SQL for the number of the local day since 1970, and the day that a number stands for. */
export const localDayNumber = (column: string): string => `(${localMs(column)} / ${dayMs})`;
export const dayFromNumber = (number: number): string => new Date(number * dayMs).toISOString().slice(0, 10);

/** SQL for the number of the local hour since 1970. */
export const localHourNumber = (column: string): string => `(${localMs(column)} / ${hourMs})`;
