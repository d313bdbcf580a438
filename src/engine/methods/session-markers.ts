import type { Parsed } from '../../contract/api.ts';
import { SessionMarkers } from '../../contract/methods.ts';
import { activeWindowMs } from '../catalog/summarize-session.ts';
import { anywhere, type Conditions } from './conditions.ts';

/** Whether a session's files have a row of a table; found by the keys of both. */
const inFiles = (table: string, condition = 'true'): string =>
  `exists (select 1 from files f cross join ${table} t on t.file_id = f.id
    where f.source = sessions.source and f.session_id = sessions.session_id and (${condition}))`;

/** Adds what the session's calls must hold. */
export function addCallConditions(where: Conditions, input: Parsed<'sessions'>): void {
  const { tool, program, command, file, cost } = input;
  if (tool !== undefined) where.add(inFiles('tool_calls', 't.name = ?'), tool);
  if (program !== undefined) where.add(inFiles('tool_calls', 't.program = ?'), program);
  if (command !== undefined) where.add(inFiles('tool_calls', 't.command = ?'), command);
  if (file !== undefined) where.add(inFiles('tool_files', "t.path like ? escape '\\'"), anywhere(file));
  const [, sign = '>=', dollars = '0'] = /^(<=|>=|<|>|=)?\$?([\d.]+)$/.exec(cost ?? '') ?? [];
  if (cost !== undefined) where.add(`coalesce(cost_usd, 0) ${sign} ?`, Number(dollars));
}

const conditions: Record<Exclude<(typeof SessionMarkers)['options'][number], 'live'>, string> = {
  error: 'error_count > 0',
  edit: 'lines_changed > 0',
  denied: inFiles('tool_calls', "t.outcome = 'denied'"),
  subagent:
    'exists (select 1 from files f where f.source = sessions.source and f.session_id = sessions.session_id and f.agent_id is not null)',
  compaction: inFiles('compactions'),
  hook: inFiles('hook_runs'),
  review: inFiles('approvals'),
  retry: inFiles('api_errors'),
  problem:
    'exists (select 1 from files f where f.source = sessions.source and f.session_id = sessions.session_id and (f.problems > 0 or f.rest_bytes > 0 or f.error is not null))',
};

/** Adds what a session must have; a word that stands for nothing asks for nothing. */
export function addMarker(where: Conditions, word: string, live: ReadonlySet<string>): void {
  const marker = SessionMarkers.safeParse(word);
  if (!marker.success) return;
  if (marker.data !== 'live') where.add(conditions[marker.data]);
  else
    where.add(
      'last_at >= ? or source || char(10) || session_id in (select value from json_each(?))',
      Date.now() - activeWindowMs,
      JSON.stringify([...live]),
    );
}
