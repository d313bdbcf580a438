import { formatDayHeading, localDay } from '../format/times.ts';
import { type Section, rowAt } from './rows.ts';

/**
 * The heading of the day a row belongs to, if the row is the first of its day, or the first in view; otherwise empty.
 * It stands inside the row, so that rows keep their height whether or not their neighbours are loaded.
 */
export function dayHeadingAt(sections: readonly Section[], place: number, firstInView: number, now: number): string {
  const instant = instantAt(sections, place);
  if (instant === undefined) return '';
  const isFirst = place === 0 || place === firstInView || dayOf(instant) !== dayOf(instantAt(sections, place - 1));
  return isFirst ? formatDayHeading(instant, now) : '';
}

/** Undefined for a row that is not loaded, null for a session without a time. */
function instantAt(sections: readonly Section[], place: number): string | null | undefined {
  const row = rowAt(sections, place);
  return row?.kind === 'session' ? row.session?.last_message_at : undefined;
}

function dayOf(instant: string | null | undefined): string | null | undefined {
  return instant ? localDay(new Date(instant)) : instant;
}
