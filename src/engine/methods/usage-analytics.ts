import { activeTime } from '../../analytics/active-time.ts';
import { pricesAsOf } from '../../analytics/prices.ts';
import { usageBreakdown, type UsageGroup } from '../../analytics/usage.ts';
import type { Output, Parsed } from '../../contract/api.ts';
import { ok, type Result } from '../../contract/result.ts';
import { num, text, tokensFromRow } from '../catalog/summarize-session.ts';
import type { EngineParts } from '../engine.ts';
import { rangeOf } from './conditions.ts';
import { sourcesNamed } from './known-source.ts';
import { dayFromNumber, localDayNumber } from './local-time.ts';
import { arraysWithin, rangeDays, type RangeInput, rowsWithin, sessionsWithin } from './range-rows.ts';

/** Tokens and cost in a range of days; each API call is counted once, on the local day it was made. */
export function readUsageAnalytics(
  engine: EngineParts,
  input: Parsed<'usageAnalytics'>,
): Result<Output<'usageAnalytics'>> {
  const named = sourcesNamed(input.source);
  if (!named.ok) return named;
  /* The model of a call is known; of a message or a tool call it is not, so that those are of all models. */
  const ofAllModels = { ...input, model: undefined };
  const one = (table: 'tool_calls' | 'prompts' | 'calls', columns: string, with_copies = false) =>
    rowsWithin(engine, ofAllModels, { table, columns, with_copies })[0]!;
  const tools = one('tool_calls', "count(t.name) as calls, sum(t.outcome = 'error') as errors");
  return ok({
    ...usageBreakdown(groupsIn(engine, input)),
    user_message_count: num(one('prompts', 'count(*) as count')['count']),
    tool_call_count: num(tools['calls']),
    tool_error_count: num(tools['errors']),
    duplicate_call_count: num(one('calls', 'sum(t.counted = 0) as count', true)['count']),
    active_ms: activeMsIn(engine, ofAllModels),
    problem_count: problemsIn(engine, ofAllModels),
    prices_as_of: pricesAsOf,
    date_range_days: rangeDays(input),
    source: input.source,
  });
}

function groupsIn(engine: EngineParts, { model, ...input }: RangeInput): UsageGroup[] {
  const rows = rowsWithin(engine, input, {
    table: 'calls',
    columns: `f.source, f.session_id, s.project_dir, ${localDayNumber('t.at')} as day, t.model,
      sum(t.input) as input, sum(t.cache_read) as cache_read, sum(t.cache_write_5m + t.cache_write_1h) as cache_write,
      sum(t.output) as output, sum(t.reasoning) as reasoning, sum(t.cost_usd) as cost_usd, count(*) as calls,
      sum(case when t.cost_usd is null then t.input + t.cache_read + t.cache_write_5m + t.cache_write_1h + t.output else 0 end) as unpriced`,
    ...(model === undefined ? {} : { and: 't.model = ?', values: [model] }),
    rest: 'group by f.id, day, t.model',
  });
  return rows.map((row) => ({
    session: `${String(row['source'])}\n${String(row['session_id'])}`,
    source: String(row['source']),
    day: row['day'] === null ? null : dayFromNumber(num(row['day'])),
    model: String(row['model']),
    project_dir: text(row['project_dir']),
    tokens: tokensFromRow(row),
    cost_usd: row['cost_usd'] === null ? null : num(row['cost_usd']),
    unpriced_tokens: num(row['unpriced']),
    call_count: num(row['calls']),
  }));
}

/**
 * Of sessions that lie in the range as a whole, what their files say; of those that reach beyond it, the gaps between what
 * has a time within it.
 */
function activeMsIn(engine: EngineParts, input: RangeInput): number {
  const { from, to } = rangeOf(input);
  const where = sessionsWithin(engine, input).add('f.agent_id is null');
  if (to !== null) where.add('coalesce(f.first_at, 0) <= ?', to);
  const isWhole = 'f.first_at >= ? and f.last_record_at <= ?';
  const ends = [from ?? 0, to ?? Number.MAX_SAFE_INTEGER];
  const whole = engine.catalog
    .statement(
      `select sum(f.active_ms) as ms from files f cross join sessions s on s.source = f.source and s.session_id = f.session_id where ${where.sql} and ${isWhole}`,
    )
    .get(...where.values, ...ends)!;
  if (from === null && to === null) return num(whole['ms']);
  const times = (['calls', 'tool_calls', 'prompts'] as const).flatMap((table) =>
    arraysWithin(engine, input, {
      table,
      columns: table === 'tool_calls' ? 'f.id, t.at, t.result_at' : 'f.id, t.at, null',
      and: `f.agent_id is null and not (${isWhole})`,
      values: ends,
    }),
  );
  const byFile = new Map<unknown, number[]>();
  for (const [file, at, end] of times) {
    const known = byFile.get(file) ?? [];
    byFile.set(file, known);
    for (const each of [at, end]) if (typeof each === 'number' && (to === null || each <= to)) known.push(each);
  }
  return num(whole['ms']) + [...byFile.values()].reduce((sum, each) => sum + activeTime(each), 0);
}

function problemsIn(engine: EngineParts, input: RangeInput): number {
  const where = sessionsWithin(engine, input);
  const { to } = rangeOf(input);
  if (to !== null) where.add('coalesce(f.first_at, 0) <= ?', to);
  const row = engine.catalog
    .statement(
      `select sum(f.problems + (f.rest_bytes > 0) + (f.error is not null)) as count from files f cross join sessions s on s.source = f.source and s.session_id = f.session_id where ${where.sql}`,
    )
    .get(...where.values)!;
  return num(row['count']);
}
