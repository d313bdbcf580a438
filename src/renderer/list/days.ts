import type { Session } from '../../contract/session.ts';
import { formatDayHeading, localDay } from '../format/times.ts';
import { type Section, rowAt } from './rows.ts';

/**
 * The heading of the day a row belongs to, if the row is the first of its day, or the first in view; otherwise empty.
 * It stands inside the row, so that rows keep their height whether or not their neighbours are loaded.
 */
export function dayHeadingAt(sections: readonly Section[], place: number, firstInView: number, now: number): string {
  const session = sessionAt(sections, place);
  if (session === null) return '';
  const isFirst = place === 0 || place === firstInView || groupOf(session) !== groupOf(sessionAt(sections, place - 1));
  if (!isFirst) return '';
  return session.marks?.is_pinned ? 'Pinned' : formatDayHeading(session.last_message_at, now);
}

/** Null for a row that is not loaded. */
function sessionAt(sections: readonly Section[], place: number): Session | null {
  const row = rowAt(sections, place);
  return row?.kind === 'session' ? row.session : null;
}

/** Pinned sessions stand together, whatever their days. */
function groupOf(session: Session | null): string | null {
  if (session === null) return null;
  if (session.marks?.is_pinned) return 'pinned';
  return session.last_message_at === null ? 'no date' : localDay(new Date(session.last_message_at));
}
