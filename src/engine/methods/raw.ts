import type { Output, Parsed } from '../../contract/api.ts';
import { fail, type Result } from '../../contract/result.ts';
import type { EngineParts } from '../engine.ts';
import type { RawRecords } from '../reading/raw-job.ts';
import { findSession, reading, threadIn } from './session-files.ts';

/** The records of the log behind a message, redacted. */
export async function readRaw(engine: EngineParts, input: Parsed<'raw'>): Promise<Result<Output<'raw'>>> {
  const session = findSession(engine, input);
  if (!session.ok) return session;
  const thread = threadIn(session.value, input.agent_id);
  if (!thread.ok) return thread;
  const { source, file, agent_id } = thread.value;
  const { index, line = null, offset, limit } = input;
  const wish = { agent_id, index, line, offset, limit };
  const answer = await reading<RawRecords>(engine.reading.run({ kind: 'raw', source, file, agent_id, wish }));
  if (!answer.ok && answer.error.code === 'not_found') return fail('not_found', 'There is no such message.');
  return answer;
}
