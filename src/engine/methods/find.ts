import type { Output, Parsed } from '../../contract/api.ts';
import { type FindAnswer, mostFoundPlaces } from '../../contract/find.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { EngineParts } from '../engine.ts';
import type { FoundInFile } from '../find/find-job.ts';
import { absenceOf, sessionFileFromRow } from '../session-file.ts';
import { findSession, type KnownSession, reading, type Thread, threadIn } from './session-files.ts';

/** How the input names the main thread. */
const main = 'main';
/** Somebody who does not want to wait for all is answered after this time. */
const patience_ms = 1_000;

/** A file to be looked through, and which of its threads. */
interface Target extends Pick<Thread, 'source' | 'file'> {
  agent_id: string | null | undefined;
}

/** Every place of a session where a text stands. */
export async function findInSession(engine: EngineParts, input: Parsed<'find'>): Promise<Result<Output<'find'>>> {
  const session = findSession(engine, input);
  if (!session.ok) return session;
  const answer = emptyAnswer();
  const targets = targetsIn(session.value, input.agent_id, answer);
  if (!targets.ok) return targets;
  const totals = new Map<string | null, number>();
  const began = performance.now();
  const isTimeUp = (): boolean => input.wait === 'some' && performance.now() - began > patience_ms;
  let messages_total = 0;
  for (const target of targets.value) {
    for (let from: number | null = 0; from !== null;) {
      const found: Result<FoundInFile> = await lookOn(engine, target, { from, q: input.q, answer });
      if (!found.ok) {
        answer.left_out.push({ agent_id: target.file.agent_id, reason: found.error.message });
        break;
      }
      answer.places.push(...found.value.places);
      for (const [agent_id, count] of found.value.totals) totals.set(agent_id, (totals.get(agent_id) ?? 0) + count);
      for (const reason of found.value.left_out) answer.left_out.push({ agent_id: target.file.agent_id, reason });
      answer.messages_searched += (found.value.next ?? found.value.messages_total) - from;
      if (from === 0) messages_total += found.value.messages_total;
      from = found.value.next;
      if (from !== null && isTimeUp()) return ok(finished(answer, totals));
    }
    if (target !== targets.value.at(-1) && isTimeUp()) return ok(finished(answer, totals));
  }
  return ok({ ...finished(answer, totals), is_complete: true, messages_total });
}

const emptyAnswer = (): FindAnswer => ({
  places: [],
  total: 0,
  threads: [],
  is_complete: false,
  messages_searched: 0,
  messages_total: null,
  left_out: [],
});

const lookOn = (
  engine: EngineParts,
  { source, file, agent_id }: Target,
  { from, q, answer }: { from: number; q: string; answer: FindAnswer },
): Promise<Result<FoundInFile>> =>
  reading<FoundInFile>(
    engine.reading.run({
      kind: 'find',
      source,
      file,
      q,
      agent_id,
      from,
      most_places: mostFoundPlaces - answer.places.length,
    }),
  );

/** The file of one thread, or all files of the session; those that are gone are said to be left out. */
function targetsIn(session: KnownSession, agent_id: string | undefined, answer: FindAnswer): Result<Target[]> {
  if (agent_id !== undefined) {
    const thread = threadIn(session, agent_id === main ? undefined : agent_id);
    return thread.ok ? ok([thread.value]) : thread;
  }
  const targets: Target[] = [];
  const seen = new Set<unknown>();
  for (const row of session.files) {
    if (seen.has(row['agent_id'])) continue;
    seen.add(row['agent_id']);
    const file = sessionFileFromRow(row, session.seal);
    if (file) targets.push({ source: session.source, file, agent_id: undefined });
    else {
      const reason = absenceOf(row, 'thread').error.message;
      answer.left_out.push({ agent_id: row['agent_id'] === null ? null : String(row['agent_id']), reason });
    }
  }
  const [first] = session.files;
  return targets.length > 0 || !first ? ok(targets) : absenceOf(first);
}

/** Places by thread: those of the main one first, then thread by thread as they came. */
function finished(answer: FindAnswer, totals: ReadonlyMap<string | null, number>): FindAnswer {
  const threads = [...totals].map(([agent_id, total]) => ({ agent_id, total }));
  threads.sort((a, b) => Number(a.agent_id !== null) - Number(b.agent_id !== null));
  const order = new Map(threads.map(({ agent_id }, place) => [agent_id, place]));
  const places = answer.places.toSorted((a, b) => order.get(a.agent_id)! - order.get(b.agent_id)!);
  return { ...answer, places, threads, total: threads.reduce((sum, { total }) => sum + total, 0) };
}
