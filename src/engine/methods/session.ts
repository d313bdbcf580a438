import type { Output, Parsed } from '../../contract/api.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { LineCounts, Problem, Session } from '../../contract/session.ts';
import { sources } from '../../sources/index.ts';
import { num } from '../catalog/summarize-session.ts';
import type { EngineParts } from '../engine.ts';
import { liveSessions } from './live-sessions.ts';
import type { AgentLink, ReaderAnswers, Refusal } from '../reading/reader-jobs.ts';
import { resumeLine } from '../resume-command.ts';
import { courseOf } from './session-course.ts';
import { findSession, type KnownSession, reading, threadIn } from './session-files.ts';
import { relatedTo } from './related-sessions.ts';
import { sessionFromSummary, withMarks } from './sessions.ts';
import { subagentsOf } from './subagents.ts';

const mostProblems = 500;

/** One session with what belongs to it. */
export async function readSession(engine: EngineParts, input: Parsed<'session'>): Promise<Result<Output<'session'>>> {
  const found = findSession(engine, input);
  if (!found.ok) return found;
  const known = found.value;
  const { source, session_id } = known;
  const row = engine.catalog
    .statement('select summary from sessions where source = ? and session_id = ?')
    .get(source, session_id)!;
  const session = withMarks(engine, sessionFromSummary(String(row['summary']), liveSessions(engine.catalog)));
  const links = await readLinks(engine, known);
  const subagents = subagentsOf(engine, known, links);
  return ok({
    session: { ...session, subagent_count: Math.max(session.subagent_count, subagents.length) },
    subagents,
    problems: problemsOf(engine, known),
    line_counts: lineCountsOf(known),
    course: courseOf(engine.catalog, known),
    related: relatedTo(engine.catalog, session),
    resume_command: resumeLinesOf(session)[0]?.line ?? null,
    resume_lines: resumeLinesOf(session),
  });
}

/** That of this machine's usual shell first. */
function resumeLinesOf({ source, session_id, cwd }: Session): Output<'session'>['resume_lines'] {
  const words = sources.find((candidate) => candidate.id === source)?.resumeCommand?.(session_id);
  const shells = process.platform === 'win32' ? windowsFirst : posixFirst;
  return shells.flatMap((shell) => {
    const line = words ? resumeLine(words, cwd, shell) : null;
    return line === null ? [] : [{ shell, line }];
  });
}

const posixFirst = ['posix', 'powershell', 'cmd'] as const;
const windowsFirst = ['powershell', 'cmd', 'posix'] as const;

/** Which call started which subagent, as the main file says; nothing when it cannot be read. */
export async function readLinks(engine: EngineParts, known: KnownSession): Promise<AgentLink[]> {
  const thread = threadIn(known, undefined);
  if (!thread.ok) return [];
  const { source, file } = thread.value;
  const answer = await reading<Exclude<ReaderAnswers['outline'], Refusal>>(
    engine.reading.run({ kind: 'outline', source, file, agent_id: null }),
  );
  return answer.ok ? answer.value.agents : [];
}

function problemsOf({ catalog }: EngineParts, { files }: KnownSession): Problem[] {
  const problems: Problem[] = [];
  for (const file of files) {
    const name = file['agent_id'] === null ? 'main' : String(file['agent_id']);
    if (file['is_gone'] === 1) problems.push({ file: name, line: null, reason: 'The file is no longer on disk.' });
    if (file['error'] !== null) problems.push({ file: name, line: null, reason: String(file['error']) });
    for (const row of catalog
      .statement('select line, reason from problems where file_id = ? order by line limit ?')
      .all(num(file['id']), mostProblems))
      problems.push({ file: name, line: num(row['line']), reason: String(row['reason']) });
    for (const row of catalog
      .statement('select kind, count from unknown_kinds where file_id = ? order by kind')
      .all(num(file['id'])))
      problems.push({
        file: name,
        line: null,
        reason: `${num(row['count'])} × a record or block kind that this version does not know: ${String(row['kind'])}`,
      });
    if (num(file['rest_bytes']) > 0)
      problems.push({
        file: name,
        line: num(file['last_line']) + 1,
        reason: 'The last line is not complete: it is still being written, or was torn.',
      });
  }
  return problems.slice(0, mostProblems);
}

function lineCountsOf({ files }: KnownSession): LineCounts {
  const counts: LineCounts = { lines: 0, messages: 0, notices: 0, bookkeeping: 0, copies: 0, problems: 0 };
  for (const file of files)
    for (const key of Object.keys(counts) as (keyof LineCounts)[]) counts[key] += num(file[key]);
  return counts;
}
