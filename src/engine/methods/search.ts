import type { Output, Parsed } from '../../contract/api.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { num } from '../catalog/summarize-session.ts';
import type { EngineParts } from '../engine.ts';
import { ReaderStopped } from '../reader-pool.ts';
import { sessionFileFromRow } from '../session-file.ts';
import { matchFrom } from '../text/match.ts';
import { parseQuery, type SearchQuery } from '../text/query.ts';
import { WordFinder } from '../text/snippet.ts';
import type { FoundMessage, MessageConditions } from '../text/index-shard.ts';
import { sourcesNamed } from './known-source.ts';
import { messageConditions, sessionConditions } from './search-filters.ts';

type Hit = Output<'search'>['hits'][number];

interface SessionHits {
  source: string;
  session_id: string;
  title: string;
  last_at: number;
  /** Its files with a match, and which of their messages match. */
  files: { file_id: number; ordinals: number[] }[];
  /** Messages that match; a session that matches by its title alone has one hit. */
  count: number;
  /** Whether the title holds all the words. */
  is_titled: boolean;
}

/**
 * Messages that match, grouped by session, best or newest sessions first. Counts are exact over what has been indexed;
 * of each session the first `per_session` hits come, and how many there are.
 */
export async function searchSessions(engine: EngineParts, input: Parsed<'search'>): Promise<Result<Output<'search'>>> {
  const named = sourcesNamed(input.source);
  if (!named.ok) return named;
  const query = parseQuery(input.q);
  if ('problem' in query) return fail('bad_request', query.problem);
  const conditions = messageConditions(query.filters);
  if ('problem' in conditions) return fail('bad_request', conditions.problem);
  const matched = matchFrom(query, engine.text.wordsWith);
  if ('problem' in matched) return fail('bad_request', matched.problem);
  const sessions = matchingSessions(engine, input.source, query, { ...matched, conditions });
  if ('problem' in sessions) return fail('bad_request', sessions.problem);
  const ordered = input.order === 'newest' ? sessions.toSorted(byTime) : bestFirst(sessions);
  const { hits, next_offset } = await pageOfHits(engine, ordered, query, input);
  const total = sessions.reduce((sum, session) => sum + session.count, 0);
  return ok({ hits, total, total_sessions: sessions.length, next_offset });
}

const byTime = (a: SessionHits, b: SessionHits): number =>
  b.last_at - a.last_at || a.session_id.localeCompare(b.session_id);

/**
 * By relevance and age. Ten times the messages are worth about three steps, as much as words in the title; a session of
 * a week ago is one and a half steps behind today's, one of a year ago four.
 */
function bestFirst(sessions: readonly SessionHits[]): SessionHits[] {
  const newest = Math.max(...sessions.map(({ last_at }) => last_at));
  const score = ({ count, last_at, is_titled }: SessionHits): number =>
    Math.log2(1 + count) + (is_titled ? 3 : 0) - Math.log2(1 + (newest - last_at) / dayMs) / 2;
  const scores = new Map(sessions.map((session) => [session, score(session)]));
  return sessions.toSorted((a, b) => scores.get(b)! - scores.get(a)! || byTime(a, b));
}

const dayMs = 86_400_000;

function matchingSessions(
  engine: EngineParts,
  source: string,
  query: SearchQuery,
  { match, conditions }: Match,
): SessionHits[] | { problem: string } {
  const where = sessionConditions(engine, source, query.filters);
  if ('problem' in where) return where;
  const { catalog, text } = engine;
  const known = new Map<string, SessionHits>();
  for (const row of catalog
    .statement(`select source, session_id, title, last_at from sessions where ${where.sql}`)
    .all(...where.values)) {
    const { source: id, session_id, title } = row;
    known.set(`${String(id)}\n${String(session_id)}`, {
      source: String(id),
      session_id: String(session_id),
      title: String(title),
      last_at: num(row['last_at']),
      files: [],
      count: 0,
      is_titled: false,
    });
  }
  if (match !== null) {
    const matches = text.matches(match, conditions);
    for (const row of catalog
      .statement('select id, source, session_id from files where is_gone = 0 order by agent_id is not null, id')
      .all()) {
      const file_id = num(row['id']);
      const ordinals = matches.get(file_id);
      const session = ordinals && known.get(`${String(row['source'])}\n${String(row['session_id'])}`);
      if (!session) continue;
      session.files.push({ file_id, ordinals });
      session.count += ordinals.length;
    }
  }
  const holdsAll = conditions.sql === 'true' ? titleTest(query) : () => false;
  for (const session of known.values()) {
    session.is_titled = holdsAll(session.title);
    if (session.is_titled) session.count = Math.max(1, session.count);
  }
  return [...known.values()].filter((session) => session.count > 0);
}

/**
 * Tells whether a title holds all that is looked for. With no words at all, sessions that pass the filters are what was
 * asked for.
 */
function titleTest({ wanted, unwanted }: SearchQuery): (title: string) => boolean {
  if (unwanted.length > 0 || wanted.some((group) => group.length > 1)) return () => false;
  const finders = wanted.flat().map((word) => new WordFinder([word]));
  return (title) => finders.every((finder) => finder.first(title) !== null);
}

interface Match {
  match: string | null;
  conditions: MessageConditions;
}
type Stretch = Pick<Parsed<'search'>, 'offset' | 'limit'>;
type Page = Pick<Parsed<'search'>, 'offset' | 'limit' | 'per_session'>;

async function pageOfHits(
  engine: EngineParts,
  sessions: SessionHits[],
  query: SearchQuery,
  page: Page,
): Promise<Pick<Output<'search'>, 'hits' | 'next_offset'>> {
  const wanted: Promise<Hit[]>[] = [];
  const end = page.offset + page.limit;
  let place = 0;
  for (const session of sessions) {
    const [from, to] = [place, place + Math.min(session.count, page.per_session)];
    place = to;
    if (to <= page.offset || from >= end) continue;
    if (session.files.length === 0) wanted.push(Promise.resolve([titleHit(session, query)]));
    else wanted.push(hitsOf(engine, session, query, stretch(page, from, to)));
  }
  return { hits: (await Promise.all(wanted)).flat(), next_offset: end < place ? end : null };
}

/** Which of a session's hits, that stand at `from` to `to` among all, are on the page. */
const stretch = ({ offset, limit }: Page, from: number, to: number): Stretch => {
  const first = Math.max(offset, from);
  return { offset: first - from, limit: Math.min(offset + limit, to) - first };
};

async function hitsOf(engine: EngineParts, session: SessionHits, query: SearchQuery, page: Stretch): Promise<Hit[]> {
  const wanted: Promise<Hit[]>[] = [];
  let { offset: skip, limit: left } = page;
  for (const { file_id, ordinals } of session.files) {
    const own = ordinals.slice(skip, skip + left);
    skip = Math.max(0, skip - ordinals.length);
    left -= own.length;
    if (own.length > 0) wanted.push(hitsFrom(engine, session, engine.text.messages(file_id, own), query));
  }
  return (await Promise.all(wanted)).flat();
}

function titleHit({ source, session_id, title, last_at, count }: SessionHits, query: SearchQuery): Hit {
  return {
    session_id,
    source,
    title,
    session_hits: count,
    message_id: '',
    index: null,
    agent_id: null,
    role: 'user',
    at: last_at > 0 ? new Date(last_at).toISOString() : null,
    snippet: new WordFinder(query.wanted.flat()).marked(title),
    field: 'title',
  };
}

/** Snippets are read from the log, so that the index need not hold the text. */
async function hitsFrom(
  engine: EngineParts,
  session: SessionHits,
  found: FoundMessage[],
  query: SearchQuery,
): Promise<Hit[]> {
  if (found.length === 0) return [];
  const row = engine.catalog.statement('select * from files where id = ?').get(found[0]!.file_id)!;
  const file = sessionFileFromRow(row, engine.catalog.seal);
  const messages = found.map((message) => message.spans);
  const answer = file
    ? await engine.reading
        .run({ kind: 'snippets', source: session.source, file, messages, words: query.wanted.flat() })
        .catch(stopped)
    : null;
  const snippets = answer && 'snippets' in answer ? answer.snippets : [];
  return found.map((message, n): Hit => ({
    session_id: session.session_id,
    source: session.source,
    title: session.title,
    session_hits: session.count,
    message_id: snippets[n]?.message_id ?? '',
    index: message.place,
    agent_id: message.agent_id,
    role: message.role,
    at: message.at === null ? null : new Date(message.at).toISOString(),
    snippet: snippets[n]?.snippet ?? '',
    field: snippets[n]?.field ?? 'text',
  }));
}

/** The hit is there all the same; only what stands around it cannot be shown. */
function stopped(error: unknown): null {
  if (error instanceof ReaderStopped) return null;
  throw error;
}
