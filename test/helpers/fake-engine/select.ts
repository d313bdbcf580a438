import type { Parsed } from '../../../src/contract/api.ts';
import type { Session } from '../../../src/contract/session.ts';
import { dayOf } from './analytics.ts';

type Wanted = Pick<Parsed<'sessions'>, 'source'> & Partial<Parsed<'sessions'>>;

/** Sessions that pass the filters of a call, in the order asked for. */
export function selectSessions(sessions: readonly Session[], wanted: Wanted): Session[] {
  const words = (wanted.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const has = new Set((wanted.has ?? '').split(',').filter(Boolean));
  const isWanted = (session: Session): boolean => {
    if (wanted.source !== 'all' && session.source !== wanted.source) return false;
    if (wanted.project !== undefined && !holds(session.project_dir, wanted.project)) return false;
    if (wanted.model !== undefined && !session.models.some((model) => holds(model, wanted.model!))) return false;
    if (wanted.branch !== undefined && !holds(session.git_branch, wanted.branch)) return false;
    if (has.has('error') && session.error_count === 0) return false;
    if (has.has('edit') && session.lines_added === null) return false;
    if (has.has('live') && !session.is_active) return false;
    if (!isInRange(session, wanted.from, wanted.to)) return false;
    const text = `${session.title} ${session.project_dir} ${session.git_branch} ${session.session_id}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const order = orders[wanted.sort ?? 'recent'];
  const found = sessions.filter(isWanted);
  return order ? found.toSorted(order) : found;
}

const holds = (text: string | null, part: string): boolean => text?.toLowerCase().includes(part.toLowerCase()) ?? false;

function isInRange(session: Session, from: string | undefined, to: string | undefined): boolean {
  if (from === undefined && to === undefined) return true;
  if (session.last_message_at === null) return false;
  const day = dayOf(session);
  return (from === undefined || day >= from.slice(0, 10)) && (to === undefined || day <= to.slice(0, 10));
}

type Order = ((a: Session, b: Session) => number) | null;
const byTime = (a: Session, b: Session) => (b.last_message_at ?? '').localeCompare(a.last_message_at ?? '');
const orders: Record<Parsed<'sessions'>['sort'], Order> = {
  recent: byTime,
  oldest: (a, b) => byTime(b, a),
  cost: (a, b) => (b.cost_usd ?? -1) - (a.cost_usd ?? -1),
  tokens: (a, b) => b.tokens.total - a.tokens.total,
  messages: (a, b) => b.message_count - a.message_count,
  duration: (a, b) => (b.duration_ms ?? -1) - (a.duration_ms ?? -1),
  errors: (a, b) => b.error_count - a.error_count,
  title: (a, b) => a.title.localeCompare(b.title),
};
