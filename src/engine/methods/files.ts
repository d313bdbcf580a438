import type { Output, Parsed } from '../../contract/api.ts';
import { type FilesAnswer, type HistoryStep, mostFiles, mostTouches, type NetChange } from '../../contract/files.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { EngineParts } from '../engine.ts';
import type { FoundTouch, WholeStep } from '../reading/files-job.ts';
import { netChange } from '../reading/net-change.ts';
import { changeForPage } from '../reading/page.ts';
import { absenceOf, sessionFileFromRow } from '../session-file.ts';
import { findSession, type KnownSession, reading, type Thread } from './session-files.ts';
import { touchedFiles } from './touched-files.ts';

type LeftOut = FilesAnswer['left_out'];

/** Every file that the calls of a session, subagents included, read, wrote or searched. */
export async function listFiles(engine: EngineParts, input: Parsed<'files'>): Promise<Result<Output<'files'>>> {
  const session = findSession(engine, input);
  if (!session.ok) return session;
  const left_out: LeftOut = [];
  const touches: FoundTouch[] = [];
  for (const { source, file } of logsOf(session.value, left_out)) {
    const answer = await reading<{ touches: FoundTouch[] }>(engine.reading.run({ kind: 'files', source, file }));
    if (answer.ok) touches.push(...answer.value.touches);
    else left_out.push({ agent_id: file.agent_id, reason: answer.error.message });
  }
  const files = touchedFiles(touches);
  return ok({ files: files.slice(0, mostFiles), total: files.length, left_out });
}

/** What a session did with one file, step by step, and what all of it makes together. */
export async function readFileHistory(
  engine: EngineParts,
  input: Parsed<'fileHistory'>,
): Promise<Result<Output<'fileHistory'>>> {
  const session = findSession(engine, input);
  if (!session.ok) return session;
  const { path } = input;
  const left_out: LeftOut = [];
  const steps: WholeStep[] = [];
  for (const { source, file } of logsOf(session.value, left_out)) {
    const answer = await reading<{ steps: WholeStep[] }>(engine.reading.run({ kind: 'history', source, file, path }));
    if (answer.ok) steps.push(...answer.value.steps);
    else left_out.push({ agent_id: file.agent_id, reason: answer.error.message });
  }
  if (steps.length === 0) return fail('not_found', 'This session touched no such file.');
  const inOrder = steps.toSorted((a, b) => timeOf(a) - timeOf(b));
  return ok({
    path,
    steps: inOrder.slice(-mostTouches).map(forPage),
    total: steps.length,
    net: left_out.length > 0 ? unread : netOf(path, inOrder),
  });
}

const unread: NetChange = { is_known: false, reason: 'A part of the session could not be read.' };

/** A step without a time stays where the log has it. */
const timeOf = ({ at }: WholeStep): number => (at === null ? 0 : Date.parse(at));

const forPage = (step: WholeStep): HistoryStep => ({ ...step, changes: step.changes.map(changeForPage) });

/** Calls that did not go well changed nothing; of those whose end is not told nobody knows. */
function netOf(path: string, steps: readonly WholeStep[]): NetChange | null {
  const writes = steps.filter(({ kind, outcome }) => kind === 'write' && !['error', 'denied'].includes(outcome));
  if (writes.length === 0) return null;
  if (writes.some(({ outcome }) => outcome !== 'ok'))
    return { is_known: false, reason: 'The log does not say how one of the calls ended.' };
  if (writes.some(({ at }) => at === null))
    return { is_known: false, reason: 'The log does not say when one of the calls was made.' };
  if (writes.some(({ changes }) => changes.length === 0))
    return { is_known: false, reason: 'The log does not hold what one of the calls changed.' };
  const net = netChange(path, writes.flatMap(({ changes }) => changes)); // prettier-ignore
  return net.is_known ? { ...net, change: changeForPage(net.change) } : net;
}

/** The logs of a session, its own first; those that are gone are said to be left out. */
function logsOf(session: KnownSession, left_out: LeftOut): Pick<Thread, 'source' | 'file'>[] {
  const seen = new Set<unknown>();
  return session.files.flatMap((row) => {
    if (seen.has(row['agent_id'])) return [];
    seen.add(row['agent_id']);
    const file = sessionFileFromRow(row, session.seal);
    if (file) return [{ source: session.source, file }];
    const agent_id = row['agent_id'] === null ? null : String(row['agent_id']);
    left_out.push({ agent_id, reason: absenceOf(row, 'thread').error.message });
    return [];
  });
}
