import type { SQLOutputValue } from 'node:sqlite';
import { allSources } from '../../contract/source.ts';
import { fail, type Result } from '../../contract/result.ts';
import type { SessionFile } from '../../sources/source.ts';
import type { Seal } from '../catalog/seal.ts';
import { ReaderStopped } from '../reader-pool.ts';
import type { EngineParts } from '../engine.ts';
import type { Refusal } from '../reading/reader-jobs.ts';
import { absenceOf, sessionFileFromRow } from '../session-file.ts';
import { sourcesNamed } from './known-source.ts';

type Row = Record<string, SQLOutputValue>;

/** A session that the catalog knows, with the rows of its files; the main one first, if it is there. */
export interface KnownSession {
  seal: Seal;
  source: string;
  session_id: string;
  files: Row[];
}

/** Finds a session by id in one source, or in all. */
export function findSession(
  { catalog }: EngineParts,
  input: { source: string; session_id: string },
): Result<KnownSession> {
  const named = sourcesNamed(input.source);
  if (!named.ok) return named;
  const row =
    input.source === allSources
      ? catalog.statement('select source from sessions where session_id = ? limit 1').get(input.session_id)
      : catalog
          .statement('select source from sessions where source = ? and session_id = ?')
          .get(input.source, input.session_id);
  if (!row) return fail('not_found', 'There is no such session.', 'Scan again: it may have been deleted or moved.');
  const source = String(row['source']);
  const files = catalog
    .statement(
      'select * from files where source = ? and session_id = ? order by agent_id is not null, is_gone, mtime_ms desc',
    )
    .all(source, input.session_id);
  return { ok: true, value: { seal: catalog.seal, source, session_id: input.session_id, files } };
}

export interface Thread {
  source: string;
  file: SessionFile;
  /** Null: the main thread of the file. */
  agent_id: string | null;
  row: Row;
}

/** The file that holds a thread: that of the subagent, or the main file when the subagent wrote into it. */
export function threadIn(session: KnownSession, agent_id: string | undefined): Result<Thread> {
  const main = session.files.find((row) => row['agent_id'] === null);
  const own = agent_id === undefined ? undefined : session.files.find((row) => row['agent_id'] === agent_id);
  const row = own ?? main;
  if (!row)
    return agent_id === undefined
      ? fail('source_gone', "The session's own file is gone; only files of its subagents are left.")
      : fail('not_found', 'There is no such subagent.');
  const file = sessionFileFromRow(row, session.seal);
  if (!file) return absenceOf(row);
  return { ok: true, value: { source: session.source, file, agent_id: agent_id ?? null, row } };
}

/** Runs a reading job; a file that cannot be read, or a thread that crashed on it, is an answer and no bug. */
export async function reading<T extends object>(job: Promise<T | Refusal | null>): Promise<Result<T>> {
  try {
    const answer = await job;
    if (answer === null)
      return fail('not_found', 'There is no such block in this session any more.', 'Open the session again.');
    if (isRefusal(answer)) return fail(answer.is_gone ? 'source_gone' : 'unreadable', answer.reason);
    return { ok: true, value: answer };
  } catch (error) {
    if (error instanceof ReaderStopped) return fail('unreadable', error.message);
    throw error;
  }
}

const isRefusal = (answer: object): answer is Refusal => 'is_gone' in answer;
