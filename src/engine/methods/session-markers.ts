import type { Parsed } from '../../contract/api.ts';
import { SessionMarkers } from '../../contract/methods.ts';
import { anywhere, type Conditions, rangeOf } from './conditions.ts';
import type { LiveSessions } from './live-sessions.ts';

/** Whether a session's files have a row of a table; found by the keys of both. */
const inFiles = (table: string, condition = 'true'): string =>
  `exists (select 1 from files f cross join ${table} t on t.file_id = f.id
    where f.source = sessions.source and f.session_id = sessions.session_id and (${condition}))`;

/** Adds what the session's calls must hold; in a range of days, calls within it. */
export function addCallConditions(where: Conditions, input: Parsed<'sessions'>): void {
  const { tool, program, command, file, cost } = input;
  const { from, to } = rangeOf(input);
  const within = [from === null ? '' : ' and t.at >= ?', to === null ? '' : ' and t.at <= ?'].join('');
  const range = [from, to].filter((at) => at !== null);
  const add = (table: string, condition: string, value: string) =>
    where.add(inFiles(table, condition + within), value, ...range);
  if (tool !== undefined) add('tool_calls', 't.name = ?', tool);
  if (program !== undefined) add('tool_calls', 't.program = ?', program);
  if (command !== undefined) add('tool_calls', 't.command = ?', command);
  if (file !== undefined) add('tool_files', "t.path like ? escape '\\'", anywhere(file));
  const [, sign = '>=', dollars = '0'] = /^(<=|>=|<|>|=)?\$?([\d.]+)$/.exec(cost ?? '') ?? [];
  if (cost !== undefined) where.add(`coalesce(cost_usd, 0) ${sign} ?`, Number(dollars));
}

type Marker = (typeof SessionMarkers)['options'][number];

/* What needs the range of days is with the conditions on time. */
const conditions: Record<Exclude<Marker, 'live' | 'usage' | 'activity'>, string> = {
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
export function addMarker(where: Conditions, word: string, live: LiveSessions): void {
  const marker = SessionMarkers.safeParse(word);
  if (!marker.success || marker.data === 'usage' || marker.data === 'activity') return;
  if (marker.data !== 'live') where.add(conditions[marker.data]);
  else where.add(live.condition.sql, ...live.condition.values);
}
