import type { SQLOutputValue } from 'node:sqlite';
import type { Output, Parsed } from '../../contract/api.ts';
import type { SessionMarks } from '../../contract/marks.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { Session } from '../../contract/session.ts';
import { keptJson } from '../catalog/kept-json.ts';
import { num } from '../catalog/summarize-session.ts';
import type { EngineParts } from '../engine.ts';
import { type LiveSessions, liveSessions } from './live-sessions.ts';
import { anywhere, Conditions, isGone, projectCondition, rangeOf } from './conditions.ts';
import { addCallConditions, addMarker } from './session-markers.ts';
import { sourcesNamed, standingOf } from './known-source.ts';
import { addTimeConditions, isByWork } from './working-time.ts';

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
  const live = liveSessions(engine.catalog);
  const where = conditionsFrom(engine, input, live);
  const total = countOf(engine, where);
  const rows = input.pins === 'first' ? pinsFirst(engine, input, where) : rowsOf(engine, input, where, input);
  const end = input.offset + rows.length;
  return ok({
    sessions: rows.map((row) => withMarks(engine, sessionFromSummary(String(row['summary']), live))),
    total,
    next_offset: end < total ? end : null,
    ...standingOf(engine, input.source),
  });
}

type Row = Record<string, SQLOutputValue>;
type Page = Pick<Parsed<'sessions'>, 'limit' | 'offset'>;

const countOf = ({ catalog }: EngineParts, where: Conditions): number =>
  num(catalog.statement(`select count(*) as count from sessions where ${where.sql}`).get(...where.values)!['count']);

const rowsOf = ({ catalog }: EngineParts, { sort }: Parsed<'sessions'>, where: Conditions, page: Page): Row[] =>
  catalog
    .statement(`select summary from sessions where ${where.sql} order by ${orders[sort]} limit ? offset ?`)
    .all(...where.values, page.limit, page.offset);

/** The pinned sessions in their order, then all others: in two questions, so that the index gives the order of the others. */
function pinsFirst(engine: EngineParts, input: Parsed<'sessions'>, where: Conditions): Row[] {
  const pins = engine.marks.keysWhere((marks) => marks.is_pinned);
  if (pins.length === 0) return rowsOf(engine, input, where, input);
  const list = JSON.stringify(pins);
  const among = where.and(isAmong, list);
  const pinned = countOf(engine, among);
  const rows = input.offset < pinned ? rowsOf(engine, input, among, input) : [];
  const rest = { limit: input.limit - rows.length, offset: Math.max(0, input.offset - pinned) };
  return rest.limit === 0 ? rows : [...rows, ...rowsOf(engine, input, where.and(`not ${isAmong}`, list), rest)];
}

/** Whether a session is in a list of keys, as JSON. */
const isAmong = '(source || char(10) || session_id in (select value from json_each(?)))';

/** The session with what the person put on it; an own title takes the place of the agent's. */
export function withMarks({ marks }: Pick<EngineParts, 'marks'>, session: Session): Session {
  const own = marks.of(session);
  return own === null ? session : { ...session, title: own.title ?? session.title, marks: own };
}

/** Whether a session runs depends on the time of asking. */
export function sessionFromSummary(summary: string, live: LiveSessions): Session {
  const session = keptJson(summary) as Session;
  return { ...session, is_active: live.includes(session) };
}

function conditionsFrom(engine: EngineParts, input: Parsed<'sessions'>, live: LiveSessions): Conditions {
  const where = new Conditions().source('source', input.source);
  const { from, to } = rangeOf(input);
  if (from !== null && !isByWork(input)) where.add('last_at >= ?', from);
  if (to !== null && !isByWork(input)) where.add('first_at <= ?', to);
  if (input.project !== undefined) projectCondition(engine, where, 'project_dir', input.project);
  if (input.branch !== undefined) where.add("git_branch like ? escape '\\'", anywhere(input.branch));
  if (input.model !== undefined) where.add("models like ? escape '\\'", anywhere(input.model));
  for (const word of (input.q ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part !== ''))
    addWord(engine, where, word);
  addMarks(engine, where, input);
  addCallConditions(where, input);
  addTimeConditions(engine, where, input);
  for (const mark of (input.has ?? '').split(',')) addMarker(where, mark, live);
  return where;
}

/** A word stands in what the catalog knows, or in what the person put on the session. */
function addWord({ marks }: EngineParts, where: Conditions, word: string): void {
  const own = marks.keysWhere(({ title, tags, note }) =>
    [title, note, ...tags].some((text) => text?.toLowerCase().includes(word)),
  );
  if (own.length === 0) where.add("words like ? escape '\\'", anywhere(word));
  else where.add(`words like ? escape '\\' or ${isAmong}`, anywhere(word), JSON.stringify(own));
}

function addMarks({ marks }: EngineParts, where: Conditions, { tag, is }: Parsed<'sessions'>): void {
  const among = (fits: (own: SessionMarks) => boolean) => where.add(isAmong, JSON.stringify(marks.keysWhere(fits)));
  if (tag !== undefined) among((own) => own.tags.some((each) => each.toLowerCase() === tag.toLowerCase()));
  if (is === 'pinned') among((own) => own.is_pinned);
  if (is === 'noted') among((own) => own.note !== null);
  if (is === 'hidden') among((own) => own.is_hidden);
  if (is === 'gone') where.add(isGone);
  const hidden = is === 'hidden' ? [] : marks.keysWhere((own) => own.is_hidden);
  if (hidden.length > 0) where.add(`not ${isAmong}`, JSON.stringify(hidden));
}
