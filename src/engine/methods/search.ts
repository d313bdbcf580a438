import type { Output, Parsed } from '../../contract/api.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { num } from '../catalog/summarize-session.ts';
import type { EngineParts } from '../engine.ts';
import { ReaderStopped } from '../reader-pool.ts';
import { sessionFileFromRow } from '../session-file.ts';
import { parseQuery, type SearchQuery } from '../text/query.ts';
import { marked } from '../text/snippet.ts';
import type { FoundMessage, MessageConditions } from '../text/text-index.ts';
import { sourcesNamed } from './known-source.ts';
import { messageConditions, sessionConditions } from './search-filters.ts';

type Hit = Output<'search'>['hits'][number];

interface SessionHits {
  source: string;
  session_id: string;
  title: string;
  last_at: number;
  files: { file_id: number; count: number }[];
  /** Messages that match; a session that matches by its title alone has one hit. */
  count: number;
}

/** Messages that match, grouped by session, newest sessions first. Counts are exact over what has been indexed. */
export async function searchSessions(engine: EngineParts, input: Parsed<'search'>): Promise<Result<Output<'search'>>> {
  const named = sourcesNamed(input.source);
  if (!named.ok) return named;
  const query = parseQuery(input.q);
  if ('problem' in query) return fail('bad_request', query.problem);
  const conditions = messageConditions(query.filters);
  if ('problem' in conditions) return fail('bad_request', conditions.problem);
  const sessions = matchingSessions(engine, input.source, query, conditions);
  if ('problem' in sessions) return fail('bad_request', sessions.problem);
  const total = sessions.reduce((sum, session) => sum + session.count, 0);
  const hits = await pageOfHits(engine, sessions, query, { conditions, ...input });
  const end = input.offset + hits.length;
  return ok({ hits, total, total_sessions: sessions.length, next_offset: hits.length > 0 && end < total ? end : null });
}

function matchingSessions(
  engine: EngineParts,
  source: string,
  query: SearchQuery,
  conditions: MessageConditions,
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
    });
  }
  if (query.match !== null) {
    const counts = text.countByFile(query.match, conditions);
    for (const row of catalog
      .statement('select id, source, session_id from files where is_gone = 0 order by agent_id is not null, id')
      .all()) {
      const count = counts.get(num(row['id'])) ?? 0;
      const session = count > 0 ? known.get(`${String(row['source'])}\n${String(row['session_id'])}`) : undefined;
      if (!session) continue;
      session.files.push({ file_id: num(row['id']), count });
      session.count += count;
    }
  }
  const isByTitle = conditions.sql === 'true';
  for (const session of known.values())
    if (session.count === 0 && isByTitle && titleHolds(session.title, query)) session.count = 1;
  return [...known.values()]
    .filter((session) => session.count > 0)
    .toSorted((a, b) => b.last_at - a.last_at || a.session_id.localeCompare(b.session_id));
}

/** With no words at all, sessions that pass the filters are what was asked for. */
function titleHolds(title: string, query: SearchQuery): boolean {
  if (query.match === null) return true;
  if (query.match.includes(' OR ') || query.match.includes(' NOT ')) return false;
  const words = ` ${wordsOf(title)} `;
  return query.words.every((word, n) => words.includes(` ${wordsOf(word)}${query.prefixes[n] ? '' : ' '}`));
}

/** Letters, digits and `_` in a row are a word, as in the index. */
const wordsOf = (text: string): string =>
  (
    text
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{Co}_]+/gu) ?? []
  ).join(' ');

type Page = { conditions: MessageConditions; offset: number; limit: number };

async function pageOfHits(
  engine: EngineParts,
  sessions: SessionHits[],
  query: SearchQuery,
  page: Page,
): Promise<Hit[]> {
  const wanted: Promise<Hit[]>[] = [];
  let { offset: skip, limit: left } = page;
  for (const session of sessions) {
    if (left === 0) break;
    if (session.files.length === 0) {
      if (skip > 0) skip -= 1;
      else {
        wanted.push(Promise.resolve([titleHit(session, query)]));
        left -= 1;
      }
      continue;
    }
    for (const { file_id, count } of session.files) {
      if (left === 0) break;
      if (skip >= count) {
        skip -= count;
        continue;
      }
      const found = engine.text.messagesIn(file_id, query.match!, {
        conditions: page.conditions,
        limit: left,
        offset: skip,
      });
      skip = 0;
      left -= found.length;
      wanted.push(hitsFrom(engine, session, found, query));
    }
  }
  return (await Promise.all(wanted)).flat();
}

function titleHit({ source, session_id, title, last_at }: SessionHits, query: SearchQuery): Hit {
  return {
    session_id,
    source,
    title,
    message_id: '',
    index: null,
    agent_id: null,
    role: 'user',
    at: last_at > 0 ? new Date(last_at).toISOString() : null,
    snippet: marked(title, query.words),
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
        .run({ kind: 'snippets', source: session.source, file, messages, words: query.words })
        .catch(stopped)
    : null;
  const snippets = answer && 'snippets' in answer ? answer.snippets : [];
  return found.map((message, n): Hit => ({
    session_id: session.session_id,
    source: session.source,
    title: session.title,
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
