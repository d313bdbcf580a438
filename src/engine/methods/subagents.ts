import type { SQLOutputValue } from 'node:sqlite';
import type { Subagent } from '../../contract/session.ts';
import { noTokens } from '../../contract/units.ts';
import { activeWindowMs, addTokens, instant, num, text, tokensFromRow } from '../catalog/summarize-session.ts';
import type { EngineParts } from '../engine.ts';
import type { AgentLink } from '../reading/reader-jobs.ts';
import type { KnownSession } from './session-files.ts';

type Row = Record<string, SQLOutputValue>;

/** The subagents of a session, with what they used; those without a file of their own too. */
export function subagentsOf(
  engine: EngineParts,
  { source, session_id, files }: KnownSession,
  links: AgentLink[],
): Subagent[] {
  const sidecars = engine.catalog
    .statement('select * from sidecars where source = ? and session_id = ? and agent_id is not null')
    .all(source, session_id);
  const own = files.filter((file) => file['agent_id'] !== null);
  const fromFiles = own.map((file) => {
    const agent_id = String(file['agent_id']);
    const group_id = text(file['group_id']);
    const link =
      links.find((candidate) => candidate.agent_id === agent_id) ??
      links.find((candidate) => candidate.agent_id === group_id);
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
  const call_id = text(sidecar?.['call_id']) ?? link?.call_id ?? null;
  return {
    agent_id: String(file['agent_id']),
    parent_agent_id: text(sidecar?.['parent_agent_id']),
    call_id,
    state: stateOf(catalog, file, call_id),
    agent_type: text(sidecar?.['type']) ?? text(file['agent_type']) ?? link?.type ?? null,
    description: text(sidecar?.['description']) ?? link?.description ?? text(file['agent_description']) ?? null,
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
  agent_id: link.agent_id, parent_agent_id: null, call_id: link.call_id, state: 'unknown', agent_type: link.type, description: link.description, models: [],
  tokens: noTokens, cost_usd: null, message_count: 0, tool_call_count: 0, error_count: 0, first_message_at: null, last_message_at: null,
}); // prettier-ignore

/** A background agent's call is answered at once; only a notification, or silence, tells that it has ended. */
function stateOf(catalog: EngineParts['catalog'], file: Row, call_id: string | null): Subagent['state'] {
  const { source, session_id, agent_id, last_at } = file;
  const said = catalog
    .statement(
      'select a.state from subagents a join files f on f.id = a.file_id where f.source = ? and f.session_id = ? and a.agent_id = ? and a.state is not null limit 1',
    )
    .get(source!, session_id!, agent_id!);
  if (said) return said['state'] === 'completed' ? 'completed' : 'failed';
  const call =
    call_id === null
      ? undefined
      : catalog.statement('select outcome, result_at from tool_calls where call_id = ? and counted = 1').get(call_id);
  if (call && call['outcome'] !== null && call['outcome'] !== 'ok') return 'failed';
  const isQuiet = last_at === null || Date.now() - num(last_at) > activeWindowMs;
  if (call?.['outcome'] === 'ok' && (last_at === null || num(last_at) <= num(call['result_at']) + 1000))
    return 'completed';
  return isQuiet ? 'unknown' : 'running';
}
