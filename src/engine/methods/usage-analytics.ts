import { pricesAsOf } from '../../analytics/prices.ts';
import { usageBreakdown, type UsageGroup } from '../../analytics/usage.ts';
import type { Output, Parsed } from '../../contract/api.ts';
import { ok, type Result } from '../../contract/result.ts';
import { num, text, tokensFromRow } from '../catalog/summarize-session.ts';
import type { EngineParts } from '../engine.ts';
import { sourcesNamed } from './known-source.ts';
import { callsWithin } from './tool-analytics.ts';

/** Tokens and cost in a range of days; each API call is counted once, on the local day it was made. */
export function readUsageAnalytics(
  engine: EngineParts,
  input: Parsed<'usageAnalytics'>,
): Result<Output<'usageAnalytics'>> {
  const named = sourcesNamed(input.source);
  if (!named.ok) return named;
  const one = (table: string, columns: string) => {
    const where = callsWithin({ ...input, model: undefined }, 't');
    return engine.catalog
      .statement(
        `select ${columns} from ${table} t join files f on f.id = t.file_id join sessions s on s.source = f.source and s.session_id = f.session_id where ${where.sql}`,
      )
      .get(...where.values)!;
  };
  const tools = one(
    'tool_calls',
    "count(case when counted = 1 then name end) as calls, sum(counted = 1 and outcome = 'error') as errors",
  );
  return ok({
    ...usageBreakdown(groupsIn(engine, input)),
    user_message_count: num(one('prompts', 'sum(counted) as count')['count']),
    tool_call_count: num(tools['calls']),
    tool_error_count: num(tools['errors']),
    duplicate_call_count: num(one('calls', 'sum(counted = 0) as count')['count']),
    prices_as_of: pricesAsOf,
    date_range_days: input.from !== undefined || input.to !== undefined || input.days === 'all' ? null : input.days,
    source: input.source,
  });
}

function groupsIn({ catalog }: EngineParts, input: Parsed<'usageAnalytics'>): UsageGroup[] {
  const where = callsWithin({ ...input, model: undefined }, 't');
  if (input.model !== undefined) where.add('t.model = ?', input.model);
  const rows = catalog
    .statement(
      `select f.source || char(10) || f.session_id as session, strftime('%Y-%m-%d', t.at / 1000, 'unixepoch', 'localtime') as day, t.model, s.project_dir,
         sum(t.input) as input, sum(t.cache_read) as cache_read, sum(t.cache_write_5m + t.cache_write_1h) as cache_write,
         sum(t.output) as output, sum(t.reasoning) as reasoning, sum(t.cost_usd) as cost_usd, count(*) as calls,
         sum(case when t.cost_usd is null then t.input + t.cache_read + t.cache_write_5m + t.cache_write_1h + t.output else 0 end) as unpriced
       from calls t join files f on f.id = t.file_id join sessions s on s.source = f.source and s.session_id = f.session_id
       where t.counted = 1 and ${where.sql} group by session, day, t.model`,
    )
    .all(...where.values);
  return rows.map((row) => ({
    session: String(row['session']),
    day: text(row['day']),
    model: String(row['model']),
    project_dir: text(row['project_dir']),
    tokens: tokensFromRow(row),
    cost_usd: row['cost_usd'] === null ? null : num(row['cost_usd']),
    unpriced_tokens: num(row['unpriced']),
    call_count: num(row['calls']),
  }));
}
