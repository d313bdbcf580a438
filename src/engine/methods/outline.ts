import type { Output, Parsed } from '../../contract/api.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { EngineParts } from '../engine.ts';
import type { ReaderAnswers, Refusal } from '../reading/reader-jobs.ts';
import { findSession, reading, threadIn } from './session-files.ts';

type OutlineAnswer = Exclude<ReaderAnswers['outline'], Refusal>;

/** A thread in brief. */
export async function readOutlineOf(engine: EngineParts, input: Parsed<'outline'>): Promise<Result<Output<'outline'>>> {
  const session = findSession(engine, input);
  if (!session.ok) return session;
  const thread = threadIn(session.value, input.agent_id);
  if (!thread.ok) return thread;
  const { source, file, agent_id } = thread.value;
  const answer = await reading<OutlineAnswer>(engine.reading.run({ kind: 'outline', source, file, agent_id }));
  return answer.ok ? ok(answer.value.outline) : answer;
}
