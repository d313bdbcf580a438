import type { Output, Parsed } from '../../contract/api.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { Session } from '../../contract/session.ts';
import { activeWindowMs, num } from '../catalog/summarize-session.ts';
import type { EngineParts } from '../engine.ts';
import { liveSessions } from '../live-sessions.ts';
import { anywhere, Conditions, projectCondition, rangeOf } from './conditions.ts';
import { addCallConditions, addMarker } from './session-markers.ts';
import { sourcesNamed, standingOf } from './known-source.ts';

const orders = {
  recent: 'last_at desc, session_id',
  oldest: 'last_at, session_id',
  cost: 'cost_usd desc, last_at desc',
  tokens: 'tokens_total desc, last_at desc',
  messages: 'message_count desc, last_at desc',
  duration: 'duration_ms desc, last_at desc',
  errors: 'error_count desc, last_at desc',
  title: 'title collate nocase, session_id',
} as const;

/** A page of sessions. A source that is missing has none, and says why. */
export function listSessions(engine: EngineParts, input: Parsed<'sessions'>): Result<Output<'sessions'>> {
  const named = sourcesNamed(input.source);
  if (!named.ok) return named;
  const { catalog } = engine;
  const live = liveSessions(catalog);
  const where = conditionsFrom(engine, input, live);
  const total = num(
    catalog.statement(`select count(*) as count from sessions where ${where.sql}`).get(...where.values)!['count'],
  );
  const rows = catalog
    .statement(`select summary from sessions where ${where.sql} order by ${orders[input.sort]} limit ? offset ?`)
    .all(...where.values, input.limit, input.offset);
  const end = input.offset + rows.length;
  return ok({
    sessions: rows.map((row) => sessionFromSummary(String(row['summary']), live)),
    total,
    next_offset: end < total ? end : null,
    ...standingOf(engine, input.source),
  });
}

/** Whether a session runs depends on the time of asking. */
export function sessionFromSummary(summary: string, live: ReadonlySet<string>): Session {
  const session = JSON.parse(summary) as Session;
  const last = session.last_message_at === null ? 0 : Date.parse(session.last_message_at);
  const age = Date.now() - last;
  return {
    ...session,
    is_active: (age >= 0 && age < activeWindowMs) || live.has(`${session.source}\n${session.session_id}`),
  };
}

function conditionsFrom(engine: EngineParts, input: Parsed<'sessions'>, live: ReadonlySet<string>): Conditions {
  const where = new Conditions().source('source', input.source);
  const { from, to } = rangeOf(input);
  if (from !== null) where.add('last_at >= ?', from);
  if (to !== null) where.add('first_at <= ?', to);
  if (input.project !== undefined) projectCondition(engine, where, 'project_dir', input.project);
  if (input.branch !== undefined) where.add("git_branch like ? escape '\\'", anywhere(input.branch));
  if (input.model !== undefined) where.add("models like ? escape '\\'", anywhere(input.model));
  for (const word of (input.q ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part !== ''))
    where.add("words like ? escape '\\'", anywhere(word));
  addCallConditions(where, input);
  for (const mark of (input.has ?? '').split(',')) addMarker(where, mark, live);
  return where;
}
