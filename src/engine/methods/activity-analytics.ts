import { type ActiveFile, activityIn } from '../../analytics/activity.ts';
import type { Output, Parsed } from '../../contract/api.ts';
import { ok, type Result } from '../../contract/result.ts';
import { num } from '../catalog/summarize-session.ts';
import type { EngineParts } from '../engine.ts';
import { rangeOf } from './conditions.ts';
import { sourcesNamed } from './known-source.ts';
import { dayFromNumber, localDayNumber, localHourNumber } from './local-time.ts';
import { activeMs } from './working-time.ts';
import { arraysWithin, rangeDays, type RangeInput, rowsWithin, sessionsWithin } from './range-rows.ts';

/** When and how was worked in a range of days. */
export function readActivityAnalytics(
  engine: EngineParts,
  input: Parsed<'activityAnalytics'>,
): Result<Output<'activityAnalytics'>> {
  const named = sourcesNamed(input.source);
  if (!named.ok) return named;
  const { by_day, ...activity } = activityIn(activeFilesIn(engine, input));
  const compactions = rowsWithin(engine, input, {
    table: 'compactions',
    columns: 'f.source, f.session_id, count(*) as count',
    rest: 'group by f.source, f.session_id',
  });
  const errors = rowsWithin(engine, input, {
    table: 'api_errors',
    columns: 'sum(t.is_retried = 1) as retried, sum(t.is_retried = 0) as gave_up',
  })[0]!;
  return ok({
    ...activity,
    by_day: by_day.map((row) => ({ ...row, day: dayFromNumber(row.day) })),
    compaction_count: compactions.reduce((sum, row) => sum + num(row['count']), 0),
    sessions_with_compactions: compactions.length,
    retry_count: num(errors['retried']),
    gave_up_count: num(errors['gave_up']),
    source: input.source,
    date_range_days: rangeDays(input),
  });
}

function activeFilesIn(engine: EngineParts, input: RangeInput): ActiveFile[] {
  const files = filesIn(engine, input);
  const used = new Set<number>();
  const fileOf = (id: unknown): ActiveFile | undefined => {
    used.add(Number(id));
    return files.get(Number(id));
  };
  const hour = localHourNumber('t.at');
  for (const [id, at, count] of arraysWithin(engine, input, {
    table: 'calls',
    columns: `f.id, ${hour} as hour, count(*)`,
    and: 't.at is not null',
    rest: 'group by f.id, hour',
  }))
    fileOf(id)?.calls.push({ hour: Number(at), count: Number(count) });
  for (const [id, day, count, edit] of arraysWithin(engine, input, {
    table: 'tool_calls',
    columns: `f.id, ${localDayNumber('t.at')} as day, count(*), min(case when t.kind in ('edit', 'write') and t.outcome = 'ok' then t.at end)`,
    and: 't.at is not null and t.name is not null',
    rest: 'group by f.id, day',
  })) {
    const file = fileOf(id);
    file?.tool_calls.push({ day: Number(day), count: Number(count) });
    if (file && edit !== null) file.first_edit_at = Math.min(file.first_edit_at ?? Infinity, Number(edit));
  }
  for (const [id, at, atHour] of arraysWithin(engine, input, {
    table: 'prompts',
    columns: `f.id, t.at, ${hour}`,
    and: 't.at is not null',
  }))
    fileOf(id)?.prompts.push({ at: Number(at), hour: Number(atHour) });
  return [...files].filter(([id]) => used.has(id)).map(([, file]) => file);
}

/** Files that may have something in the range, by id. */
function filesIn(engine: EngineParts, input: RangeInput): Map<number, ActiveFile> {
  const where = sessionsWithin(engine, input);
  const { from } = rangeOf(input);
  const rows = engine.catalog
    .statement(
      `select f.id, f.source, f.session_id, f.agent_id is null as is_main, ${activeMs} as active_ms, s.first_at from files f cross join sessions s on s.source = f.source and s.session_id = f.session_id where ${where.sql}`,
    )
    .all(...where.values);
  return new Map(
    rows.map((row) => [
      num(row['id']),
      {
        session: `${String(row['source'])}\n${String(row['session_id'])}`,
        is_main: row['is_main'] === 1,
        active_ms: row['active_ms'] === null ? null : num(row['active_ms']),
        is_begun: from === null || num(row['first_at']) >= from,
        calls: [],
        tool_calls: [],
        first_edit_at: null,
        prompts: [],
      },
    ]),
  );
}
