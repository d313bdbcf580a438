import type { AccountLimit } from '../../../contract/source.ts';
import { formatDuration } from '../../format/times.ts';

/** A limit of the account as it is drawn. */
export interface LimitRow {
  name: string;
  /** 0 to 100, for the length of the bar. */
  length: number;
  /** `38 % used`, or what it was before it began anew. */
  used: string;
  /** When it begins anew, seen from now; empty when that is not known. */
  resets: string;
  /** The window has begun anew since this was logged, so that the figure is of the past. */
  is_past: boolean;
  resets_at: string | null;
  is_near: boolean;
}

/** From here on a limit is near enough to be said. */
const nearPercent = 85;

/** Limits with the shortest window first; those of no known length come last. `now` is in milliseconds since 1970. */
export function limitRows(limits: readonly AccountLimit[], now: number): LimitRow[] {
  return limits
    .toSorted((a, b) => (a.window_minutes ?? Infinity) - (b.window_minutes ?? Infinity))
    .map((limit) => limitRow(limit, now));
}

function limitRow({ name, used_percent, resets_at }: AccountLimit, now: number): LimitRow {
  const left = resets_at === null ? null : Date.parse(resets_at) - now;
  const is_past = left !== null && left <= 0;
  const percent = `${Math.round(used_percent * 10) / 10} %`;
  return {
    name,
    length: Math.min(100, Math.max(0, used_percent)),
    used: is_past ? `was ${percent}` : `${percent} used`,
    resets: left === null ? '' : is_past ? 'has begun anew since' : `begins anew in ${formatDuration(left)}`,
    is_past,
    resets_at,
    is_near: !is_past && used_percent >= nearPercent,
  };
}
