import type { Output, Parsed } from '../../contract/api.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { Session } from '../../contract/session.ts';
import type { EngineParts } from '../engine.ts';
import { ReaderStopped } from '../reader-pool.ts';
import type { Refusal } from '../reading/reader-jobs.ts';
import { marked } from '../reading/search-job.ts';
import { Conditions } from './conditions.ts';
import { sourcesNamed } from './known-source.ts';
import { threadIn } from './session-files.ts';

type Hit = Output<'search'>['hits'][number];

/** Looks through the text of every session, newest first. Counts are exact: everything is looked at. */
export async function searchSessions(engine: EngineParts, input: Parsed<'search'>): Promise<Result<Output<'search'>>> {
  const named = sourcesNamed(input.source);
  if (!named.ok) return named;
  const words = wordsOf(input.q);
  const where = new Conditions().source('source', input.source);
  const rows = engine.catalog
    .statement(`select summary from sessions where ${where.sql} order by last_at desc`)
    .all(...where.values);
  const sessions = rows.map((row) => JSON.parse(String(row['summary'])) as Session);
  const found = await Promise.all(sessions.map((session) => hitsIn(engine, session, words)));
  const hits = found.flat();
  const page = hits.slice(input.offset, input.offset + input.limit);
  const end = input.offset + page.length;
  return ok({
    hits: page,
    total: hits.length,
    total_sessions: found.filter((some) => some.length > 0).length,
    next_offset: end < hits.length ? end : null,
  });
}

/** Words and `"phrases"`, in small letters. */
const wordsOf = (q: string): string[] =>
  [...q.toLowerCase().matchAll(/"([^"]+)"|(\S+)/g)].map((match) => match[1] ?? match[2]!);

async function hitsIn(engine: EngineParts, session: Session, words: string[]): Promise<Hit[]> {
  const { source, session_id, title } = session;
  const files = engine.catalog
    .statement(
      'select * from files where source = ? and session_id = ? and is_gone = 0 order by agent_id is not null, mtime_ms desc',
    )
    .all(source, session_id);
  const hits = await Promise.all(
    files.map(async (row) => {
      const agent_id = row['agent_id'] === null ? undefined : String(row['agent_id']);
      const thread = threadIn({ source, session_id, files }, agent_id);
      if (!thread.ok) return [];
      const answer = await engine.scanning
        .run({ kind: 'search', source, file: thread.value.file, words })
        .catch(stopped);
      if (!('found' in answer)) return [];
      return answer.found.map(({ record_id, ...text }): Hit => ({
        session_id,
        source,
        title,
        message_id: record_id,
        index: null,
        ...text,
        agent_id: agent_id ?? text.agent_id,
      }));
    }),
  );
  return [...titleHit(session, words), ...hits.flat()];
}

function titleHit({ source, session_id, title, last_message_at }: Session, words: string[]): Hit[] {
  const lower = title.toLowerCase();
  if (!words.every((word) => lower.includes(word))) return [];
  return [
    {
      session_id,
      source,
      title,
      message_id: '',
      index: null,
      agent_id: null,
      role: 'user',
      at: last_message_at,
      snippet: marked(title, words),
      field: 'title',
    },
  ];
}

/** A file on which the reader stopped has no hits; the scan has said why it cannot be read. */
function stopped(error: unknown): Refusal {
  if (error instanceof ReaderStopped) return { reason: error.message, is_gone: false };
  throw error;
}
