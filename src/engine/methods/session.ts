import type { SQLOutputValue } from 'node:sqlite';
import type { Output, Parsed } from '../../contract/api.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { LineCounts, Problem, Subagent } from '../../contract/session.ts';
import { noTokens } from '../../contract/units.ts';
import { sources } from '../../sources/index.ts';
import { addTokens, instant, num, text, tokensFromRow } from '../catalog/summarize-session.ts';
import type { EngineParts } from '../engine.ts';
import type { AgentLink, ReaderAnswers } from '../reading/reader-jobs.ts';
import { findSession, type KnownSession, reading, threadIn } from './session-files.ts';
import { sessionFromSummary } from './sessions.ts';

type Row = Record<string, SQLOutputValue>;
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
  const session = sessionFromSummary(String(row['summary']));
  const links = await linksIn(engine, known);
  const subagents = subagentsOf(engine, known, links);
  return ok({
    session: { ...session, subagent_count: Math.max(session.subagent_count, subagents.length) },
    subagents,
    problems: problemsOf(engine, known),
    line_counts: lineCountsOf(known),
    related: relatedTo(engine, known, session.parent_session_id),
    resume_command:
      sources
        .find((candidate) => candidate.id === source)
        ?.resumeCommand?.(session_id)
        ?.join(' ') ?? null,
  });
}

/** Which call started which subagent, as the main file says; nothing when it cannot be read. */
async function linksIn(engine: EngineParts, known: KnownSession): Promise<AgentLink[]> {
  const thread = threadIn(known, undefined);
  if (!thread.ok) return [];
  const { source, file } = thread.value;
  const answer = await reading<Exclude<ReaderAnswers['outline'], { reason: string }>>(
    engine.reading.run({ kind: 'outline', source, file, agent_id: null }),
  );
  return answer.ok ? answer.value.agents : [];
}

function subagentsOf(engine: EngineParts, { source, session_id, files }: KnownSession, links: AgentLink[]): Subagent[] {
  const sidecars = engine.catalog
    .statement('select * from sidecars where source = ? and session_id = ? and agent_id is not null')
    .all(source, session_id);
  const own = files.filter((file) => file['agent_id'] !== null);
  const fromFiles = own.map((file) => {
    const agent_id = String(file['agent_id']);
    const link = links.find((candidate) => candidate.agent_id === agent_id);
    return subagentFrom(
      engine,
      file,
      link ?? null,
      sidecars.find((sidecar) => sidecar['agent_id'] === agent_id) ?? null,
    );
  });
  // Before they had files of their own, subagents wrote into the main file; what they used is in the session's sum only.
  const inline = links.filter(
    (link) => /^[0-9a-f-]{36}$/.test(link.agent_id) && !own.some((file) => file['agent_id'] === link.agent_id),
  );
  return [...fromFiles, ...inline.map(inlineSubagent)];
}

function subagentFrom({ catalog }: EngineParts, file: Row, link: AgentLink | null, sidecar: Row | null): Subagent {
  const file_id = num(file['id']);
  const models = catalog
    .statement(
      `select model, sum(input) as input, sum(cache_read) as cache_read, sum(cache_write_5m + cache_write_1h) as cache_write,
         sum(output) as output, sum(reasoning) as reasoning, sum(cost_usd) as cost_usd, count(*) as calls
       from calls where file_id = ? and counted = 1 group by model order by output desc`,
    )
    .all(file_id);
  const tools = catalog
    .statement(
      "select count(name) as calls, sum(outcome = 'error') as errors from tool_calls where file_id = ? and counted = 1",
    )
    .get(file_id)!;
  const priced = models.filter((row) => row['cost_usd'] !== null);
  return {
    agent_id: String(file['agent_id']),
    parent_agent_id: text(sidecar?.['parent_agent_id']),
    call_id: text(sidecar?.['call_id']) ?? link?.call_id ?? null,
    agent_type: text(sidecar?.['type']) ?? link?.type ?? null,
    description: text(sidecar?.['description']) ?? link?.description ?? null,
    models: models.map((row) => String(row['model'])),
    tokens: models.map(tokensFromRow).reduce(addTokens, noTokens),
    cost_usd: priced.length === 0 ? null : priced.reduce((sum, row) => sum + num(row['cost_usd']), 0),
    message_count: models.reduce((sum, row) => sum + num(row['calls']), 0),
    tool_call_count: num(tools['calls']),
    error_count: num(tools['errors']),
    first_message_at: file['first_at'] === null ? null : instant(num(file['first_at'])),
    last_message_at: file['last_at'] === null ? null : instant(num(file['last_at'])),
  };
}

const inlineSubagent = (link: AgentLink): Subagent => ({
  agent_id: link.agent_id, parent_agent_id: null, call_id: link.call_id, agent_type: link.type, description: link.description, models: [],
  tokens: noTokens, cost_usd: null, message_count: 0, tool_call_count: 0, error_count: 0, first_message_at: null, last_message_at: null,
}); // prettier-ignore

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
        line: num(file['lines']) + 1,
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

/** Sessions that share API calls with this one, because one of them was forked or resumed from the other. */
function relatedTo(
  { catalog }: EngineParts,
  { source, session_id }: KnownSession,
  parent: string | null,
): Output<'session'>['related'] {
  const rows = catalog
    .statement(
      `select distinct o.session_id as id, (select title from sessions s where s.source = o.source and s.session_id = o.session_id) as title,
         max(a.counted) as own
       from files f join calls a on a.file_id = f.id join calls b on b.call_key = a.call_key and b.file_id <> a.file_id
       join files o on o.id = b.file_id
       where f.source = ? and f.session_id = ? and o.session_id <> f.session_id group by o.session_id limit 20`,
    )
    .all(source, session_id);
  const related = rows.map((row) => ({
    session_id: String(row['id']),
    title: text(row['title']) ?? 'Untitled',
    relation: row['own'] === 1 ? 'copied from here' : 'copied from there',
  }));
  if (parent !== null && !related.some((other) => other.session_id === parent))
    related.push({ session_id: parent, title: parent, relation: 'parent' });
  return related;
}
